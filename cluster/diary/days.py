"""The days of a practice as its diary shows them: planned and real hours, what is missing, what the mentor said.

A `Book` is worked out anew from what is kept, for one placement or for many at once, so no sum can be wrong.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.internship.hours import Measure, Plan, measure, plan_of, working_days
from storage import absences, diary
from storage.absences import Absence
from storage.diary import EntryState, Mark
from storage.internship import Place, Placement, PlacementStatus, Student, placements, places, students

EDITABLE_DAYS = 3
"""So many days after its day an entry is written or changed; after a return, so many days after that."""
KEPT = frozenset({PlacementStatus.ACTIVE, PlacementStatus.PAUSED, PlacementStatus.REPORTING})
"""Placements whose diary somebody works with."""
PAST = frozenset(
    {PlacementStatus.ASSESSED, PlacementStatus.COMPLETED, PlacementStatus.TERMINATED, PlacementStatus.FAILED}
)
"""Placements whose diary is closed: it is read, by the student, the mentor and the college, and written no more."""
WRITTEN_IN = frozenset({PlacementStatus.ACTIVE, PlacementStatus.REPORTING})
"""Placements in whose diary the student writes."""
_ONE_DAY = timedelta(days=1)
IN_A_ROW = 2
"""So many missed days in a row are told to the supervisor."""


class DayState(enum.StrEnum):
    """How a working day of a practice stands."""

    AHEAD = "ahead"
    OPEN = "open"  # today, nothing is written yet
    WRITTEN = "written"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    LEFT_OUT = "left_out"  # by the college: it is on no paper
    MISSING = "missing"
    ABSENT = "absent"
    OFF = "off"  # the practice had not begun, was paused or was over by then


BY_ENTRY: Mapping[EntryState, DayState] = {
    EntryState.WRITTEN: DayState.WRITTEN,
    EntryState.ACCEPTED: DayState.ACCEPTED,
    EntryState.RETURNED: DayState.RETURNED,
    EntryState.LEFT_OUT: DayState.LEFT_OUT,
}


@dataclass(frozen=True, slots=True)
class Day:
    """One working day of a practice."""

    day: date
    state: DayState
    measure: Measure
    mark: Mark | None = None
    absence: Absence | None = None

    @property
    def planned(self) -> int:
        """Return the planned half hours; none on days that are excused or off."""
        return 0 if self.state in {DayState.ABSENT, DayState.OFF} else self.measure.planned or 0

    @property
    def real(self) -> int:
        """Return the half hours that were written; none of a day that was left out."""
        return 0 if self.mark is None or self.state is DayState.LEFT_OUT else self.mark.half_hours

    @property
    def is_over(self) -> bool:
        """Whether more was written than planned or allowed."""
        return self.mark is not None and self.measure.is_over(self.mark.half_hours)


@dataclass(frozen=True, slots=True)
class Book:
    """The diary of one placement, a line for every working day of its period."""

    placement: Placement
    student: Student
    place: Place | None
    today: date
    days: tuple[Day, ...]
    plan: Plan

    @property
    def planned_total(self) -> int:
        """Return the planned half hours of the whole practice, as every other screen and paper says them."""
        return self.plan.half_hours

    @property
    def planned_so_far(self) -> int:
        """Return the planned half hours up to yesterday, and of today where it is written; excused days left out."""
        gone = sum(one.planned for one in self.days if one.day < self.today or one.mark is not None)
        return min(gone, self.planned_total)

    @property
    def real(self) -> int:
        """Return the half hours that were written."""
        return sum(one.real for one in self.days)

    @property
    def missing(self) -> tuple[Day, ...]:
        """Return the days gone by of which nothing is written, the earliest first."""
        return self._in(DayState.MISSING)

    @property
    def returned(self) -> tuple[Day, ...]:
        """Return the days that the mentor gave back."""
        return self._in(DayState.RETURNED)

    @property
    def waiting(self) -> tuple[Day, ...]:
        """Return the days that wait for the mentor."""
        return self._in(DayState.WRITTEN)

    @property
    def stuck(self) -> tuple[Day, ...]:
        """Return the days that were given back and that the student cannot write anew any more."""
        closed = self.placement.status in PAST
        return tuple(one for one in self.returned if closed or self.today > self.last_day_to_write(one))

    @property
    def may_be_left_out(self) -> tuple[Day, ...]:
        """Return the days that the college may leave out: stuck ones, and after the last day what still waits."""
        over = self.placement.status in PAST | {PlacementStatus.REPORTING}
        found = {one.day for one in (*self.stuck, *(self.waiting if over else ()))}
        return tuple(one for one in self.days if one.day in found)

    @property
    def left_out(self) -> tuple[Day, ...]:
        """Return the days that the college left out."""
        return self._in(DayState.LEFT_OUT)

    @property
    def absent(self) -> tuple[Day, ...]:
        """Return the days of absence, those ahead too."""
        return self._in(DayState.ABSENT)

    @property
    def last_gap(self) -> tuple[Day, ...]:
        """Return the missed days in a row with which what has gone by ends; excused days do not break the row."""
        gap: list[Day] = []
        for one in reversed([one for one in self.days if one.day < self.today]):
            if one.state in {DayState.ABSENT, DayState.OFF}:
                continue
            if one.state is not DayState.MISSING:
                break
            gap.append(one)
        return tuple(reversed(gap))

    def on(self, day: date) -> Day | None:
        """Return a day; None where it is no working day of the period."""
        return next((one for one in self.days if one.day == day), None)

    def week(self, monday: date) -> tuple[Day, ...]:
        """Return the days of the week that begins with `monday`."""
        return tuple(one for one in self.days if monday <= one.day < monday + timedelta(days=7))

    def may_write(self, day: date) -> bool:
        """Whether the student may write or change what they did that day, now."""
        one = self.on(day)
        if one is None or day > self.today or self.placement.status not in WRITTEN_IN:
            return False
        if one.state in {DayState.ACCEPTED, DayState.LEFT_OUT, DayState.ABSENT, DayState.OFF, DayState.AHEAD}:
            return False
        return self.today <= self.last_day_to_write(one)

    def last_day_to_write(self, one: Day) -> date:
        """Return the last day on which an entry of that day may be written or changed."""
        since = one.day
        if one.state is DayState.RETURNED and one.mark is not None and one.mark.decided_at is not None:
            since = max(since, day_of(one.mark.decided_at))
        return since + timedelta(days=EDITABLE_DAYS)

    def to_write(self) -> tuple[Day, ...]:
        """Return the days that wait for the student: given back ones first, then missed ones, then today."""
        wanted = [one for one in self.days if self.may_write(one.day)]
        order = (DayState.RETURNED, DayState.MISSING, DayState.OPEN)
        return tuple(one for state in order for one in wanted if one.state is state)

    def _in(self, state: DayState) -> tuple[Day, ...]:
        return tuple(one for one in self.days if one.state is state)


def monday_of(day: date) -> date:
    """Return the first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def load_book(session: Session, now: datetime, placement: Placement, student: Student, content: Content) -> Book:
    """Return the diary of one placement as it stands."""
    (book,) = load_books(session, now, [placement], content, {student.id: student})
    return book


