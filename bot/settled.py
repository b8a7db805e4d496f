"""Takes up what operators had done again, in this process or in another beside it: within about a second, once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.clock import AT_ONCE, DueSource
from storage import settling
from storage.inbox import Arrival
from storage.outbox import Outgoing

if TYPE_CHECKING:
    from bot.turn.room import Room

T = TypeVar("T", Outgoing, Arrival)
Taken = tuple[str, int, datetime]  # a row, and when it was settled: settled once more it is another one


class Delivering(Protocol):
    """Where messages go that are owed again."""

    def offer(self, calls: Sequence[Outgoing]) -> None:
        """Take calls that are owed now."""
        ...

    def holds(self, call_id: int) -> bool:
        """Whether a call is under way or waits in memory."""
        ...


class Turning(Protocol):
    """Where updates go whose turn comes again."""

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Take updates in the order of their arrival."""
        ...

    def holds(self, arrival_id: int) -> bool:
        """Whether an update waits, or has its turn just now."""
        ...


class Settled:
    """Looks whether something was settled, and hands it over.

    A row may still be under way in memory when the database says that it was settled: then it is handed over at a
    later look. Each is handed over once: a look may be older than what has become of the row since.
    """

    def __init__(self, room: Room, delivery: Delivering, lanes: Turning) -> None:
        self._room, self._delivery, self._lanes = room, delivery, lanes
        self._generation: int | None = None
        self._taken: set[Taken] = set()
        self._left = False  # the last look has left some for a later one

    def due_source(self) -> DueSource:
        """Return what the clock asks every second."""
        return DueSource("settled", self._next_due, self._run)

    async def _next_due(self) -> datetime | None:
        generation = await self._room.database.read(settling.generation)
        if generation == self._generation and not self._left:
            return None
        return AT_ONCE

    async def _run(self, _now: datetime) -> int:
        database, bot_id = self._room.database, self._room.bot_id
        generation = await database.read(settling.generation)
        calls = await database.read(settling.sent_again, bot_id)
        updates = await database.read(settling.replayed, bot_id)
        fresh_calls = self._fresh("call", calls, self._delivery.holds)
        fresh_updates = self._fresh("update", updates, self._lanes.holds)
        waiting = {("call", one.id, at) for at, one in calls} | {("update", one.id, at) for at, one in updates}
        self._taken &= waiting
        self._generation = generation
        self._left = bool(waiting - self._taken) or len(calls) == settling.MOST_AT_ONCE
        self._delivery.offer(fresh_calls)
        self._lanes.accept(fresh_updates)
        return 0 if self._left else 1

    def _fresh(self, sort: str, rows: Sequence[tuple[datetime, T]], holds: Callable[[int], bool]) -> list[T]:
        fresh = [(at, one) for at, one in rows if (sort, one.id, at) not in self._taken and not holds(one.id)]
        self._taken.update((sort, one.id, at) for at, one in fresh)
        return [one for _, one in fresh]
