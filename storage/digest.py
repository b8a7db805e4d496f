"""Who wants the morning's digest: only those who said so, or said no, have a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, UtcDateTime
from storage.upsert import insert_missing


class DigestChoiceRow(Base):
    """What one person chose, against or with what their role would give them."""

    __tablename__ = "digest_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    wanted: Mapped[bool] = mapped_column()
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


def choices(session: Session, person_ids: Iterable[int]) -> dict[int, bool]:
    """Return what these people chose; who chose nothing is left out."""
    query = select(DigestChoiceRow.person_id, DigestChoiceRow.wanted)
    rows = session.execute(query.where(DigestChoiceRow.person_id.in_(sorted(person_ids))))
    return {row.person_id: row.wanted for row in rows}


def choose(session: Session, person_id: int, now: datetime, *, wanted: bool) -> None:
    """Keep what a person chose."""
    if insert_missing(session, DigestChoiceRow, person_id=person_id, wanted=wanted, chosen_at=now):
        return
    chosen = update(DigestChoiceRow).where(DigestChoiceRow.person_id == person_id)
    session.execute(chosen.values(wanted=wanted, chosen_at=now))
