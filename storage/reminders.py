"""Reminders that wait to be told together: those that an outage made late, and those of one morning at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime
from storage.upsert import insert_missing


class LateReminderRow(Base):
    """A reminder that is not sent by itself."""

    __tablename__ = "late_reminders"
    __table_args__ = (UniqueConstraint("person_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(60))  # the row of the table of reminders
    key: Mapped[str] = mapped_column(String(120))  # what it is about
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)


@dataclass(frozen=True, slots=True)
class LateReminder:
    """A reminder that waits for one summary. `key` tells what it is about, `payload` holds numbers and days alone."""

    person_id: int
    kind: str
    key: str
    due_at: datetime
    payload: Mapping[str, Any]


def keep(session: Session, reminder: LateReminder) -> None:
    """Keep a reminder for its person's next summary; the same again is kept once."""
    insert_missing(
        session,
        LateReminderRow,
        person_id=reminder.person_id,
        kind=reminder.kind,
        key=reminder.key,
        due_at=reminder.due_at,
        payload=dict(reminder.payload),
    )


def take(session: Session, person_id: int) -> list[LateReminder]:
    """Return what was kept for a person, longest due first, and keep it no longer."""
    query = select(LateReminderRow).where(LateReminderRow.person_id == person_id)
    rows = session.scalars(query.order_by(LateReminderRow.due_at, LateReminderRow.id)).all()
    found = [LateReminder(row.person_id, row.kind, row.key, row.due_at, row.payload or {}) for row in rows]
    session.execute(delete(LateReminderRow).where(LateReminderRow.person_id == person_id))
    return found
