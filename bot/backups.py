"""Backups as the configuration wants them."""

from __future__ import annotations

from datetime import datetime

from bot.config import Config
from storage import backup
from storage.backup import BackupError, BackupKey, Made, Shelf
from storage.database import Database


def shelf_of(config: Config) -> Shelf:
    """Return the folder of backups; `BackupError` where none is configured."""
    if config.backup.folder is None:
        raise BackupError("no folder for backups is configured: set backup.folder")
    return Shelf(config.backup.folder, config.backup.daily, config.backup.weekly)


def key_of(config: Config) -> BackupKey | None:
    """Return the key that backups are encrypted with, None where they are not; `BackupError` where it is missing."""
    return None if config.backup.key_file is None else BackupKey.read(config.backup.key_file)


async def back_up(config: Config, database: Database, now: datetime) -> Made:
    """Make a backup now."""
    return await backup.make(database, shelf_of(config), now, key_of(config))
