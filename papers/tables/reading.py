"""Tables from people: the header found wherever it stands, each row a value or a fault for every column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from papers.errors import PaperError
from papers.tables.book import Book, open_book
from papers.tables.grid import Cell, Cells, Grid, Range
from papers.tables.model import Column, Fault, Row, Table, Value
from papers.tables.text import fold, unguarded
from papers.tables.values import Customs, Unreadable, understand, words

ROWS_TO_SEARCH = 10


def read(
    content: bytes,
    columns: Sequence[Column],
    *,
    most_rows: int,
    yes: Sequence[str],
    no: Sequence[str],
) -> Table:
    """Do what `papers.tables.read` promises."""
    book = open_book(content)
    header = find_header(book, columns)
    customs = Customs(book.first_day, words(yes), words(no))
    grid = Grid(book, header.sheet)
    rows: list[Row] = []
    for number, cells in grid.rows():
        if number > header.row and any(at in cells for at in header.places.values()):
            row = _row(number, cells, columns, header, customs)
            if row is None:
                continue
            if len(rows) >= most_rows:
                raise PaperError("too_many_rows", {"most": most_rows})
            rows.append(row)
    if not rows:
        raise PaperError("no_rows")
    absent = tuple(column.key for column in columns if column.key not in header.places)
    return Table(tuple(_with_merges(rows, header, grid.merges)), header.sheet, absent)


@dataclass(frozen=True)
class Header:
    """Where the titles stand."""

    sheet: str
    row: int
    places: Mapping[str, int]  # key -> column, from 1
    twice: tuple[str, ...] = ()  # titles that stand there more than once

    def missing(self, columns: Sequence[Column]) -> list[str]:
        """Return the titles that have to be there and are not."""
        return [column.title for column in columns if column.required and column.key not in self.places]


def find_header(book: Book, columns: Sequence[Column]) -> Header:
    """Return the first header that has what it must; a `PaperError` tells what the best one lacks."""
    best: Header | None = None
    empty = True
    for title in book.sheets:
        for number, cells in _top(book, title):
            empty = False
            header = _header(title, number, cells, columns)
            if header.places and not header.missing(columns):
                if header.twice:
                    raise PaperError("columns_double", {"titles": header.twice})
                return header
            if best is None or len(header.places) > len(best.places):
                best = header
    if empty or best is None:
        raise PaperError("empty")
    missing = best.missing(columns) or [column.title for column in columns]
    raise PaperError("columns_missing", {"titles": tuple(missing)})


def _top(book: Book, title: str) -> Iterator[tuple[int, Cells]]:
    for number, cells in Grid(book, title).rows():
        if number > ROWS_TO_SEARCH:
            return
        yield number, cells


def _header(sheet: str, number: int, cells: Cells, columns: Sequence[Column]) -> Header:
    wanted = {fold(column.title): column for column in columns}
    places: dict[str, int] = {}
    twice: list[str] = []
    for at, cell in cells.items():
        column = wanted.get(fold(unguarded(cell))) if isinstance(cell, str) else None
        if column is None:
            continue
        if column.key in places:
            twice.append(column.title)
        places.setdefault(column.key, at)
    return Header(sheet, number, places, tuple(dict.fromkeys(twice)))


def _row(number: int, cells: Cells, columns: Sequence[Column], header: Header, customs: Customs) -> Row | None:
    values: dict[str, Value] = {}
    faults: dict[str, Fault] = {}
    filled = False
    for column in columns:
        cell: Cell | None = cells.get(header.places.get(column.key, 0))
        values[column.key] = None
        try:
            values[column.key] = understand(cell, column, customs)
        except Unreadable as error:
            faults[column.key] = error.fault
        filled = filled or values[column.key] is not None or (column.key in faults and not _blank(cell))
    return Row(number, values, faults) if filled else None


def _blank(cell: Cell | None) -> bool:
    return cell is None or (isinstance(cell, str) and not unguarded(cell))


def _with_merges(rows: Sequence[Row], header: Header, merges: Sequence[Range]) -> Iterator[Row]:
    """Give the rows with a fault for each cell that was merged: whom such a value is for, nobody can say."""
    numbers = [row.number for row in rows]
    merged: dict[int, set[str]] = {}
    for key, at in header.places.items():
        for top, bottom in _joined((m.top, m.bottom) for m in merges if m.left <= at <= m.right):
            for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
                merged.setdefault(number, set()).add(key)
    for row in rows:
        keys = merged.get(row.number)
        if keys:
            values = {key: None if key in keys else value for key, value in row.values.items()}
            row = Row(row.number, values, {**row.faults, **dict.fromkeys(keys, Fault("merged"))})
        yield row


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with those that overlap made one, so that no row is visited twice."""
    joined: list[tuple[int, int]] = []
    for top, bottom in sorted(spans):
        if joined and top <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined
