"""Text in cells: tidied on the way in, made harmless on the way out."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

LONGEST_CELL = 32_767  # in UTF-16 units, Excel's own limit

# Marks without a width that come along with text copied from pages and PDF files: no part of any word.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_WITHOUT_UNSEEN = {ord(mark): None for mark in _UNSEEN}
_BLANK = rf"\s{_UNSEEN}"
_LEADING_BLANKS = re.compile(f"^[{_BLANK}]+")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
# XML knows no such characters: control characters, halves of a surrogate pair, and two that are none at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Programs that take a table apart begin a formula at these, some after blanks or a lone apostrophe.
_GUARDED = re.compile(rf"[{_BLANK}']*[=+\-@\t\r\n]")


def tidy(text: str) -> str:
    """Return `text` as people see it: no blanks around it, no unseen marks, one space for any run, composed letters."""
    text = _LINE_END.sub("\n", text.translate(_WITHOUT_UNSEEN))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return what spellings of one title or choice share, whatever their case, spaces and line breaks; Ё = Е."""
    return _ANY_SPACE.sub(" ", tidy(text)).casefold().replace("\u0451", "\u0435").rstrip(" *:")


def writable(text: str) -> str:
    """Return what Excel can keep of `text`: characters that XML allows, cut to a cell's length."""
    text = _ILLEGAL.sub("", text)
    if len(text) * 2 > LONGEST_CELL:
        text = text.encode("utf-16-le")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")
    return text


def guarded(text: str) -> str:
    """Return `text` for a cell that no program takes for a formula: an apostrophe before whatever looks like one."""
    text = writable(text)
    return writable(f"'{text}") if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the tidied text of a cell, without the apostrophe that `guarded` put there, and only that."""
    text = _LEADING_BLANKS.sub("", text)
    if text.startswith("'") and _GUARDED.match(text, 1):
        text = text[1:]
    return tidy(text)


def moment_text(moment: datetime) -> str:
    """Return DD.MM.YYYY, with the time of day unless that is midnight."""
    time = f" {moment:%H:%M:%S}" if moment.time() != datetime.min.time() else ""
    return f"{moment:%d.%m}.{moment.year:04d}{time}"
