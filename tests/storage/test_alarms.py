"""How often operators are told, kept on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import alarms
from storage.alarms import Outage
from storage.database import Database

MINUTE = timedelta(minutes=1)


async def test_what_comes_within_the_hour_is_counted_for_the_next_word(database: Database, now: datetime) -> None:
    rung = [await database.run(alarms.ring, "backup", now + MINUTE * after) for after in (0, 1, 59, 60, 61, 121)]
    assert rung == [0, None, None, 2, None, 1]
    assert await database.run(alarms.ring, "disk", now) == 0, "each kind has its own hour"


async def test_what_was_held_back_is_released_once(database: Database, now: datetime) -> None:
    for after in (0, 5, 6):
        await database.run(alarms.ring, "backup", now + MINUTE * after)
    assert not await database.read(alarms.is_held, "backup", now + MINUTE * 59)
    assert await database.run(alarms.release, "backup", now + MINUTE * 59) == 0
    assert await database.read(alarms.is_held, "backup", now + MINUTE * 60)
    assert await database.run(alarms.release, "backup", now + MINUTE * 60) == 2
    assert await database.run(alarms.release, "backup", now + MINUTE * 300) == 0


async def test_rows_are_told_of_when_a_newer_one_came_and_the_hour_is_over(database: Database, now: datetime) -> None:
    cases = [
        (0, None, False),  # minutes later, number of the newest row, told?
        (0, 1, True),
        (70, 1, False),
        (71, 2, True),
        (80, 3, False),
        (131, 3, True),
    ]
    for after, number, told in cases:
        newest = (now, number) if number is not None else None
        assert await database.read(alarms.is_due_for, "dead", now + MINUTE * after, newest) is told
        assert await database.run(alarms.ring_for, "dead", now + MINUTE * after, newest) is told


async def test_an_outage_is_known_by_its_beginning_and_its_longest_queue(database: Database, now: datetime) -> None:
    assert await database.read(alarms.outage) is None
    await database.run(alarms.note_outage, now, 5)
    await database.run(alarms.note_outage, now + MINUTE, 9)
    await database.run(alarms.note_outage, now, 3)
    assert await database.read(alarms.outage) == Outage(now, 9)
    await database.run(alarms.end_outage)
    assert await database.read(alarms.outage) is None
