"""A copy of an SQLite file, taken while others write to it, and a close look at one. Runs in a thread.

The copy is that of one snapshot: a reader of the write-ahead log, which neither waits for the writer nor makes it
wait. Until it ends the log cannot be folded back into the file, so it grows by what is written meanwhile.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from storage.backup.contents import REVISION_TABLE, Contents, encrypted_columns
from storage.backup.errors import BackupError, Interrupted

MAGIC = b"SQLite format 3\0"
STEP_PAGES = 256  # a megabyte
PAUSE_S = 0.002  # between steps: the disk belongs to the turns first
PATIENCE_S = 5.0
INSTRUCTIONS_BETWEEN_LOOKS = 100_000

Stopped = Callable[[], bool]


def never() -> bool:
    """Say that nobody wants to stop."""
    return False


def copy(source: Path, target: Path, stopped: Stopped = never, step: Callable[[], object] = lambda: None) -> Contents:
    """Copy the database in `source` into the empty file `target`; return what the snapshot held.

    `step` is called between steps. `Interrupted` once `stopped()`, `BackupError` where it cannot be done.
    """

    def between(_status: int, _left: int, _total: int) -> None:
        if stopped():
            raise Interrupted
        step()
        time.sleep(PAUSE_S)

    with _opened(source, stopped) as original, _opened(target, stopped) as made:
        original.execute("BEGIN")
        contents = _read(original)
        made.execute("PRAGMA synchronous=OFF")  # whoever wants the file makes it durable as a whole
        original.backup(made, pages=STEP_PAGES, progress=between)
        made.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        return contents


def look(path: Path, stopped: Stopped = never) -> Contents:
    """Return what a copy holds; `BackupError` where SQLite finds it damaged."""
    with _opened(path, stopped) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise BackupError(f"{path.name} is damaged: {found}")
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
        if orphan is not None:
            raise BackupError(f"{path.name} is damaged: a row of {orphan[0]} speaks of one in {orphan[2]} that is gone")
        return _read(connection)


@contextlib.contextmanager
def _opened(path: Path, stopped: Stopped) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE_S)
    except sqlite3.Error as error:
        raise BackupError(f"{path} cannot be opened: {error}") from error
    connection.isolation_level = None
    connection.set_progress_handler(stopped, INSTRUCTIONS_BETWEEN_LOOKS)
    try:
        yield connection
    except sqlite3.Error as error:
        if stopped():
            raise Interrupted from error
        raise BackupError(f"{path.name}: {error}") from error
    finally:
        connection.close()


def _read(connection: sqlite3.Connection) -> Contents:
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    tables = [name for (name,) in named if not name.startswith("sqlite_")]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
    versions = connection.execute("SELECT version_num FROM alembic_version") if REVISION_TABLE in tables else []
    revision = next((number for (number,) in versions), None)
    facts = dict(connection.execute("SELECT name, value FROM facts")) if "facts" in tables else {}
    return Contents(rows, revision, facts, dict(_sealed(connection, tables)))


def _sealed(connection: sqlite3.Connection, tables: list[str]) -> Iterator[tuple[str, bytes]]:
    """Give a value of each encrypted column; an older database has fewer columns."""
    for table, columns in encrypted_columns().items():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')} if table in tables else set()
        for column in there.intersection(columns):
            query = f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL LIMIT 1'  # noqa: S608
            for (value,) in connection.execute(query):
                yield f"{table}.{column}", bytes(value)
