"""What is done by night beside the serving: a backup, and forgetting what is over and old. No turn waits for either.

When the next night is due is a fact of the database, so that no night is left out: one that a crash cut short, or that
passed while the bot was down, is made up for at the next start. Much of it runs in threads; the rest are many short
transactions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.backups import back_up
from bot.clock import Clock, DueSource
from bot.config import Config
from storage import facts, retention
from storage.database import Database
from storage.errors import IskraError

log = structlog.get_logger(__name__)

FACT = "night"
RETRY_AFTER = timedelta(hours=1)
PAUSE_S = 0.01  # between two batches that were deleted: others write, too

Work = Callable[[datetime], Awaitable[None]]
"""What is done in a night, at the present moment; it raises where it failed."""
Told = Callable[[str], Awaitable[None]]
"""Tells the operators that something failed, by the reason."""


async def log_alone(_reason: str) -> None:
    """Tell nobody: the night logs what failed."""


class Night:
    """Does its works one after the other, each night at `after(now)`; what failed is tried again in an hour.

    `works` are done in their order, each whatever became of the ones before.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        after: Callable[[datetime], datetime],
        works: Mapping[str, Work],
    ) -> None:
        self._database, self._clock, self._after, self._works = database, clock, after, works
        self._next: datetime | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read when the next night is due; the very first is the one to come."""
        noted = await self._database.read(facts.read, FACT)
        if noted is None:
            await self._plan(self._after(self._clock.now()))
        else:
            # A change of the hour in the configuration counts from the next night on.
            self._next = min(datetime.fromisoformat(noted), self._after(self._clock.now()))

    async def stop(self) -> None:
        """Cut a night short: it is due again at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def due_source(self) -> DueSource:
        """Return what begins a night; the clock goes on beside it."""
        return DueSource("night", self._next_due, self._run)

    async def done(self) -> None:
        """Wait for the end of the night under way, if there is one."""
        if self._task is not None:
            await self._task

    async def _next_due(self) -> datetime | None:
        return None if self._task is not None else self._next

    async def _run(self, now: datetime) -> int:
        if self._task is not None or self._next is None or self._next > now:
            return 0
        self._task = asyncio.create_task(self._work(), name="night")
        return 1

    async def _work(self) -> None:
        now = self._clock.now()  # of what is played, the moment: what is backed up is the present
        try:
            failed = [name for name, work in self._works.items() if not await self._do(name, work, now)]
            following = self._after(self._clock.now())
            await self._plan(min(following, self._clock.now() + RETRY_AFTER) if failed else following)
        except Exception as error:  # the database cannot be written: in an hour it may again
            log.exception("the next night cannot be noted", error=type(error).__name__)
            self._next = self._clock.now() + RETRY_AFTER
        finally:
            self._task = None

    async def _do(self, name: str, work: Work, now: datetime) -> bool:
        try:
            await work(now)
        except Exception as error:
            log.exception("a work of the night failed", work=name, error=str(error))
            return False
        return True

    async def _plan(self, moment: datetime) -> None:
        await self._database.run(facts.write, FACT, moment.isoformat())
        self._next = moment


def night_of(
    config: Config, database: Database, clock: Clock, after: Callable[[datetime], datetime], told: Told = log_alone
) -> Night:
    """Return the night as the configuration wants it: a backup, unless that is off, and then what is forgotten.

    `after(now)` gives the moment of the next one; the reason of a backup that failed is `told` to the operators.
    """
    works = {"forget": forgetting(database, timedelta(days=config.retention.days))}
    if config.backup.folder is not None:
        works = {"backup": backing_up(config, database, told), **works}
    return Night(database, clock, after, works)


def backing_up(config: Config, database: Database, told: Told = log_alone) -> Work:
    """Return the work that makes a backup; why one failed is `told`, whatever it was."""

    async def work(now: datetime) -> None:
        try:
            made = await back_up(config, database, now)
        except Exception as error:
            await told(str(error) if isinstance(error, IskraError) else type(error).__name__)
            raise
        log.info("backup made", file=made.path.name, bytes=made.size, rows=made.rows, pruned=made.pruned)

    return work


def forgetting(database: Database, kept_for: timedelta) -> Work:
    """Return the work that forgets what was over before `kept_for`."""

    async def work(now: datetime) -> None:
        gone = await sweep(database, now, kept_for)
        log.info("old rows forgotten", **gone)

    return work


async def sweep(
    database: Database, now: datetime, kept_for: timedelta, page_size: int = retention.PAGE
) -> dict[str, int]:
    """Delete what was over before `kept_for`, or the term of its table, a page at a time.

    Return how many rows went, by table.
    """
    gone: dict[str, int] = {}
    for rule in retention.RULES:
        after: retention.Key | None = None
        before = now - (rule.kept_for or kept_for)
        while True:
            page = await database.read(retention.look, rule, before, after, page_size)
            if page.over:
                deleted = await database.run(retention.forget, rule, before, page.over)
                gone[rule.name] = gone.get(rule.name, 0) + deleted
                await asyncio.sleep(PAUSE_S)
            if page.last is None:
                break
            after = page.last
    return gone
