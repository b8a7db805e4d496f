"""Settling what needs an operator, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage import inbox, outbox, people, settling
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival, InboxRow, InboxState
from storage.outbox import Lane, OutboxRow, OutboxState, Outgoing, Settlement
from storage.settling import Stuck, StuckRow, Way

BOT, CHAT = 1, 10
LATER = timedelta(minutes=5)


def arrival(update_id: int, now: datetime, album: str | None = None) -> Arrival:
    return Arrival(new_id(), BOT, update_id, CHAT, album, b'{"update_id":1}', now)


def call(now: datetime, chat_id: int = CHAT) -> Outgoing:
    return Outgoing(new_id(), BOT, chat_id, Lane.REPLY, "sendMessage", b'{"text":"secret"}', now, careful=True)


async def aside(database: Database, now: datetime, *arrivals: Arrival) -> None:
    await database.run(inbox.store, arrivals)
    for one in arrivals:
        await database.run(inbox.count_attempt, [one.id], "KeyError", 1, now)


async def ended(database: Database, state: OutboxState, now: datetime, *calls: Outgoing) -> None:
    await database.run(outbox.add, calls)
    await database.run(outbox.settle, [Settlement(one.id, state, now, "no such chat") for one in calls])


def sent_row(session: Session, call_id: int) -> tuple[OutboxState, bytes | None, datetime | None]:
    row = session.get_one(OutboxRow, call_id)
    return row.state, row.body, row.settled_at


def update_row(session: Session, arrival_id: int) -> tuple[InboxState, bytes | None, datetime | None]:
    row = session.get_one(InboxRow, arrival_id)
    return row.state, row.raw, row.done_at


@pytest.mark.parametrize("kind", [Stuck.DEAD, Stuck.UNCERTAIN])
async def test_a_message_sent_again_is_owed_in_its_old_place(database: Database, now: datetime, kind: Stuck) -> None:
    first, second = call(now), call(now)
    await ended(database, OutboxState(kind.value), now, first)
    await database.run(outbox.add, [second])
    assert await database.read(settling.stuck, kind) == [
        StuckRow(kind, first.id, CHAT, "sendMessage", 0, "no such chat", now)
    ]
    assert await database.read(settling.content, kind, first.id) == b'{"text":"secret"}'

    assert await database.run(settling.settle, kind, Way.AGAIN, now + LATER, [first.id]) == 1
    assert await database.read(settling.stuck, kind) == []
    owed = await database.read(outbox.owed, BOT, now + LATER)
    assert [(one.id, one.body, one.careful) for one in owed] == [
        (first.id, b'{"text":"secret"}', True),
        (second.id, b'{"text":"secret"}', True),
    ]
    assert await database.read(settling.sent_again, BOT) == [(now + LATER, owed[0])]
    assert await database.read(settling.sent_again, BOT + 1) == []


@pytest.mark.parametrize("way", list(Way))
async def test_settling_twice_is_harmless(database: Database, now: datetime, way: Way) -> None:
    dead, update = call(now), arrival(5, now)
    await ended(database, OutboxState.DEAD, now, dead)
    await aside(database, now, update)
    for kind, row_id in ((Stuck.DEAD, dead.id), (Stuck.QUARANTINE, update.id)):
        assert await database.run(settling.settle, kind, way, now, [row_id]) == 1
        before = await database.read(settling.generation)
        for again in Way:
            assert await database.run(settling.settle, kind, again, now + LATER, [row_id]) == 0
        assert await database.read(settling.generation) == before
    assert (await database.read(sent_row, dead.id))[2] == now
    assert (await database.read(update_row, update.id))[2] == now


async def test_what_is_under_way_sent_or_of_another_kind_is_left_alone(database: Database, now: datetime) -> None:
    waiting, sent, uncertain = call(now), call(now), call(now)
    await database.run(outbox.add, [waiting])
    await ended(database, OutboxState.SENT, now, sent)
    await ended(database, OutboxState.UNCERTAIN, now, uncertain)
    ids = [waiting.id, sent.id, uncertain.id]
    for way in Way:
        assert await database.run(settling.settle, Stuck.DEAD, way, now, ids) == 0
    assert [one.id for one in await database.read(outbox.owed, BOT, now)] == [waiting.id]


async def test_what_is_dropped_is_emptied_and_needs_nobody(database: Database, now: datetime) -> None:
    dead, update = call(now), arrival(5, now)
    await ended(database, OutboxState.DEAD, now, dead)
    await aside(database, now, update)
    assert await database.run(settling.settle, Stuck.DEAD, Way.DROP, now) == 1
    assert await database.run(settling.settle, Stuck.QUARANTINE, Way.DROP, now) == 1
    assert await database.read(sent_row, dead.id) == (OutboxState.DROPPED, None, now)
    assert await database.read(update_row, update.id) == (InboxState.DONE, None, now)
    assert await database.read(settling.generation) == 0, "nothing is to be done again"


async def test_a_replayed_update_waits_with_three_fresh_attempts(database: Database, now: datetime) -> None:
    one, other = arrival(5, now), arrival(6, now)
    await aside(database, now, one, other)
    assert await database.run(settling.settle, Stuck.QUARANTINE, Way.AGAIN, now + LATER, [one.id]) == 1
    (waiting,) = await database.read(inbox.waiting, BOT)
    assert (waiting.id, waiting.attempts, waiting.raw) == (one.id, 0, b'{"update_id":1}')
    assert await database.read(settling.replayed, BOT) == [(now + LATER, waiting)]
    assert [row.what for row in await database.read(settling.stuck, Stuck.QUARANTINE)] == ["6"]
    await database.run(inbox.mark_done, [one.id], now + LATER)
    assert await database.read(settling.replayed, BOT) == []


async def test_the_parts_of_an_album_are_settled_together(database: Database, now: datetime) -> None:
    first, second, other = arrival(5, now, "a"), arrival(6, now, "a"), arrival(7, now, "b")
    await aside(database, now, first, second, other)
    assert await database.run(settling.settle, Stuck.QUARANTINE, Way.AGAIN, now, [second.id]) == 2
    assert [one.update_id for one in await database.read(inbox.waiting, BOT)] == [5, 6]


async def test_dead_letters_to_people_who_left_need_nobody(database: Database, now: datetime) -> None:
    lost, kept = call(now, chat_id=20), call(now, chat_id=-30)
    await database.run(people.meet, 20, 20, "ru", now)
    await database.run(people.mark_unreachable, 20, now)
    await ended(database, OutboxState.DEAD, now, lost)
    await ended(database, OutboxState.DEAD, now + LATER, kept)
    assert [row.chat_id for row in await database.read(settling.stuck, Stuck.DEAD)] == [-30]
    assert await database.read(settling.count, Stuck.DEAD) == 1
    assert await database.read(settling.count, Stuck.DEAD, -30) == 0
    assert await database.read(settling.newest, Stuck.DEAD) == (now + LATER, kept.id)
    assert await database.read(settling.newest, Stuck.DEAD, -30) is None
    assert await database.read(settling.left_behind) == 1
    assert await database.run(settling.settle, Stuck.DEAD, Way.AGAIN, now) == 1, "who left is not written to again"
    assert await database.run(settling.settle, Stuck.DEAD, Way.DROP, now) == 1
    assert await database.read(settling.left_behind) == 0
