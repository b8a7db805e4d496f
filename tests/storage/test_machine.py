"""The machine room's tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage import conversations, facts, inbox, outbox
from storage.base import new_id
from storage.conversations import Conversation
from storage.database import Database
from storage.encryption import Vault
from storage.errors import DatabaseInUse, StaleConversation, VaultError
from storage.inbox import Arrival
from storage.outbox import Lane, OutboxState, Outgoing, Settlement


def arrival(update_id: int, now: datetime, bot_id: int = 1) -> Arrival:
    return Arrival(new_id(), bot_id, update_id, 10, None, b'{"x":1}', now)


def outgoing(now: datetime, key: str | None = None, **more: object) -> Outgoing:
    return Outgoing(new_id(), 1, 10, Lane.REPLY, "sendMessage", b"{}", now, dedupe_key=key, **more)  # type: ignore[arg-type]


async def test_a_repeated_update_is_no_new_row(database: Database, now: datetime) -> None:
    first, again, other_bot = arrival(5, now), arrival(5, now), arrival(5, now, bot_id=2)
    assert await database.run(inbox.store, [first, arrival(6, now)]) >= {first.id}
    assert await database.run(inbox.store, [again, other_bot]) == {other_bot.id}
    waiting = await database.read(inbox.waiting, 1)
    assert [(a.update_id, a.raw) for a in waiting] == [(5, b'{"x":1}'), (6, b'{"x":1}')]


async def test_a_row_that_is_there_already_is_not_new(database: Database, now: datetime) -> None:
    first, second = arrival(5, now), arrival(6, now)
    await database.run(inbox.store, [first])
    assert await database.run(inbox.store, [first, second]) == {second.id}
    assert await database.run(inbox.store, [first, second]) == set()


async def test_done_updates_are_emptied(database: Database, now: datetime) -> None:
    one = arrival(5, now)
    await database.run(inbox.store, [one])
    await database.run(inbox.mark_done, [one.id], now)
    assert await database.read(inbox.waiting, 1) == []


async def test_the_third_failure_quarantines(database: Database, now: datetime) -> None:
    one = arrival(5, now)
    await database.run(inbox.store, [one])
    results = [await database.run(inbox.count_attempt, [one.id], "boom", 3, now) for _ in range(3)]
    assert results == [False, False, True]
    assert await database.read(inbox.counts) == {inbox.InboxState.QUARANTINED: 1}


async def test_a_known_dedupe_key_is_left_out(database: Database, now: datetime) -> None:
    first = await database.run(outbox.add, [outgoing(now, "a"), outgoing(now, "a"), outgoing(now)])
    again = await database.run(outbox.add, [outgoing(now, "a"), outgoing(now, "b")])
    assert [c.dedupe_key for c in first] == ["a", None]
    assert [c.dedupe_key for c in again] == ["b"]


async def test_held_calls_come_when_their_time_comes(database: Database, now: datetime) -> None:
    later = now + timedelta(hours=1)
    held = outgoing(now, not_before=later)
    await database.run(outbox.add, [held, outgoing(now)])
    assert len(await database.read(outbox.owed, 1, now)) == 1
    assert await database.read(outbox.next_held, 1, now) == later
    assert len(await database.read(outbox.owed, 1, later)) == 2


async def test_settled_calls_are_no_longer_owed(database: Database, now: datetime) -> None:
    sent, dead = outgoing(now), outgoing(now)
    await database.run(outbox.add, [sent, dead])
    await database.run(
        outbox.settle,
        [
            Settlement(sent.id, OutboxState.SENT, now),
            Settlement(dead.id, OutboxState.DEAD, now, "chat not found"),
        ],
    )
    assert await database.read(outbox.owed, 1, now) == []
    assert await database.read(outbox.counts) == {OutboxState.DEAD: 1}


def conversation(now: datetime, version: int = 0, state: str | None = "name") -> Conversation:
    return Conversation(1, 10, 20, "admission", state, True, b'{"a":1}', version, now)


async def test_a_conversation_saved_meanwhile_is_stale(database: Database, now: datetime) -> None:
    await database.run(conversations.save, [conversation(now)])
    await database.run(conversations.save, [conversation(now, 1, "phone")])
    with pytest.raises(StaleConversation):
        await database.run(conversations.save, [conversation(now, 1, "lost")])
    loaded = await database.read(conversations.load, 1, [(10, 20), (10, 21)])
    assert loaded[10, 21] == []
    assert await database.read(conversations.load, 1, [(10, 21)]) == {(10, 21): []}
    assert [(c.state, c.data, c.version) for c in loaded[10, 20]] == [("phone", b'{"a":1}', 2)]


def _bump(session: Session) -> None:
    value = int(facts.read(session, "n") or 0)
    facts.write(session, "n", str(value + 1))


async def test_concurrent_read_modify_write_loses_nothing(database: Database) -> None:
    await database.run(facts.write, "n", "0")

    async def many() -> None:
        for _ in range(10):
            await database.run(_bump)

    await asyncio.gather(*(many() for _ in range(8)))
    assert await database.read(facts.read, "n") == "80"


@pytest.mark.parametrize("steps", [1, 2, 3, 5, 10, 30, 100])
async def test_whoever_is_cancelled_leaves_the_place_to_the_next(database: Database, steps: int) -> None:
    transaction = database.transaction()
    await transaction.run(_bump)

    async def end() -> None:
        try:
            await transaction.conclude(_bump)
        except BaseException:
            await transaction.rollback()
            raise

    for ending in (asyncio.create_task(end()), asyncio.create_task(database.run(_bump))):
        for _ in range(steps):
            await asyncio.sleep(0)
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
        async with asyncio.timeout(5):
            await database.run(_bump)
    assert await database.read(facts.read, "n") in {"2", "3", "4", "5"}


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_ids_rise_in_every_thread_and_are_never_the_same() -> None:
    with ThreadPoolExecutor(3) as threads:
        made = [list(ids) for ids in threads.map(lambda _: [new_id() for _ in range(5_000)], range(3))]
    assert all(ids == sorted(ids) for ids in made)
    assert len({one for ids in made for one in ids}) == 15_000


async def test_another_key_is_refused(database: Database, vault: Vault) -> None:
    await database.run(facts.check_vault, vault)
    await database.run(facts.check_vault, vault)
    with pytest.raises(VaultError, match="another key"):
        await database.run(facts.check_vault, Vault(bytes(32)))


async def test_a_second_process_on_one_file_is_refused(sqlite_database: Database, vault: Vault) -> None:
    url = sqlite_database.url.render_as_string(hide_password=False)
    first = await Database.open(url, vault, exclusive=True)
    with pytest.raises(DatabaseInUse, match="already served"):
        await Database.open(url, vault, exclusive=True)
    await first.close()
    again = await Database.open(url, vault, exclusive=True)
    await again.close()
