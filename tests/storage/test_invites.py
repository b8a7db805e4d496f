"""Invites to students' records in both databases: nobody comes in twice, whatever happens at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from cluster import invites, people
from cluster.invites import Answer, InviteSource
from cluster.people import Organisation, OrganisationKind, Role
from storage import invites as stored_invites
from storage import people as stored
from storage import roles
from storage.database import Database
from storage.errors import Refusal
from storage.internship import NewStudent, Student, joining, students
from storage.invites import Bound, Numbers

COLLEGE, BORN = "klepiki", date(2008, 9, 5)
STAFF, COLLEAGUE, FIRST_GUEST = 1, 2, 3
GUESTS = range(FIRST_GUEST, FIRST_GUEST + 4)


def _lay(session: Session, now: datetime, number: int) -> list[Student]:
    people.register_organisations(session, [Organisation(COLLEGE, OrganisationKind.COLLEGE)])
    for one in (STAFF, COLLEAGUE, *GUESTS):
        assert stored.meet(session, one, one, "ru", now).id == one
    for one in (STAFF, COLLEAGUE):
        people.grant(session, now, None, one, Role.COORDINATOR, COLLEGE)
    return [
        students.keep(
            session, NewStudent(COLLEGE, "w", f"СВ-{n % 3}", f"имя {n}", "Соловьёв", "Артём", None, BORN), now
        )[0]
        for n in range(number)
    ]


@pytest.fixture
async def found(database: Database, now: datetime) -> list[Student]:
    """Three students of a college with two coordinators, and people who might come."""
    kept: list[Student] = await database.run(_lay, now, 3)
    return kept


async def _at_once(database: Database, *calls: tuple[Any, ...], **named: Any) -> list[Any]:
    """Run use cases at once; return the value of each, or the key of its refusal."""

    async def run(use_case: Any, *args: Any) -> Any:
        try:
            return (await database.run(use_case, *args, **named)).value
        except Refusal as refusal:
            return refusal.text_key

    return await asyncio.gather(*(run(*call) for call in calls))


async def test_of_many_who_say_the_name_at_once_one_comes_in(
    database: Database, now: datetime, found: list[Student]
) -> None:
    made = (await database.run(invites.invite_student, now, STAFF, found[0].id)).value
    came = await _at_once(database, *((invites.answer, now, one, made.token, "Соловьёв Артём") for one in GUESTS))
    told = Counter(one if isinstance(one, str) else one.answer.value for one in came)
    assert told.pop(Answer.JOINED.value) == 1
    assert set(told) <= {"invites-used", "invites-record-taken"}
    holders = await database.read(roles.holders, Role.STUDENT, [COLLEGE])
    assert [(await database.read(students.get, found[0].id)).person_id] == holders


async def test_of_two_links_to_one_record_one_lets_in(database: Database, now: datetime, found: list[Student]) -> None:
    """An old card is never good beside a new one, whichever is opened first."""
    first = (await database.run(invites.invite_student, now, STAFF, found[0].id)).value
    later = now + timedelta(minutes=1)
    made, *came = await _at_once(
        database,
        (invites.invite_student, later, COLLEAGUE, found[0].id),
        (invites.answer, later, FIRST_GUEST, first.token, "Соловьёв Артём"),
    )
    linked = (await database.read(students.get, found[0].id)).person_id
    open_ones = await database.read(stored_invites.unused_of, [found[0].id])
    if isinstance(made, str):
        assert (made, linked, open_ones) == ("invites-student-here", FIRST_GUEST, [])
    else:
        assert (came, linked, [one.id for one in open_ones]) == (["invites-revoked"], None, [made.id])


async def test_two_coordinators_that_decide_at_once(database: Database, now: datetime, found: list[Student]) -> None:
    made = (await database.run(invites.invite_student, now, STAFF, found[0].id)).value
    for born in (None, BORN):
        await database.run(invites.answer, now, FIRST_GUEST, made.token, "Петров Пётр", born)

    async def decide(actor: int, grant: bool) -> str:
        try:
            await database.run(invites.decide, now, actor, made.id, grant=grant)
        except Refusal as refusal:
            return refusal.text_key
        return "done"

    said = await asyncio.gather(decide(STAFF, True), decide(COLLEAGUE, False))
    kept = await database.read(stored_invites.get, made.id)
    linked = (await database.read(students.get, found[0].id)).person_id
    assert kept is not None
    assert kept.claimed_name is None
    assert sorted(said) == sorted(["done", f"invites-claim-already-{'granted' if linked else 'declined'}"])
    assert (linked is None) is (kept.revoked_at is not None)


async def test_of_two_with_another_name_one_waits(database: Database, now: datetime, found: list[Student]) -> None:
    made = (await database.run(invites.invite_student, now, STAFF, found[0].id)).value
    for one in GUESTS[:2]:
        await database.run(invites.answer, now, one, made.token, "Петров Пётр")
    came = await _at_once(
        database, *((invites.answer, now, one, made.token, "Петров Пётр", BORN) for one in GUESTS[:2])
    )
    assert sorted(one.answer.value for one in came) == ["busy", "waits"]


async def test_a_record_is_linked_once(database: Database, now: datetime, found: list[Student]) -> None:
    version = await database.read(_version, found[0].id)
    linked = await asyncio.gather(*(database.run(joining.link, found[0].id, one, now) for one in GUESTS))
    assert sorted(linked) == [False, False, False, True]
    assert await database.read(_version, found[0].id) == version + 1
    (first,) = [one for one, done in zip(GUESTS, linked, strict=True) if done]
    assert not await database.run(joining.link, found[0].id, STAFF, now, instead_of=STAFF)
    assert await database.run(joining.link, found[0].id, STAFF, now, instead_of=first)
    assert await database.run(joining.link, found[1].id, STAFF, now)
    records = [await database.read(students.get, one.id) for one in found]
    assert [one.person_id for one in records] == [None, STAFF, None]


def _version(session: Session, student_id: int) -> int:
    from storage.internship.tables import StudentRow

    return session.get_one(StudentRow, student_id).version


async def test_groups_count_who_is_not_there(database: Database, now: datetime, found: list[Student]) -> None:
    await database.run(joining.link, found[1].id, FIRST_GUEST, now)
    counted = await database.read(joining.groups, COLLEGE)
    assert [(one.study_group, one.students, one.absent) for one in counted] == [
        ("СВ-0", 1, 1), ("СВ-1", 1, 0), ("СВ-2", 1, 1),
    ]  # fmt: skip
    assert [one.id for one in await database.read(joining.absent, COLLEGE)] == [found[0].id, found[2].id]
    assert [one.id for one in await database.read(joining.absent, COLLEGE, "СВ-2")] == [found[2].id]
    assert await database.read(joining.groups, "kasimov") == []


async def test_parents_of_a_record_become_those_of_a_person(
    database: Database, now: datetime, found: list[Student]
) -> None:
    one = found[0].id
    added = [await database.run(joining.add_parent, one, FIRST_GUEST, now) for _ in range(2)]
    await database.run(joining.add_parent, one, FIRST_GUEST + 1, now)
    assert added == [True, False]
    assert await database.read(joining.parents, one) == [FIRST_GUEST, FIRST_GUEST + 1]
    assert [c.id for c in await database.read(joining.children, FIRST_GUEST)] == [one]
    await database.run(joining.forget_parent, FIRST_GUEST + 1)
    assert await database.run(joining.take_parents, one) == [FIRST_GUEST]
    assert await database.read(joining.parents, one) == []
    assert await database.read(joining.children, FIRST_GUEST) == []
    await database.run(joining.link, one, FIRST_GUEST + 2, now)
    await database.run(roles.add_guardian, FIRST_GUEST, FIRST_GUEST + 2, now)
    assert [c.id for c in await database.read(joining.children, FIRST_GUEST)] == [one]


async def test_five_hundred_invites_are_a_few_statements(database: Database, now: datetime) -> None:
    kept: list[Student] = await database.run(_lay, now, 500)
    tokens = {one.id: invites.new_token() for one in kept}

    def make(session: Session, at: datetime) -> tuple[int, int]:
        counted = 0

        def count(*_args: Any) -> None:
            nonlocal counted
            counted += 1

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", count)
        try:
            done = invites.keep_printed(
                session, at, STAFF, COLLEGE, tokens, InviteSource.CARD, at + invites.PRINTED_VALID_FOR
            )
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return done.value, counted

    for at in (now, now + timedelta(minutes=1)):
        made, statements = await database.run(make, at)
        assert made == 500
        assert statements <= 15
        tokens = {one.id: invites.new_token() for one in kept}
    counts = await database.read(stored_invites.numbers, COLLEGE)
    assert counts == [Numbers(InviteSource.CARD, 1000, 0, 0)]
    assert len(await database.read(stored_invites.links_in, COLLEGE, now)) == 500


async def test_a_claim_is_forgotten_when_the_invite_is_used(
    database: Database, now: datetime, found: list[Student]
) -> None:
    def lay(session: Session) -> int:
        stored_invites.add_many(
            session,
            [Bound(found[0].id, "a" * 64)],
            college=COLLEGE, source=InviteSource.TABLE, created_at=now, created_by=STAFF,
            expires_at=now + timedelta(days=30),
        )  # fmt: skip
        kept = stored_invites.by_token_hash(session, "a" * 64)
        assert kept is not None
        return kept.id

    number = await database.run(lay)
    assert await database.run(stored_invites.claim, number, FIRST_GUEST, "Петров Пётр", now)
    assert not await database.run(stored_invites.claim, number, FIRST_GUEST + 1, "Иванов Иван", now)
    (waiting,) = await database.read(stored_invites.claims_in, [COLLEGE])
    assert (waiting.claimed_name, waiting.claimed_by) == ("Петров Пётр", FIRST_GUEST)
    assert await database.read(stored_invites.claims_in, ["kasimov"]) == []
    assert not await database.run(stored_invites.unclaim, number, FIRST_GUEST + 1)
    assert await database.run(stored_invites.take, number, FIRST_GUEST + 1, now)
    kept = await database.read(stored_invites.get, number)
    assert kept is not None
    assert (kept.claimed_name, kept.has_waiting_claim) == (None, False)
    assert not await database.run(stored_invites.grant_claim, number, STAFF, now)
    assert not await database.run(stored_invites.decline_claim, number, STAFF, now)
