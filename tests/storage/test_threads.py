"""Threads for the event loop: in order, with every result and error, and nothing done that nobody waits for."""

from __future__ import annotations

import asyncio
import threading

import pytest

from storage.threads import Threads


async def test_one_thread_does_one_thing_after_the_other() -> None:
    threads, seen = Threads(1, "one"), []
    await asyncio.gather(*(threads.do(seen.append, n) for n in range(50)))
    threads.close()
    assert seen == list(range(50))


async def test_results_and_errors_reach_who_asked() -> None:
    threads = Threads(2, "two")
    assert await threads.do(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await threads.do(divmod, 7, 0)
    assert await threads.do(sorted, "ba", reverse=True) == ["b", "a"]
    threads.close()


async def test_what_is_given_up_before_its_turn_is_not_done() -> None:
    threads, gate, seen = Threads(1, "one"), threading.Event(), []
    begun = threads.do(gate.wait)
    given_up = threads.do(seen.append, "given up")
    wanted = threads.do(seen.append, "wanted")
    given_up.cancel()
    gate.set()
    await asyncio.gather(begun, wanted)
    threads.close()
    assert seen == ["wanted"]


async def test_closing_finishes_what_waits_and_takes_nothing_more() -> None:
    threads, seen = Threads(1, "one"), []
    for n in range(20):
        threads.do(seen.append, n)
    await asyncio.to_thread(threads.close)
    assert seen == list(range(20))
    with pytest.raises(RuntimeError):
        threads.do(seen.append, 20)


async def test_who_never_worked_ends_at_once() -> None:
    Threads(3, "idle").close()
