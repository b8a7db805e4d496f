"""The outbox: every message owed, kept until Telegram has it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Index, String, bindparam, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedBytes, UtcDateTime, enum_column, table_of
from storage.prepared import Prepared
from storage.values import value


class Lane(enum.IntEnum):
    """How urgent a message is: lower goes first."""

    REPLY = 0  # to what a person has just done
    NOTICE = 1  # what Iskra starts itself for one person
    BROADCAST = 2  # the same for many


class OutboxState(enum.StrEnum):
    """Where an outgoing call stands."""

    WAITING = "waiting"  # owed
    SENDING = "sending"  # a careful call is under way: found after a crash, its outcome is unknown
    SENT = "sent"  # Telegram has it; the body is emptied
    UNCERTAIN = "uncertain"  # the outcome is unknown and a duplicate would do harm: a human settles it
    DEAD = "dead"  # it can never be delivered
    DROPPED = "dropped"  # nobody needs it any more


class OutboxRow(Base):
    """One call owed to the Bot API. `body` is its ready JSON."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state", "state", "lane", "id"),
        Index("ix_outbox_due", "state", "not_before"),
        Index("uq_outbox_dedupe_key", "dedupe_key", unique=True),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    lane: Mapped[int] = mapped_column()
    method: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes | None] = mapped_column(EncryptedBytes)
    state: Mapped[OutboxState] = mapped_column(enum_column(OutboxState), default=OutboxState.WAITING)
    careful: Mapped[bool] = mapped_column(default=False)
    anchor: Mapped[str | None] = mapped_column(String(120))
    dedupe_key: Mapped[str | None] = mapped_column(String(160))
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@value
class Outgoing:
    """A call owed, as delivery carries it. `body` is the JSON of the call's parameters."""

    id: int
    bot_id: int
    chat_id: int
    lane: Lane
    method: str
    body: bytes
    created_at: datetime
    careful: bool = False
    anchor: str | None = None
    dedupe_key: str | None = None
    not_before: datetime | None = None
    attempts: int = 0


@value
class Settlement:
    """What became of a call. `message_id` is that of a message that was sent."""

    id: int
    state: OutboxState
    at: datetime
    error: str | None = None


_OUTBOX = table_of(OutboxRow)
_ADD = Prepared(
    _OUTBOX.insert(),
    *("id", "bot_id", "chat_id", "lane", "method", "body", "state", "careful", "anchor", "dedupe_key", "not_before"),
    *("attempts", "created_at"),
)
_SETTLE = (
    _OUTBOX.update()
    .where(_OUTBOX.c.id == bindparam("_id"))
    .values(state=bindparam("_state"), settled_at=bindparam("_at"), error=bindparam("_error"))
)
_SETTLED = ("_id", "_state", "_at", "_error")
_KEEPING, _FORGETTING = Prepared(_SETTLE, *_SETTLED), Prepared(_SETTLE.values(body=None), *_SETTLED)


def add(session: Session, calls: Sequence[Outgoing]) -> list[Outgoing]:
    """Keep `calls`; return those that were new: a call whose `dedupe_key` is known already is left out."""
    calls = _unseen(session, calls)
    if calls:
        rows = [
            (
                *(c.id, c.bot_id, c.chat_id, int(c.lane), c.method, c.body, OutboxState.WAITING, c.careful, c.anchor),
                *(c.dedupe_key, c.not_before, 0, c.created_at),
            )
            for c in calls
        ]
        _ADD.run(session.connection(), rows)
    return list(calls)


def _unseen(session: Session, calls: Sequence[Outgoing]) -> list[Outgoing]:
    keys = [c.dedupe_key for c in calls if c.dedupe_key]
    if not keys:
        return list(calls)
    known = set(session.scalars(select(OutboxRow.dedupe_key).where(OutboxRow.dedupe_key.in_(keys))))
    fresh: list[Outgoing] = []
    for call in calls:
        if call.dedupe_key is not None:
            if call.dedupe_key in known:
                continue
            known.add(call.dedupe_key)
        fresh.append(call)
    return fresh


def owed(
    session: Session, bot_id: int, now: datetime, after: int = 0, limit: int = 1000, lane: Lane | None = None
) -> list[Outgoing]:
    """Return calls that may go out at `now`, in the order of their making, after id `after`; of one lane or of all."""
    query = select(OutboxRow).where(
        OutboxRow.state == OutboxState.WAITING,
        OutboxRow.bot_id == bot_id,
        OutboxRow.id > after,
        (OutboxRow.not_before.is_(None)) | (OutboxRow.not_before <= now),
    )
    if lane is not None:
        query = query.where(OutboxRow.lane == int(lane))
    return [_outgoing(row) for row in session.scalars(query.order_by(OutboxRow.id).limit(limit))]


