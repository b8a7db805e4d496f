"""The prototype's database: one SQLite file, one thread that writes whatever waits in one commit."""

from __future__ import annotations

import asyncio
import os
import queue
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

FILE = Path(os.environ["BENCH_WORKDIR"]) / "proto.db"
MOST_AT_ONCE = 4000
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation(chat INTEGER PRIMARY KEY, state INTEGER, data BLOB);
CREATE TABLE IF NOT EXISTS inbox(update_id INTEGER PRIMARY KEY, raw BLOB, done INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, chat INTEGER, body BLOB, sent INTEGER DEFAULT 0);
CREATE INDEX IF NOT EXISTS inbox_open ON inbox(update_id) WHERE done = 0;
CREATE INDEX IF NOT EXISTS outbox_open ON outbox(id) WHERE sent = 0;
"""

Owed = tuple[int, int, bytes]
"""A call that is owed: its number, its chat, its JSON."""


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(FILE, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32768"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(SCHEMA)
    return connection


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn leaves behind."""

    chat: int
    state: int
    data: dict[str, Any]
    update_id: int
    calls: list[Owed]


@dataclass(slots=True)
class _Batch:
    arrived: list[tuple[list[tuple[int, bytes]], asyncio.Future[set[int]]]] = field(default_factory=list)
    turns: list[tuple[Turn, asyncio.Future[None]]] = field(default_factory=list)
    sent: list[tuple[int]] = field(default_factory=list)


class Writer(threading.Thread):
    """Group commit: what came in while the last commit ran goes into the next one."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(daemon=True)
        self._loop = loop
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def arrived(self, rows: list[tuple[int, bytes]]) -> asyncio.Future[set[int]]:
        """Keep updates; the future gives the numbers of the new ones."""
        future: asyncio.Future[set[int]] = self._loop.create_future()
        self._queue.put((rows, future))
        return future

    def turn(self, turn: Turn) -> asyncio.Future[None]:
        """Write what a turn leaves behind."""
        future: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((turn, future))
        return future

    def sent(self, call_id: int) -> None:
        """Record that a call went out."""
        self._queue.put(call_id)

    def stop(self) -> None:
        """Commit what waits, then end."""
        self._queue.put(None)
        self.join(5)

    def run(self) -> None:
        connection = connect()
        going = True
        while going:
            items = [self._queue.get()]
            while len(items) < MOST_AT_ONCE and not self._queue.empty():
                items.append(self._queue.get())
            going = None not in items
            self._loop.call_soon_threadsafe(_resolve, self._commit(connection, _sorted(items)))
        connection.close()

    def _commit(self, connection: sqlite3.Connection, batch: _Batch) -> list[tuple[asyncio.Future[Any], Any]]:
        connection.execute("BEGIN IMMEDIATE")
        done: list[tuple[asyncio.Future[Any], Any]] = []
        for rows, future in batch.arrived:
            insert = "INSERT OR IGNORE INTO inbox(update_id, raw) VALUES (?, ?)"
            done.append((future, {row[0] for row in rows if connection.execute(insert, row).rowcount}))
        turns = [turn for turn, _future in batch.turns]
        connection.executemany(
            "INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)",
            [(turn.chat, turn.state, orjson.dumps(turn.data)) for turn in turns],
        )
        connection.executemany(
            "UPDATE inbox SET done = 1, raw = NULL WHERE update_id = ?", [(turn.update_id,) for turn in turns]
        )
        connection.executemany(
            "INSERT INTO outbox(id, chat, body) VALUES (?, ?, ?)", [call for turn in turns for call in turn.calls]
        )
        connection.executemany("UPDATE outbox SET sent = 1, body = NULL WHERE id = ?", batch.sent)
        connection.execute("COMMIT")
        return done + [(future, None) for _turn, future in batch.turns]


def _sorted(items: list[Any]) -> _Batch:
    batch = _Batch()
    for item in items:
        if isinstance(item, int):
            batch.sent.append((item,))
        elif item is not None:
            (batch.turns if isinstance(item[0], Turn) else batch.arrived).append(item)
    return batch


def _resolve(done: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, value in done:
        if not future.done():
            future.set_result(value)
