"""Which step of the migrations a database stands at, and which is the newest.

Whoever serves asks this at every start and migrates once a release: Alembic, which takes longer to import than all of
`storage`, is left to `storage/migrate.py`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from storage.errors import IskraError

VERSIONS = Path(__file__).parent / "migrations" / "versions"


class MigrationError(IskraError):
    """The database cannot be brought to this version of Iskra."""


def newest() -> str:
    """Return the newest revision that this version of Iskra knows: steps are numbered, and named by their number."""
    return max(_known())


def check_known(revision: str | None) -> None:
    """Raise `MigrationError` for the revision of a newer Iskra: no older program may touch its tables."""
    if revision is not None and revision not in _known():
        raise MigrationError(
            f"the database is at revision {revision}, which this version of Iskra does not know (it ends at "
            f"{newest()}): it is newer than this program; start the newer version that made it"
        )


def current(session: Session) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    connection = session.connection()
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _known() -> set[str]:
    return {path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py")}
