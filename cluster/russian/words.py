"""Text as it comes: what a reading gives, and how signs, layouts and slips of the hand are evened out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.errors import Refusal

T = TypeVar("T")

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
SIGNS = DASHES | dict.fromkeys(map(ord, "’‘ʼʹ`´′＇"), "'")
# Latin letters that look like Russian ones; ë comes from foreign keyboards and old forms.
LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYËaceopxykmtë", "АВСЕНКМОРТХУЁасеорхукмтё")
_LAYOUT = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value understood from text.

    `warning` asks the person to look again before the value is kept. It is the end of a text key, as
    `confirm-one-letter` of `russian-confirm-one-letter`; such a text shows `$value`, as a person reads it.
    """

    value: T
    warning: str | None = None


class Unclear(Refusal):
    """The text can't be understood; `text_key` says what to write instead."""


def tidy(text: str) -> str:
    """Return text without invisible characters and spare spaces, letters composed (е + ¨ = ё)."""
    visible = "".join(letter for letter in " ".join(text.split()) if not unicodedata.category(letter).startswith("C"))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def plain(text: str) -> str:
    """Return text for comparing: lower case, Ё = Е, words of letters and digits with one space between."""
    lowered = tidy(text).lower().replace("ё", "е")
    return " ".join(re.findall(r"[^\W_]+", lowered))


def to_russian_layout(text: str) -> str:
    """Return what the same keys give on a Russian keyboard: `hzpfym` is «рязань»."""
    return text.translate(_LAYOUT)


def is_near(label: str, typed: str) -> bool:
    """Whether one letter of four or more was added, left out, replaced or swapped with its neighbour."""
    if len(typed) < 4 or abs(len(label) - len(typed)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(label, typed, strict=False)) if a != b), None)
    if start is None:
        return True
    mine, theirs = label[start:], typed[start:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]
