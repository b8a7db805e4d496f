"""Days on which a student does not come to practice, told by themselves or noticed by the mentor."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column


class AbsenceReason(enum.StrEnum):
    """Why somebody does not come, as they pick it. No diagnosis is asked for, nor kept."""

    ILLNESS = "illness"
    FAMILY = "family"
    TRANSPORT = "transport"
    STUDY = "study"
    MILITARY_OFFICE = "military_office"
    NOT_ADMITTED = "not_admitted"  # was not let in at the gate
    OTHER = "other"
    UNEXPLAINED = "unexplained"  # the mentor missed them, and they have said nothing yet


class AbsenceRow(Base):
    """Some days of one placement on which the student does not come."""

    __tablename__ = "absences"
    __table_args__ = (
        # Told twice for the same first day is told once.
        Index(
            "uq_absences_standing",
            "placement_id",
            "first_day",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_absences_placement", "placement_id", "last_day"),
        CheckConstraint("last_day >= first_day", name="days"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"))
    first_day: Mapped[date] = mapped_column(Date)  # Moscow days, both included
    last_day: Mapped[date] = mapped_column(Date)
    reason: Mapped[AbsenceReason] = mapped_column(enum_column(AbsenceReason))
    note: Mapped[str | None] = mapped_column(EncryptedText)
    told_by: Mapped[int | None] = mapped_column(BigId)  # people.id; None: nobody, the clock noticed
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_by: Mapped[int | None] = mapped_column(BigId)  # people.id: the first of those told who read it
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
