"""The card of a placement, as a college, a plant or its mentor sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, allows, load_actor, log
from cluster.calendar import day_of
from cluster.content import Content
from cluster.diary import KEPT, is_behind, load_book
from cluster.internship import desk, items, life
from cluster.internship.hours import Plan, plan_of
from cluster.internship.items import NOTED, Given
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
    BriefingKind,
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
    behind: tuple[int, int] | None
    """Half hours that are written, and that were planned so far; None where they do not stay behind."""
    passed_by: Mapping[str, str]
    """Who let which item pass, by name; "" where they told none."""
    noted: Mapping[Item, tuple[Given, ...]]
    """What was noted of the items that this person sees the words of; a briefing may have been held more than once."""


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
        behind=_behind(session, now, placement, student, content),
        passed_by={item: names.get(by, "") for item, by in passed.items()},
        noted=_noted(session, placement, student, teaching, college=part is Actor.COLLEGE),
    )


def _behind(
    session: Session, now: datetime, placement: Placement, student: Student, content: Content
) -> tuple[int, int] | None:
    if placement.status not in KEPT:
        return None
    book = load_book(session, now, placement, student, content)
    return (book.real, book.planned_so_far) if is_behind(book) else None


BRIEFINGS: Final = {BriefingKind.INTRODUCTORY: Item.INTRODUCTORY, BriefingKind.PRIMARY: Item.PRIMARY}
PLANT_READS: Final = frozenset({item for item, one in NOTED.items() if one.enterprise} | {Item.AGREEMENT, Item.GEAR})
"""What a plant and a mentor read the words of: what the plant notes, what it signs, the sizes that it hands out."""


def _noted(
    session: Session, placement: Placement, student: Student, teaching: int | None, *, college: bool
) -> Mapping[Item, tuple[Given, ...]]:
    """Return what was noted, to the college all of it."""
    mentor = None if teaching is None else placements.mentor(session, teaching, placement.enterprise)
    sizes = student.sizes or {}
    found: dict[Item, tuple[Given, ...]] = {
        item: (given,)
        for item in (Item.AGREEMENT, Item.COLLEGE_ORDER, Item.ENTERPRISE_ORDER)
        if (given := items.noted(placement, item)) is not None
    }
    if mentor is not None and mentor.consent_date is not None:
        found[Item.MENTOR_CONSENT] = (Given(day=mentor.consent_date),)
    if student.medical_until is not None:
        found[Item.MEDICAL] = (Given(until=student.medical_until),)
    if sizes:
        found[Item.GEAR] = (Given(clothes=sizes.get("clothes"), shoes=sizes.get("shoes")),)
    if placement.pass_issued_on is not None:
        found[Item.PASS] = (Given(day=placement.pass_issued_on),)
    for one in placements.briefings(session, placement.id):
        if one.kind in BRIEFINGS:
            given = Given(day=one.held_on, held_by=one.held_by, journal=one.journal_no)
            found[BRIEFINGS[one.kind]] = (*found.get(BRIEFINGS[one.kind], ()), given)
    return {item: given for item, given in found.items() if college or item in PLANT_READS}


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
