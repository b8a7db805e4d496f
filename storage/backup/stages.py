"""Where a backup is laid out before it takes the place of the database: nothing is replaced before all is checked.

The replaced database is put aside under another name, never deleted.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.backup import postgres_copy
from storage.backup.errors import BackupError
from storage.backup.making import sqlite_file
from storage.backup.shelf import check_room, sync_folder
from storage.server_hold import HOLDER

ASIDE = "before-restore"
LONGEST_NAME = 63
LOGS = ("-wal", "-shm")


class Stage(Protocol):
    """A place beside the database."""

    url: URL
    """Where the backup is laid out."""

    async def exists(self) -> bool:
        """Whether there is a database to be replaced."""
        ...

    async def fill(self, plain: Path) -> None:
        """Lay a plain backup out."""
        ...

    async def swap(self) -> str | None:
        """Let the staged database take the place of the present one; return where that is now, None for none."""
        ...

    async def clear(self) -> None:
        """Forget what was laid out, if it still is here."""
        ...


def stage_for(url: URL, stamp: str) -> Stage:
    """Return the stage beside the database at `url`; `stamp` goes into the name under which that is put aside."""
    if url.get_backend_name() == "sqlite":
        return SqliteStage(url, stamp)
    return PostgresStage(url, stamp)


@dataclass
class SqliteStage:
    """A file beside the database's file."""

    present: URL
    stamp: str

    def __post_init__(self) -> None:
        """Name the files."""
        self.file = sqlite_file(self.present)
        self.staged = self.file.with_name(f"{self.file.name}.restoring")
        self.url = self.present.set(database=str(self.staged))

    async def exists(self) -> bool:
        """Whether there is a database to be replaced. Who holds the place of a lost one has made an empty file."""
        return self._is_there()

    async def fill(self, plain: Path) -> None:
        """Copy the backup."""
        await self.clear()
        await asyncio.to_thread(self._copy, plain)

    async def swap(self) -> str | None:
        """Give the staged file the database's name, in one step: at no moment there is none."""
        return await asyncio.to_thread(self._swap)

    async def clear(self) -> None:
        """Delete the staged file and its logs."""
        for path in _with_logs(self.staged):
            path.unlink(missing_ok=True)

    def _is_there(self) -> bool:
        return self.file.exists() and self.file.stat().st_size > 0

    def _copy(self, plain: Path) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        check_room(self.file.parent, plain.stat().st_size, "make room")
        os.close(os.open(self.staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        shutil.copyfile(plain, self.staged)

    def _swap(self) -> str | None:
        _fold(self.staged)
        with self.staged.open("rb") as file:
            os.fsync(file.fileno())
        aside = self._put_aside() if self._is_there() else None
        self.staged.replace(self.file)
        sync_folder(self.file.parent)
        return str(aside) if aside is not None else None

    def _put_aside(self) -> Path:
        """Give the present file a second name; its log, which belongs to no other file, only another one."""
        aside = self.file.with_name(f"{self.file.name}.{ASIDE}-{self.stamp}")
        with contextlib.suppress(sqlite3.Error):  # a damaged one keeps its log beside it
            _fold(self.file)
        aside.hardlink_to(self.file)
        for mine, other in zip(_with_logs(self.file)[1:], _with_logs(aside)[1:], strict=True):
            if mine.exists():
                mine.rename(other)
        sync_folder(self.file.parent)
        return aside


def _with_logs(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + log) for log in LOGS)]


def _fold(path: Path) -> None:
    """Bring everything of a database into its one file."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()


@dataclass
class PostgresStage:
    """A database beside the database, on the same server."""

    present: URL
    stamp: str

    def __post_init__(self) -> None:
        """Name the databases."""
        self.name = self.present.database or ""
        self.staged = _named_after(self.name, f"_staged_{self.stamp}")
        self.url = self.present.set(database=self.staged)

    async def exists(self) -> bool:
        """Whether there is a database to be replaced."""
        async with self._server() as server:
            query = text("SELECT count(*) FROM pg_database WHERE datname = :name")
            return bool(await server.scalar(query, {"name": self.name}))

    async def fill(self, plain: Path) -> None:
        """Make a database and restore into it."""
        restore = postgres_copy.program("pg_restore")
        await self.check_alone()
        async with self._server() as server:
            await _do(server, f"CREATE DATABASE {_quoted(self.staged)} TEMPLATE template0 ENCODING 'UTF8'")
        arguments = [restore, "--no-owner", "--no-privileges", "--no-password", "--exit-on-error"]
        arguments += [f"--dbname={self.staged}", str(plain)]
        await asyncio.to_thread(postgres_copy.run, arguments, postgres_copy.environment(self.present, self.staged))

    async def swap(self) -> str | None:
        """Rename both; the server refuses while anybody is connected."""
        aside = _named_after(self.name, f"_before_{self.stamp}")
        there = await self.exists()
        async with self._server() as server:
            if there:
                await _do(server, f"ALTER DATABASE {_quoted(self.name)} RENAME TO {_quoted(aside)}")
            try:
                await _do(server, f"ALTER DATABASE {_quoted(self.staged)} RENAME TO {_quoted(self.name)}")
            except BackupError:
                if there:
                    await _do(server, f"ALTER DATABASE {_quoted(aside)} RENAME TO {_quoted(self.name)}")
                raise
        return aside if there else None

    async def clear(self) -> None:
        """Drop the staged database."""
        async with self._server() as server:
            await _do(server, f"DROP DATABASE IF EXISTS {_quoted(self.staged)}")

    async def check_alone(self) -> None:
        """Raise `BackupError` while anybody uses the database. Its place is held by us by now."""
        async with self._server() as server:
            query = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND application_name <> :holder")
            if count := await server.scalar(query, {"name": self.name, "holder": HOLDER}):
                raise BackupError(f"{count} connections use the database {self.name}: stop the bot first")

    @contextlib.asynccontextmanager
    async def _server(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection to the server that is in nobody's way."""
        engine = create_async_engine(
            self.present.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        try:
            async with engine.connect() as connection:
                yield connection
        finally:
            await engine.dispose()


async def _do(server: AsyncConnection, statement: str) -> None:
    try:
        await server.execute(text(statement))
    except DBAPIError as error:
        said = str(error.orig).partition(": ")[2] or str(error.orig)
        raise BackupError(f"PostgreSQL refuses: {said}") from error


def _named_after(name: str, ending: str) -> str:
    """Return a name for a database beside another one; PostgreSQL would silently cut a longer one."""
    return name[: LONGEST_NAME - len(ending)] + ending.lower()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
