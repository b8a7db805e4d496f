"""Exports on both databases: what two people do at once, and how many queries a page takes."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from cluster import exports
from cluster import people as cluster_people
from cluster.exports import ALL, Choice, Words
from cluster.people import Role
from storage import exports as stored
from storage import people
from storage.database import Database
from storage.exports import ExportState
from tests import applied
from tests.storage.test_people import settle
from tests.unit.test_admission_rules import CONTENT

CHOICE = Choice("klepiki", "2026", ALL)
WORDS = Words("ru", {}, {}, {})


def lay(session: Session, now: datetime, count: int = 51) -> None:
    """Lay applications, and staff 1 to 3 of klepiki and 4 of the base college."""
    cluster_people.register_organisations(session, cluster_people.organisations_of(CONTENT))
    for number in range(1, 5):
        assert people.meet(session, 100 + number, 100 + number, "ru", now).id == number
        college = "klepiki" if number < 4 else "electronics"
        cluster_people.grant(session, now, None, number, Role.COORDINATOR, college)
    applied.many(session, now, count)


@pytest.fixture
async def prepared(database: Database, now: datetime) -> Database:
    await database.run(lay, now)
    return database


async def test_who_asks_twice_at_once_asks_once(prepared: Database, now: datetime) -> None:
    done = await asyncio.gather(*(prepared.run(exports.ask, now, 1, CHOICE, CONTENT) for _ in range(3)))
    assert len({one.value.id for one in done}) == 1
    assert sorted(len(one.events) for one in done) == [0, 0, 1]
    assert await prepared.read(stored.count, "klepiki") == 1


async def test_two_who_answer_at_once_leave_one_word(prepared: Database, now: datetime) -> None:
    asked = (await prepared.run(exports.ask, now, 1, CHOICE, CONTENT)).value
    won, refused = await settle(
        prepared.run(exports.decide, now, 2, asked.id, confirm=True),
        prepared.run(exports.decide, now, 3, asked.id, confirm=False),
    )
    assert len(won) == 1
    assert refused in (["exports-already-allowed"], ["exports-already-declined"])
    standing = await prepared.read(stored.get, asked.id)
    assert standing is not None
    assert standing.state is (ExportState.ALLOWED if refused == ["exports-already-allowed"] else ExportState.DECLINED)


async def test_answering_against_taking_back_leaves_one_winner(prepared: Database, now: datetime) -> None:
    asked = (await prepared.run(exports.ask, now, 1, CHOICE, CONTENT)).value
    won, refused = await settle(
        prepared.run(exports.decide, now, 2, asked.id, confirm=True),
        prepared.run(exports.withdraw, now, 1, asked.id),
    )
    assert len(won) == 1
    assert refused in (["exports-already-allowed"], ["exports-already-withdrawn"])


async def test_a_page_takes_as_many_queries_however_long_it_is(prepared: Database, now: datetime) -> None:
    await prepared.run(exports.ask, now, 1, CHOICE, CONTENT)
    await prepared.run(exports.decide, now, 2, 1, confirm=True)

    def counted(session: Session, page: int) -> tuple[int, int]:
        seen: list[str] = []

        def see(*args: object) -> None:
            seen.append(str(args[2]))

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", see)
        try:
            rows = len(stored.lines(session, exports.filter_for(CHOICE, 1, now), 0, page, "application"))
        finally:
            event.remove(engine, "before_cursor_execute", see)
        return rows, sum(one.lstrip().startswith("SELECT") for one in seen)

    assert await prepared.read(counted, 5) == (5, 4)
    assert await prepared.read(counted, 50) == (50, 4)
    assert len((await prepared.read(exports.page, now, 1, 1, 0, CONTENT, WORDS)).rows) == 51
