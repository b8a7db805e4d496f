"""Text as Telegram understands it: entities in UTF-16 units, parsed from markup, found in plain text, shown as HTML."""

from typing import Any

Entity = dict[str, Any]


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 units, which is how Telegram counts."""
    if text.isascii():
        return len(text)
    return len(text) + sum(letter > "\uffff" for letter in text)


def utf16_offsets(text: str) -> list[int]:
    """Return the UTF-16 offset of every character of `text`, and of its end."""
    offsets, at = [], 0
    for letter in text:
        offsets.append(at)
        at += 2 if letter > "\uffff" else 1
    offsets.append(at)
    return offsets
