"""The command line of backups: backup, restore, and migrations that make one first."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from datetime import datetime
from pathlib import Path

import pytest

from bot.config import Backup, Config, Storage
from bot.opening import ServeError, open_database
from storage import facts, migrate
from storage.backup import BackupError
from storage.database import Database
from storage.encryption import Vault
from storage.migrate import MigrationError
from tests.unit.test_cli import Iskra, iskra

__all__ = ["iskra"]  # the fixture


def database_at(folder: Path, revision: str) -> str:
    """Make a database of an older release, tied to its key file."""
    url = f"sqlite+aiosqlite:///{folder}/var/iskra.db"

    async def make() -> None:
        await migrate.upgrade(url, revision)
        vault = Vault.open(folder / "var/iskra.key")
        database = await Database.open(url, vault)
        await database.run(facts.check_vault, vault)
        await database.close()

    asyncio.run(make())
    return url


def backups(folder: Path) -> list[Path]:
    return sorted((folder / "var/backups").glob("iskra-*"))


def test_backup_and_restore_say_what_they_did(iskra: Iskra, tmp_path: Path) -> None:
    assert "holds nothing to back up yet" in iskra("backup").stderr
    iskra("migrate")
    assert "No good backup yet" in iskra("status").stdout
    made = iskra("backup")
    assert made.returncode == 0, made.stderr
    (file,) = backups(tmp_path)
    assert f"{file}: " in made.stdout
    assert "verified, not encrypted (backup.key_file)" in made.stdout
    assert f"Without {tmp_path}/var/iskra.key nobody reads it" in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    listed = iskra("backup", "--list")
    assert file.name in listed.stdout
    assert f"Last good backup: {file.name}, 0 min old" in listed.stdout
    assert f"Last good backup: {file.name}, 0 min old" in iskra("status").stdout

    done = iskra("restore", file.name)
    assert done.returncode == 0, done.stderr
    assert "Restored: " in done.stdout
    assert "The replaced database is kept: " in done.stdout
    assert "Lost since: what 0 updates of people changed; 0 messages went out" in done.stdout
    assert "To settle" not in done.stdout
    assert iskra("status").returncode == 0


def test_a_key_is_made_once_and_encrypts(iskra: Iskra, tmp_path: Path) -> None:
    iskra("migrate")
    keyed = {"ISKRA_BACKUP__KEY_FILE": "keys/backup.key"}
    assert "no such key file; make one with `iskra backup --make-key`" in iskra("backup", **keyed).stderr
    assert "set backup.key_file to where the key shall be" in iskra("backup", "--make-key").stderr
    assert "Keep a copy of it apart" in iskra("backup", "--make-key", **keyed).stdout
    assert "is there already" in iskra("backup", "--make-key", **keyed).stderr
    assert "verified, encrypted" in iskra("backup", **keyed).stdout
    (file,) = backups(tmp_path)
    assert file.name.endswith(".sqlite.enc")
    assert "is encrypted: set backup.key_file" in iskra("restore", file).stderr
    assert "Restored: " in iskra("restore", file, **keyed).stdout


def test_nothing_is_restored_without_the_key_of_the_personal_data(iskra: Iskra, tmp_path: Path) -> None:
    iskra("migrate")
    iskra("backup")
    (file,) = backups(tmp_path)
    (tmp_path / "var/iskra.key").unlink()
    refused = iskra("restore", file)
    assert refused.returncode == 1
    assert "put the key file of this database back (storage.key_file)" in refused.stderr
    assert not (tmp_path / "var/iskra.key").exists()


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_migrating_an_older_database_backs_it_up_first(iskra: Iskra, tmp_path: Path, revision: str) -> None:
    database_at(tmp_path, revision)
    done = iskra("migrate")
    assert done.returncode == 0, done.stderr
    (file,) = backups(tmp_path)
    assert f"Backup: {file}" in done.stdout
    assert f"revision {revision} -> {migrate.head()}" in done.stdout
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    connection.close()
    assert "nothing to do" in iskra("migrate").stdout
    assert backups(tmp_path) == [file]


def test_where_no_backup_can_be_made_nothing_is_migrated_unless_one_says_so(iskra: Iskra, tmp_path: Path) -> None:
    url = database_at(tmp_path, "0002")
    refused = iskra("migrate", ISKRA_BACKUP__FOLDER="")
    assert refused.returncode == 1
    assert "no folder for backups is configured: set backup.folder" in refused.stderr
    assert asyncio.run(migrate.current(url)) == "0002"
    assert iskra("migrate", "--no-backup", ISKRA_BACKUP__FOLDER="").returncode == 0
    assert asyncio.run(migrate.current(url)) == migrate.head()


def test_nothing_is_migrated_or_restored_under_a_bot_that_serves(iskra: Iskra, tmp_path: Path) -> None:
    url = database_at(tmp_path, "0002")

    async def serve() -> Database:
        return await Database.open(url, Vault.open(tmp_path / "var/iskra.key"), exclusive=True)

    serving = asyncio.run(serve())
    assert iskra("backup").returncode == 0  # that one may go on beside it
    (file,) = backups(tmp_path)
    for command in (["migrate"], ["migrate", "--no-backup"], ["restore", file]):
        refused = iskra(*command)
        assert refused.returncode == 1
        assert "already served" in refused.stderr
    asyncio.run(serving.close())
    assert asyncio.run(migrate.current(url)) == "0002"


# --- serving from a database of another release ----------------------------------------------------------


def config_at(folder: Path, url: str) -> Config:
    return Config(
        storage=Storage(url=url, key_file=folder / "var/iskra.key"), backup=Backup(folder=folder / "var/backups")
    )


async def opened(config: Config, now: datetime, *, migrating: bool) -> None:
    database = await open_database(config, now, migrating=migrating)
    await database.close()


@pytest.mark.parametrize("migrating", [False, True])
def test_a_database_newer_than_the_program_is_refused(
    iskra: Iskra, tmp_path: Path, now: datetime, migrating: bool
) -> None:
    url = database_at(tmp_path, "head")
    connection = sqlite3.connect(tmp_path / "var/iskra.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(MigrationError, match=r"revision 9999.* newer than this program; start the newer version"):
        asyncio.run(opened(config_at(tmp_path, url), now, migrating=migrating))
    refused = iskra("migrate")
    assert refused.returncode == 1
    assert "revision 9999" in refused.stderr
    assert "newer than this program; start the newer version" in refused.stderr
    assert backups(tmp_path) == []


def test_serving_an_older_database_says_how_to_bring_it_along(tmp_path: Path, now: datetime) -> None:
    url = database_at(tmp_path, "0002")
    config = config_at(tmp_path, url)
    with pytest.raises(ServeError, match=r"run `iskra migrate`, or start with `iskra serve --migrate`; both make a"):
        asyncio.run(opened(config, now, migrating=False))
    assert asyncio.run(migrate.current(url)) == "0002"
    asyncio.run(opened(config, now, migrating=True))
    assert asyncio.run(migrate.current(url)) == migrate.head()
    assert len(backups(tmp_path)) == 1


def test_serving_with_migrate_leaves_the_database_alone_where_no_backup_can_be_made(
    tmp_path: Path, now: datetime
) -> None:
    url = database_at(tmp_path, "0002")
    (tmp_path / "var/backups").touch()
    with pytest.raises(BackupError, match="cannot be written"):
        asyncio.run(opened(config_at(tmp_path, url), now, migrating=True))
    assert asyncio.run(migrate.current(url)) == "0002"
