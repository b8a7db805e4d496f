"""What happened in a diary, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster.events import Event


@dataclass(frozen=True)
class EntryAwaited(Event):
    """Nothing is written of a day of practice; `again` on the next day."""

    placement_id: int
    day: date
    again: bool = False


@dataclass(frozen=True)
class DaysMissed(Event):
    """Nothing was written of `count` days in a row, the first and the last of which are given.

    `weeks`: how many weeks ago the supervisor was told of it first.
    """

    placement_id: int
    first: date
    last: date
    count: int
    weeks: int = 0


@dataclass(frozen=True)
class HoursBehind(Event):
    """On the first working day of a week far fewer half hours are written than were planned so far."""

    placement_id: int
    day: date
    real: int
    planned: int


@dataclass(frozen=True)
class EntryReturned(Event):
    """The mentor gave an entry back, with a comment."""

    entry_id: int
    version: int


@dataclass(frozen=True)
class EntryLeftOut(Event):
    """The college left a day out of the diary, with a reason."""

    entry_id: int
    version: int


@dataclass(frozen=True)
class HelpWanted(Event):
    """A student ticked that they need help."""

    placement_id: int
    day: date


@dataclass(frozen=True)
class ComfortLow(Event):
    """Twice in a row a student felt ill at ease. `day` is the second day."""

    placement_id: int
    day: date


@dataclass(frozen=True)
class DayTooLong(Event):
    """A student under 18 wrote a longer day than the age allows."""

    placement_id: int
    day: date
    half_hours: int
    limit: int
