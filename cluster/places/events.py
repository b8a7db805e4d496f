"""What happened to the places of an enterprise, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event


@dataclass(frozen=True)
class PlacesOffered(Event):
    """An enterprise offers new places."""

    place_id: int
    actor_id: int


@dataclass(frozen=True)
class PlacesChanged(Event):
    """Places changed. `placement_ids` are those whose students knew of theirs and have to know the new facts."""

    place_id: int
    fields: tuple[str, ...]
    placement_ids: tuple[int, ...]
    actor_id: int


@dataclass(frozen=True)
class PlacesShut(Event):
    """Places are offered no longer (`closed`), or again."""

    place_id: int
    closed: bool
    actor_id: int
