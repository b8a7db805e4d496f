"""Conversations: python-telegram-bot's own handler, its state kept with the turn in the database."""

from __future__ import annotations

from collections.abc import Container, Iterator, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import orjson
from telegram.ext import ConversationHandler

from storage.conversations import Conversation

Key = tuple[int | str, ...]
UNKNOWN_STATE = "?"


@dataclass
class Talk:
    """One person's place in one form, as a turn changes it. `state=None` means that the form is not open."""

    name: str
    state: str | None = None
    active: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None


class Talks:
    """Everything one person has open in one chat. At most one talk is *active*: texts go there and nowhere else."""

    def __init__(self, bot_id: int, chat_id: int, user_id: int, rows: list[Conversation]) -> None:
        self._key = (bot_id, chat_id, user_id)
        self._rows = {row.name: row for row in rows}
        self._talks = {row.name: _talk(row) for row in rows}

    @property
    def active(self) -> Talk | None:
        """Return the talk that texts belong to now."""
        return next((talk for talk in self._talks.values() if talk.active and talk.state is not None), None)

    def get(self, name: str) -> Talk | None:
        """Return an open talk, active or suspended."""
        talk = self._talks.get(name)
        return talk if talk is not None and talk.state is not None else None

    def suspended(self) -> list[Talk]:
        """Return the talks that were left and can be continued."""
        return [talk for talk in self._talks.values() if talk.state is not None and not talk.active]

    def activate(self, name: str, state: str) -> Talk:
        """Make a talk the active one (beginning it where it is not open), and suspend any other."""
        self.suspend()
        talk = self._talks.setdefault(name, Talk(name))
        talk.state, talk.active = state, True
        return talk

    def suspend(self) -> None:
        """Leave the active talk as it is: its answers stay, texts no longer go there."""
        for talk in self._talks.values():
            talk.active = False

    def end(self, name: str) -> None:
        """Close a talk and forget its answers."""
        if name in self._talks:
            self._talks[name] = Talk(name)

    def restore(self) -> None:
        """Take back everything since the turn began."""
        self._talks = {row.name: _talk(row) for row in self._rows.values()}

    def changed(self, now: datetime) -> tuple[Conversation, ...]:
        """Return the rows to write: those that differ from what was loaded."""
        changed = []
        for name, talk in self._talks.items():
            row = self._rows.get(name)
            data = orjson.dumps(talk.data, option=orjson.OPT_SORT_KEYS) if talk.state is not None else b""
            written = Conversation(
                *self._key, name, talk.state, talk.active, data, row.version if row else 0, now, talk.due_at
            )
            if row is None or replace(written, updated_at=row.updated_at) != row:
                changed.append(written)
        return tuple(changed)


class _TurnStates(MutableMapping[Key, object]):
    """The mapping that python-telegram-bot keeps its states in, reading and writing the current turn's talks."""

    def __init__(self, name: str, known: Container[object]) -> None:
        self._name, self._known = name, known

    def __getitem__(self, key: Key) -> object:
        talk = current_talks().active
        if talk is None or talk.name != self._name:
            raise KeyError(key)
        # A state that a release renamed or removed still belongs to this conversation, which mends it.
        return talk.state if talk.state in self._known else UNKNOWN_STATE

    def __setitem__(self, key: Key, state: object) -> None:
        current_talks().activate(self._name, str(state))

    def __delitem__(self, key: Key) -> None:
        current_talks().end(self._name)

    def __iter__(self) -> Iterator[Key]:
        return iter(())

    def __len__(self) -> int:
        return 0


class DatabaseConversation(ConversationHandler[Any]):
    """A conversation whose `_conversations` is the current turn's: loaded before it, saved at its commit."""

    @property
    def _conversations(self) -> MutableMapping[Key, object]:
        return _TurnStates(self.name or "", self.states)

    @_conversations.setter
    def _conversations(self, _ignored: object) -> None:
        return None  # the library's own dictionary is never used


_TALKS: ContextVar[Talks] = ContextVar("talks")


def current_talks() -> Talks:
    """Return the talks of the turn under way."""
    return _TALKS.get()


def set_current_talks(talks: Talks) -> None:
    """Tell the library's handlers whose turn it is."""
    _TALKS.set(talks)


def _talk(row: Conversation) -> Talk:
    return Talk(row.name, row.state, row.active, orjson.loads(row.data) if row.data else {}, row.due_at)
