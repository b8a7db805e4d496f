"""How long a day of practice is, and a whole one: what the shift plans, what the age allows, all in half hours.

Whoever says how many hours a practice has asks `plan_of`, or `plan_at` before there is one: cards, offers, messages,
the diary and the papers, so that no two of them disagree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from cluster.calendar import WorkCalendar, birthday
from cluster.content import Content
from cluster.content.minors import FIRST_AGE, GROWN_UP
from cluster.minors import limits_on
from storage.internship import Place, Placement, Student

MOST = 24
"""Twelve hours: nobody is believed who says more of one day."""
_HOUR_MINUTES, _HALF_MINUTES = 60, 30
_DAY_MINUTES = 24 * _HOUR_MINUTES


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a day may be. `shift` is what the place plans, `limit` what the age allows; None where nobody knows."""

    shift: int | None
    limit: int | None = None
    by_age: bool = False

    @property
    def planned(self) -> int | None:
        """Return how long the day should be: never over what the age allows."""
        known = [one for one in (self.shift, self.limit) if one is not None]
        return min(known, default=None)

    def is_over(self, half_hours: int) -> bool:
        """Whether so long a day is more than planned, or than the age allows."""
        return self.planned is not None and half_hours > self.planned

    def is_over_age(self, half_hours: int) -> bool:
        """Whether so long a day is more than the age allows."""
        return self.by_age and self.limit is not None and half_hours > self.limit


def shift_of(place: Place | None) -> int | None:
    """Return the half hours of a shift without its break, a begun one whole; one over midnight ends on the next day."""
    if place is None:
        return None
    starts = place.shift_from.hour * _HOUR_MINUTES + place.shift_from.minute
    ends = place.shift_to.hour * _HOUR_MINUTES + place.shift_to.minute
    length = (ends - starts if ends > starts else ends - starts + _DAY_MINUTES) - place.break_minutes
    return min(max(-(-length // _HALF_MINUTES), 1), MOST)


def measure(place: Place | None, birth_date: date | None, day: date, content: Content) -> Measure:
    """Return how long the day of somebody born then may be, by the rules in force on it and the age on it."""
    listed = place is not None and place.listed_work
    limits = limits_on(content.minor_rules, birth_date, day, listed_work=listed)
    shift = shift_of(place)
    if limits is None or limits.day_hours is None:
        return Measure(shift)
    return Measure(shift, int(limits.day_hours / Decimal("0.5")), by_age=True)


# --- a whole practice ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """How long a practice is, in half hours.

    `wanted` is what the module, the college's list or the rest of a practice asks for, `fits` what its working days
    hold; None where nobody knows the shift.
    """

    wanted: int
    fits: int | None

    @property
    def half_hours(self) -> int:
        """Return what is planned: what is wanted, as far as there is room for it."""
        return self.wanted if self.fits is None else min(self.wanted, self.fits)

    @property
    def is_short(self) -> bool:
        """Whether the days do not hold what is wanted."""
        return self.half_hours < self.wanted


Pace: TypeAlias = tuple[date, int | None]
"""From which day on how long each day is planned, in half hours; None where nobody knows."""


def plan_of(placement: Placement, place: Place | None, student: Student, content: Content) -> Plan:
    """Return how long a practice is."""
    days = working_days(placement.date_from, placement.date_to, content.calendar)
    return plan_on(days, place, student.birth_date, placement.hours_total, content)


def plan_at(
    place: Place, student: Student, hours: int, content: Content, first: date | None = None, last: date | None = None
) -> Plan:
    """Return how long a practice of so many hours would be at a place, on its days or on some of them."""
    days = working_days(first or place.date_from, last or place.date_to, content.calendar)
    return plan_on(days, place, student.birth_date, hours, content)


def plan_on(days: Sequence[date], place: Place | None, birth_date: date | None, hours: int, content: Content) -> Plan:
    """Return how long a practice of so many hours would be on some working days, the earliest first."""
    if not days:
        return Plan(hours * 2, 0)
    return Plan(hours * 2, fitting(paces(place, birth_date, days[0], days[-1], content), days))


def paces(place: Place | None, birth_date: date | None, first: date, last: date, content: Content) -> list[Pace]:
    """Return how long the days are from `first` to `last`: a line for each age and version of the rules.

    Without a place nobody knows: what the age allows at most is no plan.
    """
    if place is None:
        return [(first, None)]
    turns = {first, *(one.effective_from for one in content.minor_rules)}
    if birth_date is not None:
        turns |= {birthday(birth_date, age) for age in range(FIRST_AGE, GROWN_UP + 1)}
    held = sorted(turn for turn in turns if first <= turn <= last)
    return [(turn, measure(place, birth_date, turn, content).planned) for turn in held]


def fitting(known: Sequence[Pace], days: Sequence[date]) -> int | None:
    """Return the half hours that some days hold, the earliest first; None where nobody knows of one of them."""
    marks = [*(bisect_left(days, start) for start, _ in known), len(days)]
    counted = [(planned, end - start) for (_, planned), start, end in zip(known, marks, marks[1:], strict=False)]
    total = 0
    for planned, count in counted:
        if planned is None and count:
            return None
        total += (planned or 0) * count
    return total


def working_days(first: date, last: date, calendar: WorkCalendar) -> list[date]:
    """Return the working days from `first` to `last`, both included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]