def came_due(session: Session, bot_id: int, after: datetime, now: datetime, limit: int = 1000) -> list[Outgoing]:
    """Return calls that were held back until a moment after `after` and may go out at `now`, longest due first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.bot_id == bot_id,
            OutboxRow.not_before > after,
            OutboxRow.not_before <= now,
        )
        .order_by(OutboxRow.not_before, OutboxRow.id)
        .limit(limit)
    )
    return [_outgoing(row) for row in rows]


def next_held(session: Session, bot_id: int, now: datetime) -> datetime | None:
    """Return when the next call that is held back may go out."""
    return session.scalar(
        select(func.min(OutboxRow.not_before)).where(
            OutboxRow.state == OutboxState.WAITING, OutboxRow.bot_id == bot_id, OutboxRow.not_before > now
        )
    )


def begin_sending(session: Session, call_id: int) -> None:
    """Note, before a careful call leaves, that its outcome is unknown until settled."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == call_id)
        .values(state=OutboxState.SENDING)
        .execution_options(synchronize_session=False)
    )


def find_uncertain(session: Session, bot_id: int, now: datetime) -> int:
    """After a start: careful calls that were under way when the process died become uncertain. Return how many."""
    result = session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == OutboxState.SENDING, OutboxRow.bot_id == bot_id)
        .values(state=OutboxState.UNCERTAIN, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(result, "rowcount", 0))


def settle(session: Session, settlements: Sequence[Settlement]) -> None:
    """Record what became of calls; the body of one that is sent or dropped is forgotten."""
    for statement, forget in ((_FORGETTING, True), (_KEEPING, False)):
        rows = [
            (s.id, s.state, s.at, s.error[:200] if s.error else None)
            for s in settlements
            if (s.state in (OutboxState.SENT, OutboxState.DROPPED)) is forget
        ]
        if rows:
            statement.run(session.connection(), rows)


def count_attempt(session: Session, call_id: int, error: str, not_before: datetime | None) -> None:
    """Count a failed attempt of a call that stays owed."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == call_id)
        .values(
            attempts=OutboxRow.attempts + 1,
            error=error[:200],
            state=OutboxState.WAITING,
            not_before=not_before,
        )
        .execution_options(synchronize_session=False)
    )


def drop_owed(session: Session, bot_id: int, chat_id: int, at: datetime) -> None:
    """Drop what a chat is still owed but replies: it cannot be reached."""
    session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.bot_id == bot_id,
            OutboxRow.chat_id == chat_id,
            OutboxRow.lane != int(Lane.REPLY),
        )
        .values(state=OutboxState.DROPPED, settled_at=at, body=None)
        .execution_options(synchronize_session=False)
    )


def move_chat(session: Session, bot_id: int, old: int, new: int) -> None:
    """Follow a group that became a supergroup."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == OutboxState.WAITING, OutboxRow.bot_id == bot_id, OutboxRow.chat_id == old)
        .values(chat_id=new)
        .execution_options(synchronize_session=False)
    )


def counts(session: Session) -> dict[OutboxState, int]:
    """Return how many calls stand where (those sent or dropped are not counted)."""
    rows = session.execute(
        select(OutboxRow.state, func.count())
        .where(OutboxRow.state.not_in([OutboxState.SENT, OutboxState.DROPPED]))
        .group_by(OutboxRow.state)
    )
    return {state: int(n) for state, n in rows}


def get(session: Session, call_ids: Iterable[int]) -> list[Outgoing]:
    """Return calls by id, in the order of their making."""
    rows = session.scalars(select(OutboxRow).where(OutboxRow.id.in_(list(call_ids))).order_by(OutboxRow.id))
    return [_outgoing(row) for row in rows]


def _outgoing(row: OutboxRow) -> Outgoing:
    return Outgoing(
        id=row.id,
        bot_id=row.bot_id,
        chat_id=row.chat_id,
        lane=Lane(row.lane),
        method=row.method,
        body=row.body or b"{}",
        created_at=row.created_at,
        careful=row.careful,
        anchor=row.anchor,
        dedupe_key=row.dedupe_key,
        not_before=row.not_before,
        attempts=row.attempts,
    )
