"""Making a backup of a database that others use: copied in one snapshot, verified, encrypted, and only then named.

The key file of the personal data (`storage.key_file`) is not part of it: whoever finds a backup reads no personal data,
and without that key file nobody does.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from storage import facts
from storage.backup import postgres_copy, sqlite_copy
from storage.backup.contents import BEGUN, Contents, check_key, compare
from storage.backup.errors import BackupError
from storage.backup.sealing import BackupKey, seal, unseal
from storage.backup.shelf import Shelf, land, partial
from storage.database import Database
from storage.encryption import Vault

LAST = "backup"
"""The fact that says which backup was the last good one."""
SEALED = ".enc"


@dataclass(frozen=True)
class Made:
    """A backup that was made and verified; `pruned` of the older ones were deleted."""

    path: Path
    at: datetime
    size: int
    rows: int
    sealed: bool
    pruned: int


@dataclass(frozen=True)
class LastGood:
    """The last backup that was made and verified."""

    at: datetime
    name: str
    size: int


def last_good(session: Session) -> LastGood | None:
    """Return the last good backup, None where there never was one."""
    noted = facts.read(session, LAST)
    if noted is None:
        return None
    said = orjson.loads(noted)
    return LastGood(datetime.fromisoformat(said["at"]), said["name"], said["size"])


async def make(database: Database, shelf: Shelf, now: datetime, key: BackupKey | None = None) -> Made:
    """Back the database up into the shelf, while others use it; then delete the backups whose time is over.

    `BackupError` says what went wrong; nothing unfinished is left behind, and no older backup is touched then. Where
    the caller is cancelled, the work ends at its next step.
    """
    stop = threading.Event()
    try:
        with shelf.open():
            return await _make(database, shelf, now, key, stop)
    except OSError as error:
        raise BackupError(f"{shelf.folder}: {error.strerror or error}") from error
    finally:
        stop.set()


async def _make(database: Database, shelf: Shelf, now: datetime, key: BackupKey | None, stop: threading.Event) -> Made:
    size = await _size(database)
    shelf.check_room(size * (1 if key is None else 2))
    await database.run(facts.write, BEGUN, now.isoformat())
    place = shelf.place(now, ".sqlite" if database.is_sqlite else ".pgdump")
    if place.exists() or place.with_name(place.name + SEALED).exists():
        raise BackupError(f"{place.name} is there already: a backup never takes the place of another")
    growing = partial(place)
    final = growing
    try:
        contents = await _copied(database.url, growing, database.vault, stop)
        if key is not None:
            place = place.with_name(place.name + SEALED)
            final = partial(place)
            await asyncio.to_thread(_seal, growing, final, key)
        await asyncio.to_thread(land, final, place)
    finally:
        growing.unlink(missing_ok=True)
        final.unlink(missing_ok=True)
    made = LastGood(now, place.name, place.stat().st_size)
    await database.run(_note, made)
    gone = await asyncio.to_thread(shelf.prune)
    return Made(place, now, made.size, contents.total, key is not None, len(gone))


def _note(session: Session, made: LastGood) -> None:
    said = {"at": made.at.isoformat(), "name": made.name, "size": made.size}
    facts.write(session, LAST, orjson.dumps(said).decode())


async def _size(database: Database) -> int:
    if not database.is_sqlite:
        return await postgres_copy.size(database.url)
    path = sqlite_file(database.url)
    return sum(one.stat().st_size for one in (path, path.with_name(path.name + "-wal")) if one.exists())


async def _copied(url: URL, target: Path, vault: Vault, stop: threading.Event) -> Contents:
    """Copy, and look whether everything is in the copy and opens with the key file."""
    if url.get_backend_name() == "sqlite":
        original = await asyncio.to_thread(sqlite_copy.copy, sqlite_file(url), target, stop.is_set)
    else:
        original = await postgres_copy.copy(url, target, stop.is_set)
    copy = await asyncio.to_thread(look, target, stop)
    compare(original, copy)
    check_key(copy, vault)
    return copy


def look(path: Path, stop: threading.Event | None = None) -> Contents:
    """Return what a plain backup holds, reading all of it; `BackupError` where it is damaged or no backup."""
    stopped = stop.is_set if stop is not None else sqlite_copy.never
    return sqlite_copy.look(path, stopped) if kind_of(path) == "sqlite" else postgres_copy.look(path, stopped)


def kind_of(path: Path) -> str:
    """Return which database a plain backup is of, `sqlite` or `postgresql`."""
    with path.open("rb") as file:
        beginning = file.read(len(sqlite_copy.MAGIC))
    if beginning == sqlite_copy.MAGIC:
        return "sqlite"
    if beginning.startswith(postgres_copy.MAGIC):
        return "postgresql"
    raise BackupError(f"{path.name} is no backup of Iskra")


def sqlite_file(url: URL) -> Path:
    """Return the file of an SQLite database; `BackupError` where it is in memory."""
    if not url.database or url.database == ":memory:":
        raise BackupError("a database in memory cannot be backed up")
    return Path(url.database)


def _seal(plain: Path, target: Path, key: BackupKey) -> None:
    """Encrypt a copy, and open what was written again to see that nothing of it is lost."""
    with plain.open("rb") as source, target.open("wb") as sink:
        seal(source, sink, key)
        sink.flush()
        os.fsync(sink.fileno())
    found = hashlib.sha256()
    with target.open("rb") as source:
        unseal(source, _Hash(found), key)
    with plain.open("rb") as source:
        if hashlib.file_digest(source, "sha256").digest() != found.digest():
            raise BackupError(f"{target.name} does not open to what was encrypted")


class _Hash:
    """A sink that only remembers a hash."""

    def __init__(self, found: hashlib._Hash) -> None:
        self._found = found

    def write(self, data: bytes, /) -> None:
        self._found.update(data)
