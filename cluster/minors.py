"""What somebody under 18 may be asked to work, and whether a plan keeps to it.

The rules are content (`cluster/content/minors.py`): versions with a first day, each a table by age. What holds is
looked up for each day by itself, by the age on that day and the version in force on it, so that a birthday or a new
version inside a practice changes the limits on its very day. Nothing here decides law: a verdict says what a plan has
against it, and a human goes on from there.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from cluster.calendar import WorkCalendar, age_on, birthday
from cluster.content.minors import FIRST_AGE, GROWN_UP, AgeBand, Barred, MinorRules

__all__ = [
    "CLOSING",
    "Finding",
    "Kind",
    "Limits",
    "Outcome",
    "PlannedDay",
    "Reason",
    "Span",
    "Verdict",
    "birthdays_within",
    "check_schedule",
    "limits_on",
    "planned_days",
]

CLOSING: Final = "minors-closing"
"""The key of what every explanation ends with: that a human decides."""

TURNING_POINTS: Final = (16, GROWN_UP)
"""The birthdays that whoever plans a practice is told of."""

_NOTHING = Decimal(0)
_HALF_HOUR = Decimal("0.5")
_DAY_MINUTES = 24 * 60


class Kind(enum.StrEnum):
    """Which column of the table counts."""

    PRACTICE = "practice"  # part of the curriculum, of either kind of practice; so does a job in the holidays
    TERM_JOB = "term_job"  # a job beside classes


class Outcome(enum.StrEnum):
    """What a plan or a single finding comes to, the mildest first."""

    OK = "ok"
    WARN = "warn"  # somebody should look at it
    BLOCK = "block"  # nobody begins until somebody has looked at it and answers for it by name


class Reason(enum.StrEnum):
    """What a plan has against it."""

    TOO_YOUNG = "too_young"  # under 14
    LISTED_BARRED = "listed_barred"  # on the list of hard work, which is barred at this age
    LISTED_DAY = "listed_day"  # more hours a day than at work on that list
    DAY = "day"  # more hours a day than the age allows
    WEEK = "week"  # more hours a week
    MIXED_WEEK = "mixed_week"  # the same, where a birthday or new rules change the limit within the week
    NIGHT = "night"  # the shift reaches into the night
    REST_DAY = "rest_day"  # a weekend or a public holiday
    AGE_UNKNOWN = "age_unknown"
    NO_RULE = "no_rule"  # the day lies before the first version of the rules, or there is none
    PLAN_UNKNOWN = "plan_unknown"  # nobody knows the hours yet

    @property
    def text_key(self) -> str:
        """Return the key of its sentence."""
        return f"minors-reason-{self.value}"


_NEVER: Final = frozenset({Reason.TOO_YOUNG, Reason.LISTED_BARRED})
"""That there is no contract makes these no better."""
_UNSURE: Final = frozenset({Reason.AGE_UNKNOWN, Reason.NO_RULE})
"""Nothing is known to be wrong."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What is planned on a Moscow day: hours without breaks, and the shift where it is known.

    A shift that ends at its beginning or before it ends on the next day; it belongs to the day on which it begins.
    """

    day: date
    hours: Decimal
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked of somebody on one day. Hours are None where nobody knows; then ask a human."""

    age: int | None
    bound: Reason
    """What is wrong with a longer day."""
    day_hours: Decimal | None = None
    week_hours: Decimal | None = None
    barred: frozenset[Barred] = frozenset(Barred)
    night_from: time | None = None
    night_until: time | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a plan has against it; `day` is the Monday where it is about a week.

    `limit` and `planned` are hours of that day or week, `age` is the age that the limit is for.
    """

    day: date
    reason: Reason
    outcome: Outcome
    limit: Decimal | None = None
    planned: Decimal | None = None
    age: int | None = None
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The same finding on `count` days (or weeks), the first in `finding`, for who reads them."""

    finding: Finding
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a plan comes to: its worst finding. The findings come by day, a week's before those of its days."""

    findings: tuple[Finding, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Return the worst that was found."""
        return max((finding.outcome for finding in self.findings), key=list(Outcome).index, default=Outcome.OK)

    @property
    def blocks(self) -> bool:
        """Whether somebody has to answer for it by name before the first day."""
        return self.outcome is Outcome.BLOCK

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the findings with equal ones taken together, the earliest first."""
        spans: dict[Finding, Span] = {}
        for finding in self.findings:
            alike = replace(finding, day=date.min)
            known = spans.get(alike, Span(finding, finding.day, 0))
            spans[alike] = replace(known, last=finding.day, count=known.count + 1)
        return tuple(spans.values())


def limits_on(
    rules: Iterable[MinorRules], birth_date: date | None, day: date, *, listed_work: bool, kind: Kind = Kind.PRACTICE
) -> Limits | None:
    """Return what may be asked of somebody on `day`; None from 18 on, when these rules ask nothing.

    At work on the list of hard work the day is the shorter of what the age and what the list allows, and has no hour
    where that work is barred. Where the age is unknown or no rule in force, everything is barred that may be.
    """
    if birth_date is None:
        return Limits(None, Reason.AGE_UNKNOWN)
    age = age_on(birth_date, day)
    if age >= GROWN_UP:
        return None
    if age < FIRST_AGE:
        return Limits(age, Reason.TOO_YOUNG, _NOTHING)
    version = max((one for one in rules if one.effective_from <= day), key=lambda one: one.effective_from, default=None)
    band = None if version is None else version.band(age)
    if version is None or band is None:
        return Limits(age, Reason.NO_RULE)
    hours, bound = _day_hours(band, kind, listed_work=listed_work)
    return Limits(
        age,
        bound,
        hours,
        band.term_week_hours if kind is Kind.TERM_JOB else band.week_hours,
        frozenset(band.barred),
        version.night_from,
        version.night_until,
    )


def _day_hours(band: AgeBand, kind: Kind, *, listed_work: bool) -> tuple[Decimal, Reason]:
    """Return how long a day may be, and what bounds it."""
    hours = band.term_day_hours if kind is Kind.TERM_JOB else band.day_hours
    if not listed_work:
        return hours, Reason.DAY
    if band.listed_day_hours is None:
        return _NOTHING, Reason.LISTED_BARRED
    if band.listed_day_hours < hours:
        return band.listed_day_hours, Reason.LISTED_DAY
    return hours, Reason.DAY


def check_schedule(
    rules: Sequence[MinorRules],
    birth_date: date | None,
    days: Sequence[PlannedDay],
    *,
    kind: Kind,
    listed_work: bool,
    calendar: WorkCalendar,
    contract: bool,
) -> Verdict:
    """Say what a plan has against it.

    Limits bind strictly where there is a contract under the labour code: what passes them then blocks, else it warns.
    Too young for any work or for the work on the list blocks in either case; what is not known warns. Days without
    hours, and days from the 18th birthday on, are nobody's business here.

    Weeks begin on Monday. Where a birthday or a new version changes the limit inside a week, the lowest limit of its
    working days counts for all of them: the law does not say how to divide such a week, and this is the answer that is
    never too much. So only the days under 18 are added up in the week of the 18th birthday.
    """
    plans = sorted((plan for plan in days if plan.hours > 0), key=lambda plan: plan.day)
    if birth_date is None:
        return Verdict(tuple(Finding(plan.day, Reason.AGE_UNKNOWN, Outcome.WARN) for plan in plans[:1]))
    by_day = [(day, list(shifts)) for day, shifts in groupby(plans, key=lambda plan: plan.day)]
    bound = [
        (shifts, limits)
        for day, shifts in by_day
        if (limits := limits_on(rules, birth_date, day, listed_work=listed_work, kind=kind)) is not None
    ]
    found = [finding for shifts, limits in bound for finding in _of_day(shifts, limits, calendar, contract=contract)]
    for _, week in groupby(bound, key=lambda pair: _monday(pair[0][0].day)):
        found += _of_week(list(week), contract=contract)
    return Verdict(tuple(sorted(found, key=lambda one: (one.day, one.reason not in {Reason.WEEK, Reason.MIXED_WEEK}))))


def _of_day(
    shifts: Sequence[PlannedDay], limits: Limits, calendar: WorkCalendar, *, contract: bool
) -> Iterator[Finding]:
    """Give what speaks against one day with its shifts (usually one)."""
    day, planned = shifts[0].day, _hours(shifts)
    if limits.day_hours is None or planned > limits.day_hours:
        yield Finding(
            day, limits.bound, _outcome(limits.bound, contract=contract), limits.day_hours, planned, limits.age
        )
    if limits.week_hours is None:
        return  # too young, or no rule: there is nothing more to hold the day to
    if Barred.WEEKEND in limits.barred and not calendar.is_working(day):
        yield Finding(
            day, Reason.REST_DAY, _outcome(Reason.REST_DAY, contract=contract), planned=planned, age=limits.age
        )
    if Barred.NIGHT not in limits.barred:
        return
    for shift in shifts:
        if _is_by_night(shift, limits):
            outcome = _outcome(Reason.NIGHT, contract=contract)
            yield Finding(
                day, Reason.NIGHT, outcome, planned=shift.hours, age=limits.age, starts=shift.starts, ends=shift.ends
            )


def _of_week(week: Sequence[tuple[Sequence[PlannedDay], Limits]], *, contract: bool) -> Iterator[Finding]:
    """Give what speaks against the days of one week together; days without a weekly limit are not counted."""
    counted = [
        (limits.week_hours, limits.age, _hours(shifts)) for shifts, limits in week if limits.week_hours is not None
    ]
    if not counted:
        return
    limit, age, _ = min(counted, key=lambda one: one[0])
    planned = sum((hours for _, _, hours in counted), start=_NOTHING)
    if planned > limit:
        reason = Reason.WEEK if len({one[0] for one in counted}) == 1 else Reason.MIXED_WEEK
        monday = _monday(week[0][0][0].day)
        yield Finding(monday, reason, _outcome(reason, contract=contract), limit, planned, age)


def _outcome(reason: Reason, *, contract: bool) -> Outcome:
    if reason in _UNSURE:
        return Outcome.WARN
    return Outcome.BLOCK if contract or reason in _NEVER else Outcome.WARN


def _hours(shifts: Iterable[PlannedDay]) -> Decimal:
    return sum((shift.hours for shift in shifts), start=_NOTHING)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_by_night(shift: PlannedDay, limits: Limits) -> bool:
    if shift.starts is None or shift.ends is None or limits.night_from is None or limits.night_until is None:
        return False
    starts, ends = _stretch(shift.starts, shift.ends)
    dusk, dawn = _stretch(limits.night_from, limits.night_until)
    # The night before, that of the day, and that of the next day, into which a long shift may reach.
    return any(starts < dawn + turn and dusk + turn < ends for turn in (-_DAY_MINUTES, 0, _DAY_MINUTES))


def _stretch(starts: time, ends: time) -> tuple[int, int]:
    """Return a stretch of time in minutes from midnight; one that does not end after it begins goes over midnight."""
    first, last = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    return first, last if last > first else last + _DAY_MINUTES


def planned_days(
    first: date, last: date, shift_from: time, shift_to: time, break_minutes: int, calendar: WorkCalendar
) -> list[PlannedDay]:
    """Return the working days from `first` to `last` with the same shift on each; breaks are not work.

    Hours are rounded up to half hours, as limits are: so no minute above a day's limit is lost.
    """
    starts, ends = _stretch(shift_from, shift_to)
    halves = max(-(-(ends - starts - break_minutes) // 30), 0)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [PlannedDay(day, halves * _HALF_HOUR, shift_from, shift_to) for day in days if calendar.is_working(day)]


def birthdays_within(birth_date: date | None, first: date, last: date) -> list[tuple[int, date]]:
    """Return the ages from which other limits hold, with their days, that are reached from `first` to `last`."""
    if birth_date is None:
        return []
    return [(age, day) for age in TURNING_POINTS if first <= (day := birthday(birth_date, age)) <= last]
