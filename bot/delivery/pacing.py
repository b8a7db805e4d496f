"""Pacing: evenly spaced slots, and how long to wait before another try. Times are monotonic seconds."""

from __future__ import annotations

import random
from dataclasses import dataclass

# Slots stand this much further apart than the limit asks, so that a timer that wakes early or late by less than
# `LEEWAY` of the window never puts one call too many into it.
MARGIN = 0.007
LEEWAY = 0.006

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


def backoff_s(attempt: int, most_s: float = BACKOFF_MOST_S) -> float:
    """Return how many seconds to wait after the `attempt`-th failure (from 1): doubling, capped, spread by half."""
    full = min(most_s, BACKOFF_FIRST_S * 2.0 ** min(attempt - 1, 30))
    return full * random.uniform(0.5, 1.0)
