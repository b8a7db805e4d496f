"""SQLite behind threads of its own: one that writes, a few that read.

A use case runs there whole, in one hop. Through an asynchronous driver every statement, cursor and row is a hop of its
own, some forty a turn: measured, that was four fifths of the CPU of a turn that touched the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from storage.encryption import Vault
from storage.sqlite_file import path_of, prepare
from storage.threads import Threads

READERS = 3
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",  # large sorts need no room in /tmp, and leave nothing there
)

# Pages that a connection keeps, in KB. The system keeps them too: more than the upper floors of the indexes is memory
# spent twice.
WRITER_KEEPS_KB = 4_000
READER_KEEPS_KB = 1_500

T = TypeVar("T")


class SqliteDesk:
    """One SQLite file, its engines and its threads. Nothing is opened before the first session needs it."""

    def __init__(self, url: URL, vault: Vault) -> None:
        if (path := path_of(url)) is not None:
            prepare(path)
        plain = url.set(drivername="sqlite")
        self._writing = _engine(plain, vault, "BEGIN IMMEDIATE", 1, WRITER_KEEPS_KB)
        self._reading = _engine(plain, vault, "BEGIN DEFERRED", READERS, READER_KEEPS_KB)
        self._writer = Threads(1, "sqlite-writer")
        self._readers = Threads(READERS, "sqlite-reader")

    def session(self) -> ThreadedSession:
        """Return a session of the writer, not begun."""
        return ThreadedSession(self._writing, self._writer)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Run `query` on a snapshot, in one hop; what it writes is undone."""
        return await self._readers.do(self._read, query)

    def _read(self, query: Callable[[Session], T]) -> T:
        with Session(self._reading, expire_on_commit=False) as session:
            return query(session)

    async def close(self) -> None:
        """Finish what the threads are at, and close every connection."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        for threads, engine in ((self._readers, self._reading), (self._writer, self._writing)):
            threads.close()
            engine.dispose()


class ThreadedSession:
    """A session whose work runs in a thread.

    A caller that is cancelled leaves its work running there; the `give_up` that follows waits behind it, since the
    writer's thread takes one thing after the other.
    """

    def __init__(self, engine: Engine, threads: Threads) -> None:
        self._session = Session(engine, expire_on_commit=False)
        self._threads = threads

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` on the session."""
        return await self._threads.do(work, self._session)

    async def conclude(self, work: Callable[[Session], T]) -> T:
        """Run `work`, commit, and give the connection back."""
        return await self._threads.do(self._conclude, work)

    async def give_up(self) -> None:
        """Roll back and give the connection back, even where the caller is cancelled meanwhile.

        What never ran would keep the only writing connection, and with it everybody, for good.
        """
        await asyncio.shield(self._threads.do(self._give_up))

    def _conclude(self, work: Callable[[Session], T]) -> T:
        result = work(self._session)
        self._session.commit()
        self._session.close()
        return result

    def _give_up(self) -> None:
        try:
            self._session.rollback()
        finally:
            self._session.close()


def seal(engine: Engine, vault: Vault) -> None:
    """Give the engine's column types the vault: they see only the dialect, and a dialect belongs to one engine."""
    engine.dialect.__dict__["iskra_vault"] = vault


def _engine(url: URL, vault: Vault, begin: str, connections: int, keeps_kb: int) -> Engine:
    # Parameters are hidden: what people write must not reach a log through the text of a database error.
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,  # under little load one connection does it all, and one cache fills
        hide_parameters=True,
        connect_args={"check_same_thread": False},  # the pool lends a connection to one thread at a time
    )
    seal(engine, vault)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would begin deferred transactions of its own
        for pragma in (*PRAGMAS, f"cache_size=-{keeps_kb}"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
