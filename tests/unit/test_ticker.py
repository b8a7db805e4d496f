"""Ticks and ids while the machine's clock is set forward and back under them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import DueSource, Ticker
from storage import base
from storage.base import new_id
from storage.trouble import DatabaseTrouble, Trouble

HOUR = timedelta(hours=1)


class Diary:
    """A clock, and what is due by it. `done` says what was done, at which moments."""

    def __init__(self, moment: datetime, *due: datetime) -> None:
        self.moment, self.due = moment, sorted(due)
        self.done: list[tuple[datetime, datetime]] = []
        self.rewound: list[datetime] = []
        self.looks = 0
        self.failures: list[Exception] = []

    def now(self) -> datetime:
        return self.moment

    async def next_due(self) -> datetime | None:
        self.looks += 1
        if self.failures:
            raise self.failures.pop()
        return self.due[0] if self.due else None

    async def run(self, now: datetime) -> int:
        mature = [one for one in self.due if one <= now]
        self.due = [one for one in self.due if one > now]
        self.done += [(one, now) for one in mature]
        return len(mature)

    async def rewind(self, now: datetime) -> None:
        self.rewound.append(now)

    async def until(self, reached: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not reached():
                await asyncio.sleep(0)


@pytest.fixture
async def ticking() -> AsyncIterator[Callable[[Diary], None]]:
    """Let a diary be ticked through, again and again without pause."""
    tickers = []

    def start(diary: Diary) -> None:
        source = DueSource("diary", diary.next_due, diary.run, diary.rewind)
        tickers.append(Ticker(diary, [source], every_s=0))
        tickers[-1].start()

    yield start
    for ticker in tickers:
        await ticker.stop()


async def test_after_a_step_back_it_ticks_on_and_does_nothing_twice(
    now: datetime, ticking: Callable[[Diary], None]
) -> None:
    diary = Diary(now, now, now + HOUR)
    ticking(diary)
    await diary.until(lambda: len(diary.done) == 1)
    diary.moment = now - 3 * HOUR
    looks = diary.looks
    await diary.until(lambda: diary.looks >= looks + 10)
    assert (diary.rewound, len(diary.done)) == ([now - 3 * HOUR], 1)
    diary.due.insert(0, now - 2 * HOUR)
    diary.moment = now - 2 * HOUR
    await diary.until(lambda: len(diary.done) == 2)
    diary.moment = now + 2 * HOUR
    await diary.until(lambda: len(diary.done) == 3)
    assert diary.done == [(now, now), (now - 2 * HOUR, now - 2 * HOUR), (now + HOUR, now + HOUR)]
    assert len(diary.rewound) == 1


async def test_after_a_step_forward_of_decades_it_does_what_is_due_and_no_more(
    now: datetime, ticking: Callable[[Diary], None]
) -> None:
    # A machine without a battery wakes up in 1970, and then hears what time it is.
    diary = Diary(datetime.fromtimestamp(0, now.tzinfo), now - 2 * HOUR, now - HOUR)
    ticking(diary)
    await diary.until(lambda: diary.looks > 3)
    diary.moment = now
    looks = diary.looks
    await diary.until(lambda: not diary.due)
    assert diary.done == [(one, one) for one in (now - 2 * HOUR, now - HOUR)]
    assert diary.looks - looks < 10


async def test_a_small_correction_is_no_step(now: datetime, ticking: Callable[[Diary], None]) -> None:
    diary = Diary(now)
    ticking(diary)
    await diary.until(lambda: diary.looks > 1)
    diary.moment = now - timedelta(milliseconds=300)
    looks = diary.looks
    await diary.until(lambda: diary.looks > looks + 2)
    assert diary.rewound == []


@pytest.mark.parametrize("error", [DatabaseTrouble(Trouble.LOCKED, "iskra.db", "locked"), RuntimeError("a bug")])
async def test_a_tick_that_fails_is_not_the_last(
    now: datetime, ticking: Callable[[Diary], None], error: Exception
) -> None:
    diary = Diary(now, now)
    diary.failures = [error] * 3
    ticking(diary)
    await diary.until(lambda: bool(diary.done))
    assert diary.looks >= 4


def test_ids_rise_through_a_step_back_and_a_start_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([5_000_000, 9_000_000, 1_000_000, 1_000_001, 2_000_000])
    monkeypatch.setattr(base.time, "time_ns", lambda: next(moments) * 1000)
    monkeypatch.setattr(base, "_IDS", base._Ids())
    made = [new_id() for _ in range(4)]
    assert made == [5_000_000, 9_000_000, 9_000_001, 9_000_002]
    monkeypatch.setattr(base, "_IDS", base._Ids())
    base.rise_above(made[-1])
    assert new_id() == made[-1] + 1
