"""The inbox: every update that Telegram handed over, kept until its turn is done."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Index, String, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedBytes, UtcDateTime, enum_column, not_by, table_of
from storage.errors import AlreadyHandled
from storage.prepared import Prepared
from storage.upsert import by_dialect
from storage.values import value


class InboxState(enum.StrEnum):
    """Where an update stands."""

    WAITING = "waiting"  # its turn has not come, or failed and will be tried again
    DONE = "done"  # handled; the raw update is emptied
    QUARANTINED = "quarantined"  # failed three times; an operator decides


class InboxRow(Base):
    """One update. The key is (bot, update): a repeat is no new row, and a new bot on an old database is not deaf.

    What a job brought is an update too; its number is that of the job, below zero.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index("ix_inbox_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    lane: Mapped[int] = mapped_column(BigInteger)
    album: Mapped[str | None] = mapped_column(String(64))
    raw: Mapped[bytes | None] = mapped_column(EncryptedBytes)
    state: Mapped[InboxState] = mapped_column(enum_column(InboxState), default=InboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@value
class Arrival:
    """An update as it waits for its turn.

    `raw` is the JSON as Telegram sent it, `lane` the chat (or person) it belongs to.
    """

    id: int
    bot_id: int
    update_id: int
    lane: int
    album: str | None
    raw: bytes
    received_at: datetime
    attempts: int = 0


_INBOX = table_of(InboxRow)
_NEW = ("id", "bot_id", "update_id", "lane", "album", "raw", "state", "attempts", "received_at")
_INSERT = by_dialect(lambda insert: insert(_INBOX).on_conflict_do_nothing(index_elements=["bot_id", "update_id"]))
_STORE = Prepared(_INSERT["sqlite"], *_NEW)
_STORE_AND_TELL = _INSERT["postgresql"].returning(_INBOX.c.id)
_DONE = _INBOX.update().values(state=InboxState.DONE, raw=None, done_at=bindparam("_at"))
_WAITS = _INBOX.c.state == InboxState.WAITING
_MARK_DONE = Prepared(_DONE.where(_INBOX.c.id == bindparam("_id"), _WAITS), "_id", "_at")
_MARK_ALL_DONE = _DONE.where(_INBOX.c.id.in_(bindparam("_ids", expanding=True)), _WAITS)
_COUNTS = select(_INBOX.c.state, func.count()).where(_INBOX.c.state != InboxState.DONE).group_by(_INBOX.c.state)
_KNOWN = select(_INBOX.c.id).where(_INBOX.c.id.in_(bindparam("_ids", expanding=True)))


def store(session: Session, arrivals: Sequence[Arrival]) -> set[int]:
    """Keep `arrivals`; return the ids of those that were new. A repeat changes nothing."""
    if not arrivals:
        return set()
    rows = [
        (a.id, a.bot_id, a.update_id, a.lane, a.album, a.raw, InboxState.WAITING, 0, a.received_at) for a in arrivals
    ]
    connection = session.connection()
    if connection.dialect.name != "sqlite":  # its driver does not count what many rows have touched
        return set(connection.scalars(_STORE_AND_TELL, [dict(zip(_NEW, row, strict=True)) for row in rows]))
    ids = {"_ids": [a.id for a in arrivals]}
    before = set(connection.scalars(_KNOWN, ids))  # a restore brings rows with the numbers that they had
    if _STORE.run(connection, rows) == len(rows):
        return set(ids["_ids"])
    return set(connection.scalars(_KNOWN, ids)) - before


def waiting(session: Session, bot_id: int) -> list[Arrival]:
    """Return every update whose turn is not done, oldest first; before them what jobs brought."""
    return _arrivals(session, not_by(InboxRow.bot_id) == bot_id)


def still_waiting(session: Session, bot_id: int, update_ids: Iterable[int]) -> list[Arrival]:
    """Return those of the updates whose turn is not done, oldest first."""
    return _arrivals(session, InboxRow.bot_id == bot_id, InboxRow.update_id.in_(list(update_ids)))


def mark_done(session: Session, ids: Iterable[int], now: datetime) -> None:
    """Mark updates as handled and forget their content; `AlreadyHandled` where one of them is not waiting any more."""
    wanted = set(ids)
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        count = _MARK_DONE.run(connection, [(number, now) for number in wanted])
    else:  # its driver does not count what many rows have touched
        count = connection.execute(_MARK_ALL_DONE, {"_ids": list(wanted), "_at": now}).rowcount
    if count != len(wanted):
        raise AlreadyHandled(f"{len(wanted) - count} of {len(wanted)} updates are handled already")


def count_attempt(session: Session, ids: Iterable[int], error: str, most: int, now: datetime) -> bool:
    """Count a failed attempt; set the updates aside at the `most`-th. Return whether they were set aside.

    `AlreadyHandled` where none of them waits any more: the attempt had not failed at all.
    """
    quarantined = False
    waiting = InboxRow.id.in_(list(ids)), InboxRow.state == InboxState.WAITING
    rows = session.scalars(select(InboxRow).where(*waiting)).all()
    if not rows:
        raise AlreadyHandled("the updates are handled already")
    for row in rows:
        row.attempts += 1
        row.error = error[:200]
        if row.attempts >= most:
            row.state = InboxState.QUARANTINED
            row.done_at = now
            quarantined = True
    session.flush()
    return quarantined


def counts(session: Session) -> dict[InboxState, int]:
    """Return how many updates stand where (those done are not counted)."""
    return {state: int(n) for state, n in session.connection().execute(_COUNTS)}


def _arrivals(session: Session, *conditions: ColumnElement[bool]) -> list[Arrival]:
    rows = session.scalars(
        select(InboxRow)
        .where(InboxRow.state == InboxState.WAITING, *conditions)
        .order_by(InboxRow.update_id >= 0, func.abs(InboxRow.update_id))
    )
    return [
        Arrival(r.id, r.bot_id, r.update_id, r.lane, r.album, r.raw or b"{}", r.received_at, r.attempts) for r in rows
    ]
