"""Group commit: whatever waits is written together, in one transaction.

A turn that touched no domain row pays for no transaction of its own: its conversation, outbox rows and inbox mark
wait here for their neighbours. The same goes for arriving updates, for people at first sight, and for what became of
sent messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

import structlog
from sqlalchemy.orm import Session

from bot.seams import seam
from storage import anchors as anchor_rows
from storage import conversations as conversation_rows
from storage import inbox, outbox, people
from storage.anchors import Anchor
from storage.conversations import Conversation
from storage.database import Database
from storage.inbox import Arrival
from storage.outbox import Outgoing, Settlement
from storage.people import Newcomer, Person
from storage.trouble import DatabaseTrouble
from storage.values import value

log = structlog.get_logger(__name__)

T = TypeVar("T")


@value
class Finished:
    """What a turn leaves behind: its updates are done, its conversations saved, its calls owed."""

    inbox_ids: tuple[int, ...]
    at: datetime
    conversations: tuple[Conversation, ...] = ()
    calls: tuple[Outgoing, ...] = ()


@dataclass(slots=True)
class _Batch:
    arrivals: list[tuple[Sequence[Arrival], asyncio.Future[set[int]]]] = field(default_factory=list)
    newcomers: list[tuple[Newcomer, asyncio.Future[Person]]] = field(default_factory=list)
    finished: list[tuple[Finished, asyncio.Future[list[Outgoing]]]] = field(default_factory=list)
    settled: list[tuple[Settlement, Anchor | None, asyncio.Future[None]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.arrivals) + len(self.newcomers) + len(self.finished) + len(self.settled)


class _Written(NamedTuple):
    """What a commit says back: the new updates and calls by id, the people by Telegram id."""

    arrivals: set[int]
    people: dict[int, Person]
    calls: set[int]


def finish(session: Session, finished: Sequence[Finished]) -> list[Outgoing]:
    """Write what turns leave behind; return the calls that are new and now owed.

    `AlreadyHandled` where the turn of an update is done: of two commits that say the same only one counts.
    """
    ids = [inbox_id for one in finished for inbox_id in one.inbox_ids]
    if ids:
        inbox.mark_done(session, ids, finished[-1].at)
    calls = outbox.add(session, [call for one in finished for call in one.calls])
    conversation_rows.save(session, [c for one in finished for c in one.conversations])
    seam("turn.before-commit")
    return calls


class GroupCommit:
    """Collects writes and commits what waits. Every method returns after the commit that holds its write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = _Batch()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    async def start(self) -> None:
        """Begin to commit."""
        self._task = asyncio.create_task(self._work(), name="group commit")

    async def stop(self) -> None:
        """Commit what still waits, then end."""
        self._closing = True
        self._wake.set()
        if self._task is not None:
            await self._task

    async def store(self, arrivals: Sequence[Arrival]) -> set[int]:
        """Keep arrived updates; return the ids of those that were new."""
        future: asyncio.Future[set[int]] = asyncio.get_running_loop().create_future()
        self._waiting.arrivals.append((arrivals, future))
        self._wake.set()
        return await future

    async def still_waiting(self, repeats: Sequence[Arrival]) -> list[Arrival]:
        """Return those updates out of `repeats` whose turn is not done, as they are kept."""
        numbers = [one.update_id for one in repeats]
        return await self._database.read(inbox.still_waiting, repeats[0].bot_id, numbers) if repeats else []

    async def meet(self, newcomer: Newcomer) -> Person:
        """Keep a person who is not known yet, or was away; return them."""
        future: asyncio.Future[Person] = asyncio.get_running_loop().create_future()
        self._waiting.newcomers.append((newcomer, future))
        self._wake.set()
        return await future

    async def finish(self, finished: Finished) -> list[Outgoing]:
        """Write what a turn leaves behind; return its calls that are new and now owed.

        `StaleConversation` when another turn has saved one of its conversations first, `AlreadyHandled` when its
        updates are done.
        """
        future: asyncio.Future[list[Outgoing]] = asyncio.get_running_loop().create_future()
        self._waiting.finished.append((finished, future))
        self._wake.set()
        return await future

    def settle(self, settlement: Settlement, anchor: Anchor | None = None) -> asyncio.Future[None]:
        """Record what became of a call, and where its named message stands; the future is done when it is safe."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.settled.append((settlement, anchor, future))
        self._wake.set()
        return future

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while len(self._waiting):
                batch, self._waiting = self._waiting, _Batch()
                await self._commit(batch)
            if self._closing:
                return

    async def _commit(self, batch: _Batch) -> None:
        try:
            written = await self._database.run(_write, batch)
        except Exception as error:
            if len(batch) == 1 or isinstance(error, DatabaseTrouble):
                _fail(batch, error)
                return
            # One bad write must not take its neighbours down: each is tried alone, and only the bad one fails.
            log.warning("group commit falls back to single writes", size=len(batch), error=type(error).__name__)
            for single in _singles(batch):
                await self._commit(single)
            return
        for arrivals, stored in batch.arrivals:
            _resolve(stored, {a.id for a in arrivals} & written.arrivals)
        for newcomer, met in batch.newcomers:
            _resolve(met, written.people[newcomer.telegram_id])
        for finished, owed in batch.finished:
            _resolve(owed, [c for c in finished.calls if c.id in written.calls])
        for _settlement, _anchor, settled in batch.settled:
            _resolve(settled, None)


def _write(session: Session, batch: _Batch) -> _Written:
    new = inbox.store(session, [a for arrivals, _ in batch.arrivals for a in arrivals])
    met = people.meet_all(session, [one for one, _ in batch.newcomers]) if batch.newcomers else {}
    calls = finish(session, [one for one, _ in batch.finished]) if batch.finished else []
    if batch.settled:
        outbox.settle(session, [settlement for settlement, _, _ in batch.settled])
        anchor_rows.put(session, [anchor for _, anchor, _ in batch.settled if anchor])
    return _Written(new, met, {call.id for call in calls})


def _singles(batch: _Batch) -> list[_Batch]:
    return (
        [_Batch(arrivals=[one]) for one in batch.arrivals]
        + [_Batch(newcomers=[one]) for one in batch.newcomers]
        + [_Batch(finished=[one]) for one in batch.finished]
        + [_Batch(settled=[one]) for one in batch.settled]
    )


def _fail(batch: _Batch, error: Exception) -> None:
    futures: list[asyncio.Future[object]] = [
        *(f for _, f in batch.arrivals),  # type: ignore[list-item]
        *(f for _, f in batch.newcomers),  # type: ignore[list-item]
        *(f for _, f in batch.finished),  # type: ignore[list-item]
        *(f for _, _, f in batch.settled),  # type: ignore[list-item]
    ]
    for future in futures:
        if not future.done():
            future.set_exception(error)


def _resolve(future: asyncio.Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)
