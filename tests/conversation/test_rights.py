"""Rights: every door of the house, tried by every kind of person; who may pass is asked of the access table alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import pytest

from cluster.access import Kind
from cluster.people import Role
from handlers import FEATURES
from tests.conversation.rights.house import House, open_house
from tests.conversation.rights.people import WALKERS, may_pass
from tests.conversation.rights.table import RULES, About, Door, Rule
from tests.conversation.rights.walking import own_rows_changed, play, shows_only_what_may_be_read, try_door, ways

HOW = 'say in tests/conversation/rights/table.py what it is about, as `("press", "feature;verb"): Rule(...)`'


def every_door() -> list[Door]:
    """Return every way into the house that the features register."""
    doors: list[Door] = []
    for feature in FEATURES:
        doors += [("command", name) for name in feature.commands]
        doors += [("press", f"{feature.name};{verb}") for verb in feature.presses]
        doors += [("link", prefix) for prefix in feature.links]
        doors += [("form", spec.name) for spec in feature.forms]
        doors += [("result", kind) for kind in feature.results]
    return doors


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        house = open_house(tmp_path_factory.mktemp("rights"), loop)
        yield house
        house.close()


def test_every_door_has_a_rule() -> None:
    """A new command, button, form, link or result of a job fails here until the table says what it is about."""
    doors = every_door()
    assert not set(doors) - set(RULES), f"no rule: {HOW}"
    assert not set(RULES) - set(doors), "a rule for a door that is not there any more"


def test_every_role_walks() -> None:
    walking = {walker.role for walker in WALKERS.values() if not walker.revoked}
    assert walking >= set(Role), "a new role walks, too: tests/conversation/rights/people.py"


@pytest.mark.parametrize("door", [door for door, rule in RULES.items() if isinstance(rule, Rule)], ids=";".join)
def test_a_door_opens_to_whom_the_table_lets(house: House, door: Door) -> None:
    rule = RULES[door]
    assert isinstance(rule, Rule)
    passing = {name for name in WALKERS if may_pass(name, rule)}
    assert passing, "a door that opens to nobody"
    assert passing < set(WALKERS), "a door that opens to everybody is About.EVERYBODY"
    for name in WALKERS:
        for said in ways(house, door, rule):
            try_door(house, name, said, rule, passes=name in passing)


@pytest.mark.parametrize("door", [door for door, rule in RULES.items() if isinstance(rule, About)], ids=";".join)
def test_a_door_about_nobody_shows_nothing_of_others(house: House, door: Door) -> None:
    rule = Rule(Kind.APPLICATION, None, frozenset(), "{application}")  # type: ignore[arg-type]
    for name in WALKERS:
        for said in ways(house, door, rule):
            if house.standing != "taken":
                house.begin_at("taken")
            told = play(house, name, said)
            shows_only_what_may_be_read(name, told, said)
            if own_rows_changed(house, name, said):
                house.standing = ""
