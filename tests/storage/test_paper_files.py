"""Files of papers, on SQLite and on PostgreSQL: kept once, encrypted, deleted whole."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import admission, consents
from storage import files, paper_files, people
from storage.admission import applicants
from storage.base import new_id
from storage.database import Database
from storage.files import StoredFile
from storage.paper_files import Fate, NewFile
from tests.unit.test_admission_rules import CONTENT, form

KIND = "certificate"
PAGE = b"the marks of somebody"
DAY = timedelta(days=1)


def submit(session: Session, now: datetime, telegram_id: int = 501) -> int:
    """Send an application; return the applicant's id."""
    owner = people.meet(session, telegram_id, telegram_id, "ru", now).id
    consents.give(session, now, owner, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    return admission.submit(session, now, owner, form(), CONTENT).value.applicant_id


def lay(session: Session, now: datetime, content: bytes = PAGE) -> NewFile:
    """Lay a file as a job does: for a day."""
    number = new_id()
    files.add(session, [StoredFile(number, "scan", "image/jpeg", content, now, now + DAY)])
    return NewFile(number, "jpg", True, len(content), sha256(content).hexdigest())


def keep(session: Session, now: datetime, applicant_id: int, content: bytes = PAGE, kind: str = KIND) -> Fate:
    owner = applicants.get(session, [applicant_id])[applicant_id].owner_id
    return paper_files.add(session, applicant_id, kind, lay(session, now, content), owner, now)


def bytes_left(session: Session) -> int:
    return int(session.scalar(text("SELECT count(*) FROM files")) or 0)


async def test_a_kept_file_outlives_its_day_and_is_given_back_whole(database: Database, now: datetime) -> None:
    applicant = await database.run(submit, now)
    assert await database.run(keep, now, applicant) is Fate.KEPT
    await database.run(files.forget_expired, now + DAY * 2)
    (kept,) = await database.read(paper_files.of_paper, applicant, KIND)
    assert (kept.format, kept.as_photo, kept.size, kept.sent_at) == ("jpg", True, len(PAGE), now)
    assert await database.read(paper_files.contents, [kept]) == {kept.file_id: PAGE}
    assert await database.read(paper_files.get, kept.file_id) == kept


async def test_neither_the_file_nor_its_hash_can_be_read(database: Database, now: datetime) -> None:
    applicant = await database.run(submit, now)
    await database.run(keep, now, applicant)

    def raw(session: Session) -> tuple[bytes, str]:
        content = session.scalar(text("SELECT content FROM files"))
        return bytes(content), str(session.scalar(text("SELECT digest FROM paper_files")))

    content, digest = await database.read(raw)
    assert PAGE not in content
    assert sha256(PAGE).hexdigest() not in digest


async def test_the_same_is_kept_once_a_paper_and_person(database: Database, now: datetime) -> None:
    applicant, other = await database.run(submit, now), await database.run(submit, now, 502)
    fates = await asyncio.gather(*(database.run(keep, now, applicant) for _ in range(6)))
    assert sorted(fates) == [Fate.KEPT, *[Fate.REPEATED] * 5]
    assert await database.read(bytes_left) == 1
    assert await database.run(keep, now, applicant, PAGE, "diploma") is Fate.KEPT
    assert await database.run(keep, now, other) is Fate.KEPT
    assert await database.read(paper_files.counts, applicant) == {KIND: 1, "diploma": 1}


async def test_a_file_that_expired_before_anybody_took_it_is_late(database: Database, now: datetime) -> None:
    def late(session: Session) -> Fate:
        applicant = submit(session, now)
        new = lay(session, now)
        files.forget_expired(session, now + DAY)
        owner = applicants.get(session, [applicant])[applicant].owner_id
        return paper_files.add(session, applicant, KIND, new, owner, now + DAY)

    assert await database.run(late) is Fate.LATE


async def test_what_no_paper_keeps_is_discarded_and_nothing_else(database: Database, now: datetime) -> None:
    def discard(session: Session) -> list[int]:
        applicant = submit(session, now)
        keep(session, now, applicant)
        kept = paper_files.of_paper(session, applicant, KIND)[0].file_id
        paper_files.discard(session, [kept, lay(session, now).file_id])
        return [one.file_id for one in paper_files.of_paper(session, applicant, KIND)] + [bytes_left(session)]

    assert (await database.run(discard))[1:] == [1]


@pytest.mark.parametrize("whose", ["applicant", "owner", "files"])
async def test_forgetting_leaves_no_byte_and_touches_nobody_else(database: Database, now: datetime, whose: str) -> None:
    mine, other = await database.run(submit, now), await database.run(submit, now, 502)
    for applicant in (mine, other):
        for content in (b"1", b"2"):
            await database.run(keep, now, applicant, content)

    def forget(session: Session) -> int:
        if whose == "applicant":
            return paper_files.forget_of(session, mine)
        owner = applicants.get(session, [mine])[mine].owner_id
        assert paper_files.count_of_owner(session, owner) == 2
        if whose == "owner":
            return paper_files.forget_of_owner(session, owner)
        return paper_files.forget(session, [one.file_id for one in paper_files.of_paper(session, mine, KIND)])

    assert await database.run(forget) == 2
    assert await database.read(paper_files.counts, mine) == {}
    assert await database.read(paper_files.counts, other) == {KIND: 2}
    assert await database.read(bytes_left) == 2


async def test_pages_stand_in_the_order_in_which_they_were_sent(database: Database, now: datetime) -> None:
    applicant = await database.run(submit, now)
    pages = [bytes([n]) for n in (5, 1, 9, 3)]
    for page in pages:
        await database.run(keep, now, applicant, page)
    listed = await database.read(paper_files.of_paper, applicant, KIND)
    found = await database.read(paper_files.contents, listed)
    assert [found[one.file_id] for one in listed] == pages
