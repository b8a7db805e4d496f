"""What happened to a placement, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cluster.events import Event
from storage.internship import PlacementStatus


@dataclass(frozen=True)
class PlacementChanged(Event):
    """A placement took a step. `actor` is the part in which somebody acted, `actor_id` people.id (None: the clock)."""

    placement_id: int
    student_id: int
    enterprise: str
    college: str
    before: PlacementStatus
    after: PlacementStatus
    actor: str
    actor_id: int | None


@dataclass(frozen=True)
class MentorChanged(Event):
    """A placement has another mentor, or its first."""

    placement_id: int
    student_id: int
    before: int | None
    after: int
    actor_id: int


@dataclass(frozen=True)
class DeputyNamed(Event):
    """A mentor of a plant is to stand in for another; `deputy_id` is the number of the row."""

    deputy_id: int
    actor_id: int


@dataclass(frozen=True)
class DeputyBegan(Event):
    """The first day of a deputy has come."""

    deputy_id: int


@dataclass(frozen=True)
class DeputyEnded(Event):
    """A deputy stands in no longer, or will not; `actor_id` is None where the last day is over."""

    deputy_id: int
    actor_id: int | None


@dataclass(frozen=True)
class NotStarted(Event):
    """The first day has come, and something is still open: the student must not simply go there.

    `late`: it is told after the shift of the first day began, since the second yes came so late; `next_day` is then the
    earliest day on which they may come, None where none is left, and `shift_from` when its shift begins.
    """

    placement_id: int
    student_id: int
    late: bool = False
    next_day: date | None = None
    shift_from: time | None = None


@dataclass(frozen=True)
class DaysMoved(Event):
    """A practice that should have begun has new days."""

    placement_id: int
    actor_id: int


@dataclass(frozen=True)
class NotReady(Event):
    """What one person has to do before first days that come near: placements, each with the days that are left.

    `lines` are (placement, days left); `whole`: as who answers for all of it, not only for their own items.
    """

    person_id: int
    lines: tuple[tuple[int, int], ...]
    whole: bool
    day: date


@dataclass(frozen=True)
class PracticeOffered(Event):
    """Students and enterprises were asked whether they want these practices."""

    placement_ids: tuple[int, ...]
    actor_id: int


@dataclass(frozen=True)
class OfferAnswered(Event):
    """The student or the enterprise (`part`) said yes; `actor` is who noted it, in which part they acted."""

    placement_id: int
    part: str
    actor: str
    actor_id: int | None


@dataclass(frozen=True)
class OfferConfirmed(Event):
    """Both said yes to these practices. `actor` is the part whose yes was the last."""

    placement_ids: tuple[int, ...]
    actor: str
    actor_id: int | None


@dataclass(frozen=True)
class OfferDeclined(Event):
    """The student or the enterprise (`actor`) said no to a practice, perhaps after a yes."""

    placement_id: int
    before: PlacementStatus
    actor: str
    actor_id: int | None


@dataclass(frozen=True)
class OfferOverdue(Event):
    """An offer was not answered in time."""

    placement_id: int
