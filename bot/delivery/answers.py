"""Answers to presses: at once, beside everything else, and worthless after a few seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from bot.counts import Counts
from bot.delivery.pacing import backoff_s
from bot.errors import Refused, ServerFailed, TelegramError, TooManyRequests
from bot.http import BotApi

log = structlog.get_logger(__name__)

METHOD = "answerCallbackQuery"
WORTH_S = 15.0  # Telegram forgets a press about then
MOST_AT_ONCE = 32
MOST_WAITING = 1_000
STOP_S = 1.0


class Answers:
    """Answers callback queries; a failure is logged and nothing else."""

    def __init__(self, api: BotApi, counts: Counts) -> None:
        self._api, self._counts = api, counts
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    def send(self, params: Mapping[str, Any]) -> None:
        """Answer a press now."""
        if len(self._tasks) >= MOST_WAITING:
            log.warning("a press is not answered: too many wait", waiting=len(self._tasks))
            return
        task = asyncio.create_task(self._answer(params))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Give answers under way a moment, then drop them."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_S)
        for task in self._tasks:
            task.cancel()

    async def _answer(self, params: Mapping[str, Any]) -> None:
        outcome = "dropped"
        try:
            async with asyncio.timeout(WORTH_S), self._places:
                await self._try(params)
            outcome = "sent"
        except TimeoutError:
            log.info("a press is not answered: no time left")
        except TelegramError as error:
            log.info("a press is not answered", error=str(error))
        except Exception:
            log.exception("a press is not answered")
        finally:
            self._counts.sent(METHOD, outcome)

    async def _try(self, params: Mapping[str, Any]) -> None:
        attempt = 0
        while True:
            attempt += 1
            try:
                await self._api.call(METHOD, params, timeout_s=WORTH_S)
            except TelegramError as error:
                if isinstance(error, Refused) and not isinstance(error, ServerFailed | TooManyRequests):
                    raise
                after = error.retry_after if isinstance(error, TooManyRequests) else backoff_s(attempt)
                await asyncio.sleep(after)
            else:
                return
