"""Backups of a database that others use, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import stat
from collections import namedtuple
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from storage import backup, facts, inbox
from storage.backup import BackupError, BackupKey, Shelf, making, sqlite_copy
from storage.backup.sealing import unseal
from storage.base import new_id
from storage.database import Database
from storage.encryption import Vault
from storage.errors import VaultError
from storage.inbox import Arrival
from tests.backups import with_client_programs

KEY = BackupKey(bytes(range(32)))


@pytest.fixture(autouse=True)
def client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    with_client_programs(monkeypatch)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "backups")


def arrivals(now: datetime, *update_ids: int) -> list[Arrival]:
    return [Arrival(new_id(), 1, number, 10, None, b"said", now) for number in update_ids]


async def filled(database: Database, now: datetime, count: int = 3) -> None:
    await database.run(facts.check_vault, database.vault)
    await database.run(inbox.store, arrivals(now, *range(1, count + 1)))


async def test_a_backup_holds_every_row_and_says_of_when_it_is(database: Database, shelf: Shelf, now: datetime) -> None:
    await filled(database, now)
    assert await database.read(backup.last_good) is None
    made = await backup.make(database, shelf, now)
    assert made.path.name == "iskra-20260714T070000Z" + (".sqlite" if database.is_sqlite else ".pgdump")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    held = await asyncio.to_thread(making.look, made.path)
    assert (held.rows["inbox"], held.total, held.begun_at) == (3, made.rows, now)
    assert database.vault.decrypt(held.sealed["inbox.raw"]) == b"said"
    good = await database.read(backup.last_good)
    assert good is not None
    assert (good.at, good.name, good.size) == (now, made.path.name, made.path.stat().st_size)
    assert sorted(path.name for path in shelf.folder.iterdir()) == [".lock", made.path.name]


async def test_an_encrypted_backup_opens_with_its_key_alone(
    database: Database, shelf: Shelf, now: datetime, tmp_path: Path
) -> None:
    await filled(database, now)
    made = await backup.make(database, shelf, now, KEY)
    assert made.sealed
    assert made.path.suffix == ".enc"
    assert b"inbox" not in made.path.read_bytes()
    plain = tmp_path / "plain"
    with made.path.open("rb") as source, plain.open("wb") as target:
        unseal(source, target, KEY)
    assert (await asyncio.to_thread(making.look, plain)).rows["inbox"] == 3
    assert sorted(path.name for path in shelf.folder.iterdir()) == [".lock", made.path.name]


async def test_older_backups_go_once_the_new_one_is_good(
    database: Database, tmp_path: Path, now: datetime, vault: Vault
) -> None:
    shelf = Shelf(tmp_path / "backups", daily=2, weekly=1)
    await filled(database, now)
    pruned = [(await backup.make(database, shelf, now + timedelta(days=day))).pruned for day in range(3)]
    assert pruned == [0, 0, 1]
    assert [one.at for one in shelf.kept()] == [now + timedelta(days=1), now + timedelta(days=2)]
    database.vault = Vault(bytes(32))
    with pytest.raises(VaultError, match="another key"):
        await backup.make(database, shelf, now + timedelta(days=3))
    database.vault = vault
    assert [one.at for one in shelf.kept()] == [now + timedelta(days=1), now + timedelta(days=2)]
    good = await database.read(backup.last_good)
    assert good is not None
    assert good.at == now + timedelta(days=2)


async def test_a_full_disk_is_told_and_leaves_nothing_behind(
    database: Database, shelf: Shelf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(database, now)
    usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(0, 0, 2**20))
    with pytest.raises(BackupError, match=r"has 1\.0 MB free, .* are needed and .* to spare: make room"):
        await backup.make(database, shelf, now)
    assert [path.name for path in shelf.folder.iterdir()] == [".lock"]
    assert await database.read(backup.last_good) is None


# --- the writer goes on ------------------------------------------------------------------------------


async def test_writing_goes_on_during_a_backup_and_the_copy_is_of_one_moment(
    sqlite_database: Database, now: datetime, tmp_path: Path
) -> None:
    await filled(sqlite_database, now)
    big = Arrival(new_id(), 1, 1000, 10, None, bytes(4 * 2**20), now)
    await sqlite_database.run(inbox.store, [big])
    loop, written = asyncio.get_running_loop(), 0

    def write() -> None:
        nonlocal written
        written += 1
        # From the copying thread: each step waits until a whole transaction has gone through beside it.
        work = sqlite_database.run(inbox.store, arrivals(now, 2000 + written))
        asyncio.run_coroutine_threadsafe(work, loop).result(timeout=20)

    target = tmp_path / "copy"
    target.touch()
    source = making.sqlite_file(sqlite_database.url)
    original = await asyncio.to_thread(sqlite_copy.copy, source, target, sqlite_copy.never, write)
    copy = await asyncio.to_thread(making.look, target)
    assert written >= 4
    assert original.rows["inbox"] == copy.rows["inbox"] == 4
    assert len(await sqlite_database.read(inbox.waiting, 1)) == 4 + written


async def test_a_backup_that_is_cancelled_ends_at_its_next_step(
    sqlite_database: Database, shelf: Shelf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(sqlite_database, now)
    await sqlite_database.run(inbox.store, [Arrival(new_id(), 1, 1000, 10, None, bytes(4 * 2**20), now)])
    loop, begun, ended = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    copied = sqlite_copy.copy

    def slow(source: Path, target: Path, stopped: sqlite_copy.Stopped) -> object:
        def step() -> None:
            loop.call_soon_threadsafe(begun.set)
            while not stopped():
                pass

        try:
            return copied(source, target, stopped, step)
        finally:
            loop.call_soon_threadsafe(ended.set)

    monkeypatch.setattr(sqlite_copy, "copy", slow)
    task = asyncio.create_task(backup.make(sqlite_database, shelf, now))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(ended.wait(), 20)
    assert [path.name for path in shelf.folder.iterdir()] == [".lock"]


# --- what verification finds -------------------------------------------------------------------------


async def test_a_copy_that_lacks_rows_is_no_backup(
    database: Database, shelf: Shelf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(database, now)
    looked = making.look

    def short(path: Path, stop: object = None) -> object:
        held = looked(path)
        return replace(held, rows={**held.rows, "inbox": held.rows["inbox"] - 1})

    monkeypatch.setattr(making, "look", short)
    with pytest.raises(BackupError, match="does not hold all rows: inbox 2 of 3"):
        await backup.make(database, shelf, now)
    assert [path.name for path in shelf.folder.iterdir()] == [".lock"]


async def test_a_damaged_copy_is_found(database: Database, shelf: Shelf, now: datetime, tmp_path: Path) -> None:
    await filled(database, now, 200)
    made = await backup.make(database, shelf, now)
    whole = made.path.read_bytes()
    damaged = tmp_path / "damaged"
    for changed in (
        whole[: len(whole) * 2 // 3],
        whole[: len(whole) // 2] + bytes(8192) + whole[len(whole) // 2 + 8192 :],
    ):
        damaged.write_bytes(changed)
        with pytest.raises(BackupError):
            await asyncio.to_thread(making.look, damaged)
    damaged.write_bytes(b"holiday photos")
    with pytest.raises(BackupError, match="is no backup of Iskra"):
        await asyncio.to_thread(making.look, damaged)


async def test_orphans_are_damage(sqlite_database: Database, shelf: Shelf, now: datetime) -> None:
    await filled(sqlite_database, now)
    made = await backup.make(sqlite_database, shelf, now)
    connection = sqlite3.connect(made.path)
    connection.execute("CREATE TABLE child (parent INTEGER REFERENCES inbox (id))")
    connection.execute("INSERT INTO child VALUES (-1)")
    connection.commit()
    connection.close()
    with pytest.raises(BackupError, match="a row of child speaks of one in inbox that is gone"):
        await asyncio.to_thread(making.look, made.path)


async def test_without_pg_dump_it_is_said_what_to_install(
    postgres_url: str, vault: Vault, shelf: Shelf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.open(postgres_url, vault)
    await database.run(lambda session: _facts_table(session))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BackupError, match="pg_dump is not installed here: install PostgreSQL's client programs"):
        await backup.make(database, shelf, now)
    await database.close()


def _facts_table(session: Session) -> None:
    facts.FactRow.metadata.create_all(session.connection(), tables=[facts.FactRow.__table__])  # type: ignore[list-item]
