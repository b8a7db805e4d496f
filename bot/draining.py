"""The time that everything under way has at the end, all together."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

DRAIN_S = 5.0


class Drain:
    """Stops one part of the house after the other within `DRAIN_S` of the first: who comes later gets what is left."""

    def __init__(self, seconds: float = DRAIN_S, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._monotonic = seconds, monotonic
        self._until: float | None = None

    async def stop(self, stop: Callable[[float], Awaitable[None]]) -> None:
        """Call `stop` with the seconds that it may take."""
        now = self._monotonic()
        if self._until is None:
            self._until = now + self._seconds
        await stop(max(0.0, self._until - now))
