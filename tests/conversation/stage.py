"""A stage for conversation tests: updates go through the real turn on a real database, the clock is in the hand.

Only delivery is replaced: what would leave is checked against the Bot API's schema and kept per chat as a phone
would show it, so that a test reads messages and presses buttons by their labels. Files that people send lie in
`stage.files`; `await stage.work()` does the jobs that wait.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot.app import duties_due
from bot.commits import GroupCommit
from bot.feature import Feature
from bot.form.duties import due_source
from bot.intake.routing import album_of, lane_of
from bot.jobs.runner import JobRunner
from bot.jobs.work import Maker
from bot.texts import Texts
from bot.turn.assembly import assemble
from bot.turn.lanes import Lanes
from bot.turn.room import Room
from storage import anchors, inbox, jobs, outbox, restored
from storage.anchors import Anchor
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival
from storage.outbox import Outgoing
from tests.conversation.phones import Bubble, HandClock, Phones, plain
from tests.conversation.work import Bench, Cupboard

__all__ = ["BOT_ID", "LOCALES", "ME", "TOKEN", "Actor", "Bubble", "HandClock", "Phones", "Stage", "plain"]

LOCALES = Path(__file__).parents[2] / "locales"
BOT_ID = 4242
TOKEN = f"{BOT_ID}:{'A' * 35}"
ME = {"id": BOT_ID, "is_bot": True, "first_name": "Iskra", "username": "iskra_bot"}
CALLBACK_CHAT_INSTANCE = "1"


@functools.cache
def house_texts() -> Texts:
    """Return the house's texts, read once: reading them costs more than a whole conversation."""
    return Texts(LOCALES)


class Actor:
    """One person on the stage."""

    def __init__(self, stage: Stage, user_id: int, name: str = "Anna", language: str = "ru") -> None:
        self.stage, self.id = stage, user_id
        self.user = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
        self.chat = {"id": user_id, "type": "private", "first_name": name}

    @property
    def screen(self) -> Bubble:
        """The message that the bot sent or edited last."""
        return self.stage.phones.last[self.id]

    @property
    def bubbles(self) -> list[Bubble]:
        return self.stage.phones.chats[self.id]

    @property
    def toast(self) -> str:
        return str(self.stage.phones.answers[-1].get("text", ""))

    def message(self, **content: Any) -> dict[str, Any]:
        message = {
            "message_id": self.stage.next_message_id(),
            "date": int(self.stage.clock.now().timestamp()),
            "chat": self.chat,
            "from": self.user,
            **content,
        }
        text = content.get("text", "")
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message

    async def say(self, text: str) -> Bubble:
        return await self.does({"message": self.message(text=text)})

    async def sends(self, **content: Any) -> Bubble:
        return await self.does({"message": self.message(**content)})

    async def sends_document(
        self, name: str, content: bytes, mime: str = "application/octet-stream", **more: Any
    ) -> Bubble:
        return await self.sends(document=self.document(name, content, mime), **more)

    async def sends_photo(self, content: bytes, **more: Any) -> Bubble:
        return await self.sends(photo=self.photo(content), **more)

    def document(self, name: str, content: bytes, mime: str = "application/octet-stream") -> dict[str, Any]:
        """Lay a document where downloads find it; return it as a message carries it."""
        return {**self._laid(content), "file_name": name, "mime_type": mime}

    def photo(self, content: bytes) -> list[dict[str, Any]]:
        """Lay a photo where downloads find it; return its two sizes as a message carries them."""
        small = {"file_id": "thumbnail", "file_unique_id": "thumbnail", "file_size": 100, "width": 90, "height": 60}
        return [small, {**self._laid(content), "width": 1200, "height": 800}]

    def _laid(self, content: bytes) -> dict[str, Any]:
        file_id = f"file-{len(self.stage.files) + 1}"
        self.stage.files[file_id] = content
        return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(content)}

    async def shares_contact(self, phone: str, user_id: int | None = None) -> Bubble:
        contact = {"phone_number": phone, "first_name": "A", "user_id": user_id or self.id}
        return await self.sends(contact=contact)

    async def press(self, label: str, bubble: Bubble | None = None) -> Bubble:
        """Press the button whose label contains `label`, on the newest message that has one."""
        for shown in [bubble] if bubble else list(reversed(self.bubbles)):
            for name, data in shown.buttons:
                if label in name:
                    return await self.presses(data, shown.message_id)
        seen = [b.labels for b in self.bubbles[-3:]]
        raise AssertionError(f"no button {label!r} among {seen}; screen: {self.screen.text!r}")

    async def presses_in_menu(self, data: str) -> Bubble:
        """Press a button with this data, as it might stand on the person's menu."""
        await self.say("/menu")
        return await self.presses(data, self.screen.message_id)

    async def presses(self, data: str, message_id: int | None = None) -> Bubble:
        return await self.does({"callback_query": self.query(data, message_id)})

    def query(self, data: str, message_id: int | None = None) -> dict[str, Any]:
        bubble = next((b for b in self.bubbles if b.message_id == message_id), None)
        return {
            "id": str(new_id()),
            "from": self.user,
            "chat_instance": CALLBACK_CHAT_INSTANCE,
            "data": data,
            "message": {
                "message_id": message_id or self.stage.next_message_id(),
                "date": int(self.stage.clock.now().timestamp()),
                "chat": self.chat,
                "from": ME,
                ("caption" if bubble and "caption" in bubble.body else "text"): bubble.text if bubble else "old",
            },
        }

    async def does(self, update: dict[str, Any]) -> Bubble:
        await self.stage.play(update)
        return self.stage.phones.last.get(self.id) or Bubble(0, "", "")


