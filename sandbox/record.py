"""The record: everything that was said, called and delivered, in order; ledgers are read from it."""

import time
from collections.abc import Iterable
from typing import Any

import orjson

from sandbox.clock import VirtualClock
from sandbox.store import Store


class Record:
    """Numbered entries: `{n, at, t, kind, …}`, `at` in virtual time, `t` in real unix seconds."""

    def __init__(self, store: Store, clock: VirtualClock) -> None:
        self._store = store
        self.clock = clock
        self._last = store.last_entry()
        self._held: list[tuple[int, str, bytes]] = []

    def add(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Add an entry; it is written by the world's next commit."""
        self._last += 1
        entry = {"n": self._last, "at": self.clock.now().isoformat(), "t": time.time(), "kind": kind, **fields}
        self._held.append((self._last, kind, orjson.dumps(entry, default=str, option=orjson.OPT_NON_STR_KEYS)))
        return entry

    def take(self) -> list[tuple[int, str, bytes]]:
        """Return the entries not written yet, once."""
        held, self._held = self._held, []
        return held

    def after(self, n: int, kinds: Iterable[str] | None = None, limit: int = 10_000) -> list[dict[str, Any]]:
        """Return written entries with a number above `n`, oldest first."""
        return [orjson.loads(value) for value in self._store.entries(n, kinds, limit)]

    def reset(self) -> None:
        """Count from the beginning again."""
        self._last = 0
        self._held.clear()
