"""Tables of steps: what any of them must be, and the machine behind them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import lifecycle
from cluster.admission import status as admission
from cluster.internship import status as internship
from storage.admission import CLOSED, ApplicationStatus
from storage.internship import OVER, PlacementStatus
from tools import check_locales

# --- what the house has (that no step is written twice, no table is made without: see below)


@dataclass(frozen=True)
class Life:
    """A table of the house, with the ends of its way."""

    table: lifecycle.Table[Any, Any, Any, Any, Any]
    guards: type[enum.StrEnum]
    first: enum.StrEnum
    ended: frozenset[enum.StrEnum]


LIVES = {
    "admission": Life(admission.TABLE, admission.Guard, ApplicationStatus.DRAFT, CLOSED),
    "internship": Life(internship.TABLE, internship.Guard, PlacementStatus.PLANNED, OVER),
}
each_life = pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)


def reached(life: Life) -> set[enum.StrEnum]:
    """Return where a thing may come to, whoever leads it."""
    found, seen = {life.first}, set[enum.StrEnum]()
    while new := found - seen:
        seen |= new
        found |= {row.target for row in life.table.rows if row.source in new}
    return found


@each_life
def test_every_guard_is_used_and_has_a_rule(life: Life) -> None:
    assert set(life.guards) == set(life.table.holds) == {guard for row in life.table.rows for guard in row.guards}


@each_life
def test_every_state_is_reached_from_the_first(life: Life) -> None:
    assert reached(life) == set(type(life.first))


@each_life
def test_out_of_an_end_leads_no_way_and_out_of_everything_else_one(life: Life) -> None:
    assert set(type(life.first)) - {row.source for row in life.table.rows} == life.ended


@pytest.mark.parametrize("language", check_locales.LANGUAGES)
def test_every_refusal_has_its_text_and_no_such_text_is_left_over(language: str) -> None:
    said = {key for key in check_locales.read(language, []) if "-guard-" in key or key.endswith("-transition-refused")}
    guards = {f"{feature}-guard-{guard}" for feature, life in LIVES.items() for guard in life.guards}
    assert said == guards | {f"{feature}-transition-refused" for feature in LIVES}


# --- the machine


class Lamp(enum.StrEnum):
    """Where a lamp stands."""

    DARK = "dark"
    LIT = "lit"
    BROKEN = "broken"


class Hand(enum.StrEnum):
    """Who acts on it."""

    OWNER = "owner"
    GUEST = "guest"


class Need(enum.StrEnum):
    """What a step needs."""

    OIL = "oil"
    MATCH = "match"


class Refused(lifecycle.TransitionRefused[Lamp, Hand]):
    """No such step."""

    feature = "lamp"


class Failed(lifecycle.GuardFailed[Need]):
    """Something is missing."""

    feature = "lamp"


Row = lifecycle.Transition[Lamp, Hand, Need, str]
LIGHT = Row(Lamp.DARK, Hand.OWNER, Lamp.LIT, (Need.OIL, Need.MATCH), "lit")
BREAK = Row(Lamp.DARK, Hand.OWNER, Lamp.BROKEN)
BLOW_OUT = Row(Lamp.LIT, Hand.GUEST, Lamp.DARK)
HOLDS = {
    Need.OIL: lambda have: "oil" in have,
    Need.MATCH: lambda have: "match" in have,
}


def lamp(
    rows: Iterable[Row] = (LIGHT, BREAK, BLOW_OUT), holds: dict[Need, Any] = HOLDS
) -> lifecycle.Table[Lamp, Hand, Need, str, set[str]]:
    """Return the life of a lamp."""
    return lifecycle.Table(rows, holds, Refused, Failed)


def test_a_step_whose_guards_hold_is_its_row() -> None:
    assert lamp().allow(Lamp.DARK, Hand.OWNER, Lamp.LIT, {"oil", "match"}) is LIGHT
    assert lamp().allow(Lamp.LIT, Hand.GUEST, Lamp.DARK, set()) is BLOW_OUT


@pytest.mark.parametrize(("have", "missing"), [(set(), Need.OIL), ({"match"}, Need.OIL), ({"oil"}, Need.MATCH)])
def test_the_first_guard_that_fails_is_told(have: set[str], missing: Need) -> None:
    with pytest.raises(Failed) as failed:
        lamp().allow(Lamp.DARK, Hand.OWNER, Lamp.LIT, have)
    assert (failed.value.guard, failed.value.text_key) == (missing, f"lamp-guard-{missing}")


@pytest.mark.parametrize(
    ("source", "actor", "target"),
    [
        (Lamp.DARK, Hand.GUEST, Lamp.LIT),  # somebody else's step
        (Lamp.LIT, Hand.OWNER, Lamp.BROKEN),  # from elsewhere
        (Lamp.DARK, Hand.OWNER, Lamp.DARK),  # to where it stands
        (Lamp.BROKEN, Hand.OWNER, Lamp.DARK),  # out of the end
    ],
)
def test_what_is_not_in_the_table_is_refused_whatever_is_there(source: Lamp, actor: Hand, target: Lamp) -> None:
    with pytest.raises(Refused) as refused:
        lamp().allow(source, actor, target, {"oil", "match"})
    assert refused.value.text_key == "lamp-transition-refused"
    assert refused.value.args_ == {"source": source.value, "actor": actor.value, "target": target.value}


def test_the_ways_on_come_in_the_order_of_the_table_guards_aside() -> None:
    assert lamp().ways(Lamp.DARK, Hand.OWNER) == (LIGHT, BREAK)
    assert lamp([BREAK, LIGHT]).targets(Lamp.DARK, Hand.OWNER) == (Lamp.BROKEN, Lamp.LIT)
    assert lamp().targets(Lamp.DARK, Hand.GUEST) == ()


def test_a_step_written_twice_makes_no_table() -> None:
    with pytest.raises(ValueError, match="written twice"):
        lamp([LIGHT, BREAK, Row(Lamp.DARK, Hand.OWNER, Lamp.LIT)])


def test_a_guard_without_a_rule_makes_no_table() -> None:
    with pytest.raises(ValueError, match=r"these hold: match$"):
        lamp(holds={Need.OIL: HOLDS[Need.OIL]})


def test_followers_are_told_in_their_order_of_all_changes_at_once(session: Session, now: datetime) -> None:
    followers = lifecycle.Followers[Lamp, str]()
    heard: list[Any] = []

    @followers.add
    def first(inside: Session, moment: datetime, changes: Sequence[tuple[Lamp, str]]) -> None:
        heard.append(("first", inside, moment, changes))

    @followers.add
    def second(inside: Session, moment: datetime, changes: Sequence[tuple[Lamp, str]]) -> None:
        heard.append(("second", inside, moment, changes))

    changes = [(Lamp.DARK, "lit"), (Lamp.LIT, "dark")]
    followers.tell(session, now, changes)
    assert heard == [("first", session, now, changes), ("second", session, now, changes)]
