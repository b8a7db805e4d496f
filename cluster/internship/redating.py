"""New days for a practice that should have begun and has not: the one way out beside beginning and ending it.

The student, the plant and the place stay; whoever waited for the old first day waits for the new one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action
from cluster.calendar import WorkCalendar, day_of
from cluster.content import Content
from cluster.events import Done, Event
from cluster.internship import desk, items, life
from cluster.internship.events import DaysMoved
from cluster.internship.status import Actor
from cluster.internship.touching import touch
from storage.errors import Refusal
from storage.internship import (
    NOT_BEGUN,
    HistoryEntry,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    places,
)

S = PlacementStatus
DAYS_OFFERED: Final = 3
LONGEST: Final = timedelta(days=366)
DAYS_WATCHED: Final = NOT_BEGUN - {S.PLANNED, S.OFFERED}
"""Where the clock waits for the first day."""


class DayRefused(Refusal):
    """A day that cannot be; `question` is the answer that is in the way."""

    def __init__(self, question: str, text_key: str, **args: object) -> None:
        super().__init__(text_key, **args)
        self.question = question


def may_move(placement: Placement, today: date) -> bool:
    """Whether a practice may get new days: its first one has come, and it has not begun."""
    return placement.status in NOT_BEGUN and placement.date_from <= today


def load(
    session: Session, now: datetime, actor: int, placement_id: int, seen_version: int | None = None
) -> tuple[Placement, Student, Place | None]:
    """Return a practice to who may give it new days; `PlacementOutdated`, `Refusal`."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE, seen_version=seen_version)
    if not may_move(placement, day_of(now)):
        raise Refusal("internship-days-not-now")
    place = None if placement.place_id is None else places.get(session, placement.place_id)
    return placement, student, place


def first_days(place: Place | None, today: date, calendar: WorkCalendar) -> tuple[date, ...]:
    """Return the next working days, as far as they are days of the place."""
    found: list[date] = []
    day = calendar.next_working_day(today)
    while len(found) < DAYS_OFFERED and (place is None or day <= place.date_to):
        found.append(day)
        day = calendar.next_working_day(day)
    return tuple(found)


def move(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    seen_version: int | None,
    first: date,
    last: date,
    content: Content,
) -> Done[Placement]:
    """Give a practice that has not begun new days. `PlacementOutdated`, `DayRefused`, `Refusal`."""
    before, _, place = load(session, now, actor, placement_id, seen_version)
    _check(session, now, before, place, first, last)
    sequence = before.calendar_sequence + 1
    changed = placements.change(session, placement_id, date_from=first, date_to=last, calendar_sequence=sequence)
    line = HistoryEntry(
        placement_id, now, PlacementHistoryKind.EDIT, Actor.COLLEGE.value, actor, fields=("date_from", "date_to")
    )
    placements.note(session, line)
    if changed.status in DAYS_WATCHED:
        life.plan_days(session, now, changed)
    touch(session, now, changed)
    events: tuple[Event, ...] = () if changed.status is S.PLANNED else (DaysMoved(placement_id, actor),)
    if changed.status in DAYS_WATCHED:  # who was ready by the old days may not be by the new ones
        events += tuple(items.settle(session, now, placement_id, content))
    return Done(placements.get(session, placement_id), events)


def _check(session: Session, now: datetime, before: Placement, place: Place | None, first: date, last: date) -> None:
    if first <= day_of(now):
        raise DayRefused("first", "internship-days-past")
    if not first <= last <= first + LONGEST:
        raise DayRefused("last", "internship-days-order")
    if place is not None and not place.date_from <= first <= last <= place.date_to:
        question = "last" if place.date_from <= first <= place.date_to else "first"
        days = {
            "first": russian.format_numeric_date(place.date_from),
            "last": russian.format_numeric_date(place.date_to),
        }
        raise DayRefused(question, "internship-days-place", **days)
    others = [one for one in placements.current_of(session, before.student_id) if one.id != before.id]
    if any(one.date_from <= last and first <= one.date_to for one in others):
        raise DayRefused("first", "internship-days-busy")
