"""The tables of admission, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cluster import admission, consents, russian
from storage import people
from storage.admission import (
    Answers,
    ApplicationStatus,
    Choice,
    Document,
    DocumentState,
    FilledBy,
    HistoryEntry,
    HistoryKind,
    NewApplication,
    Parent,
    ParentConsent,
    ParentState,
    SearchKeys,
    applicants,
    applications,
)
from storage.database import Database
from tests.unit.test_admission_rules import CONTENT, form

PARENT = Parent("Соловьёва", "Ольга", "Петровна", "mother", "+79107654321")
ARTYOM = Answers(
    last_name="Соловьёв",
    first_name="Артём",
    middle_name="Игоревич",
    birth_date=date(2010, 9, 5),
    citizenship="RU",
    phone="+79101234567",
    email="artyom@example.org",
    contact_pref="chat",
    contact_hours=None,
    district="klepikovsky",
    locality="Спас-Клепики",
    base_education="grade9",
    school="Клепиковская школа № 1",
    grad_year=2026,
    avg_grade=Decimal("4.255"),
    honours=False,
    target_interest="no",
    target_enterprise=None,
    priority_right="tell_in_person",
    special_conditions="no",
    dorm_needed=True,
    parent=PARENT,
    snils=None,
    source="school",
    comment="Позвоните маме вечером",
)


def keys(answers: Answers) -> SearchKeys:
    return SearchKeys(
        russian.identity_key(answers.last_name, answers.first_name, answers.middle_name, answers.birth_date),
        russian.search_terms(answers.last_name, answers.first_name, answers.middle_name),
    )


def keep(session: Session, owner_id: int, answers: Answers, now: datetime) -> int:
    return applicants.keep(session, owner_id, FilledBy.APPLICANT, answers, keys(answers), now).id


def apply(session: Session, applicant_id: int, now: datetime, college: str = "klepiki") -> str | None:
    number = f"{college}-26-{applications.next_number(session, college):04}"
    new = NewApplication(applicant_id, "2026", college, number, (Choice("welder", 1),), now, date(2026, 7, 17))
    added = applications.add(session, new)
    return added.number if added else None


@pytest.fixture
async def owner(database: Database, now: datetime) -> int:
    person = await database.run(people.meet, 501, 501, "ru", now)
    return person.id


async def test_answers_come_back_as_they_were(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    found = (await database.read(applicants.get, [applicant_id]))[applicant_id]
    assert found.answers == ARTYOM
    assert (found.parent_state, found.parent_consent) == (ParentState.NONE, ParentConsent.NOT_NEEDED)


async def test_the_same_person_of_one_owner_is_kept_once(database: Database, owner: int, now: datetime) -> None:
    first = await database.run(keep, owner, ARTYOM, now)
    without_dots = dataclasses.replace(ARTYOM, last_name="Соловьев", first_name="Артем", phone="+79100000001")
    assert await database.run(keep, owner, without_dots, now) == first
    other_day = dataclasses.replace(ARTYOM, birth_date=date(2010, 9, 6))
    assert await database.run(keep, owner, other_day, now) != first
    assert len(await database.read(applicants.of_owner, owner)) == 2


async def test_another_owners_form_of_the_same_person_is_found(database: Database, owner: int, now: datetime) -> None:
    mother = await database.run(people.meet, 502, 502, "ru", now)
    mine = await database.run(keep, owner, ARTYOM, now)
    hers = await database.run(keep, mother.id, ARTYOM, now)
    assert mine != hers
    assert await database.read(applicants.same_person, mine) == [hers]


async def test_a_renamed_person_must_not_become_another_one(database: Database, owner: int, now: datetime) -> None:
    twin = dataclasses.replace(ARTYOM, first_name="Пётр")
    await database.run(keep, owner, ARTYOM, now)
    second = await database.run(keep, owner, twin, now)
    assert await database.run(applicants.update, second, ARTYOM, keys(ARTYOM), now) is None
    renamed = dataclasses.replace(twin, first_name="Павел")
    updated = await database.run(applicants.update, second, renamed, keys(renamed), now)
    assert updated is not None
    assert updated.answers == renamed
    assert updated.version > 1
    assert await database.read(applicants.with_words, ["павел"]) == [second]
    assert await database.read(applicants.with_words, ["петр"]) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["соловьев"], True),
        (["сол"], True),
        (["артем", "соловьев"], True),
        (["со"], False),
        (["соловьева"], False),
        (["соловьев", "петр"], False),
        ([], False),
    ],
)
async def test_people_are_found_by_words_of_their_name(
    database: Database, owner: int, now: datetime, words: list[str], found: bool
) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    assert await database.read(applicants.with_words, words) == ([applicant_id] if found else [])


async def test_people_are_found_by_phone(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    assert await database.read(applicants.with_phone, "+79101234567") == [applicant_id]
    assert await database.read(applicants.with_phone, "+79101234568") == []


SECRETS = ("Соловь", "Артём", "Игорев", "2010-09-05", "9101234567", "artyom@", "Клепик", "Ольга", "маме", "in_person")


def _raw(session: Session) -> bytes:
    tables = session.execute(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if session.get_bind().dialect.name == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
    ).scalars()
    return b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in tables
        for row in session.execute(text(f'SELECT * FROM "{table}"'))
        for value in row
    )


async def test_personal_data_lie_encrypted(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    await database.run(apply, applicant_id, now)
    entry = HistoryEntry(1, now, HistoryKind.STATUS, "staff", owner, "submitted", "rejected", "Соловьёв не пришёл")
    await database.run(applications.note, entry)
    raw = await database.read(_raw)
    assert b"klepiki" in raw
    assert [secret for secret in SECRETS if secret.encode() in raw] == []


def _files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (path, path.with_name(path.name + "-wal")))


async def test_a_sqlite_file_holds_no_plain_name(sqlite_database: Database, now: datetime) -> None:
    person = await sqlite_database.run(people.meet, 501, 501, "ru", now)
    await sqlite_database.run(keep, person.id, ARTYOM, now)
    path = sqlite_database.url.database
    assert path is not None
    written = _files(Path(path))
    assert b"klepikovsky" in written
    assert [secret for secret in SECRETS if secret.encode() in written] == []


async def test_one_active_application_a_person_campaign_and_college(
    database: Database, owner: int, now: datetime
) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    assert await database.run(apply, applicant_id, now) == "klepiki-26-0001"
    assert await database.run(apply, applicant_id, now) is None
    assert await database.run(apply, applicant_id, now, "kasimov") == "kasimov-26-0001"
    first = (await database.read(applications.of_applicant, applicant_id))[0]
    await database.run(applications.set_status, first.id, ApplicationStatus.WITHDRAWN, now)
    assert await database.run(apply, applicant_id, now) is not None
    active = await database.read(applications.of_applicant, applicant_id, active=True)
    assert sorted(a.college for a in active) == ["kasimov", "klepiki"]


@pytest.mark.usefixtures("impatient")
async def test_the_database_itself_holds_one_active_application(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    await database.run(apply, applicant_id, now)
    first = (await database.read(applications.of_applicant, applicant_id))[0]
    await database.run(applications.set_status, first.id, ApplicationStatus.REJECTED, now)
    await database.run(apply, applicant_id, now)
    with pytest.raises(IntegrityError):
        await database.run(applications.set_status, first.id, ApplicationStatus.SUBMITTED, now)


def _submit_once(session: Session, owner_id: int, now: datetime) -> str:
    applicant_id = keep(session, owner_id, ARTYOM, now)
    standing = applications.of_applicant(session, applicant_id, active=True)
    if standing:
        return standing[0].number
    number = apply(session, applicant_id, now)
    assert number is not None
    return number


async def test_two_submissions_at_once_give_one_application(database: Database, owner: int, now: datetime) -> None:
    other = await Database.open(database.url.render_as_string(hide_password=False), database.vault)
    try:
        numbers = await asyncio.gather(
            *(db.run(_submit_once, owner, now) for db in (database, other) for _ in range(4))
        )
    finally:
        await other.close()
    assert set(numbers) == {"klepiki-26-0001"}
    assert len(await database.read(applications.of_owner, owner)) == 1


def _agree(session: Session, owner_id: int, now: datetime) -> None:
    consents.give(session, now, owner_id, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)


def _taps(session: Session, owner_id: int, now: datetime) -> tuple[tuple[str, ...], int]:
    done = admission.submit(session, now, owner_id, form(), CONTENT)
    return tuple(one.number for one in done.value.applications), len(done.events)


async def test_a_double_tap_on_two_connections_files_once_and_tells_once(
    database: Database, owner: int, now: datetime
) -> None:
    await database.run(_agree, owner, now)
    other = await Database.open(database.url.render_as_string(hide_password=False), database.vault)
    try:
        taps = await asyncio.gather(*(db.run(_taps, owner, now) for db in (database, other) for _ in range(4)))
    finally:
        await other.close()
    assert {numbers for numbers, _ in taps} == {("КЛ-26-0001", "КС-26-0001")}
    assert sorted(told for _, told in taps) == [0, 0, 0, 0, 0, 0, 0, 2]
    assert len(await database.read(applications.of_owner, owner)) == 2


async def test_numbers_have_no_gaps_and_no_doubles_under_concurrency(
    database: Database, owner: int, now: datetime
) -> None:
    other = await Database.open(database.url.render_as_string(hide_password=False), database.vault)

    async def several(db: Database, offset: int) -> list[str | None]:
        made = []
        for i in range(5):
            person = dataclasses.replace(ARTYOM, birth_date=date(2010, 1 + i, 1 + offset))
            made.append(await db.run(lambda s, p: apply(s, keep(s, owner, p, now), now), person))
        return made

    try:
        made = await asyncio.gather(*(several(db, i) for i, db in enumerate((database, other, database, other))))
    finally:
        await other.close()
    assert sorted(number or "" for batch in made for number in batch) == [f"klepiki-26-{n:04}" for n in range(1, 21)]


async def test_a_failed_turn_gives_its_number_back(database: Database) -> None:
    def fail(session: Session) -> None:
        applications.next_number(session, "klepiki")
        raise RuntimeError("the turn broke")

    assert await database.run(applications.next_number, "klepiki") == 1
    with pytest.raises(RuntimeError):
        await database.run(fail)
    assert await database.run(applications.next_number, "klepiki") == 2
    assert await database.run(applications.next_number, "kasimov") == 1


async def test_choices_are_replaced_in_their_order(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    await database.run(apply, applicant_id, now)
    application = (await database.read(applications.of_owner, owner))[0]
    wanted = (Choice("fitter", 2), Choice("welder", 3))
    await database.run(applications.set_choices, application.id, wanted)
    changed = (await database.read(applications.of_owner, owner))[0]
    assert (changed.choices, changed.priority) == (wanted, 2)
    assert changed.version > application.version


async def test_papers_keep_their_state(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    await database.run(applicants.expect_documents, applicant_id, ["passport", "photos", "passport"], now)
    have = Document("passport", DocumentState.HAVE, now, owner, None)
    await database.run(applicants.set_document, applicant_id, have)
    await database.run(applicants.expect_documents, applicant_id, ["passport", "medical"], now)
    states = {d.kind: d.state for d in await database.read(applicants.documents, applicant_id)}
    assert states == {
        "passport": DocumentState.HAVE,
        "photos": DocumentState.NONE,
        "medical": DocumentState.NONE,
    }


async def test_a_dropped_parent_leaves_nothing(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    await database.run(applicants.set_parent, applicant_id, ParentState.DROPPED, ParentConsent.PENDING, now)
    found = (await database.read(applicants.get, [applicant_id]))[applicant_id]
    assert found.answers is not None
    assert found.answers.parent is None


async def test_erasing_leaves_numbers_and_nothing_of_the_person(database: Database, owner: int, now: datetime) -> None:
    applicant_id = await database.run(keep, owner, ARTYOM, now)
    number = await database.run(apply, applicant_id, now)
    await database.run(applicants.expect_documents, applicant_id, ["passport"], now)
    await database.run(applicants.erase, applicant_id, now)
    found = (await database.read(applicants.get, [applicant_id]))[applicant_id]
    assert found.answers is None
    assert number is not None
    assert await database.read(applications.with_number, number) is not None
    assert await database.read(applicants.of_owner, owner) == []
    assert await database.read(applicants.with_words, ["соловьев"]) == []
    assert await database.read(applicants.with_phone, ARTYOM.phone) == []
    assert await database.run(keep, owner, ARTYOM, now) != applicant_id
