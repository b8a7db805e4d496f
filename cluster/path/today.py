"""«Today»: the present day of a practice: where to be, from when to when, with what; or why there is nowhere to go."""

from __future__ import annotations

import calendar
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from cluster.access import Action, load_actor
from cluster.calendar import at, day_of
from cluster.content import Content, Site
from cluster.internship import desk, items
from cluster.internship.readiness import Ball, Line, Readiness
from cluster.internship.readiness import State as ItemState
from cluster.minors import Limits, limits_on, planned_days
from cluster.path.practising import BEFORE
from cluster.path.reading import deputy_of, found_practice, name_of, names_of
from storage.errors import NotFound
from storage.internship import OVER, PayBasis, Place, Placement, PlacementStatus, Student, places

S = PlacementStatus


class Day(enum.StrEnum):
    """What there is to say of a day; its sentence is the text `today-<value>`."""

    OFFERED = "offered"
    COUNTDOWN = "countdown"  # the first day is to come
    NOT_STARTED = "not_started"  # it has come, and something is missing: not to go
    WORK = "work"  # a shift, to come or under way
    NEXT = "next"  # today's is over; the one after it
    OFF = "off"  # a day off
    LAST = "last"  # the last shift is over
    PAUSED = "paused"
    REPORTING = "reporting"
    ASSESSED = "assessed"
    COMPLETED = "completed"
    ENDED = "ended"  # cancelled, ended early, not passed


_BY_STATUS = {
    S.OFFERED: Day.OFFERED,
    S.PAUSED: Day.PAUSED,
    S.REPORTING: Day.REPORTING,
    S.ASSESSED: Day.ASSESSED,
    S.COMPLETED: Day.COMPLETED,
    **dict.fromkeys((S.CANCELLED, S.TERMINATED, S.FAILED), Day.ENDED),
}
WITH_SHIFT = frozenset({Day.COUNTDOWN, Day.WORK, Day.NEXT, Day.OFF})
"""Of these days the shift of `Today.day` is told."""


@dataclass(frozen=True, slots=True)
class Today:
    """What one day of a practice is like. `day` is the Moscow day that is told of: today, or the next one of work.

    On the `first` of all somebody meets the student.

    `mentor` is a name, "" where they told none, None where there is none; `supervisor` answers for it in
    the college. `missing` are the open items of who reads,
    `others` counts those of everybody else. To a parent (`child`: the student's name) nothing of the people at the
    plant is shown.
    """

    kind: Day
    placement: Placement
    student: Student
    day: date
    today: date
    first: bool
    place: Place | None = None
    site: Site | None = None
    hours: Decimal | None = None
    limits: Limits | None = None
    mentor: str | None = None
    deputy: tuple[str, date] | None = None
    """Who stands in for the mentor now, "" where they told no name, and until which day."""
    supervisor: str | None = None
    missing: tuple[Line, ...] = ()
    others: int = 0
    pay_day: date | None = None
    child: str | None = None

    @property
    def days_left(self) -> int:
        """Return how many days it is to the one that is told of."""
        return (self.day - self.today).days

    @property
    def point(self) -> tuple[float, float] | None:
        """Return where it is on the map, in degrees: the meeting point, else the site."""
        meeting = self.place.meeting if self.place is not None else None
        if meeting is not None and meeting.latitude is not None and meeting.longitude is not None:
            return meeting.latitude, meeting.longitude
        if self.site is not None and self.site.point is not None:
            return self.site.point.latitude, self.site.point.longitude
        return None


def today(session: Session, now: datetime, actor: int, person: int, content: Content) -> Today:
    """Return the present day of a person's practice to themselves, or to their parent.

    `Forbidden` to anybody else; `NotFound` where there is no practice that they were told of.
    """
    me = load_actor(session, actor)
    _, placement = found_practice(session, now, me, person)
    if placement is None:
        raise NotFound("today-none")
    return of_placement(session, now, actor, placement.id, content)


