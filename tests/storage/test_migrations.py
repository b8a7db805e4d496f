"""Migrations: up, down, up again on both databases, and equal to the models at the top."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate, revisions
from storage.database import Database
from storage.encryption import Vault

REVISIONS = [script.revision for script in ScriptDirectory(str(migrate.SCRIPTS)).walk_revisions()][::-1]


async def tables(url: str) -> set[str]:
    """Return the names of the tables in the database."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    return set(names)


async def test_migrations_lead_to_the_models(database_url: str) -> None:
    assert await migrate.current(database_url) is None
    assert await migrate.upgrade(database_url) == (None, migrate.head())
    assert await migrate.differences(database_url) == []
    assert await migrate.current(database_url) == migrate.head()
    assert await migrate.upgrade(database_url) == (migrate.head(), migrate.head())


async def test_every_step_goes_up_down_and_up(database_url: str) -> None:
    previous = "base"
    for revision in REVISIONS:
        await migrate.upgrade(database_url, revision)
        await migrate.downgrade(database_url, previous)
        await migrate.upgrade(database_url, revision)
        previous = revision
    await migrate.downgrade(database_url, "base")
    assert await tables(database_url) <= {"alembic_version"}


async def test_revisions_are_one_line() -> None:
    directory = ScriptDirectory(str(migrate.SCRIPTS))
    assert len(directory.get_heads()) == 1
    assert [f"{number:04d}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


async def test_where_a_database_stands_is_seen_without_alembic(database_url: str, vault: Vault) -> None:
    assert revisions.newest() == migrate.head()
    database = await Database.open(database_url, vault)
    assert await database.read(revisions.current) is None
    for revision in REVISIONS:
        await migrate.upgrade(database_url, revision)
        assert await database.read(revisions.current) == revision
    await migrate.downgrade(database_url, "base")
    assert await database.read(revisions.current) is None
    await database.close()


async def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    await migrate.upgrade(database_url)
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(migrate.MigrationError, match="revision 9999, which this version of Iskra does not know"):
        await migrate.upgrade(database_url)


async def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    done = await asyncio.gather(*(migrate.upgrade(database_url) for _ in range(3)))
    assert sorted(str(before) for before, _ in done) == [migrate.head(), migrate.head(), "None"]


async def test_a_step_that_fails_leaves_nothing_behind(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*_: object) -> None:
        raise RuntimeError("killed in the middle")

    # Called after the tables of a step are made, to note its revision.
    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", planted)
    with pytest.raises(RuntimeError, match="killed in the middle"):
        await migrate.upgrade(database_url)
    monkeypatch.undo()
    assert await tables(database_url) <= {"alembic_version"}
    await migrate.upgrade(database_url)


async def test_folders_are_made_for_a_new_file(tmp_path: Path) -> None:
    await migrate.upgrade(f"sqlite+aiosqlite:///{tmp_path}/a/b/iskra.db")
    assert (tmp_path / "a/b/iskra.db").exists()
