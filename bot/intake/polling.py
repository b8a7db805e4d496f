"""Long polling: fetch, store, fetch again. The next offset is the acknowledgement."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog

from bot.clock import Clock, SystemClock
from bot.counts import Counts
from bot.delivery.pacing import backoff_s
from bot.errors import Conflict, OutcomeUnknown, TelegramError, TooManyRequests, Unauthorized
from bot.http import BotApi
from bot.intake.routing import number_of
from bot.kinds import ALLOWED_UPDATES
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

Receive = Callable[[list[dict[str, Any]]], Awaitable[None]]

LIMIT = 100
POLL_S = 50
GRACE_S = 15.0
RETRY_MOST_S = 5.0
FAILURES_IN_A_ROW = 2
REMIND_EVERY_S = 60.0


class Poller:
    """Takes updates from Telegram and hands each batch to `receive`, which returns when they are safe.

    A poll waits `timeout_s` seconds for updates; its answer may take `grace_s` longer.
    """

    def __init__(
        self,
        api: BotApi,
        receive: Receive,
        *,
        timeout_s: int = POLL_S,
        grace_s: float = GRACE_S,
        clock: Clock | None = None,
        counts: Counts | None = None,
    ) -> None:
        self._api = api
        self._receive = receive
        self._timeout_s, self._grace_s = timeout_s, grace_s
        self._clock = clock or SystemClock()
        self._counts = counts or Counts()
        self._offset: int | None = None
        self._failures = 0
        self._said_at: dict[type[Exception], float] = {}
        self._task: asyncio.Task[None] | None = None
        self._idle = False  # nothing is lost when what is under way is cut short
        self._stopping = False
        self._failed_since: datetime | None = None

    @property
    def unreachable_since(self) -> datetime | None:
        """Return since when no updates can be fetched; None while they can, or one attempt alone has failed."""
        return self._failed_since if self._failures >= FAILURES_IN_A_ROW else None

    async def start(self) -> None:
        """Begin to poll."""
        self._task = asyncio.create_task(self.run(), name="poller")

    async def stop(self) -> None:
        """Stop polling. A batch that is being stored is stored; a poll under way is given up, nothing is lost by it."""
        self._stopping = True
        if self._task is None:
            return
        if self._idle:
            self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def run(self) -> None:
        """Poll until stopped."""
        while not self._stopping:
            try:
                updates = await self._fetch()
                await self._hand_on(updates)
            except Exception as error:
                await self._pause(error)
            else:
                self._heal()

    async def _fetch(self) -> list[dict[str, Any]]:
        # After a failure the first poll does not wait for updates, so that the end of an outage shows at once.
        timeout_s = 0 if self._failures else self._timeout_s
        body: dict[str, Any] = {"timeout": timeout_s, "limit": LIMIT, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            body["offset"] = self._offset
        self._idle = True
        try:
            updates: list[dict[str, Any]] = await self._api.call(
                "getUpdates", body, timeout_s=timeout_s + self._grace_s
            )
        finally:
            self._idle = False
        return updates

    async def _hand_on(self, updates: list[dict[str, Any]]) -> None:
        if not updates:
            return
        await self._receive(updates)
        # Only now: Telegram forgets what stands before the offset.
        numbers = [number for update in updates if (number := number_of(update)) is not None]
        if not numbers:
            raise OutcomeUnknown("an answer without one readable update")
        self._offset = max(numbers) + 1

    async def _pause(self, error: Exception) -> None:
        self._failures += 1
        self._counts.errors["fetch"] += 1
        if self._failed_since is None and isinstance(error, TelegramError):
            self._failed_since = self._clock.now()
        self._say(error)
        wait_s = backoff_s(self._failures, RETRY_MOST_S)
        if isinstance(error, TooManyRequests):
            wait_s = max(wait_s, error.retry_after)
        self._idle = True
        try:
            if isinstance(error, Conflict) and "webhook" in error.description:
                await self._delete_webhook()
            await asyncio.sleep(wait_s)
        finally:
            self._idle = False

    def _heal(self) -> None:
        if self._failures:
            log.info("updates come again", failures=self._failures)
        self._failures = 0
        self._said_at.clear()
        self._failed_since = None

    def _say(self, error: Exception) -> None:
        """Log what keeps updates from coming: when it begins, then at most once a minute, each kind of trouble."""
        now = time.monotonic()
        if now - self._said_at.get(type(error), float("-inf")) < REMIND_EVERY_S:
            return
        self._said_at[type(error)] = now
        if isinstance(error, Conflict):
            log.error("no updates: another process takes them, or a webhook is set", error=str(error))
        elif isinstance(error, Unauthorized):
            log.error("telegram does not know this token; check telegram.token", error=str(error))
        elif isinstance(error, TelegramError):
            log.warning("no updates: telegram is unreachable", error=str(error))
        elif isinstance(error, DatabaseTrouble):
            log.warning("updates cannot be stored; telegram keeps them meanwhile", reason=error.kind)
        else:
            log.error("updates cannot be stored; telegram keeps them meanwhile", exc_info=error)

    async def _delete_webhook(self) -> None:
        log.warning("a webhook is set; it is deleted, since telegram.mode is polling")
        with contextlib.suppress(TelegramError):
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
