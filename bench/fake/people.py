"""The people of the crowd: what one of them sees, and the updates that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

Update = dict[str, Any]


@dataclass(slots=True)
class Person:
    """Somebody who walks through the scenario."""

    id: int
    language: str
    step: int = 0
    asked_at: float | None = None
    """When the step under way was taken; None while nothing is awaited."""
    shown: int = 0
    """The message whose buttons are pressed."""
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    """The buttons on it."""
    tidied: bool = False
    """Whether the bot took the buttons away in this step."""
    learning: list[dict[str, Any]] | None = None
    """What the bot answered, step after step, where somebody wants to know."""

    @property
    def user(self) -> dict[str, Any]:
        """Return the person as Telegram's `User`."""
        return {"id": self.id, "is_bot": False, "first_name": f"P{self.id}", "language_code": self.language}

    @property
    def chat(self) -> dict[str, Any]:
        """Return the person's own chat."""
        return {"id": self.id, "type": "private", "first_name": f"P{self.id}"}

    def sees(self, message_id: int, markup: Any) -> None:
        """Look at a message that the bot sent or edited."""
        markup = parsed(markup)
        if "inline_keyboard" in markup:
            self.shown = message_id
            self.rows = markup["inline_keyboard"]

    def says(self, text: str, message_id: int, date: int) -> Update:
        """Return the update of a text."""
        message: dict[str, Any] = {
            "message_id": message_id,
            "date": date,
            "from": self.user,
            "chat": self.chat,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {"message": message}

    def presses(self, label: re.Pattern[str], query_id: int, date: int, bot: Mapping[str, Any]) -> Update | None:
        """Return the update of a pressed button, or None where no such button is in sight."""
        found = next((button for row in self.rows for button in row if label.search(button["text"])), None)
        if found is None:
            return None
        message = {
            "message_id": self.shown,
            "date": date,
            "from": bot,
            "chat": self.chat,
            "text": "…",
            "reply_markup": {"inline_keyboard": self.rows},
        }
        return {
            "callback_query": {
                "id": str(query_id),
                "from": self.user,
                "chat_instance": str(self.id),
                "data": found["callback_data"],
                "message": message,
            }
        }


def parsed(markup: Any) -> dict[str, Any]:
    """Return a `reply_markup` as a dict: some clients send it as text."""
    if isinstance(markup, str | bytes):
        markup = orjson.loads(markup)
    return markup or {}


def line(method: str, parameters: Mapping[str, Any], *, tidied: bool) -> dict[str, Any]:
    """Return what answered a step: how it came, its text, its buttons. A rival can say it again.

    `tidied`: before it the buttons of the old message were taken away.
    """
    markup = parsed(parameters.get("reply_markup"))
    said: dict[str, Any] = {"edit": method == "editMessageText", "tidy": tidied, "text": parameters["text"]}
    if "inline_keyboard" in markup:
        said["inline"] = [[button["text"] for button in row] for row in markup["inline_keyboard"]]
    if "keyboard" in markup:
        said["keyboard"] = [
            [{"text": button["text"], "contact": bool(button.get("request_contact"))} for button in row]
            for row in markup["keyboard"]
        ]
    return said
