"""One sheet as a stream of rows, with what each cell really holds; and the ranges that were merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from openpyxl.utils.cell import column_index_from_string, range_boundaries

from papers.errors import PaperError
from papers.markup import Listener, steps
from papers.tables.book import Book, unescaped, whole

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_MERGES = 100_000


class Figure(NamedTuple):
    """A number as it stands in the file."""

    digits: str
    dated: bool  # shown as a date


class Odd(NamedTuple):
    """What is no value: a formula, or Excel's word for an error; `code` is that of the fault."""

    code: str
    text: str


class Range(NamedTuple):
    """Merged cells, edges included."""

    left: int
    top: int
    right: int
    bottom: int


Cell: TypeAlias = str | bool | datetime | Figure | Odd
Cells: TypeAlias = dict[int, Cell]
"""Column, from 1 -> what stands there; empty cells are left out."""


class Grid:
    """A sheet to go through once; `merges` is whole when its rows are at their end."""

    def __init__(self, book: Book, title: str) -> None:
        self._chunks = book.package.chunks(book.sheets[title])
        self._heard = _Sheet(book)
        self.merges = self._heard.merges

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Give number and cells of each row that has any, from the top."""
        for _ in steps(self._chunks, self._heard):
            yield from self._heard.ready
            self._heard.ready.clear()


class _Sheet(Listener):
    """Collects the rows of a chunk. What Excel writes is in order: a sheet that is not was made to confuse."""

    def __init__(self, book: Book) -> None:
        self.ready: list[tuple[int, Cells]] = []
        self.merges: list[Range] = []
        self._strings, self._date_styles = book.strings, book.date_styles
        self._row = self._column = 0
        self._cells: Cells = {}
        self._cell: Mapping[str, str] = {}
        self._pieces: list[str] = []
        self._formula = self._hears = self._aside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._hears = not self._aside
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._hears:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._hears = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            self.ready.append((self._row, self._cells))
        elif name == "rPh":
            self._aside = False

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        row = whole(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < row <= LAST_ROW:
            raise PaperError("broken")
        self._row, self._column, self._cells = row, 0, {}

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            try:
                column = column_index_from_string(attributes["r"].rstrip("0123456789"))
            except ValueError as error:
                raise PaperError("broken") from error
        if not self._column < column <= LAST_COLUMN:
            raise PaperError("broken")
        self._column, self._cell, self._pieces, self._formula = column, attributes, [], False

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if self._formula:
            self._cells[self._column] = Odd("formula", "")
        elif text:
            cell = self._read(self._cell.get("t", "n"), text)
            if cell != "":
                self._cells[self._column] = cell

    def _read(self, kind: str, text: str) -> Cell:
        try:
            if kind == "n":
                return Figure(text.strip(), int(self._cell.get("s", 0)) in self._date_styles)
            if kind == "s":
                return self._strings[whole(text.strip())]
            if kind == "d":
                return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
        except (ValueError, IndexError) as error:
            raise PaperError("broken") from error
        if kind == "b":
            return text.strip() in ("1", "true")
        return Odd("error_value", text) if kind == "e" else unescaped(text)

    def _merge(self, reference: str) -> None:
        try:
            left, top, right, bottom = range_boundaries(reference)
        except (ValueError, TypeError) as error:
            raise PaperError("broken") from error
        if left is None or top is None or right is None or bottom is None or len(self.merges) >= MOST_MERGES:
            raise PaperError("broken")
        self.merges.append(Range(left, top, right, bottom))
