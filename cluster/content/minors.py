"""Rules on work under 18 as content: versions that follow each other, each a table by age. No law stands in code."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from cluster.content.values import Complaint, Item, LocalText, Strict

FIRST_AGE: Final = 14
"""Nobody younger works: no table says how long they might."""
GROWN_UP: Final = 18
"""From here on the tables say nothing."""

_HALF = Decimal("0.5")
DayHours = Annotated[Decimal, Field(ge=0, le=24, multiple_of=_HALF)]
WeekHours = Annotated[Decimal, Field(ge=0, le=60, multiple_of=_HALF)]


class Barred(enum.StrEnum):
    """What somebody under 18 is not asked to do, whatever the hours."""

    NIGHT = "night"
    WEEKEND = "weekend"  # and public holidays: whatever day others have off
    OVERTIME = "overtime"
    TRIPS = "trips"


class AgeBand(Strict):
    """What holds from `age_from` until the birthday of `age_below`, in hours."""

    age_from: Annotated[int, Field(ge=FIRST_AGE, lt=GROWN_UP)]
    age_below: Annotated[int, Field(gt=FIRST_AGE, le=GROWN_UP)]
    week_hours: WeekHours
    day_hours: DayHours
    """In practice, and in a job in the holidays."""
    term_week_hours: WeekHours
    term_day_hours: DayHours
    """In a job beside classes."""
    listed_day_hours: DayHours | None = None
    """At work on the list of hard and harmful work; None where that is barred."""
    barred: tuple[Barred, ...]

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.age_below <= self.age_from:
            raise ValueError(f"age_below {self.age_below} is not above age_from {self.age_from}")
        for narrow, wide in (
            ("term_week_hours", "week_hours"),
            ("term_day_hours", "day_hours"),
            ("listed_day_hours", "day_hours"),
            ("day_hours", "week_hours"),
        ):
            less, more = getattr(self, narrow), getattr(self, wide)
            if less is not None and less > more:
                raise ValueError(f"{narrow} {less} is above {wide} {more}")
        return self


class MinorRules(Item):
    """One version of the rules, in force from a day until the next version is."""

    noun = "minor rules"

    effective_from: date
    source: LocalText
    night_from: time = time(22)
    night_until: time = time(6)
    bands: Annotated[tuple[AgeBand, ...], Field(min_length=1)]

    def band(self, age: int) -> AgeBand | None:
        """Return what holds at an age; None below the first band and from 18 on."""
        return next((band for band in self.bands if band.age_from <= age < band.age_below), None)

    def complaints(self) -> Iterator[Complaint]:
        """Tell which ages have no band, or two."""
        for age in range(FIRST_AGE, GROWN_UP):
            holding = sum(band.age_from <= age < band.age_below for band in self.bands)
            if holding == 0:
                yield "bands", f"no band says what holds at {age}"
            if holding > 1:
                yield "bands", f"{holding} bands say what holds at {age}"
