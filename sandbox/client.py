"""A small client of the control API, for tests, the demo and tools.

One `ControlClient` talks to one sandbox; `client.chat(person, bot)` is the chat of a person with a bot, where most
of the work is done:

    async with ControlClient("http://127.0.0.1:8900") as sandbox:
        person = await sandbox.add_person("Anna", language_code="ru")
        chat = sandbox.chat(person["id"], bot_id)
        answer = await chat.ask("/start")         # sends and returns the first message of the bot after it
        await chat.press("Apply")                 # the button with this label, inline or under the chat
        edited = await chat.wait_for("Step 1")    # until a message of the bot, new or edited, holds this text

Everything is returned as the JSON objects described in `sandbox/CONTROL.md`: a message is the Bot API Message with
`out`, `html` and `version`. Virtual time only moves by itself and by `advance`; timeouts are in real seconds.
"""

import asyncio
import io
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

Json = dict[str, Any]
Message = dict[str, Any]

_WAIT_S = 10.0


class ControlFailed(Exception):
    """The sandbox refused a control call; `status` is the HTTP status, the text is its reason."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status
        self.message = message


class NoAnswer(AssertionError):
    """The bot did not answer in time; the text shows the end of the chat."""


class ControlClient:
    """Drives one sandbox through its control API."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connections."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """Call /control`path`; raise `ControlFailed` for a refusal. A `FormData` body is sent as a form."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        params = {name: str(value) for name, value in query.items() if value is not None}
        if body is not None and not isinstance(body, aiohttp.FormData):
            body = orjson.dumps(body)
        async with self._session.request(verb, f"{self.url}/control{path}", data=body, params=params) as answer:
            data = await answer.read()
            if answer.status >= 400:
                try:
                    message = orjson.loads(data)["error"]
                except (orjson.JSONDecodeError, KeyError, TypeError):
                    message = data.decode("utf-8", "replace")
                raise ControlFailed(answer.status, message)
            return orjson.loads(data) if answer.content_type == "application/json" else data

    # --- the whole sandbox --------------------------------------------------------------------------

    async def state(self) -> Json:
        """Return `{bots, people, chats, clock, faults, cast, unsupported, version}`."""
        return dict(await self.call("GET", "/state"))

    async def ready(self, timeout_s: float = 10) -> None:
        """Wait until the sandbox answers; raise `TimeoutError`."""
        until = time.monotonic() + timeout_s
        while True:
            try:
                await self.state()
            except aiohttp.ClientError:
                if time.monotonic() > until:
                    raise TimeoutError(f"no sandbox at {self.url}") from None
                await asyncio.sleep(0.05)
            else:
                return

    async def bot_online(self, bot_id: int, timeout_s: float = _WAIT_S) -> Json:
        """Wait until the bot polls, or has a webhook that takes updates; return the Bot."""
        until = time.monotonic() + timeout_s
        while True:
            bots = (await self.state())["bots"]
            for bot in bots:
                if bot["id"] == bot_id and bot["online"]:
                    return dict(bot)
            if time.monotonic() > until:
                raise NoAnswer(f"bot {bot_id} is not online; known: {[(b['id'], b['online']) for b in bots]}")
            await asyncio.sleep(0.05)

    async def reset(self) -> None:
        """Forget everything and create the cast anew."""
        await self.call("POST", "/reset")

    async def people(self) -> list[Json]:
        """Return everybody who was not removed."""
        return list((await self.state())["people"])

    async def add_person(self, first_name: str, **fields: Any) -> Json:
        """Create a person: `last_name, username, language_code, id, note, hints`; return the Person."""
        return dict(await self.call("POST", "/people", {"first_name": first_name, **fields}))

    async def change_person(self, person_id: int, **fields: Any) -> Json:
        """Change names or `language_code` of a person."""
        return dict(await self.call("PATCH", f"/people/{person_id}", fields))

    async def remove_person(self, person_id: int) -> None:
        """Remove a person; bots that write to them get 403 `user is deactivated`."""
        await self.call("DELETE", f"/people/{person_id}")

    async def add_group(
        self, title: str, members: Iterable[int], admins: Iterable[int] = (), kind: str = "supergroup"
    ) -> Json:
        """Create a group, supergroup or channel with people and bots by id; return the Chat."""
        body = {"title": title, "type": kind, "members": list(members), "admins": list(admins)}
        return dict(await self.call("POST", "/groups", body))

    async def set_member(self, chat_id: int, user_id: int, status: str) -> None:
        """Make a person or bot member, administrator, left or kicked in a group."""
        await self.call("PUT", f"/groups/{chat_id}/members/{user_id}", {"status": status})

    async def forge(self, bot_id: int, update: Json) -> int:
        """Send any update object, without update_id, to a bot; return the update_id it got."""
        return int((await self.call("POST", f"/bots/{bot_id}/updates", update))["update_id"])

    def chat(self, chat_id: int, bot_id: int, person_id: int | None = None) -> "ChatClient":
        """Return the chat of a bot; in a group `person_id` is who acts."""
        return ChatClient(self, chat_id, bot_id, person_id)

    # --- clock, faults, record ----------------------------------------------------------------------

    async def clock(self) -> Json:
        """Return `{now, rate}` of the virtual clock."""
        return dict(await self.call("GET", "/clock"))

    async def now(self) -> datetime:
        """Return the virtual moment, aware."""
        return datetime.fromisoformat((await self.clock())["now"])

    async def advance(self, seconds: float) -> Json:
        """Jump forward; return the clock."""
        return dict(await self.call("POST", "/clock", {"advance_s": seconds}))

    async def move_to(self, moment: datetime) -> Json:
        """Jump forward to an aware moment; return the clock."""
        return dict(await self.call("POST", "/clock", {"to": moment.isoformat()}))

    async def set_rate(self, rate: float) -> Json:
        """Run `rate` virtual seconds in a real one; 0 stops the clock."""
        return dict(await self.call("POST", "/clock", {"rate": rate}))

    async def faults(self, **values: Any) -> Json:
        """Change the named faults (see CONTROL.md) and return all of them; without names only return them."""
        return dict(await self.call("PUT", "/faults", values) if values else await self.call("GET", "/faults"))

    async def record(self, after: int = 0, kind: str | None = None) -> list[Json]:
        """Return the whole record after entry `after`; `kind` names one kind or several with commas."""
        entries: list[Json] = []
        while True:
            page = await self.call("GET", "/record", after=after, kind=kind)
            entries += page
            if len(page) < 10_000:
                return entries
            after = page[-1]["n"]

    async def calls(self, method: str | None = None, after: int = 0) -> list[Json]:
        """Return the bots' API calls, all or those of one method."""
        entries = await self.record(after, "call")
        return [entry for entry in entries if method is None or entry["method"] == method]

    async def file(self, file_id: str) -> bytes:
        """Return the bytes of a file."""
        return bytes(await self.call("GET", f"/files/{file_id}"))

    async def events(self, after: int | None = None) -> AsyncIterator[Json]:
        """Yield server-sent events after version `after`, from now on without it."""
        query = {} if after is None else {"after": str(after)}
        timeout = aiohttp.ClientTimeout(total=None, sock_read=None)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{self.url}/control/events", params=query) as answer,
        ):
            async for line in answer.content:
                if line.startswith(b"data: "):
                    yield orjson.loads(line[6:])


