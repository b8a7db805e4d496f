"""What the cells of a workbook refer to: its sheets, its shared strings, its date formats, its first day."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from papers.errors import PaperError
from papers.markup import Listener, listen
from papers.package import WORKBOOK, Package

MOST_STRINGS = 2_000_000
_DOCUMENT, _STRINGS, _STYLES = "/officeDocument", "/sharedStrings", "/styles"
# Dates in the customs of other countries: known to Excel by number, named in no file.
_FOREIGN_DATES = frozenset({*range(27, 37), *range(50, 59)})
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")


@dataclass(frozen=True)
class Book:
    """A workbook, opened."""

    package: Package
    sheets: Mapping[str, str]  # title of each sheet that can be seen -> its part, in their order
    strings: list[str]
    date_styles: frozenset[int]
    first_day: datetime  # what day 0 is: Windows and the old Macintosh do not agree


def open_book(content: bytes) -> Book:
    """Return the workbook in `content`, or say why there is none (`PaperError`)."""
    package = Package(content, WORKBOOK)
    main = _target(_relations(package, ""), _DOCUMENT)
    if main is None or main not in package:
        raise PaperError("broken")
    about = _About()
    listen(package.chunks(main), about)
    relations = _relations(package, main)
    targets = {identity: target for identity, _, target in relations}
    sheets = {title: targets[identity] for title, identity in about.sheets if identity in targets}
    strings, styles = _Strings(), _Styles()
    for kind, listener in ((_STRINGS, strings), (_STYLES, styles)):
        part = _target(relations, kind)
        if part is not None and part in package:
            listen(package.chunks(part), listener)
    return Book(package, sheets, strings.found, frozenset(styles.dates()), about.first_day)


def unescaped(text: str) -> str:
    """Return `text` with the characters that Excel writes as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """Return the number that an attribute holds; `broken` if it holds none."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise PaperError("broken")
    return int(text)


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, type and target of what `part` refers to inside the package; links to elsewhere are not followed."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _Relations(folder)
    if relations in package:
        listen(package.chunks(relations), found)
    return found.found


def _target(relations: list[tuple[str, str, str]], kind: str) -> str | None:
    return next((target for _, type_, target in relations if type_.endswith(kind)), None)


class _Relations(Listener):
    def __init__(self, folder: str) -> None:
        self.found: list[tuple[str, str, str]] = []
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found.append((attributes.get("Id", ""), attributes.get("Type", ""), target.lstrip("/")))


class _About(Listener):
    """The workbook's own part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.first_day = WINDOWS_EPOCH

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904", "").lower() in _TRUE:
            self.first_day = MAC_EPOCH
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), identity))


class _Strings(Listener):
    """The shared strings, without the marks of pronunciation that some of them carry."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._hears = self._aside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self._hears = not self._aside

    def text(self, text: str) -> None:
        if self._hears:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._hears = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append(unescaped("".join(self._pieces)))
            if len(self.found) > MOST_STRINGS:
                raise PaperError("too_large")


class _Styles(Listener):
    """The number formats of the cells' styles."""

    def __init__(self) -> None:
        self._formats = dict(BUILTIN_FORMATS)
        self._styles: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and not self._in_cells and "numFmtId" in attributes:
            self._formats[whole(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(whole(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def dates(self) -> set[int]:
        """Return the styles that show a number as a date; a length of time is none."""
        return {style for style, number in enumerate(self._styles) if self._is_date(number)}

    def _is_date(self, number: int) -> bool:
        code = self._formats.get(number, "")
        return number in _FOREIGN_DATES or (is_date_format(code) and not is_timedelta_format(code))
