"""What happened to a placement, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass

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
