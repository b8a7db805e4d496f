"""What can be wrong with the database itself, as opposed to what is asked of it: what it is, and what to do.

Errors of the drivers are told apart here, so that the rest of the house knows one: `DatabaseTrouble`. It means that
nothing is wrong with the work, which may be done again once the database is well.
"""

from __future__ import annotations

import enum
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from storage.errors import IskraError


class Trouble(enum.StrEnum):
    """What is wrong with a database."""

    FULL = "full"  # its disk has no room
    LOCKED = "locked"  # another process holds it, longer than one waits for that
    UNREACHABLE = "unreachable"  # the server is down, restarts or has no free connection
    FAILING = "failing"  # the disk answers with errors; a quota looks like that too
    READ_ONLY = "read-only"  # it may be read but not written
    CLOSED = "closed"  # the file or its folder cannot be opened, or made
    REFUSED = "refused"  # the server does not let this user into this database
    DAMAGED = "damaged"  # the file is no database, or parts of it cannot be read


@dataclass(frozen=True)
class Advice:
    """What the operator reads about a trouble. `passes` where waiting is worth it: somebody else ends it."""

    what: str
    todo: str
    passes: bool = False


ADVICE: Mapping[Trouble, Advice] = {
    Trouble.FULL: Advice("the disk is full", "free space on it", passes=True),
    Trouble.LOCKED: Advice(
        "another process keeps the database locked",
        "end that process (`fuser` on the file names it); a copy is best made with the backup command",
        passes=True,
    ),
    Trouble.UNREACHABLE: Advice("the database server does not answer", "start it, or correct storage.url", passes=True),
    Trouble.FAILING: Advice(
        "the disk fails", "look at free space, quotas (`df`, `quota`) and the kernel's log (`dmesg`)"
    ),
    Trouble.READ_ONLY: Advice(
        "it may not be written", "give this user the right to write the file and its folder, on a writable disk"
    ),
    Trouble.CLOSED: Advice(
        "it cannot be opened", "make the folder and let this user read and write it, or correct storage.url"
    ),
    Trouble.REFUSED: Advice(
        "the server refuses this user or this database", "correct user, password and database in storage.url"
    ),
    Trouble.DAMAGED: Advice(
        "it is damaged or no database", "stop Iskra, put the file aside and the newest backup into its place"
    ),
}


class DatabaseTrouble(IskraError):
    """The database cannot be used now; what was asked of it is all right and may be asked again."""

    def __init__(self, kind: Trouble, where: str, said: str) -> None:
        advice = ADVICE[kind]
        super().__init__(f"{where}: {advice.what} ({said}): {advice.todo}")
        self.kind = kind
        self.passes = advice.passes


_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_IOERR: Trouble.FAILING,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.CLOSED,
    sqlite3.SQLITE_PERM: Trouble.CLOSED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
# The longest beginning of a SQLSTATE that is known counts.
_POSTGRESQL = {
    "08": Trouble.UNREACHABLE,
    "25006": Trouble.READ_ONLY,
    "28": Trouble.REFUSED,
    "3D000": Trouble.REFUSED,
    "53": Trouble.UNREACHABLE,
    "53100": Trouble.FULL,
    "57P": Trouble.UNREACHABLE,
    "58030": Trouble.FAILING,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
_EXTENDED = 8  # an extended result code of SQLite carries the plain one in its lowest bits


def trouble_of(error: BaseException, url: URL) -> DatabaseTrouble | None:
    """Return what `error` says about the state of the database at `url`; None where it is about what was asked."""
    if isinstance(error, DatabaseTrouble):
        return error
    driver: Any = error.orig if isinstance(error, DBAPIError) else error
    kind = _of_sqlite(driver) if url.get_backend_name() == "sqlite" else _of_postgresql(error, driver)
    return None if kind is None else DatabaseTrouble(kind, shown(url), _said(driver))


def shown(url: URL) -> str:
    """Return a database as the operator knows it: the file, or the address without user and password."""
    is_file = url.get_backend_name() == "sqlite" and url.database
    return str(url.database) if is_file else url._replace(username=None, password=None).render_as_string()


def _of_sqlite(driver: BaseException) -> Trouble | None:
    code = getattr(driver, "sqlite_errorcode", None)
    return None if code is None else _SQLITE.get(code & (1 << _EXTENDED) - 1)


def _of_postgresql(error: BaseException, driver: BaseException) -> Trouble | None:
    state = str(getattr(driver, "sqlstate", None) or "")
    for length in range(len(state), 1, -1):
        if state[:length] in _POSTGRESQL:
            return _POSTGRESQL[state[:length]]
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    # Nothing but connecting raises the system's errors there: use cases do no input or output.
    return Trouble.UNREACHABLE if lost or isinstance(driver, OSError | NoFreeConnection) else None


def _said(driver: BaseException) -> str:
    if isinstance(driver, OSError) and driver.strerror:
        return driver.strerror
    return (str(driver).splitlines() or [""])[0] or type(driver).__name__
