"""The path in both databases: as many queries for one student among many as for one alone, and none reads a table whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from cluster import content_store, people
from cluster.path import drawing, reading, today
from cluster.people import Role
from storage import people as stored
from storage.database import Database
from storage.internship import PlacementStatus, placements, places, students
from tests.practice import COLLEGE, CONTENT, NOW, PLACES, PLANT, lead, plan, student

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
LARGE = frozenset(
    {"students", "placements", "applicants", "applications", "briefings", "placement_overrides", "people", "roles"}
)
"""Of `applications` only those under way have an index by applicant; who applied reads through the rest."""


def lay(session: Session, number: int) -> int:
    """Lay students with a practice each; return the person of the first."""
    place = places.add(session, replace(PLACES, number=100), NOW)
    first = 0
    for n in range(number):
        person = stored.meet(session, 1000 + n, 1000 + n, "ru", NOW)
        people.grant(session, NOW, None, person.id, Role.STUDENT, COLLEGE)
        who, _ = students.keep(session, student(person.id, identity=f"студент {n}|2009-06-08"), NOW)
        lead(session, plan(session, who, place), *GATHERING)
        first = first or person.id
    return first


def watched(session: Session, read: Callable[..., Any], *args: Any) -> list[str]:
    """Return the statements that reading takes."""
    seen: list[str] = []

    def see(*said: Any) -> None:
        seen.append(str(said[2]))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", see)
    try:
        read(session, *args)
    finally:
        event.remove(engine, "before_cursor_execute", see)
    return seen


@pytest.mark.parametrize("read", [reading.path, today.today])
async def test_a_path_takes_as_many_queries_among_many_as_alone(database: Database, read: Callable[..., Any]) -> None:
    await database.run(content_store.load, CONTENT, NOW)
    person = await database.run(lay, 1)
    alone = await database.read(watched, read, NOW, person, person, CONTENT)
    await database.run(_more, 40)
    among = await database.read(watched, read, NOW, person, person, CONTENT)
    assert among == alone
    assert len(among) <= 25


def _more(session: Session, number: int) -> None:
    place = places.add(session, replace(PLACES, number=100), NOW)
    for n in range(number):
        who, _ = students.keep(session, student(None, identity=f"ещё {n}|2009-06-08"), NOW)
        lead(session, plan(session, who, place), *GATHERING)


async def test_no_query_of_a_path_reads_a_large_table_whole(sqlite_database: Database) -> None:
    """At a hundred thousand placements the cost of one path is that of a hundred: every row comes by an index."""
    await sqlite_database.run(content_store.load, CONTENT, NOW)
    person = await sqlite_database.run(lay, 3)

    def plans(session: Session) -> list[str]:
        found = []
        for statement in dict.fromkeys(watched(session, reading.path, NOW, person, person, CONTENT)):
            marks = {f"p{n}": 1 for n in range(statement.count("?"))}
            named = statement
            for name in marks:
                named = named.replace("?", f":{name}", 1)
            found += [str(row[3]) for row in session.execute(text(f"EXPLAIN QUERY PLAN {named}"), marks)]
        return found

    scans = [line for line in await sqlite_database.read(plans) if line.startswith("SCAN ")]
    assert [line for line in scans if line.split()[1] in LARGE] == []


async def test_the_number_of_a_calendar_file_makes_no_card_old(database: Database) -> None:
    await database.run(content_store.load, CONTENT, NOW)
    await database.run(lay, 1)
    before = await database.read(placements.get, 1)
    await database.run(placements.set_calendar_sequence, before.id, 3)
    assert await database.read(placements.get, 1) == replace(before, calendar_sequence=3)


async def test_a_card_that_many_touch_is_looked_at_once(database: Database) -> None:
    await database.run(content_store.load, CONTENT, NOW)
    person = await database.run(lay, 1)
    await database.run(drawing.open_card, NOW, person, CONTENT)

    def due(session: Session) -> list[str]:
        return [one.key for one in drawing.duties.due(session, NOW) if one.kind == drawing.DRAW]

    assert await database.read(due) == []
    for _ in range(3):
        await database.run(drawing.touch, NOW, [person, None, 99])
    assert await database.read(due) == [str(person)]


async def test_placements_of_several_records_come_oldest_first(database: Database) -> None:
    await database.run(content_store.load, CONTENT, NOW)
    await database.run(lay, 3)
    found = await database.read(placements.of_students, [3, 1])
    assert [one.student_id for one in found] == [1, 3]
    assert found[0].enterprise == PLANT
    assert found[0].date_from == date(2026, 10, 5)
