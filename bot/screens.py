"""Screens: what a person sees. A text by key, buttons, optionally a file or a place."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from bot.texts import Texts
from storage.errors import IskraError
from storage.values import value

MOST_CHARACTERS = 3500  # Telegram allows 4096, other messengers 4000: one renderer serves them all
MOST_ROWS = 8
MOST_DATA_BYTES = 64
VERSION = "1"
BELOW = "1+"
"""The version of a button whose message has to stay: what it brings comes as a new one."""

IN_PLACE = "_in_place"
"""Marks, in what is owed, an edit that is dropped where its message is gone: no new one comes instead."""

LINE, BLANK = Markup("\n"), Markup("\n\n")
"""What joins the lines of a text, and its parts."""

_TAG = re.compile(r"<[^>]*>")


class ScreenError(IskraError):
    """A screen that no messenger could show: a fault of the program, found by tests."""


@value
class Action:
    """What a button asks for. Travels as callback data and is never trusted: the use case checks who and what."""

    feature: str
    verb: str
    args: tuple[str, ...] = ()

    @classmethod
    def of(cls, feature: str, verb: str, *args: object) -> Action:
        """Return the action with its arguments as text."""
        return cls(feature, verb, tuple(str(arg) for arg in args))

    def data(self, version: str = VERSION) -> str:
        """Return the callback data; `ScreenError` over 64 bytes."""
        data = ";".join((version, self.feature, self.verb, *self.args))
        if len(data.encode()) > MOST_DATA_BYTES:
            raise ScreenError(f"callback data {data!r} is longer than {MOST_DATA_BYTES} bytes")
        return data

    @classmethod
    def parse(cls, data: str | None) -> Action | None:
        """Return the action in callback data, or None where it is of another version or forged."""
        parts = (data or "").split(";")
        if len(parts) < 3 or parts[0] not in {VERSION, BELOW}:
            return None
        return cls(parts[1], parts[2], tuple(parts[3:]))


@value
class Button:
    """An inline button: a text key (or a ready `label` from content), and what it does: an `action` or a `url`.

    `below=True` on a message that has to stay, as a pinned one: what the press brings comes as a new message.
    """

    key: str = ""
    action: Action | None = None
    label: str | None = None
    url: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    below: bool = False


@value
class ReplyButton:
    """A button of the keyboard under the input line: it sends its own text, or the person's contact."""

    key: str
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send: its bytes, its name and its MIME type. `photo=True` shows it as a picture.

    `protect=True` asks Telegram to let nobody save it or send it on.
    """

    name: str
    content: bytes
    mime: str = "application/octet-stream"
    photo: bool = False
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to send: coordinates in degrees."""

    latitude: float
    longitude: float
    title: str
    address: str


Keyboard = Sequence[Sequence[Button]]


@value
class Screen:
    """One message to one person. `anchor` names it, so that a later screen of the same anchor edits it in place.

    `silent=True`: where it has to be sent as a new message, no phone rings. `in_place=True`: it is not sent as a new
    one at all: where the message with its anchor is gone, nothing comes.
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)
    keyboard: Keyboard = ()
    reply_keyboard: Sequence[Sequence[ReplyButton]] = ()
    remove_reply_keyboard: bool = False
    document: Document | None = None
    venue: Venue | None = None
    anchor: str | None = None
    silent: bool = False
    in_place: bool = False
    body: Markup | None = None  # a ready text instead of `key`, for screens put together from several texts

    def text(self, texts: Texts, language: str) -> Markup:
        """Return the whole text in `language`, at most 3500 characters."""
        text = self.body if self.body is not None else texts.get(language, self.key, **self.args)
        return _shorten(text)

    def markup(self, texts: Texts, language: str) -> dict[str, Any] | None:
        """Return the `reply_markup` of the Bot API, or None."""
        if self.keyboard:
            return {"inline_keyboard": inline_keyboard(self.keyboard, texts, language)}
        if self.reply_keyboard:
            return {
                "keyboard": [[_reply_button(button, texts, language) for button in row] for row in self.reply_keyboard],
                "resize_keyboard": True,
                "is_persistent": True,
            }
        if self.remove_reply_keyboard:
            return {"remove_keyboard": True}
        return None


def inline_keyboard(keyboard: Keyboard, texts: Texts, language: str) -> list[list[dict[str, Any]]]:
    """Return rows of the Bot API's InlineKeyboardButton; `ScreenError` over eight rows."""
    rows = [[_inline_button(button, texts, language) for button in row] for row in keyboard if row]
    if len(rows) > MOST_ROWS:
        raise ScreenError(f"{len(rows)} rows of buttons, at most {MOST_ROWS} fit a phone")
    return rows


def stays(data: str | None) -> bool:
    """Whether the message with a pressed button has to stay as it is."""
    return (data or "").startswith(f"{BELOW};")


def send_call(screen: Screen, chat_id: int, texts: Texts, language: str) -> tuple[str, dict[str, Any]]:
    """Return the method and parameters that send `screen` as a new message."""
    markup = screen.markup(texts, language)
    text = str(screen.text(texts, language))
    if screen.venue is not None:
        place = screen.venue
        body: dict[str, Any] = {
            "chat_id": chat_id,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "title": place.title,
            "address": place.address,
        }
        method = "sendVenue"
    elif screen.document is not None:
        file = screen.document
        kind = "photo" if file.photo else "document"
        body = {
            "chat_id": chat_id,
            "caption": text,
            "parse_mode": "HTML",
            "_files": {kind: [file.name, file.mime, base64.b64encode(file.content).decode()]},
        }
        if file.protect:
            body["protect_content"] = True
        method = "sendPhoto" if file.photo else "sendDocument"
    else:
        body = {
            "chat_id": chat_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        method = "sendMessage"
    if screen.silent:
        body["disable_notification"] = True
    if markup is not None:
        body["reply_markup"] = markup
    return method, body


def edit_call(
    screen: Screen, chat_id: int, message_id: int, texts: Texts, language: str
) -> tuple[str, dict[str, Any]] | None:
    """Return the method and parameters that turn a message into `screen`, or None where only a new one can show it."""
    if screen.venue is not None or screen.document is not None or screen.reply_keyboard or screen.remove_reply_keyboard:
        return None
    _, body = send_call(screen, chat_id, texts, language)
    body.pop("disable_notification", None)
    body["message_id"] = message_id
    return "editMessageText", body


def _inline_button(button: Button, texts: Texts, language: str) -> dict[str, Any]:
    if button.label is not None:
        text = Markup(button.label).unescape()  # noqa: S704
    else:
        text = texts.label(language, button.key, button.args)
    if button.url is not None:
        return {"text": text, "url": button.url}
    if button.action is None:
        raise ScreenError(f"button {text!r} does nothing")
    return {"text": text, "callback_data": button.action.data(BELOW if button.below else VERSION)}


def _reply_button(button: ReplyButton, texts: Texts, language: str) -> dict[str, Any]:
    rendered: dict[str, Any] = {"text": texts.label(language, button.key, {})}
    return {**rendered, "request_contact": True} if button.contact else rendered


def _shorten(text: Markup) -> Markup:
    """Cut a text that is too long for one message; its markup goes, its words stay readable."""
    if len(text) <= MOST_CHARACTERS:
        return text
    plain = Markup(_TAG.sub("", str(text))).unescape()  # noqa: S704
    cut = Markup.escape(plain[: MOST_CHARACTERS - 600])  # escaping may lengthen what is left
    return cut[: MOST_CHARACTERS - 1] + "…"
