"""The folder of backups: names that tell their moment, files that appear whole or not at all, and which ones stay."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.backup.errors import BackupError

LOCAL = ZoneInfo("Europe/Moscow")  # which backups are of one day
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"iskra-(\d{8}T\d{6}Z)\.(sqlite|pgdump)(\.enc)?")
PARTIAL = ".partial"
SPARE_BYTES = 256 * 2**20
"""What is left free beside a backup: the database itself must be able to go on."""


@dataclass(frozen=True, order=True)
class Kept:
    """One backup in the folder. `at` is the moment that it is of."""

    at: datetime
    path: Path

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class Shelf:
    """The folder of backups, and how many of them stay: the last one of each day and of each week."""

    folder: Path
    daily: int = 7
    weekly: int = 4

    def kept(self) -> list[Kept]:
        """Return the backups in the folder, oldest first; files with other names are nobody's business here."""
        found = []
        for path in self.folder.glob("iskra-*"):
            named = NAME.fullmatch(path.name)
            if named is not None:
                found.append(Kept(datetime.strptime(named[1], STAMP).replace(tzinfo=UTC), path))
        return sorted(found)

    def place(self, at: datetime, ending: str) -> Path:
        """Return where the backup of a moment goes."""
        return self.folder / f"iskra-{at.astimezone(UTC).strftime(STAMP)}{ending}"

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Hold the folder for one backup at a time; what an earlier one left unfinished is removed."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("a")
        except OSError as error:
            raise BackupError(f"{self.folder} cannot be written: {error.strerror}") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BackupError(f"another backup into {self.folder} is under way") from error
            for left in self.folder.glob(f"*{PARTIAL}*"):
                left.unlink()
            yield

    def check_room(self, wanted: int) -> None:
        """Raise `BackupError` where `wanted` bytes would leave the disk too full."""
        check_room(self.folder, wanted, "make room, or move backup.folder to another disk")

    def prune(self) -> list[Path]:
        """Delete the backups that are neither among the daily nor among the weekly ones; return them."""
        kept = self.kept()
        staying = {one.path for one in to_keep(kept, self.daily, self.weekly)}
        gone = [one.path for one in kept if one.path not in staying]
        for path in gone:
            path.unlink(missing_ok=True)
        return gone


def check_room(folder: Path, wanted: int, todo: str) -> None:
    """Raise `BackupError` where `wanted` bytes would leave the disk of a folder too full."""
    free = shutil.disk_usage(folder).free
    if free < wanted + SPARE_BYTES:
        raise BackupError(
            f"{folder} has {megabytes(free)} free, {megabytes(wanted)} are needed and {megabytes(SPARE_BYTES)} to "
            f"spare: {todo}"
        )


def to_keep(kept: Iterable[Kept], daily: int, weekly: int) -> list[Kept]:
    """Return the backups that stay: of the last days and weeks that have any, the newest of each.

    A day without a backup counts for none, so that after a month without any the old ones are still there. The day
    before the newest one stays whole: what is backed up in haste does not take the place of last night's.
    """
    newest_first = sorted(kept, reverse=True)
    fresh = [one for one in newest_first if one.at > newest_first[0].at - timedelta(days=1)]
    days: dict[object, Kept] = {}
    weeks: dict[object, Kept] = {}
    for one in newest_first:
        local = one.at.astimezone(LOCAL)
        days.setdefault(local.date(), one)
        weeks.setdefault(local.isocalendar()[:2], one)
    return sorted({*fresh, *list(days.values())[:daily], *list(weeks.values())[:weekly]})


def partial(place: Path, stage: str = "") -> Path:
    """Make the empty file, with mode 600, in which a backup grows; return its path."""
    path = place.with_name(place.name + stage + PARTIAL)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def land(growing: Path, place: Path) -> None:
    """Give a complete file its name, durably."""
    with growing.open("rb") as file:
        os.fsync(file.fileno())
    growing.replace(place)
    sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def megabytes(size: int) -> str:
    """Return a size as it is read."""
    return f"{size / 2**20:.1f} MB"
