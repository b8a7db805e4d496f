"""Backups: made while others use the database, verified, encrypted where there is a key, restored with care."""

from storage.backup.errors import BackupError
from storage.backup.making import LastGood, Made, last_good, make
from storage.backup.restoring import Restoration, restore
from storage.backup.sealing import BackupKey
from storage.backup.shelf import Kept, Shelf

__all__ = [
    "BackupError",
    "BackupKey",
    "Kept",
    "LastGood",
    "Made",
    "Restoration",
    "Shelf",
    "last_good",
    "make",
    "restore",
]
