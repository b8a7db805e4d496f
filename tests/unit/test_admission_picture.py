"""docs/admission.md says what the house does: every step, every guard, every notice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cluster.admission import rules
from cluster.admission.status import TRANSITIONS, Actor, Guard
from cluster.admission.status import ApplicationStatus as S
from cluster.content import NoticeEvent, load_content
from cluster.review import HOLD_FOR
from cluster.review.asking import ANSWER_WORKING_DAYS
from tools.draw_admission import CONTENT as FOLDER
from tools.draw_admission import DOC, drawn, notes, parts, picture

CONTENT = load_content(FOLDER)
TEXT = DOC.read_text(encoding="utf-8")


def test_the_document_is_as_drawn() -> None:
    assert drawn(TEXT, CONTENT) == TEXT, "docs/admission.md is old: make picture"


def test_the_picture_shows_every_step_and_no_other() -> None:
    arrows = set(re.findall(r"^ {4}(\w+) --> (\w+)(?: : .*)?$", picture(), re.MULTILINE))
    assert arrows == {(step.source, step.target) for step in TRANSITIONS}


def test_a_new_step_changes_the_picture() -> None:
    more = (*TRANSITIONS, replace(TRANSITIONS[0], source=S.EXPIRED, target=S.IN_REVIEW, actor=Actor.STAFF))
    assert "expired --> in_review : staff" in picture(more)
    assert "expired --> in_review" not in picture()


def test_the_table_has_a_line_for_every_step() -> None:
    lines = [line.split("|")[1:-1] for line in parts(CONTENT)["steps"]().splitlines() if line.startswith("|")][1:]
    found = {(a.strip(), by.strip(), to.strip().removesuffix(" (held)")) for a, by, to, *_ in lines}
    assert found == {(step.source, step.actor, step.target) for step in TRANSITIONS}
    assert len(lines) == len(TRANSITIONS)
    held = {(a.strip(), to.split()[0]) for a, _, to, *_ in lines if "(held)" in to}
    assert {target for _, target in held} == {S.INVITED, S.REGISTERED, S.ENROLLED, S.REJECTED}
    assert (S.RANKED, S.REGISTERED) not in held, "an undone import is not held"


@pytest.mark.parametrize("members", [S, Guard, NoticeEvent])
def test_every_member_has_its_line(members: type[S] | type[Guard] | type[NoticeEvent]) -> None:
    assert set(notes(members)) == {member.value for member in members}
    assert members is NoticeEvent or all(notes(members).values()), "a note is missing behind a member"


@pytest.mark.parametrize(
    "said",
    [
        f"{HOLD_FOR.seconds} seconds",
        f"{ANSWER_WORKING_DAYS} working days to answer",
        f"answers within {rules.ANSWER_WORKING_DAYS} working days",
    ],
)
def test_numbers_are_those_of_the_rules(said: str) -> None:
    assert said in " ".join(TEXT.split())


def test_a_part_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="picture"):
        drawn("# Admission", CONTENT)
