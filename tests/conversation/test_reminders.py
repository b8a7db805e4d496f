"""Reminders of unfinished forms: at decent hours, once each, and nobody's waits for a draft that cannot be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.feature import Feature
from bot.form import FormSpec, Given, Question, Subject
from bot.screens import Action
from bot.texts import Texts
from bot.turn.context import Context
from cluster.calendar import after_quiet_hours
from storage import conversations, people
from storage.database import Database
from tests.conversation.stage import BOT_ID, LOCALES, Actor, Stage

TEXTS = """
toy-question-name = Your name?
toy-remind = Still { $days } days
toy-expired = Gone
toy-open = Open
"""
LATE = datetime(2026, 7, 14, 19, 30, tzinfo=UTC)  # 22:30 in Moscow
OPEN = Action.of("toy", "open").data()


class Toy(BaseModel):
    name: str


async def _submit(_context: Context, _toy: BaseModel, _subject: Subject) -> None:
    return None


def _feature() -> Feature:
    feature = Feature("toy")
    name = Question("name", parse=lambda text, _view: Given(text))
    feature.form(FormSpec("toy", Toy, [name], _submit, after_quiet=after_quiet_hours))
    return feature


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    stage = Stage(sqlite_database, LATE, texts=Texts(LOCALES))
    stage.texts.add(TEXTS)
    yield await stage.open([_feature()])
    await stage.close()


@pytest.fixture
async def anna(stage: Stage) -> Actor:
    """Give a person who opened the form in the evening and went to bed."""
    anna = Actor(stage, 101, language="en")
    await anna.presses(OPEN)
    return anna


def texts(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles]


async def look(stage: Stage) -> None:
    """Do what is due at the clock's moment, as after a start."""
    for source in stage.due:
        while (moment := await source.next_due()) is not None and moment <= stage.clock.now():
            await source.run(stage.clock.now())
    stage.phones.release()


async def test_nobody_is_woken_by_a_reminder_or_by_the_end(anna: Actor, stage: Stage) -> None:
    heard = []
    for _ in range(15 * 24):
        before = len(anna.bubbles)
        await stage.pass_time(hours=1)
        heard += [(stage.clock.now() - LATE, text.text) for text in anna.bubbles[before:]]
    days = [(round(after.total_seconds() / 86400, 2), text) for after, text in heard]
    assert days == [(1.46, "Still 12 days"), (7.46, "Still 6 days"), (14.46, "Gone")]


async def test_after_a_long_outage_one_reminder_is_enough(anna: Actor, stage: Stage) -> None:
    stage.clock.forward(days=8, hours=12)
    await look(stage)
    assert texts(anna) == ["Still 5 days"]
    await stage.pass_time(days=6)
    assert texts(anna) == ["Still 5 days", "Gone"]


async def test_what_an_outage_delayed_into_the_night_waits_for_the_morning(anna: Actor, stage: Stage) -> None:
    stage.clock.forward(days=2)  # 22:30 again
    await look(stage)
    assert texts(anna) == []
    stage.clock.forward(hours=11)
    stage.phones.release()
    assert texts(anna) == ["Still 12 days"]


async def test_who_cannot_be_reached_is_owed_nothing(anna: Actor, stage: Stage) -> None:
    await stage.database.run(people.mark_unreachable, anna.id, LATE)
    await stage.pass_time(days=2)
    assert await stage.owed() == (await stage.owed())[:1]  # the first screen alone
    assert texts(anna) == []


def _damage(session: Session) -> None:
    for row in conversations.load(session, BOT_ID, [(101, 101)])[101, 101]:
        conversations.save(session, [replace(row, data=b'{"touched_at": "some day"}')])


async def test_a_draft_that_cannot_be_read_keeps_nobody_else_waiting(anna: Actor, stage: Stage) -> None:
    boris = Actor(stage, 102, language="en")
    await boris.presses(OPEN)
    await stage.database.run(_damage)
    await stage.pass_time(days=2)
    assert texts(anna) == []
    assert texts(boris) == ["Still 12 days"]
    assert await stage.due[0].next_due() == datetime(2026, 7, 22, 6, 0, tzinfo=UTC)


async def test_a_draft_begun_after_everything_was_erased_is_reminded_of_too(anna: Actor, stage: Stage) -> None:
    await stage.pass_time(days=2)
    await stage.database.run(conversations.erase, BOT_ID, anna.id, anna.id)
    await anna.presses(OPEN)
    await stage.pass_time(days=2)
    assert texts(anna).count("Still 12 days") == 2
