"""Names: read, compared, searched, and shown whole, short or masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cluster.russian.words import LOOK_ALIKES, SIGNS, Parsed, Unclear, plain, tidy, to_russian_layout

NAME_LIMIT = 60
MOST_SEARCH_WORDS, SHORTEST_MENDED = 4, 4
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

_NAME = re.compile(r"[а-яё]+(?:[-' ][а-яё]+)*", re.IGNORECASE)
_PARTICLES = frozenset({"оглы", "кызы", "гызы", "улы", "уулу", "фон"})
_LEADING_PARTICLES = frozenset({"фон"})
_NO_MIDDLE_NAME = frozenset(
    {"-", "нет", "нету", "нет отчества", "без отчества", "отчества нет", "no", "none", "no patronymic"}
)


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name in the order of Russian papers; `middle` is None where there is no patronymic."""

    last: str
    first: str
    middle: str | None = None


def parse_name(text: str) -> Parsed[str]:
    """Return one part of a name (last, first or middle) in its usual spelling, at most 60 characters.

    Latin look-alikes are replaced and offered (`confirm-latin`); a single letter is asked about
    (`confirm-one-letter`).
    """
    name = _tidy_name(text)
    mended = name.translate(LOOK_ALIKES)
    if not _NAME.fullmatch(mended):
        raise Unclear("russian-name-letters")
    if len(mended) > NAME_LIMIT:
        raise Unclear("russian-name-long", limit=NAME_LIMIT)
    titled = _title(mended)
    if mended != name:
        return Parsed(titled, "confirm-latin")
    return Parsed(titled, "confirm-one-letter" if len(titled) == 1 else None)


def parse_middle_name(text: str) -> Parsed[str | None]:
    """Return a patronymic, or None for «нет» and its like."""
    if tidy(text).translate(SIGNS).lower().strip(" .") in _NO_MIDDLE_NAME:
        return Parsed(None)
    name = parse_name(text)
    return Parsed(name.value, name.warning)


def parse_full_name(text: str) -> Parsed[FullName]:
    """Return «Соловьёва Ольга Петровна» in its parts; the third may be missing or have several words."""
    words = _tidy_name(text).split(" ")
    lead = 2 if words[0].lower() in _LEADING_PARTICLES else 1
    if len(words) <= lead:
        raise Unclear("russian-full-name")
    last = parse_name(" ".join(words[:lead]))
    first = parse_name(words[lead])
    middle = parse_middle_name(" ".join(words[lead + 1 :])) if words[lead + 1 :] else Parsed(None)
    warnings = [part.warning for part in (last, first, middle) if part.warning]
    return Parsed(FullName(last.value, first.value, middle.value), warnings[0] if warnings else None)


def parse_said_name(text: str) -> Parsed[FullName]:
    """Return a full name as `parse_full_name` does; one typed on a Latin keyboard is mended and offered, too."""
    try:
        return parse_full_name(text)
    except Unclear:
        if not re.fullmatch(r"[\x00-\x7f]+", text):
            raise
        return Parsed(parse_full_name(to_russian_layout(text)).value, "confirm-latin")


def is_name_of(said: str, last: str, first: str, middle: str | None) -> bool:
    """Whether somebody who calls themselves `said` has this name: its order and the middle name are theirs to choose.

    As in `identity_key`, case, Ё, hyphens, spaces, apostrophes don't count.
    """
    orders: list[tuple[str, ...]] = [(last, first), (first, last)]
    if middle:
        orders += [(last, first, middle), (first, middle, last)]
    return "".join(_name_words(said)) in {"".join(_name_words(" ".join(parts))) for parts in orders}


def is_nearly_name_of(said: str, last: str, first: str) -> bool:
    """Whether `said` holds this last and first name, with one letter of each word forgiven as in `search_words`."""
    spellings = search_words(said)
    return all(any(word in one for one in spellings) for word in _name_words(f"{last} {first}"))


def _name_words(name: str) -> list[str]:
    return plain(name.translate(SIGNS)).split()


def identity_key(last: str, first: str, middle: str | None, birth_date: date) -> str:
    """Return what makes two forms one person, to be hashed; case, Ё, hyphens, spaces, apostrophes don't count."""
    parts = [re.sub(r"[^а-я]", "", part.lower().replace("ё", "е")) for part in (last, first, middle or "")]
    return "|".join([*parts, birth_date.isoformat()])


def search_terms(*names: str | None) -> frozenset[str]:
    """Return the words of `names` and their beginnings from 3 letters on (Ё = Е), to be hashed for search."""
    words = {word for name in names if name for word in plain(name.translate(SIGNS)).split()}
    return frozenset(words | {word[:size] for word in words for size in range(3, len(word))})


def search_words(text: str) -> tuple[frozenset[str], ...]:
    """Return for each word that somebody looks for its spellings: as typed, and with one letter mended.

    A mistyped, missing, spare or swapped letter is forgiven from four letters on; a Latin keyboard is understood.
    """
    typed = to_russian_layout(text) if re.fullmatch(r"[\x00-\x7f]+", text) else text
    words = plain(typed.translate(SIGNS).translate(LOOK_ALIKES)).split()
    return tuple(_spellings(word[:NAME_LIMIT]) for word in words[:MOST_SEARCH_WORDS])


def _spellings(word: str) -> frozenset[str]:
    if len(word) < SHORTEST_MENDED:
        return frozenset({word})
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {a + letter + b for a, b in pairs for letter in _LETTERS}
    spare = {a + b[1:] for a, b in pairs if b}
    other = {a + letter + b[1:] for a, b in pairs if b for letter in _LETTERS}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1}
    return frozenset({word} | missing | spare | other | swapped)


def format_full_name(last: str, first: str, middle: str | None) -> str:
    """Return «Соловьёв Артём Игоревич»."""
    return " ".join(part for part in (last, first, middle) if part)


def short_name(last: str, first: str, middle: str | None = None) -> str:
    """Return «Соловьёв А. И.»."""
    initials = [f"{part[0]}." for part in (first, middle) if part]
    return " ".join([last, *initials])


def shortened(name: str) -> str:
    """Return a name that was told as a whole as «Громов В. П.»; one that is no such name as it is."""
    try:
        full = parse_full_name(name).value
    except Unclear:
        return tidy(name)
    return short_name(full.last, full.first, full.middle)


def masked_name(last: str, first: str) -> str:
    """Return «Соловьёв А.», as lists show people."""
    return short_name(last, first)


def _tidy_name(text: str) -> str:
    return re.sub(r" ?([-']) ?", r"\1", tidy(text).translate(SIGNS)).strip(" .,;")


def _title(name: str) -> str:
    lowered = name.lower()

    def spell(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in _PARTICLES and word != lowered else word.capitalize()

    return re.sub(r"[а-яё]+", spell, lowered)
