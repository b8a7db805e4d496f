"""The little language of templates: which tags there are, what they may name, what has to stand around them.

    {{ slot }}   {{ item.slot }}                                    shown
    {% for item in list %} … {% endfor %}                           again for each item
    {% if slot %} … {% elif slot %} … {% else %} … {% endif %}      where it is not empty; also `not slot`

`{%tr …%}` stands in for its whole row of a table, `{%p …%}` for its paragraph.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papers.documents import reading
from papers.documents.model import NUMBER, Code, Fault, Need, Paper
from papers.documents.reading import Tag
from papers.errors import PaperError

# Any letters: a slot typed on a Russian keyboard is told as unknown, not as broken.
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)?"
_SHOWN = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}")
_LOOP = re.compile(r"\{%(p |tr )?\s*for\s+([^\W\d]\w*)\s+in\s+([^\W\d]\w*)\s*%\}")
_CONDITION = re.compile(rf"\{{%(p |tr )?\s*(if|elif)\s+(?:not\s+)?({_NAME})\s*%\}}")
_BARE = re.compile(r"\{%(p |tr )?\s*(else|endif|endfor)\s*%\}")
_RESERVED = frozenset({"not", "in", "is", "and", "or", "if", "else", "elif", "for", "true", "false", "none", "loop"})


@dataclass(frozen=True)
class _Open:
    """A loop or condition that has not ended yet."""

    word: str
    unit: str
    tag: Tag
    variable: str = ""
    list_name: str = ""

    def ends_with(self, word: str, unit: str, tag: Tag) -> bool:
        """Whether `tag` may continue or end it: of its sort, and within the same paragraph, cell or table."""
        ends = {"for": ("endfor",), "if": ("elif", "else", "endif")}[self.word]
        return word in ends and unit == self.unit and _home(unit, tag) == _home(unit, self.tag)


@dataclass
class _Walk:
    """What a walk through the tags has met."""

    open: list[_Open] = field(default_factory=list)
    shown: dict[str, Tag] = field(default_factory=dict)
    asked: dict[str, Tag] = field(default_factory=dict)
    looped: list[tuple[str, str, Tag]] = field(default_factory=list)  # the variable, the list
    faults: list[Fault] = field(default_factory=list)

    def say(self, code: Code, tag: Tag, name: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(code, name or tag.text, tag.part, tag.near))

    def list_of(self, variable: str) -> str | None:
        """Return the list that an open loop goes through by `variable`."""
        return next((one.list_name for one in reversed(self.open) if one.variable == variable), None)


def slots_of(template: bytes) -> frozenset[str]:
    """Return the slots that a template shows; one of an item as `entries.day`."""
    return frozenset(_walk(reading.read(template).tags).shown)


def faults_of(template: bytes, paper: Paper) -> tuple[Fault, ...]:
    """Return what is wrong with a template of `paper`, each thing once."""
    try:
        found = reading.read(template)
    except PaperError as error:
        return (Fault(error.code),)
    walk = _walk(found.tags)
    return tuple(dict.fromkeys([*found.faults, *_crowded(found.tags), *walk.faults, *_against(paper, walk)]))


def _walk(tags: Iterable[Tag]) -> _Walk:
    walk = _Walk()
    for tag in tags:
        _step(walk, tag)
    for one in walk.open:
        walk.say(Code.UNCLOSED, one.tag)
    return walk


def _step(walk: _Walk, tag: Tag) -> None:
    if shown := _SHOWN.fullmatch(tag.text):
        _note(walk, walk.shown, shown[1], tag)
    elif loop := _LOOP.fullmatch(tag.text):
        unit, variable, list_name = loop.groups()
        if variable in _RESERVED or walk.list_of(variable):
            walk.say(Code.BROKEN_TAG, tag)
        walk.looped.append((variable, list_name, tag))
        walk.open.append(_Open("for", unit or "", tag, variable, list_name))
    elif condition := _CONDITION.fullmatch(tag.text):
        unit, word, name = condition.groups()
        _note(walk, walk.asked, name, tag)
        if word == "if":
            walk.open.append(_Open("if", unit or "", tag))
        else:
            _go_on(walk, word, unit or "", tag)
    elif bare := _BARE.fullmatch(tag.text):
        _go_on(walk, bare[2], bare[1] or "", tag)
    else:
        walk.say(Code.BROKEN_TAG, tag)


def _note(walk: _Walk, names: dict[str, Tag], name: str, tag: Tag) -> None:
    variable, dot, slot = name.partition(".")
    if not dot:
        names.setdefault(name, tag)
    elif (list_name := walk.list_of(variable)) is None:
        walk.say(Code.NOT_IN_ITS_LIST, tag, name)
    else:
        names.setdefault(f"{list_name}.{slot}", tag)


def _go_on(walk: _Walk, word: str, unit: str, tag: Tag) -> None:
    if not walk.open or not walk.open[-1].ends_with(word, unit, tag):
        walk.say(Code.UNCLOSED, tag)
    elif word.startswith("end"):
        walk.open.pop()


def _home(unit: str, tag: Tag) -> int:
    return {"": tag.paragraph, "p ": tag.container, "tr ": tag.table}[unit]


def _crowded(tags: list[Tag]) -> Iterator[Fault]:
    """Tell the tags that would take others away together with their row or paragraph, and those with no row."""
    rows, paragraphs = Counter(tag.row for tag in tags), Counter(tag.paragraph for tag in tags)
    for tag in tags:
        in_row = tag.text.startswith("{%tr ")
        others = rows[tag.row] if in_row else paragraphs[tag.paragraph]
        if (in_row and not tag.row) or (tag.text.startswith(("{%tr ", "{%p ")) and others > 1):
            yield Fault(Code.CROWDED, tag.text, tag.part, tag.near)


# --- against what the paper has ------------------------------------------------------------------------


def _against(paper: Paper, walk: _Walk) -> Iterator[Fault]:
    for variable, name, tag in walk.looped:
        slot = paper.slot(name)
        if paper.slot(variable):  # within the loop it would stand for the item, not for the slot
            yield Fault(Code.BROKEN_TAG, tag.text, tag.part, tag.near)
        if slot is None:
            yield _unknown(name, tag, (one.name for one in paper.slots if one.is_list))
        elif not slot.is_list:
            yield Fault(Code.TEXT_AS_LIST, name, tag.part, tag.near)
    for names, may_be_list in ((walk.shown, False), (walk.asked, True)):
        for name, tag in names.items():
            yield from _named(paper, name, tag, may_be_list)
    for slot in paper.slots:
        shown = (
            any(name.startswith(f"{slot.name}.") for name in walk.shown) if slot.is_list else slot.name in walk.shown
        )
        if slot.need is Need.ESSENTIAL and not shown:
            yield Fault(Code.MISSING_SLOT, slot.name)


def _named(paper: Paper, name: str, tag: Tag, may_be_list: bool) -> Iterator[Fault]:
    list_name, dot, item = name.partition(".")
    slot = paper.slot(list_name)
    if dot:
        if slot is not None and slot.is_list and item != NUMBER and slot.item(item) is None:
            known = (f"{list_name}.{one}" for one in (*(each.name for each in slot.items), NUMBER))
            yield _unknown(name, tag, known)
    elif slot is None:
        yield _unknown(name, tag, (one.name for one in paper.slots if not one.is_list))
    elif slot.is_list and not may_be_list:
        yield Fault(Code.LIST_AS_TEXT, name, tag.part, tag.near)


def _unknown(name: str, tag: Tag, known: Iterable[str]) -> Fault:
    meant = difflib.get_close_matches(name, list(known), 1)
    return Fault(Code.UNKNOWN_SLOT, name, tag.part, tag.near, meant[0] if meant else "")
