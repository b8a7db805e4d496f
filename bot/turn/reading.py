"""Reading a raw update, also one that the library cannot read: of another Bot API version than its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from telegram import TelegramObject, Update

from bot.jobs.result import brings_job, read_update
from bot.turn.plain import read_plain
from storage.inbox import Arrival

log = structlog.get_logger(__name__)

ENVELOPE = frozenset({"message_id", "date", "edit_date", "chat", "from", "text", "id", "chat_instance", "data"})
"""What says who sent something and where; kept alone, a message is one that holds nothing to read."""


def open_library() -> None:
    """Let objects of the library be made without its guard against changes, for the whole process.

    The guard is Python code that runs at each of some 200 assignments an update: two thirds of what reading one costs
    (measured with python-telegram-bot 22.8). What it guards against is a handler that changes an update; an update
    lives for one turn of one handler here. A second call changes nothing.
    """
    for name in ("__setattr__", "__delattr__"):
        if name in vars(TelegramObject):
            delattr(TelegramObject, name)


def parse(arrival: Arrival, bot: Any) -> Update:
    """Return the update of an arrival; where the library cannot read all of it, what says who sent it and where.

    Its errors are of many kinds: TypeError for a field that it misses, KeyError and ValueError for what it expects
    otherwise. A local Bot API server may be older or newer than the library.
    """
    if brings_job(arrival):
        return read_update(arrival)
    raw = orjson.loads(arrival.raw)
    try:
        return read_plain(raw, bot) or Update.de_json(raw, bot)
    except Exception as error:
        log.warning("update read in part", update_id=arrival.update_id, error=type(error).__name__)
        return Update.de_json({name: _envelope(value) for name, value in raw.items()}, bot)


def _envelope(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    kept = {name: part for name, part in value.items() if name in ENVELOPE}
    if isinstance(value.get("message"), Mapping):  # the message under a pressed button
        kept["message"] = _envelope(value["message"])
    return kept
