"""Whether the database can be used; while it cannot, one small write after the other tries whether it can again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.engine import URL

from storage.trouble import DatabaseTrouble, trouble_of

log = structlog.get_logger(__name__)

FIRST_PAUSE_S = 0.25
MOST_PAUSE_S = 5.0
# Trouble that comes back this soon was not over: a small write fits where a large one does not.
RELAPSE_S = 60.0

Seen = Callable[[DatabaseTrouble | None], None]


class Condition:
    """The state of one database, and who is told of it: of trouble each time it shows, of its end with None."""

    def __init__(self, url: URL, probe: Callable[[], Awaitable[object]]) -> None:
        self._url = url
        self._probe = probe
        self._well = asyncio.Event()
        self._well.set()
        self._pause_s = FIRST_PAUSE_S
        self._mended_at = float("-inf")
        self._task: asyncio.Task[None] | None = None
        self._watchers: list[Seen] = []

    def watch(self, seen: Seen) -> None:
        """Tell `seen` of trouble and of its end."""
        self._watchers.append(seen)

    def judge(self, error: BaseException) -> None:
        """Raise `DatabaseTrouble` where `error` is about the database and not about what was asked of it."""
        trouble = trouble_of(error, self._url)
        if trouble is None or trouble is error:
            return
        if self._task is None or self._task.done():
            if time.monotonic() - self._mended_at > RELAPSE_S:
                self._pause_s = FIRST_PAUSE_S
            self._well.clear()
            self._task = asyncio.create_task(self._mend(), name="database condition")
        self._tell(trouble)
        raise trouble from error

    async def well(self) -> None:
        """Wait until the database can be used; at once where nothing is known against it."""
        await self._well.wait()

    async def close(self) -> None:
        """Stop trying."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _mend(self) -> None:
        while True:
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, MOST_PAUSE_S)
            try:
                await self._probe()
            except DatabaseTrouble:
                continue
            except Exception as error:  # whatever else it says, it answers
                log.warning("the database was tried", error=type(error).__name__)
            break
        self._mended_at = time.monotonic()
        self._well.set()
        self._tell(None)

    def _tell(self, trouble: DatabaseTrouble | None) -> None:
        for seen in self._watchers:
            seen(trouble)
