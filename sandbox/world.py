"""The state of the sandbox: everything in memory, every change written through before anybody hears of it."""

import shutil
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from sandbox.clock import VirtualClock
from sandbox.errors import ControlError
from sandbox.events import EventHub
from sandbox.model import Bot, Callback, Chat, File, Json, Message, Person, Webhook
from sandbox.record import Record
from sandbox.settings import SandboxSettings
from sandbox.store import Store

_FIRST_PERSON = 100_001
_FIRST_GROUP = -4_000_001
_FIRST_SUPERGROUP = -1_001_000_000_001
# A restart leaves a gap in the versions, so that a page which missed events knows it.
_RESTART_GAP = 1000
# Update ids count from seconds since then: they fit 32 bits, and a new state begins above an older one.
_EPOCH = 1_600_000_000


class World:
    """People, bots, chats, messages, files, the clock, the record and the events.

    Whoever changes something calls `save_*` or `forget`, and `commit` once at the end, without an `await` between.
    """

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.store = Store(settings.state_dir)
        self.clock = VirtualClock(settings.start_at, settings.rate)
        self.events = EventHub()
        self.record = Record(self.store, self.clock)
        self._counter = 0
        self._update_floor = 0
        self._reset_memory()
        self._changes: dict[tuple[str, str], Callable[[], Any] | None] = {}
        self._load()

    def _reset_memory(self) -> None:
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.chats: dict[str, Chat] = {}
        self.files: dict[str, File] = {}
        self.callbacks: OrderedDict[str, Callback] = OrderedDict()
        self.updates: dict[int, dict[int, Json]] = {}  # by bot and update_id, not confirmed yet
        self.faults: Json = {}  # as `sandbox.faults` keeps them
        self.cast: Json = {"title": None, "notice": None, "clicks": []}
        self.unsupported: dict[str, int] = {}
        self._bytes: dict[str, bytes] = {}

    # --- loading and saving -------------------------------------------------------------------------

    def _load(self) -> None:
        meta = dict(self.store.load("meta"))
        self.is_new = not meta
        if "clock" in meta:
            self.clock.restore(meta["clock"])
        self.events.version = meta.get("version", 0) + (_RESTART_GAP if meta else 0)
        self._counter = meta.get("counter", 0)
        self.cast = meta.get("cast", self.cast)
        self.faults = meta.get("faults", {})
        self.unsupported = meta.get("unsupported", {})
        self.people = {person.id: person for person in (Person(**p) for _, p in self.store.load("person"))}
        for _, saved in self.store.load("bot"):
            webhook = saved.pop("webhook")
            bot = Bot(**saved, webhook=Webhook(**webhook) if webhook else None)
            self.bots[bot.id] = bot
            self.updates[bot.id] = {}
        for _, saved in self.store.load("chat"):
            saved["members"] = {int(member): status for member, status in saved["members"].items()}
            chat = Chat(**saved)
            self.chats[chat.key] = chat
        messages = [(key.rsplit(":", 1)[0], Message(**saved)) for key, saved in self.store.load("message")]
        for key, message in sorted(messages, key=lambda item: item[1].id):
            self.chats[key].messages[message.id] = message
        for key, saved in self.store.load("file"):
            saved["opened"] = {int(bot_id): at for bot_id, at in saved.get("opened", {}).items()}
            self.files[key] = File(**saved)
        callbacks = sorted((Callback(**saved) for _, saved in self.store.load("callback")), key=lambda c: int(c.id))
        self.callbacks = OrderedDict((callback.id, callback) for callback in callbacks)
        updates = sorted(((key, update) for key, update in self.store.load("update")), key=lambda u: u[1]["update_id"])
        for key, update in updates:
            self.updates[int(key.split(":")[0])][update["update_id"]] = update

    def save_person(self, person: Person) -> None:
        """Mark a person as changed."""
        self._changes["person", str(person.id)] = lambda: person

    def save_bot(self, bot: Bot) -> None:
        """Mark a bot as changed."""
        self._changes["bot", str(bot.id)] = lambda: bot

    def save_chat(self, chat: Chat) -> None:
        """Mark a chat as changed (not its messages)."""
        self._changes["chat", chat.key] = chat.dump

    def save_message(self, chat: Chat, message: Message) -> None:
        """Mark a message as new or changed."""
        self._changes["message", f"{chat.key}:{message.id}"] = lambda: message

    def save_file(self, file: File) -> None:
        """Mark a file as new or opened."""
        self._changes["file", file.id] = lambda: file

    def save_callback(self, callback: Callback) -> None:
        """Mark a callback query as new or changed."""
        self._changes["callback", callback.id] = lambda: callback

    def save_update(self, bot: Bot, update: Json) -> None:
        """Mark an update as waiting."""
        self._changes["update", f"{bot.id}:{update['update_id']}"] = lambda: update

    def forget(self, kind: str, key: str) -> None:
        """Mark an object as gone."""
        self._changes[kind, key] = None

    def keep_clock(self) -> None:
        """Write the clock down before somebody is told the time, so that it never goes back."""
        self._changes["meta", "clock"] = self.clock.dump
        self.commit()

    def commit(self) -> None:
        """Write what changed in one transaction, then let everybody hear the events."""
        entries = self.record.take()
        if self._changes or entries:
            meta = self._meta()
            changes = {
                key: None if dump is None else orjson.dumps(dump(), option=orjson.OPT_NON_STR_KEYS)
                for key, dump in self._changes.items()
            }
            changes |= {("meta", name): orjson.dumps(value) for name, value in meta.items()}
            self._changes.clear()
            self.store.write(changes, entries)
        self.events.release()

    def _meta(self) -> Json:
        meta: Json = {"version": self.events.version, "clock": self.clock.dump(), "counter": self._counter}
        if self.is_new or self._changes.pop(("meta", "settings"), None):
            self.is_new = False
            meta |= {"cast": self.cast, "faults": self.faults, "unsupported": self.unsupported}
        return meta

    def save_settings(self) -> None:
        """Mark faults, cast and counts of unsupported methods as changed."""
        self._changes["meta", "settings"] = lambda: True

    def reset(self) -> None:
        """Forget everything; ids go on counting, and events tell pages to load anew."""
        version = self.events.version
        self._update_floor = max([self._update_floor, *(bot.next_update_id for bot in self.bots.values())])
        self._changes.clear()
        self.store.clear()
        if self.settings.state_dir is not None:
            shutil.rmtree(self.settings.state_dir / "files", ignore_errors=True)
        self.record.reset()
        self._reset_memory()
        self.clock = self.record.clock = VirtualClock(self.settings.start_at, self.settings.rate)
        self.events.version = version
        self.save_settings()
        self.events.publish("reset")
        self.commit()

    # --- looking up and making ----------------------------------------------------------------------

    def number(self) -> int:
        """Return a number that was never given before."""
        self._counter += 1
        return self._counter

    def person(self, person_id: int) -> Person:
        """Return a person, removed ones too; raise `ControlError` 404."""
        try:
            return self.people[person_id]
        except KeyError:
            raise ControlError(404, f"no person {person_id}") from None

    def bot(self, bot_id: int) -> Bot:
        """Return a bot; raise `ControlError` 404."""
        try:
            return self.bots[bot_id]
        except KeyError:
            raise ControlError(404, f"no bot {bot_id}") from None

    def bot_of_token(self, bot_id: int) -> Bot:
        """Return the bot with this id; its first call makes it."""
        bot = self.bots.get(bot_id)
        if bot is None:
            bot = self.add_bot(bot_id, f"Bot {bot_id}", f"sandbox_{bot_id}_bot")
        return bot

    def add_bot(self, bot_id: int, first_name: str, username: str) -> Bot:
        """Create a bot."""
        bot = self.bots[bot_id] = Bot(bot_id, first_name, username, next_update_id=self._first_update_id())
        self.updates[bot_id] = {}
        self.save_bot(bot)
        self.events.publish("bot", bot_id=bot_id)
        return bot

    def _first_update_id(self) -> int:
        """Return an id above all that an earlier sandbox gave to the same bot, as bots remember what they had."""
        return max([int(time.time()) - _EPOCH, self._update_floor])

    def add_person(self, fields: Json) -> Person:
        """Create a person; without an id they get the next free one. `ControlError` 409 when the id is taken."""
        person_id = fields.pop("id", None)
        if person_id is None:
            person_id = max([_FIRST_PERSON - 1, *self.people]) + 1
        if person_id in self.people or person_id in self.bots:
            raise ControlError(409, f"id {person_id} is taken")
        person = self.people[person_id] = Person(person_id, **fields)
        self.save_person(person)
        self.events.publish("person", person=person.public())
        return person

    def add_group(self, title: str, kind: str, members: dict[int, str], username: str | None) -> Chat:
        """Create a group, supergroup or channel."""
        first = _FIRST_GROUP if kind == "group" else _FIRST_SUPERGROUP
        taken = [c.id for c in self.chats.values() if c.id < 0 and (c.type == "group") == (kind == "group")]
        chat = Chat(min([first + 1, *taken]) - 1, kind, title=title, username=username, members=members)
        self.chats[chat.key] = chat
        self.save_chat(chat)
        return chat

    def private_chat(self, bot_id: int, person_id: int) -> Chat:
        """Return the chat of a bot with a person, which is made at the first look."""
        key = f"{person_id}:{bot_id}"
        chat = self.chats.get(key)
        if chat is None:
            self.bot(bot_id)
            self.person(person_id)
            chat = self.chats[key] = Chat(person_id, "private", bot_id)
        return chat

    def chat(self, chat_id: int, bot_id: int) -> Chat:
        """Return a chat as the control API names it; raise `ControlError` 404."""
        if chat_id > 0:
            return self.private_chat(bot_id, chat_id)
        try:
            return self.chats[f"{chat_id}:0"]
        except KeyError:
            raise ControlError(404, f"no chat {chat_id}") from None

    def chat_object(self, chat: Chat) -> Json:
        """Return the Bot API Chat."""
        if not chat.is_private:
            shown = {"id": chat.id, "type": chat.type, "title": chat.title}
            return {**shown, "username": chat.username} if chat.username else shown
        person = self.people[chat.id]
        optional = {"last_name": person.last_name, "username": person.username}
        named = {key: value for key, value in optional.items() if value}
        return {"id": chat.id, "type": "private", "first_name": person.first_name, **named}

    # --- bytes --------------------------------------------------------------------------------------

    def put_bytes(self, unique_id: str, data: bytes) -> None:
        """Keep the bytes of a file."""
        if self.settings.state_dir is None:
            self._bytes[unique_id] = data
            return
        path = self._file_path(unique_id)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def get_bytes(self, file: File) -> bytes:
        """Return the bytes of a file."""
        if self.settings.state_dir is None:
            return self._bytes[file.unique_id]
        return self._file_path(file.unique_id).read_bytes()

    def _file_path(self, unique_id: str) -> Path:
        assert self.settings.state_dir is not None
        return self.settings.state_dir / "files" / unique_id
