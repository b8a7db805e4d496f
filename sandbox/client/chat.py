"""One chat, as its person drives and sees it."""

import asyncio
import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import aiohttp

from sandbox.client.errors import NoAnswer
from sandbox.client.files import GotFile, SentFile, WantedFile, attachment, brings

if TYPE_CHECKING:
    from sandbox.client import ControlClient

Json = dict[str, Any]
Message = dict[str, Any]
Kind = Literal["photo", "document", "voice", "sticker"]

_WAIT_S = 10.0


class ChatClient:
    """One chat with a bot, played by one person."""

    def __init__(self, client: "ControlClient", chat_id: int, bot_id: int, person_id: int | None) -> None:
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
        self,
        *files: SentFile | tuple[str, bytes],
        kind: Kind = "document",
        caption: str = "",
        album: bool = True,
        reply_to: int | None = None,
    ) -> list[Message]:
        """Send files as photo, document, voice or sticker; several photos or documents make an album.

        The caption stands at the first. `ControlFailed` 413 or 400 says what no Telegram app would send: a photo over
        10 MB or that is no picture, an empty file.
        """
        form = aiohttp.FormData({"kind": kind, "caption": caption, "album": str(album).lower()}, quote_fields=False)
        for name, number in (("person", self.person_id), ("reply_to_message_id", reply_to)):
            if number is not None:
                form.add_field(name, str(number))
        for each in files:
            file = each if isinstance(each, SentFile) else SentFile(*each)
            form.add_field("file", io.BytesIO(file.data), filename=file.name, content_type=file.mime_type)
        return list((await self.client.call("POST", f"{self._path}/upload", form))["messages"])

    async def send_document(self, name: str, data: bytes, caption: str = "", **options: Any) -> Message:
        """Send one file (`reply_to`); return the person's Message."""
        (sent,) = await self.upload(SentFile(name, data), caption=caption, **options)
        return sent

    async def send_photo(self, data: bytes, caption: str = "", name: str = "photo.jpg", **options: Any) -> Message:
        """Send one picture (PNG, JPEG, GIF or WebP) as a photo (`reply_to`); return the person's Message."""
        (sent,) = await self.upload(SentFile(name, data), kind="photo", caption=caption, **options)
        return sent

    async def send_album(
        self, *files: SentFile | tuple[str, bytes], kind: Literal["photo", "document"] = "photo", caption: str = ""
    ) -> list[Message]:
        """Send 2 to 10 photos, or documents, as one album: messages with one `media_group_id`."""
        sent = await self.upload(*files, kind=kind, caption=caption)
        assert len({message.get("media_group_id") for message in sent} - {None}) == 1, "an album has several files"
        return sent

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

    async def unread(self) -> int:
        """Return how many messages of the bot nobody has looked at; `view` and whatever uses it look."""
        for summary in (await self.client.state())["chats"]:
            if (summary["chat_id"], summary["bot_id"]) == (self.chat_id, self.bot_id):
                return int(summary["unread"])
        return 0

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

    async def download(self, message: Message) -> GotFile:
        """Return the file of a message, as the person's app saves it: its name, type and bytes.

        Raises `AssertionError` when the message has none.
        """
        return await self.client.download(attachment(message)["file_id"])

    async def wait_for_file(self, wanted: WantedFile = "", *, timeout_s: float = _WAIT_S) -> GotFile:
        """Wait for the bot's latest document that has this name or end of it, and return it; raise `NoAnswer`.

        A condition takes any message, so photos too: `lambda message: "photo" in message`.
        """
        found = await self.wait_for(
            lambda message: ("document" in message or "photo" in message) and brings(message, wanted),
            timeout_s=timeout_s,
        )
        return await self.download(found)

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
            name = message.get("document", {}).get("file_name", "photo" if "photo" in message else "")
            file = f" <{name}>" if name else ""
            lines.append(f"  {message['message_id']} {who}: {_text(message)[:200]!r}{file} [{buttons}]")
        return "\n".join(lines)


def _text(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _meets(message: Message, wanted: str | Callable[[Message], bool]) -> bool:
    return wanted in _text(message) if isinstance(wanted, str) else wanted(message)
