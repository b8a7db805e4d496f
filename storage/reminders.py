"""Reminders that came due while Iskra was down or Telegram out of reach: one summary tells them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime


class LateReminderRow(Base):
    """A reminder that is too late to be sent by itself."""

    __tablename__ = "late_reminders"
    __table_args__ = (UniqueConstraint("person_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(60))  # the row of the table of reminders
    key: Mapped[str] = mapped_column(String(120))  # what it is about
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)
