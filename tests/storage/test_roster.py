"""Lists of students in both databases: what is kept, two at once, taking back; seats are never given twice."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import roster
from cluster.people import Role
from storage.database import Database
from storage.errors import Refusal
from storage.internship import Mentor, PlacementStatus, placements, places
from storage.roster import Import, PreviewState, imports, writing
from tests.ranking import CONTENT
from tests.roster import (
    COLLEAGUE,
    COLLEGE,
    OTHER_PLANT,
    PLANT,
    WORKDAYS,
    bring,
    many,
    mentor,
    offer,
    prepare,
    row,
    staff,
    take_back,
)

pytestmark = pytest.mark.usefixtures("impatient")


def counted(session: Session) -> dict[str, int]:
    tables = ("students", "placements", "placement_history", "roster_moves")
    return {one: session.execute(text(f"SELECT count(*) FROM {one}")).scalar_one() for one in tables}


async def test_a_version_is_raised_once_by_whoever_comes_first(database: Database) -> None:
    assert await database.read(imports.desk_version, COLLEGE) == 0
    raised = await asyncio.gather(*(database.run(imports.raise_version, COLLEGE, 0) for _ in range(5)))
    assert sorted(raised) == [False] * 4 + [True]
    assert await database.read(imports.desk_version, COLLEGE) == 1
    assert await database.read(imports.desk_version, "klepiki") == 0


async def test_a_preview_takes_the_place_of_ones_own(database: Database, now: datetime) -> None:
    me, colleague = await database.run(staff, now), await database.run(staff, now, COLLEAGUE)

    async def kept(by: int, payload: str) -> Import:
        return await database.run(imports.add, COLLEGE, 0, by, now, [payload])

    first, theirs, second = await kept(me, "a"), await kept(colleague, "b"), await kept(me, "c")
    found = [await database.read(imports.get, one.id) for one in (first, theirs, second)]
    assert [(one and one.state, one and one.payload) for one in found] == [
        (PreviewState.DROPPED, None), (PreviewState.PREVIEW, ["b"]), (PreviewState.PREVIEW, ["c"]),
    ]  # fmt: skip


async def test_moves_are_kept_and_let_go_a_few_at_a_time(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    await database.run(bring, now, actor, many(5))
    last = await database.read(imports.last_applied, COLLEGE)
    assert last is not None
    moves = await database.read(imports.moves, last.id)
    assert [(one.made, one.placement_id, one.before) for one in moves] == [(True, None, {"version": 1})] * 5
    assert await database.run(imports.forget_before, last.id, 3) == moves[:3]
    assert len(await database.run(imports.forget_before, last.id, 3)) == 2
    assert await database.run(imports.forget_before, last.id, 3) == []
    await database.run(imports.mark_undone, last.id, [moves[0].student_id], now)
    assert [one.student_id for one in await database.read(imports.moves, last.id)] == [
        one.student_id for one in moves[1:]
    ]
    assert len(await database.read(imports.without_person, last.id)) == 4


async def test_a_list_comes_and_goes_whole(database: Database, now: datetime) -> None:
    """More people than one statement names, some known, with seats and a mentor: then back to where it was."""
    actor, teacher = await database.run(staff, now), await database.run(mentor, now)
    place = await database.run(offer, now, number=700, beds=3)
    await database.run(placements.put_mentor, Mentor(teacher, PLANT, most_students=10_000))
    practice = dataclasses.replace(WORKDAYS, mentor=teacher)
    await database.run(bring, now, actor, many(20, practice))
    before = await database.read(counted)
    known = [dataclasses.replace(one, group="СВ-31", needs_bed=True) for one in many(20)]
    moved = dataclasses.replace(practice, date_to=date(2026, 10, 31))
    rows = [*(dataclasses.replace(one, practice=moved) for one in known), *many(620, practice)[20:]]
    done = await database.run(bring, now, actor, rows)
    assert {name: done.numbers[name] for name in ("new", "changed", "planned", "replanned", "seated")} == {
        "new": 600, "changed": 20, "planned": 600, "replanned": 20, "seated": 620,
    }  # fmt: skip
    assert len(done.without_chat) == 620
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (620, 3)
    undone = (await database.run(roster.undo, now, actor, done.found.id)).value
    assert (undone.gone, undone.back, undone.unplanned, undone.left_count) == (600, 20, 600, 0)
    after = await database.read(counted)
    assert after == {**before, "roster_moves": before["roster_moves"] + 20, "placement_history": 60}
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (20, 0)
    groups = await database.read(roster.groups, actor, COLLEGE)
    assert [(one.name, one.students) for one in groups.items] == [("СВ-21", 20)]


async def test_a_large_list_goes_part_by_part_while_others_write(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    place = await database.run(offer, now, number=100)
    found = await database.run(prepare, now, actor, many(60, WORKDAYS))
    await database.run(roster.begin, now, actor, found.id)
    rows = await database.read(roster.rows_left, found.id)
    for start in range(0, 60, 20):
        part = rows[start : start + 20]
        assert len(await database.read(roster.check_part, now, found.id, part)) == 20
        await asyncio.gather(
            database.run(roster.apply_part, now, found.id, part, frozenset(), CONTENT),
            database.run(places.take_seat, place.id),
        )
    await database.run(roster.apply_part, now, found.id, rows[:20], frozenset(), CONTENT)
    numbers = await database.read(roster.numbers_of, found.id)
    await database.run(roster.finish, now, found.id, numbers)
    assert (numbers["new"], numbers["planned"]) == (60, 60)
    assert await database.read(counted) == {
        "students": 60, "placements": 60, "placement_history": 60, "roster_moves": 60,
    }  # fmt: skip
    assert (await database.read(places.get, place.id)).taken == 63
    assert (await database.run(roster.undo, now, actor, found.id)).value.gone == 60
    assert (await database.read(places.get, place.id)).taken == 3


async def test_parts_that_are_taken_back_leave_nothing(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    found = await database.run(prepare, now, actor, many(30, WORKDAYS))
    await asyncio.gather(*(database.run(roster.begin, now, actor, found.id) for _ in range(3)))
    rows = await database.read(roster.rows_left, found.id)
    await database.run(roster.apply_part, now, found.id, rows[:20], frozenset(), CONTENT)
    await asyncio.gather(*(database.run(take_back, now, found.id, 7) for _ in range(3)))
    assert set((await database.read(counted)).values()) == {0}
    assert await database.read(imports.desk_version, COLLEGE) == 2


async def test_two_that_apply_at_once_apply_one(database: Database, now: datetime) -> None:
    me = await database.run(staff, now)
    colleague = await database.run(staff, now, COLLEAGUE, Role.COLLEGE_STAFF)
    rows = many(30, WORKDAYS)
    mine, theirs = await database.run(prepare, now, me, rows), await database.run(prepare, now, colleague, rows)
    done = await asyncio.gather(
        database.run(roster.apply, now, me, mine.id, CONTENT),
        database.run(roster.apply, now, colleague, theirs.id, CONTENT),
        return_exceptions=True,
    )
    (refused,) = [one for one in done if isinstance(one, BaseException)]
    assert isinstance(refused, Refusal)
    assert refused.text_key == "roster-preview-outdated"
    assert await database.read(counted) == {
        "students": 30, "placements": 30, "placement_history": 30, "roster_moves": 30,
    }  # fmt: skip


async def test_one_import_pressed_five_times_at_once(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    found = await database.run(prepare, now, actor, many(10, WORKDAYS))
    done = await asyncio.gather(*(database.run(roster.apply, now, actor, found.id, CONTENT) for _ in range(5)))
    assert {one.value.numbers["new"] for one in done} == {10}
    assert (await database.read(counted))["students"] == 10
    undone = await asyncio.gather(*(database.run(roster.undo, now, actor, found.id) for _ in range(3)))
    assert sorted(one.value.gone for one in undone) == [0, 0, 10]


async def test_a_list_and_a_coordinator_want_the_last_seat(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    place = await database.run(offer, now, number=1)
    found = await database.run(prepare, now, actor, [row(2, practice=WORKDAYS)])
    taken, done = await asyncio.gather(
        database.run(places.take_seat, place.id), database.run(roster.apply, now, actor, found.id, CONTENT)
    )
    assert taken + done.value.numbers["seated"] == 1
    assert (await database.read(places.get, place.id)).taken == 1


async def test_a_seat_of_before_that_somebody_took_is_not_taken_twice(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    place = await database.run(offer, now, number=1)
    await database.run(bring, now, actor, [row(2, practice=WORKDAYS)])
    moved = dataclasses.replace(WORKDAYS, enterprise=OTHER_PLANT)
    done = await database.run(bring, now, actor, [row(2, practice=moved)])
    assert await database.run(places.take_seat, place.id)
    await database.run(roster.undo, now, actor, done.found.id)
    (student,) = (await database.read(roster.groups, actor, COLLEGE)).items
    (standing,) = await database.read(placements.current_of, student.handle)
    assert (standing.enterprise, standing.place_id, standing.status) == (
        WORKDAYS.enterprise, None, PlacementStatus.PLANNED,
    )  # fmt: skip
    assert (await database.read(places.get, place.id)).taken == 1


@pytest.mark.parametrize(("seats", "beds", "may"), [(2, 1, True), (3, 0, False), (1, 2, False), (-1, 0, False)])
async def test_seats_are_taken_together_or_not_at_all(
    database: Database, now: datetime, seats: int, beds: int, may: bool
) -> None:
    place = await database.run(offer, now, number=2, beds=1)
    assert await database.run(writing.take_seats, place.id, seats, beds) is may
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == ((seats, beds) if may else (0, 0))


async def test_a_failure_in_the_middle_leaves_nothing(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    found = await database.run(prepare, now, actor, many(10, WORKDAYS))

    def fail(session: Session) -> None:
        roster.apply(session, now, actor, found.id, CONTENT)
        raise Refusal("roster-changed-places")

    with pytest.raises(Refusal):
        await database.run(fail)
    assert set((await database.read(counted)).values()) == {0}
    kept = await database.read(imports.get, found.id)
    assert kept is not None
    assert kept.state is PreviewState.PREVIEW


async def test_nothing_personal_lies_open(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    await database.run(bring, now, actor, [row(2, phone="+79101234567")])
    await database.run(bring, now, actor, [row(2, phone="+79990000000")])
    await database.run(prepare, now, actor, [row(2, phone="+79991112233")])

    def lying(session: Session) -> str:
        tables = ("roster_imports", "roster_moves", "students", "duties")
        return " ".join(str(tuple(one)) for table in tables for one in session.execute(text(f"SELECT * FROM {table}")))

    found = await database.read(lying)
    assert not [word for word in ("Соловьёв", "Артём", "9101234567", "9990000000", "9991112233") if word in found]


async def test_an_import_leaves_other_colleges_alone(database: Database, now: datetime) -> None:
    actor = await database.run(staff, now)
    there = await database.run(staff, now, COLLEAGUE, Role.COORDINATOR, "klepiki")
    await database.run(bring, now, actor, [row(2)])
    version = (await database.read(roster.directory, there, "klepiki", CONTENT)).version
    seen = await database.read(roster.examine, now, there, "klepiki", [row(2, programme="klepiki-welder-9")])
    assert (version, [step.is_new for step in seen.steps]) == (0, [True])
