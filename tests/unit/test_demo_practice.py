"""The demo's practice: students, places and placements as the story tells them, laid by the real use cases."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.demo.practice import lay_practice
from bot.demo.settings import CAST, PRACTICE, ROLES
from cluster import people
from cluster.internship import items
from cluster.people import Role, organisations_of, register_organisations
from storage import people as stored
from storage.internship import PlacementStatus, placements, students
from tests.conversation.people import CONTENT

STORY = tomllib.loads(PRACTICE.read_text("utf-8"))
GIVEN = tomllib.loads(ROLES.read_text("utf-8"))["role"]
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


@pytest.fixture
def laid(session: Session) -> Session:
    """Give a database in which the demo's roles are given and its practice is laid."""
    register_organisations(session, organisations_of(CONTENT))
    known = {}
    for one in GIVEN:
        known[one["person"]] = stored.meet(session, one["person"], one["person"], "ru", NOW).id
        people.grant(session, NOW, None, known[one["person"]], Role(one["role"]), one.get("organisation"))
    lay_practice(session, CONTENT, STORY, known)
    lay_practice(session, CONTENT, STORY, known)  # a seeding that was cut short is done again
    return session


def laid_students(session: Session) -> list[tuple[dict[str, Any], int]]:
    """Return what the story tells of each student, and their number in the database."""
    return [(told, number) for number, told in enumerate(STORY["student"], 1) if students.find(session, number)]


def test_twenty_four_students_and_ten_placements(laid: Session) -> None:
    found = [one for _, number in laid_students(laid) for one in placements.of_student(laid, number)]
    assert len(laid_students(laid)) == 24
    assert len(found) == 10
    assert Counter(one.status for one in found) == {
        PlacementStatus.ACTIVE: 2,
        **{
            PlacementStatus(status): 1
            for status in (
                "docs_pending",
                "ready",
                "offered",
                "reporting",
                "assessed",
                "paused",
                "completed",
                "cancelled",
            )
        },
    }


def test_each_stands_where_the_story_says_and_lacks_what_it_says(laid: Session) -> None:
    for told, number in laid_students(laid):
        for placement in placements.of_student(laid, number):
            assert placement.status.value == told["stands"]
            if placement.status not in {PlacementStatus.OFFERED, PlacementStatus.CANCELLED}:
                listed = items.ready(laid, placement, students.get(laid, number), CONTENT)
                assert sorted(item.value for item in listed.open) == sorted(told.get("missing", []))


def test_every_screen_has_somebody_who_sees_it(laid: Session) -> None:
    """Each role of colleges and plants, personnel where students go, and a parent of somebody on practice."""
    held = Counter(one["role"] for one in GIVEN)
    assert set(held) == {role.value for role in Role} - {"applicant", "ministry_viewer", "admin"}
    hr = {one["organisation"] for one in GIVEN if one["role"] == "enterprise_hr"}
    assert hr == {one["enterprise"] for one in STORY["place"]}
    children = {one["child"] for one in GIVEN if "child" in one}
    assert children <= {one.get("person") for one in STORY["student"] if one.get("stands") == "active"}


def test_everybody_with_a_role_is_on_the_page() -> None:
    cast = {one["id"] for one in tomllib.loads(CAST.read_text("utf-8"))["person"]}
    assert {one["person"] for one in GIVEN} <= cast
    assert {one["person"] for one in STORY["student"] if "person" in one} <= {one["person"] for one in GIVEN}
