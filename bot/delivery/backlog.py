"""The backlog: which owed calls are in memory, and the way in for those that are not.

Usually every owed call of a lane is on the board, straight from the turn that made it. When more is owed than memory
should hold (a broadcast, a long outage) the lane is *paged*: new calls stay in the database, and pages are read as the
board empties, over and over from the beginning, until a whole round finds nothing new.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog

from bot.delivery.pacing import backoff_s
from storage import outbox
from storage.database import Database
from storage.outbox import Lane, OutboxState, Outgoing
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

MOST_IN_MEMORY = {Lane.REPLY: 10_000, Lane.NOTICE: 2_000, Lane.BROADCAST: 1_000}
PAGE = 500
LANES = tuple(Lane)  # going through an enum itself costs more than what is looked for
REMEMBERED = 8_192
RETRY_MOST_S = 10.0


class _Source:
    """How far a lane has been read from the database."""

    __slots__ = ("cursor", "dirty", "found", "paged")

    def __init__(self) -> None:
        self.paged = False
        self.cursor = 0
        self.dirty = False  # a call was left in the database since this round began
        self.found = False  # this round found something new


class Backlog:
    """Admits each call once. `push` puts it on the board, `counts` says how many wait there, by lane."""

    def __init__(
        self, database: Database, bot_id: int, push: Callable[[Iterable[Outgoing]], None], counts: Sequence[int]
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._push = push
        self._counts = counts
        self._sources = {lane: _Source() for lane in Lane}
        self._known: set[int] = set()  # on the board, under way, or not yet recorded
        self._recent: set[int] = set()  # recorded lately: a late offer or an older snapshot may still name them
        self._recent_order: deque[int] = deque()
        self._gone: set[int] = set()  # recorded while a page was being read
        self._reading = False
        self._wake = asyncio.Event()
        self._taken_until: datetime | None = None

    def begin(self, now: datetime) -> None:
        """Owe everything in the database whose time has come at `now`."""
        self._taken_until = now
        self.page_all()

    def page_all(self) -> None:
        """Look through the database for owed calls that nobody offered."""
        for source in self._sources.values():
            source.paged = source.dirty = True
        self._wake.set()

    def is_paged(self, lane: Lane) -> bool:
        """Whether the database may hold owed calls of this lane that are not in memory."""
        return self._sources[lane].paged

    def holds(self, call_id: int) -> bool:
        """Whether a call is in memory, or what became of it is not recorded yet."""
        return call_id in self._known

    def admit(self, calls: Iterable[Outgoing]) -> None:
        """Put calls on the board that are new, due, and find room; the others stay in the database for later."""
        until = self._taken_until
        room = {lane: MOST_IN_MEMORY[lane] - self._counts[lane] for lane in LANES}
        admitted = []
        for call in calls:
            if call.id in self._known or call.id in self._recent:
                continue
            if call.not_before is not None and (until is None or call.not_before > until):
                continue  # the due source brings it
            source = self._sources[call.lane]
            if source.paged or not room[call.lane]:
                source.paged = source.dirty = True
                self._wake.set()
                continue
            room[call.lane] -= 1
            self._known.add(call.id)
            admitted.append(call)
        self._push(admitted)

    def forget(self, call_ids: Sequence[int], state: OutboxState) -> None:
        """Note that the database knows what became of calls."""
        self._known.difference_update(call_ids)
        if self._reading:
            self._gone.update(call_ids)
        if state not in (OutboxState.SENT, OutboxState.DROPPED):
            return  # they may be owed again, if an operator says so
        self._recent.update(call_ids)
        self._recent_order.extend(call_ids)
        while len(self._recent_order) > REMEMBERED:
            self._recent.discard(self._recent_order.popleft())

    def nudge(self) -> None:
        """Read on, if the board has room again."""
        if any(self._wants(lane) for lane in LANES):
            self._wake.set()

    async def next_due(self) -> datetime | None:
        """Return when the next call that is held back may go out."""
        assert self._taken_until is not None
        return await self._database.read(outbox.next_held, self._bot_id, self._taken_until)

    async def take_due(self, now: datetime) -> int:
        """Take up the calls that were held back until `now`; return how many, or the size of a page if more."""
        before = self._taken_until
        if before is None or now <= before:
            return 0
        # Moved before reading: a call committed meanwhile is either in the page or admitted when it is offered.
        self._taken_until = now
        try:
            calls = await self._database.read(outbox.came_due, self._bot_id, before, now, PAGE)
        except BaseException:
            self._taken_until = before
            raise
        if len(calls) == PAGE:
            self.page_all()
        else:
            self.admit(calls)
        return len(calls)

    async def rewind(self, now: datetime) -> None:
        """Hold calls back until their moment again, after the clock went back to `now`."""
        if self._taken_until is not None:
            self._taken_until = min(self._taken_until, now)

    async def run(self) -> None:
        """Read pages while there is room, forever."""
        failures = 0
        while True:
            await self._wake.wait()
            self._wake.clear()
            while lanes := [lane for lane in LANES if self._wants(lane)]:
                try:
                    for lane in lanes:
                        await self._read(lane)
                    failures = 0
                except DatabaseTrouble:
                    await self._database.condition.well()
                except Exception as error:
                    failures += 1
                    log.warning("owed messages cannot be read", error=type(error).__name__, failures=failures)
                    await asyncio.sleep(backoff_s(failures, RETRY_MOST_S))

    def _wants(self, lane: Lane) -> bool:
        return self._sources[lane].paged and self._counts[lane] <= MOST_IN_MEMORY[lane] // 2

    async def _read(self, lane: Lane) -> None:
        source = self._sources[lane]
        assert self._taken_until is not None
        if not source.cursor:
            source.dirty = source.found = False
        self._gone.clear()
        self._reading = True
        try:
            page = await self._database.read(outbox.owed, self._bot_id, self._taken_until, source.cursor, PAGE, lane)
        finally:
            self._reading = False
        seen = (self._known, self._recent, self._gone)
        fresh = [call for call in page if not any(call.id in ids for ids in seen)]
        source.found = source.found or bool(fresh)
        self._known.update(call.id for call in fresh)
        if len(page) == PAGE:
            source.cursor = page[-1].id
        else:
            source.cursor = 0
            source.paged = source.found or source.dirty
        self._push(fresh)
