"""What is gathered before the first day: who notes which item, and what that leads to.

An item is noted by whoever has it in hand: the college everything, a plant its own part, a student their sizes. The
last one that is noted makes a placement ready, whoever noted it; one that comes open again takes that back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.calendar import day_of
from cluster.content import Content, MedicalExam
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.internship.noting import NOTED, OPTIONAL, Given, Need, Noting, note_one, write_line
from cluster.internship.readiness import Item, Readiness, Seen, State, readiness
from cluster.internship.schedule import schedule_verdict
from cluster.internship.status import Actor, By, Facts, transition
from cluster.internship.touching import touch
from cluster.people.organisations import circle_of
from storage import people, roles
from storage.errors import NotFound, Refusal
from storage.internship import (
    CURRENT,
    Mentor,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    desks,
    placements,
    places,
    students,
)
from storage.roles import Role

S = PlacementStatus


def note(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    item: Item,
    given: Given,
    content: Content,
    *,
    group: bool = False,
) -> Done[Placement]:
    """Note an item; with `group` for all who go to the same plant on the same days, where the item is such a one.

    `Forbidden` to who has no hand in it, `Refusal` where what is given makes no sense.
    """
    placement, _ = _load(session, actor, placement_id, item)
    if placement.status not in CURRENT:
        raise Refusal("internship-over")
    _check(session, now, placement, item, given)
    alike = desks.alike(session, placement, CURRENT) if group and NOTED[item].grouped else [placement]
    events: list[Event] = []
    for one in alike:
        events += note_one(session, now, actor, one, item, given)
    for one in alike if item not in _SHARED else _sharing(session, placement, item):
        touch(session, now, placements.get(session, one.id))
        if one in alike or one.status is not S.CONFIRMED:  # whose papers have not begun are left until they do
            events += settle(session, now, one.id, content)
    return Done(placements.get(session, placement_id), tuple(events))


def let_pass(
    session: Session, now: datetime, actor: int, placement_id: int, item: Item, reason: str
) -> Done[Placement]:
    """Let an open item pass, by one's name and with a reason: the college's to answer for."""
    placement, _ = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status not in CURRENT:
        raise Refusal("internship-over")
    if not reason.strip():
        raise Refusal("internship-guard-reason")
    placements.let_pass(session, placement_id, item.value, actor, reason, now)
    write_line(session, now, actor, placement, PlacementHistoryKind.OVERRIDE, item, reason)
    return Done(placements.get(session, placement_id))


def insist(session: Session, now: datetime, actor: int, placement_id: int, item: Item) -> Done[Placement]:
    """Take back that an item was let pass. A second tap changes nothing."""
    placement, _ = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if item.value in placements.passed(session, placement_id):
        placements.take_back(session, placement_id, item.value)
        write_line(session, now, actor, placement, PlacementHistoryKind.OVERRIDE, item)
    return Done(placements.get(session, placement_id))


# --- how ready it is -----------------------------------------------------------------------------------


def seen(session: Session, placement: Placement, student: Student, content: Content) -> Seen:
    """Return all that the list of a placement is worked out from."""
    teaching = mentor_of(session, placement)
    mentor = None if teaching is None else placements.mentor(session, teaching, placement.enterprise)
    place = None if placement.place_id is None else places.get(session, placement.place_id)
    return Seen(
        placement=replace(placement, mentor_id=teaching),
        student=student,
        place=place,
        mentor=mentor,
        briefed=frozenset(one.kind for one in placements.briefings(session, placement.id)),
        medical_required=_medical_required(content, placement.programme),
        blocked=schedule_verdict(place, placement, student, content).blocks,
        passed=frozenset(placements.passed(session, placement.id)),
    )


def mentor_of(session: Session, placement: Placement) -> int | None:
    """Return a placement's mentor, while the plant has them as one: who has left it teaches nobody."""
    named = placement.mentor_id
    held = named is not None and roles.find(session, named, Role.MENTOR, placement.enterprise) is not None
    return named if held else None


def ready(session: Session, placement: Placement, student: Student, content: Content) -> Readiness:
    """Return the list of a placement."""
    return readiness(seen(session, placement, student, content))


def noted(placement: Placement, item: Item) -> Given | None:
    """Return what was noted of a paper with a number, to be put right; None where nothing was, or of other items."""
    match item:
        case Item.AGREEMENT:
            given = Given(placement.agreement_no, placement.agreement_date, ends=placement.agreement_until)
        case Item.COLLEGE_ORDER:
            given = Given(placement.college_order_no, placement.college_order_date)
        case Item.ENTERPRISE_ORDER:
            given = Given(placement.enterprise_order_no, placement.enterprise_order_date)
        case _:
            return None
    return given if given.number and given.day is not None else None


def ends_early(placement: Placement) -> bool:
    """Whether the agreement that was noted ends before the practice does."""
    return placement.agreement_until is not None and placement.agreement_until < placement.date_to


