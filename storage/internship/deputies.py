"""Deputies of mentors: who stands in for whom, from which day to which. A mentor has one at a plant at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, or_, select, text
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.base import Base, BigId, UtcDateTime
from storage.internship.placements import placement_of
from storage.internship.records import Placement
from storage.internship.states import CURRENT
from storage.internship.tables import PlacementRow
from storage.roles import Role, RoleRow

_STANDS = text("ended_at IS NULL")


class MentorDeputyRow(Base):
    """Somebody who stands in for a mentor of the same plant: named for some days, begun and ended by the clock."""

    __tablename__ = "mentor_deputies"
    __table_args__ = (
        Index(
            "uq_mentor_deputies_standing",
            "mentor_id",
            "enterprise",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("ix_mentor_deputies_deputy", "deputy_id", "enterprise"),
        CheckConstraint("last_day >= first_day", name="days"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    enterprise: Mapped[str] = mapped_column(String(60))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first_day: Mapped[date] = mapped_column(Date)  # Moscow days, both included
    last_day: Mapped[date] = mapped_column(Date)
    named_by: Mapped[int] = mapped_column(BigId)  # people.id
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # from here on the deputy acts
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class NewDeputy:
    """A deputy to be named."""

    enterprise: str
    mentor_id: int
    deputy_id: int
    first_day: date
    last_day: date
    named_by: int


@dataclass(frozen=True, slots=True)
class Deputy(NewDeputy):
    """A deputy as they are kept; one acts from `begun_at` on, until `ended_at`."""

    id: int = 0
    begun_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def acts(self) -> bool:
        """Whether the deputy stands in now."""
        return self.begun_at is not None and self.ended_at is None


_FIELDS = [field.name for field in dataclasses.fields(Deputy)]


def add(session: Session, new: NewDeputy, now: datetime) -> Deputy:
    """Keep a deputy; the database refuses a second one who stands."""
    values = {field.name: getattr(new, field.name) for field in dataclasses.fields(NewDeputy)}
    row = MentorDeputyRow(**values, named_at=now)
    session.add(row)
    session.flush()
    return _deputy(row)


def find(session: Session, number: int) -> Deputy | None:
    """Return a deputy by the number of the row; None where there is none."""
    row = session.get(MentorDeputyRow, number)
    return None if row is None else _deputy(row)


def change(session: Session, number: int, **values: Any) -> Deputy:
    """Note that a deputy begins, or ends."""
    row = session.get_one(MentorDeputyRow, number)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _deputy(row)


def standing(session: Session, *, people: Iterable[int] = (), enterprises: Iterable[str] = ()) -> list[Deputy]:
    """Return the deputies that stand or are to come, of these people (on either side) or at these plants, by day."""
    some = list(people)
    query = select(MentorDeputyRow).where(
        MentorDeputyRow.ended_at.is_(None),
        or_(
            MentorDeputyRow.mentor_id.in_(some),
            MentorDeputyRow.deputy_id.in_(some),
            MentorDeputyRow.enterprise.in_(sorted(enterprises)),
        ),
    )
    return [_deputy(row) for row in session.scalars(query.order_by(MentorDeputyRow.first_day, MentorDeputyRow.id))]


def acting(session: Session, mentor_id: int, enterprise: str) -> Deputy | None:
    """Return who stands in for a mentor now; None where nobody does, or one of the two is no mentor there any more."""
    query = _acting().where(MentorDeputyRow.mentor_id == mentor_id, MentorDeputyRow.enterprise == enterprise)
    row = session.scalar(query)
    return None if row is None else _deputy(row)


def ever(session: Session, mentor_id: int, enterprise: str) -> set[int]:
    """Return everybody who stood in for a mentor once (people.id)."""
    query = select(MentorDeputyRow.deputy_id).where(
        MentorDeputyRow.mentor_id == mentor_id,
        MentorDeputyRow.enterprise == enterprise,
        MentorDeputyRow.begun_at.is_not(None),
    )
    return set(session.scalars(query))


def taught_by(session: Session, person_id: int) -> list[Placement]:
    """Return the placements that somebody has as their mentor, or in a mentor's place, the earliest first."""
    away = _acting().where(MentorDeputyRow.deputy_id == person_id)
    instead = [
        (PlacementRow.mentor_id == row.mentor_id) & (PlacementRow.enterprise == row.enterprise)
        for row in session.scalars(away)
    ]
    query = select(PlacementRow).where(
        or_(PlacementRow.mentor_id == person_id, *instead), PlacementRow.status.in_(sorted(CURRENT))
    )
    return [placement_of(row) for row in session.scalars(query.order_by(PlacementRow.date_from, PlacementRow.id))]


def _acting() -> Any:
    mentor, deputy = aliased(RoleRow), aliased(RoleRow)
    query = select(MentorDeputyRow)
    for held, person in ((mentor, MentorDeputyRow.mentor_id), (deputy, MentorDeputyRow.deputy_id)):
        query = query.join(
            held,
            (held.person_id == person)
            & (held.role == Role.MENTOR)
            & (held.organisation == MentorDeputyRow.enterprise)
            & held.revoked_at.is_(None),
        )
    return query.where(MentorDeputyRow.begun_at.is_not(None), MentorDeputyRow.ended_at.is_(None))


def _deputy(row: MentorDeputyRow) -> Deputy:
    return Deputy(**{name: getattr(row, name) for name in _FIELDS})


__all__ = [
    "Deputy",
    "MentorDeputyRow",
    "NewDeputy",
    "acting",
    "add",
    "change",
    "ever",
    "find",
    "standing",
    "taught_by",
]
