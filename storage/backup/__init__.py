"""Backups: made while others use the database, verified, encrypted where there is a key.

`storage.backup.restoring` brings one back; whoever only makes them need not import the migrations.
"""

from storage.backup.errors import BackupError
from storage.backup.making import LastGood, Made, last_good, make
from storage.backup.sealing import BackupKey
from storage.backup.shelf import Kept, Shelf

__all__ = ["BackupError", "BackupKey", "Kept", "LastGood", "Made", "Shelf", "last_good", "make"]
