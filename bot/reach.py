"""Whether Telegram can be reached, and since when: by what sends and by what fetches, whoever notices first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock


class Reach:
    """Asks those who talk to Telegram. It notices the end of an outage when asked, so it is asked every second."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: list[Callable[[], datetime | None]] = []
        self._was_unreachable = False
        self.reachable_since = clock.now()

    def ask(self, unreachable_since: Callable[[], datetime | None]) -> None:
        """Ask this one too; it answers since when Telegram does not answer, or None."""
        self._asked.append(unreachable_since)

    def unreachable_since(self) -> datetime | None:
        """Return since when Telegram is unreachable, None while it is not."""
        moments = [since for ask in self._asked if (since := ask()) is not None]
        if not moments and self._was_unreachable:
            self.reachable_since = self._clock.now()
        self._was_unreachable = bool(moments)
        return min(moments, default=None)
