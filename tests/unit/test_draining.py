"""The end of the process takes five seconds in all, however many parts of the house have something under way."""

from __future__ import annotations

import asyncio

from structlog.testing import capture_logs

from bot.draining import Drain
from bot.turn.lanes import Lanes
from storage.inbox import Arrival
from tests.conftest import NOW


async def test_who_stops_later_gets_what_is_left() -> None:
    clock = [100.0]
    given: list[float] = []

    async def takes_two_seconds(timeout_s: float) -> None:
        given.append(timeout_s)
        clock[0] += 2

    drain = Drain(5, lambda: clock[0])
    for _ in range(4):
        await drain.stop(takes_two_seconds)
    assert given == [5, 3, 1, 0]


async def test_a_turn_that_does_not_end_in_time_is_told() -> None:
    stuck = asyncio.Event()
    lanes = Lanes(lambda _arrivals: stuck.wait())
    lanes.accept([Arrival(1, 1, 1, 10, None, b"{}", NOW)])
    await asyncio.sleep(0)
    with capture_logs() as said:
        await lanes.stop(0)
    assert said == [{"event": "turns are cut off; they wait for the next start", "count": 1, "log_level": "warning"}]
