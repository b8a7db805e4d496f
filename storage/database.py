"""The one place where storage meets the event loop.

Use cases are synchronous functions over a `Session`; this file runs them: on SQLite each in one hop to a thread
(`storage/sqlite.py`), on PostgreSQL over its asynchronous driver. On SQLite every write goes through one FIFO
queue and begins with BEGIN IMMEDIATE: with the driver's own deferred transactions a third of concurrent
read-modify-write updates were lost, silently. On PostgreSQL transactions are REPEATABLE READ and run again when the
server refuses to serialise them.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from storage import facts
from storage.condition import Condition
from storage.encryption import Vault
from storage.errors import DatabaseInUse
from storage.sqlite import SqliteDesk, seal
from storage.sqlite_file import Hold, path_of
from storage.trouble import DatabaseTrouble

# Serialisation failure, deadlock, and a row that a neighbour inserted between our look and our insert.
SERIALIZATION_FAILURES = frozenset({"40001", "40P01", "23505"})
MOST_TRIES = 30

P = ParamSpec("P")
T = TypeVar("T")


class Opened(Protocol):
    """An open session, however it reaches the driver."""

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` on the session."""
        ...

    async def conclude(self, work: Callable[[Session], T]) -> T:
        """Run `work`, commit, and give the connection back. Where that fails, `give_up` has to follow."""
        ...

    async def give_up(self) -> None:
        """Roll back, and give the connection back."""
        ...


class Held(Protocol):
    """The right to serve from a database."""

    async def release(self) -> None:
        """Let another process serve."""
        ...


