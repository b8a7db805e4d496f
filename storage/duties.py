"""Duties: what has to be done at a moment. A row each, so that a restart forgets none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime
from storage.parts import in_parts

MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=1)  # each further pause is four times as long: the sixth attempt comes 5.7 hours later


class DutyRow(Base):
    """One duty. Open means that `done_at` and `set_aside_at` are empty; only open ones stand in the index by moment."""

    __tablename__ = "duties"
    __table_args__ = (
        Index("uq_duties_kind_key", "kind", "key", unique=True),
        Index(
            "ix_duties_due",
            "due_at",
            "id",
            sqlite_where=text("done_at IS NULL AND set_aside_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND set_aside_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(120))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)
    version: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


_OPEN = (DutyRow.done_at.is_(None), DutyRow.set_aside_at.is_(None))


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as it was read. `version` grows each time it is scheduled, so that a stale copy finishes nothing."""

    id: int
    kind: str
    key: str
    due_at: datetime
    payload: Mapping[str, Any]
    version: int
    attempts: int = 0


def schedule(session: Session, kind: str, key: str, due_at: datetime, payload: Mapping[str, Any] | None = None) -> None:
    """Have `kind` done about `key` at `due_at`. Scheduled again, done or not, the new moment and payload count."""
    session.flush()
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(DutyRow).values(
        kind=kind, key=key, due_at=due_at, payload=dict(payload or {}), version=1, attempts=0
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={
                "due_at": statement.excluded.due_at,
                "payload": statement.excluded.payload,
                "version": DutyRow.version + 1,
                "attempts": 0,
                "error": None,
                "done_at": None,
                "set_aside_at": None,
            },
        )
    )


def hasten(session: Session, kind: str, keys: Sequence[str], due_at: datetime) -> None:
    """Have open duties of these keys done at `due_at` where they were to come later; their payloads stay."""
    session.flush()
    for some in in_parts(keys):
        session.execute(
            update(DutyRow)
            .where(DutyRow.kind == kind, DutyRow.key.in_(some), DutyRow.due_at > due_at, *_OPEN)
            .values(due_at=due_at, version=DutyRow.version + 1, attempts=0, error=None)
            .execution_options(synchronize_session=False)
        )


def cancel(session: Session, kind: str, key: str) -> bool:
    """Forget a duty that is not done; return whether there was one."""
    gone = session.execute(
        delete(DutyRow).where(DutyRow.kind == kind, DutyRow.key == key, DutyRow.done_at.is_(None)).returning(DutyRow.id)
    )
    return gone.first() is not None


def cancel_all(session: Session, kind: str, keys: Sequence[str]) -> None:
    """Forget the duties of a kind with any of these keys that are not done, in a statement for each 500."""
    session.flush()
    for some in in_parts(keys):
        chosen = DutyRow.key.in_(some)
        session.execute(delete(DutyRow).where(DutyRow.kind == kind, chosen, DutyRow.done_at.is_(None)))


def due(session: Session, now: datetime, limit: int = 100) -> list[Duty]:
    """Return the open duties of `now` and before, longest due first."""
    query = select(DutyRow.__table__).where(DutyRow.due_at <= now, *_OPEN)
    return [
        Duty(r.id, r.kind, r.key, r.due_at, r.payload or {}, r.version, r.attempts)
        for r in session.execute(query.order_by(DutyRow.due_at, DutyRow.id).limit(limit))
    ]


def open_one(session: Session, kind: str, key: str) -> Duty | None:
    """Return an open duty of this kind and key."""
    query = select(DutyRow.__table__).where(DutyRow.kind == kind, DutyRow.key == key, *_OPEN)
    r = session.execute(query).first()
    return None if r is None else Duty(r.id, r.kind, r.key, r.due_at, r.payload or {}, r.version, r.attempts)


def open_ones(session: Session, kind: str, keys: Sequence[str]) -> dict[str, Duty]:
    """Return the open duties of a kind with any of these keys, by key."""
    session.flush()
    found = {}
    for some in in_parts(keys):
        chosen = DutyRow.key.in_(some)
        for r in session.execute(select(DutyRow.__table__).where(DutyRow.kind == kind, chosen, *_OPEN)):
            found[r.key] = Duty(r.id, r.kind, r.key, r.due_at, r.payload or {}, r.version, r.attempts)
    return found


def next_due(session: Session) -> datetime | None:
    """Return the moment of the next open duty."""
    return session.scalar(select(DutyRow.due_at).where(*_OPEN).order_by(DutyRow.due_at, DutyRow.id).limit(1))


def finish(session: Session, duty: Duty, now: datetime) -> bool:
    """Mark a duty as done and empty its payload; False where it was scheduled anew, cancelled or done meanwhile.

    Called before the duty runs, in the same transaction: a periodic one then schedules its next moment.
    """
    # SQLite gives the number of a cancelled duty to another one, so the number alone does not tell which it is.
    same = (DutyRow.id == duty.id, DutyRow.kind == duty.kind, DutyRow.key == duty.key, DutyRow.due_at == duty.due_at)
    done = session.execute(
        update(DutyRow)
        .where(*same, DutyRow.version == duty.version, *_OPEN)
        .values(done_at=now, payload=None)
        .returning(DutyRow.id)
    )
    return done.first() is not None


def fail(session: Session, duty: Duty, now: datetime, error: str) -> bool:
    """Count a failed attempt and try again later; return True where it was the last one and the duty is set aside.

    Nobody's other duty waits for one that fails.
    """
    last = duty.attempts + 1 >= MOST_ATTEMPTS
    session.execute(
        update(DutyRow)
        .where(DutyRow.id == duty.id, DutyRow.version == duty.version, *_OPEN)
        .values(
            attempts=duty.attempts + 1,
            error=error[:200],
            due_at=now + FIRST_PAUSE * 4**duty.attempts,
            set_aside_at=now if last else None,
        )
    )
    return last


def set_aside(session: Session) -> int:
    """Return how many duties failed for good and wait for an operator."""
    return len(session.scalars(select(DutyRow.id).where(DutyRow.set_aside_at.is_not(None))).all())
