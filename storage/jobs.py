"""Jobs: slow work that a turn started and does not wait for. A row each, so that a restart forgets none."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Index, String, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime, enum_column
from storage.upsert import insert_missing


class JobState(enum.StrEnum):
    """Where a job stands."""

    WAITING = "waiting"  # to be done, or under way: one that is cut short is done again
    DONE = "done"  # its result is an update of its chat; the payload is emptied
    FAILED = "failed"  # given up after its last attempt; the person and the operators are told


class JobRow(Base):
    """One job. Of one kind and key at most one waits, so that pressing twice starts one."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            "uq_jobs_open",
            "bot_id",
            "kind",
            "key",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_jobs_state", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(120))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)
    state: Mapped[JobState] = mapped_column(enum_column(JobState), default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    delays: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it waits. `attempts` counts its own failures, `delays` those of the network.

    `user_id` is the Telegram number of who started it, `chat_id` where its result goes.
    """

    id: int
    bot_id: int
    kind: str
    key: str
    chat_id: int
    user_id: int
    payload: Mapping[str, Any]
    created_at: datetime
    attempts: int = 0
    delays: int = 0


def start(session: Session, job: Job) -> bool:
    """Keep a job; return False where one of its kind and key waits already."""
    return insert_missing(
        session,
        JobRow,
        id=job.id,
        bot_id=job.bot_id,
        kind=job.kind,
        key=job.key,
        chat_id=job.chat_id,
        user_id=job.user_id,
        payload=dict(job.payload),
        state=JobState.WAITING,
        attempts=0,
        delays=0,
        due_at=job.created_at,
        created_at=job.created_at,
    )


def due(session: Session, bot_id: int, now: datetime, busy_chats: Collection[int], limit: int) -> list[Job]:
    """Return what is due at `now`, longest waiting first, of each chat that is not busy its oldest."""
    first = (
        select(func.min(JobRow.id))
        .where(JobRow.due_at <= now, *_waiting(bot_id, busy_chats))
        .group_by(JobRow.chat_id)
        .order_by(func.min(JobRow.id))
        .limit(limit)
    )
    rows = session.execute(select(JobRow.__table__).where(JobRow.id.in_(first)).order_by(JobRow.id))
    return [
        Job(r.id, r.bot_id, r.kind, r.key, r.chat_id, r.user_id, r.payload or {}, r.created_at, r.attempts, r.delays)
        for r in rows
    ]


def next_due(session: Session, bot_id: int, busy_chats: Collection[int]) -> datetime | None:
    """Return the moment of the next job of a chat that is not busy."""
    return session.scalar(select(func.min(JobRow.due_at)).where(*_waiting(bot_id, busy_chats)))


def settle(session: Session, job_id: int, state: JobState, now: datetime, error: str | None = None) -> bool:
    """Record that a job is over and forget its payload; False where it was over already."""
    settled = session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == JobState.WAITING)
        .values(state=state, done_at=now, payload=None, error=error[:200] if error else None)
        .returning(JobRow.id)
    )
    return settled.first() is not None


def put_off(session: Session, job: Job, due_at: datetime, error: str) -> None:
    """Let a job wait for another try, its failures counted as `job` says."""
    session.execute(
        update(JobRow)
        .where(JobRow.id == job.id, JobRow.state == JobState.WAITING)
        .values(attempts=job.attempts, delays=job.delays, due_at=due_at, error=error[:200])
        .execution_options(synchronize_session=False)
    )


def recall(session: Session, bot_id: int, now: datetime, latest: datetime) -> int:
    """Have jobs due at `now` that wait until after `latest`: a clock that went back has put them off too far."""
    far = JobRow.state == JobState.WAITING, JobRow.bot_id == bot_id, JobRow.due_at > latest
    return len(session.execute(update(JobRow).where(*far).values(due_at=now).returning(JobRow.id)).all())


def counts(session: Session) -> dict[JobState, int]:
    """Return how many jobs stand where (those done are not counted)."""
    rows = session.execute(
        select(JobRow.state, func.count()).where(JobRow.state != JobState.DONE).group_by(JobRow.state)
    )
    return {state: int(n) for state, n in rows}


def _waiting(bot_id: int, busy_chats: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return JobRow.state == JobState.WAITING, JobRow.bot_id == bot_id, JobRow.chat_id.not_in(list(busy_chats))
