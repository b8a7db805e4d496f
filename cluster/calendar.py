"""Time as the cluster counts it: Moscow days, working days, quiet hours, ages.

Moments are aware datetimes; days are plain dates on the Moscow calendar. Nothing here asks the clock: whoever
calls brings `now`. Working days come from yearly lists (`content/holidays/`); a year without a list counts by the
holidays that the law names and by weekends, and says so (`WorkCalendar.is_known`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import ClassVar
from zoneinfo import ZoneInfo

from storage.errors import NaiveTimeError

MOSCOW = ZoneInfo("Europe/Moscow")

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(9, 0)

# Days off by the labour code (article 112); decrees move weekends around them every year.
LAW_HOLIDAYS = frozenset(
    {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)},
)

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
# Longer than any run of days off, so a damaged list of holidays ends in an error and not in a hang.
_LONGEST_REST_DAYS = 366


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office answers, in Moscow time. `weekdays` counts from 1 = Monday.

    Opening must come before closing, and a lunch break, if any, lies between; else `ValueError`.
    """

    # Content and configuration hold office hours, where a mistyped key must not pass.
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    opens: time = time(8, 30)
    closes: time = time(17, 0)
    lunch_from: time | None = time(12, 30)
    lunch_until: time | None = time(13, 15)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)

    def __post_init__(self) -> None:
        if (self.lunch_from is None) != (self.lunch_until is None):
            raise ValueError("give both lunch_from and lunch_until, or neither")
        times = [self.opens, self.lunch_from, self.lunch_until, self.closes]
        known = [clock for clock in times if clock is not None]
        if any(later <= earlier for earlier, later in pairwise(known)):
            raise ValueError("opens, lunch_from, lunch_until and closes must follow each other")
        if not set(self.weekdays) <= set(range(1, 8)):
            raise ValueError("weekdays are numbers from 1 (Monday) to 7")