class ChatClient:
    """One chat with a bot, played by one person."""

    def __init__(self, client: ControlClient, chat_id: int, bot_id: int, person_id: int | None) -> None:
        self.client = client
        self.chat_id = chat_id
        self.bot_id = bot_id
        self.person_id = person_id
        self._path = f"/chats/{chat_id}/{bot_id}"

    async def _do(self, what: str, **body: Any) -> Any:
        given = {name: value for name, value in body.items() if value is not None}
        if self.person_id is not None:
            given.setdefault("person", self.person_id)
        return await self.client.call("POST", f"{self._path}/{what}", given)

    # --- what the person does -----------------------------------------------------------------------

    async def send(self, text: str, **fields: Any) -> Message:
        """Send a text (`reply_to_message_id`, `forward`, `entities`); return the person's Message."""
        return dict(await self._do("send", text=text, **fields))

    async def start(self, payload: str = "") -> Message:
        """Open the bot as a link `?start=payload` does; unblocks it."""
        return dict(await self._do("start", payload=payload))

    async def press(self, label: str, message_id: int | None = None, person: int | None = None) -> Json:
        """Press the button with this label: the newest inline one, else the one under the chat.

        Return `{callback_query_id}`, `{message}` (a reply keyboard or a contact) or `{url}`. `ControlFailed` 404
        lists the labels there are. `person` lets somebody else press.
        """
        return dict(await self._do("press", label=label, message_id=message_id, person=person))

    async def press_at(self, message_id: int, row: int, column: int) -> Json:
        """Press an inline button by its place."""
        return dict(await self._do("press", message_id=message_id, row=row, column=column))

    async def forge_press(self, message_id: int, data: str, person: int | None = None) -> Json:
        """Send callback data that need not stand on any button."""
        return dict(await self._do("press", message_id=message_id, data=data, person=person))

    async def contact(self, phone_number: str | None = None, first_name: str | None = None, **fields: Any) -> Message:
        """Share the person's own contact, or with `first_name` somebody's; return the person's Message."""
        own = first_name is None
        return dict(
            await self._do("contact", own=own or None, phone_number=phone_number, first_name=first_name, **fields)
        )

    async def upload(
        self, *files: tuple[str, bytes], kind: str = "document", caption: str = "", album: bool = True
    ) -> list[Message]:
        """Send files (name, bytes) as photo, document, voice or sticker; several make an album."""
        form = aiohttp.FormData({"kind": kind, "caption": caption, "album": str(album).lower()}, quote_fields=False)
        if self.person_id is not None:
            form.add_field("person", str(self.person_id))
        for name, data in files:
            form.add_field("file", io.BytesIO(data), filename=name)
        return list((await self.client.call("POST", f"{self._path}/upload", form))["messages"])

    async def edit(self, message_id: int, text: str) -> Message:
        """Change the person's own message."""
        return dict(await self._do("edit", message_id=message_id, text=text))

    async def delete(self, message_id: int) -> None:
        """Take a message away; bots are told nothing, as at Telegram."""
        await self._do("delete", message_id=message_id)

    async def block(self) -> None:
        """Block the bot."""
        await self._do("block")

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self._do("unblock")

    # --- what the person sees -----------------------------------------------------------------------

    async def view(self) -> Json:
        """Return the ChatView: messages, reply_keyboard, commands, pinned_message_id, typing and more."""
        return dict(await self.client.call("GET", self._path, person=self.person_id))

    async def messages(self) -> list[Message]:
        """Return all messages, oldest first."""
        return list((await self.view())["messages"])

    async def last(self) -> Message:
        """Return the latest message of the bot; raise `NoAnswer` when there is none."""
        for message in reversed(await self.messages()):
            if not message["out"]:
                return message
        raise NoAnswer("the bot wrote nothing in this chat")

    async def wait(
        self,
        after: int = 0,
        *,
        after_version: int | None = None,
        timeout_s: float = _WAIT_S,
        settle_ms: int = 0,
    ) -> list[Message]:
        """Return the bot's messages with an id above `after` and edits newer than `after_version`, once there are any.

        `settle_ms` waits on until nothing more came for so long. Empty after `timeout_s`.
        """
        query = {"after": after, "after_version": after_version, "timeout": timeout_s, "settle_ms": settle_ms}
        return list((await self.client.call("GET", f"{self._path}/wait", **query))["messages"])

    async def ask(self, text: str, *, timeout_s: float = _WAIT_S) -> Message:
        """Send a text and return the bot's first new message after it; raise `NoAnswer`."""
        sent = await self.send(text)
        return await self._first_after(sent, timeout_s)

    async def ask_start(self, payload: str = "", *, timeout_s: float = _WAIT_S) -> Message:
        """Open the bot by a link and return its first message; raise `NoAnswer`."""
        sent = await self.start(payload)
        return await self._first_after(sent, timeout_s)

    async def _first_after(self, sent: Message, timeout_s: float) -> Message:
        found = await self.wait(sent["message_id"], timeout_s=timeout_s)
        if not found:
            raise NoAnswer(f"no answer to {sent.get('text')!r}\n{await self._tail()}")
        return found[0]

    async def press_and_wait(self, label: str, message_id: int | None = None, *, timeout_s: float = _WAIT_S) -> Message:
        """Press a button and return the first message that the bot wrote or edited because of it."""
        version = (await self.client.state())["version"]
        await self.press(label, message_id)
        found = await self.wait(2**52, after_version=version, timeout_s=timeout_s)
        if not found:
            raise NoAnswer(f"nothing happened after {label!r}\n{await self._tail()}")
        return found[-1]

    async def wait_for(self, wanted: str | Callable[[Message], bool], *, timeout_s: float = _WAIT_S) -> Message:
        """Return the latest message of the bot, new or edited, that holds a text or meets a condition; wait for it."""
        until = time.monotonic() + timeout_s
        while True:
            view = await self.view()
            for message in reversed(view["messages"]):
                if not message["out"] and _meets(message, wanted):
                    return dict(message)
            left_s = until - time.monotonic()
            if left_s <= 0:
                raise NoAnswer(f"no message with {wanted!r}\n{await self._tail()}")
            await self.wait(2**52, after_version=view["version"], timeout_s=left_s)

    async def callback_answer(self, callback_query_id: str, *, timeout_s: float = _WAIT_S) -> Json:
        """Return the bot's answerCallbackQuery to a press: `{text, show_alert, …}` of its parameters."""
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            for call in reversed(await self.client.calls("answerCallbackQuery")):
                if str(call["params"].get("callback_query_id")) == callback_query_id and call["ok"]:
                    return dict(call["params"])
            await asyncio.sleep(0.05)
        raise NoAnswer(f"callback query {callback_query_id} was not answered")

    async def labels(self) -> list[list[str]]:
        """Return the inline button labels, row by row, of the newest message that has some."""
        for message in reversed(await self.messages()):
            if rows := message.get("reply_markup", {}).get("inline_keyboard"):
                return [[button["text"] for button in row] for row in rows]
        return []

    async def _tail(self) -> str:
        lines = []
        for message in (await self.messages())[-6:]:
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = " | ".join(button["text"] for row in rows for button in row)
            who = "person" if message["out"] else "bot"
            lines.append(f"  {message['message_id']} {who}: {_text(message)[:200]!r} [{buttons}]")
        return "\n".join(lines)


def _text(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _meets(message: Message, wanted: str | Callable[[Message], bool]) -> bool:
    return wanted in _text(message) if isinstance(wanted, str) else wanted(message)
