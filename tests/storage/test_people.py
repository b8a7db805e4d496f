"""People, invites, requests, consents and duties on both databases: what only a database can hold."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cluster import consents, duties
from cluster import people as cluster_people
from cluster.calendar import day_of, months_after
from cluster.consents import ConsentDocument
from cluster.people import Organisation, OrganisationKind, Role
from storage import consents as stored_consents
from storage import people, roles
from storage.database import Database
from storage.errors import Refusal
from storage.people import Newcomer
from storage.roles import RoleRow

PEOPLE = range(1, 6)


def prepare(session: Session, now: datetime) -> None:
    """Lay two colleges, a factory, and five people with the Telegram ids 101 to 105."""
    cluster_people.register_organisations(
        session,
        [
            Organisation("base", OrganisationKind.COLLEGE, is_base=True),
            Organisation("klepiki", OrganisationKind.COLLEGE),
            Organisation("factory", OrganisationKind.ENTERPRISE),
        ],
    )
    for number in PEOPLE:
        assert people.meet(session, 100 + number, 100 + number, "ru", now).id == number


@pytest.fixture
async def prepared(database: Database, now: datetime) -> Database:
    await database.run(prepare, now)
    return database


async def settle(*calls: object) -> tuple[list[object], list[str]]:
    """Run use cases at once; return their values and the keys of their refusals."""
    results = await asyncio.gather(*calls, return_exceptions=True)  # type: ignore[call-overload]
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Refusal):
            raise result
    refused = [r.text_key for r in results if isinstance(r, Refusal)]
    return [r for r in results if not isinstance(r, Refusal)], refused


async def test_two_who_accept_one_invite_at_once(prepared: Database, now: datetime) -> None:
    made = (await prepared.run(cluster_people.invite, now, None, Role.COORDINATOR, "klepiki")).value
    won, refused = await settle(
        *(prepared.run(cluster_people.accept_invite, now, person, made.token) for person in (1, 2, 3))
    )
    assert (len(won), refused) == (1, ["people-invite-used"] * 2)
    assert len(await prepared.read(cluster_people.coordinators_of, "klepiki")) == 1


async def test_one_person_who_accepts_twice_at_once(prepared: Database, now: datetime) -> None:
    made = (await prepared.run(cluster_people.invite, now, None, Role.COORDINATOR, "klepiki")).value
    won, refused = await settle(*(prepared.run(cluster_people.accept_invite, now, 1, made.token) for _ in range(2)))
    assert refused == []
    assert sorted(len(done.events) for done in won) == [0, 1]  # type: ignore[attr-defined]
    assert [g.role for g in await prepared.read(cluster_people.roles_of, 1)] == [Role.COORDINATOR]


async def test_revoking_against_accepting_leaves_one_winner(prepared: Database, now: datetime) -> None:
    made = (await prepared.run(cluster_people.invite, now, None, Role.MENTOR, "factory")).value
    won, refused = await settle(
        prepared.run(cluster_people.accept_invite, now, 1, made.token),
        prepared.run(cluster_people.revoke_invite, now, None, made.id),
    )
    assert len(won) == 1
    assert refused in (["people-invite-used"], ["people-invite-revoked"])


async def test_two_coordinators_who_decide_at_once(prepared: Database, now: datetime) -> None:
    for coordinator in (1, 2):
        await prepared.run(cluster_people.grant, now, None, coordinator, Role.COORDINATOR, "klepiki")
    request = (await prepared.run(cluster_people.request_access, now, 3, Role.STUDENT, "klepiki", "Артём")).value
    won, refused = await settle(
        prepared.run(cluster_people.decide_access, now, 1, request.id, True),
        prepared.run(cluster_people.decide_access, now, 2, request.id, False),
    )
    assert len(won) == 1
    assert refused in (["people-request-already-granted"], ["people-request-already-declined"])
    held = await prepared.read(cluster_people.roles_of, 3)
    assert [g.role for g in held] == ([Role.STUDENT] if "granted" in refused[0] else [])


async def test_one_open_request_a_person_and_role(prepared: Database, now: datetime) -> None:
    done = await asyncio.gather(
        *(prepared.run(cluster_people.request_access, now, 3, Role.STUDENT, "klepiki", "Артём") for _ in range(3))
    )
    assert len({d.value.id for d in done}) == 1
    assert sorted(len(d.events) for d in done) == [0, 0, 1]


async def test_a_role_is_held_once(prepared: Database, now: datetime) -> None:
    for role, organisation in ((Role.APPLICANT, None), (Role.STUDENT, "klepiki")):
        done = await asyncio.gather(
            *(prepared.run(cluster_people.grant, now, None, 1, role, organisation) for _ in range(4))
        )
        assert len({d.value.id for d in done}) == 1
    assert len(await prepared.read(cluster_people.roles_of, 1)) == 2


@pytest.mark.parametrize("organisation", [None, "klepiki"])
@pytest.mark.usefixtures("impatient")
async def test_the_database_refuses_a_second_active_role(
    prepared: Database, now: datetime, organisation: str | None
) -> None:
    def insert_twice(session: Session) -> None:
        for _ in range(2):
            session.add(RoleRow(person_id=1, role=Role.STUDENT, organisation=organisation, granted_at=now))
        session.flush()

    with pytest.raises(IntegrityError):
        await prepared.run(insert_twice)


async def test_a_revoked_role_can_be_given_again(prepared: Database, now: datetime) -> None:
    first = (await prepared.run(cluster_people.grant, now, None, 1, Role.ADMIN)).value
    await prepared.run(cluster_people.revoke, now, None, first.id)
    second = (await prepared.run(cluster_people.grant, now, None, 1, Role.ADMIN)).value
    assert second.id != first.id
    assert await prepared.read(roles.holders, Role.ADMIN) == [1]


async def test_a_person_met_twice_at_once_is_one(prepared: Database, now: datetime) -> None:
    met = await asyncio.gather(*(prepared.run(people.meet, 777, chat, "ru", now) for chat in (None, 777, None)))
    assert len({person.id for person in met}) == 1
    known = await prepared.read(people.by_telegram_ids, [777])
    assert known[777].chat_id == 777


async def test_newcomers_are_met_together(prepared: Database, now: datetime) -> None:
    await prepared.run(people.mark_unreachable, 101, now)
    met = await prepared.run(
        people.meet_all,
        [
            Newcomer(101, 101, "en", now),  # back after blocking
            Newcomer(102, None, "en", now),  # known, now in a group
            Newcomer(801, 801, "en", now),
            Newcomer(802, None, "ru", now),
        ],
    )
    seen = {number: (one.chat_id, one.language, one.unreachable) for number, one in met.items()}
    assert seen == {
        101: (101, "ru", False),
        102: (102, "ru", False),
        801: (801, "en", False),
        802: (None, "ru", False),
    }


async def test_a_person_carries_the_chosen_role(prepared: Database, now: datetime) -> None:
    granted = (await prepared.run(cluster_people.grant, now, None, 2, Role.MENTOR, "factory")).value
    found = await prepared.read(people.get, [2])
    assert (found[2].role, found[2].organisation) == (Role.MENTOR, "factory")
    assert await prepared.read(people.chosen_role, 2) == granted
    await prepared.run(cluster_people.revoke, now, None, granted.id)
    assert (await prepared.read(people.get, [2]))[2].role is None
    assert await prepared.read(people.chosen_role, 2) is None


async def test_a_consent_given_twice_at_once_stands_once(prepared: Database, now: datetime) -> None:
    document = ConsentDocument.of("pd", "1", "Согласен")
    done = await asyncio.gather(
        *(prepared.run(consents.give, now, 1, document, consents.APPLICATION) for _ in range(3))
    )
    assert len({d.value.id for d in done}) == 1
    assert len(await prepared.read(consents.history, 1)) == 1


async def test_a_consent_renewed_twice_at_once_stands_once(prepared: Database, now: datetime) -> None:
    document = replace(ConsentDocument.of("pd", "1", "Согласен"), valid_months=1)
    await prepared.run(consents.give, now, 1, document, consents.NEWS)
    later = now + timedelta(days=25)
    done = await asyncio.gather(*(prepared.run(consents.give, later, 1, document, consents.NEWS) for _ in range(3)))
    assert len({d.value.id for d in done}) == 1
    assert [one.renewed_at for one in await prepared.read(consents.history, 1)] == [later, None]
    first, last = day_of(now), day_of(later)
    ends = [months_after(first, 1), months_after(last, 1)]
    (ending,) = await prepared.read(stored_consents.ending, ends, 0, 10)
    assert ending.valid_until == ends[1]
    assert (await prepared.run(consents.withdraw, later, 1, consents.NEWS)).value
    assert await prepared.read(stored_consents.ending, ends, 0, 10) == []
    assert [one.withdrawn_at for one in await prepared.read(consents.history, 1)] == [None, later]


async def test_names_lie_encrypted(prepared: Database, now: datetime) -> None:
    await prepared.run(cluster_people.request_access, now, 3, Role.STUDENT, "klepiki", "Соловьёв Артём", "сварщик")

    def raw(session: Session) -> tuple[bytes, bytes]:
        row = session.execute(text("SELECT name, position FROM access_requests")).one()
        return bytes(row[0]), bytes(row[1])

    name, position = await prepared.read(raw)
    assert "Соловьёв".encode() not in name
    assert "сварщик".encode() not in position


async def test_the_token_is_nowhere_in_the_database(prepared: Database, now: datetime) -> None:
    made = (await prepared.run(cluster_people.invite, now, None, Role.MENTOR, "factory")).value

    def everything(session: Session) -> str:
        return str(session.execute(text("SELECT * FROM invites")).all())

    assert made.token not in await prepared.read(everything)


async def test_duties_are_one_a_kind_and_key(prepared: Database, now: datetime) -> None:
    await asyncio.gather(
        *(
            prepared.run(duties.schedule, "nudge", "7", now + timedelta(hours=hours), {"n": hours})
            for hours in (1, 2, 3)
        )
    )
    assert len(await prepared.read(duties.due, now + timedelta(hours=3))) == 1
    await prepared.run(duties.schedule, "nudge", "7", now, {"n": 9})
    (duty,) = await prepared.read(duties.due, now)
    assert (duty.due_at, duty.payload) == (now, {"n": 9})
    assert await prepared.read(duties.next_due) == now


async def test_what_is_due_is_found_by_index(prepared: Database, now: datetime) -> None:
    question = (
        "SELECT id FROM duties WHERE due_at <= '2026-07-14' AND done_at IS NULL AND set_aside_at IS NULL "
        "ORDER BY due_at, id LIMIT 100"
    )

    def plan(session: Session) -> str:
        if prepared.is_sqlite:
            return str(session.execute(text(f"EXPLAIN QUERY PLAN {question}")).all())
        session.execute(text("SET LOCAL enable_seqscan = off"))
        return str(session.execute(text(f"EXPLAIN {question}")).all())

    found = await prepared.run(plan)
    assert "ix_duties_due" in found
    assert "TEMP B-TREE" not in found
    assert "Sort" not in found
