"""The night: a backup and what is forgotten, once a night, made up for after a crash, told where it fails."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.clock import Ticker
from bot.clock.cron import daily
from bot.config import Backup, Config
from bot.night import FACT, Night, night_of
from cluster.calendar import MOSCOW
from storage import backup, facts, inbox
from storage.backup import BackupError, Shelf
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival
from tests.conversation.stage import HandClock

EVENING = datetime(2026, 7, 13, 17, 0, tzinfo=UTC)  # 20:00 in Moscow
NIGHT = datetime(2026, 7, 14, 0, 30, tzinfo=UTC)  # 3:30
DAY = timedelta(days=1)


def after(now: datetime) -> datetime:
    return daily(time(3, 30), MOSCOW)(now)


class Nights:
    """Works that note their nights, and fail as often as they are told to."""

    def __init__(self) -> None:
        self.done: list[tuple[str, datetime]] = []
        self.failures = 0
        self.hold: asyncio.Event | None = None

    async def first(self, now: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the disk is full")
        if self.hold is not None:
            await self.hold.wait()
        self.done.append(("first", now))

    async def second(self, now: datetime) -> None:
        self.done.append(("second", now))

    async def begun(self, database: Database, clock: HandClock) -> tuple[Night, Ticker]:
        night = Night(database, clock, after, {"first": self.first, "second": self.second})
        await night.start()
        return night, Ticker(clock, [night.due_source()])


@pytest.mark.parametrize(
    ("now", "expected"),
    [(EVENING, NIGHT), (NIGHT - timedelta(seconds=1), NIGHT), (NIGHT, NIGHT + DAY)],
)
def test_the_next_night_is_the_one_to_come(now: datetime, expected: datetime) -> None:
    assert after(now) == expected


async def test_each_night_once_however_far_the_clock_jumps(sqlite_database: Database) -> None:
    nights, clock = Nights(), HandClock(EVENING)
    night, ticker = await nights.begun(sqlite_database, clock)
    await ticker.tick()
    assert nights.done == []
    clock.forward(hours=8)
    await ticker.tick()
    await night.done()
    assert nights.done == [("first", clock.now()), ("second", clock.now())]
    await ticker.tick()
    clock.forward(days=3)
    await ticker.tick()
    await night.done()
    assert [moment for _, moment in nights.done[2:]] == [clock.now()] * 2
    await ticker.tick()
    assert len(nights.done) == 4


async def test_the_clock_goes_on_beside_a_night(sqlite_database: Database) -> None:
    nights, clock = Nights(), HandClock(EVENING)
    nights.hold = asyncio.Event()
    night, ticker = await nights.begun(sqlite_database, clock)
    clock.forward(hours=8)
    await asyncio.wait_for(ticker.tick(), 10)
    await asyncio.wait_for(ticker.tick(), 10)
    nights.hold.set()
    await night.done()
    assert [name for name, _ in nights.done] == ["first", "second"]


async def test_a_night_that_was_cut_short_or_slept_through_is_made_up_for(sqlite_database: Database) -> None:
    nights, clock = Nights(), HandClock(EVENING)
    nights.hold = asyncio.Event()
    night, ticker = await nights.begun(sqlite_database, clock)
    clock.forward(hours=8)
    await ticker.tick()
    await asyncio.sleep(0)
    await night.stop()
    assert nights.done == []

    nights.hold = None
    clock.forward(hours=10)
    night, ticker = await nights.begun(sqlite_database, clock)
    await ticker.tick()
    await night.done()
    assert [name for name, _ in nights.done] == ["first", "second"]


async def test_what_failed_is_tried_again_in_an_hour_and_stops_nothing_else(sqlite_database: Database) -> None:
    nights, clock = Nights(), HandClock(EVENING)
    nights.failures = 2
    night, ticker = await nights.begun(sqlite_database, clock)
    clock.forward(hours=8)
    for hours in (0, 0.5, 0.5, 1, 1):
        clock.forward(hours=hours)
        await ticker.tick()
        await night.done()
    assert [name for name, _ in nights.done] == ["second", "second", "first", "second"]


# --- as it is configured --------------------------------------------------------------------------------


async def test_a_configured_night_backs_up_and_forgets(sqlite_database: Database, tmp_path: Path) -> None:
    old = Arrival(new_id(), 1, 1, 10, None, b"{}", EVENING - 40 * DAY)
    await sqlite_database.run(inbox.store, [old])
    await sqlite_database.run(inbox.mark_done, [old.id], old.received_at)
    config, clock = Config(backup=Backup(folder=tmp_path / "backups")), HandClock(EVENING)
    night = night_of(config, sqlite_database, clock, after)
    await night.start()
    ticker = Ticker(clock, [night.due_source()])
    await ticker.tick()
    clock.forward(hours=8)
    await ticker.tick()
    await night.done()
    assert [path.name for path in (tmp_path / "backups").glob("iskra-*")] == ["iskra-20260714T010000Z.sqlite"]
    good = await sqlite_database.read(backup.last_good)
    assert good is not None
    assert good.at == clock.now()
    again = Arrival(new_id(), 1, 1, 10, None, b"{}", clock.now())
    assert await sqlite_database.run(inbox.store, [again]) == {again.id}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"folder": "taken"}, "cannot be written"),
        ({"folder": "backups", "key_file": "nowhere"}, "no such key file"),
    ],
)
async def test_why_a_backup_failed_is_told(
    sqlite_database: Database, tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    (tmp_path / "taken").touch()
    told: list[str] = []

    async def tell(said: str) -> None:
        told.append(said)

    config = Config(backup=Backup(**{name: tmp_path / value for name, value in files.items()}))
    clock = HandClock(NIGHT)
    night = night_of(config, sqlite_database, clock, lambda now: now, tell)
    await night.start()
    await Ticker(clock, [night.due_source()]).tick()
    await night.done()
    assert len(told) == 1
    assert reason in told[0]


async def test_the_night_after_a_restore_leaves_the_backup_alone_that_was_restored(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The restored database does not know that its night was done: it was backed up before that was noted."""
    config, clock = Config(backup=Backup(folder=tmp_path / "backups")), HandClock(NIGHT)
    night = night_of(config, sqlite_database, clock, after)
    await sqlite_database.run(facts.write, FACT, NIGHT.isoformat())
    await night.start()
    await Ticker(clock, [night.due_source()]).tick()
    await night.done()
    first = tmp_path / "backups/iskra-20260714T003000Z.sqlite"
    written = first.read_bytes()
    clock.forward(hours=5)
    await sqlite_database.run(facts.write, FACT, NIGHT.isoformat())
    night = night_of(config, sqlite_database, clock, after)
    await night.start()
    await Ticker(clock, [night.due_source()], (NIGHT, clock.now())).tick()
    await night.done()
    names = sorted(path.name for path in (tmp_path / "backups").glob("iskra-*"))
    assert names == [first.name, "iskra-20260714T053000Z.sqlite"]
    assert first.read_bytes() == written
    with pytest.raises(BackupError, match="never takes the place of another"):
        await backup.make(sqlite_database, Shelf(tmp_path / "backups"), clock.now())


async def test_without_a_folder_a_night_only_forgets(sqlite_database: Database, tmp_path: Path) -> None:
    clock = HandClock(EVENING)
    night = night_of(Config(backup=Backup(folder=None)), sqlite_database, clock, after)
    await night.start()
    clock.forward(hours=8)
    await Ticker(clock, [night.due_source()]).tick()
    await night.done()
    assert await sqlite_database.read(backup.last_good) is None
