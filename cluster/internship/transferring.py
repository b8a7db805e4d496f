"""Moving a student to another plant: one practice ends, the rest of it is offered elsewhere.

The new placement is one of its own, with its own agreement, mentor and briefings; what is the student's (clearance,
sizes, the parent's consent) goes along. Hours that the diary has are taken off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action
from cluster.calendar import WorkCalendar, age_on, day_of
from cluster.content import Content
from cluster.events import Done, Event
from cluster.internship import desk, offering
from cluster.internship.life import Why
from cluster.internship.matching import Suggestion, suggest
from cluster.internship.placing import NotPlaced
from cluster.internship.status import Actor, By, Facts, transition
from storage import diary
from storage.diary import EntryState
from storage.errors import NotFound, Refusal
from storage.internship import (
    UNDER_WAY,
    HistoryEntry,
    NewPlacement,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    places,
)

S = PlacementStatus

ENDS: Final = {
    S.CONFIRMED: S.CANCELLED,
    S.DOCS_PENDING: S.CANCELLED,
    S.READY: S.CANCELLED,
    S.ACTIVE: S.TERMINATED,
    S.PAUSED: S.TERMINATED,
}
"""How the practice ends that a student is moved from; before it is agreed it is simply declined or taken back."""
DAYS_OFFERED: Final = 3


class EndsLater(Refusal):
    """The new practice would end later than the old one has reason to: a human says whether that is meant."""

    def __init__(self, last: date, latest: date) -> None:
        super().__init__("places-move-later")
        self.last, self.latest = last, latest


@dataclass(frozen=True, slots=True)
class Moving:
    """Where a student may be moved to, the best place first."""

    placement: Placement
    student: Student
    found: tuple[Suggestion, ...]
    hours_left: int
    latest: date
    """The last day of the old plan, and as many days more as it was interrupted for."""


def destinations(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Moving:
    """Return the places at other plants that suit a student, with their reasons; `NotFound`, `Forbidden`, `Refusal`."""
    placement, student = _load(session, actor, placement_id, None)
    hours_left = _hours_left(session, placement)
    profession = content.programme(placement.programme).code
    today, busy = day_of(now), _others(session, placement)
    open_to = [
        place
        for place in places.going_on(session, profession, today)
        if place.enterprise != placement.enterprise
        and place.module in {None, placement.module}
        and not any(_meet(one, place, max(place.date_from, today)) for one in busy)
    ]
    found = tuple(suggest(student, profession, open_to, content.way_km))
    return Moving(placement, student, found, hours_left, latest_end(session, now, placement))


def latest_end(session: Session, now: datetime, placement: Placement) -> date:
    """Return until when a practice may go on without anybody asking: its last day, and the days of its pauses more."""
    paused = timedelta()
    since: date | None = None
    for line in placements.history(session, placement.id):
        if line.kind is not PlacementHistoryKind.STATUS:
            continue
        if line.after == S.PAUSED.value:
            since = day_of(line.at)
        elif since is not None:
            paused, since = paused + (day_of(line.at) - since), None
    if since is not None:
        paused += day_of(now) - since
    return placement.date_to + paused


def first_days(place: Place, now: datetime, calendar: WorkCalendar) -> tuple[date, ...]:
    """Return the first days that may be chosen: the place's own where it is to come, else the next working days."""
    day = calendar.working_day_or_next(max(place.date_from, day_of(now) + timedelta(days=1)))
    found: list[date] = []
    while len(found) < DAYS_OFFERED and day <= place.date_to:
        found.append(day)
        day = calendar.next_working_day(day)
    return tuple(found)


