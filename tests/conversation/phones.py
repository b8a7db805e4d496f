"""What stands on the stage in place of the world: a clock in the hand, phones that show what leaves."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from bot.delivery.sending import ANCHORED, EDIT, SEND_ONLY
from bot.screens import IN_PLACE
from storage.outbox import Lane, Outgoing
from tests.schema import check_call


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, **by: float) -> None:
        self._now += timedelta(**by)


@dataclass
class Bubble:
    """A message as the phone shows it."""

    message_id: int
    text: str
    html: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    reply_buttons: list[str] = field(default_factory=list)
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.buttons]


class Phones:
    """Takes the place of delivery: every call is checked and shown at once."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.held: list[Outgoing] = []
        self.chats: dict[int, list[Bubble]] = defaultdict(list)
        self.keyboards: dict[int, list[str]] = {}
        self.answers: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.anchors: dict[str, tuple[int, int]] = {}
        self.pinned: dict[int, int] = {}
        self.last: dict[int, Bubble] = {}
        self._ids = itertools.count(1000)

    def offer(self, calls: Sequence[Outgoing]) -> None:
        for call in calls:
            if call.not_before is not None and call.not_before > self.clock.now():
                self.held.append(call)
            else:
                self._show(call, orjson.loads(call.body))

    def release(self) -> None:
        """Show what was held back until a moment that has come."""
        held, self.held = self.held, []
        self.offer(sorted(held, key=lambda call: (call.not_before or call.created_at, call.id)))

    def answer(self, params: dict[str, Any]) -> None:
        check_call("answerCallbackQuery", params)
        self.answers.append(params)

    def _show(self, call: Outgoing, body: dict[str, Any]) -> None:
        method, in_place = call.method, body.pop(IN_PLACE, False)
        if call.anchor and method in ANCHORED and "message_id" not in body:
            if call.anchor in self.anchors:
                body["chat_id"], body["message_id"] = self.anchors[call.anchor]
                body = {name: value for name, value in body.items() if method != EDIT or name not in SEND_ONLY}
            elif method == EDIT and not in_place:
                method = "sendMessage"
            else:
                return
        check_call(method, {k: v for k, v in body.items() if k != "_files"}, files=list(body.get("_files", {})))
        self.calls.append((method, body))
        chat = self.chats[call.chat_id]
        if method == "pinChatMessage":
            self.pinned[call.chat_id] = body["message_id"]
            return
        if method.startswith("send"):
            bubble = _bubble(next(self._ids), body)
            chat.append(bubble)
            if call.lane is not Lane.NOTICE or not body.get("disable_notification"):
                self.last[call.chat_id] = bubble  # what comes by itself and in silence is not what one looks at
            if call.anchor:
                self.anchors[call.anchor] = (call.chat_id, bubble.message_id)
            markup = body.get("reply_markup") or {}
            if "keyboard" in markup:
                self.keyboards[call.chat_id] = bubble.reply_buttons
            elif markup.get("remove_keyboard"):
                self.keyboards.pop(call.chat_id, None)
            return
        if call.anchor:  # an edited message takes the name, too
            self.anchors[call.anchor] = (call.chat_id, body["message_id"])
        for i, shown in enumerate(chat):
            if shown.message_id == body.get("message_id"):
                if method == "editMessageReplyMarkup":
                    shown.buttons = _buttons(body)
                else:
                    chat[i] = self.last[call.chat_id] = _bubble(shown.message_id, body)


def _bubble(message_id: int, body: dict[str, Any]) -> Bubble:
    html = str(body.get("text") or body.get("caption") or body.get("title") or "")
    markup = body.get("reply_markup") or {}
    reply = [str(b["text"]) for row in markup.get("keyboard", []) for b in row]
    return Bubble(message_id, plain(html), html, _buttons(body), reply, body)


def _buttons(body: dict[str, Any]) -> list[tuple[str, str]]:
    rows = (body.get("reply_markup") or {}).get("inline_keyboard", [])
    return [(b["text"], b.get("callback_data", "")) for row in rows for b in row]


def plain(html: str) -> str:
    """Return Telegram HTML as a person reads it."""
    text = re.sub(r"<[^>]+>", "", html)
    return (
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    )
