"""Make of what was sent what Telegram keeps: text without stray characters, entities valid, sorted and completed."""

import re
from typing import Any

from sandbox.errors import bad_request
from sandbox.text import Entity, utf16_length, utf16_offsets
from sandbox.text.html import parse_html
from sandbox.text.links import checked_link, found_in
from sandbox.text.markdown import parse_markdown, parse_markdown_v2

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_BYTES = 2**15  # before parsing

_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_KNOWN = {*_PRIORITY, "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "date_time"}
# Telegram finds these by itself and does not believe the sender.
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f]")
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069]")  # directional overrides are dropped
_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


def formatted(
    text: str, parse_mode: str | None, entities: list[Entity] | None, limit: int, what: str = "message"
) -> tuple[str, list[Entity]]:
    """Return (text, entities) as a message keeps them.

    Raises `ApiError` 400 when markup cannot be parsed, nothing is left, or more than `limit` code points are left;
    the limit holds after parsing. `what` is "message" or "message caption".
    """
    if len(text.encode("utf-8", "surrogatepass")) > _MAX_BYTES:
        raise bad_request(f"{what} is too long")
    mode = (parse_mode or "").lower()
    given = [dict(entity) for entity in entities or []]
    if mode and mode != "none":
        if mode not in _PARSERS:
            raise bad_request("unsupported parse_mode")
        text, given = _PARSERS[mode](text)
    given = [entity for entity in map(_cleaned, given) if entity]
    text, given = trimmed(text, given)
    if not text and what == "message":
        raise bad_request("text must be non-empty")
    if len(text) > limit:
        raise bad_request(f"{what} is too long")
    return text, ordered(given + found_in(text, given))


def _cleaned(entity: Entity) -> Entity | None:
    """Return an entity with nothing but its own fields; None for one that Telegram drops."""
    kind = entity["type"]
    if kind not in _KNOWN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if kind in _FOUND or entity["length"] <= 0:
        return None
    clean: dict[str, Any] = {key: entity[key] for key in ("type", "offset", "length")}
    if kind == "text_link":
        clean["url"] = checked_link(entity.get("url", ""))
        return clean if clean["url"] else None
    if kind == "text_mention":
        clean["user"] = entity.get("user", {})
        return clean if clean["user"].get("id") else None
    extra = {"pre": ("language",), "custom_emoji": ("custom_emoji_id",), "date_time": ("unix_time", "date_time_format")}
    for key in extra.get(kind, ()):
        if entity.get(key):
            clean[key] = entity[key]
    return clean


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Drop what Telegram drops from a text (control characters, white space at both ends) and move the entities."""
    if "\r" in text or _INVISIBLE.search(text):
        text, entities = _without(text, entities)
    text = _CONTROL.sub(" ", text)
    bare = text.lstrip(" \n\t")
    lead = len(text) - len(bare)
    bare = bare.rstrip(" \n\t")
    size = utf16_length(bare)
    kept = []
    for entity in entities:
        begin = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        if begin < end and entity["offset"] >= 0:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return bare, kept


def _without(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Drop carriage returns and directional overrides."""
    offsets = utf16_offsets(text)
    moved, dropped, letters = {}, 0, []
    for letter, offset in zip(text, offsets, strict=False):
        moved[offset] = offset - dropped
        if letter == "\r" or _INVISIBLE.match(letter):
            dropped += 1
        else:
            letters.append(letter)
    moved[offsets[-1]] = offsets[-1] - dropped
    kept = []
    for entity in entities:
        end = entity["offset"] + entity["length"]
        if entity["offset"] in moved and end in moved:
            begin = moved[entity["offset"]]
            kept.append({**entity, "offset": begin, "length": moved[end] - begin})
    return "".join(letters), kept


def ordered(entities: list[Entity]) -> list[Entity]:
    """Return entities in Telegram's order, neighbours of one kind joined."""
    entities = sorted(entities, key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50)))
    joined: list[Entity] = []
    for entity in entities:
        entity = {key: value for key, value in entity.items() if not key.startswith("_")}
        before = next((e for e in reversed(joined) if e["type"] == entity["type"]), None)
        if before is not None and _touch(before, entity):
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
        else:
            joined.append(entity)
    return joined


def _touch(before: Entity, entity: Entity) -> bool:
    if entity["type"] not in ("bold", "italic", "underline", "strikethrough", "spoiler"):
        return False
    return bool(entity["offset"] <= before["offset"] + before["length"])