def load_books(
    session: Session,
    now: datetime,
    of: Sequence[Placement],
    content: Content,
    known: Mapping[int, Student] | None = None,
) -> list[Book]:
    """Return the diaries of some placements, in few queries whatever their number."""
    ids = [one.id for one in of]
    people = known or students.many(session, [one.student_id for one in of])
    sites = {key: places.find(session, key) for key in {one.place_id for one in of} - {None} if key is not None}
    written, excused = diary.marks(session, ids), absences.standing(session, ids)
    turns = placements.turns(session, ids)
    return [
        _book(
            one,
            people[one.student_id],
            sites.get(one.place_id) if one.place_id is not None else None,
            day_of(now),
            content,
            _Kept(written.get(one.id, ()), excused.get(one.id, ()), turns.get(one.id, ())),
        )
        for one in of
    ]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept about the days of one placement."""

    marks: Sequence[Mark]
    absences: Sequence[Absence]
    turns: Sequence[tuple[datetime, str]]


def _book(
    placement: Placement, student: Student, place: Place | None, today: date, content: Content, kept: _Kept
) -> Book:
    marks = {mark.day: mark for mark in kept.marks}
    spells, closed = list(_spells(kept.turns)), placement.status in PAST

    def line(day: date) -> Day:
        mark = marks.get(day)
        absence = next((one for one in kept.absences if one.covers(day)), None)
        state = _state(day, today, mark, absence, in_force=_is_in(day, today, spells, closed=closed))
        return Day(day, state, measure(place, student.birth_date, day, content), mark, absence)

    period = working_days(placement.date_from, placement.date_to, content.calendar)
    plan = plan_of(placement, place, student, content)
    return Book(placement, student, place, today, tuple(line(day) for day in period), plan)


def _state(day: date, today: date, mark: Mark | None, absence: Absence | None, *, in_force: bool) -> DayState:
    if mark is not None:
        return BY_ENTRY[mark.state]
    if absence is not None:
        return DayState.ABSENT
    if not in_force:
        return DayState.OFF
    if day > today:
        return DayState.AHEAD
    return DayState.OPEN if day == today else DayState.MISSING


def _spells(turns: Iterable[tuple[datetime, str]]) -> Iterator[tuple[date, date | None]]:
    """Give the stretches of days on which a practice went on; the second is the day on which it stopped, or None."""
    began: date | None = None
    for at, after in turns:
        if after == PlacementStatus.ACTIVE:
            began = began or day_of(at)
        elif began is not None:
            yield began, day_of(at)
            began = None
    if began is not None:
        yield began, None


def _is_in(day: date, today: date, spells: Sequence[tuple[date, date | None]], *, closed: bool) -> bool:
    """Whether practice went on that day. Nothing known of any stretch: the whole period counts.

    On the day on which it is paused or ended nobody is asked for an entry; after an early end no day is ahead.
    """
    if day > today:
        return not closed
    if not spells:
        return True
    return any(first <= day and (last is None or day < last) for first, last in spells)
