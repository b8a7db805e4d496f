"""Lanes: within a chat in order, across chats at once. One flooding chat holds one place, never all."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog

from storage.inbox import Arrival

log = structlog.get_logger(__name__)

# Telegram sends the parts of an album one after the other and marks no end: wait until none came for so long.
ALBUM_GAP_S = 0.6


class Lanes:
    """Runs `turn(arrivals)` for what arrives, one at a time per lane. Albums come as one."""

    def __init__(self, turn: Callable[[Sequence[Arrival]], Awaitable[None]], album_gap_s: float = ALBUM_GAP_S) -> None:
        self._turn = turn
        self._album_gap_s = album_gap_s
        self._lanes: dict[int, deque[Arrival]] = {}
        self._held: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def accept(self, arrivals: Iterable[Arrival]) -> None:
        """Take updates in the order of their arrival; one that is here already is not taken twice."""
        for arrival in arrivals:
            if arrival.id in self._held:
                continue
            self._held.add(arrival.id)
            lane = self._lanes.get(arrival.lane)
            if lane is not None:
                lane.append(arrival)
                continue
            self._lanes[arrival.lane] = lane = deque([arrival])
            task = asyncio.create_task(self._work(arrival.lane, lane), name=f"lane {arrival.lane}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def holds(self, arrival_id: int) -> bool:
        """Whether an update waits here, or has its turn just now."""
        return arrival_id in self._held

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def stop(self, timeout_s: float) -> None:
        """Finish the turns under way; what still waits stays in the inbox for the next start."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=timeout_s)
            if late:
                log.warning("turns are cut off; they wait for the next start", count=len(late))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, key: int, lane: deque[Arrival]) -> None:
        try:
            while lane and not self._stopping:
                group = await self._next(lane)
                await self._turn(group)
                for _ in group:
                    self._held.discard(lane.popleft().id)
        finally:
            self._held.difference_update(arrival.id for arrival in lane)
            del self._lanes[key]

    async def _next(self, lane: deque[Arrival]) -> list[Arrival]:
        first = lane[0]
        if first.album is None:
            return [first]
        size = 0
        while size != (size := _album_size(lane)):  # noqa: ASYNC110 - Telegram marks no end of an album
            await asyncio.sleep(self._album_gap_s)
        return [lane[i] for i in range(size)]


def _album_size(lane: deque[Arrival]) -> int:
    size = 0
    for arrival in lane:
        if arrival.album != lane[0].album:
            break
        size += 1
    return size