@dataclass(frozen=True, slots=True)
class YearOfRest:
    """The days off of one year, moved weekends included, and the weekend days that became working."""

    year: int
    days_off: frozenset[date]
    working_weekends: frozenset[date] = frozenset()
    preliminary: bool = False
    """Whether the year's decree is still due, so that days may move."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days people work, by the yearly lists that are known."""

    years: dict[int, YearOfRest] = field(default_factory=dict)

    @classmethod
    def of(cls, years: Iterable[YearOfRest]) -> WorkCalendar:
        """Build the calendar from yearly lists; a later list of the same year wins."""
        return cls({year.year: year for year in years})

    def is_known(self, year: int) -> bool:
        """Whether the final list of `year` is loaded; if not, coordinators see a warning."""
        return year in self.years and not self.years[year].preliminary

    def is_working(self, day: date) -> bool:
        """Whether people with a five-day week work on `day`."""
        return self._is_working_weekend(day) or (day.weekday() < _SATURDAY and not self._is_rest(day))

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return next(self._working_days_after(day))

    def working_day_or_next(self, day: date) -> date:
        """Return `day` when people work on it, else the first working day after it."""
        return day if self.is_working(day) else self.next_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; 0 gives `day` itself, a negative count goes back.

        The day of the event is not counted: three working days after a Friday end on Wednesday.
        """
        steps = self._working_days_before(day) if count < 0 else self._working_days_after(day)
        for _ in range(abs(count)):
            day = next(steps)
        return day

    def next_working_moment(self, moment: datetime, hours: OfficeHours) -> datetime:
        """Return `moment` when the office is open then, else the moment (UTC) when it next opens."""
        local = to_moscow(moment)
        day = local.date()
        if self._is_open_day(day, hours):
            for opens, closes in _openings(hours):
                if local.time() < closes:
                    return max(local, at(day, opens)).astimezone(UTC)
        for _ in range(_LONGEST_REST_DAYS):
            day += _ONE_DAY
            if self._is_open_day(day, hours):
                return at(day, hours.opens).astimezone(UTC)
        raise ValueError(f"no open office day within a year after {moment}")

    def after_office_time(self, moment: datetime, span: timedelta, hours: OfficeHours) -> datetime:
        """Return the moment (UTC) at which the office has been open for `span` since `moment`, lunch left out."""
        here = self.next_working_moment(moment, hours)
        while here + span > (closes := _closing(here, hours)):
            span -= closes - here
            here = self.next_working_moment(closes, hours)
        return here + span

    def is_open(self, moment: datetime, hours: OfficeHours) -> bool:
        """Whether the office answers at `moment`."""
        return self.next_working_moment(moment, hours) == moment

    def _is_open_day(self, day: date, hours: OfficeHours) -> bool:
        return self._is_working_weekend(day) or (day.isoweekday() in hours.weekdays and not self._is_rest(day))

    def _is_working_weekend(self, day: date) -> bool:
        year = self.years.get(day.year)
        return year is not None and day in year.working_weekends

    def _is_rest(self, day: date) -> bool:
        """Whether `day` is off for another reason than being a weekend."""
        year = self.years.get(day.year)
        return (day.month, day.day) in LAW_HOLIDAYS or (year is not None and day in year.days_off)

    def _working_days_after(self, day: date) -> Iterator[date]:
        return self._walk(day, _ONE_DAY)

    def _working_days_before(self, day: date) -> Iterator[date]:
        return self._walk(day, -_ONE_DAY)

    def _walk(self, day: date, step: timedelta) -> Iterator[date]:
        rest = 0
        while rest < _LONGEST_REST_DAYS:
            day += step
            rest += 1
            if self.is_working(day):
                rest = 0
                yield day
        raise ValueError(f"no working day within a year of {day}")


def to_moscow(moment: datetime) -> datetime:
    """Return the same moment on the Moscow clock; `NaiveTimeError` for a naive one."""
    if moment.tzinfo is None:
        raise NaiveTimeError(f"{moment!r} has no time zone")
    return moment.astimezone(MOSCOW)


def day_of(moment: datetime) -> date:
    """Return the Moscow day of `moment`."""
    return to_moscow(moment).date()


def at(day: date, clock: time) -> datetime:
    """Return the moment when Moscow clocks show `clock` on `day`."""
    return datetime.combine(day, clock, MOSCOW)


def is_quiet(moment: datetime) -> bool:
    """Whether `moment` falls into the quiet hours, 21:00 to 9:00 in Moscow."""
    clock = to_moscow(moment).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def after_quiet_hours(moment: datetime) -> datetime:
    """Return `moment` outside quiet hours, else the 9:00 that ends them (UTC)."""
    local = to_moscow(moment)
    if not is_quiet(moment):
        return moment
    day = local.date() + _ONE_DAY if local.time() >= QUIET_FROM else local.date()
    return at(day, QUIET_UNTIL).astimezone(UTC)


def age_on(birth_date: date, day: date) -> int:
    """Return the full years of age on `day`; negative before birth.

    An age is reached on the birthday itself; who was born on 29 February turns a year older on 1 March of a
    common year.
    """
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birthday(birth_date: date, age: int) -> date:
    """Return the day on which the person turns `age`."""
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def is_minor(birth_date: date, day: date) -> bool:
    """Whether the person is under 18 on `day`."""
    return age_on(birth_date, day) < 18


def _openings(hours: OfficeHours) -> list[tuple[time, time]]:
    if hours.lunch_from is None or hours.lunch_until is None:
        return [(hours.opens, hours.closes)]
    return [(hours.opens, hours.lunch_from), (hours.lunch_until, hours.closes)]


def _closing(moment: datetime, hours: OfficeHours) -> datetime:
    """Return when the office closes, or goes to lunch, that is open at `moment`."""
    local = to_moscow(moment)
    clock = next(closes for opens, closes in _openings(hours) if opens <= local.time() < closes)
    return at(local.date(), clock).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
