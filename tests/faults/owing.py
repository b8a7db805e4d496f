"""Notices that Iskra owes, put beside a running bot as a feature would: held back until their moment has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.client import ChatClient, ControlClient
from sandbox.testing import TOKEN_BOT_ID
from storage import outbox
from storage.base import new_id
from storage.outbox import Lane, OutboxRow, Outgoing
from tests.e2e.house import Bot
from tests.faults.conftest import Scene

# The clock of the bot is behind the sandbox's by up to a quarter of a second.
SOON = timedelta(seconds=2)
Entry = dict[str, Any]


@dataclass(frozen=True)
class Notice:
    """What a chat is to be told, and how long from now."""

    chat_id: int
    text: str
    after: timedelta = SOON


async def owe(scene: Scene, notices: Iterable[Notice]) -> None:
    """Owe notices; a running bot finds them when their moment comes."""
    now = await scene.control.now()
    async with scene.bot.opened() as database:
        await database.run(outbox.add, [_outgoing(one, now) for one in notices])


def _outgoing(notice: Notice, now: datetime) -> Outgoing:
    body = orjson.dumps({"chat_id": notice.chat_id, "text": notice.text})
    due = now + notice.after
    return Outgoing(new_id(), TOKEN_BOT_ID, notice.chat_id, Lane.NOTICE, "sendMessage", body, now, not_before=due)


async def fates(bot: Bot) -> dict[int, list[tuple[str, str | None]]]:
    """Return what became of every call owed, in the order of their making, by chat."""
    return await bot.look(_fates)


def _fates(session: Session) -> dict[int, list[tuple[str, str | None]]]:
    found: defaultdict[int, list[tuple[str, str | None]]] = defaultdict(list)
    columns = (OutboxRow.chat_id, OutboxRow.state, OutboxRow.error)
    for chat_id, state, error in session.execute(select(*columns).order_by(OutboxRow.id)):
        found[chat_id].append((str(state), error))
    return dict(found)


async def arrived(control: ControlClient, after: int = 0) -> dict[int, list[str]]:
    """Return the texts that reached each chat, in order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for call in await control.calls("sendMessage", after):
        if call["ok"]:
            found[call["chat_id"]].append(call["params"]["text"])
    return dict(found)


async def met(control: ControlClient, ids: Sequence[int]) -> list[ChatClient]:
    """Let people press Start; return their chats when each has its answer."""
    chats = []
    for person_id in ids:
        await control.add_person(f"Человек {person_id}", id=person_id, language_code="ru")
        chats.append(control.chat(person_id, TOKEN_BOT_ID))
        await chats[-1].start()
    for chat in chats:
        await chat.wait_for("Кто вы?")
    return chats
