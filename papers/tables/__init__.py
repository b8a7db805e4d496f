"""Excel tables: written for people, read from people with every doubtful cell named, and marked for correction.

    write, template   rows -> bytes                          writing.py, with codes.py
    read              bytes -> `Table`, or `PaperError`      reading.py over book.py, grid.py, values.py
    mark              their bytes + faults -> a marked copy  marking.py

A file from outside is hostile until read. papers/package.py opens nothing that is too large, encrypted or has macros;
papers/markup.py knows no entities; no formula is worked out and no stored result of one believed.

These four are doors: who only describes a table, or names one of them for a process of its own, imports no library of
tables with it; and that process imports only what its one call needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papers.tables.model import MOST_MARKS, Codes, Column, Fault, Kind, Row, Sheet, Table, Value
from papers.tables.text import tidy

__all__ = [
    "MOST_MARKS",
    "Codes",
    "Column",
    "Fault",
    "Kind",
    "Row",
    "Sheet",
    "Table",
    "Value",
    "mark",
    "read",
    "template",
    "tidy",
    "write",
]


def write(sheets: Sequence[Sheet], *, allowed_title: str = "lists") -> bytes:
    """Return the workbook of `sheets`.

    Choices too long for a rule stand on one hidden sheet more, called `allowed_title`.
    """
    from papers.tables import writing

    return writing.write(sheets, allowed_title=allowed_title)


def template(
    columns: Sequence[Column],
    title: str,
    allowed_title: str,
    allowed: Mapping[str, Sequence[str]],
    example_rows: Sequence[Mapping[str, Value]] = (),
) -> bytes:
    """Return a workbook to fill in: the header with its hints, and a second sheet with what is allowed.

    `allowed` adds to the columns' own choices. `example_rows` are rows like any other: `read` will give them back.
    """
    from papers.tables import writing

    return writing.template(columns, title, allowed_title, allowed, example_rows)


def read(
    content: bytes,
    columns: Sequence[Column],
    *,
    most_rows: int = 20_000,
    yes: Sequence[str] = (),
    no: Sequence[str] = (),
) -> Table:
    """Return the table under the header with the titles of `columns`.

    It may stand in any of the first ten rows of any sheet that can be seen, its columns in any order among others.
    `yes` and `no` are words accepted besides a column's own two. A file that cannot be read whole is a `PaperError`;
    what is wrong with one cell is a `Fault` of its row.
    """
    from papers.tables import reading

    return reading.read(content, columns, most_rows=most_rows, yes=yes, no=no)


def mark(
    content: bytes,
    columns: Sequence[Column],
    faults: Mapping[int, Mapping[str, str]],
    summary_title: str,
    *,
    headings: tuple[str, str, str] | None = None,
    note: str | None = None,
) -> bytes:
    """Return a copy of their file in which faulty cells are filled and say why, with a first sheet that lists them.

    `faults` is row (as Excel counts) -> key -> text; a key that is no column's marks the first column of the row.
    `headings` stand over row, column and text in the list, `note` above them. Only the first `MOST_MARKS` are marked
    and listed: then the list begins with how many of how many they are.
    """
    from papers.tables import marking

    return marking.mark(content, columns, faults, summary_title, headings=headings, note=note)
