"""docs/internship.md says what the house does: every step, every guard, every item of the list."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cluster.content import ReminderKind, load_content
from cluster.internship.life import BEGIN_AT
from cluster.internship.readiness import ITEMS, Item
from cluster.internship.status import TRANSITIONS, Actor, Guard
from storage.internship import PlacementStatus as S
from tools.draw_internship import DOC, PARTS, drawn, notes, picture

TEXT = DOC.read_text(encoding="utf-8")


def test_the_document_is_as_drawn() -> None:
    assert drawn(TEXT) == TEXT, "docs/internship.md is old: make picture"


def test_the_picture_shows_every_step_and_no_other() -> None:
    arrows = set(re.findall(r"^ {4}(\w+) --> (\w+) : .*$", picture(), re.MULTILINE))
    assert arrows == {(step.source, step.target) for step in TRANSITIONS}


def test_a_new_step_changes_the_picture() -> None:
    more = (*TRANSITIONS, replace(TRANSITIONS[0], source=S.COMPLETED, target=S.ACTIVE, actor=Actor.COLLEGE))
    assert "completed --> active : college" in picture(more)
    assert "completed --> active" not in picture()


def test_the_table_has_a_line_for_every_step() -> None:
    lines = [line.split("|")[1:-1] for line in PARTS["steps"]().splitlines() if line.startswith("|")][1:]
    found = {(a.strip(), by.strip(), to.strip()) for a, by, to, *_ in lines}
    assert found == {(step.source, step.actor, step.target) for step in TRANSITIONS}
    assert len(lines) == len(TRANSITIONS)


@pytest.mark.parametrize("members", [S, Guard])
def test_every_member_has_its_note(members: type[S] | type[Guard]) -> None:
    assert set(notes(members)) == {member.value for member in members}
    assert all(notes(members).values()), "a note is missing behind a member"


def test_the_list_has_a_line_for_every_item() -> None:
    found = re.findall(r"^\| `(\w+)` \|", PARTS["items"](), re.MULTILINE)
    assert found == [rule.item for rule in ITEMS]
    assert set(found) == set(Item)


def test_numbers_are_those_of_the_rules() -> None:
    said = " ".join(TEXT.split())
    content = load_content(DOC.parents[1] / "content" / "ryazan")
    assert content.reminder(ReminderKind.READINESS).days_before == (14, 7, 3, 1)
    assert "told 14, 7 and 3 days and one day before" in said
    assert f"at {BEGIN_AT.hour}:00 on the first day it begins" in said
