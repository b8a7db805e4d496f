"""The two updates that nearly all are, a text in a private chat and a press on a button, read in a third of the time.

The library tries a hundred kinds of content for each message. What is made here is what it would make; whatever holds
more than these few fields is left to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, Chat, InlineKeyboardMarkup, Message, Update, User

# Formatting in what people write is not read: it says nothing.
TEXT = frozenset({"message_id", "date", "chat", "from", "text", "entities"})
QUERY = frozenset({"id", "from", "message", "chat_instance", "data"})
SOME_BUTTONS = InlineKeyboardMarkup(())


def read_plain(raw: Mapping[str, Any], bot: Any) -> Update | None:
    """Return the update, or None where it is not a plain one. Raises whatever a field of a wrong kind leads to."""
    if len(raw) != 2:
        return None
    if (message := raw.get("message")) is not None:
        return _said(raw["update_id"], message, bot)
    if (query := raw.get("callback_query")) is not None:
        return _pressed(raw["update_id"], query, bot)
    return None


def _said(update_id: int, message: Mapping[str, Any], bot: Any) -> Update | None:
    if not message.keys() <= TEXT or "text" not in message or "from" not in message:
        return None
    update = Update(update_id, message=_message(message, User.de_json(message["from"], bot), bot))
    update.set_bot(bot)
    return update


def _pressed(update_id: int, query: Mapping[str, Any], bot: Any) -> Update | None:
    """Return a press on a message that is still there; of that all but its envelope is left out.

    Reading five buttons costs 50 µs. That there are buttons is kept, and who sent the message is known: it was the bot.
    """
    message = query.get("message")
    if not query.keys() <= QUERY or not message or not message.get("date"):
        return None
    under = _message(message, None, bot, SOME_BUTTONS if "reply_markup" in message else None)
    press = CallbackQuery(
        query["id"], User.de_json(query["from"], bot), query["chat_instance"], under, query.get("data")
    )
    press.set_bot(bot)
    update = Update(update_id, callback_query=press)
    update.set_bot(bot)
    return update


def _message(
    raw: Mapping[str, Any], sender: User | None, bot: Any, buttons: InlineKeyboardMarkup | None = None
) -> Message:
    message = Message(
        raw["message_id"],
        datetime.fromtimestamp(raw["date"], UTC),
        Chat.de_json(raw["chat"], bot),
        sender,
        text=raw.get("text"),
        reply_markup=buttons,
    )
    message.set_bot(bot)
    return message
