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
from bot.delivery.pacing import backoff_s
from bot.errors import Conflict, TelegramError, TooManyRequests, Unauthorized
from bot.http import BotApi
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

Receive = Callable[[list[dict[str, Any]]], Awaitable[None]]

# Kinds that a bot gets only when it names them, and the usual ones. An update of a kind that nobody handles is cheap.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
)
LIMIT = 100
TIMEOUT_S = 50
GRACE_S = 15.0  # how much longer than the poll itself its answer may take
RETRY_MOST_S = 5.0
REMIND_EVERY_S = 60.0


class Poller:
    """Takes updates from Telegram and hands each batch to `receive`, which returns when they are safe."""

    def __init__(
        self, api: BotApi, receive: Receive, *, timeout_s: int = TIMEOUT_S, clock: Clock | None = None
    ) -> None:
        self._api = api
        self._receive = receive
        self._timeout_s = timeout_s
        self._clock = clock or SystemClock()
        self._offset: int | None = None
        self._failures = 0
        self._said_at = float("-inf")
        self._task: asyncio.Task[None] | None = None
        self._idle = False  # nothing is lost when what is under way is cut short
        self._stopping = False
        self.unreachable_since: datetime | None = None

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
        body: dict[str, Any] = {"timeout": self._timeout_s, "limit": LIMIT, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            body["offset"] = self._offset
        self._idle = True
        try:
            updates: list[dict[str, Any]] = await self._api.call(
                "getUpdates", body, timeout_s=self._timeout_s + GRACE_S
            )
        finally:
            self._idle = False
        return updates

    async def _hand_on(self, updates: list[dict[str, Any]]) -> None:
        if not updates:
            return
        await self._receive(updates)
        # Only now: Telegram forgets what stands before the offset.
        self._offset = max(update["update_id"] for update in updates) + 1

    async def _pause(self, error: Exception) -> None:
        self._failures += 1
        if self.unreachable_since is None and isinstance(error, TelegramError):
            self.unreachable_since = self._clock.now()
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
        self._said_at = float("-inf")
        self.unreachable_since = None

    def _say(self, error: Exception) -> None:
        """Log what keeps updates from coming: when it begins, then at most once a minute."""
        now = time.monotonic()
        if now - self._said_at < REMIND_EVERY_S:
            return
        self._said_at = now
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
