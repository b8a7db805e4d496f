"""One update's turn: what it has loaded, what it will leave behind."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from telegram import Update

from bot.conversation import Talks
from storage.base import new_id
from storage.database import Transaction
from storage.inbox import Arrival
from storage.outbox import Lane, Outgoing
from storage.people import Person


@dataclass
class Turn:
    """One turn = one chat's place in its lane + one transaction. `person` is None for updates without a person."""

    bot_id: int
    arrivals: tuple[Arrival, ...]
    update: Update
    album: tuple[Update, ...]
    now: datetime
    person: Person | None
    language: str
    talks: Talks
    transaction: Transaction
    calls: list[Outgoing] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    failure: BaseException | None = None
    edited: bool = False
    started_job: bool = False

    @property
    def inbox_ids(self) -> tuple[int, ...]:
        """Return the inbox rows that this turn handles."""
        return tuple(arrival.id for arrival in self.arrivals)

    def owe(
        self,
        method: str,
        body: dict[str, Any],
        *,
        chat_id: int | None = None,
        lane: Lane = Lane.REPLY,
        **more: Any,
    ) -> None:
        """Add a call to the outbox of this turn. `body` is the call's parameters as JSON values."""
        to = chat_id if chat_id is not None else int(body.get("chat_id", self.arrivals[0].lane))
        self.calls.append(Outgoing(new_id(), self.bot_id, to, lane, method, orjson.dumps(body), self.now, **more))


_CURRENT: ContextVar[Turn] = ContextVar("turn")


def current_turn() -> Turn:
    """Return the turn under way; LookupError outside of one."""
    return _CURRENT.get()


def set_current_turn(turn: Turn) -> None:
    """Begin a turn in this task."""
    _CURRENT.set(turn)