class Stage:
    """The room, its phones and its clock."""

    def __init__(self, database: Database, now: datetime, content: Any = None, texts: Texts | None = None) -> None:
        self.database, self.clock, self.content = database, HandClock(now), content
        self.phones = Phones(self.clock)
        self.texts = texts or house_texts()
        self.cupboard = Cupboard()
        self.files = self.cupboard.files
        self.workshop: Maker = Bench()
        self._updates = itertools.count(1)
        self._messages = itertools.count(1)
        self._furnish({})

    def _furnish(self, settings: Mapping[str, Any]) -> None:
        self.commits = GroupCommit(self.database)
        self.room = Room(
            BOT_ID,
            self.database,
            self.commits,
            self.clock,
            self.texts,
            self.phones,
            lambda: self.content,
            {},
            operator_chat_id=None,
            retry_after_s=(0.0,),
            settings=settings,
        )
        self.lanes = Lanes(self.room.take, album_gap_s=0.02)

    async def open(self, features: Sequence[Feature]) -> Stage:
        await self.commits.start()
        self.forms = await assemble(self.room, features, TOKEN, ME)
        self.due = [due_source(self.room, self.forms), duties_due(self.room, features)]
        self.runner = JobRunner(self.room, self.cupboard, self.workshop, self.lanes.accept)
        return self

    async def close(self) -> None:
        await self.runner.stop()
        await self.lanes.stop(5)
        await self.commits.stop()

    async def restart(self, features: Sequence[Feature]) -> None:
        """Begin anew over the same database, as a new process does: only the phones and the clock go on."""
        await self.close()
        self._furnish(self.room.settings)
        self.room.restored = await self.database.read(restored.read)
        await self.open(features)
        self.lanes.accept(await self.database.read(inbox.waiting, BOT_ID))
        await self.lanes.idle()

    def next_message_id(self) -> int:
        return next(self._messages)

    def arrival(self, update: dict[str, Any]) -> Arrival:
        update = {"update_id": next(self._updates), **update}
        return Arrival(
            new_id(),
            BOT_ID,
            update["update_id"],
            lane_of(update),
            album_of(update),
            orjson.dumps(update),
            self.clock.now(),
        )

    async def play(self, *updates: dict[str, Any]) -> None:
        """Hand updates over as Telegram does in one batch, and wait until all are done."""
        arrivals = [self.arrival(update) for update in updates]
        new = await self.commits.store(arrivals)
        self.lanes.accept([a for a in arrivals if a.id in new])
        await self.lanes.idle()

    async def work(self) -> None:
        """Do the jobs that are due, and play what they bring, until nothing of either is left."""
        while await self.database.read(jobs.due, BOT_ID, self.clock.now(), (), 1):
            await self.runner.idle()
            await self.lanes.idle()

    async def pass_until(self, moment: datetime) -> None:
        """Let time pass, moment by moment, until `moment`."""
        await self.pass_time(seconds=(moment - self.clock.now()).total_seconds())

    async def pass_time(self, **by: float) -> None:
        """Move the clock and play what becomes due, moment by moment."""
        self.clock.forward(**by)
        await self.database.run(anchors.put, [Anchor(BOT_ID, name, *at) for name, at in self.phones.anchors.items()])
        for source in self.due:
            while (moment := await source.next_due()) is not None and moment <= self.clock.now():
                await source.run(moment)
        self.phones.release()

    async def owed(self) -> list[Outgoing]:
        return await self.database.read(outbox.owed, BOT_ID, self.clock.now())