class Transaction:
    """One write transaction that begins at its first `run` and ends with `conclude` or `rollback`.

    Between the two nothing but `run` may be awaited: on SQLite the writer's place is held. `waiting` tells a watcher
    that the owner is inside the database, so that any other await can be caught. Every method raises
    `DatabaseTrouble` where the database itself cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Opened | None = None
        self.waiting = False

    @property
    def holding(self) -> bool:
        """Whether the transaction has begun and not ended."""
        return self._session is not None

    async def run(self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `use_case(session, …)` inside this transaction."""
        self.waiting = True
        try:
            session = self._session or await self._begin()
            return await session.run(lambda opened: use_case(opened, *args, **kwargs))
        except Exception as error:
            self._database.condition.judge(error)
            raise
        finally:
            self.waiting = False

    async def conclude(self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a last use case, make everything durable, and give the writer's place back: one visit for all that.

        Where it fails, nothing has ended, and `rollback` has to follow.
        """
        self.waiting = True
        try:
            session = self._session or await self._begin()
            result = await session.conclude(lambda opened: use_case(opened, *args, **kwargs))
        except Exception as error:
            self._database.condition.judge(error)
            raise
        finally:
            self.waiting = False
        self._session = None
        self._database.writer.release()
        return result

    async def rollback(self) -> None:
        """Undo everything and give the writer's place back; harmless when nothing has begun."""
        session, self._session = self._session, None
        if session is None:
            return
        self.waiting = True
        try:
            await session.give_up()
        except Exception as error:  # a server that is gone has undone everything by itself
            with contextlib.suppress(DatabaseTrouble):
                self._database.condition.judge(error)
                raise
        finally:
            self.waiting = False
            self._database.writer.release()

    async def _begin(self) -> Opened:
        await self._database.writer.acquire()
        self._session = self._database.open_session()
        return self._session


class _Unlimited:
    """The writer's queue of PostgreSQL: there is none."""

    async def acquire(self) -> bool:
        return True

    def release(self) -> None:
        return None


class Database:
    """An open database: SQLite in one file, or PostgreSQL."""

    def __init__(self, url: str, vault: Vault) -> None:
        self.url = make_url(url)
        self.vault = vault
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.writer: asyncio.Lock | _Unlimited = asyncio.Lock() if self.is_sqlite else _Unlimited()
        self.condition = Condition(self.url, self._touch)
        self.lost: asyncio.Future[DatabaseInUse] | None = None
        """While it serves: comes true when another process has taken over, and this one has to end."""
        self._hold: Held | None = None
        self._desk = SqliteDesk(self.url, vault) if self.is_sqlite else None
        self._server = None if self.is_sqlite else _server(self.url, vault)

    @classmethod
    async def open(cls, url: str, vault: Vault, *, exclusive: bool = False) -> Self:
        """Open the database at `url`.

        `exclusive=True` is for the process that serves: a second one gets `DatabaseInUse`.
        """
        database = cls(url, vault)
        if exclusive:
            await database._take_hold()
        return database

    async def _take_hold(self) -> None:
        if not self.is_sqlite:
            from storage.server_hold import ServerHold  # with the driver, which a house on SQLite does without

            self.lost = lost = asyncio.get_running_loop().create_future()
            hold = ServerHold(self.url, lambda error: None if lost.done() else lost.set_result(error))
            await hold.take()
            self._hold = hold
        elif (path := path_of(self.url)) is not None:
            self._hold = Hold(path)

    async def close(self) -> None:
        """Close every connection and let another process serve."""
        await self.condition.close()
        if self._desk is not None:
            await self._desk.close()
        if self._server is not None:
            await self._server.dispose()
        if self._hold is not None:
            await self._hold.release()
            self._hold = None

    def transaction(self) -> Transaction:
        """Return a transaction that has not begun."""
        return Transaction(self)

    async def run(self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `use_case(session, …)` in a write transaction of its own and commit it.

        Where PostgreSQL could not serialise it, it runs again, so a use case keeps no state outside its session.
        """
        for attempt in range(1, MOST_TRIES + 1):
            transaction = self.transaction()
            try:
                return await transaction.conclude(use_case, *args, **kwargs)
            except DBAPIError as error:
                await transaction.rollback()
                if attempt == MOST_TRIES or not is_serialization_failure(error):
                    raise
            except BaseException:
                await transaction.rollback()
                raise
            await asyncio.sleep(patience_s(attempt))
        raise AssertionError("the last attempt returns or raises")

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query(session, …)` on a snapshot; what it writes is undone."""
        try:
            return await self._read(lambda opened: query(opened, *args, **kwargs))
        except Exception as error:
            self.condition.judge(error)
            raise

    async def _read(self, work: Callable[[Session], T]) -> T:
        if self._desk is not None:
            return await self._desk.read(work)
        session = self.open_session()
        try:
            return await session.run(work)
        finally:
            await session.give_up()

    def open_session(self) -> Opened:
        """Return a session for writing that has not begun."""
        if self._desk is not None:
            return self._desk.session()
        assert self._server is not None
        return _ServerSession(self._server)

    async def _touch(self) -> None:
        """Write a little, to see whether that is possible."""
        await self.run(facts.touch)


def patience_s(attempt: int) -> float:
    """Return how long to wait before a transaction runs again, in seconds: longer each time, and never in step."""
    return random.uniform(0, 0.01 * 2 ** min(attempt, 5))


def is_serialization_failure(error: BaseException) -> bool:
    """Whether `error` means that PostgreSQL could not serialise a transaction and it may simply run again."""
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    return code in SERIALIZATION_FAILURES


class _ServerSession:
    """A session on PostgreSQL, over its asynchronous driver."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._session = AsyncSession(engine, expire_on_commit=False)

    async def run(self, work: Callable[[Session], T]) -> T:
        return await self._session.run_sync(work)

    async def conclude(self, work: Callable[[Session], T]) -> T:
        result = await self.run(work)
        await self._session.commit()
        await self._session.close()
        return result

    async def give_up(self) -> None:
        try:
            await self._session.rollback()
        finally:
            await self._session.close()


def _server(url: URL, vault: Vault) -> AsyncEngine:
    # Parameters are hidden: what people write must not reach a log through the text of a database error.
    engine = create_async_engine(
        url, isolation_level="REPEATABLE READ", pool_size=10, max_overflow=10, hide_parameters=True
    )
    seal(engine.sync_engine, vault)
    return engine
