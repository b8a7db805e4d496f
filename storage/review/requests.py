"""Queries on requests: what staff asked of an applicant, and how much of it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from storage.admission.tables import ApplicationRow
from storage.review.tables import InfoRequestRow


@dataclass(frozen=True, slots=True)
class InfoRequest:
    """What was asked: names of `fields`, kinds of `papers`, words of staff; `given` are those of both that came."""

    application_id: int
    fields: tuple[str, ...]
    papers: tuple[str, ...]
    comment: str | None
    asked_by: int
    asked_at: datetime
    due: date
    given: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what has not come yet, in the order in which it was asked."""
        return tuple(item for item in (*self.fields, *self.papers) if item not in self.given)


def ask(session: Session, request: InfoRequest) -> None:
    """Keep a request, in place of one that may be open."""
    close(session, request.application_id, request.asked_at)
    session.add(
        InfoRequestRow(
            application_id=request.application_id,
            fields=list(request.fields),
            papers=list(request.papers),
            comment=request.comment,
            asked_by=request.asked_by,
            asked_at=request.asked_at,
            due=request.due,
            given=list(request.given),
        )
    )
    session.flush()


def open_one(session: Session, application_id: int) -> InfoRequest | None:
    """Return what an applicant is asked for now."""
    row = session.scalar(_open(application_id))
    if row is None:
        return None
    return InfoRequest(
        application_id=row.application_id,
        fields=tuple(row.fields),
        papers=tuple(row.papers),
        comment=row.comment,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        due=row.due,
        given=tuple(row.given),
    )


def tick(session: Session, application_id: int, items: Sequence[str]) -> None:
    """Note that items of the open request came."""
    row = session.scalars(_open(application_id)).one()
    row.given = [*row.given, *(item for item in items if item not in row.given)]
    session.flush()


def close(session: Session, application_id: int, now: datetime) -> None:
    """End the open request, if there is one; its words are forgotten."""
    session.execute(
        update(InfoRequestRow)
        .where(InfoRequestRow.application_id == application_id, InfoRequestRow.closed_at.is_(None))
        .values(closed_at=now, comment=None)
    )


def forget(session: Session, applicant_id: int) -> None:
    """Delete what was asked about a person's applications."""
    theirs = select(ApplicationRow.id).where(ApplicationRow.applicant_id == applicant_id)
    session.execute(delete(InfoRequestRow).where(InfoRequestRow.application_id.in_(theirs)))


def _open(application_id: int) -> Select[InfoRequestRow]:
    return select(InfoRequestRow).where(
        InfoRequestRow.application_id == application_id, InfoRequestRow.closed_at.is_(None)
    )
