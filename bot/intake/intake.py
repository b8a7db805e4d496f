"""Turns raw updates into rows of the inbox and passes on those that are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
import structlog

from bot.clock import Clock
from bot.commits import GroupCommit
from bot.counts import Counts
from bot.intake.routing import album_of, lane_of
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
        """Store `updates` in one commit, then pass the new ones on. Raises when they could not be stored."""
        now = self._clock.now()
        arrivals = []
        for update in updates:
            update_id = update.get("update_id")
            if type(update_id) is not int:
                log.error("an update without a number is left out", keys=sorted(map(str, update))[:5])
                continue
            arrivals.append(
                Arrival(new_id(), self._bot_id, update_id, lane_of(update), album_of(update), orjson.dumps(update), now)
            )
        if not arrivals:
            return
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
