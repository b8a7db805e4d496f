"""Bringing a backup back, on SQLite and on PostgreSQL: checked first, swapped whole, the replaced one put aside."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import backup, facts, inbox, migrate, outbox, restored
from storage.backup import BackupError, BackupKey, Shelf
from storage.backup.restoring import restore
from storage.base import new_id
from storage.database import Database
from storage.encryption import Vault
from storage.errors import DatabaseInUse, VaultError
from storage.inbox import Arrival, InboxState
from storage.migrate import MigrationError
from storage.outbox import Lane, OutboxState, Outgoing
from storage.restored import SetAside
from tests.backups import with_client_programs

HOUR = timedelta(hours=1)
KEY = BackupKey(bytes(range(32)))


@pytest.fixture(autouse=True)
def client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    with_client_programs(monkeypatch)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "backups")


@pytest.fixture
async def url(database_url: str) -> AsyncIterator[str]:
    """Give a migrated database; what a restore put aside is dropped with it."""
    await migrate.upgrade(database_url)
    yield database_url
    if not database_url.startswith("sqlite"):
        for name in await beside(database_url):
            await on_server(database_url, f'DROP DATABASE "{name}" WITH (FORCE)')


async def on_server(url: str, statement: str) -> list[str]:
    engine = create_async_engine(make_url(url).set(database="postgres"))
    async with engine.connect() as connection:
        done = await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text(statement))
        rows = [str(row[0]) for row in done] if done.returns_rows else []
    await engine.dispose()
    return rows


async def beside(url: str) -> list[str]:
    """Return what lies beside the database under a name made from its own."""
    if url.startswith("sqlite"):
        path = Path(url.partition(":///")[2])
        return sorted(one.name for one in path.parent.glob(f"{path.name}.*") if one.suffix != ".lock")
    name = make_url(url).database
    return await on_server(url, f"SELECT datname FROM pg_database WHERE datname LIKE '{name}\\_%'")


def arrivals(now: datetime, *update_ids: int) -> list[Arrival]:
    return [Arrival(new_id(), 1, number, 10, None, b'{"said":1}', now) for number in update_ids]


async def told(url: str, vault: Vault, now: datetime, *update_ids: int) -> None:
    """Let people write, and owe each an answer."""
    database = await Database.open(url, vault)
    await database.run(facts.check_vault, vault)
    await database.run(inbox.store, arrivals(now, *update_ids))
    calls = [Outgoing(new_id(), 1, 10, Lane.REPLY, "sendMessage", b"{}", now) for _ in update_ids]
    await database.run(outbox.add, calls)
    await database.close()


async def backed_up(url: str, vault: Vault, shelf: Shelf, now: datetime, key: BackupKey | None = None) -> Path:
    database = await Database.open(url, vault)
    made = await backup.make(database, shelf, now, key)
    await database.close()
    return made.path


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
async def test_a_restored_database_is_that_of_the_backup_and_waits_for_an_operator(
    url: str, vault: Vault, shelf: Shelf, now: datetime, key: BackupKey | None
) -> None:
    await told(url, vault, now - HOUR, 1, 2)
    file = await backed_up(url, vault, shelf, now, key)
    await told(url, vault, now + HOUR, 3, 4, 5)
    done = await restore(url, vault, file, now + 2 * HOUR, key)
    assert (done.at, done.revision, done.rows > 4) == (now, migrate.head(), True)
    assert done.lost is not None
    assert (len(done.lost.handled), len(done.lost.unhandled), done.lost.sent) == (0, 3, 0)
    assert done.set_aside == SetAside(messages=2, updates=5)
    assert await beside(url) == [done.aside.rpartition("/")[2] if done.aside else ""]

    database = await Database.open(url, vault, exclusive=True)
    await database.run(facts.check_vault, vault)
    span = await database.read(restored.read)
    assert span is not None
    assert (span.since, span.until) == (now, now + 2 * HOUR)
    assert await database.read(inbox.counts) == {InboxState.QUARANTINED: 5}
    assert await database.read(outbox.counts) == {OutboxState.UNCERTAIN: 2}
    assert await database.run(inbox.store, arrivals(now, 2, 5)) == set()  # Telegram hands them over once more
    await database.close()


async def test_the_replaced_database_is_whole_and_can_be_brought_back(
    sqlite_database: Database, vault: Vault, shelf: Shelf, now: datetime
) -> None:
    url = str(sqlite_database.url)
    await sqlite_database.close()
    await _stamp(url)
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    await told(url, vault, now + HOUR, 2, 3)
    done = await restore(url, vault, file, now + 2 * HOUR)
    assert done.aside is not None
    aside = await Database.open(f"sqlite+aiosqlite:///{done.aside}", vault)
    assert await aside.read(inbox.counts) == {InboxState.WAITING: 3}
    assert await aside.read(restored.read) is None
    await aside.close()


async def _stamp(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await connection.execute(text(f"INSERT INTO alembic_version VALUES ('{migrate.head()}')"))
    await engine.dispose()


async def test_a_backup_of_an_older_version_is_brought_to_this_one(
    database_url: str, vault: Vault, shelf: Shelf, now: datetime
) -> None:
    await migrate.upgrade(database_url, "0002")
    await told(database_url, vault, now, 1)
    file = await backed_up(database_url, vault, shelf, now)
    done = await restore(database_url, vault, file, now + HOUR)
    assert done.revision == "0002"
    assert await migrate.current(database_url) == migrate.head()


async def test_a_lost_database_is_made_from_its_backup(
    tmp_path: Path, vault: Vault, shelf: Shelf, now: datetime
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/here/iskra.db"
    await migrate.upgrade(url)
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    elsewhere = f"sqlite+aiosqlite:///{tmp_path}/elsewhere/iskra.db"
    done = await restore(elsewhere, vault, file, now + HOUR)
    assert (done.aside, done.lost) == (None, None)
    assert await migrate.current(elsewhere) == migrate.head()


async def test_a_damaged_database_is_put_aside_as_it_is(
    tmp_path: Path, vault: Vault, shelf: Shelf, now: datetime
) -> None:
    url, path = f"sqlite+aiosqlite:///{tmp_path}/iskra.db", tmp_path / "iskra.db"
    await migrate.upgrade(url)
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    path.with_name("iskra.db-wal").write_bytes(b"log")
    done = await restore(url, vault, file, now + HOUR)
    assert done.lost is None
    assert done.aside is not None
    assert Path(done.aside).read_bytes() == b"SQLite format 3\0" + bytes(5000)
    assert not path.with_name("iskra.db-wal").exists()
    assert await migrate.current(url) == migrate.head()


# --- what is refused, leaving everything as it was -----------------------------------------------------


async def test_nothing_is_restored_under_a_bot_that_serves(url: str, vault: Vault, shelf: Shelf, now: datetime) -> None:
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    serving = await Database.open(url, vault, exclusive=True)
    await serving.read(inbox.counts)
    with pytest.raises((DatabaseInUse, BackupError), match=r"already served|stop the bot first"):
        await restore(url, vault, file, now + HOUR)
    assert await serving.read(inbox.counts) == {InboxState.WAITING: 1}
    await serving.close()
    assert await beside(url) == []


async def test_a_backup_that_cannot_be_used_changes_nothing(
    url: str, vault: Vault, shelf: Shelf, now: datetime, tmp_path: Path
) -> None:
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    sealed = await backed_up(url, vault, shelf, now + timedelta(minutes=1), KEY)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    newer = await backed_up(url, vault, shelf, now + timedelta(minutes=2))
    cut = tmp_path / "cut"
    cut.write_bytes(sealed.read_bytes()[:-1])
    (tmp_path / "other").write_bytes(b"holiday photos")
    cases: list[tuple[Path, Vault, BackupKey | None, type[Exception], str]] = [
        (newer, vault, None, MigrationError, "9999.* newer than this program"),
        (file, Vault(bytes(32)), None, VaultError, "under another key"),
        (sealed, vault, None, BackupError, "is encrypted: set backup.key_file"),
        (sealed, vault, BackupKey(bytes(32)), BackupError, "encrypted with another key"),
        (cut, vault, KEY, BackupError, "damaged, or not all of it is here"),
        (tmp_path / "other", vault, None, BackupError, "is no backup of Iskra"),
        (tmp_path / "nowhere", vault, None, BackupError, "cannot be read: No such file"),
    ]
    for path, opened_with, key, error, said in cases:
        with pytest.raises(error, match=said):
            await restore(url, opened_with, path, now + HOUR, key)
    assert await migrate.current(url) == "9999"
    assert await beside(url) == []


async def test_a_backup_of_another_kind_or_program_is_refused(
    postgres_url: str, tmp_path: Path, vault: Vault, shelf: Shelf, now: datetime
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/iskra.db"
    await migrate.upgrade(url)
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    with pytest.raises(BackupError, match=r"backup of a sqlite database, storage\.url names a postgresql one"):
        await restore(postgres_url, vault, file, now)
    connection = sqlite3.connect(tmp_path / "other.sqlite")
    connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    with pytest.raises(BackupError, match="holds no database that Iskra has backed up"):
        await restore(url, vault, tmp_path / "other.sqlite", now)


async def test_a_restore_that_fails_half_way_leaves_the_database_where_it_was(
    url: str, vault: Vault, shelf: Shelf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(url, vault, now, 1)
    file = await backed_up(url, vault, shelf, now)
    await told(url, vault, now, 2)

    def broken(*_: object) -> None:
        raise RuntimeError("the power fails")

    monkeypatch.setattr(restored, "begin_again", broken)
    with pytest.raises(RuntimeError, match="the power fails"):
        await restore(url, vault, file, now + HOUR)
    assert await beside(url) == []
    database = await Database.open(url, vault)
    assert await database.read(inbox.counts) == {InboxState.WAITING: 2}
    await database.close()
