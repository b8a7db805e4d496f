"""Erasures: people who asked that everything about them be deleted, and what became of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, UtcDateTime, enum_column
from storage.upsert import insert_missing


class ErasureState(enum.StrEnum):
    """Where a request for erasure stands."""

    WAITING = "waiting"  # the person may still change their mind
    CANCELLED = "cancelled"
    DONE = "done"


class ErasureRow(Base):
    """One request for erasure; it stays as the record of the destruction."""

    __tablename__ = "erasures"
    __table_args__ = (
        Index(
            "uq_erasures_waiting",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[ErasureState] = mapped_column(enum_column(ErasureState))
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Erasure:
    """A request for erasure. At `due_at` everything goes, unless the person cancels before."""

    id: int
    person_id: int
    state: ErasureState
    requested_at: datetime
    due_at: datetime
    settled_at: datetime | None = None


def add(session: Session, person_id: int, requested_at: datetime, due_at: datetime) -> bool:
    """Keep a request; return False where one is waiting already."""
    return insert_missing(
        session,
        ErasureRow,
        person_id=person_id,
        state=ErasureState.WAITING,
        requested_at=requested_at,
        due_at=due_at,
    )


def waiting(session: Session, person_id: int) -> Erasure | None:
    """Return the person's request that is waiting."""
    query = select(ErasureRow.__table__).where(
        ErasureRow.person_id == person_id, ErasureRow.state == ErasureState.WAITING
    )
    row = session.execute(query).mappings().first()
    return None if row is None else Erasure(**row)


def settle(session: Session, erasure_id: int, state: ErasureState, now: datetime) -> bool:
    """Cancel or complete a waiting request; return whether it was waiting."""
    settled = session.execute(
        update(ErasureRow)
        .where(ErasureRow.id == erasure_id, ErasureRow.state == ErasureState.WAITING)
        .values(state=state, settled_at=now)
        .returning(ErasureRow.id)
    )
    return settled.first() is not None