def transfer(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    seen_version: int | None,
    place_id: int,
    first_day: date,
    content: Content,
    last_day: date | None = None,
) -> Done[Placement]:
    """End a practice and offer the rest of it at another place, from a first day; all of it or nothing.

    Without `last_day` it ends with the days of the place, unless that is later than the old plan has reason to be: then
    `EndsLater`, and somebody says which day is meant. `PlacementOutdated`, `NotPlaced`, `Refusal`. The second tap of a
    double tap finds the practice over.
    """
    before, student = _load(session, actor, placement_id, seen_version)
    hours_left = _hours_left(session, before)
    place = desk.load_place(session, actor, place_id)
    last = place.date_to if last_day is None else last_day
    _check(now, before, student, place, (first_day, last), content)
    if any(_meet(one, place, first_day) for one in _others(session, before)):
        raise NotPlaced("idle", student)
    latest = latest_end(session, now, before)
    if last_day is None and last > latest:
        raise EndsLater(last, latest)
    facts = Facts(reason=Why.TRANSFER.value)
    _, ended = transition(session, now, before, ENDS[before.status], By(Actor.COLLEGE, actor), facts)
    made = _plan(session, now, before, student, place, (first_day, last), hours_left)
    line = HistoryEntry(
        made.id, now, PlacementHistoryKind.STATUS, Actor.COLLEGE.value, actor,
        after=made.status.value, reason=Why.TRANSFER.value,
    )  # fmt: skip
    placements.note(session, line)
    offered = offering.offer(session, now, actor, made.id, content)
    events: tuple[Event, ...] = (ended, *offered.events)
    return Done(offered.value, events)


def _load(session: Session, actor: int, placement_id: int, seen_version: int | None) -> tuple[Placement, Student]:
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE, seen_version=seen_version)
    if placement.status not in ENDS:
        raise Refusal("places-move-not-now")
    return placement, student


def _hours_left(session: Session, placement: Placement) -> int:
    """Return the hours that the diary leaves for the rest of a practice; `Refusal` where it leaves none."""
    marks = diary.marks(session, [placement.id]).get(placement.id, ())
    done = sum(mark.half_hours for mark in marks if mark.state is not EntryState.LEFT_OUT) // 2
    if done >= placement.hours_total:
        raise Refusal("places-move-no-hours")
    return placement.hours_total - done


def _check(
    now: datetime, before: Placement, student: Student, place: Place, days: tuple[date, date], content: Content
) -> None:
    first_day, last_day = days
    if place.enterprise == before.enterprise:
        raise NotFound
    # Today is a day of the old plant where somebody is there.
    earliest = day_of(now) + timedelta(days=before.status in UNDER_WAY)
    if place.closed_at is not None or not max(place.date_from, earliest) <= first_day <= last_day <= place.date_to:
        raise NotPlaced("open", student)
    profession = content.programme(before.programme).code
    if place.profession != profession or place.module not in {None, before.module}:
        raise NotPlaced("trade", student)
    if student.birth_date is not None and age_on(student.birth_date, first_day) < place.age_min:
        raise NotPlaced("old", student, age=place.age_min)


def _others(session: Session, before: Placement) -> list[Placement]:
    """Return the practices of other modules, on whose days nobody can be moved."""
    return [one for one in placements.current_of(session, before.student_id) if one.id != before.id]


def _meet(other: Placement, place: Place, first_day: date) -> bool:
    return other.date_from <= place.date_to and first_day <= other.date_to


def _plan(
    session: Session,
    now: datetime,
    before: Placement,
    student: Student,
    place: Place,
    days: tuple[date, date],
    hours: int,
) -> Placement:
    if not places.take_seat(session, place.id):
        raise NotPlaced("full", student)
    new = NewPlacement(
        student_id=student.id,
        college=before.college,
        enterprise=place.enterprise,
        programme=before.programme,
        module=before.module,
        kind=before.kind,
        date_from=days[0],
        date_to=days[1],
        hours_total=hours,
        place_id=place.id,
        supervisor_id=before.supervisor_id,
        bed=places.take_bed(session, place.id) if student.needs_bed else None,
    )
    made = placements.add(session, new, now)
    if made is None:
        raise NotPlaced("again", student)
    return made
