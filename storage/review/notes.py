"""Queries on notes: what staff write for each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.admission.tables import ApplicationRow
from storage.review.tables import ApplicationNoteRow


@dataclass(frozen=True, slots=True)
class Note:
    """A note about an application. `text` is "" once the person's data are erased."""

    id: int
    application_id: int
    author_id: int
    at: datetime
    text: str


def add(session: Session, application_id: int, author_id: int, text: str, now: datetime) -> None:
    """Keep a note."""
    session.add(ApplicationNoteRow(application_id=application_id, author_id=author_id, at=now, text=text))
    session.flush()


def of_application(session: Session, application_id: int, limit: int = 50) -> list[Note]:
    """Return the newest notes, newest first."""
    rows = session.scalars(
        select(ApplicationNoteRow)
        .where(ApplicationNoteRow.application_id == application_id)
        .order_by(ApplicationNoteRow.id.desc())
        .limit(limit)
    )
    return [Note(r.id, r.application_id, r.author_id, r.at, r.text or "") for r in rows]


def count(session: Session, application_id: int) -> int:
    """Return how many notes there are."""
    query = select(func.count()).where(ApplicationNoteRow.application_id == application_id)
    return int(session.scalar(query) or 0)


def forget(session: Session, applicant_id: int) -> None:
    """Empty the notes about a person's applications: they may tell who the person is."""
    theirs = select(ApplicationRow.id).where(ApplicationRow.applicant_id == applicant_id)
    session.execute(update(ApplicationNoteRow).where(ApplicationNoteRow.application_id.in_(theirs)).values(text=None))
