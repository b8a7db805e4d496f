"""Commits whose answer is lost: PostgreSQL restarts, a network breaks. What is written counts, and counts once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update

from bot.commits import GroupCommit
from bot.feature import Feature
from bot.intake import Intake
from bot.screens import Screen
from bot.turn.context import Context
from storage import facts, inbox, outbox
from storage.database import Database, Transaction
from storage.inbox import Arrival
from tests.conversation.stage import BOT_ID, Actor, Stage

feature = Feature("probe")


@feature.command("write")
async def write(_update: Update, context: Context) -> None:
    """Write a row of one's own, so that the turn has a transaction."""
    await context.run(_bump)
    context.send(Screen("core-menu"))


@feature.command("say")
async def say(_update: Update, context: Context) -> None:
    """Only answer, so that the turn goes out with the group."""
    context.send(Screen("core-menu"))


def _bump(session: Session) -> None:
    facts.write(session, "n", str(int(facts.read(session, "n") or 0) + 1))


class Doubt:
    """Loses the answer to the next commit."""

    def __init__(self) -> None:
        self.left = 0

    @contextmanager
    def of_next(self) -> Iterator[None]:
        self.left = 1
        yield
        assert not self.left, "no commit came"


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> Doubt:
    """Give a switch that lets commits go through and loses their answer."""
    doubt, conclude = Doubt(), Transaction.conclude

    async def conclude_and_lose(self: Transaction, *args: Any, **kwargs: Any) -> Any:
        result = await conclude(self, *args, **kwargs)
        if doubt.left:
            doubt.left -= 1
            raise OperationalError("COMMIT", {}, ConnectionError("the server went away"))
        return result

    monkeypatch.setattr(Transaction, "conclude", conclude_and_lose)
    return doubt


@pytest.fixture
async def stage(database: Database, now: datetime) -> AsyncIterator[Stage]:
    stage = await Stage(database, now).open([feature])
    yield stage
    await stage.close()


@pytest.mark.parametrize("command", ["/write", "/say"])
async def test_a_turn_whose_commit_is_not_heard_of_happens_once(stage: Stage, doubt: Doubt, command: str) -> None:
    anna, looked = Actor(stage, 77), Event()
    stage.room.look_again = looked.set
    await anna.say("/say")
    arrival = stage.arrival({"message": anna.message(text=command)})
    await stage.commits.store([arrival])

    with doubt.of_next():
        stage.lanes.accept([arrival])
        await stage.lanes.idle()

    owed = await stage.owed()
    assert len(owed) == 2, [call.body for call in owed]  # the first answer and this one, and no apology
    assert looked.is_set()
    assert await stage.database.read(facts.read, "n") == ("1" if command == "/write" else None)
    assert await stage.database.read(inbox.counts) == {}


@pytest.mark.parametrize("neighbours", [0, 3])
async def test_an_update_whose_storing_is_not_heard_of_gets_its_turn(
    stage: Stage, doubt: Doubt, now: datetime, neighbours: int
) -> None:
    anna = Actor(stage, 77)
    intake = Intake(BOT_ID, stage.commits, stage.clock, stage.lanes.accept)
    updates = [{"update_id": 500 + n, "message": anna.message(text="/say")} for n in range(1 + neighbours)]

    with doubt.of_next(), pytest.raises(OperationalError):
        await intake.receive(updates)
    await intake.receive(updates)  # Telegram was not told, so it hands them over again
    await stage.lanes.idle()

    assert len(await stage.owed()) == 1 + neighbours
    assert await stage.database.read(inbox.counts) == {}


async def test_two_deliveries_in_one_group_whose_commit_is_not_heard_of(stage: Stage, doubt: Doubt) -> None:
    anna, boris = Actor(stage, 77), Actor(stage, 78)
    intake = Intake(BOT_ID, stage.commits, stage.clock, stage.lanes.accept)
    await stage.commits.stop()
    stage.room.commits = stage.commits = intake._commits = GroupCommit(stage.database)

    with doubt.of_next():
        both = [
            asyncio.create_task(intake.receive([{"update_id": 500 + one.id, "message": one.message(text="/say")}]))
            for one in (anna, boris)
        ]
        await asyncio.sleep(0)
        await stage.commits.start()
        await asyncio.gather(*both)
    await stage.lanes.idle()

    assert len(await stage.owed()) == 2
    assert await stage.database.read(inbox.counts) == {}


async def test_an_update_that_comes_again_during_its_turn_is_handled_once(stage: Stage) -> None:
    anna = Actor(stage, 77)
    intake = Intake(BOT_ID, stage.commits, stage.clock, stage.lanes.accept)
    update = {"update_id": 500, "message": anna.message(text="/write")}
    for _ in range(3):
        await intake.receive([update])
    await stage.lanes.idle()
    await intake.receive([update])
    await stage.lanes.idle()
    assert await stage.database.read(facts.read, "n") == "1"
    assert len(await stage.owed()) == 1


async def test_what_was_done_is_not_done_again(stage: Stage) -> None:
    anna = Actor(stage, 77)
    arrival: Arrival = stage.arrival({"message": anna.message(text="/write")})
    await stage.commits.store([arrival])
    for _ in range(2):
        stage.lanes.accept([arrival])
        await stage.lanes.idle()
    assert await stage.database.read(facts.read, "n") == "1"
    assert len(await stage.database.read(outbox.owed, BOT_ID, stage.clock.now())) == 1
