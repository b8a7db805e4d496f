"""The calls a second of the whole bot: what Iskra starts itself keeps within them and leaves room for replies.

Counted is when a call has *left*: one for which a connection has to be made first leaves later than its neighbours, and
Telegram would see them crowd behind it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from bot.delivery.pacing import MARGIN, Pace

WINDOW_S = 1 + MARGIN
LOOK_BACK_S = 10
LONGEST_HELD_S = 0.5
LONGEST_YIELDED_S = 0.5
SPARE = 2
"""Room for so many replies more than there were in the busiest second."""
MOST_KEPT_FREE = 1 / 2
"""The part of the limit that a broadcast leaves to replies where people talk much."""


class Window:
    """The calls of the last second: those that left within it, and those that were started and have not left."""

    __slots__ = ("_gone", "here")

    def __init__(self) -> None:
        self.here = 0
        self._gone: deque[float] = deque()

    def note_left(self, now: float) -> None:
        """Note that one of those that were started has left."""
        self.here -= 1
        self._gone.append(now)
        self._forget(now)

    def room_at(self, now: float, most: int) -> float:
        """Return when fewer than `most` will be in it; infinity where that hangs on those that have not left."""
        self._forget(now)
        too_many = len(self._gone) + self.here - most + 1
        if too_many <= 0:
            return now
        return self._gone[too_many - 1] + WINDOW_S if too_many <= len(self._gone) else float("inf")

    def _forget(self, now: float) -> None:
        while self._gone and self._gone[0] <= now - WINDOW_S:
            self._gone.popleft()


class Ticket:
    """A call that was started and counts from now on; `left` says that it is on its way, once."""

    __slots__ = ("_budget", "_windows")

    def __init__(self, budget: Budget, windows: Sequence[Window]) -> None:
        self._budget, self._windows = budget, windows

    def left(self) -> None:
        """Note that the call has left, or never will."""
        windows, self._windows = self._windows, ()
        if windows:
            self._budget.note_left(windows)


class Tries:
    """The tries of one call: the first was counted when it was started, each further one counts anew."""

    __slots__ = ("_budget", "_monotonic", "_paced", "_ticket", "_tried")

    def __init__(self, budget: Budget, ticket: Ticket | None, monotonic: Callable[[], float], *, paced: bool) -> None:
        self._budget, self._ticket, self._monotonic, self._paced = budget, ticket, monotonic, paced
        self._tried = False

    def begin(self) -> Callable[[], None] | None:
        """Begin a try; return what is to be called when it has left, None where nothing is limited."""
        if self._tried:
            self.close()
            self._ticket = self._budget.charge(self._monotonic(), paced=self._paced)
        self._tried = True
        return None if self._ticket is None else self._ticket.left

    def close(self) -> None:
        """Note that nothing of it is here any more, whether it left or not."""
        if self._ticket is not None:
            self._ticket.left()


class Budget:
    """So many calls in any second; 0 is off. Replies are not paced, but they count and go first.

    A broadcast that fills the limit and one reply more would bring a 429, and a second of silence for somebody. So
    while people talk, what is paced leaves as much room as they took in the busiest of the last ten seconds.
    """

    def __init__(
        self, per_second: float, monotonic: Callable[[], float], wake: Callable[[], None] = lambda: None
    ) -> None:
        self._most = math.ceil(per_second)  # even spacing sees to the fraction
        self._pace = Pace(per_second)
        self._monotonic, self._wake = monotonic, wake
        self._is_watched = False
        self._opens_at = 0.0  # when even spacing allows the next paced call
        self._paced_at = float("-inf")
        self._all, self._started = Window(), Window()
        # Replies by second: [second, how many].
        self._talk: deque[list[int]] = deque(maxlen=LOOK_BACK_S + 1)
        self._held_until: float | None = None

    def charge(self, now: float, *, paced: bool) -> Ticket | None:
        """Count a call that is started `now`; None where nothing is limited."""
        if not self._most:
            return None
        self._all.here += 1
        if paced:
            self._started.here += 1
            self._paced_at = now
            self._opens_at = self._pace.after(self._opens_at, now)
        elif self._talk and self._talk[-1][0] == int(now):
            self._talk[-1][1] += 1
        else:
            self._talk.append([int(now), 1])
        return Ticket(self, (self._all, self._started) if paced else (self._all,))

    def note_left(self, windows: Iterable[Window]) -> None:
        """Note in which windows a call has left now."""
        now = self._monotonic()
        for window in windows:
            window.note_left(now)
        if self._is_watched:
            self._is_watched = False
            self._wake()

    def paced_at(self, now: float) -> float:
        """Return when the next paced call may go; infinity where that hangs on calls that have not left yet.

        However much people talk, two a second go on. After infinity `wake` is called as soon as one has left.
        """
        if not self._most:
            return now
        beside_replies = max(
            self._started.room_at(now, self._most - self._kept_free(now)), self._all.room_at(now, self._most)
        )
        alone = max(self._opens_at, self._started.room_at(now, self._most))
        at = max(alone, min(beside_replies, self._paced_at + LONGEST_YIELDED_S))
        self._is_watched = at == float("inf")
        return at

    def admits_reply(self, now: float, *, waiting: bool) -> bool:
        """Whether a reply may go, if one is `waiting`: at once, but beside a broadcast it waits for room.

        It waits for that a slot or two (34 ms at 30 a second), where many speak at once half a second at most: a 429
        would take longer.
        """
        if not waiting:
            self._held_until = None
            return False
        if not self._most or now - self._paced_at > WINDOW_S or self._all.room_at(now, self._most) <= now:
            return True
        if self._held_until is None:
            self._held_until = now + LONGEST_HELD_S
        return now >= self._held_until

    def reply_at(self, now: float) -> float:
        """Return when a reply that waits for room may go; infinity when none waits."""
        return float("inf") if self._held_until is None else min(self._held_until, self._all.room_at(now, self._most))

    def _kept_free(self, now: float) -> int:
        busiest = max((count for second, count in self._talk if second >= int(now) - LOOK_BACK_S), default=0)
        return min(busiest + SPARE if busiest else 0, int(self._most * MOST_KEPT_FREE))
