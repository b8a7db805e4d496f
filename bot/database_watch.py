"""The database in trouble: who is told of it, who waits for its end, and what is looked at again after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.delivery.pacing import backoff_s
from bot.errors import TelegramError
from bot.http import BotApi
from bot.screens import Screen, send_call
from bot.texts import Texts
from storage.database import Database
from storage.trouble import DatabaseTrouble, Trouble

log = structlog.get_logger(__name__)

SAY_EVERY_S = 60.0
TELL_EVERY_S = 3600.0
RETRY_MOST_S = 5.0
CONSEQUENCE = "nothing is lost: updates wait, and Iskra goes on by itself"

T = TypeVar("T")


class Reminder:
    """Logs what an operator has to do: at once, then once a minute while it lasts. Each trouble has its own minute."""

    def __init__(self) -> None:
        self._said_at: dict[Trouble, float] = {}

    def say(self, trouble: DatabaseTrouble) -> None:
        """Log trouble, unless the same was logged within the last minute."""
        now = time.monotonic()
        if now - self._said_at.get(trouble.kind, float("-inf")) >= SAY_EVERY_S:
            self._said_at[trouble.kind] = now
            log.error("the database cannot be used", kind=trouble.kind, error=str(trouble), meanwhile=CONSEQUENCE)


class DatabaseWatch:
    """Tells the log and the operators' chat of trouble, and has `again` look for what nobody offered when it is over.

    The chat is told past the outbox, which is a part of what is in trouble: a word there may be lost, the log's not.
    """

    def __init__(
        self, database: Database, api: BotApi, texts: Texts, operator_chat_id: int | None, again: Callable[[], None]
    ) -> None:
        self._api, self._texts, self._chat_id, self._again = api, texts, operator_chat_id, again
        self._reminder = Reminder()
        self._since: float | None = None
        self._told_at: dict[Trouble, float] = {}
        self._telling: set[asyncio.Task[None]] = set()
        database.condition.watch(self.seen)

    def seen(self, trouble: DatabaseTrouble | None) -> None:
        """Take note of trouble, or of its end."""
        now = time.monotonic()
        if trouble is None:
            self._mended(now)
            return
        if self._since is None:
            self._since = now
        self._reminder.say(trouble)
        if self._chat_id and now - self._told_at.get(trouble.kind, float("-inf")) >= TELL_EVERY_S:
            self._told_at[trouble.kind] = now
            self._tell(trouble.kind)

    async def stop(self) -> None:
        """Give up what is being told."""
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)

    def _mended(self, now: float) -> None:
        if self._since is not None:
            log.info("the database can be used again", after_s=round(now - self._since, 1))
        self._since = None
        # A commit whose answer was lost owes calls and jobs that nobody has heard of.
        self._again()

    def _tell(self, kind: Trouble) -> None:
        task = asyncio.create_task(self._send(kind), name="tell operators")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _send(self, kind: Trouble) -> None:
        assert self._chat_id is not None
        method, body = send_call(
            Screen("core-operator-database", {"kind": kind.value}), self._chat_id, self._texts, "ru"
        )
        try:
            await self._api.call(method, body)
        except TelegramError as error:
            self._told_at.pop(kind, None)
            log.debug("operators could not be told", error=str(error))


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Return what `work` brings, done again for as long as the database is in trouble that passes by itself."""
    reminder = Reminder()
    for attempt in range(1, 1_000_000):
        try:
            return await work()
        except DatabaseTrouble as trouble:
            if not trouble.passes:
                raise
            reminder.say(trouble)
        await asyncio.sleep(backoff_s(attempt, RETRY_MOST_S))
    raise AssertionError("a million attempts take months")
