"""The table of reminders: each row is sent, cancelled with its cause, kept out of the quiet hours, and switched off."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster.calendar import is_quiet
from cluster.content import Content, ReminderKind, ReminderRole
from cluster.reminders import STANDING
from storage.database import Database
from storage.internship import PlacementStatus
from tests.conversation.people import CONTENT, open_house
from tests.conversation.reminded import CASES, Case, Scene, moscow, with_rule
from tests.conversation.stage import Actor, Stage

K, R, S = ReminderKind, ReminderRole, PlacementStatus
KINDS = [pytest.param(rule.kind, id=rule.key) for rule in CONTENT.reminders]
SWITCHABLE = [pytest.param(rule.kind, id=rule.key) for rule in CONTENT.reminders if not rule.shape.always]
WITHIN = timedelta(minutes=2)
"""At work one waits a minute for what comes at the same time."""


@asynccontextmanager
async def scene_of(
    database: Database, case: Case, content: Content | None = None
) -> AsyncIterator[tuple[Stage, Scene]]:
    """Give a stage on which a case has begun."""
    stage = await open_house(database, case.opens)
    stage.content = content or case.content
    try:
        yield stage, await case.begin(stage)
    finally:
        await stage.close()


async def asleep_until(stage: Stage, moment: datetime) -> None:
    """Let nothing be done until a moment, as while the process is down; then do what is due."""
    stage.clock.forward(seconds=(moment - stage.clock.now()).total_seconds())
    await look(stage)


async def look(stage: Stage) -> None:
    """Do everything that is due now."""
    for source in stage.due:
        while (moment := await source.next_due()) is not None and moment <= stage.clock.now():
            await source.run(stage.clock.now())
    stage.phones.release()


def heard(actor: Actor, words: str) -> list[str]:
    """Return the messages of a phone that say something."""
    return [bubble.text for bubble in actor.bubbles if words in bubble.text]


# --- every row -----------------------------------------------------------------------------------------------


def test_every_row_of_content_has_its_cases() -> None:
    """A new row fails here until tests/conversation/reminded.py says how it is brought about and ended."""
    rows = {rule.kind for rule in CONTENT.reminders}
    assert rows == set(ReminderKind), "content says something of every kind"
    assert rows == set(CASES), f"without cases: {sorted(rows ^ set(CASES))}"


@pytest.mark.parametrize("kind", KINDS)
async def test_sent_at_its_moment_and_once(sqlite_database: Database, kind: ReminderKind) -> None:
    async with scene_of(sqlite_database, CASES[kind]) as (stage, scene):
        before = [len(heard(actor, words)) for actor, words in scene.told]
        await stage.pass_until(scene.due - timedelta(seconds=1))
        assert [len(heard(actor, words)) for actor, words in scene.told] == before, "nobody is reminded early"
        await stage.pass_until(scene.due + WITHIN)
        after = [len(heard(actor, words)) for actor, words in scene.told]
        assert after == [count + 1 for count in before], [[b.text for b in actor.bubbles] for actor, _ in scene.told]
        await stage.pass_time(hours=8)
        assert [len(heard(actor, words)) for actor, words in scene.told] == after


@pytest.mark.parametrize("kind", KINDS)
async def test_cancelled_with_its_cause(sqlite_database: Database, kind: ReminderKind) -> None:
    async with scene_of(sqlite_database, CASES[kind]) as (stage, scene):
        await stage.pass_until(scene.due - timedelta(hours=1))
        await scene.end()
        stage.phones.chats.clear()
        await stage.pass_until(scene.due + timedelta(days=3))
        for actor, words in scene.told:
            assert heard(actor, words) == []


@pytest.mark.parametrize("kind", KINDS)
async def test_nobody_is_reminded_in_the_quiet_hours(sqlite_database: Database, kind: ReminderKind) -> None:
    """What an outage brought into the night waits for the morning, if it is of use then."""
    case = CASES[kind]
    async with scene_of(sqlite_database, case) as (stage, scene):
        assert not is_quiet(scene.due)
        await stage.pass_until(scene.due - timedelta(minutes=1))
        stage.phones.chats.clear()
        night = moscow(scene.due.astimezone(UTC).date(), "22:00")
        await asleep_until(stage, night)
        await stage.pass_until(night + timedelta(hours=10, minutes=59))
        assert [actor.bubbles for actor, _ in scene.told] == [[] for _ in scene.told]
        await stage.pass_until(night + timedelta(hours=11, minutes=10))
        for actor, words in scene.told:
            expected = 0 if case.over_by_morning else 1
            assert len(heard(actor, words)) == expected, [b.text for b in actor.bubbles]


@pytest.mark.parametrize("kind", SWITCHABLE)
async def test_switched_off_it_says_nothing(sqlite_database: Database, kind: ReminderKind) -> None:
    """What is about safety cannot be off: such content is refused, see test_reminder_rules.py."""
    case = CASES[kind]
    off = with_rule(kind, case.content, on=False)
    if kind in {K.OPENING, K.EXTRA_SEATS}:  # nobody can ask for it, either: it is switched off after they did
        async with scene_of(sqlite_database, case) as (stage, scene):
            stage.content = off
            await stage.pass_until(scene.due + WITHIN)
            assert all(heard(actor, words) == [] for actor, words in scene.told)
        return
    async with scene_of(sqlite_database, case, off) as (stage, scene):
        stage.phones.chats.clear()
        await stage.pass_until(scene.due + WITHIN)
        assert all(heard(actor, words) == [] for actor, words in scene.told)


# --- kind x role ---------------------------------------------------------------------------------------------

CELLS = [
    pytest.param(kind, role, id=f"{kind}-{role}")
    for kind in STANDING
    for role in ReminderRole
    if role in (CONTENT.reminder(kind).shape.may_be_told or CONTENT.reminder(kind).told)
]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("kind", "role"), CELLS)
async def test_a_cell_of_the_table(
    sqlite_database: Database, kind: ReminderKind, role: ReminderRole, language: str
) -> None:
    """Whom content names in a row is reminded, and nobody else."""
    case = CASES[kind]
    settable = "to" in CONTENT.reminder(kind).shape.settable
    content = with_rule(kind, case.content, to=(role,)) if settable else case.content
    others = [other for other in STANDING if other is not kind and not CONTENT.reminder(other).shape.always]
    for other in (*others, K.READINESS):
        content = with_rule(other, content, on=False)
    async with scene_of(sqlite_database, case, content) as (stage, scene):
        practice = scene.practice
        assert practice is not None
        await speak(stage, language)
        await stage.pass_until(scene.due - timedelta(minutes=1))
        stage.phones.chats.clear()
        await stage.pass_until(scene.due + WITHIN)
        parts = {
            R.STUDENT: practice.petya, R.PARENT: practice.mother, R.MENTOR: practice.viktor,
            R.SUPERVISOR: practice.sergey, R.ENTERPRISE: practice.nina, R.COORDINATORS: practice.olga,
        }  # fmt: skip
        told = {part for part, actor in parts.items() if actor.bubbles}
        assert told == {role}
        (bubble,) = parts[role].bubbles
        assert len(bubble.text) > 40
        assert "none" not in bubble.text
        assert "{" not in bubble.text
        assert 1 <= len(bubble.buttons) <= 3
        assert (language == "ru") == any("а" <= letter <= "я" for letter in bubble.labels[0].lower())


async def speak(stage: Stage, language: str) -> None:
    """Let everybody read in a language."""

    def choose(session: Session) -> None:
        session.execute(text("UPDATE people SET language = :language"), {"language": language})

    await stage.database.run(choose)
