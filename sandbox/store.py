"""Where the state survives: one SQLite file of JSON objects and the record.

Everything lives in memory and is written through, one transaction a call, before the call is answered. The file
is not synced to the disk at each commit: that survives the death of the process, which is what a test does to it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from sandbox.settings import SandboxError

Key = tuple[str, str]

_TABLES = """
CREATE TABLE IF NOT EXISTS object (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,
    value BLOB NOT NULL, UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS record (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, value BLOB NOT NULL);
"""

_LOAD = "SELECT key, value FROM object WHERE kind = ? ORDER BY id"
_SAVE = (
    "INSERT INTO object (kind, key, value) VALUES (?, ?, ?) "
    "ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value"
)


class Store:
    """Objects by (kind, key), and the record by number."""

    def __init__(self, directory: Path | None) -> None:
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
        name = ":memory:" if directory is None else str(directory / "sandbox.db")
        self._connection = sqlite3.connect(name, isolation_level=None, timeout=0.2)
        try:
            self._prepare()
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise SandboxError(f"{name}: {error}; is another sandbox running on this folder?") from error

    def _prepare(self) -> None:
        # The exclusive lock keeps a second sandbox off the same folder; the system frees it when we are killed.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";"):
            self._connection.execute(statement)
        self._connection.execute("COMMIT")

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Return (key, value) of every object of a kind, in the order in which they were made."""
        for key, value in self._connection.execute(_LOAD, (kind,)):
            yield key, orjson.loads(value)

    def write(self, changes: dict[Key, bytes | None], entries: list[tuple[int, str, bytes]]) -> None:
        """Write changed objects (None deletes one) and new entries of the record in one transaction."""
        run = self._connection.execute
        run("BEGIN")
        for (kind, key), value in changes.items():
            if value is None:
                run("DELETE FROM object WHERE kind = ? AND key = ?", (kind, key))
            else:
                run(_SAVE, (kind, key, value))
        if entries:
            self._connection.executemany("INSERT INTO record VALUES (?, ?, ?)", entries)
        run("COMMIT")

    def last_entry(self) -> int:
        """Return the highest number in the record, 0 when it is empty."""
        return int(self._connection.execute("SELECT COALESCE(MAX(n), 0) FROM record").fetchone()[0])

    def entries(self, after: int, kinds: Iterable[str] | None, limit: int) -> list[bytes]:
        """Return the record after entry `after`, oldest first, each entry as JSON."""
        where, values = "n > ?", [after]
        wanted = list(kinds) if kinds is not None else []
        if wanted:
            where += f" AND kind IN ({','.join('?' * len(wanted))})"
        rows = self._connection.execute(
            f"SELECT value FROM record WHERE {where} ORDER BY n LIMIT ?",  # noqa: S608 - only placeholders
            (*values, *wanted, limit),
        )
        return [row[0] for row in rows]

    def clear(self) -> None:
        """Forget everything."""
        self._connection.execute("DELETE FROM object")
        self._connection.execute("DELETE FROM record")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
