"""Jobs and files, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage import files, inbox, jobs
from storage.base import new_id
from storage.database import Database
from storage.files import StoredFile
from storage.inbox import Arrival
from storage.jobs import Job, JobState

SECOND = timedelta(seconds=1)


def job(now: datetime, chat_id: int = 1, key: str | None = None, bot_id: int = 7) -> Job:
    number = new_id()
    return Job(number, bot_id, "read", key or str(number), chat_id, chat_id, {"name": "Иванов"}, now)


async def due(database: Database, now: datetime, *busy: int, limit: int = 10) -> list[Job]:
    return await database.read(jobs.due, 7, now, busy, limit)


async def test_a_clock_that_went_back_puts_no_job_off(database: Database, now: datetime) -> None:
    fast = now + timedelta(hours=3)
    begun, failed, soon = job(fast, chat_id=1), job(fast, chat_id=2), job(now + 60 * SECOND, chat_id=3)
    foreign = job(fast, chat_id=4, bot_id=8)
    for one in (begun, failed, soon, foreign):
        await database.run(jobs.start, one)
    await database.run(jobs.put_off, failed, fast + 10 * SECOND, "TimeoutError")
    assert await due(database, now) == []
    assert await database.run(jobs.recall, 7, now, now + 900 * SECOND) == 2
    assert [one.chat_id for one in await due(database, now)] == [1, 2]
    assert await database.read(jobs.next_due, 8, ()) == fast


async def test_of_one_kind_and_key_one_waits(database: Database, now: datetime) -> None:
    twins = [job(now, key="same") for _ in range(8)]
    started = await asyncio.gather(*(database.run(jobs.start, one) for one in twins))
    assert sum(started) == 1
    assert await database.run(jobs.start, job(now, key="same", bot_id=8))
    first = (await due(database, now))[0]
    assert await database.run(jobs.settle, first.id, JobState.DONE, now)
    assert await database.run(jobs.start, job(now, key="same"))


async def test_each_chat_gives_its_oldest_and_a_busy_one_none(database: Database, now: datetime) -> None:
    kept = [job(now, chat_id) for chat_id in (1, 1, 2, 3, 2)]
    for one in kept:
        await database.run(jobs.start, one)
    assert await due(database, now) == [kept[0], kept[2], kept[3]]
    assert await due(database, now, 2) == [kept[0], kept[3]]
    assert await due(database, now, limit=1) == [kept[0]]
    assert await due(database, now - SECOND) == []
    assert await database.read(jobs.next_due, 7, [1, 2, 3]) is None


async def test_what_is_put_off_comes_later_with_its_failures(database: Database, now: datetime) -> None:
    one = job(now)
    await database.run(jobs.start, one)
    counted = replace(one, attempts=1, delays=2)
    await database.run(jobs.put_off, counted, now + SECOND, "x" * 500)
    assert await due(database, now) == []
    assert await database.read(jobs.next_due, 7, []) == now + SECOND
    assert await due(database, now + SECOND) == [counted]


async def test_what_is_over_is_over_once_and_empty(database: Database, now: datetime) -> None:
    one, other = job(now), job(now, chat_id=2)
    for each in (one, other):
        await database.run(jobs.start, each)
    assert await database.run(jobs.settle, one.id, JobState.FAILED, now, "Boom")
    assert not await database.run(jobs.settle, one.id, JobState.DONE, now)
    await database.run(jobs.put_off, one, now, "late")
    assert await due(database, now) == [other]
    assert await database.read(jobs.counts) == {JobState.WAITING: 1, JobState.FAILED: 1}
    assert await database.read(_payloads) == [None]


def _payloads(session: Session) -> list[object]:
    return list(session.execute(text("SELECT payload FROM jobs WHERE state = 'failed'")).scalars())


async def test_a_payload_and_a_file_lie_encrypted(database: Database, now: datetime) -> None:
    await database.run(jobs.start, job(now))
    await database.run(files.add, [StoredFile(1, "Иванов.xlsx", "text/plain", b"passport", now)])

    def raw(session: Session) -> bytes:
        rows = [
            session.execute(text("SELECT payload FROM jobs")).scalar_one(),
            *session.execute(text("SELECT name, content FROM files")).one(),
        ]
        return b"".join(bytes(row) for row in rows)

    found = await database.read(raw)
    assert b"passport" not in found
    assert "Иванов".encode() not in found


async def test_a_file_lives_its_day_or_until_it_is_forgotten(database: Database, now: datetime) -> None:
    def file(number: int, until: datetime | None) -> StoredFile:
        return StoredFile(number, "a", "text/plain", bytes([number]), now, until)

    kept = [file(1, now + SECOND), file(2, now + SECOND), file(3, None), file(4, now + 2 * SECOND)]
    await database.run(files.add, kept)
    await database.run(files.adopt, [1])
    assert await database.read(files.next_expiry) == now + SECOND
    assert await database.run(files.forget_expired, now) == 0
    assert await database.run(files.forget_expired, now + SECOND) == 1
    left = [await database.read(files.get, number) for number in (1, 2, 3, 4)]
    assert left == [replace(kept[0], expires_at=None), None, kept[2], kept[3]]
    await database.run(files.forget, [1, 3])
    assert await database.read(files.get, 1) is None


async def test_results_come_before_what_telegram_sent_in_their_order(database: Database, now: datetime) -> None:
    numbers = [-12, 5, 4, -11, -13]
    arrivals = [Arrival(new_id(), 7, number, 1, None, b"{}", now) for number in numbers]
    await database.run(inbox.store, arrivals)
    assert [one.update_id for one in await database.read(inbox.waiting, 7)] == [-11, -12, -13, 4, 5]
