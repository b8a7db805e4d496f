"""How much of everything a run takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

PER_SECOND = 100_000 / 3600
"""How many reminders a second are due where 100,000 are due in an hour."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything. `later` is how many forms are due long after those that are measured."""

    people: int = 1_000_000
    outbox: int = 200_000
    conversations: int = 100_000
    later: int = 1_000_000
    audience: int = 50_000
    messages: int = 3_000
    burst: int = 1_000
    broadcast_s: float = 90
    due_from_s: float = 20
    stream_s: float = 120
    idle_s: float = 5
    placements: int = 100_000
    rows: int = 5_000

    @classmethod
    def quick(cls) -> Sizes:
        """Return what a first look takes; its figures are no verdict."""
        return cls(100_000, 20_000, 5_000, 50_000, 5_000, 300, 100, 20, 10, 20, 2, 10_000, 1_000)

    def full(self) -> Sizes:
        """Return the same with the whole hour of 100,000 reminders."""
        return replace(self, stream_s=3600)

    @property
    def streamed(self) -> int:
        """Return how many reminders are due one after the other, before the burst."""
        return round(self.stream_s * PER_SECOND)
