"""Whose turn an update is: read from the raw update, so that kinds nobody has heard of yet find their place too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOBODY = 0
WIDEST = 2**63 - 1  # the database's integers
LONGEST_ALBUM = 64
GATHERED = ("message", "channel_post")  # an edit of one picture does not call its whole album back


def number_of(update: object) -> int | None:
    """Return the number of `update`, None for anything else than an update: what jobs bring has numbers below zero."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if type(number) is int and 0 <= number <= WIDEST else None


def lane_of(update: Mapping[str, Any]) -> int:
    """Return the id of the chat that `update` belongs to, else that of the person, else 0.

    Updates of one lane are handled in order. A press on a button belongs to the chat where the button stands.
    """
    for value in update.values():
        if isinstance(value, Mapping):
            return _chat(value) or _person(value)
    return NOBODY


def album_of(update: Mapping[str, Any]) -> str | None:
    """Return which album a new message is a part of, if any."""
    for kind in GATHERED:
        message = update.get(kind)
        if isinstance(message, Mapping):
            album = message.get("media_group_id")
            return str(album).replace("\0", "")[:LONGEST_ALBUM] or None if album else None
    return None


def _chat(value: Mapping[str, Any]) -> int:
    message = value.get("message")
    return _id(value.get("chat")) or (_id(message.get("chat")) if isinstance(message, Mapping) else NOBODY)


def _person(value: Mapping[str, Any]) -> int:
    return _id(value.get("from")) or _id(value.get("user")) or _id(value.get("voter_chat"))


def _id(holder: object) -> int:
    found = holder.get("id") if isinstance(holder, Mapping) else None
    return found if type(found) is int and abs(found) <= WIDEST else NOBODY
