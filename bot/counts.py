"""Counts of what this process did: plain numbers that the way of an update adds to, read when a monitor asks.

An event costs a tenth of a microsecond up to half of one. Everything is added and read on the event loop. No name here
comes from outside: kinds of updates are known ones, methods are those that this program calls, and nothing says whose
an update or a message was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.kinds import ALLOWED_UPDATES

TURN_BOUNDS_S = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LATE_BOUNDS_S = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 3600.0, 21600.0, 86400.0)
OTHER = "other"
KINDS = frozenset(ALLOWED_UPDATES)


class Histogram:
    """How often something took how long, in seconds: `counts[i]` up to `bounds[i]`, the last one longer."""

    __slots__ = ("bounds", "counts", "sum")

    def __init__(self, bounds: Iterable[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        """Count one that took so long."""
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.sum += seconds


class Counts:
    """What happened since this process began."""

    __slots__ = ("errors", "floods", "late", "repeats", "sends", "stuck", "turn_time", "turns", "updates")

    def __init__(self) -> None:
        self.updates: defaultdict[str, int] = defaultdict(int)  # by kind, repeats included
        self.repeats = 0
        self.turns: defaultdict[str, int] = defaultdict(int)  # by outcome: done, refused, failed, quarantined
        self.turn_time = Histogram(TURN_BOUNDS_S)  # of turns that were committed, the commit included
        self.sends: defaultdict[tuple[str, str], int] = defaultdict(int)  # by method and outcome
        self.floods = 0  # answers 429
        self.errors: defaultdict[str, int] = defaultdict(int)  # by where: fetch, turn, database, duty, job, send
        self.late: defaultdict[str, Histogram] = defaultdict(lambda: Histogram(LATE_BOUNDS_S))  # by source
        self.stuck = 0  # rows in the database that came to need an operator

    def arrived(self, updates: Iterable[Mapping[str, Any]], repeated: int = 0) -> None:
        """Count updates that Telegram handed over; `repeated` of them were known already."""
        self.repeats += repeated
        for update in updates:
            for name in update:
                if name in KINDS:
                    self.updates[name] += 1
                    break
            else:
                self.updates[OTHER] += 1

    def turned(self, outcome: str, seconds: float) -> None:
        """Count a turn that was committed."""
        self.turns[outcome] += 1
        self.turn_time.add(seconds)

    def failed(self, *, aside: bool) -> None:
        """Count a turn that failed; `aside` where its updates were set aside."""
        self.turns["failed"] += 1
        self.errors["turn"] += 1
        if aside:
            self.turns["quarantined"] += 1
            self.stuck += 1

    def sent(self, method: str, outcome: str) -> None:
        """Count a call to Telegram: sent, dropped, dead, uncertain, flood, moved or failed."""
        self.sends[method, outcome] += 1
        if outcome == "flood":
            self.floods += 1
        elif outcome == "failed":
            self.errors["send"] += 1

    def was_due(self, source: str, due_at: datetime, now: datetime) -> None:
        """Count something that was done at `now` and was due at `due_at`."""
        self.late[source].add(max(0.0, (now - due_at).total_seconds()))
