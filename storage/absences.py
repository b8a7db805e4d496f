"""Days on which a student does not come to practice, told by themselves or noticed by the mentor."""

from __future__ import annotations

import dataclasses
import enum
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, func, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.upsert import insert_missing_id


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


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Days on which somebody does not come; Moscow days, both included."""

    placement_id: int
    first_day: date
    last_day: date
    reason: AbsenceReason
    told_by: int | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Absence(NewAbsence):
    """An absence as it is kept."""

    id: int = 0
    told_at: datetime | None = None
    seen_by: int | None = None
    seen_at: datetime | None = None
    withdrawn_at: datetime | None = None
    version: int = 1

    def covers(self, day: date) -> bool:
        """Whether it stands for this day."""
        return self.withdrawn_at is None and self.first_day <= day <= self.last_day


_FIELDS = tuple(field.name for field in dataclasses.fields(Absence))


def add(session: Session, new: NewAbsence, now: datetime) -> Absence | None:
    """Keep an absence; None where one that stands begins on the same day.

    Two at once make one: on PostgreSQL the later of two is told to run again.
    """
    absence_id = insert_missing_id(session, AbsenceRow, **dataclasses.asdict(new), told_at=now, version=1)
    return None if absence_id is None else find(session, absence_id)


def find(session: Session, absence_id: int) -> Absence | None:
    """Return an absence by id, withdrawn or not; None where there is none."""
    row = session.get(AbsenceRow, absence_id)
    return None if row is None else _absence(row)


def standing(session: Session, placement_ids: Collection[int]) -> Mapping[int, list[Absence]]:
    """Return the absences of some placements that were not withdrawn, the earliest first."""
    found: dict[int, list[Absence]] = defaultdict(list)
    query = select(AbsenceRow).where(
        AbsenceRow.placement_id.in_(sorted(placement_ids)), AbsenceRow.withdrawn_at.is_(None)
    )
    for row in session.scalars(query.order_by(AbsenceRow.first_day, AbsenceRow.id)):
        found[row.placement_id].append(_absence(row))
    return found


def change(session: Session, absence_id: int, **values: Any) -> Absence:
    """Put something into the columns of an absence."""
    row = session.get_one(AbsenceRow, absence_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _absence(row)


def personal(session: Session, placement_ids: Collection[int]) -> int:
    """Return how many absences of some placements still tell why."""
    told = or_(AbsenceRow.note.is_not(None), AbsenceRow.reason != AbsenceReason.OTHER)
    query = select(func.count()).where(AbsenceRow.placement_id.in_(sorted(placement_ids)), told)
    return session.scalar(query) or 0


def forget_words(session: Session, placement_ids: Collection[int]) -> None:
    """Empty why somebody was away; the days stay, as the college answers for them."""
    for row in session.scalars(select(AbsenceRow).where(AbsenceRow.placement_id.in_(sorted(placement_ids)))):
        row.note, row.reason = None, AbsenceReason.OTHER
    session.flush()


def _absence(row: AbsenceRow) -> Absence:
    return Absence(**{name: getattr(row, name) for name in _FIELDS})
