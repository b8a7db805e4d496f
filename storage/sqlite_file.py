"""The file of an SQLite database: where it really is, who may read it, and who serves from it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from pathlib import Path

from sqlalchemy.engine import URL

from storage.errors import DatabaseInUse
from storage.trouble import DatabaseTrouble, Trouble

PRIVATE = stat.S_IRUSR | stat.S_IWUSR
STRANGERS = stat.S_IRWXO
BESIDE = ("", "-wal", "-shm")  # SQLite gives its other two files the mode of the first
MOST_DIGITS = 20


def path_of(url: URL) -> Path | None:
    """Return the file itself, whatever links and relative paths lead to it; None for a database in memory."""
    if not url.database or url.database == ":memory:":
        return None
    return Path(os.path.realpath(url.database))


def prepare(path: Path) -> None:
    """Make folder and file where they are missing, and close the file to strangers: it holds what people wrote.

    `DatabaseTrouble` where this user could not write there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        for name in BESIDE:
            _close_to_strangers(Path(f"{path}{name}"))
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        said = "a file is where its folder should be" if in_the_way else error.strerror
        raise DatabaseTrouble(Trouble.CLOSED, str(path), said or str(error)) from error
    for place, what in ((path, "the file"), (path.parent, "its folder")):
        if not os.access(place, os.W_OK):
            raise DatabaseTrouble(Trouble.READ_ONLY, str(path), f"no right to write {what}")


def _make(path: Path) -> None:
    # One that is there is not touched: to close a file ends the locks that SQLite holds on it in this process.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_EXCL, PRIVATE))


def _close_to_strangers(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = path.stat().st_mode
        if mode & STRANGERS:
            with contextlib.suppress(PermissionError):  # it is another user's, who has to do it
                path.chmod(stat.S_IMODE(mode) & ~STRANGERS)


class Hold:
    """The right to serve from a file. It lives with an open file, so a killed process gives it back by dying."""

    def __init__(self, path: Path) -> None:
        """Take the right, or raise `DatabaseInUse`."""
        name = f"{path}.lock"
        try:
            self._file = os.open(name, os.O_RDWR | os.O_CREAT, PRIVATE)
        except OSError as error:
            raise DatabaseTrouble(Trouble.CLOSED, name, error.strerror or str(error)) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._file, MOST_DIGITS, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            raise DatabaseInUse(str(path), f"process {holder}" if holder.isdecimal() else "another process") from error
        with contextlib.suppress(OSError):  # the number is for people; a full disk keeps nobody from serving
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    async def release(self) -> None:
        """Let another process serve."""
        os.close(self._file)
