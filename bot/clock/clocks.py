"""The clocks: the system's, and one that follows a sandbox."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

import aiohttp
import structlog

log = structlog.get_logger(__name__)

FOLLOW_EVERY_S = 0.25


class Clock(Protocol):
    """Where every "now" comes from."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class FollowedClock:
    """A clock that follows another one over HTTP: `GET url` answers `{"now": ISO-8601, "rate": float}`.

    Never goes back: where the other one does, this one stands still until it is caught up with.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._base = datetime.fromtimestamp(0, UTC)
        self._rate = 1.0
        self._read_at = time.monotonic()
        self._last = self._base
        self._task: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    def now(self) -> datetime:
        """Return the followed moment, aware, in UTC."""
        elapsed = (time.monotonic() - self._read_at) * self._rate
        self._last = max(self._last, self._base + timedelta(seconds=elapsed))
        return self._last

    async def start(self) -> None:
        """Read the other clock, waiting until it answers; then keep following."""
        session = self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))
        while not await self._read(session):  # noqa: ASYNC110 - another process's clock has no event to wait for
            await asyncio.sleep(FOLLOW_EVERY_S)
        self._task = asyncio.create_task(self._follow(session), name="clock")

    async def stop(self) -> None:
        """Stop following."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._session is not None:  # here: a task that is cancelled at once never began
            await self._session.close()

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        while True:
            await asyncio.sleep(FOLLOW_EVERY_S)
            await self._read(session)

    async def _read(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(self._url) as answer:
                said = await answer.json()
                self._base = datetime.fromisoformat(said["now"]).astimezone(UTC)
                self._rate = float(said["rate"])
                self._read_at = time.monotonic()
                return True
        except (aiohttp.ClientError, TimeoutError, KeyError, ValueError, TypeError) as error:
            log.debug("clock is not answering", error=type(error).__name__)
            return False
