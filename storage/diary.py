"""The diary of a practice: one entry a day, in the student's words, accepted or returned by the mentor."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column


class EntryState(enum.StrEnum):
    """What the mentor said of an entry."""

    WRITTEN = "written"  # nothing yet
    ACCEPTED = "accepted"
    RETURNED = "returned"  # with a comment: to be written anew


class DiaryRow(Base):
    """What a student did on one day of one placement."""

    __tablename__ = "diary_entries"
    __table_args__ = (
        UniqueConstraint("placement_id", "day"),
        Index("ix_diary_entries_state", "placement_id", "state"),
        CheckConstraint("half_hours BETWEEN 0 AND 48", name="half_hours"),
        CheckConstraint("comfort IS NULL OR comfort BETWEEN 1 AND 5", name="comfort"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)  # a Moscow day
    half_hours: Mapped[int] = mapped_column()  # hours in steps of half an hour
    competences: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of the module's competences
    words: Mapped[str | None] = mapped_column(EncryptedText)
    comfort: Mapped[int | None] = mapped_column()  # 1 to 5, for the supervisor alone
    needs_help: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EntryState] = mapped_column(enum_column(EntryState), default=EntryState.WRITTEN)
    comment: Mapped[str | None] = mapped_column(EncryptedText)  # why it was returned
    decided_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
