"""Students, places and placements in both databases: no seat twice, nobody in two places, nobody kept twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import parts, people
from storage.database import Database
from storage.internship import (
    Briefing,
    BriefingKind,
    HistoryEntry,
    Meeting,
    Mentor,
    NewPlace,
    NewPlacement,
    NewStudent,
    PayBasis,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    PracticeKind,
    desks,
    placements,
    places,
    students,
)
from storage.roster import writing

ARTYOM = NewStudent(
    "klepiki", "klepiki-welder-9", "СВ-21", "соловьев артем 2008-09-05", "Соловьёв", "Артём", "Игоревич",
    date(2008, 9, 5), phone="+79101234567", district="klepikovsky", needs_bed=True,
)  # fmt: skip
PLACE = NewPlace(
    "tyazhpressmash", "15.01.05", 2, date(2026, 9, 1), date(2026, 10, 24), "Цех 3", time(8), time(12, 30),
    PayBasis.STIPEND, 9, beds=1, pay_amount=22_000, pay_days=(5, 20), gear="Роба",
    meeting=Meeting("Громов В. П.", "+74912000001", "Проходная № 2", "Паспорт", latitude=54.6, longitude=39.7),
)  # fmt: skip


def planned(student_id: int, module: str = "ПМ.01", **changes: Any) -> NewPlacement:
    new = NewPlacement(student_id, "klepiki", "tyazhpressmash", "klepiki-welder-9", module, PracticeKind.PRODUCTION,
                       date(2026, 9, 1), date(2026, 10, 24), 288)  # fmt: skip
    return replace(new, **changes)


async def test_a_student_is_kept_once_and_what_is_left_empty_stays(database: Database, now: datetime) -> None:
    first, is_new = await database.run(students.keep, ARTYOM, now)
    assert is_new
    assert (first.birth_date, first.phone, first.last_name) == (date(2008, 9, 5), "+79101234567", "Соловьёв")
    again, is_new = await database.run(
        students.keep, replace(ARTYOM, study_group="СВ-22", phone=None, wish="tyazhpressmash"), now + timedelta(days=1)
    )
    assert not is_new
    assert again == replace(first, study_group="СВ-22", wish="tyazhpressmash")
    other, is_new = await database.run(students.keep, replace(ARTYOM, college="kasimov"), now)
    assert is_new
    assert other.id != first.id


async def test_two_that_keep_the_same_student_at_once_make_one(database: Database, now: datetime) -> None:
    kept = await asyncio.gather(*(database.run(students.keep, ARTYOM, now) for _ in range(5)))
    assert len({student.id for student, _ in kept}) == 1
    assert sum(is_new for _, is_new in kept) == 1


async def test_a_seat_is_given_once_however_many_ask(database: Database, now: datetime) -> None:
    place = await database.run(places.add, PLACE, now)
    taken = await asyncio.gather(*(database.run(places.take_seat, place.id) for _ in range(6)))
    assert sorted(taken) == [False] * 4 + [True] * 2
    beds = await asyncio.gather(*(database.run(places.take_bed, place.id) for _ in range(3)))
    assert sum(beds) == 1
    found = await database.read(places.get, place.id)
    assert (found.free, found.free_beds) == (0, 0)
    assert await database.run(places.give_seat_back, place.id)
    assert await database.run(places.give_bed_back, place.id)
    assert not await database.run(places.give_bed_back, place.id)
    found = await database.read(places.get, place.id)
    assert (found.free, found.free_beds) == (1, 1)


async def test_places_come_back_as_they_were_offered(database: Database, now: datetime) -> None:
    place = await database.run(places.add, PLACE, now)
    found = await database.read(places.get, place.id)
    assert found == place
    assert (found.meeting, found.pay_days, found.shift_to) == (PLACE.meeting, (5, 20), time(12, 30))


async def test_free_places_are_those_with_room_that_lie_ahead(database: Database, now: datetime) -> None:
    def offer(session: Session) -> dict[str, int]:
        def add(**changes: Any) -> int:
            return places.add(session, replace(PLACE, **changes), now).id

        made = {
            "later": add(date_from=date(2026, 9, 8)),
            "sooner": add(),
            "begun": add(date_from=date(2026, 7, 13)),
            "other": add(profession="15.01.31"),
            "full": add(number=1),
            "closed": add(),
        }
        places.take_seat(session, made["full"])
        places.close(session, made["closed"], now)
        return made

    made = await database.run(offer)
    found = await database.read(places.free, ["15.01.05"], now)
    assert [one.id for one in found] == [made["sooner"], made["later"]]
    assert not await database.run(places.take_seat, made["closed"])


async def test_nobody_has_two_current_placements_of_a_module(database: Database, now: datetime) -> None:
    student, _ = await database.run(students.keep, ARTYOM, now)
    made = await asyncio.gather(*(database.run(placements.add, planned(student.id), now) for _ in range(4)))
    (first,) = [one for one in made if one is not None]
    assert first.status is PlacementStatus.PLANNED
    assert await database.run(placements.add, planned(student.id, "ПМ.02"), now) is not None
    await database.run(
        lambda session: placements.set_status(session, first.id, PlacementStatus.CANCELLED, now, reason="own_wish")
    )
    again = await database.run(placements.add, planned(student.id), now)
    assert again is not None
    assert again.id != first.id


async def test_many_take_a_status_at_once_and_the_rest_stay(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "AT_ONCE", 2)
    later = now + timedelta(days=1)

    def plan(session: Session) -> list[Placement]:
        student, _ = students.keep(session, ARTYOM, now)
        made = [placements.add(session, planned(student.id, f"ПМ.0{number}"), now) for number in range(4)]
        return [one for one in made if one is not None]

    def end(session: Session, ended: list[int]) -> list[Placement]:
        before = [placements.get(session, one) for one in ended]
        placements.set_status_all(session, ended, PlacementStatus.CANCELLED, later, reason="own_wish")
        after = [placements.get(session, one) for one in ended]  # the session has not kept what it read before
        assert [one.status for one in before] == [PlacementStatus.PLANNED] * len(ended)
        return after

    *ended, left = await database.run(plan)
    inside = await database.run(end, [one.id for one in ended])
    expected = [
        replace(one, status=PlacementStatus.CANCELLED, status_since=later, reason="own_wish", version=2)
        for one in ended
    ]
    assert inside == expected
    assert [await database.read(placements.get, one.id) for one in (*ended, left)] == [*expected, left]
    versions = await database.read(
        lambda session: list(session.scalars(text("SELECT version FROM placements ORDER BY id")))
    )
    assert versions == [2, 2, 2, 1]


async def test_who_has_no_place_is_listed_by_module(database: Database, now: datetime) -> None:
    artyom, _ = await database.run(students.keep, ARTYOM, now)
    pyotr, _ = await database.run(students.keep, replace(ARTYOM, identity="елкин петр", last_name="Ёлкин"), now)
    await database.run(students.keep, replace(ARTYOM, identity="чужой", college="kasimov"), now)
    await database.run(placements.add, planned(artyom.id), now)
    assert [one.id for one in await database.read(students.unplaced, "klepiki")] == [pyotr.id]
    assert [one.id for one in await database.read(students.unplaced, "klepiki", "ПМ.02")] == [artyom.id, pyotr.id]


async def test_facts_briefings_and_items_that_were_let_pass(database: Database, now: datetime) -> None:
    def facts(session: Session) -> tuple[Placement, Any, Any]:
        student, _ = students.keep(session, ARTYOM, now)
        placement = placements.add(session, planned(student.id), now)
        assert placement is not None
        placements.change(session, placement.id, agreement_no="12", agreement_date=date(2026, 6, 1), mentor_id=8)
        for kind, day in ((BriefingKind.PRIMARY, date(2026, 9, 2)), (BriefingKind.INTRODUCTORY, date(2026, 9, 1))):
            placements.brief(session, Briefing(placement.id, kind, day, "Громов В. П.", "7"), 8, now)
        placements.let_pass(session, placement.id, "pass", 3, "Ждём до обеда", now)
        placements.let_pass(session, placement.id, "pass", 4, "Ждём до вечера", now)
        placements.let_pass(session, placement.id, "bed", 4, "Живёт у тёти", now)
        placements.take_back(session, placement.id, "bed")
        held = [one.kind for one in placements.briefings(session, placement.id)]
        return placements.get(session, placement.id), held, placements.passed(session, placement.id)

    placement, held, passed = await database.run(facts)
    assert (placement.agreement_no, placement.agreement_date) == ("12", date(2026, 6, 1))
    assert [one.id for one in await database.read(placements.of_mentor, 8)] == [placement.id]
    assert held == [BriefingKind.INTRODUCTORY, BriefingKind.PRIMARY]
    assert passed == {"pass": 4}


async def test_an_order_names_a_mentor_and_the_newest_wins(database: Database, now: datetime) -> None:
    def order(session: Session) -> Mentor | None:
        person = people.meet(session, 4242, None, "ru", now).id
        placements.put_mentor(session, Mentor(person, "tyazhpressmash"))
        placements.put_mentor(session, Mentor(person, "tyazhpressmash", date(2026, 8, 1), "44", 3, extra_pay=True))
        assert placements.mentor(session, person, "rnpk") is None
        return placements.mentor(session, person, "tyazhpressmash")

    found = await database.run(order)
    assert found is not None
    assert (found.consent_date, found.most_students, found.extra_pay) == (date(2026, 8, 1), 3, True)


@pytest.mark.parametrize("changes", [{"date_to": date(2026, 8, 31)}, {"number": -1}, {"beds": -1}])
async def test_the_database_itself_refuses_what_cannot_be(
    database: Database, now: datetime, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        await database.run(places.add, replace(PLACE, **changes), now)


async def test_nothing_personal_lies_open(database: Database, now: datetime) -> None:
    await database.run(students.keep, ARTYOM, now)
    rows = await database.read(lambda session: [tuple(row) for row in session.execute(text("SELECT * FROM students"))])
    open_text = " ".join(str(value) for row in rows for value in row if isinstance(value, str))
    assert not [word for word in ("Соловьёв", "Артём", "9101234567", "2008-09-05") if word in open_text]


async def test_what_was_never_offered_is_left_out_for_a_plant(database: Database, now: datetime) -> None:
    def lay(session: Session) -> tuple[Placement, Placement, Placement]:
        student, _ = students.keep(session, ARTYOM, now)
        found = []
        for number, way in enumerate(((), ("cancelled",), ("offered", "cancelled"))):
            made = placements.add(session, planned(student.id, f"ПМ.0{number}"), now)
            assert made is not None
            for status in way:
                placements.set_status(session, made.id, PlacementStatus(status), now)
                kind = PlacementHistoryKind.STATUS
                placements.note(session, HistoryEntry(made.id, now, kind, "college", after=status))
            found.append(placements.get(session, made.id))
        return found[0], found[1], found[2]

    plan, taken_back, declined = await database.run(lay)
    ids = [plan.id, taken_back.id, declined.id]
    assert await database.read(placements.offered_ever, ids) == {declined.id}
    everything = desks.DeskFilter(enterprises=frozenset({plan.enterprise}), statuses=tuple(PlacementStatus))
    assert await database.read(desks.count, everything) == 3
    heard = replace(everything, offered=True)
    assert [one.id for one in await database.read(desks.every, heard)] == [declined.id]


async def test_a_supervisor_takes_over_what_is_current_and_gives_it_back(database: Database, now: datetime) -> None:
    def lay(session: Session) -> tuple[int, list[int]]:
        student, _ = students.keep(session, ARTYOM, now)
        made = [
            placements.add(session, planned(student.id, f"ПМ.0{n}", supervisor_id=of), now)
            for n, of in enumerate((None, 3, 3))
        ]
        ids = [one.id for one in made if one is not None]
        placements.set_status(session, ids[2], PlacementStatus.COMPLETED, now)
        return student.id, ids

    async def of_each() -> list[int | None]:
        return [(await database.read(placements.get, one)).supervisor_id for one in ids]

    who, ids = await database.run(lay)
    assert await database.run(writing.supervise, {who: 5}) == {who: [[ids[0], None], [ids[1], 3]]}
    assert await of_each() == [5, 5, 3]
    await database.run(placements.change, ids[1], supervisor_id=7)  # somebody else took it since
    await database.run(writing.unsupervise, [(ids[0], None, 5), (ids[1], 3, 5)])
    assert await of_each() == [None, 7, 3]