def of_placement(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Today:
    """Return the present day of one practice to its student, or to their parent."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.READ)
    own = student.person_id == actor
    if placement.status is S.PLANNED or not (own or student.person_id in load_actor(session, actor).children):
        raise NotFound("today-none")
    reader = Ball.STUDENT if own else Ball.PARENT
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    kind, day = which(placement, place, now, content)
    mentor, supervisor = names_of(session, placement)
    listed = items.ready(session, placement, student, content) if kind in {Day.COUNTDOWN, Day.NOT_STARTED} else None
    return Today(
        kind, placement, student, day, day_of(now),
        first=day == content.calendar.working_day_or_next(placement.date_from),
        place=place,
        site=site_of(content, placement.enterprise, place),
        hours=_hours(placement, place, day, content),
        limits=_limits(student, place, day, content),
        mentor=mentor if own else None,
        deputy=deputy_of(session, placement) if own else None,
        supervisor=supervisor,
        missing=listed.of(reader) if listed is not None else (),
        others=_of_others(listed, reader),
        pay_day=next_pay_day(placement, place, day_of(now)),
        child=None if own else name_of(student),
    )  # fmt: skip


def which(placement: Placement, place: Place | None, now: datetime, content: Content) -> tuple[Day, date]:
    """Say what kind of day it is, and which day of work it is about."""
    day = day_of(now)
    if placement.status in _BY_STATUS:
        return _BY_STATUS[placement.status], day
    if day < placement.date_from:
        return Day.COUNTDOWN, content.calendar.working_day_or_next(placement.date_from)
    if placement.status in BEFORE:
        return Day.NOT_STARTED, day
    over = place is not None and shift(place, day)[1] <= now
    if content.calendar.is_working(day) and day <= placement.date_to and not over:
        return Day.WORK, day
    following = content.calendar.next_working_day(day)
    if following > placement.date_to:
        return Day.LAST, day
    return (Day.NEXT if content.calendar.is_working(day) else Day.OFF), following


def shift(place: Place, day: date) -> tuple[datetime, datetime]:
    """Return when the shift of a day begins and ends; one that ends at its beginning or before ends the next day."""
    ends = day if place.shift_to > place.shift_from else day + timedelta(days=1)
    return at(day, place.shift_from), at(ends, place.shift_to)


def site_of(content: Content, enterprise: str, place: Place | None) -> Site | None:
    """Return what the content knows of the site of a place; the plant's only one where no place says which."""
    known: Sequence[Site] = next((one.sites for one in content.enterprises if one.key == enterprise), ())
    if place is None:
        return known[0] if len(known) == 1 else None
    return next((one for one in known if place.site in {one.name.ru, one.name.en}), None)


def _hours(placement: Placement, place: Place | None, day: date, content: Content) -> Decimal | None:
    if place is None or not placement.date_from <= day <= placement.date_to:
        return None
    found = planned_days(day, day, place.shift_from, place.shift_to, place.break_minutes, content.calendar)
    return found[0].hours if found else None


def _limits(student: Student, place: Place | None, day: date, content: Content) -> Limits | None:
    listed = place is None or place.listed_work
    return limits_on(content.minor_rules, student.birth_date, day, listed_work=listed)


def _of_others(listed: Readiness | None, reader: Ball) -> int:
    lines = listed.lines if listed is not None else ()
    return sum(line.state is ItemState.OPEN and line.ball is not reader for line in lines)


def next_pay_day(placement: Placement, place: Place | None, today: date) -> date | None:
    """Return the next day on which the plant pays; after the last day of a practice the first one still counts."""
    if place is None or place.pay_basis is PayBasis.NONE or not place.pay_days or placement.status in OVER:
        return None
    first = max(today, placement.date_from)
    return next(
        day for ahead in range(62) if _is_pay_day(day := first + timedelta(days=ahead), place.pay_days)
    )  # each month has one


def _is_pay_day(day: date, pay_days: Sequence[int]) -> bool:
    """Whether somebody is paid on a day: the 31st is the last day of a shorter month."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.day in {min(one, last) for one in pay_days}
