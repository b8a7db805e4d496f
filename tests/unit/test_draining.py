"""The end of the process takes five seconds in all, however many parts of the house have something under way."""

from __future__ import annotations

from bot.draining import Drain


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
