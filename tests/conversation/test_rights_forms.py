"""Forms of the desk: filled in to the end by whom the table lets, and by whom it lets no more since a second ago."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Mapping

import pytest

from cluster import people
from cluster.access import Kind
from handlers import FEATURES
from storage import conversations
from tests.conversation.rights.house import House, open_house, telegram_id
from tests.conversation.rights.people import HERE, WALKERS, may_pass
from tests.conversation.rights.table import RULES, Door, Rule
from tests.conversation.rights.walking import Told, play
from tests.conversation.stage import BOT_ID, Bubble

TYPED: Mapping[str, str] = {
    "seek": "Соловьёв",
    "diary-words": "Варил тавровые швы в нижнем положении",
    "diary-return": "Какие швы?",
    "diary-leave": "Студент не исправил запись",
    "practice-assess": "Работал старательно, швы ровные, правила соблюдал. Жду на работу.",
    "Первый день": "05.10.2026",
    "Последний день": "27.11.2026",
}
"""What is written where nothing can be pressed, by the form or by what it asks; "45" anywhere else."""
SENT = frozenset({"ranking-list", "ranking-enrol", "roster-list"})
"""Forms that are answered by a file."""
MOST_STEPS = 24
DESK_FORMS: Mapping[Door, Rule] = {
    door: rule
    for door, rule in RULES.items()
    if door[0] == "form"
    and isinstance(rule, Rule)
    and rule.kind in {Kind.APPLICATION, Kind.PLACEMENT, Kind.STUDENT, Kind.PLACE, Kind.INCIDENT}
    and not may_pass("who applied", rule)
    and not may_pass("student", rule)
}
DIARY_FORMS: Mapping[Door, Rule] = {
    door: rule
    for door, rule in RULES.items()
    if door[0] == "form" and isinstance(rule, Rule) and rule.kind is Kind.DIARY
}
"""Forms of the student and the mentor: they have no desk."""
STAFF = [name for name, walker in WALKERS.items() if walker.organisation == HERE and not walker.revoked]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        house = open_house(tmp_path_factory.mktemp("forms"), loop)
        yield house
        house.close()


def _cases() -> list[tuple[Door, str]]:
    own = [(door, name) for door, rule in DIARY_FORMS.items() for name in WALKERS if may_pass(name, rule)]
    return [(door, name) for door, rule in DESK_FORMS.items() for name in STAFF if may_pass(name, rule)] + own


def _id(value: object) -> str:
    return value[1] if isinstance(value, tuple) else str(value)


def test_staff_have_forms() -> None:
    assert len(_cases()) >= 2 * len(DESK_FORMS) >= 24
    assert len(ABOUT_SOMEBODY) >= 7


@pytest.mark.parametrize(("door", "name"), _cases(), ids=_id)
def test_a_form_is_filled_in_to_the_end(house: House, door: Door, name: str) -> None:
    rule = _open(house, door, name)
    for step in range(MOST_STEPS):
        if not _is_open(house, door, name):
            break
        told = _answer(house, door, name)
        assert not told.refused, f"step {step}: {told.shown}"
    assert not _is_open(house, door, name), f"not at the end: {house.actor(name).screen.text!r}; see TYPED"
    changed = {table for table, rows in house.rows().items() if rows != house.places[rule.place].rows[table]}
    assert rule.anywhere or changed - {"conversations", "access_log", "anchors"}, f"only {changed} changed"


@pytest.mark.parametrize(("door", "name"), _cases(), ids=_id)
def test_a_right_that_ended_a_second_ago_closes_an_open_form(house: House, door: Door, name: str) -> None:
    _open(house, door, name)
    _answer(house, door, name)
    for held in house.database.look(people.roles_of, house.people[name]):
        house.do(people.revoke, house.stage.clock.now(), None, held.id)
    now = house.rows()
    for said in [*(data for _, data in _screen(house, name).buttons), "45", f"1;{door[1]};resume", "/menu"]:
        _sees_nothing(play(house, name, said, _screen(house, name).message_id), said)
        for _ in range(MOST_STEPS if _is_open(house, door, name) else 0):
            _sees_nothing(_answer(house, door, name), said)
    changed = {table for table, rows in house.rows().items() if rows != now[table]}
    assert changed <= {"conversations"}, f"{changed} changed"


ABOUT_SOMEBODY = [
    spec.name
    for feature in FEATURES
    for spec in feature.forms
    if spec.still is not None and isinstance(RULES["form", spec.name], Rule)
]
"""Forms of one application or call for help; the others (a search, a list) show nothing of anybody before they are sent."""
ASIDE = ("/nowhere", "1;nowhere;at")
"""What is said past an open form, which is shown again: an unknown command, a button that nobody answers."""


@pytest.mark.parametrize("said", ASIDE)
@pytest.mark.parametrize("form", ABOUT_SOMEBODY)
def test_an_open_form_is_shown_again_to_whom_the_table_lets_alone(house: House, form: str, said: str) -> None:
    door = ("form", form)
    rule = RULES[door]
    assert isinstance(rule, Rule)
    name = next(one for one in ("coordinator", "student", "mentor") if may_pass(one, rule))
    _open(house, door, name)
    play(house, name, said, _screen(house, name).message_id)
    assert _is_open(house, door, name)
    for held in house.database.look(people.roles_of, house.people[name]):
        house.do(people.revoke, house.stage.clock.now(), None, held.id)
    told = play(house, name, said, _screen(house, name).message_id)
    assert not _is_open(house, door, name)
    _sees_nothing(told, said)
    why = {house.stage.texts.get("ru", key) for key in ("access-forbidden", "access-not-found")}
    assert why & set(told.shown)


def _sees_nothing(told: Told, said: str) -> None:
    for line in told.shown:
        assert not any(secret in line for secret in ("Соловьёв", "765-43-21", "КЛ-26-0001", "Практикантов")), (
            f"{said}: {line!r}"
        )
    assert not told.others, f"{said}: somebody else was told"


def _open(house: House, door: Door, name: str) -> Rule:
    rule = RULES[door]
    assert isinstance(rule, Rule)
    house.begin_at(rule.place)
    play(house, name, "/menu")
    play(house, name, f"1;{door[1]};open;{house.carried(rule.carries)}".rstrip(";"), _screen(house, name).message_id)
    assert _is_open(house, door, name)
    return rule


def _is_open(house: House, door: Door, name: str) -> bool:
    key = (telegram_id(name), telegram_id(name))
    rows = house.database.look(conversations.load, BOT_ID, [key])[key]
    return any(row.name == door[1] and row.active for row in rows)


def _screen(house: House, name: str) -> Bubble:
    return house.actor(name).screen


def _answer(house: House, door: Door, name: str) -> Told:
    """Do the plainest thing: confirm, send, choose the first, skip, else write."""
    screen = _screen(house, name)
    by_verb: dict[str, str] = {}
    for label, data in reversed(screen.buttons):
        if data.split(";")[1] == door[1] and not label.startswith("✓"):
            by_verb[data.split(";")[2]] = data
    picked = any(label.startswith("✓") for label in screen.labels)
    order = ("y", "ok", "d", "a", "s") if picked else ("y", "ok", "a", "d", "s")
    verb = next((one for one in order if one in by_verb), None)
    if verb is None and door[1] in SENT:
        document = house.actor(name).document("list.xlsx", b"PK")
        return play(house, name, "", document=document)
    asked = next((words for words in TYPED if words in screen.text), door[1])
    return play(house, name, by_verb[verb] if verb else TYPED.get(asked, "45"), screen.message_id)
