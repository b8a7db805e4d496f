"""Ticks: once a second, whatever is due is done. What is due is a row, so a restart loses nothing.

The second between two ticks is the machine's, not the clock's: a clock that is set forward or back by hours makes the
ticker neither hurry nor sleep.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.clock.clocks import Clock
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

TICK_EVERY_S = 1.0
JUMP = timedelta(minutes=1)
# What a source answers that has something to do now: a tick's own moment is a little older than any "now" after it.
AT_ONCE = datetime.min.replace(tzinfo=UTC)
STEP_BACK = timedelta(seconds=1)


@dataclass(frozen=True)
class DueSource:
    """Where due things come from. `next_due()` is the earliest moment at which something is due, or None;
    `run(now)` does what is due at `now` and returns how much it did. `rewind(now)` is told that the clock went back.
    """

    name: str
    next_due: Callable[[], Awaitable[datetime | None]]
    run: Callable[[datetime], Awaitable[int]]
    rewind: Callable[[datetime], Awaitable[None]] | None = None


class Ticker:
    """Runs due sources in the order of their moments.

    A forward jump of the clock (the demo's "+1 day", a machine that slept) is *played*: the ticker stops at each due
    moment in order and hands that moment on as "now", so a ladder of reminders comes out in its order. So is `lost`, a
    span that was lived once and is lost (`storage/restored.py`): what is due in it is done at its own moment. After a
    step back the moments are waited for again; what was done is done.
    """

    def __init__(
        self,
        clock: Clock,
        sources: Sequence[DueSource],
        lost: tuple[datetime, datetime] | None = None,
        *,
        every_s: float = TICK_EVERY_S,
    ) -> None:
        self._clock = clock
        self._sources = tuple(sources)
        self._lost = lost
        self._every_s = every_s
        self._last: datetime | None = None
        self._lock = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Tick once a second, in real time."""
        self._task = asyncio.create_task(self._run(), name="ticker")

    async def stop(self) -> None:
        """Stop ticking. A tick under way is cut short; what it has not committed is due at the next start too."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        async with self._lock:
            return

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every_s)
            try:
                await self.tick()
            except DatabaseTrouble:
                log.debug("what is due waits for the database")
            except Exception:
                log.exception("tick failed")

    async def tick(self) -> None:
        """Do everything that is due now."""
        async with self._lock:
            now = self._clock.now()
            last = self._last or now
            if last - now > STEP_BACK:
                await self._rewind(now, last)
            self._last = now
            while (moment := await self._earliest(now)) is not None:
                if not await self._play(self._played_at(moment, last, now)):
                    return  # what is due fails, and said so; the next tick tries again
            self._lost = None  # it is caught up with

    def _played_at(self, moment: datetime, last: datetime, now: datetime) -> datetime:
        """Return the "now" at which what is due at `moment` is done."""
        if self._lost is not None and moment <= self._lost[1]:
            return max(moment, self._lost[0])
        return max(moment, last) if now - last > JUMP else now

    async def _rewind(self, now: datetime, last: datetime) -> None:
        log.warning("the clock went back; check time synchronisation (NTP)", by_s=round((last - now).total_seconds()))
        for source in self._sources:
            if source.rewind is not None:
                await source.rewind(now)

    async def _earliest(self, now: datetime) -> datetime | None:
        moments = [await source.next_due() for source in self._sources]
        due = [moment for moment in moments if moment is not None and moment <= now]
        return min(due, default=None)

    async def _play(self, moment: datetime) -> int:
        done = 0
        for source in self._sources:
            try:
                done += await source.run(moment)
            except DatabaseTrouble:
                raise
            except Exception:
                log.exception("tick failed", source=source.name)
        return done
