"""What is forgotten by night and what is not, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.night import sweep
from storage import access_log, conversations, duties, inbox, jobs, outbox, people, retention
from storage.access_log import AccessLogRow
from storage.base import Base, new_id, table_of
from storage.conversations import Conversation, ConversationRow
from storage.database import Database
from storage.duties import DutyRow
from storage.inbox import Arrival, InboxRow
from storage.jobs import Job, JobRow, JobState
from storage.outbox import Lane, OutboxRow, OutboxState, Outgoing, Settlement
from storage.retention import KEYS_FOR

DAY = timedelta(days=1)
KEPT = timedelta(days=30)


def arrived(session: Session, update_id: int, at: datetime, *, done: bool = True, most: int = 0) -> None:
    one = Arrival(new_id(), 1, update_id, 10, None, b"{}", at)
    inbox.store(session, [one])
    if most:
        inbox.count_attempt(session, [one.id], "boom", most, at)
    elif done:
        inbox.mark_done(session, [one.id], at)


def owed(session: Session, number: int, at: datetime, state: OutboxState | None, key: str | None = None) -> None:
    outbox.add(session, [Outgoing(number, 1, 10, Lane.REPLY, "sendMessage", b"{}", at, dedupe_key=key)])
    if state is not None:
        outbox.settle(session, [Settlement(number, state, at)])


def duty(session: Session, key: str, at: datetime, *, done: bool) -> None:
    duties.schedule(session, "test", key, at)
    found = duties.open_one(session, "test", key)
    assert found is not None
    if done:
        duties.finish(session, found, at)


def job(session: Session, number: int, at: datetime, state: JobState) -> None:
    jobs.start(session, Job(number, 1, "test", str(number), number, 10, {}, at))
    if state is not JobState.WAITING:
        jobs.settle(session, number, state, at)


def talk(session: Session, user_id: int, at: datetime, state: str | None) -> None:
    conversations.save(session, [Conversation(1, user_id, user_id, "form", state, False, b"", 0, at)])


Lay = Callable[[Session, datetime], None]
OLD = timedelta(days=31)


def _inbox(session: Session, now: datetime) -> None:
    arrived(session, 1, now - OLD)
    arrived(session, 2, now - KEPT)
    arrived(session, 3, now - OLD, done=False)
    arrived(session, 4, now - OLD, most=1)


def _outbox(session: Session, now: datetime) -> None:
    owed(session, 1, now - OLD, OutboxState.SENT)
    owed(session, 2, now - OLD, OutboxState.DROPPED)
    owed(session, 3, now - KEPT, OutboxState.SENT)
    for number, state in enumerate((None, OutboxState.DEAD, OutboxState.UNCERTAIN), 4):
        owed(session, number, now - OLD, state)
    owed(session, 7, now - OLD, OutboxState.SENT, "reminder")
    owed(session, 8, now - KEYS_FOR - OLD, OutboxState.SENT, "last year's")


def _duties(session: Session, now: datetime) -> None:
    duty(session, "1", now - OLD, done=True)
    duty(session, "2", now - OLD, done=False)
    duty(session, "3", now - DAY, done=True)


def _jobs(session: Session, now: datetime) -> None:
    for number, state in enumerate((JobState.DONE, JobState.WAITING, JobState.FAILED), 1):
        job(session, number, now - OLD, state)
    job(session, 4, now - DAY, JobState.DONE)


def _talks(session: Session, now: datetime) -> None:
    talk(session, 1, now - OLD, None)
    talk(session, 2, now - OLD, "name")
    talk(session, 3, now - DAY, None)


def _log(session: Session, now: datetime) -> None:
    person = people.meet(session, 1, 1, "ru", now).id
    for days in (366, 364):
        access_log.add(session, access_log.Access(now - timedelta(days=days), None, person, "read", "person", days))


CASES: list[tuple[type[Base], str, Lay, set[object]]] = [
    (InboxRow, "update_id", _inbox, {2, 3, 4}),
    (OutboxRow, "id", _outbox, {3, 4, 5, 6, 7}),
    (DutyRow, "key", _duties, {"2", "3"}),
    (JobRow, "id", _jobs, {2, 3, 4}),
    (ConversationRow, "user_id", _talks, {2, 3}),
    (AccessLogRow, "object_id", _log, {364}),
]


@pytest.mark.parametrize(("row", "column", "lay", "left"), CASES, ids=[case[0].__tablename__ for case in CASES])
async def test_what_is_over_and_old_goes_and_nothing_else(
    database: Database, now: datetime, row: type[Base], column: str, lay: Lay, left: set[object]
) -> None:
    await database.run(lay, now)
    gone = await sweep(database, now, KEPT)
    assert set(await database.read(_values, row, column)) == left
    assert list(gone) == [row.__tablename__]
    assert await sweep(database, now, KEPT) == {}


async def test_a_table_is_walked_to_its_end_in_pages(database: Database, now: datetime) -> None:
    def lay(session: Session) -> None:
        for user_id in range(1, 12):
            # What stays lies between, and fills a page of its own.
            talk(session, user_id, now - OLD, "name" if user_id in (2, 4, 5, 6, 9) else None)
        for number in range(1, 8):
            arrived(session, number, now - OLD)

    await database.run(lay)
    assert await sweep(database, now, KEPT, page_size=3) == {"inbox": 7, "conversations": 6}
    assert await database.read(_values, ConversationRow, "user_id") == [2, 4, 5, 6, 9]


async def test_what_began_again_meanwhile_stays(database: Database, now: datetime) -> None:
    """Between the look and the deletion a person may have opened the form anew."""
    await database.run(talk, 1, now - OLD, None)
    rule = next(rule for rule in retention.RULES if rule.name == "conversations")
    page = await database.read(retention.look, rule, now - KEPT)
    assert page.over == ((1, 1, 1, "form"),)
    again = Conversation(1, 1, 1, "form", "name", True, b"", 1, now)
    await database.run(conversations.save, [again])
    assert await database.run(retention.forget, rule, now - KEPT, page.over) == 0
    assert await database.read(_values, ConversationRow, "state") == ["name"]


async def test_a_forgotten_conversation_can_begin_again(database: Database, now: datetime) -> None:
    await database.run(talk, 1, now - OLD, None)
    await sweep(database, now, KEPT)
    # A turn that had loaded the row before it went.
    await database.run(conversations.save, [Conversation(1, 1, 1, "form", "name", True, b"", 1, now)])
    assert await database.read(_values, ConversationRow, "state") == ["name"]


def _values(session: Session, row: type[Base], column: str) -> list[object]:
    name = table_of(row).c[column]
    return list(session.scalars(select(name).order_by(name)))
