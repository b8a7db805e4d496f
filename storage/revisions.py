"""Which step of the migrations a database stands at, and which is the newest.

Whoever serves asks this at every start and migrates once a release: Alembic, which takes longer to import than all of
`storage`, is left to `storage/migrate.py`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

VERSIONS = Path(__file__).parent / "migrations" / "versions"


def newest() -> str:
    """Return the newest revision that this version of Iskra knows: steps are numbered, and named by their number."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def current(session: Session) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    connection = session.connection()
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
