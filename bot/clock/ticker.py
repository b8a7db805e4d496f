"""Ticks: once a second, whatever is due is done. What is due is a row, so a restart loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock.clocks import Clock

log = structlog.get_logger(__name__)

TICK_EVERY_S = 1
JUMP = timedelta(minutes=1)
# What a source answers that has something to do now: a tick's own moment is a little older than any "now" after it.
AT_ONCE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class DueSource:
    """Where due things come from. `next_due()` is the earliest moment at which something is due, or None;
    `run(now)` does what is due at `now` and returns how much it did.
    """

    name: str
    next_due: Callable[[], Awaitable[datetime | None]]
    run: Callable[[datetime], Awaitable[int]]


class Ticker:
    """Runs due sources in the order of their moments.

    A forward jump of the clock (the demo's "+1 day", a machine that slept) is *played*: the ticker stops at each due
    moment in order and hands that moment on as "now", so a ladder of reminders comes out in its order. So is `lost`, a
    span that was lived once and is lost (`storage/restored.py`): what is due in it is done at its own moment.
    """

    def __init__(
        self, clock: Clock, sources: Sequence[DueSource], lost: tuple[datetime, datetime] | None = None
    ) -> None:
        self._clock = clock
        self._sources = tuple(sources)
        self._lost = lost
        self._last: datetime | None = None
        self._lock = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Tick once a second, in real time."""
        self._scheduler.add_job(
            self.tick, IntervalTrigger(seconds=TICK_EVERY_S), max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking. A tick under way is cut short; what it has not committed is due at the next start too."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        async with self._lock:
            return

    async def tick(self) -> None:
        """Do everything that is due now."""
        async with self._lock:
            now = self._clock.now()
            last, self._last = self._last or now, now
            while (moment := await self._earliest(now)) is not None:
                if not await self._play(self._played_at(moment, last, now)):
                    return  # what is due fails, and said so; the next tick tries again
            self._lost = None  # it is caught up with

    def _played_at(self, moment: datetime, last: datetime, now: datetime) -> datetime:
        """Return the "now" at which what is due at `moment` is done."""
        if self._lost is not None and moment <= self._lost[1]:
            return max(moment, self._lost[0])
        return max(moment, last) if now - last > JUMP else now

    async def _earliest(self, now: datetime) -> datetime | None:
        moments = [await source.next_due() for source in self._sources]
        due = [moment for moment in moments if moment is not None and moment <= now]
        return min(due, default=None)

    async def _play(self, moment: datetime) -> int:
        done = 0
        for source in self._sources:
            try:
                done += await source.run(moment)
            except Exception:
                log.exception("tick failed", source=source.name)
        return done
