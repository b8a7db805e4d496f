"""The calendar of a practice as a student has it on their telephone, and what has to be sent when it changes.

    fetched ──► the days and the shift that were told are remembered, in the payload of one duty a placement
    each morning, and at once when the practice takes a step ──► other days, another shift or place? ──► a newer file

The duty stands until the practice is over and its last file was sent. A newer file names the days that vanished, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import after_quiet_hours, at, day_of
from cluster.content import Content, Site
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.internship.status import Change, follow
from cluster.internship.touching import on_touch
from cluster.minors import planned_days
from cluster.path.today import site_of
from storage import people
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import OVER, Place, Placement, PlacementStatus, placements, places, students

S = PlacementStatus

CHECK: Final = "path-calendar"
CHECK_AT = time(10, 0)
"""Outside the quiet hours: a file rings."""


@dataclass(frozen=True)
class CalendarChanged(Event):
    """A student's calendar is old: a newer file is to be made for them (people.id)."""

    person_id: int
    placement_id: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a calendar file holds: Moscow `days` of work, those that were `told` before, the number of the file.

    `seen` tells two contents of a file apart.
    """

    placement: Placement
    place: Place
    site: Site | None
    days: tuple[date, ...]
    told: tuple[date, ...]
    sequence: int
    seen: str

    @property
    def all_days(self) -> tuple[date, ...]:
        """Return every day that was ever told or is told now."""
        return tuple(sorted({*self.days, *self.told}))


def agenda(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Agenda:
    """Return the calendar of one's own practice; `Refusal` where there are no days that one could be told."""
    placement, student = desk.load_placement(session, actor, placement_id)
    if student.person_id != actor:
        raise Forbidden
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    if place is None or placement.status in {S.PLANNED, S.OFFERED}:
        raise Refusal("today-calendar-early")
    told = _told(session, placement_id)
    site, days = site_of(content, placement.enterprise, place), _days(placement, place, now, content)
    if not days and not told.days:
        raise Refusal("today-calendar-nothing")
    seen = _print_of(place, site, days)
    newer = bool(told.days) and told.seen != seen
    return Agenda(placement, place, site, days, told.days, placement.calendar_sequence + newer, seen)


def delivered(
    session: Session, now: datetime, actor: int, placement_id: int, days: Sequence[date], sequence: int, seen: str
) -> Done[None]:
    """Note that a student has a file, so that they get a newer one when it is old."""
    placement, student = desk.load_placement(session, actor, placement_id)
    if student.person_id != actor:
        raise Forbidden
    if sequence > placement.calendar_sequence:
        placements.set_calendar_sequence(session, placement_id, sequence)
    payload = {"placement": placement_id, "days": [day.isoformat() for day in days], "seen": seen}
    duties.schedule(session, CHECK, str(placement_id), _tomorrow(now), payload)
    return Done(None)


def language_of(session: Session, person: int) -> str:
    """Return the language of the person who gets a file."""
    found = people.get(session, [person]).get(person)
    return found.language if found is not None else "ru"


@dataclass(frozen=True, slots=True)
class _Told:
    days: tuple[date, ...] = ()
    seen: str = ""


def _told(session: Session, placement_id: int) -> _Told:
    duty = duties.open_one(session, CHECK, str(placement_id))
    if duty is None:
        return _Told()
    return _Told(tuple(date.fromisoformat(day) for day in duty.payload["days"]), duty.payload["seen"])


def _look(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Have a newer file made where the one that was fetched is old; forget a practice that is over and told."""
    placement_id = int(duty.payload["placement"])
    placement = placements.find(session, placement_id)
    student = students.find(session, placement.student_id) if placement is not None else None
    if placement is None or student is None or student.person_id is None:
        return Done(None)
    duties.schedule(session, CHECK, duty.key, _tomorrow(now), duty.payload)
    try:
        found = agenda(session, now, student.person_id, placement_id, content)
    except (NotFound, Forbidden, Refusal):
        duties.cancel(session, CHECK, duty.key)
        return Done(None)
    if found.seen != duty.payload["seen"]:
        return Done(None, (CalendarChanged(student.person_id, placement_id),))
    if placement.status in OVER or placement.date_to < day_of(now):
        duties.cancel(session, CHECK, duty.key)
    return Done(None)


def _days(placement: Placement, place: Place, now: datetime, content: Content) -> tuple[date, ...]:
    """Return the working days of a practice; of one that is interrupted or ended those that were before that."""
    last = placement.date_to
    if placement.status is S.CANCELLED:
        return ()
    if placement.status in {S.PAUSED, S.TERMINATED, S.FAILED}:
        since = day_of(placement.status_since or now)
        last = min(last, since)
    planned = planned_days(
        placement.date_from, last, place.shift_from, place.shift_to, place.break_minutes, content.calendar
    )
    return tuple(one.day for one in planned)


def _print_of(place: Place, site: Site | None, days: Sequence[date]) -> str:
    said = (days, place.shift_from, place.shift_to, place.enterprise, place.site, site, place.meeting)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _tomorrow(now: datetime) -> datetime:
    return at(day_of(now) + timedelta(days=1), CHECK_AT)


@follow
def _after_steps(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """Look at once, or in the morning, whether the days of a practice that took a step are others now."""
    duties.hasten(session, CHECK, [str(before.id) for before, _ in changes], after_quiet_hours(now))


@on_touch
def _after_facts(session: Session, now: datetime, placement: Placement) -> None:
    duties.hasten(session, CHECK, [str(placement.id)], after_quiet_hours(now))


DUTIES: Duties = {CHECK: _look}
