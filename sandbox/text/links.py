"""Links as Telegram takes them, and what it finds in plain text by itself: commands, mentions, links, phones."""

import re

from sandbox.text import Entity, utf16_offsets

_USER = re.compile(r"(?:tg:(?://)?user|https?://t\.me/user)\?(?:.*&)?id=(\d{1,15})(?:&|$)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"(?:[^/?#@]*@)?(?:\[[0-9a-f:]+\]|([^/?#:@\s]+))(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE)
_OWN_SCHEMES = {"tg", "ton", "tonsite", "mailto", "tel"}

# Word boundaries here know every alphabet, since `\w` does.
_PATTERNS = (
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:(?:https?|ftp|tg|ton|tonsite)://[^\s<>\"]+"
            r"|(?:[\w-]+\.)+(?:com|org|net|ru|\u0440\u0444|me|io|dev|su|info|edu|gov|uk|de|app)(?![\w.-]*@)\b(?:[/?#][^\s<>\"]*)?)",
            re.IGNORECASE,
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[a-zA-Z0-9][\w.+-]*@(?:[\w-]+\.)+[a-zA-Z]{2,}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w])#(?=\d*[^\W\d])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d ()-]{8,16}\d(?!\w)")),
)
_TRIGGERS = frozenset("/@#$+.:")
_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def linked_user(url: str) -> int | None:
    """Return the id in a `tg://user?id=…` link."""
    found = _USER.match(url)
    return int(found.group(1)) if found else None


def checked_link(url: str) -> str:
    """Return `url` as Telegram keeps it, "" for one that it drops: http:// is added, an empty path becomes /."""
    url = url.strip()
    scheme = _SCHEME.match(url)
    if scheme and scheme.group(1).lower() in _OWN_SCHEMES:
        return url
    if scheme and url[scheme.end() :].startswith("//"):
        if scheme.group(1).lower() not in ("http", "https"):
            return ""
    else:
        url = f"http://{url}"
    rest = url.split("://", 1)[1]
    host = _HOST.match(rest)
    if not host or any(ord(letter) <= 32 for letter in rest):
        return ""
    name = host.group(1)
    if name is not None and ("." not in name.strip(".") or name.startswith(".") or ".." in name):
        return ""
    return f"{url}/" if host.end() == len(rest) else url


def found_in(text: str, entities: list[Entity]) -> list[Entity]:
    """Return the entities that Telegram adds by itself to `text`, outside code and links in `entities`."""
    if _TRIGGERS.isdisjoint(text):
        return []
    offsets = utf16_offsets(text)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            end = match.end() - (len(match.group()) - len(match.group().rstrip(".,:;!?)]}'")) if kind == "url" else 0)
            begin_at, end_at = offsets[match.start()], offsets[end]
            if all(end_at <= begin or begin_at >= stop for begin, stop in taken):
                taken.append((begin_at, end_at))
                found.append({"type": kind, "offset": begin_at, "length": end_at - begin_at})
    return found
