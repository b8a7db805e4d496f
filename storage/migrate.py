"""Bringing a database to the tables that this version of Iskra knows, on SQLite and PostgreSQL alike.

All steps of one upgrade are one transaction: a process killed in the middle leaves the database as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Enum, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeDecorator

from storage.revisions import MigrationError, check_known
from storage.sqlite_file import path_of, prepare
from storage.trouble import trouble_of

__all__ = ["MigrationError", "check_known", "current", "differences", "downgrade", "head", "upgrade"]

SCRIPTS = Path(__file__).parent / "migrations"
CONNECTION = "connection"
# Any number will do, as long as every Iskra uses the same: one process migrates, the others wait.
ADVISORY_LOCK = 0x15C4A

T = TypeVar("T")


def head() -> str:
    """Return the newest revision that this version of Iskra knows."""
    newest = ScriptDirectory(str(SCRIPTS)).get_current_head()
    if newest is None:
        raise MigrationError("no migrations in this installation")
    return newest


async def current(url: str) -> str | None:
    """Return the revision that the database at `url` is at; None for an empty one."""
    return await _connected(url, _revision)


async def upgrade(url: str, revision: str = "head") -> tuple[str | None, str]:
    """Bring the database at `url` to `revision`, making a SQLite file where there is none.

    Returns the revisions before and after. Raises `MigrationError` for a database of a newer Iskra.
    """

    def step(connection: Connection) -> tuple[str | None, str]:
        before = _revision(connection)
        check_known(before)
        command.upgrade(_alembic(connection), revision)
        after = _revision(connection)
        assert after is not None
        return before, after

    return await _connected(url, step)


async def downgrade(url: str, revision: str) -> None:
    """Take the database at `url` back to `revision`; `base` is an empty one. Data that lived only there is gone."""
    await _connected(url, lambda connection: command.downgrade(_alembic(connection), revision))


async def differences(url: str) -> list[Any]:
    """Return what the models have and the database at `url` has not, or the other way round; empty when they agree."""
    from storage.models import Base

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={**context_options(), "target_metadata": Base.metadata})
        return list(compare_metadata(context, Base.metadata))

    return await _connected(url, compare)


async def write_migration(url: str, name: str) -> Path:
    """Write the step from the database at `url` (at the newest revision) to the models; return its file."""
    number = sum(1 for _ in ScriptDirectory(str(SCRIPTS)).walk_revisions()) + 1

    def write(connection: Connection) -> Path:
        alembic = _alembic(connection)
        script = command.revision(alembic, message=name, autogenerate=True, rev_id=f"{number:04d}")
        assert script is not None
        assert not isinstance(script, list)
        return Path(script.path)

    return await _connected(url, write)


def context_options() -> dict[str, Any]:
    """Return how Alembic is to see our models, the same for running and for comparing."""
    return {
        "render_as_batch": True,
        "compare_type": True,
        "transactional_ddl": True,
        "render_item": _render_item,
        "transaction_per_migration": False,
    }


def _render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types as the plain ones they rest on: a step stays as it was when the code moves on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, Enum) and not item.native_enum:
        return f"sa.String(length={item.length})"
    return False


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes[CONNECTION] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _connected(url: str, work: Callable[[Connection], T]) -> T:
    try:
        return await _run(url, work)
    except Exception as error:
        trouble = trouble_of(error, make_url(url))
        if trouble is None:
            raise
        raise trouble from error


async def _run(url: str, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine, url)
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _prepare_sqlite(engine: AsyncEngine, url: str) -> None:
    """Make DDL transactional: the driver would commit before each statement.

    Foreign keys stay off (SQLite's default), since a changed table is copied, dropped and renamed.
    """
    if (path := path_of(make_url(url))) is not None:
        prepare(path)

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
