"""Cards: how a drawn card becomes an old one without its application changing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from storage.admission.tables import ApplicationRow


def outdate(session: Session, application_ids: Iterable[int]) -> None:
    """Raise the versions of applications whose person's answers changed: who decides has to look again."""
    for row in session.scalars(select(ApplicationRow).where(ApplicationRow.id.in_(list(application_ids)))):
        flag_modified(row, "needs_human")
    session.flush()
