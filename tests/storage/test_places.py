"""Places and who has them in both databases: never overbooked, whoever assigns at once; found as they are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from cluster import people
from cluster.internship import offering, placing
from cluster.internship.placing import NotPlaced
from cluster.internship.status import Actor, By, Facts, transition
from cluster.people import Organisation, OrganisationKind, Role
from storage import people as met
from storage.database import Database
from storage.internship import Meeting, Place, Placement, placements, places, seats, students
from storage.internship import PlacementStatus as S
from tests.conversation.people import CONTENT
from tests.practice import COLLEGE, FIRST, LAST, MODULE, NOW, PLACES, PLANT, plan, student

T = TypeVar("T")
OLGA = 901


def coordinator(session: Session) -> int:
    """Bring in Olga, who coordinates in the college."""
    people.register_organisations(
        session,
        [Organisation(COLLEGE, OrganisationKind.COLLEGE), Organisation(PLANT, OrganisationKind.ENTERPRISE)],
    )
    olga = met.meet(session, OLGA, OLGA, "ru", NOW).id
    people.grant(session, NOW, None, olga, Role.COORDINATOR, COLLEGE)
    return olga


def lay(session: Session, count: int, **changes: Any) -> tuple[int, Place, list[int]]:
    """Lay places, and so many students who need a bed."""
    place = places.add(session, replace(PLACES, **changes), NOW)
    new = [student(identity=f"студент {n}", needs_bed=True) for n in range(count)]
    return coordinator(session), place, [students.keep(session, one, NOW)[0].id for one in new]


async def tried(work: Awaitable[T]) -> T | NotPlaced:
    try:
        return await work
    except NotPlaced as refused:
        return refused


async def test_places_are_never_overbooked_however_many_coordinators_assign_at_once(
    database: Database, impatient: None
) -> None:
    olga, place, seekers = await database.run(lay, 6, number=2, beds=1)
    tries = [tried(database.run(placing.assign, NOW, olga, [(one, place.id)], MODULE, CONTENT)) for one in seekers]
    done = await asyncio.gather(*tries)
    got = [batch.placements[0] for batch in done if not isinstance(batch, NotPlaced)]
    assert len(got) == 2
    assert sorted(str(one.bed) for one in got) == ["False", "True"]
    assert {one.text_key for one in done if isinstance(one, NotPlaced)} == {"places-not-full"}
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (2, 1)
    assert len(await database.read(seats.at_place, place.id)) == 2


async def test_one_student_is_given_one_place_by_two_coordinators_at_once(database: Database, impatient: None) -> None:
    olga, first, (pyotr,) = await database.run(lay, 1)
    second = await database.run(places.add, replace(PLACES, site="Цех 2"), NOW)
    tries = [
        tried(database.run(placing.assign, NOW, olga, [(pyotr, place)], MODULE, CONTENT))
        for place in (first.id, second.id) * 2
    ]
    done = await asyncio.gather(*tries)
    assert len({one.placements[0].id for one in done if not isinstance(one, NotPlaced)}) == 1
    taken = [(await database.read(places.get, place)).taken for place in (first.id, second.id)]
    assert sorted(taken) == [0, 1], "whoever came second has taken no seat"


async def test_of_many_together_all_get_their_place_or_nobody(database: Database) -> None:
    olga, place, seekers = await database.run(lay, 3, number=2)
    with pytest.raises(NotPlaced) as refused:
        await database.run(placing.assign, NOW, olga, [(one, place.id) for one in seekers], MODULE, CONTENT)
    assert refused.value.student_id == seekers[2]
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (0, 0)
    assert await database.read(seats.at_place, place.id) == []


async def test_two_who_agree_at_once_confirm_once(database: Database, impatient: None) -> None:
    def offered(session: Session) -> tuple[int, int, int]:
        olga, place, (pyotr,) = lay(session, 1)
        hr = met.meet(session, 902, 902, "ru", NOW).id
        petya = met.meet(session, 903, 903, "ru", NOW).id
        people.grant(session, NOW, None, hr, Role.ENTERPRISE_HR, PLANT)
        people.grant(session, NOW, None, petya, Role.STUDENT, COLLEGE)
        students.change(session, pyotr, NOW, person_id=petya)
        batch = placing.assign(session, NOW, olga, [(pyotr, place.id)], MODULE, CONTENT)
        offering.offer(session, NOW, olga, batch.placements[0].id, CONTENT)
        return batch.placements[0].id, petya, hr

    one, petya, hr = await database.run(offered)
    done = await asyncio.gather(
        *(
            database.run(offering.agree, NOW, who, one, part)
            for who, part in ((petya, Actor.STUDENT), (hr, Actor.ENTERPRISE)) * 3
        )
    )
    confirmed = [event for each in done for event in each.events if type(event).__name__ == "OfferConfirmed"]
    assert len(confirmed) == 1
    assert (await database.read(placements.get, one)).status is S.CONFIRMED


async def test_a_seat_is_given_back_once_by_two_who_cancel_at_once(database: Database, impatient: None) -> None:
    olga, place, (pyotr, _) = await database.run(lay, 2)
    batch = await database.run(placing.assign, NOW, olga, [(pyotr, place.id)], MODULE, CONTENT)

    def cancel(session: Session) -> S:
        found = placements.get(session, batch.placements[0].id)
        if found.status is S.CANCELLED:
            return S.CANCELLED
        by = By(Actor.COLLEGE, olga)
        return transition(session, NOW, found, S.CANCELLED, by, Facts(reason="own_wish"))[0].status

    assert set(await asyncio.gather(*(database.run(cancel) for _ in range(4)))) == {S.CANCELLED}
    found = await database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (0, 0)


async def test_a_change_keeps_what_was_given_away_meanwhile(database: Database) -> None:
    def change(session: Session) -> Place:
        place = places.add(session, PLACES, NOW)
        assert places.take_seat(session, place.id)
        met_by = Meeting("Котов", None, "Проходная", "тетрадь")
        return places.change(session, place.id, site="Цех 9", pay_days=(1, 15), meeting=met_by, beds=0)

    found = await database.run(change)
    assert found == await database.read(places.get, found.id)
    assert (found.taken, found.site, found.pay_days) == (1, "Цех 9", (1, 15))
    assert found.meeting == Meeting("Котов", None, "Проходная", "тетрадь")


async def test_an_enterprise_finds_its_places_that_are_not_over(database: Database, now: datetime) -> None:
    def lay_some(session: Session) -> list[int]:
        def add(**changes: Any) -> int:
            return places.add(session, replace(PLACES, **changes), now).id

        later, sooner = add(date_from=FIRST + timedelta(days=7)), add()
        closed = add(date_from=FIRST + timedelta(days=9))
        places.close(session, closed, now)
        add(enterprise="rnpk")
        add(date_from=date(2026, 6, 1), date_to=LAST - timedelta(days=1))
        return [sooner, later, closed]

    expected = await database.run(lay_some)
    found = await database.read(places.of_enterprise, PLANT, LAST)
    assert [one.id for one in found] == expected
    assert found[2].closed_at == now
    assert found[2].free == 0
    await database.run(places.reopen, expected[2])
    assert (await database.read(places.get, expected[2])).free == PLACES.number


async def test_who_completed_a_module_is_not_without_it_and_groups_are_told_apart(
    database: Database, now: datetime
) -> None:
    def lay_some(session: Session) -> dict[str, int]:
        def keep(name: str, **changes: Any) -> int:
            return students.keep(session, student(identity=name, **changes), now)[0].id

        def put(student_id: int, status: S) -> Placement:
            made = plan(session, students.get(session, student_id), None, now)
            return placements.set_status(session, made.id, status, now)

        ids = {"done": keep("а"), "cancelled": keep("б"), "new": keep("в"), "group": keep("г", study_group="СВ-22")}
        ids["programme"] = keep("д", programme="klepiki-welder-11")
        put(ids["done"], S.COMPLETED)
        put(ids["cancelled"], S.CANCELLED)
        return ids

    ids = await database.run(lay_some)

    async def found(*asked: Any, **more: Any) -> set[str]:
        known = {key: name for name, key in ids.items()}
        return {known[one.id] for one in await database.read(students.unplaced, COLLEGE, *asked, **more)}

    assert await found() == {"done", "cancelled", "new", "group", "programme"}
    assert await found(MODULE) == {"cancelled", "new", "group", "programme"}
    assert await found(MODULE, programme="klepiki-welder-9") == {"cancelled", "new", "group"}
    assert await found(MODULE, programme="klepiki-welder-9", study_group="СВ-21") == {"cancelled", "new"}


async def test_what_was_planned_at_once_is_found_by_its_moment(database: Database) -> None:
    olga, place, (first, second, third) = await database.run(lay, 3)
    await database.run(placing.assign, NOW, olga, [(first, place.id), (second, place.id)], MODULE, CONTENT)
    later = NOW + timedelta(microseconds=1)
    await database.run(placing.assign, later, olga, [(third, place.id)], MODULE, CONTENT)
    found = await database.read(seats.planned_at, [COLLEGE], NOW)
    assert [one.student_id for one in found] == [first, second]
    assert await database.read(seats.planned_at, ["kasimov"], NOW) == []
    busy = await database.read(seats.of_students, [first, third, 404])
    assert {key: len(held) for key, held in busy.items()} == {first: 1, third: 1, 404: 0}
