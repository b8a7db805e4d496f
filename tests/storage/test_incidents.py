"""Incidents in both databases: one open of a kind, the first who takes it wins, what is said lies encrypted."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import content_store, incidents
from cluster.incidents import TakenByOther, Whom
from storage import incidents as stored
from storage.database import Database
from storage.errors import Refusal
from storage.incidents import Incident, IncidentKind, IncidentState, Note
from tests.conversation.people import CONTENT
from tests.incidents import COLLEGE, NOW, PLANT, Plant, lay


@pytest.fixture
async def plant(database: Database) -> Plant:
    await database.run(content_store.load, CONTENT, NOW)
    return await database.run(lay)


async def call(database: Database, plant: Plant, kind: IncidentKind = IncidentKind.INJURY) -> Incident:
    done = await database.run(incidents.report, NOW, plant.ids["student"], kind, CONTENT)
    return done.value


async def test_pressed_many_times_at_once_it_is_one_call(database: Database, plant: Plant, impatient: None) -> None:
    student = plant.ids["student"]
    done = await asyncio.gather(
        *(database.run(incidents.report, NOW, student, IncidentKind.INJURY, CONTENT) for _ in range(5))
    )
    assert len({one.value.id for one in done}) == 1
    assert sum(bool(one.events) for one in done) == 1


async def test_of_many_who_take_it_at_once_one_has_it(database: Database, plant: Plant, impatient: None) -> None:
    one = await call(database, plant)
    names = ["mentor", "supervisor", "staff", "coordinator"]
    done = await asyncio.gather(
        *(database.run(incidents.acknowledge, NOW, plant.ids[name], one.id, CONTENT) for name in names),
        return_exceptions=True,
    )
    lost = [answer for answer in done if isinstance(answer, TakenByOther)]
    (won,) = [answer for answer in done if not isinstance(answer, BaseException)]
    assert len(lost) == len(names) - 1
    found = await database.read(stored.find, one.id)
    assert found is not None
    assert (found.state, found.acknowledged_by) == (IncidentState.ACKNOWLEDGED, won.value.acknowledged_by)


async def test_taken_back_and_taken_at_once_it_ends_in_one_way(
    database: Database, plant: Plant, impatient: None
) -> None:
    one = await call(database, plant)
    await asyncio.gather(
        database.run(incidents.withdraw, NOW, plant.ids["student"], one.id, CONTENT),
        database.run(incidents.acknowledge, NOW, plant.ids["mentor"], one.id, CONTENT),
        return_exceptions=True,
    )
    found = await database.read(stored.find, one.id)
    assert found is not None
    assert found.state is IncidentState.WITHDRAWN, "the student's word stands, whoever came first"
    with pytest.raises(Refusal, match="incidents-closed"):
        await database.run(incidents.acknowledge, NOW, plant.ids["staff"], one.id, CONTENT)


async def test_what_is_written_comes_back_as_it_was(database: Database, plant: Plant) -> None:
    one = await call(database, plant, IncidentKind.CONFLICT)
    student, olga = plant.ids["student"], plant.ids["coordinator"]
    await database.run(incidents.add_words, NOW, student, one.id, "Цех 4", CONTENT)
    await database.run(incidents.name, NOW, student, one.id, Whom.MENTOR, CONTENT)
    await database.run(incidents.add_note, NOW, olga, one.id, "Звоню", CONTENT)
    await database.run(incidents.resolve, NOW + timedelta(hours=1), olga, one.id, "Поговорили", CONTENT)
    found = await database.read(stored.find, one.id)
    assert found is not None
    assert (found.words, found.named_ids, found.outcome) == ("Цех 4", (plant.ids["mentor"],), "Поговорили")
    assert found.notes == (
        Note(NOW, olga, "Звоню"),
        Note(NOW + timedelta(hours=1), olga, "Поговорили", final=True),
    )


async def test_lists_show_what_stands_and_what_was_closed_lately(database: Database, plant: Plant) -> None:
    old = await call(database, plant)
    await database.run(incidents.resolve, NOW, plant.ids["coordinator"], old.id, "Да", CONTENT)
    late = NOW + timedelta(days=31)
    standing = await database.run(incidents.report, late, plant.ids["student"], IncidentKind.PAY, CONTENT)
    lists: dict[str, tuple[list[str], list[str], int]] = {
        "college": ([COLLEGE], [], 0),
        "plant": ([], [PLANT], 0),
        "mentor": ([], [], plant.ids["mentor"]),
        "who told it": ([], [], plant.ids["student"]),
        "elsewhere": (["kasimov"], ["rnpk"], plant.ids["other mentor"]),
    }
    for name, (colleges, enterprises, mentor) in lists.items():
        for since, shown in ((NOW, [standing.value.id, old.id]), (late, [standing.value.id])):
            found = await database.read(stored.standing, colleges, enterprises, mentor, since)
            assert [one.id for one in found] == ([] if name == "elsewhere" else shown), name


async def test_what_is_said_lies_encrypted(database: Database, plant: Plant) -> None:
    one = await call(database, plant)
    await database.run(incidents.add_words, NOW, plant.ids["student"], one.id, "тайна", CONTENT)
    await database.run(incidents.resolve, NOW, plant.ids["coordinator"], one.id, "тайна", CONTENT)

    def raw(session: Session) -> list[Any]:
        return list(session.execute(text("SELECT words, resolution FROM incidents")).one())

    for value in await database.read(raw):
        assert "тайна".encode() not in bytes(value)
