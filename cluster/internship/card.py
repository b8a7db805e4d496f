"""The card of a placement, as a college, a plant or its mentor sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, allows, load_actor, log
from cluster.calendar import day_of
from cluster.content import Content
from cluster.internship import desk, items, life
from cluster.internship.hours import Plan, plan_of
from cluster.internship.listing import is_undecided
from cluster.internship.readiness import Item, Readiness
from cluster.internship.redating import may_move
from cluster.internship.schedule import schedule_verdict
from cluster.internship.status import Actor
from cluster.minors import Verdict
from storage import people
from storage.errors import Forbidden
from storage.internship import (
    Briefing,
    HistoryEntry,
    Place,
    Placement,
    PlacementStatus,
    Student,
    deputies,
    placements,
    places,
)


@dataclass(frozen=True, slots=True)
class PlacementCard:
    """One placement, and what this person may do with it."""

    placement: Placement
    student: Student
    place: Place | None
    mentor: str | None
    """The mentor's name; None where there is none, "" where they told none."""
    deputy: tuple[str, date] | None
    """Who stands in for the mentor now, "" where they told no name, and until which day."""
    supervisor: str | None
    readiness: Readiness
    schedule: Verdict
    """What the ages have against the plan."""
    briefings: tuple[Briefing, ...]
    plan: Plan
    """How many hours its days hold, and how many are wanted."""
    part: Actor
    """In which part this person acts on it."""
    steps: tuple[PlacementStatus, ...]
    may_note: frozenset[Item]
    undecided: bool
    """Whether it should have begun days ago, and nobody has said what becomes of it."""
    movable: bool
    """Whether it may get new days."""
    passed_by: Mapping[str, str]
    """Who let which item pass, by name; "" where they told none."""


def read_card(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> PlacementCard:
    """Return the card of a placement to who works on it; `NotFound`, `Forbidden`.

    The student and their parents read the practice on their own screens (`cluster/path`): who let which item pass, and
    how far the papers are, is the business of those who gather them.
    """
    placement, student = desk.load_placement(session, actor, placement_id)
    part = desk.part_of(session, actor, placement)
    if part is Actor.STUDENT:
        raise Forbidden
    passed = placements.passed(session, placement_id)
    place = None if placement.place_id is None else places.get(session, placement.place_id)
    teaching = items.mentor_of(session, placement)
    stands_in = None if teaching is None else deputies.acting(session, teaching, placement.enterprise)
    asked = (teaching, None if stands_in is None else stands_in.deputy_id, placement.supervisor_id, *passed.values())
    names = people.names(session, [one for one in asked if one is not None])
    return PlacementCard(
        placement=placement,
        student=student,
        place=place,
        mentor=None if teaching is None else names.get(teaching, ""),
        deputy=None if stands_in is None else (names.get(stands_in.deputy_id, ""), stands_in.last_day),
        supervisor=None if placement.supervisor_id is None else names.get(placement.supervisor_id, ""),
        readiness=items.ready(session, placement, student, content),
        schedule=schedule_verdict(place, placement, student, content),
        briefings=tuple(placements.briefings(session, placement_id)),
        plan=plan_of(placement, place, student, content),
        part=part,
        steps=life.steps(session, now, actor, placement),
        may_note=items.may_note(session, actor, placement, student),
        undecided=is_undecided(placement, day_of(now)),
        movable=may_move(placement, day_of(now)),
        passed_by={item: names.get(by, "") for item, by in passed.items()},
    )


def look(session: Session, now: datetime, actor: int, placement_id: int) -> None:
    """Write down that somebody looked at a student's practice."""
    _, student = desk.load_placement(session, actor, placement_id)
    if student.person_id is not None and student.person_id != actor:
        log(session, now, actor, Action.READ, Kind.PLACEMENT, student.person_id, placement_id)


def history(session: Session, actor: int, placement_id: int) -> tuple[list[HistoryEntry], Mapping[int, str]]:
    """Return what happened to a placement, newest first, and the names of who did it; the college's to read."""
    placement, student = desk.load_placement(session, actor, placement_id)
    if not allows(load_actor(session, actor), Action.WRITE, desk.target(session, placement, student)):
        desk.load_placement(session, actor, placement_id, Action.WRITE_PART)
    found = placements.history(session, placement_id)[::-1]
    names = people.names(session, sorted({one.actor_id for one in found if one.actor_id is not None}))
    return found, names
