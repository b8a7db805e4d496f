"""What reminders ask of both databases: many duties by key, placements with all that belongs to them, what waits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from storage import duties, people, reminders
from storage.database import Database
from storage.internship import Briefing, BriefingKind, PlacementStatus, causes, placements, places, students
from storage.reminders import LateReminder
from tests.storage.test_internship import ARTYOM, PLACE, planned

KEYS = [f"plan:{n}:home" for n in range(1200)]


async def test_many_duties_are_found_and_forgotten_by_their_keys(database: Database, now: datetime) -> None:
    def lay(session: Session) -> None:
        for key in KEYS[:3] + KEYS[-3:]:
            duties.schedule(session, "reminder", key, now + timedelta(days=1), {"key": key})
        duties.schedule(session, "other", KEYS[0], now + timedelta(days=1))
        (done,) = [one for one in duties.due(session, now + timedelta(days=2)) if one.key == KEYS[1]]
        duties.finish(session, done, now)

    await database.run(lay)
    found = await database.read(duties.open_ones, "reminder", KEYS)
    assert sorted(found) == sorted([KEYS[0], KEYS[2], *KEYS[-3:]])
    assert found[KEYS[-1]].payload == {"key": KEYS[-1]}
    await database.run(duties.cancel_all, "reminder", KEYS)
    assert await database.read(duties.open_ones, "reminder", KEYS) == {}
    assert await database.read(duties.open_one, "other", KEYS[0]) is not None


async def test_placements_come_with_all_that_belongs_to_them(database: Database, now: datetime) -> None:
    def lay(session: Session) -> list[int]:
        place = places.add(session, PLACE, now)
        ids = []
        for n in range(3):
            who, _ = students.keep(session, replace(ARTYOM, identity=f"student {n}"), now)
            one = placements.add(session, planned(who.id, place_id=place.id if n else None), now)
            assert one is not None
            ids.append(one.id)
        for kind, day in ((BriefingKind.REPEAT, 20), (BriefingKind.PRIMARY, 1)):
            placements.brief(session, Briefing(ids[1], kind, date(2026, 9, day), "Котов"), None, now)
        placements.set_status(session, ids[2], PlacementStatus.CANCELLED, now)
        return ids

    first, second, third = await database.run(lay)
    found = await database.read(causes.load, [first, second, 999_999, second])
    assert sorted(found) == [first, second]
    assert found[first].place is None
    assert found[second].place is not None
    assert found[second].student.last_name == "Соловьёв"
    assert [one.kind for one in found[second].briefings] == [BriefingKind.PRIMARY, BriefingKind.REPEAT]

    async def page(after: int, since: datetime, limit: int = 10) -> list[int]:
        return [one.placement.id for one in await database.read(causes.page, after, since, limit)]

    assert await page(0, now) == [first, second, third], "one that ended lately is looked at once more"
    assert await page(0, now + timedelta(seconds=1)) == [first, second]
    assert await page(first, now, 1) == [second]
    assert await page(third, now) == []


async def test_what_waits_for_a_person_is_kept_once_and_taken_once(database: Database, now: datetime) -> None:
    anna = (await database.run(people.meet, 1, 1, "ru", now)).id
    boris = (await database.run(people.meet, 2, 2, "ru", now)).id
    later = LateReminder(anna, "plan", "7:20261005:3", now, {"placement": 7})
    earlier = replace(later, key="8:20261005:3", due_at=now - timedelta(days=1), payload={"placement": 8})
    for one in (later, earlier, later, replace(later, person_id=boris)):
        await database.run(reminders.keep, one)
    taken = await asyncio.gather(*(database.run(reminders.take, anna) for _ in range(3)))
    assert sorted(map(len, taken)) == [0, 0, 2]
    assert max(taken, key=len) == [earlier, later]
    assert len(await database.run(reminders.take, boris)) == 1
