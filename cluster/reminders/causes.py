"""What each reminder of practice is about: in which states of a placement it stands, and the days that it counts to.

Nothing here is kept: whatever asks works it out anew, so that a reminder of what is no longer so is never told.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from cluster.calendar import WorkCalendar, at, day_of
from cluster.content import ReminderKind, ReminderRule
from cluster.internship.briefings import repeat_due
from cluster.internship.ending import sign_due
from cluster.minors import birthdays_within
from storage.internship import PayBasis, PlacementStatus
from storage.internship.causes import Practice

S, R = PlacementStatus, ReminderKind

_AHEAD = frozenset({S.CONFIRMED, S.DOCS_PENDING, S.READY})
_AT_WORK = frozenset({S.ACTIVE, S.PAUSED})
_ASKED_OF_PAY: Final = timedelta(days=14)
_LONGEST_AFTER_THE_END: Final = timedelta(days=45)
"""The last pay comes on the first pay day after the end."""

STANDING: Final[Mapping[ReminderKind, frozenset[PlacementStatus]]] = {
    R.PAPERS: _AHEAD,
    R.PLAN: _AHEAD,
    R.FIRST_DAY: _AHEAD,
    R.MEDICAL: _AHEAD | _AT_WORK,
    R.BRIEFING: _AT_WORK,
    R.REVIEW: _AT_WORK | {S.REPORTING},
    R.MARKS: frozenset({S.ACTIVE, S.REPORTING}),
    R.SIGN: frozenset({S.ASSESSED}),
    R.PAY: _AT_WORK | {S.REPORTING, S.ASSESSED},
    R.BIRTHDAY: _AHEAD | _AT_WORK,
    R.AGREEMENT: _AHEAD | _AT_WORK,
}
"""The kinds that hang on a placement, with the states in which they stand."""
OF_THE_DIARY: Final = frozenset({R.REVIEW})
"""For these the practice has to be loaded with what waits in its diary."""


def days(practice: Practice, rule: ReminderRule, work: WorkCalendar) -> list[date]:
    """Return the days that a kind counts to, the earliest first; none where its cause does not hold."""
    if practice.placement.status not in STANDING[rule.kind]:
        return []
    return sorted(_DAYS[rule.kind](practice, rule, work))


def is_ahead(kind: ReminderKind, practice: Practice, day: date, now: datetime) -> bool:
    """Whether it is not too late to be told of a day."""
    today = day_of(now)
    match kind:
        case R.FIRST_DAY:
            begins = time() if practice.place is None else practice.place.shift_from
            return now < at(day, begins)
        case R.PAPERS | R.PLAN:
            return today < day
        case R.PAY:
            return today <= day + _ASKED_OF_PAY
        case R.REVIEW | R.SIGN:  # what is late matters the more
            return True
        case R.MARKS:
            return practice.placement.status is S.REPORTING or today <= day
        case _:
            return today <= day


def _first_day(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    yield practice.placement.date_from


def _medical(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    """A clearance that does not reach the first day is an open item of the readiness list, and told by the gate."""
    until, one = practice.student.medical_until, practice.placement
    if until is not None and one.date_from <= until < one.date_to:
        yield until


def _briefing(practice: Practice, rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    """The briefing at the post holds for some months from the last time."""
    until = repeat_due(practice.briefings, practice.placement, rule.holds_months)
    if until is not None:
        yield until


def _review(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    """The last day of each week in which something waits for the mentor; of what was written later, that day."""
    if practice.waiting is None:
        raise AssertionError("the practice was loaded without its diary")
    weeks: dict[date, date] = {}
    for day, written_at in practice.waiting:
        sunday, written = day + timedelta(days=6 - day.weekday()), day_of(written_at)
        weeks[sunday] = min(weeks.get(sunday, written), written)
    yield from {max(sunday, written) for sunday, written in weeks.items()}


def _marks(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    yield practice.placement.date_to


def _sign(practice: Practice, _rule: ReminderRule, work: WorkCalendar) -> Iterator[date]:
    due = sign_due(practice.placement, work)
    if due is not None:
        yield due


def _pay(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    """The pay days of the practice, and the first one after it."""
    place, one = practice.place, practice.placement
    if place is None or place.pay_basis is PayBasis.NONE:
        return
    day = one.date_from
    while (day := day + timedelta(days=1)) <= one.date_to + _LONGEST_AFTER_THE_END:
        if _is_pay_day(day, place.pay_days):
            yield day
            if day > one.date_to:
                return


def _is_pay_day(day: date, pay_days: tuple[int, ...]) -> bool:
    """Whether it is paid on this day: on the last one of a month that lacks the day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return any(day.day == min(number, last) for number in pay_days)


def _birthday(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    one = practice.placement
    for _, day in birthdays_within(practice.student.birth_date, one.date_from, one.date_to):
        yield day


def _agreement(practice: Practice, _rule: ReminderRule, _work: WorkCalendar) -> Iterator[date]:
    """One that does not reach the first day is an open item of the readiness list, and told by the gate."""
    until, one = practice.placement.agreement_until, practice.placement
    if until is not None and one.date_from <= until < one.date_to:
        yield until


_DAYS: Final[Mapping[ReminderKind, Callable[[Practice, ReminderRule, WorkCalendar], Iterator[date]]]] = {
    R.PAPERS: _first_day,
    R.PLAN: _first_day,
    R.FIRST_DAY: _first_day,
    R.MEDICAL: _medical,
    R.BRIEFING: _briefing,
    R.REVIEW: _review,
    R.MARKS: _marks,
    R.SIGN: _sign,
    R.PAY: _pay,
    R.BIRTHDAY: _birthday,
    R.AGREEMENT: _agreement,
}
