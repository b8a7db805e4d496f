"""Notices of practice: every row of the table of content is walked. Who is told, and when; who not, and who still."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import orjson
import pytest
from sqlalchemy.orm import Session

from cluster import content_store
from cluster.absences import AbsenceSeen
from cluster.content import Content, NoticeMode, PracticeEvent, PracticeRole, serialise
from cluster.content.practice_notices import TOLD
from cluster.diary import EntryAwaited
from cluster.events import Event
from cluster.internship.events import NotReady
from cluster.internship.readiness import Item
from cluster.people import Role
from cluster.reminders import ReminderDue, RemindersGathered
from handlers import FEATURES
from storage.database import Database
from storage.internship import PlacementStatus
from storage.people import by_telegram_ids
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.practice_told import CASES, MORNING, NAMES, NIGHT, NINE, READY, Scene, open_scene
from tests.conversation.stage import Actor, Stage, plain

E, R, S = PracticeEvent, PracticeRole, PlacementStatus
OFF, DAY, NOW = NoticeMode.OFF, NoticeMode.DAY, NoticeMode.NOW
FAMILIES = {"internship", "places", "absences", "diary", "reminders", "roster"}
BESIDE = {
    NotReady, EntryAwaited, ReminderDue, RemindersGathered,  # reminders.toml says whether and to whom
    AbsenceSeen,  # redraws the student's own message
}  # fmt: skip
Heard = set[tuple[str, datetime | None]]


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    stage = await open_house(sqlite_database, MORNING)
    yield stage
    await stage.close()


# --- every row -----------------------------------------------------------------------------------------------


def test_every_row_has_its_case() -> None:
    """A new row fails here until tests/conversation/practice_told.py brings it about."""
    missing = set(PracticeEvent) - set(CASES)
    assert not missing, f"bring them about in tests/conversation/practice_told.py: {sorted(missing)}"
    for event, case in CASES.items():
        assert set(case.told) == set(TOLD[event].modes), event
    rows = {row.key: set(serialise(row)) - {"key"} for row in CONTENT.practice_notices}
    assert rows == {event: set(told.modes) for event, told in TOLD.items()}, "content says something in every cell"


def test_whatever_practice_tells_has_a_row() -> None:
    """A new notice of these features fails here: give it a row, or say why another table switches it."""
    told = {event for feature in FEATURES if feature.name in FAMILIES for event in feature.notices}
    assert told - BESIDE == {case.event for case in CASES.values()}


@pytest.mark.parametrize("event", CASES)
async def test_a_row_of_the_table(stage: Stage, event: PracticeEvent) -> None:
    """Whatever content says in a cell, those in this part hear so and everybody else as before."""
    case = CASES[event]
    practice, galina = await open_scene(stage, case.way)
    shipped = {role: CONTENT.practice_notice(event).mode(role) for role in case.told}

    def walk(session: Session) -> None:
        events = [one for one in case.deed(Scene(session, practice, galina)) if type(one) is case.event]
        for moment in (MORNING, NIGHT):
            assert heard(stage, session, moment, events, CONTENT) == expected(event, shipped, moment)
            for role, mode in ((role, mode) for role in case.told for mode in NoticeMode):
                modes = {**shipped, role: mode}
                table = with_row(event, {role: mode})
                assert heard(stage, session, moment, events, table) == expected(event, modes, moment), (role, mode)

    await stage.database.run(walk)


def with_row(event: PracticeEvent, modes: dict[PracticeRole, NoticeMode]) -> Content:
    """Return the content with cells of one row changed, whatever is about safety."""
    rows = [
        row.model_copy(update={role.value: mode for role, mode in modes.items()}) if row.key == event else row
        for row in CONTENT.practice_notices
    ]
    return replace(CONTENT, practice_notices=tuple(rows))


def heard(stage: Stage, session: Session, moment: datetime, events: Iterable[Event], content: Content) -> Heard:
    """Return who is told by a table at a moment, and until when it waits."""
    stage.content = content
    calls = stage.room.render(session, moment, events)
    for call in calls:
        text = plain(str(orjson.loads(call.body)["text"]))
        assert len(text) > 10
        assert "{" not in text
    told = [(NAMES[call.chat_id], call.not_before) for call in calls]
    assert len({name for name, _ in told}) == len(told), "nobody is told twice"
    return set(told)


def expected(event: PracticeEvent, modes: dict[PracticeRole, NoticeMode], moment: datetime) -> Heard:
    """Return who is to be told."""
    at_night = moment == NIGHT
    return {
        (name, NINE if at_night and modes[role] is DAY else None)
        for role, names in CASES[event].told.items()
        for name in names
        if modes[role] is not OFF
    }


# --- through the door ----------------------------------------------------------------------------------------


async def test_an_admin_switches_a_cell_and_the_others_still_hear(stage: Stage) -> None:
    practice, _ = await open_scene(stage, READY[:-1])
    await practice.gather(Item.PASS)
    await switch(stage, E.READY, parent="off", mentor="now")
    stage.clock._now = NIGHT - timedelta(days=2)
    await practice.olga.presses_in_menu(f"1;practice-item;open;{practice.placement.id};pass")
    await practice.olga.press("3 октября")
    await practice.olga.press("Отметить")
    assert (await practice.now()).status is S.READY
    assert said(practice.viktor, "К практике всё готово"), "at once, though it is night"
    assert not said(practice.petya, "К практике всё готово")
    await stage.pass_until(NINE - timedelta(days=2))
    assert said(practice.petya, "К практике всё готово")
    await stage.pass_until(MORNING)
    assert not said(practice.mother, "к практике всё готово")
    assert said(practice.mother, "практика началась"), "another row tells her still"


async def test_what_is_about_safety_cannot_be_switched_off(stage: Stage) -> None:
    for event, modes in (
        (E.ABSENCE_ALARM, {"supervisor": "off"}),
        (E.ABSENCE_ASKED, {"student": "day"}),
        (E.DAY_TOO_LONG, {"supervisor": "off"}),
    ):
        with pytest.raises(content_store.ContentRefused, match="content-refused"):
            await switch(stage, event, **modes)


def said(actor: Actor, words: str) -> bool:
    """Whether somebody's telephone shows these words."""
    return any(words in bubble.text for bubble in actor.bubbles)


async def switch(stage: Stage, event: PracticeEvent, **modes: str) -> None:
    """Let an admin change a row."""
    await with_role(stage, 699, Role.ADMIN)

    def change(session: Session) -> None:
        admin = by_telegram_ids(session, [699])[699].id
        body = {**serialise(CONTENT.practice_notice(event)), **modes}
        content_store.change(session, stage.clock.now(), admin, "practice_notices", event.value, body)

    await stage.database.run(change)
    stage.content = await stage.database.read(content_store.refresh, None)
