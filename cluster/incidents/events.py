"""What happened to an incident, for those who are to be told. An event names them; whoever acted is left out."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from cluster.events import Event


class Step(enum.StrEnum):
    """What somebody did about an incident."""

    ACKNOWLEDGED = "acknowledged"  # somebody deals with it
    HANDED_ON = "handed_on"  # a colleague does from now on
    WORDS = "words"  # the student told more
    NAMED = "named"  # the student said whom it is about
    NOTED = "noted"  # a note for the colleagues
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"  # pressed by mistake


@dataclass(frozen=True)
class IncidentReported(Event):
    """Somebody needs help. `cards` get the whole of it, `bare` no name, `parents` that something was told.

    `owner_id` is the student, where somebody else told it for them.
    """

    incident_id: int
    cards: tuple[int, ...]
    bare: tuple[int, ...]
    parents: tuple[int, ...]
    owner_id: int | None


@dataclass(frozen=True)
class IncidentUnanswered(Event):
    """Nobody has answered in time. `fresh` hear of it for the first time, `again` once more, `bare` without a name.

    The student's telephone rings where it `is_first`; later their message changes silently. `waiting` is of how many
    nobody knows anything where it came to the last step, and 0 before.
    """

    incident_id: int
    level: int
    fresh: tuple[int, ...]
    again: tuple[int, ...]
    bare: tuple[int, ...]
    owner_id: int | None
    is_first: bool
    waiting: int = 0


@dataclass(frozen=True)
class IncidentUnclosed(Event):
    """Somebody deals with it for days, and has not closed it. `people` are reminded, `asked` counts from 1."""

    incident_id: int
    people: tuple[int, ...]
    asked: int


@dataclass(frozen=True)
class IncidentStepped(Event):
    """Something was done. The cards of `cards` and `bare` are settled in place, `ring` get a message of their own.

    `parents` are told where it is over.
    """

    incident_id: int
    version: int
    step: Step
    cards: tuple[int, ...]
    bare: tuple[int, ...]
    ring: tuple[int, ...]
    parents: tuple[int, ...]
    owner_id: int | None
