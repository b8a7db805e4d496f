"""What exports tell others. Events carry ids; names are read where a notice is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event


@dataclass(frozen=True)
class ExportNeedsSecond(Event):
    """A large export waits for the word of one of `deciders`."""

    export_id: int
    deciders: tuple[int, ...]


@dataclass(frozen=True)
class ExportDecided(Event):
    """Somebody said yes or no, or the asker took it back (`decided_by` is the asker then).

    The asker is told unless they did it; the cards of the other `deciders` are settled.
    """

    export_id: int
    asked_by: int
    decided_by: int
    deciders: tuple[int, ...]


@dataclass(frozen=True)
class ExportExpired(Event):
    """Nobody gave a second word in time."""

    export_id: int
    asked_by: int
    deciders: tuple[int, ...]
