"""The watch: looks once a minute at what no turn notices, and tells the operators.

Rows that came to need somebody, Telegram out of reach, a disk that fills. An outage is told of when it is over, since
nothing gets through before; the log hears of it at once.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.orm import Session

from bot import operators
from bot.clock import AT_ONCE, DueSource
from bot.reach import Reach
from storage import alarms, outbox, settling
from storage.outbox import OutboxState, Outgoing
from storage.settling import Stuck

if TYPE_CHECKING:
    from bot.turn.room import Room

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=1)
LONG_OUTAGE = timedelta(minutes=10)
LEAST_FREE = 0.10


class Watch:
    """Looks after one bot. `free()` tells how much of the disk is free, from 0 to 1; it may block and raise OSError."""

    def __init__(self, room: Room, reach: Reach, free: Callable[[], float]) -> None:
        self._room, self._reach, self._free = room, reach, free
        self._next: datetime | None = None
        self._seen: tuple[int, bool] = (0, False)

    def due_source(self) -> DueSource:
        """Return what the clock asks: a look a minute, and one at once when something has changed."""
        return DueSource("watch", self._next_due, self._run)

    async def backup_failed(self, error: str) -> None:
        """Tell the operators that no backup could be made; `error` says why, without anything personal."""
        now = self._room.clock.now()
        self._room.sender.offer(await self._room.database.run(self._tell_backup_failed, now, error))

    async def _next_due(self) -> datetime | None:
        return AT_ONCE if self._is_due(self._room.clock.now()) else self._next

    async def _run(self, _moment: datetime) -> int:
        # A jump of the clock is played moment by moment; one look as of its end is enough.
        now = self._room.clock.now()
        if not self._is_due(now):
            return 0
        signs, since, free = self._signs(), self._reach.unreachable_since(), await self._free_now()
        # Looked at on a snapshot first: thousands of dead letters must not hold up whoever writes, each minute anew.
        if await self._room.database.read(self._has_to_tell, now, since, free):
            self._room.sender.offer(await self._room.database.run(self._tell, now, since, free))
        self._seen, self._next = signs, now + EVERY
        return 1

    def _is_due(self, now: datetime) -> bool:
        set_back = self._next is not None and self._next > now + EVERY
        return self._next is None or now >= self._next or set_back or self._seen != self._signs()

    def _signs(self) -> tuple[int, bool]:
        return self._room.counts.stuck, self._reach.unreachable_since() is not None

    async def _free_now(self) -> float | None:
        try:
            return await asyncio.to_thread(self._free)
        except OSError as error:
            log.warning("the disk cannot be looked at", error=type(error).__name__)
            return None

    def _has_to_tell(self, session: Session, now: datetime, since: datetime | None, free: float | None) -> bool:
        if since is not None or alarms.outage(session) is not None or (free is not None and free < LEAST_FREE):
            return True
        apart_from = self._room.operator_chat_id or 0
        return any(alarms.is_held(session, event, now) for event in operators.HELD_BACK) or any(
            alarms.is_due_for(session, kind, now, settling.newest(session, kind, apart_from)) for kind in Stuck
        )

    def _tell(self, session: Session, now: datetime, since: datetime | None, free: float | None) -> list[Outgoing]:
        calls = self._outage(session, now, since)
        for kind in Stuck:
            calls += operators.tell_stuck(session, self._room, kind, now)
        if free is not None and free < LEAST_FREE:
            calls += operators.tell(session, self._room, operators.DISK, now, percent=int(free * 100))
        for event in operators.HELD_BACK:
            calls += operators.tell_held_back(session, self._room, event, now)
        return outbox.add(session, calls)

    def _outage(self, session: Session, now: datetime, since: datetime | None) -> list[Outgoing]:
        known = alarms.outage(session)
        if since is not None:
            if known is None and now - since < LONG_OUTAGE:
                return []
            waited = outbox.counts(session).get(OutboxState.WAITING, 0)
            if known is None:
                log.error("telegram is unreachable for long", since=str(since), waiting=waited)
            alarms.note_outage(session, since, waited)
            return []
        if known is None:
            return []
        alarms.end_outage(session)
        return operators.tell(
            session,
            self._room,
            operators.OUTAGE,
            now,
            begin=operators.local(known.since),
            end=operators.local(now),
            minutes=round((now - known.since).total_seconds() / 60),
            waited=known.waited,
        )

    def _tell_backup_failed(self, session: Session, now: datetime, error: str) -> list[Outgoing]:
        return outbox.add(session, operators.tell_backup_failed(session, self._room, now, error))


def disk_of(path: Path) -> Callable[[], float]:
    """Return what tells how much of the disk under `path` is free, from 0 to 1."""

    def free() -> float:
        usage = shutil.disk_usage(path)
        return usage.free / usage.total

    return free
