"""What reminders have to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster.content import ReminderKind, ReminderRole
from cluster.events import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder for one person: of which kind, about which placement and which day, in which part."""

    kind: ReminderKind
    placement_id: int
    day: date
    role: ReminderRole


@dataclass(frozen=True)
class ReminderDue(Event):
    """A person is reminded now. `once` names the occasion, so that nobody is told twice."""

    person_id: int
    line: Line
    once: str


@dataclass(frozen=True)
class RemindersGathered(Event):
    """Several reminders for one person, told together; `late` where an outage held some of them back."""

    person_id: int
    lines: tuple[Line, ...]
    late: bool


@dataclass(frozen=True)
class PayMissing(Event):
    """The pay of this day has not come still, though it is being looked into; with `came`, it has."""

    placement_id: int
    day: date
    actor_id: int
    came: bool = False
