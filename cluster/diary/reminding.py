"""Reminders of the diary: the same evening, the next noon, and the supervisor where two days in a row are missed.

    19:30  the plan: every practice that goes on today and has nothing written gets a duty for 20:00; tomorrow's plan
    20:00  still nothing written? Then the student is asked, and a duty waits for the next day's noon
    12:00  still nothing? They are asked once more; where it is the second day in a row, the supervisor is told

Who has not answered for three working days is asked each third day only, and once; the supervisor hears it each week.
Each asks again, at its moment, whether it is still owed: an absence, a pause, an entry end it. What ends a practice
takes its duties away in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import at, day_of
from cluster.content import Content, ReminderKind
from cluster.diary.days import IN_A_ROW, Book, DayState, load_book, load_books
from cluster.diary.events import DaysMissed, EntryAwaited
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import status
from storage import alarms
from storage.duties import open_one
from storage.internship import PlacementStatus, placements, students

PLAN: Final = "diary-plan"
EVENING: Final = "diary-evening"
NOON: Final = "diary-noon"
EVERYBODY: Final = "all"
PLAN_AT, EVENING_AT, DEADLINE, NOON_AT = time(19, 30), time(20), time(21), time(12)
ASKED_DAILY: Final = 3
"""So many missed days in a row somebody is asked each day, twice; after that each third day, once."""
A_WEEK: Final = 5
"""Working days after which the supervisor hears again of days that are still missed."""
AT_ONCE = 200
"""So many practices are planned in one transaction."""


def ensure(session: Session, now: datetime) -> None:
    """Make sure that a plan is due: at the very first start, and where one was given up after failing."""
    if open_one(session, PLAN, EVERYBODY) is None:
        today = day_of(now)
        duties.schedule(session, PLAN, EVERYBODY, at(today if now < at(today, DEADLINE) else _next(today), PLAN_AT))


def settle(session: Session, placement_id: int, day: date) -> None:
    """Take away what waits to be asked about a day: it is written, or the student is away."""
    for kind in (EVENING, NOON):
        waiting = open_one(session, kind, str(placement_id))
        if waiting is not None and waiting.payload.get("day") == day.isoformat():
            duties.cancel(session, kind, str(placement_id))


@status.follow
def _end(session: Session, _now: datetime, changes: Sequence[status.Change]) -> None:
    """A practice that does not go on asks for nothing; of its last days one may still be asked while it is reported."""
    for _, changed in changes:
        if changed.after is not PlacementStatus.ACTIVE:
            duties.cancel(session, EVENING, str(changed.placement_id))
        if changed.after not in {PlacementStatus.ACTIVE, PlacementStatus.REPORTING}:
            duties.cancel(session, NOON, str(changed.placement_id))


# --- the clock -------------------------------------------------------------------------------------------


def _plan(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Give every practice without an entry of the plan's day a duty for its evening, 200 in a go; then tomorrow's."""
    day = date.fromisoformat(duty.payload["day"]) if "day" in duty.payload else day_of(duty.due_at)
    found = []
    if content.calendar.is_working(day) and day >= day_of(now) - timedelta(days=1):
        after = int(duty.payload.get("after", 0))
        found = placements.in_states(session, {PlacementStatus.ACTIVE}, after_id=after, limit=AT_ONCE)
        for book in load_books(session, now, found, content):
            if _is_owed(book, day):
                due_at = max(now, at(day, EVENING_AT))
                payload = {"placement": book.placement.id, "day": day.isoformat()}
                duties.schedule(session, EVENING, str(book.placement.id), due_at, payload)
    if len(found) == AT_ONCE:
        duties.schedule(session, PLAN, EVERYBODY, now, {"day": day.isoformat(), "after": found[-1].id})
    else:
        duties.schedule(session, PLAN, EVERYBODY, at(max(_next(day), day_of(now)), PLAN_AT))
    return Done(None)


def _evening(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Ask for today's entry, unless the deadline is over; whatever happens, look again at noon."""
    book, day = _about(session, now, duty, content)
    if book is None or not _is_owed(book, day):
        return Done(None)
    duties.schedule(session, NOON, duty.key, max(now, at(_next(day), NOON_AT)), duty.payload)
    is_told = now < at(day, DEADLINE) and _is_on(session, content)
    wanted = is_told and _is_asked(book, day)
    return Done(None, (EntryAwaited(book.placement.id, day),) if wanted else ())


def _noon(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Ask once more for yesterday's entry; tell the supervisor of a second day in a row."""
    book, day = _about(session, now, duty, content)
    if book is None or not _is_owed(book, day) or not _is_on(session, content):
        return Done(None)
    events: list[Event] = []
    if now < at(_next(day), DEADLINE) and book.may_write(day) and _silent_for(book, day) < ASKED_DAILY:
        events.append(EntryAwaited(book.placement.id, day, again=True))
    gap = [one for one in book.last_gap if one.day <= day]
    if len(gap) >= IN_A_ROW:
        weeks = (len(gap) - IN_A_ROW) // A_WEEK
        events.append(DaysMissed(book.placement.id, gap[0].day, day, len(gap), weeks))
    return Done(None, tuple(events))


def _silent_for(book: Book, day: date) -> int:
    """Return how many working days in a row before that day nothing was written."""
    return sum(one.day < day for one in book.last_gap)


def _is_asked(book: Book, day: date) -> bool:
    """Whether the evening of a day is one on which somebody is asked who was silent before."""
    missed = _silent_for(book, day) + 1
    return missed <= ASKED_DAILY or missed % ASKED_DAILY == 0


def _is_on(session: Session, content: Content) -> bool:
    """Whether anybody is asked: not where content is silent, nor while Telegram is out of reach.

    A question about a day is of no use days later, and a week of them is none at all.
    """
    return content.reminder(ReminderKind.DIARY).on and alarms.outage(session) is None


def _about(session: Session, now: datetime, duty: Duty, content: Content) -> tuple[Book | None, date]:
    day = date.fromisoformat(duty.payload["day"])
    placement = placements.find(session, int(duty.payload["placement"]))
    if placement is None:
        return None, day
    return load_book(session, now, placement, students.get(session, placement.student_id), content), day


def _is_owed(book: Book, day: date) -> bool:
    """Whether somebody is to write of that day, and has not."""
    line = book.on(day)
    going_on = book.placement.status in {PlacementStatus.ACTIVE, PlacementStatus.REPORTING}
    return going_on and line is not None and line.state in {DayState.OPEN, DayState.MISSING}


def _next(day: date) -> date:
    return day + timedelta(days=1)


DUTIES: Duties = {PLAN: _plan, EVENING: _evening, NOON: _noon}