def settle(session: Session, now: datetime, placement_id: int, content: Content) -> list[Event]:
    """Let a placement go on, or back, by what stands in its list now: ready, begun, or being gathered."""
    placement = placements.get(session, placement_id)
    events: list[Event] = []
    clock = By(Actor.CLOCK)
    if placement.status is S.CONFIRMED:
        placement, event = transition(session, now, placement, S.DOCS_PENDING, clock)
        events.append(event)
    if placement.status not in {S.DOCS_PENDING, S.READY}:
        return events
    listed = ready(session, placement, students.get(session, placement.student_id), content)
    begun = placement.date_from <= day_of(now)
    facts = Facts(open_items=tuple(item.value for item in listed.open), begun=begun)
    if placement.status is S.DOCS_PENDING and listed.is_ready:
        placement, event = transition(session, now, placement, S.READY, clock, facts)
        events.append(event)
    elif placement.status is S.READY and not listed.is_ready:
        placement, event = transition(session, now, placement, S.DOCS_PENDING, clock, facts)
        events.append(event)
    if placement.status is S.READY and begun and placement.date_to >= day_of(now):
        _, event = transition(session, now, placement, S.ACTIVE, clock, facts)
        events.append(event)
    return events


def mentors_for(session: Session, actor: int, placement_id: int) -> list[tuple[int, str | None, int, int]]:
    """Return who may be a placement's mentor: person, name (None: told none), students now, most students."""
    placement, _ = _load(session, actor, placement_id, Item.MENTOR)
    holders = roles.holders(session, Role.MENTOR, frozenset({placement.enterprise}))
    names = people.names(session, holders)
    found = []
    for person in sorted(holders, key=lambda one: names.get(one, "")):
        cap = placements.mentor(session, person, placement.enterprise) or Mentor(person, placement.enterprise)
        found.append((person, names.get(person), len(placements.of_mentor(session, person)), cap.most_students))
    return found


def may_note(session: Session, actor: int, placement: Placement, student: Student) -> frozenset[Item]:
    """Return the items that this person may note."""
    who = load_actor(session, actor)
    college = allows(who, Action.WRITE, desk.target(session, placement, student))
    plant = allows(who, Action.WRITE_PART, desk.target(session, placement, student))
    own = student.person_id == actor
    consent = allows(who, Action.WRITE, _consent(session, placement))
    return frozenset(
        item
        for item, noting in NOTED.items()
        if (college and (item is not Item.PARENT_CONSENT or consent))
        or (plant and noting.enterprise)
        or (own and noting.student)
    )


# --- the parts -----------------------------------------------------------------------------------------


def _load(session: Session, actor: int, placement_id: int, item: Item) -> tuple[Placement, Student]:
    if item not in NOTED:
        raise NotFound
    placement, student = desk.load_placement(session, actor, placement_id)
    if item is Item.PARENT_CONSENT:
        require(session, actor, Action.WRITE, _consent(session, placement))
    if item not in may_note(session, actor, placement, student):
        require(session, actor, Action.WRITE, desk.target(session, placement, student))
    return placement, student


def _consent(session: Session, placement: Placement) -> Target:
    return Target(Kind.CONSENT, organisations=circle_of(session, placement.college))


def _medical_required(content: Content, programme: str) -> bool:
    return any(one.key == programme and one.medical_exam is not MedicalExam.NONE for one in content.programmes)


def _check(session: Session, now: datetime, placement: Placement, item: Item, given: Given) -> None:
    """Refuse what cannot be so."""
    for need in NOTED[item].needs:
        if need not in OPTIONAL and getattr(given, need.value) in {None, ""}:
            raise Refusal("internship-item-missing")
    today = day_of(now)
    if given.day is not None and Need.DAY in NOTED[item].needs and given.day > today:
        raise Refusal("internship-day-future")
    if given.until is not None and item is Item.MEDICAL and given.until < today:
        raise Refusal("internship-medical-past")
    if item is Item.AGREEMENT and given.ends is not None and given.day is not None and given.ends < given.day:
        raise Refusal("internship-agreement-backwards")
    if item is Item.MENTOR_CONSENT and mentor_of(session, placement) is None:
        raise Refusal("internship-mentor-first")


_SHARED: Final = frozenset({Item.PARENT_CONSENT, Item.MEDICAL, Item.GEAR, Item.MENTOR_CONSENT})
"""What is a student's or a mentor's own: noted once, it is so in each of their practices."""


def _sharing(session: Session, placement: Placement, item: Item) -> list[Placement]:
    """Return the practices for which an item is noted at once, the one it is noted at first."""
    if item is Item.MENTOR_CONSENT and placement.mentor_id is not None:
        found = placements.of_mentor(session, placement.mentor_id)
        others = [one for one in found if one.enterprise == placement.enterprise]
    else:
        others = placements.current_of(session, placement.student_id)
    return [placement, *(one for one in others if one.id != placement.id)]


__all__ = [
    "NOTED",
    "Given",
    "Need",
    "Noting",
    "State",
    "ends_early",
    "insist",
    "let_pass",
    "may_note",
    "mentor_of",
    "mentors_for",
    "note",
    "noted",
    "ready",
    "seen",
    "settle",
]
