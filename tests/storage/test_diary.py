"""Diaries and absences in both databases: a day is written once, an absence stands once, words lie encrypted."""

from __future__ import annotations

import asyncio
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import people
from cluster.people import Organisation, OrganisationKind
from storage import absences, diary
from storage.absences import Absence, AbsenceReason, NewAbsence
from storage.database import Database
from storage.diary import EntryState, Written
from storage.internship import PlacementStatus, placements
from tests.diary import COLLEGE, PLANT, Practice, lay, move

DAY, NEXT = date(2026, 7, 14), date(2026, 7, 15)
SAID = Written(8, ("ПК2.1", "ПК2.4"), 4, "Варил тавровые швы")


async def open_practice(database: Database, now: datetime) -> Practice:
    def begin(session: Session) -> Practice:
        people.register_organisations(
            session, [Organisation(COLLEGE, OrganisationKind.COLLEGE), Organisation(PLANT, OrganisationKind.ENTERPRISE)]
        )
        return lay(session, now)

    return await database.run(begin)


async def test_a_day_written_twice_at_once_is_one_entry(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    written = await asyncio.gather(*(database.run(diary.write, one, DAY, SAID, now) for _ in range(4)))
    assert len({entry.id for entry in written}) == 1
    found = await database.read(diary.marks, [one])
    assert [(mark.day, mark.half_hours, mark.competences) for mark in found[one]] == [(DAY, 8, ("ПК2.1", "ПК2.4"))]


async def test_writing_anew_takes_back_what_the_mentor_said(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    entry = await database.run(diary.write, one, DAY, SAID, now)

    def give_back(session: Session) -> diary.Entry:
        diary.change(session, entry.id, state=EntryState.RETURNED, comment="Какой шов?", decided_by=1, decided_at=now)
        return diary.write(session, one, DAY, SAID, now)

    again = await database.run(give_back)
    assert (again.state, again.comment, again.decided_by) == (EntryState.WRITTEN, None, None)
    assert again.version > entry.version


async def test_of_two_that_accept_at_once_each_entry_counts_once(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    ids = [(await database.run(diary.write, one, day, SAID, now)).id for day in (DAY, NEXT)]
    counted = await asyncio.gather(*(database.run(diary.accept, ids, 7, now) for _ in range(3)))
    assert sum(counted) == 2
    entry = await database.read(diary.find, one, DAY)
    assert entry is not None
    assert (entry.state, entry.decided_by, entry.decided_at) == (EntryState.ACCEPTED, 7, now)


async def test_what_is_accepted_is_seen_in_the_same_transaction(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id

    def both(session: Session) -> EntryState:
        entry = diary.write(session, one, DAY, SAID, now)
        diary.accept(session, [entry.id], 7, now)
        found = diary.get(session, entry.id)
        assert found is not None
        return found.state

    assert await database.run(both) is EntryState.ACCEPTED


async def test_what_a_diary_comes_to(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    assert await database.read(diary.outlines, [one]) == {}
    first = await database.run(diary.write, one, DAY, SAID, now)
    second = await database.run(diary.write, one, NEXT, SAID, now)
    assert await database.read(diary.outlines, [one, 999]) == {one: diary.Outline(NEXT, 2, DAY)}
    assert (await database.read(diary.waiting, [one]))[one] == [(DAY, now), (NEXT, now)]
    await database.run(diary.accept, [first.id], 7, now)
    assert (await database.read(diary.outlines, [one]))[one] == diary.Outline(NEXT, 1, NEXT)
    await database.run(diary.accept, [second.id], 7, now)
    assert (await database.read(diary.outlines, [one]))[one] == diary.Outline(NEXT, 0, None)
    assert not await database.read(diary.waiting, [one])


async def test_entries_of_some_days(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    for day in (NEXT, DAY):
        await database.run(diary.write, one, day, SAID, now)
    assert [entry.day for entry in await database.read(diary.entries, one, DAY, NEXT)] == [DAY, NEXT]
    assert [entry.day for entry in await database.read(diary.entries, one, NEXT, NEXT)] == [NEXT]
    assert await database.read(diary.find, one, date(2026, 7, 16)) is None


async def test_an_absence_told_at_once_stands_once(database: Database, now: datetime) -> None:
    laid = await open_practice(database, now)
    new = NewAbsence(laid.placement.id, DAY, NEXT, AbsenceReason.ILLNESS, None, "к нотариусу")
    told = await asyncio.gather(*(database.run(absences.add, new, now) for _ in range(4)))
    (first,) = [one for one in told if one is not None]
    assert await database.read(absences.find, first.id) == first

    def again(session: Session) -> Absence | None:
        absences.change(session, first.id, withdrawn_at=now)
        return absences.add(session, new, now)

    second = await database.run(again)
    assert second is not None
    standing = await database.read(absences.standing, [laid.placement.id])
    assert standing[laid.placement.id] == [second]
    assert second.covers(NEXT)
    assert not first.covers(date(2026, 7, 16))


async def test_no_words_lie_open(database: Database, now: datetime) -> None:
    laid = await open_practice(database, now)
    await database.run(diary.write, laid.placement.id, DAY, SAID, now)
    await database.run(
        absences.add, NewAbsence(laid.placement.id, NEXT, NEXT, AbsenceReason.FAMILY, None, "к нотариусу"), now
    )

    def everything(session: Session) -> str:
        rows = [
            row for table in ("diary_entries", "absences") for row in session.execute(text(f"SELECT * FROM {table}"))
        ]
        return " ".join(str(value) for row in rows for value in row if isinstance(value, str))

    found = await database.read(everything)
    assert "family" in found
    assert not [word for word in ("тавровые", "нотариус") if word in found]


async def test_words_are_forgotten_and_days_stay(database: Database, now: datetime) -> None:
    laid = await open_practice(database, now)
    one = laid.placement.id
    await database.run(diary.write, one, DAY, SAID, now)
    await database.run(absences.add, NewAbsence(one, NEXT, NEXT, AbsenceReason.ILLNESS, None, "справка"), now)
    assert (await database.read(diary.personal, [one]), await database.read(absences.personal, [one])) == (1, 1)
    await database.run(diary.forget_words, [one])
    await database.run(absences.forget_words, [one])
    assert (await database.read(diary.personal, [one]), await database.read(absences.personal, [one])) == (0, 0)
    assert len((await database.read(diary.marks, [one]))[one]) == 1
    assert len((await database.read(absences.standing, [one]))[one]) == 1


async def test_placements_are_walked_through_by_state(database: Database, now: datetime) -> None:
    first = await open_practice(database, now)

    def more(session: Session) -> Practice:
        return lay(session, now, name=("Ёлкин", "Пётр"), student=777)

    second = await database.run(more)
    ids = [first.placement.id, second.placement.id]
    active = {PlacementStatus.ACTIVE}
    assert [one.id for one in await database.read(placements.in_states, active)] == ids
    for where in ({"colleges": {COLLEGE}}, {"enterprises": {PLANT}}, {"after_id": 0, "limit": 2}):
        found = await database.read(lambda session, where=where: placements.in_states(session, active, **where))
        assert [one.id for one in found] == ids
    rest = await database.read(lambda session: placements.in_states(session, active, after_id=ids[0], limit=1))
    assert [one.id for one in rest] == ids[1:]
    none = await database.read(lambda session: placements.in_states(session, active, colleges={"kasimov"}))
    assert none == []


async def test_turns_are_told_in_their_order(database: Database, now: datetime) -> None:
    one = (await open_practice(database, now)).placement.id
    for target in (PlacementStatus.PAUSED, PlacementStatus.ACTIVE):
        await database.run(move, now, one, target)
    assert (await database.read(placements.turns, [one]))[one] == [(now, "paused"), (now, "active")]
