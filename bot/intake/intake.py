"""Turns raw updates into rows of the inbox and passes on those that are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
import structlog

from bot.clock import Clock
from bot.commits import GroupCommit
from bot.counts import Counts
from bot.intake.routing import album_of, lane_of, number_of
from bot.seams import seam
from storage.base import new_id
from storage.inbox import Arrival

log = structlog.get_logger(__name__)

Update = Mapping[str, Any]


class Intake:
    """Keeps what arrives. `accept` gets the new updates in the order of their arrival, after they are safe.

    It also gets a repeat whose turn is not done: the update may have been stored by a commit whose answer was lost,
    and then nobody else knows of it.
    """

    def __init__(
        self,
        bot_id: int,
        commits: GroupCommit,
        clock: Clock,
        accept: Callable[[list[Arrival]], object],
        counts: Counts | None = None,
    ) -> None:
        self._bot_id = bot_id
        self._commits = commits
        self._clock = clock
        self._accept = accept
        self._counts = counts or Counts()

    async def receive(self, updates: Sequence[Update]) -> None:
        """Store `updates` in one commit, then pass the new ones on. Raises when they could not be stored.

        Their numbers say in which order they happened, whatever the order they come in.
        """
        now = self._clock.now()
        arrivals = [arrival for update in updates if (arrival := self._arrival(update, now)) is not None]
        if not arrivals:
            return
        arrivals.sort(key=lambda one: one.update_id)
        seam("intake.fetched")
        new = await self._commits.store(arrivals)
        seam("intake.stored")
        self._counts.arrived(updates, len(arrivals) - len(new))
        fresh = [arrival for arrival in arrivals if arrival.id in new]
        if len(fresh) < len(arrivals):
            log.debug("updates came again", count=len(arrivals) - len(fresh))
            repeats = [arrival for arrival in arrivals if arrival.id not in new]
            fresh = sorted([*fresh, *await self._commits.still_waiting(repeats)], key=lambda one: one.update_id)
        if fresh:
            self._accept(fresh)

    def _arrival(self, update: Update, now: datetime) -> Arrival | None:
        """Return what is kept of an update. None for what can never be kept: it must not stop all that come after."""
        number = number_of(update)
        if number is None:
            log.error("an update without a number is left out", what=type(update).__name__)
            return None
        try:
            raw = orjson.dumps(update)
        except TypeError as error:
            log.error("an update that cannot be written is left out", update_id=number, error=str(error))  # noqa: TRY400
            return None
        return Arrival(new_id(), self._bot_id, number, lane_of(update), album_of(update), raw, now)
