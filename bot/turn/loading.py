"""Loading what a turn needs together with its neighbours': one visit to the database for all that wait."""

from __future__ import annotations

import asyncio

from sqlalchemy.orm import Session

from storage import conversations, people
from storage.conversations import ChatPerson, Conversation
from storage.database import Database
from storage.people import Person
from storage.values import value


@value
class Loaded:
    """What is known of one (chat, person) before a turn. `person` is None at first sight."""

    person: Person | None
    conversations: list[Conversation]


class Loader:
    """Gathers requests that come while the database is being asked, and asks once for all of them."""

    def __init__(self, database: Database, bot_id: int) -> None:
        self._database = database
        self._bot_id = bot_id
        self._waiting: dict[ChatPerson, list[asyncio.Future[Loaded]]] = {}
        self._task: asyncio.Task[None] | None = None

    async def load(self, chat_id: int, user_id: int) -> Loaded:
        """Return what is known of a person in a chat."""
        future: asyncio.Future[Loaded] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault((chat_id, user_id), []).append(future)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="loader")
        return await future

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, {}
            try:
                found = await self._database.read(_load, self._bot_id, list(batch))
            except Exception as error:  # handed to every turn that waits, each counts its own attempt
                for futures in batch.values():
                    for future in futures:
                        if not future.done():
                            future.set_exception(error)
                continue
            for key, futures in batch.items():
                for future in futures:
                    if not future.done():
                        future.set_result(found[key])


def _load(session: Session, bot_id: int, keys: list[ChatPerson]) -> dict[ChatPerson, Loaded]:
    rows = conversations.load(session, bot_id, keys)
    known = people.by_telegram_ids(session, [user_id for _, user_id in keys])
    return {key: Loaded(known.get(key[1]), rows[key]) for key in keys}
