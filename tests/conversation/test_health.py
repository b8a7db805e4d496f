"""What a monitor reads: alive, ready or why not, and the figures."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import orjson
import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families

from bot.counts import Counts
from bot.health import HealthServer
from bot.reach import Reach
from storage import inbox, jobs, outbox
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival
from storage.jobs import Job
from storage.outbox import Lane, OutboxState, Outgoing, Settlement
from tests.conversation.stage import HandClock

BOT, CHAT = 7, 987654321


@contextlib.asynccontextmanager
async def asking(health: HealthServer) -> AsyncIterator[Any]:
    """Give what asks a health server: path to (status, body)."""
    with structlog.testing.capture_logs() as logs:
        await health.start("127.0.0.1", 0)
    (port,) = [line["port"] for line in logs if line["event"] == "health answers"]
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(health.stop)
        session = await stack.enter_async_context(aiohttp.ClientSession())

        async def ask(path: str) -> tuple[int, bytes]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.read()

        yield ask


async def ready(ask: Any) -> tuple[int, dict[str, Any]]:
    status, body = await ask("/readyz")
    return status, orjson.loads(body)


async def figures(ask: Any) -> dict[str, float]:
    status, body = await ask("/metrics")
    assert status == 200
    found = [one for family in text_string_to_metric_families(body.decode()) for one in family.samples]
    return {",".join([one.name, *one.labels.values()]): one.value for one in found}


async def lay_queues(database: Database, now: datetime) -> None:
    """Let something wait in every queue, each a minute longer than the one before; and one message be dead."""
    lanes = (Lane.REPLY, Lane.NOTICE, Lane.BROADCAST)
    calls = [
        Outgoing(new_id(), BOT, CHAT, lane, "sendMessage", b"{}", now - timedelta(minutes=2 + lane)) for lane in lanes
    ]
    held = Outgoing(
        new_id(), BOT, CHAT, Lane.NOTICE, "sendMessage", b"{}", now - timedelta(days=1), not_before=now + timedelta(1)
    )
    dead = Outgoing(new_id(), BOT, CHAT, Lane.REPLY, "sendMessage", b"{}", now - timedelta(days=2))
    await database.run(outbox.add, [*calls, held, dead])
    await database.run(outbox.settle, [Settlement(dead.id, OutboxState.DEAD, now, "no")])
    await database.run(inbox.store, [Arrival(new_id(), BOT, 1, CHAT, None, b"{}", now - timedelta(minutes=1))])
    await database.run(jobs.start, Job(new_id(), BOT, "read", "1", CHAT, CHAT, {}, now - timedelta(minutes=5)))


async def test_queues_are_told_with_the_age_of_their_oldest(database: Database, now: datetime) -> None:
    clock, counts = HandClock(now), Counts()
    health = HealthServer(database, clock, counts)
    health.ready(Reach(clock))
    await lay_queues(database, now)
    async with asking(health) as ask:
        status, said = await ready(ask)
        found = await figures(ask)
        _, text = await ask("/metrics")
    assert (status, said["ready"]) == (200, True)
    assert said["oldest_unhandled"] == (now - timedelta(minutes=1)).isoformat()
    assert said["oldest_undelivered"] == (now - timedelta(minutes=4)).isoformat()
    assert said["needs_a_person"] == {"uncertain": 0, "dead": 1, "quarantine": 0}
    ages = {name: found[f"iskra_queue_age_seconds,{name}"] for name in ("inbox", "reply", "notice", "broadcast", "job")}
    assert ages == {"inbox": 60, "reply": 120, "notice": 180, "broadcast": 240, "job": 300}
    assert found["iskra_queue_rows,notice"] == 1, "what is held back does not wait yet"
    assert found["iskra_needs_a_person,dead"] == 1
    assert str(CHAT).encode() not in text


async def test_alive_before_it_is_ready_and_why_it_is_not(sqlite_database: Database, now: datetime) -> None:
    clock = HandClock(now)
    health = HealthServer(sqlite_database, clock)
    down: list[datetime] = []
    reach = Reach(clock)
    reach.ask(lambda: down[0] if down else None)
    async with asking(health) as ask:
        assert await ask("/healthz") == (200, b'{"alive":true}')
        health.telegram_down("token refused")
        status, said = await ready(ask)
        assert (status, said["reasons"]) == (503, ["not serving yet: token refused"])
        assert (await figures(ask))["iskra_telegram_reachable"] == 0
        health.ready(reach)
        assert (await ready(ask))[0] == 200

        down.append(now)
        clock.forward(minutes=3)
        status, said = await ready(ask)
        assert (status, said["reasons"]) == (503, [f"telegram is unreachable since {now.isoformat()}"])
        assert said["telegram_unreachable_since"] == now.isoformat()
        down.clear()
        status, said = await ready(ask)
        assert (status, said["telegram_reachable_since"]) == (200, clock.now().isoformat())

        await sqlite_database.run(lambda session: session.connection().exec_driver_sql("DROP TABLE outbox"))
        assert await ask("/healthz") == (200, b'{"alive":true}')
        status, said = await ready(ask)
        assert (status, said["reasons"]) == (503, ["the database does not answer: OperationalError"])
        assert (await figures(ask))["iskra_database_up"] == 0


@pytest.mark.parametrize(("at", "status"), [("0003", 200), ("0004", 503), (None, 503)])
async def test_a_database_at_another_revision_is_not_ready(
    database: Database, now: datetime, at: str | None, status: int
) -> None:
    clock = HandClock(now)
    health = HealthServer(database, clock, head="0003")
    health.ready(Reach(clock))
    if at is not None:
        for statement in (
            "CREATE TABLE alembic_version (version_num VARCHAR(32))",
            f"INSERT INTO alembic_version VALUES ('{at}')",
        ):
            await database.run(lambda session, sql: session.connection().exec_driver_sql(sql), statement)
    async with asking(health) as ask:
        found, said = await ready(ask)
    assert found == status
    assert said["revision"] == at


async def test_a_taken_address_is_told_and_survived(sqlite_database: Database, now: datetime) -> None:
    clock = HandClock(now)
    with structlog.testing.capture_logs() as logs:
        first, second = HealthServer(sqlite_database, clock), HealthServer(sqlite_database, clock)
        await first.start("127.0.0.1", 0)
        await second.start("127.0.0.1", logs[0]["port"])
        await second.stop()
        await first.stop()
    assert [line["event"] for line in logs][1:] == [
        "health address cannot be used; set health.listen to another or to nothing"
    ]


async def test_an_address_open_to_the_network_is_warned_of(sqlite_database: Database, now: datetime) -> None:
    health = HealthServer(sqlite_database, HandClock(now))
    with structlog.testing.capture_logs() as logs:
        await health.start("0.0.0.0", 0)
        await health.stop()
    assert any("open to the network" in line["event"] for line in logs)
