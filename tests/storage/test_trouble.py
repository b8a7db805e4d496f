"""What is wrong with the database itself is told apart from what is asked of it, and its end is noticed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import condition, facts, server_hold
from storage.database import Database
from storage.encryption import Vault
from storage.errors import DatabaseInUse, VaultError
from storage.facts import FactRow
from storage.trouble import DatabaseTrouble, Trouble

LONG = "x" * 400


def _ask(session: Session, statement: str) -> Any:
    return session.connection().exec_driver_sql(statement)


def _pages(session: Session) -> int:
    return int(_ask(session, "PRAGMA page_count").scalar())


def _write_much(session: Session) -> None:
    session.add_all(FactRow(name=f"much {n}", value=LONG) for n in range(100))
    session.flush()


@contextlib.asynccontextmanager
async def _full(database: Database) -> AsyncIterator[None]:
    most = await database.run(_pages)
    await database.run(_ask, f"PRAGMA max_page_count={most}")
    yield
    await database.run(_ask, "PRAGMA max_page_count=1000000")


@contextlib.asynccontextmanager
async def _locked(database: Database) -> AsyncIterator[None]:
    await database.run(_ask, "PRAGMA busy_timeout=1")
    with contextlib.closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextlib.asynccontextmanager
async def _read_only(database: Database) -> AsyncIterator[None]:
    driver = await database.run(lambda session: session.connection().connection.driver_connection)
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA query_only=ON").close()
    yield
    driver.execute("PRAGMA query_only=OFF").close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(condition, "FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(condition, "MOST_PAUSE_S", 0.01)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("trouble", "kind", "todo"),
    [
        (_full, Trouble.FULL, "free space"),
        (_locked, Trouble.LOCKED, "end that process"),
        (_read_only, Trouble.READ_ONLY, "the right to write"),
    ],
)
async def test_trouble_says_what_to_do_and_passes(
    sqlite_database: Database, trouble: Any, kind: Trouble, todo: str
) -> None:
    seen: list[DatabaseTrouble | None] = []
    await sqlite_database.run(facts.write, "there", LONG)
    sqlite_database.condition.watch(seen.append)
    async with trouble(sqlite_database):
        with pytest.raises(DatabaseTrouble, match=todo) as found:
            await sqlite_database.run(_write_much)
        assert (found.value.kind, seen[0]) == (kind, found.value)
        assert str(sqlite_database.url.database) in str(found.value)
    async with asyncio.timeout(10):
        await sqlite_database.condition.well()
    assert seen[-1] is None
    await sqlite_database.run(_write_much)
    assert await sqlite_database.read(facts.read, "much 99") == LONG


@pytest.mark.usefixtures("hasty")
async def test_nobody_goes_on_before_the_trouble_is_over(sqlite_database: Database) -> None:
    async with _locked(sqlite_database):
        tried, seen = asyncio.Event(), []

        def note(trouble: DatabaseTrouble | None) -> None:
            seen.append(trouble)
            if len(seen) == 4:
                tried.set()

        sqlite_database.condition.watch(note)
        with pytest.raises(DatabaseTrouble):
            await sqlite_database.run(facts.touch)
        waiting = asyncio.create_task(sqlite_database.condition.well())
        await tried.wait()
        assert not waiting.done()
    async with asyncio.timeout(10):
        await waiting
    assert [one is None for one in seen] == [False] * (len(seen) - 1) + [True]


async def test_a_damaged_file_is_told_as_such(tmp_path: Path, vault: Vault) -> None:
    path = tmp_path / "iskra.db"
    path.write_bytes(b"this is no database" * 1000)
    database = await Database.open(f"sqlite+aiosqlite:///{path}", vault)
    with pytest.raises(DatabaseTrouble, match="put the file aside and the newest backup into its place") as found:
        await database.read(facts.read, "vault")
    assert found.value.kind is Trouble.DAMAGED
    await database.close()


def _twice(session: Session) -> None:
    for _ in range(2):
        session.execute(text("INSERT INTO facts (name, value) VALUES ('a', 'b')"))


def _no_such_file(_session: Session) -> None:
    raise FileNotFoundError("a use case's own")


async def test_what_is_asked_wrongly_is_no_trouble(sqlite_database: Database) -> None:
    seen: list[DatabaseTrouble | None] = []
    sqlite_database.condition.watch(seen.append)
    with pytest.raises(IntegrityError):
        await sqlite_database.run(_twice)
    with pytest.raises(FileNotFoundError):
        await sqlite_database.run(_no_such_file)
    await sqlite_database.condition.well()
    assert seen == []


@pytest.mark.usefixtures("hasty")
async def test_a_server_that_breaks_off_is_unreachable_until_it_answers(postgres_url: str, vault: Vault) -> None:
    database = await Database.open(postgres_url, vault)
    await database.run(lambda session: FactRow.metadata.create_all(session.connection()))

    def break_off(session: Session) -> None:
        _ask(session, "SELECT pg_terminate_backend(pg_backend_pid())")

    for ask in (database.run, database.read):
        with pytest.raises(DatabaseTrouble, match="does not answer") as found:
            await ask(break_off)
        assert found.value.kind is Trouble.UNREACHABLE
        assert "@" not in str(found.value)
        async with asyncio.timeout(10):
            await database.condition.well()
        await database.run(facts.write, "n", "1")
    await database.close()


@pytest.fixture
def careless_umask() -> Iterator[None]:
    """Let every new file be open to everybody, unless it is closed on purpose."""
    usual = os.umask(0)
    yield
    os.umask(usual)


@pytest.mark.usefixtures("careless_umask")
async def test_the_files_are_closed_to_strangers_from_their_first_moment(tmp_path: Path) -> None:
    path, key = tmp_path / "var/iskra.db", tmp_path / "var/iskra.key"
    vault = Vault.open(key)
    database = await Database.open(f"sqlite+aiosqlite:///{path}", vault, exclusive=True)
    await database.run(lambda session: FactRow.metadata.create_all(session.connection()))
    await database.run(facts.check_vault, vault)
    modes = {one.name: oct(one.stat().st_mode & 0o777) for one in path.parent.iterdir()}
    assert modes == dict.fromkeys(
        ["iskra.db", "iskra.db-wal", "iskra.db-shm", "iskra.db.lock", "iskra.key"], oct(0o600)
    )
    await database.close()


async def test_an_open_file_is_closed_to_strangers_and_to_nobody_else(sqlite_database: Database, vault: Vault) -> None:
    path = Path(str(sqlite_database.url.database))
    path.chmod(0o664)
    await (await Database.open(str(sqlite_database.url), vault)).close()
    assert path.stat().st_mode & 0o777 == 0o660


async def test_whatever_path_leads_to_a_file_it_is_served_once(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "var"
    first = await Database.open(f"sqlite+aiosqlite:///{folder}/iskra.db", vault, exclusive=True)
    (tmp_path / "link.db").symlink_to(folder / "iskra.db")
    (tmp_path / "linked").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    for path in (f"{tmp_path}/link.db", f"{tmp_path}/linked/iskra.db", "var/../var/iskra.db"):
        with pytest.raises(DatabaseInUse, match=f"served by process {os.getpid()}: stop it first"):
            await Database.open(f"sqlite+aiosqlite:///{path}", vault, exclusive=True)
    await first.close()
    again = await Database.open(f"sqlite+aiosqlite:///{tmp_path}/link.db", vault, exclusive=True)
    await again.close()


async def test_a_lost_key_is_told_and_no_other_is_made(sqlite_database: Database, tmp_path: Path) -> None:
    key = tmp_path / "keys/iskra.key"
    first = Vault.open(key)
    assert not key.exists()
    await sqlite_database.run(facts.check_vault, first)
    assert Vault.open(key).fingerprint == first.fingerprint
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(VaultError, match=f"{key} of this database is missing: put it back"):
        await sqlite_database.run(facts.check_vault, Vault.open(key))
    assert not key.exists()
    key.write_bytes(kept)
    await sqlite_database.run(facts.check_vault, Vault.open(key))


def test_nothing_is_sealed_with_a_key_that_is_not_kept(tmp_path: Path) -> None:
    key = tmp_path / "iskra.key"
    sealed = Vault.open(key).encrypt(b"what people wrote")
    assert Vault.open(key).decrypt(sealed) == b"what people wrote"


async def test_a_key_that_cannot_be_kept_ties_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")
    with pytest.raises(VaultError, match=r"cannot be read \(Not a directory\)"):
        Vault.open(tmp_path / "keys/iskra.key")
    vault = Vault.open(tmp_path / "elsewhere/iskra.key")
    (tmp_path / "elsewhere").write_text("made meanwhile")
    with pytest.raises(VaultError, match=r"cannot be made \(.+\): let this user write there"):
        await sqlite_database.run(facts.check_vault, vault)
    assert await sqlite_database.read(facts.read, "vault") is None


@pytest.mark.parametrize("content", [b"", b"beef", b"\xff\xfe", b"beef" * 16 + b" and more"])
def test_a_damaged_key_file_is_named(tmp_path: Path, content: bytes) -> None:
    key = tmp_path / "iskra.key"
    key.write_bytes(content)
    with pytest.raises(VaultError, match=f"the key file {key} is damaged, expected 64 hexadecimal digits"):
        Vault.open(key)


HOLDER = (
    "FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND datname = current_database()"
)


async def _hold_breaks(beside: Database) -> None:
    """Have the server end the connection that holds the right to serve; return when somebody has it again."""
    (broken,) = await beside.run(lambda session: _ask(session, f"SELECT pg_terminate_backend(pid), pid {HOLDER}").all())
    async with asyncio.timeout(20):
        while await _holders(beside) in ([], [broken.pid]):
            await asyncio.sleep(0.01)


async def _holders(beside: Database) -> list[int]:
    return await beside.read(lambda session: list(_ask(session, f"SELECT pid {HOLDER}").scalars()))


async def test_a_server_serves_one_process_whose_right_outlives_its_connection(
    postgres_url: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_hold, "PATIENCE_S", 0.3)
    monkeypatch.setattr(server_hold, "CHECK_EVERY_S", 0.01)
    first = await Database.open(postgres_url, vault, exclusive=True)
    with pytest.raises(DatabaseInUse, match="served by another process, on the machine of the server: stop it first"):
        await Database.open(postgres_url, vault, exclusive=True)
    beside = await Database.open(postgres_url, vault)
    for _ in range(2):
        await _hold_breaks(beside)
    with pytest.raises(DatabaseInUse):
        await Database.open(postgres_url, vault, exclusive=True)
    assert first.lost is not None
    assert not first.lost.done()
    await first.close()
    again = await Database.open(postgres_url, vault, exclusive=True)
    await again.close()
    await beside.close()


async def test_who_lost_the_right_to_another_process_hears_of_it(
    postgres_url: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_hold, "CHECK_EVERY_S", 1.0)
    slow = await Database.open(postgres_url, vault, exclusive=True)
    monkeypatch.setattr(server_hold, "PAUSE_S", 0.01)
    monkeypatch.setattr(server_hold, "PATIENCE_S", 10.0)
    beside = await Database.open(postgres_url, vault)
    taking = asyncio.create_task(Database.open(postgres_url, vault, exclusive=True))
    await _hold_breaks(beside)
    quick = await taking
    monkeypatch.setattr(server_hold, "PATIENCE_S", 0.0)
    assert slow.lost is not None
    async with asyncio.timeout(10):
        assert "already served" in str(await slow.lost)
    for database in (slow, quick, beside):
        await database.close()
