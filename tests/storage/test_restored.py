"""What a restored database may still say, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import inbox, jobs, outbox, parts, restored
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival, InboxRow, InboxState
from storage.jobs import Job, JobState
from storage.outbox import Lane, OutboxRow, OutboxState, Outgoing, Settlement
from storage.restored import Restored, SetAside

HOUR = timedelta(hours=1)


def call(at: datetime, number: int, not_before: datetime | None = None) -> Outgoing:
    return Outgoing(
        number, 1, 10, Lane.NOTICE, "sendMessage", b"{}", at, dedupe_key=f"k{number}", not_before=not_before
    )


def arrival(update_id: int, at: datetime) -> Arrival:
    return Arrival(new_id(), 1, update_id, 10, None, b'{"said":1}', at)


def messages(session: Session) -> dict[int, OutboxState]:
    return dict(session.execute(select(OutboxRow.id, OutboxRow.state)).all())  # type: ignore[arg-type]


def updates(session: Session) -> dict[int, InboxState]:
    return dict(session.execute(select(InboxRow.update_id, InboxRow.state)).all())  # type: ignore[arg-type]


def settled(session: Session, call_id: int, state: OutboxState, at: datetime) -> None:
    outbox.settle(session, [Settlement(call_id, state, at)])


async def test_what_was_owed_and_could_go_out_since_becomes_uncertain(database: Database, now: datetime) -> None:
    until = now + 5 * HOUR
    owed = [call(now, 1), call(now, 2, now + HOUR), call(now, 3, until), call(now, 4, until + HOUR), call(now, 5)]
    await database.run(outbox.add, [*owed, call(now, 6), call(now, 7)])
    await database.run(outbox.begin_sending, 5)
    await database.run(settled, 6, OutboxState.SENT, now)
    await database.run(settled, 7, OutboxState.DEAD, now)
    assert await database.run(restored.begin_again, now, until) == SetAside(messages=4, updates=0)
    unknown, waiting = OutboxState.UNCERTAIN, OutboxState.WAITING
    assert await database.read(messages) == {
        1: unknown, 2: unknown, 3: unknown, 4: waiting, 5: unknown, 6: OutboxState.SENT, 7: OutboxState.DEAD,
    }  # fmt: skip
    kept = {one.id: one.body for one in await database.read(outbox.get, [1, 4])}
    assert kept == {1: b"{}", 4: b"{}"}  # an operator may still send it
    assert await database.read(restored.read) == Restored(now, until)


async def test_updates_that_waited_are_set_aside_and_what_jobs_brought_is_not(
    database: Database, now: datetime
) -> None:
    done = arrival(1, now)
    await database.run(inbox.store, [done, arrival(2, now), arrival(-77, now)])
    await database.run(inbox.mark_done, [done.id], now)
    assert await database.run(restored.begin_again, now, now + HOUR) == SetAside(messages=0, updates=1)
    assert await database.read(updates) == {
        1: InboxState.DONE,
        2: InboxState.QUARANTINED,
        -77: InboxState.WAITING,
    }


async def test_a_database_that_was_never_restored_says_so(database: Database) -> None:
    assert await database.read(restored.read) is None


async def test_what_the_clock_tells_of_the_span_is_uncertain(database: Database, now: datetime) -> None:
    span = Restored(now, now + 5 * HOUR)
    told, held, later = call(now + HOUR, 1), call(now + HOUR, 2, now + 6 * HOUR), call(now + 6 * HOUR, 3)
    offered = await database.run(restored.keep, [told, held, later], span)
    assert [one.id for one in offered] == [2, 3]
    assert await database.read(messages) == {
        1: OutboxState.UNCERTAIN,
        2: OutboxState.WAITING,
        3: OutboxState.WAITING,
    }
    assert await database.run(restored.keep, [told, call(now + HOUR, 4)], None) == [call(now + HOUR, 4)]


async def test_what_a_job_of_the_span_tells_is_uncertain(database: Database, now: datetime) -> None:
    span = Restored(now, now + HOUR)
    for number, started in ((1, now - HOUR), (2, now + 2 * HOUR)):
        await database.run(jobs.start, Job(number, 1, "read", str(number), 10, 10, {}, started))
        await database.run(jobs.settle, number, JobState.DONE, now + 2 * HOUR)
    old, new = call(now + 2 * HOUR, 1), call(now + 2 * HOUR, 2)
    assert await database.run(restored.keep_of_job, 1, [old], span) == []
    assert await database.run(restored.keep_of_job, 2, [new], span) == [new]
    assert await database.read(messages) == {1: OutboxState.UNCERTAIN}


async def test_updates_of_the_span_are_remembered_and_come_no_second_time(database: Database, now: datetime) -> None:
    before, handled, waiting = arrival(1, now), arrival(2, now + HOUR), arrival(3, now + 2 * HOUR)
    await database.run(inbox.store, [before, handled, waiting, arrival(-5, now + HOUR)])
    await database.run(inbox.mark_done, [before.id, handled.id], now + HOUR)
    await database.run(outbox.add, [call(now, 1), call(now, 2)])
    await database.run(settled, 1, OutboxState.SENT, now - HOUR)
    await database.run(settled, 2, OutboxState.SENT, now + HOUR)
    known = await database.read(restored.known_since, now + timedelta(minutes=1))
    assert [one.update_id for one in known.handled] == [2]
    assert [one.update_id for one in known.unhandled] == [3]
    assert known.sent == 1

    await database.run(_forget, handled.id, waiting.id)  # the restored database never saw them
    assert await database.run(restored.remember, known, now + 3 * HOUR) == 1
    assert await database.read(updates) == {
        1: InboxState.DONE,
        2: InboxState.DONE,
        3: InboxState.QUARANTINED,
        -5: InboxState.WAITING,
    }
    assert await database.run(inbox.store, [arrival(2, now + 4 * HOUR), arrival(3, now + 4 * HOUR)]) == set()


async def test_however_many_updates_came_they_are_remembered(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "AT_ONCE", 2)
    handled, waiting = [[arrival(n + first, now + HOUR) for n in range(5)] for first in (10, 20)]
    await database.run(inbox.store, [handled[1]])  # the backup has it, too, and waits for its turn
    known = restored.Known(tuple(handled), tuple(waiting), 0)
    assert await database.run(restored.remember, known, now + 3 * HOUR) == 5
    assert await database.read(updates) == {
        **{one.update_id: InboxState.DONE for one in handled},
        11: InboxState.WAITING,
        **{one.update_id: InboxState.QUARANTINED for one in waiting},
    }


def _forget(session: Session, *ids: int) -> None:
    for one in ids:
        session.delete(session.get(InboxRow, one))
