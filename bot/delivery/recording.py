"""Records what became of calls, beside the sending: the next message of a chat does not wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.commits import GroupCommit
from bot.delivery.pacing import backoff_s
from storage import outbox, people
from storage.anchors import Anchor
from storage.database import Database
from storage.outbox import Outgoing, Settlement
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

RETRY_MOST_S = 10.0

Write = Callable[[], Awaitable[Any]]


class Recorder:
    """Writes until it succeeds: a full disk or a locked database must not make a sent message owed again."""

    def __init__(self, database: Database, commits: GroupCommit, clock: Clock, bot_id: int) -> None:
        self._database = database
        self._commits = commits
        self._clock = clock
        self._bot_id = bot_id
        self._tasks: set[asyncio.Future[None]] = set()

    def settle(self, settlement: Settlement, anchor: Anchor | None, then: Callable[[], None]) -> None:
        """Record what became of a call; `then` runs when it is safe."""
        # No task of its own as long as all goes well: this happens after each call.
        record = self._commits.settle(settlement, anchor)
        self._tasks.add(record)

        def done(_record: asyncio.Future[None]) -> None:
            self._tasks.discard(record)
            if record.cancelled():
                return
            if record.exception() is None:
                then()
            else:
                self._write(lambda: self._commits.settle(settlement, anchor), then)

        record.add_done_callback(done)

    def give_up(self, chat_id: int, then: Callable[[], None]) -> None:
        """Record that a chat cannot be reached, and drop what it is owed."""
        now = self._clock.now()
        self._write(lambda: self._database.run(_mark_unreachable, self._bot_id, chat_id, now), then)

    def move(self, old: int, new: int) -> None:
        """Record that a group has another id."""
        self._write(lambda: self._database.run(outbox.move_chat, self._bot_id, old, new))

    async def begin(self, call: Outgoing) -> None:
        """Record, before a careful call leaves, that its outcome is unknown until settled."""
        await self._database.run(outbox.begin_sending, call.id)

    async def owe_again(self, call: Outgoing, error: str) -> None:
        """Record that a careful call surely did not happen, so that a restart may send it."""
        try:
            await self._database.run(outbox.count_attempt, call.id, error, None)
        except Exception as worse:
            log.warning("a failed attempt cannot be recorded", call_id=call.id, error=type(worse).__name__)

    async def flush(self, timeout_s: float) -> None:
        """Wait until everything is recorded; what is not by then is sent again after the next start."""
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_s
        while self._tasks and (left_s := until - loop.time()) > 0:
            await asyncio.wait(list(self._tasks), timeout=left_s)
            await asyncio.sleep(0)  # what failed has begun anew by then
        if self._tasks:
            log.error("delivery could not be recorded", count=len(self._tasks))
        await cancel(self._tasks)

    def _write(self, write: Write, then: Callable[[], None] | None = None) -> None:
        keep(self._tasks, self._insist(write, then))

    async def _insist(self, write: Write, then: Callable[[], None] | None) -> None:
        failures = 0
        while True:
            try:
                await write()
            except DatabaseTrouble:
                await self._database.condition.well()
            except Exception as error:
                failures += 1
                log.warning("delivery cannot be recorded", error=type(error).__name__, failures=failures)
                await asyncio.sleep(backoff_s(failures, RETRY_MOST_S))
            else:
                break
        if then is not None:
            then()


def keep(tasks: set[asyncio.Task[None]] | set[asyncio.Future[None]], work: Coroutine[Any, Any, None]) -> None:
    """Start a task that `tasks` holds until it ends: the loop itself would let it be collected."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def cancel(tasks: Iterable[asyncio.Future[None]]) -> None:
    """Cancel tasks and wait for their end."""
    pending = list(tasks)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


def _mark_unreachable(session: Session, bot_id: int, chat_id: int, now: datetime) -> None:
    people.mark_unreachable(session, chat_id, now)
    outbox.drop_owed(session, bot_id, chat_id, now)
