"""Notices: every event x role of the table of content. Who is told, with which words, in which language, and when."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cluster import content_store, people
from cluster.calendar import after_quiet_hours
from cluster.content import NoticeEvent, NoticeMode, NoticeRole, serialise
from storage import people as stored
from tests.conversation.notices.house import (
    DAY_HOUR,
    IN_PART,
    NIGHT_HOUR,
    NoticeHouse,
    Told,
    open_house,
    telegram_id,
)
from tests.conversation.notices.scenarios import SCENARIOS, common
from tests.conversation.people import CONTENT
from tests.conversation.stage import plain

OFF, DAY, NOW = NoticeMode.OFF, NoticeMode.DAY, NoticeMode.NOW
DOC = Path(__file__).parents[2] / "docs" / "admission.md"
CELLS = [(event, role) for event in SCENARIOS for role in NoticeRole]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NoticeHouse]:
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        house = open_house(tmp_path_factory.mktemp("notices"), loop)
        yield house
        house.close()


def test_every_event_has_a_scenario() -> None:
    missing = set(NoticeEvent) - set(SCENARIOS)
    assert not missing, f"bring them about in tests/conversation/notices/scenarios.py: {sorted(missing)}"
    assert {rule.key for rule in CONTENT.notices} == set(NoticeEvent), "content says of every event who is told"


@pytest.mark.parametrize(("event", "role"), CELLS)
def test_a_cell_of_the_table(house: NoticeHouse, event: NoticeEvent, role: NoticeRole) -> None:
    """Whatever content says in this cell and nowhere else, exactly that happens."""
    for mode, hour, language in (
        (OFF, DAY_HOUR, "ru"),
        (DAY, DAY_HOUR, "ru"),
        (DAY, NIGHT_HOUR, "en"),
        (NOW, NIGHT_HOUR, "ru"),
        (NOW, DAY_HOUR, "en"),
    ):
        _bring_about(house, event, hour, language, {role: mode})
        assert house.told(SCENARIOS[event].actor) == _expected(house, event, language, {role: mode})


@pytest.mark.parametrize("hour", [DAY_HOUR, NIGHT_HOUR], ids=["by day", "at night"])
@pytest.mark.parametrize("event", SCENARIOS)
def test_the_table_as_it_stands(house: NoticeHouse, event: NoticeEvent, hour: int) -> None:
    rule = CONTENT.notice(event)
    modes = {role: rule.mode(role) for role in NoticeRole}
    _bring_about(house, event, hour, "ru", modes)
    assert house.told(SCENARIOS[event].actor) == _expected(house, event, "ru", modes)


@pytest.mark.parametrize("event", SCENARIOS)
def test_who_cannot_be_reached_is_left_out(house: NoticeHouse, event: NoticeEvent) -> None:
    scenario = SCENARIOS[event]
    house.begin(scenario.place, DAY_HOUR)
    house.table(event, **{role.value: NOW for role in NoticeRole})
    for name in house.people:
        if name != scenario.actor:
            house.do(stored.mark_unreachable, telegram_id(name), house.stage.clock.now())
    scenario.deed(house)
    assert house.told(scenario.actor) == []


def test_what_waits_comes_at_nine(house: NoticeHouse) -> None:
    _bring_about(house, NoticeEvent.WITHDRAWN, NIGHT_HOUR, "ru", {NoticeRole.PARENT: DAY})
    assert house.actor("mother").bubbles == []
    house.wait(house.stage.pass_time(hours=10, minutes=59))
    assert house.actor("mother").bubbles == []
    house.wait(house.stage.pass_time(minutes=1))
    assert "КЛ-26-0001" in house.actor("mother").screen.text


# --- who is told once, or not at all -------------------------------------------------------------------------


def test_a_person_in_two_parts_is_told_once(house: NoticeHouse) -> None:
    """A coordinator who has taken the application reads what its assignee reads, and nothing beside it."""
    house.begin("submitted", DAY_HOUR)
    house.press("olga", "review", "take", house.ids["application"])
    house.stage.phones.calls.clear()
    house.table(NoticeEvent.WITHDRAWN, assignee=NOW, college=NOW)
    SCENARIOS[NoticeEvent.WITHDRAWN].deed(house)
    told = {one.who: one.text for one in house.told("artyom")}
    assert told == {
        "olga": _words(house, NoticeEvent.WITHDRAWN, NoticeRole.ASSIGNEE, "ru"),
        "inna": _words(house, NoticeEvent.WITHDRAWN, NoticeRole.COLLEGE, "ru"),
    }
    assert len(house.told("artyom")) == 2


@pytest.mark.parametrize(
    ("event", "place", "verb", "more"),
    [
        (NoticeEvent.PAPER_VERIFIED, "taken", "mark", ("passport", "verified")),
        (NoticeEvent.PARENT_CONSENT, "taken", "consented", ("paper",)),
        (NoticeEvent.ORIGINAL_BROUGHT, "invited", "original", ()),
        (NoticeEvent.ORIGINAL_BACK, "original", "unoriginal", ()),
        (NoticeEvent.RESERVE, "ranked", "reserve", ()),
    ],
)
def test_who_acted_is_not_told(
    house: NoticeHouse, event: NoticeEvent, place: str, verb: str, more: tuple[str, ...]
) -> None:
    """Not even where the table tells their role: they have it on the screen."""
    house.begin(place, DAY_HOUR)
    house.table(event, college=NOW)
    house.press("olga", "review", verb, house.ids["application"], *more)
    notice = _words(house, event, NoticeRole.COLLEGE, "ru")
    assert [one.who for one in house.told(None) if one.text == notice] == ["inna"]


def test_coordinators_stand_in_for_an_assignee_whose_role_has_ended(house: NoticeHouse) -> None:
    house.begin("taken", DAY_HOUR)
    house.do(people.revoke, house.stage.clock.now(), None, house.ids["grant of dasha"])
    house.table(NoticeEvent.EDITED, assignee=NOW)
    SCENARIOS[NoticeEvent.EDITED].deed(house)
    assert [one.who for one in house.told("artyom")] == ["inna", "olga"]


def test_who_is_no_parent_any_more_is_not_told(house: NoticeHouse) -> None:
    house.begin("taken", DAY_HOUR)
    house.do(people.revoke, house.stage.clock.now(), house.people["mother"], house.ids["grant of mother"])
    house.table(NoticeEvent.WITHDRAWN, parent=NOW)
    SCENARIOS[NoticeEvent.WITHDRAWN].deed(house)
    assert house.told("artyom") == []


# --- the table belongs to the cluster ------------------------------------------------------------------------


def test_an_admin_changes_a_cell(house: NoticeHouse) -> None:
    event = NoticeEvent.PAPER_VERIFIED
    house.begin("taken", NIGHT_HOUR)
    body = {**serialise(CONTENT.notice(event)), "parent": "now"}
    house.do(content_store.change, house.stage.clock.now(), house.people["admin"], "notices", event.value, body)
    house.stage.content = house.database.look(content_store.refresh, None)
    SCENARIOS[event].deed(house)
    assert house.told("pyotr") == [Told("mother", _words(house, event, NoticeRole.PARENT, "ru"))]


def test_the_exceptions_to_quiet_hours_are_those_of_the_document() -> None:
    """Who is written to at night is told so: docs/admission.md lists every cell that says "now"."""
    at_night = {f"{rule.key} → {role}" for rule in CONTENT.notices for role in NoticeRole if rule.mode(role) is NOW}
    section = re.search(r"<!-- exceptions -->\n(.*?)<!-- /exceptions -->", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert section is not None
    assert set(re.findall(r"^- `(\S+ → \S+)`", section[1], re.MULTILINE)) == at_night


# --- helpers -------------------------------------------------------------------------------------------------


def _bring_about(
    house: NoticeHouse, event: NoticeEvent, hour: int, language: str, modes: dict[NoticeRole, NoticeMode]
) -> None:
    scenario = SCENARIOS[event]
    house.begin(scenario.place, hour)
    house.speak(language, but=scenario.actor)
    house.table(event, **{role.value: mode for role, mode in modes.items()})
    scenario.deed(house)


def _expected(house: NoticeHouse, event: NoticeEvent, language: str, modes: dict[NoticeRole, NoticeMode]) -> list[Told]:
    """Return what is told: each person once, in the first part that the table tells, and who stands beside it."""
    scenario, now = SCENARIOS[event], house.stage.clock.now()
    parts = {**IN_PART, NoticeRole.ASSIGNEE: (scenario.assignee,) if scenario.assignee else ()}
    found: dict[str, Told] = {}
    for role in NoticeRole:
        mode = modes.get(role, OFF)
        if mode is OFF:
            continue
        at = after_quiet_hours(now) if mode is DAY and after_quiet_hours(now) > now else None
        for name in parts[role]:
            if name != scenario.actor:
                found.setdefault(name, Told(name, _words(house, event, role, language), at))
        if scenario.beside is not None and scenario.beside.role is role:
            text = house.stage.texts.get(language, scenario.beside.key, **scenario.beside.says)
            found[scenario.beside.who] = Told(scenario.beside.who, plain(str(text)), at)
    assert all(one.at is None or one.at - now == timedelta(hours=11) for one in found.values())
    return sorted(found.values(), key=lambda one: (one.who, one.text))


def _words(house: NoticeHouse, event: NoticeEvent, role: NoticeRole, language: str) -> str:
    says = {**common(language, house.stage.clock.now()), **SCENARIOS[event].says(language)}
    return plain(str(house.stage.texts.get(language, f"notice-{event}-{role}", **says)))
