"""What needs an operator: messages that are uncertain or dead, updates that were set aside; and how each is settled.

A row that is owed again keeps its number and so its place among what waits. `settled_at` and `done_at` then say when
an operator settled it: a waiting row with such a moment is one that the serving process may not have heard of, since
another process may have written it. `generation` tells cheaply whether anything was settled at all.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, tuple_, update
from sqlalchemy.orm import Session

from storage import facts, inbox, outbox
from storage.inbox import Arrival, InboxRow, InboxState
from storage.outbox import OutboxRow, OutboxState, Outgoing
from storage.people import PersonRow

GENERATION = "settled"
MOST_AT_ONCE = 200


class Stuck(enum.StrEnum):
    """What does not go on by itself."""

    UNCERTAIN = "uncertain"  # a message that may or may not have arrived
    DEAD = "dead"  # a message that Telegram refused for good
    QUARANTINE = "quarantine"  # an update that failed three times


class Way(enum.StrEnum):
    """What an operator makes of it."""

    AGAIN = "again"  # send the message again, give the update its turn again
    DROP = "drop"  # nobody needs it any more; its content is emptied


@dataclass(frozen=True, slots=True)
class StuckRow:
    """One row that needs an operator. `since` is when it stopped; of its content nothing is told here."""

    kind: Stuck
    id: int
    chat_id: int
    what: str  # the method of a message, the number of an update
    attempts: int
    error: str | None
    since: datetime


def stuck(session: Session, kind: Stuck, limit: int = 100, apart_from: int = 0) -> list[StuckRow]:
    """Return what needs an operator, longest waiting first; nothing of the chat `apart_from`.

    A dead letter to a person who has blocked the bot needs nobody: it is `left_behind`.
    """
    if kind is Stuck.QUARANTINE:
        query = select(InboxRow).where(*_is(kind, apart_from)).order_by(InboxRow.done_at, InboxRow.id)
        return [
            StuckRow(kind, r.id, r.lane, str(r.update_id), r.attempts, r.error, r.done_at or r.received_at)
            for r in session.scalars(query.limit(limit))
        ]
    found = select(OutboxRow).where(*_is(kind, apart_from)).order_by(OutboxRow.settled_at, OutboxRow.id)
    return [
        StuckRow(kind, r.id, r.chat_id, r.method, r.attempts, r.error, r.settled_at or r.created_at)
        for r in session.scalars(found.limit(limit))
    ]


def count(session: Session, kind: Stuck, apart_from: int = 0) -> int:
    """Return how many rows of a kind need an operator."""
    table = InboxRow if kind is Stuck.QUARANTINE else OutboxRow
    return session.scalar(select(func.count()).select_from(table).where(*_is(kind, apart_from))) or 0


def newest(session: Session, kind: Stuck, apart_from: int = 0) -> tuple[datetime, int] | None:
    """Return when the last row of a kind stopped, and its number; None where there is none."""
    table: type[InboxRow] | type[OutboxRow] = InboxRow if kind is Stuck.QUARANTINE else OutboxRow
    moment: Any = InboxRow.done_at if kind is Stuck.QUARANTINE else OutboxRow.settled_at
    query = select(moment, table.id).where(*_is(kind, apart_from), moment.is_not(None))
    found = session.execute(query.order_by(moment.desc(), table.id.desc()).limit(1)).first()
    return (found[0], found[1]) if found is not None else None


def left_behind(session: Session) -> int:
    """Return how many dead letters are to people who have blocked the bot or are gone."""
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == OutboxState.DEAD, _gone())
    return session.scalar(query) or 0


def content(session: Session, kind: Stuck, row_id: int) -> bytes | None:
    """Return what a row holds: the JSON of a message or an update. It is personal data."""
    if kind is Stuck.QUARANTINE:
        return session.scalar(select(InboxRow.raw).where(InboxRow.id == row_id))
    return session.scalar(select(OutboxRow.body).where(OutboxRow.id == row_id))


def settle(session: Session, kind: Stuck, way: Way, now: datetime, ids: Sequence[int] | None = None) -> int:
    """Settle rows of a kind, all of them without `ids`; return how many there were.

    What is settled already is left alone, so settling twice is harmless. The parts of an album are settled together.
    All dead letters sent again are all but those to people who cannot be reached.
    """
    if kind is Stuck.QUARANTINE:
        settled = _settle_updates(session, way, now, ids)
    else:
        settled = _settle_calls(session, kind, way, now, ids)
    if settled and way is Way.AGAIN:
        facts.write(session, GENERATION, str(generation(session) + 1))
    return settled


def generation(session: Session) -> int:
    """Return a number that rises whenever an operator has something done again."""
    return int(facts.read(session, GENERATION) or 0)


def sent_again(session: Session, bot_id: int) -> list[tuple[datetime, Outgoing]]:
    """Return calls that wait because an operator said so, and when that was; in the order of their making."""
    query = select(OutboxRow.id, OutboxRow.settled_at).where(
        OutboxRow.state == OutboxState.WAITING, OutboxRow.bot_id == bot_id, OutboxRow.settled_at.is_not(None)
    )
    moments = {row.id: row.settled_at for row in session.execute(query.order_by(OutboxRow.id).limit(MOST_AT_ONCE))}
    return [(moments[call.id], call) for call in outbox.get(session, moments)]


def replayed(session: Session, bot_id: int) -> list[tuple[datetime, Arrival]]:
    """Return updates that wait because an operator said so, and when that was; in the order of their arrival."""
    query = select(InboxRow.update_id, InboxRow.done_at).where(
        InboxRow.state == InboxState.WAITING, InboxRow.bot_id == bot_id, InboxRow.done_at.is_not(None)
    )
    moments = {row.update_id: row.done_at for row in session.execute(query)}
    arrivals = inbox.still_waiting(session, bot_id, moments) if moments else []
    return [(moments[arrival.update_id], arrival) for arrival in arrivals]


def _settle_calls(session: Session, kind: Stuck, way: Way, now: datetime, ids: Sequence[int] | None) -> int:
    values: dict[str, Any] = {"state": OutboxState.DROPPED, "body": None}
    which: tuple[ColumnElement[bool], ...] = (OutboxRow.state == OutboxState(kind.value),)
    if way is Way.AGAIN:
        values = {"state": OutboxState.WAITING, "attempts": 0, "error": None, "not_before": None}
        which = which if ids is not None else _is(kind, 0)
    if ids is not None:
        which = (*which, OutboxRow.id.in_(list(ids)))
    return _update(session, update(OutboxRow).where(*which).values(settled_at=now, **values))


def _settle_updates(session: Session, way: Way, now: datetime, ids: Sequence[int] | None) -> int:
    values: dict[str, Any] = {"state": InboxState.DONE, "raw": None}
    if way is Way.AGAIN:
        values = {"state": InboxState.WAITING, "attempts": 0}
    which: tuple[ColumnElement[bool], ...] = (InboxRow.state == InboxState.QUARANTINED,)
    if ids is not None:
        which = (*which, InboxRow.id.in_([*ids, *_rest_of_albums(session, ids)]))
    return _update(session, update(InboxRow).where(*which).values(done_at=now, **values))


def _rest_of_albums(session: Session, ids: Sequence[int]) -> list[int]:
    """Return the parts that came with these updates: one picture of an album makes no turn."""
    parts = select(InboxRow.bot_id, InboxRow.lane, InboxRow.album).where(
        InboxRow.id.in_(list(ids)), InboxRow.album.is_not(None)
    )
    same = tuple_(InboxRow.bot_id, InboxRow.lane, InboxRow.album).in_(parts)
    return list(session.scalars(select(InboxRow.id).where(InboxRow.state == InboxState.QUARANTINED, same)))


def _update(session: Session, statement: Any) -> int:
    result = session.execute(statement.execution_options(synchronize_session=False))
    return int(getattr(result, "rowcount", 0))


def _is(kind: Stuck, apart_from: int) -> tuple[ColumnElement[bool], ...]:
    if kind is Stuck.QUARANTINE:
        return (InboxRow.state == InboxState.QUARANTINED,)
    elsewhere = OutboxRow.chat_id != apart_from
    if kind is Stuck.DEAD:
        return OutboxRow.state == OutboxState.DEAD, ~_gone(), elsewhere
    return OutboxRow.state == OutboxState.UNCERTAIN, elsewhere


def _gone() -> ColumnElement[bool]:
    """Whether a call is to the private chat of a person who cannot be reached; such a chat has the person's number."""
    return exists().where(PersonRow.telegram_id == OutboxRow.chat_id, PersonRow.unreachable_since.is_not(None))
