"""Opening the database to serve from it: an empty one is made, one of another release is refused or brought along."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.backups import back_up
from bot.config import Config
from storage import facts, revisions
from storage.backup import Made
from storage.base import rise_above
from storage.database import Database
from storage.encryption import Vault
from storage.errors import IskraError
from storage.newest import newest_id

log = structlog.get_logger(__name__)


class ServeError(IskraError):
    """The bot cannot start; the message says why and what to do."""


async def open_database(config: Config, now: datetime, *, migrating: bool = False) -> Database:
    """Open the database to serve from it; with `migrating` an older one is brought to this version, after a backup.

    `ServeError`, `MigrationError`, `BackupError`, `DatabaseInUse` and `VaultError` say what to do.
    """
    vault = Vault.open(config.storage.key_file)
    database = await Database.open(config.storage.url, vault, exclusive=True)
    try:
        await _bring_along(config, database, now, migrating=migrating)
        await database.run(facts.check_vault, vault)
        rise_above(await database.read(newest_id))
    except BaseException:
        await database.close()
        raise
    return database


async def migrated(config: Config, database: Database, now: datetime) -> tuple[Made, str, str]:
    """Bring an open database to the tables of this version, after a backup; return it and the revisions.

    Nobody else may serve from it.
    """
    made = await back_up(config, database, now)
    from storage import migrate  # Alembic: most starts do without

    before, after = await migrate.upgrade(config.storage.url)
    return made, before or "none", after


async def _bring_along(config: Config, database: Database, now: datetime, *, migrating: bool) -> None:
    revision, newest = await database.read(revisions.current), revisions.newest()
    revisions.check_known(revision)
    if revision is None:
        from storage import migrate  # Alembic: most starts do without

        await migrate.upgrade(config.storage.url)
        log.info("database made", revision=newest)
    elif revision != newest and migrating:
        made, before, after = await migrated(config, database, now)
        log.info("database migrated", before=before, after=after, backup=made.path.name)
    elif revision != newest:
        raise ServeError(
            f"the database is at revision {revision}, this version expects {newest}: "
            "run `iskra migrate`, or start with `iskra serve --migrate`; both make a backup first"
        )
