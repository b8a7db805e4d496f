"""A template as the tags that stand in it, in their order, each with its place.

Word cuts a text into runs wherever somebody stopped typing or a word is misspelt; here a paragraph is one text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from papers.documents.model import Code, Fault, Part
from papers.markup import Listener, listen
from papers.package import CONTENT_TYPES, DOCUMENT, Package

NEAR_CHARACTERS = 60
# The parts that are filled, by the ends of their content types; braces in any other stay what they are.
_FILLED = {
    "document.main+xml": Part.BODY,
    "header+xml": Part.HEADER,
    "footer+xml": Part.FOOTER,
    "footnotes+xml": Part.NOTES,
}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# Outside tags: half a tag, or one that docxtpl would find by putting together what stands in two paragraphs.
_ANY_BRACE = re.compile(r"\{\{|\}\}|[{}]")
# Fields that fetch something when a document is opened or printed.
_FETCHING = re.compile(
    r"^\s*(DDE(?:AUTO)?|LINK|INCLUDE(?:TEXT|PICTURE)?|IMPORT|DATABASE|RD)\b", re.IGNORECASE | re.MULTILINE
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_CONTAINERS = frozenset({"body", "hdr", "ftr", "footnote", "tc", "txbxContent"})
_MAY_LEAD_OUT = ("/hyperlink", "/attachedTemplate")  # a person follows the one, the other is taken out of every paper
_WITHIN = ("/oleObject", "/package", "/control", "/aFChunk", "/subDocument")


@dataclass(frozen=True)
class Tag:
    """Braces and what is between them; the numbers say within what it stands, each counted through the document."""

    text: str
    part: Part
    near: str
    paragraph: int
    container: int  # the cell, text box, header or body around the paragraph
    row: int  # 0 outside tables, as `table`
    table: int


@dataclass
class Reading:
    """What was found in a template."""

    tags: list[Tag] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counted: int = 0


def read(template: bytes) -> Reading:
    """Read a template; `PaperError` where it is no document that may be opened."""
    package = Package(template, DOCUMENT)
    reading = Reading()
    types = _ContentTypes()
    listen(package.chunks(CONTENT_TYPES), types)
    for name, part in types.parts():
        if name in package and (part is not Part.OTHER or _may_hold_braces(package, name)):
            listen(package.chunks(name), _PartReader(part, reading))
    for name in package.names():
        if name.endswith(".rels"):
            listen(package.chunks(name), _Relations(reading))
    reading.faults = list(dict.fromkeys(reading.faults))
    return reading


def _may_hold_braces(package: Package, name: str) -> bool:
    """Whether a part that is not filled is worth reading: styles are long, and hold no brace."""
    return name.startswith("word/") and any(b"{" in chunk for chunk in package.chunks(name))


def texts(document: bytes) -> Iterator[str]:
    """Give the text of every paragraph that a reader of the document can see."""
    reading = Reading()
    package = Package(document, DOCUMENT)
    types = _ContentTypes()
    listen(package.chunks(CONTENT_TYPES), types)
    for name, part in types.parts():
        if part is not Part.OTHER and name in package:
            reader = _PartReader(part, reading)
            listen(package.chunks(name), reader)
            yield from reader.texts


class _ContentTypes(Listener):
    """Says which part is what."""

    def __init__(self) -> None:
        self._types: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Override":
            self._types[attributes.get("PartName", "").lstrip("/").lower()] = attributes.get("ContentType", "")

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Give each XML part with what it is; the body first."""
        known = {name: self._part(kind) for name, kind in self._types.items() if kind.endswith(("+xml", "/xml"))}
        yield from sorted(known.items(), key=lambda pair: (list(Part).index(pair[1]), pair[0]))

    def _part(self, kind: str) -> Part:
        return next((part for end, part in _FILLED.items() if kind.endswith(end)), Part.OTHER)


class _Relations(Listener):
    """Finds what a document fetches or carries with it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "")
        if name != "Relationship":
            return
        if kind.endswith(_WITHIN):
            self._reading.faults.append(Fault(Code.EMBEDDED, kind.rpartition("/")[2]))
        elif attributes.get("TargetMode", "").lower() == "external" and not kind.endswith(_MAY_LEAD_OUT):
            self._reading.faults.append(Fault(Code.LINKED, kind.rpartition("/")[2]))


class _PartReader(Listener):
    """Joins the runs of each paragraph and cuts its text into tags."""

    def __init__(self, part: Part, reading: Reading) -> None:
        self.texts: list[str] = []
        self._part = part
        self._reading = reading
        self._within: list[tuple[str, int]] = []  # paragraphs, rows, tables, containers that are open
        self._paragraphs: list[list[str]] = []
        self._field: list[str] = []  # what the fields of a part say; Word cuts them into runs too
        self._read: str | None = None  # the element whose characters are being heard

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _CONTAINERS or name in ("p", "tr", "tbl"):
            self._reading.counted += 1
            self._within.append((name, self._reading.counted))
        if name == "p":
            self._paragraphs.append([])
        elif name in ("t", "instrText"):
            self._read = name
        elif name in ("tab", "br", "cr") and self._paragraphs:
            self._paragraphs[-1].append(" ")
        elif name == "fldChar":
            self._field.append("\n")  # a paragraph may hold several, one within another
        elif name == "fldSimple":
            self._judge_field(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        self._judge(name, attributes)

    def _judge(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _TRACKED:
            self._say(Code.TRACKED)
        elif name == "commentReference":
            self._say(Code.COMMENTED)
        for value in attributes.values() if self._part is not Part.OTHER else ():
            if "{" in value and BRACES.search(value):
                self._say(Code.MISPLACED, value[:NEAR_CHARACTERS])

    def end(self, name: str) -> None:
        if name in ("t", "instrText"):
            self._read = None
        elif name == "p" and self._paragraphs:
            self._cut("".join(self._paragraphs.pop()))
        if name in ("p", "fldSimple"):
            self._judge_field("".join(self._field))
            self._field.clear()
        if self._within and self._within[-1][0] == name:
            self._within.pop()

    def text(self, text: str) -> None:
        if self._read == "t" and self._paragraphs:
            self._paragraphs[-1].append(text)
        elif self._read == "instrText":
            self._field.append(text)

    def _cut(self, text: str) -> None:
        self.texts.append(text)
        if self._part is Part.OTHER:
            if BRACES.search(text):
                self._say(Code.MISPLACED, near=_near(text))
            return
        near = _near(text)
        for found in _TAG.finditer(text):
            self._reading.tags.append(
                Tag(
                    found[0],
                    self._part,
                    near,
                    self._innermost("p"),
                    self._innermost(*_CONTAINERS),
                    self._innermost("tr"),
                    self._innermost("tbl"),
                )
            )
        if left := _ANY_BRACE.search(_TAG.sub(" ", text)):
            self._say(Code.BROKEN_TAG, left[0], near)

    def _judge_field(self, field_: str) -> None:
        if BRACES.search(field_):
            self._say(Code.MISPLACED, field_.strip()[:NEAR_CHARACTERS])
        if found := _FETCHING.search(field_):
            self._say(Code.LINKED, found[1])

    def _innermost(self, *names: str) -> int:
        return next((number for name, number in reversed(self._within) if name in names), 0)

    def _say(self, code: Code, name: str = "", near: str = "") -> None:
        self._reading.faults.append(Fault(code, name, self._part, near))


def _near(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= NEAR_CHARACTERS else f"{shown[: NEAR_CHARACTERS - 1]}…"
