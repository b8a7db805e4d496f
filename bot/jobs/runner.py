"""The runner: takes jobs up after their commit and sees each one through, beside the turns.

A chat has one job under way at most, all together four, so that who sends a hundred files makes nobody wait. What
waits is a row; in memory is only what is under way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import structlog
from sqlalchemy.orm import Session

from bot.clock import DueSource
from bot.delivery.pacing import backoff_s
from bot.errors import BadCall, TelegramError, TooManyRequests
from bot.jobs.result import FAILED, JobResult, arrival_of
from bot.jobs.work import Files, Maker, Work
from bot.screens import Screen
from bot.seams import seam
from bot.workshop import WorkshopError
from storage import files as file_rows
from storage import inbox, jobs, outbox
from storage.errors import Refusal
from storage.files import StoredFile
from storage.inbox import Arrival
from storage.jobs import Job, JobState
from storage.outbox import Lane, Outgoing
from storage.trouble import DatabaseTrouble

if TYPE_CHECKING:
    from bot.turn.room import Room

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 4
MOST_ATTEMPTS = 3
RETRY_AFTER = timedelta(seconds=10)
MOST_DELAYS = 12  # of the network, each twice as long as the one before: about two hours
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=15)
JOB_TIMEOUT_S = 15 * 60.0

Do = Callable[[Work, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class _Again:
    """A try that came to nothing: `job` has counted it, and is due again after `wait`."""

    job: Job
    wait: timedelta
    error: str


@dataclass(frozen=True)
class _Over:
    """A job that is over. `fault` names what went wrong for good: the operators are told."""

    found: JobResult
    files: tuple[StoredFile, ...] = ()
    fault: str | None = None


class JobRunner:
    """Does the jobs of one bot. `accept` takes the update that brings a result, after its commit."""

    def __init__(
        self,
        room: Room,
        files: Files,
        maker: Maker,
        accept: Callable[[list[Arrival]], object],
        most: int = MOST_AT_ONCE,
    ) -> None:
        self._room, self._files, self._maker, self._accept, self._most = room, files, maker, accept, most
        self._running: dict[int, asyncio.Task[None]] = {}
        self._looking = asyncio.Lock()
        self._wake = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin with what waits."""
        self._wake.set()
        self._loop = asyncio.create_task(self._work(), name="jobs")

    async def stop(self) -> None:
        """Cut what is under way: it waits still, and is due at the next start."""
        self._stopping = True
        tasks = [*self._running.values(), *([self._loop] if self._loop else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        """Look for jobs whose commit has just succeeded."""
        self._wake.set()

    def due_source(self) -> DueSource:
        """Return what takes up the jobs that wait for another try, and forgets files whose day is over."""
        return DueSource("jobs", self._next_due, self._run_due, self.rewind)

    async def rewind(self, now: datetime) -> None:
        """Take up jobs that nobody has put off so far: the clock went back to `now`."""
        await self._room.database.run(jobs.recall, self._room.bot_id, now, now + LONGEST_DELAY)

    async def idle(self) -> None:
        """Do what is due now, and return when nothing of it is left."""
        while await self._fill() or self._running:
            await asyncio.gather(*self._running.values())

    # --- taking up

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._fill()
            except DatabaseTrouble:
                log.debug("jobs wait for the database")
            except Exception as error:  # the ticker looks again in a second
                log.exception("jobs cannot be read", error=type(error).__name__)

    async def _next_due(self) -> datetime | None:
        database = self._room.database
        moments = [await database.read(file_rows.next_expiry)]
        if len(self._running) < self._most:
            moments.append(await database.read(jobs.next_due, self._room.bot_id, self._busy()))
        return min((moment for moment in moments if moment is not None), default=None)

    async def _run_due(self, now: datetime) -> int:
        expiry = await self._room.database.read(file_rows.next_expiry)
        forgotten = 0
        if expiry is not None and expiry <= now:
            forgotten = await self._room.database.run(file_rows.forget_expired, now)
        return forgotten + await self._fill()

    async def _fill(self) -> int:
        """Take up jobs while there is room; return how many."""
        async with self._looking:
            free = self._most - len(self._running)
            if free <= 0 or self._stopping:
                return 0
            now = self._room.clock.now()
            due = await self._room.database.read(jobs.due, self._room.bot_id, now, self._busy(), free)
            for job in due:
                task = asyncio.create_task(self._see_through(job), name=f"job {job.kind}")
                self._running[job.chat_id] = task
                task.add_done_callback(lambda _task, chat_id=job.chat_id: self._free(chat_id))  # type: ignore[misc]
            return len(due)

    def _busy(self) -> list[int]:
        return list(self._running)

    def _free(self, chat_id: int) -> None:
        self._running.pop(chat_id, None)
        self._wake.set()

    # --- one job

    async def _see_through(self, job: Job) -> None:
        ended = await self._tried(job)
        for failures in range(1, 1_000_000):
            try:
                await (self._put_off(ended) if isinstance(ended, _Again) else self._conclude(job, ended))
            except DatabaseTrouble:  # what is done is not done again for that
                await self._room.database.condition.well()
            except Exception as error:
                log.exception("a job's end cannot be written", job_id=job.id, error=type(error).__name__)
                await asyncio.sleep(backoff_s(failures))
            else:
                return

    async def _tried(self, job: Job) -> _Again | _Over:
        while True:
            try:
                return await self._try(job)
            except DatabaseTrouble:  # no failure of its own: not counted, done again from its beginning
                await self._room.database.condition.well()

    async def _try(self, job: Job) -> _Again | _Over:
        kind = self._room.jobs.get(job.kind)
        if kind is None:
            return _Over(_failed(job), fault="nobody knows this kind of job any more")
        work = Work(job, self._room, self._files, self._maker)
        try:
            async with asyncio.timeout(JOB_TIMEOUT_S):
                result = dict(await kind(work, job.payload))
            orjson.dumps(result)
        except DatabaseTrouble:
            raise
        except Refusal as refusal:
            return _Over(JobResult(job.kind, job.payload, error=refusal.text_key, error_args=_plain(refusal.args_)))
        except BadCall as error:
            return self._counted(job, error)
        except TelegramError as error:
            return self._delayed(job, error)
        except Exception as error:
            return self._counted(job, error)
        return _Over(JobResult(job.kind, job.payload, result), tuple(work.kept))

    def _counted(self, job: Job, error: Exception) -> _Again | _Over:
        log.error("job failed", kind=job.kind, job_id=job.id, exc_info=error)
        self._room.counts.errors["job"] += 1
        job = replace(job, attempts=job.attempts + 1)
        hopeless = isinstance(error, WorkshopError) and not error.may_heal
        if hopeless or job.attempts >= MOST_ATTEMPTS:
            return _Over(_failed(job), fault=type(error).__name__)
        return _Again(job, RETRY_AFTER * job.attempts, type(error).__name__)

    def _delayed(self, job: Job, error: TelegramError) -> _Again | _Over:
        log.warning("job waits for Telegram", kind=job.kind, job_id=job.id, error=str(error))
        job = replace(job, delays=job.delays + 1)
        if job.delays >= MOST_DELAYS:
            return _Over(_failed(job), fault=type(error).__name__)
        wait = min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** (job.delays - 1))
        if isinstance(error, TooManyRequests):
            wait = max(wait, timedelta(seconds=error.retry_after))
        return _Again(job, wait, type(error).__name__)

    async def _put_off(self, again: _Again) -> None:
        due_at = self._room.clock.now() + again.wait
        await self._room.database.run(jobs.put_off, again.job, due_at, again.error)

    async def _conclude(self, job: Job, over: _Over) -> None:
        arrival = arrival_of(job, over.found, self._room.clock.now())
        is_new, calls = await self._room.database.run(self._write, job, over, arrival)
        seam("job.committed")
        self._room.sender.offer(calls)
        if is_new:
            self._accept([arrival])
        else:  # the commit went through before, though its answer was lost
            self._accept(await self._room.commits.still_waiting([arrival]))

    def _write(self, session: Session, job: Job, over: _Over, arrival: Arrival) -> tuple[bool, list[Outgoing]]:
        """Write that a job is over and the update that brings its result; return whether that is new, and calls."""
        state = JobState.FAILED if over.fault else JobState.DONE
        if not jobs.settle(session, job.id, state, arrival.received_at, over.fault):
            return False, []
        file_rows.add(session, over.files)
        calls = self._told(session, job, over.fault, arrival.received_at) if over.fault else []
        inbox.store(session, [arrival])
        owed = outbox.add(session, calls)
        seam("job.before-commit")
        return True, owed

    def _told(self, session: Session, job: Job, fault: str, now: datetime) -> list[Outgoing]:
        to = self._room.operator_chat_id
        if not to:
            return []
        screen = Screen("core-operator-job", {"job": str(job.id), "kind": job.kind, "error": fault})
        return [self._room.outgoing(screen, to, "ru", now, lane=Lane.NOTICE, dedupe_key=f"job:{job.id}")]


def _failed(job: Job) -> JobResult:
    return JobResult(job.kind, job.payload, error=FAILED)


def _plain(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the placeholders of a text as JSON values: numbers as they are, all else as text."""
    return {name: value if isinstance(value, int | float) else str(value) for name, value in args.items()}
