"""After a restore the lost span is lived again, and nobody is told a second time what they were told in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import begin
from bot.clock import DueSource, Ticker
from cluster.people import Role
from handlers import FEATURES
from storage import duties, people, restored
from storage.database import Database
from storage.outbox import OutboxRow, OutboxState
from tests import applied
from tests.conversation.people import open_house, with_role
from tests.conversation.stage import Actor, HandClock, Stage

OLGA = 201
EVENING = datetime(2026, 7, 13, 17, 0, tzinfo=UTC)  # 20:00 in Moscow, a Monday
BACKUP = datetime(2026, 7, 14, 0, 30, tzinfo=UTC)
RESTORE = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    stage = await open_house(sqlite_database, EVENING)
    await begin(stage.database, FEATURES, EVENING)
    yield stage
    await stage.close()


@pytest.fixture
async def olga(stage: Stage) -> Actor:
    """Give the coordinator who has two new applications in her queue."""
    olga = await with_role(stage, OLGA, Role.COORDINATOR, "klepiki")
    await stage.database.run(applied.many, EVENING, 2, "klepiki")
    return olga


async def returns(stage: Stage) -> Ticker:
    """Restore the database of the backup at 10:00, start, and do what is due."""
    stage.clock.forward(seconds=(RESTORE - stage.clock.now()).total_seconds())
    await stage.database.run(restored.begin_again, BACKUP, RESTORE)
    stage.clock.forward(seconds=20)
    await stage.restart(FEATURES)
    await begin(stage.database, FEATURES, stage.clock.now())
    span = stage.room.restored
    assert span is not None
    ticker = Ticker(stage.clock, stage.due, (span.since, span.until))
    await ticker.tick()
    return ticker


def uncertain(session: Session) -> list[str | None]:
    return list(session.scalars(select(OutboxRow.dedupe_key).where(OutboxRow.state == OutboxState.UNCERTAIN)))


async def test_a_digest_of_the_span_is_not_sent_again_and_tomorrows_comes(stage: Stage, olga: Actor) -> None:
    before = len(olga.bubbles)
    ticker = await returns(stage)
    assert len(olga.bubbles) == before
    (key,) = await stage.database.read(uncertain)
    assert key is not None
    assert key.startswith("digest:2026-07-14:")
    stage.clock.forward(hours=24)
    await ticker.tick()
    assert [bubble.text.split("\n")[0] for bubble in olga.bubbles[before:]] == ["Сводка · 15 июля, ср"]
    assert len(await stage.database.read(uncertain)) == 1


async def test_without_a_restore_the_same_digest_comes_late(stage: Stage, olga: Actor) -> None:
    stage.clock.forward(seconds=(RESTORE - stage.clock.now()).total_seconds())
    await stage.restart(FEATURES)
    await Ticker(stage.clock, stage.due).tick()
    assert olga.screen.text.startswith("Сводка · 14 июля, вт")
    assert await stage.database.read(uncertain) == []


async def test_what_is_due_in_the_span_is_done_at_its_own_moment_in_order() -> None:
    lost = (BACKUP, RESTORE)
    due = [BACKUP - timedelta(hours=1), BACKUP + timedelta(hours=1), RESTORE, RESTORE + timedelta(seconds=5)]
    left, done = list(due), []

    async def next_due() -> datetime | None:
        return min(left, default=None)

    async def run(now: datetime) -> int:
        done.append(now)
        ready = [moment for moment in left if moment <= now]
        left[:] = [moment for moment in left if moment > now]
        return len(ready)

    clock = HandClock(RESTORE + timedelta(seconds=30))  # so soon that no jump is seen
    ticker = Ticker(clock, [DueSource("test", next_due, run)], lost)
    await ticker.tick()
    assert done == [BACKUP, BACKUP + timedelta(hours=1), RESTORE, clock.now()]
    left.append(BACKUP + timedelta(hours=2))  # what comes later with an old moment is nothing of the span
    await ticker.tick()
    assert done[-1] == clock.now()


async def test_a_duty_of_the_span_that_another_one_schedules_is_of_the_span(stage: Stage, olga: Actor) -> None:
    """The plan of 8:25 gives the digest of 8:30: both are in the span, though only the plan was in the backup."""
    await returns(stage)
    assert await stage.database.read(duties.open_one, "digest", str(await _person(stage, olga))) is None
    plan = await stage.database.read(duties.open_one, "digest-plan", "all")
    assert plan is not None
    assert plan.due_at == datetime(2026, 7, 15, 5, 25, tzinfo=UTC)


async def _person(stage: Stage, actor: Actor) -> int:
    found = await stage.database.read(people.by_telegram_ids, [actor.id])
    return found[actor.id].id
