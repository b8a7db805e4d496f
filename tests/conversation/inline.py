"""The database of the house on the thread of the test: the same SQL on a real file, without a hop to another thread.

The machine plays thousands of turns, and on a busy computer each hop waits for its turn among others. Queues,
transactions and snapshots are the house's own.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from storage.database import Database
from storage.encryption import Vault
from storage.models import Base
from storage.sqlite import seal

P = ParamSpec("P")
T = TypeVar("T")


class InlineSession:
    """A session whose work is done at once."""

    def __init__(self, engine: Engine) -> None:
        self._session = Session(engine, expire_on_commit=False)

    async def run(self, work: Callable[[Session], T]) -> T:
        return work(self._session)

    async def conclude(self, work: Callable[[Session], T]) -> T:
        result = work(self._session)
        self._session.commit()
        self._session.close()
        return result

    async def give_up(self) -> None:
        self._session.rollback()
        self._session.close()


class InlineDatabase(Database):
    """An SQLite file whose statements run on the caller's thread."""

    def __init__(self, path: Path, vault: Vault) -> None:
        super().__init__(f"sqlite:///{path}", vault)
        self.path = path
        self._writing = _engine(path, vault, "BEGIN IMMEDIATE")
        self._reading = _engine(path, vault, "BEGIN DEFERRED")
        Base.metadata.create_all(self._writing)

    def open_session(self) -> InlineSession:
        return InlineSession(self._writing)

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.look(query, *args, **kwargs)

    def look(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query at once."""
        with Session(self._reading) as session:
            return query(session, *args, **kwargs)

    async def close(self) -> None:
        await super().close()
        self._writing.dispose()
        self._reading.dispose()

    def keep_as(self, path: Path) -> None:
        """Copy everything to `path`."""
        with self._writer() as mine, contextlib.closing(sqlite3.connect(path)) as kept:
            mine.backup(kept)

    def become(self, path: Path) -> None:
        """Replace everything by what was kept at `path`."""
        with self._writer() as mine, contextlib.closing(sqlite3.connect(path)) as kept:
            kept.backup(mine)

    @contextlib.contextmanager
    def _writer(self) -> Iterator[Any]:
        with contextlib.closing(self._writing.raw_connection()) as borrowed:
            yield borrowed.driver_connection


def _engine(path: Path, vault: Vault, begin: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    seal(engine, vault)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=OFF", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
