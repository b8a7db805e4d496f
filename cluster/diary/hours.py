"""How long a day of practice is: what the shift plans, what the age allows, all in half hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from cluster.content import Content
from cluster.minors import limits_on
from storage import diary
from storage.diary import EntryState
from storage.internship import Place, Student

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


def hours_by_competence(days: Iterable[tuple[int, Sequence[str]]], codes: Sequence[str]) -> dict[str, int]:
    """Return half hours by competence: a day's are shared alike by what was done on it; the sum stays what it is.

    `days` are (half hours, codes). Whole half hours come of it: what is left of parts goes to the largest parts first.
    Empty where there are no days.
    """
    exact, seen = dict.fromkeys(codes, Fraction(0)), False
    for half_hours, done in days:
        seen = True
        known = [code for code in codes if code in done]
        for code in known:
            exact[code] += Fraction(half_hours, len(known))
    whole = {code: int(share) for code, share in exact.items()}
    left = int(sum(exact.values())) - sum(whole.values())
    by_part = sorted(codes, key=lambda code: (whole[code] - exact[code], codes.index(code)))
    return {code: whole[code] + (code in by_part[:left]) for code in codes} if seen else {}


@dataclass(frozen=True, slots=True)
class Shares:
    """The half hours of each competence by the accepted days, and of how many days the mentor has not said yes."""

    half_hours: Mapping[str, int]
    unaccepted: int


def accepted_hours(session: Session, placement_id: int, codes: Sequence[str]) -> Shares:
    """Return what the accepted days of a diary say of competences."""
    found = diary.marks(session, [placement_id]).get(placement_id, [])
    accepted = [one for one in found if one.state is EntryState.ACCEPTED]
    left = sum(one.state in {EntryState.WRITTEN, EntryState.RETURNED} for one in found)
    return Shares(hours_by_competence([(one.half_hours, one.competences) for one in accepted], codes), left)


def measure(place: Place | None, student: Student, day: date, content: Content) -> Measure:
    """Return how long a student's day may be, by the rules in force on it and the age on it."""
    listed = place is not None and place.listed_work
    limits = limits_on(content.minor_rules, student.birth_date, day, listed_work=listed)
    shift = shift_of(place)
    if limits is None or limits.day_hours is None:
        return Measure(shift)
    return Measure(shift, int(limits.day_hours / Decimal("0.5")), by_age=True)
