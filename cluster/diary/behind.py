"""Hours that stay behind the plan: told to the supervisor on the first working day of a week, and shown on the card."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import WorkCalendar, at, day_of
from cluster.content import Content
from cluster.diary.days import Book, load_books, monday_of
from cluster.diary.events import HoursBehind
from cluster.duties import Duties, Duty
from cluster.events import Done
from storage.duties import open_one
from storage.internship import Placement, PlacementStatus, placements

S = PlacementStatus

BEHIND: Final = "diary-behind"
EVERYBODY: Final = "all"
LOOK_AT = time(10)
LEAST_PERCENT: Final = 70
"""Of what was due by now. Less is behind."""
LEAST_DAYS: Final = 5
"""Before a week has gone by, one missed day says nothing."""
AT_ONCE: Final = 200
TOLD_AFTER_THE_END: Final = timedelta(days=7)
"""Once more after the last day; then it is the supervisor's to settle."""
_ONE_DAY = timedelta(days=1)


def is_behind(book: Book) -> bool:
    """Whether far fewer hours are written than the days gone by had; excused days count for nothing."""
    due = sum(one.planned > 0 for one in book.days if one.day < book.today or one.mark is not None)
    return due >= LEAST_DAYS and 100 * book.real < LEAST_PERCENT * book.planned_so_far


def ensure(session: Session, now: datetime) -> None:
    """Make sure that a look is due: at the very first start, and where one was given up after failing."""
    if open_one(session, BEHIND, EVERYBODY) is None:
        _look_next(session, now)


def _look_next(session: Session, now: datetime) -> None:
    today = day_of(now)
    day = today if now < at(today, LOOK_AT) else today + _ONE_DAY
    duties.schedule(session, BEHIND, EVERYBODY, at(day, LOOK_AT))


def _look(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Look at the next practices, 200 in a go, if a week begins; then tomorrow again."""
    today = day_of(now)
    if not _begins_week(today, content.calendar):
        _look_next(session, now)
        return Done(None)
    after = int(duty.payload.get("after", 0))
    found = placements.in_states(session, {S.ACTIVE, S.REPORTING}, after_id=after, limit=AT_ONCE)
    wanted = [one for one in found if _is_told(one, today)]
    events = tuple(
        HoursBehind(book.placement.id, today, book.real, book.planned_so_far)
        for book in load_books(session, now, wanted, content)
        if is_behind(book)
    )
    if len(found) == AT_ONCE:
        duties.schedule(session, BEHIND, EVERYBODY, now, {"after": found[-1].id})
    else:
        _look_next(session, now)
    return Done(None, events)


def _is_told(one: Placement, today: date) -> bool:
    return one.status is S.ACTIVE or today - one.date_to <= TOLD_AFTER_THE_END


def _begins_week(day: date, calendar: WorkCalendar) -> bool:
    before = (monday_of(day) + timedelta(days=number) for number in range(day.weekday()))
    return calendar.is_working(day) and not any(map(calendar.is_working, before))


DUTIES: Duties = {BEHIND: _look}
