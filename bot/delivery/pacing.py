"""Pacing: evenly spaced slots, and how long to wait before another try. Times are monotonic seconds."""

from __future__ import annotations

import random
from dataclasses import dataclass

# Slots stand this much further apart than the limit asks, so that a timer that wakes early or late by less than
# `LEEWAY` of the window never puts one call too many into it.
MARGIN = 0.007
LEEWAY = 0.006

LEAST_LATE_S = 0.002  # less is what a busy loop takes anyway

SECOND_S = 1.0
BACKOFF_FIRST_S = 0.5
BACKOFF_MOST_S = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits on what Iskra starts itself; 0 is off."""

    per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_group_per_minute: float = 20.0


class Pace:
    """Spaces calls evenly: never more than `calls` in any window of `window_s` seconds; `calls=0` is off.

    Whoever is paced goes at `opens_at` or later and then moves it with `after`. A call that may not be held (a reply)
    goes at once and moves it just the same, so what is paced stays within the limit together with such calls.
    """

    __slots__ = ("_debt", "_leeway", "interval")

    def __init__(self, calls: float, window_s: float = 1.0) -> None:
        self.interval = window_s / calls * (1 + MARGIN) if calls else 0.0
        self._leeway = window_s * LEEWAY if calls > 1 else 0.0
        # What went longer than a window ago no longer matters, so a flood of replies leaves no longer debt than this.
        self._debt = max(window_s * (1 + MARGIN), self.interval)

    def after(self, opens_at: float, now: float) -> float:
        """Return from when the next call may go, if one goes `now` where one could go from `opens_at`."""
        if not self.interval:
            return opens_at
        return min(max(opens_at, now - self._leeway) + self.interval, now + self._debt)


class Budget:
    """The calls a second of the whole bot. Replies are not paced, but they count and go first."""

    def __init__(self, per_second: float) -> None:
        self._pace = Pace(per_second)
        self._paced_at = self._moved_at = float("-inf")
        self._late_s = 0.0
        self.opens_at = 0.0  # when the next paced call may go
        self._held_until: float | None = None

    def charge(self, now: float, *, paced: bool) -> None:
        """Count a call that goes at `now`."""
        self.opens_at = self._pace.after(self.opens_at, now)
        if paced:
            self._paced_at = now

    def left(self, now: float, late_s: float) -> None:
        """Note that a call, counted `late_s` ago, has left only `now`, as where a connection had to be made for it.

        What follows on ready connections would catch up with it, and Telegram see one too many in a second. So it
        follows as much later: once for all that were counted before that was known.
        """
        if not self._pace.interval:
            return
        if now - late_s >= self._moved_at:
            self._late_s = 0.0
        if late_s > max(self._late_s, LEAST_LATE_S):
            self.opens_at += min(late_s - self._late_s, SECOND_S)
            self._late_s, self._moved_at = late_s, now

    def admits_reply(self, now: float, *, waiting: bool) -> bool:
        """Whether a reply may go, if one is `waiting`: at once, but beside a broadcast it takes the next slot.

        It waits for that no longer than one slot (34 ms at 30 a second): a broadcast that fills the limit and one
        reply more would bring a 429, and seconds of silence for somebody.
        """
        if not waiting:
            self._held_until = None
            return False
        if self.opens_at <= now or now - self._paced_at > SECOND_S:
            return True
        if self._held_until is None:
            self._held_until = now + self._pace.interval
        return now >= self._held_until

    @property
    def reply_at(self) -> float:
        """Return when a reply that waits for a slot may go; infinity when none waits."""
        return float("inf") if self._held_until is None else min(self._held_until, self.opens_at)


def backoff_s(attempt: int, most_s: float = BACKOFF_MOST_S) -> float:
    """Return how many seconds to wait after the `attempt`-th failure (from 1): doubling, capped, spread by half."""
    full = min(most_s, BACKOFF_FIRST_S * 2.0 ** min(attempt - 1, 30))
    return full * random.uniform(0.5, 1.0)
