"""Which updates belong to a form: who presses a button that opens it, and whatever is done while it is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.screens import Action
from bot.turn.context import Context

DOOR = frozenset({"open", "resume", "restart"})
VERBS = frozenset({"a", "b", "s", "c", "y", "n", "p", "d", "m", "e", "v", "ok", "x", "k", "l", "g"})

State = str | int | None


class Door(BaseHandler[Update, Context, Any]):
    """Lets in who presses a button that opens the form."""

    def __init__(self, name: str, callback: Callable[[Update, Context], Awaitable[State]]) -> None:
        super().__init__(callback)  # type: ignore[arg-type]
        self._name = name

    def check_update(self, update: object) -> bool:
        """Whether the button opens this form."""
        query = update.callback_query if isinstance(update, Update) else None
        action = Action.parse(query.data) if query is not None else None
        return action is not None and action.feature == self._name and action.verb in DOOR


class Inside(BaseHandler[Update, Context, Any]):
    """Takes what a person does while the form is open: this form's buttons, any message, any edited message."""

    def __init__(self, name: str, callback: Callable[[Update, Context], Awaitable[State]]) -> None:
        super().__init__(callback)  # type: ignore[arg-type]
        self._name = name

    def check_update(self, update: object) -> bool:
        """Whether the update belongs to this form."""
        if not isinstance(update, Update):
            return False
        if update.callback_query is not None:
            action = Action.parse(update.callback_query.data)
            return action is not None and action.feature == self._name and action.verb in VERBS
        return update.message is not None or update.edited_message is not None
