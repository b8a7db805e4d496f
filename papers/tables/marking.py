"""Their own file back, its faulty cells marked and listed: what to put right is seen where it is put right."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from papers.errors import PaperError
from papers.tables.book import open_book
from papers.tables.model import MOST_MARKS, Column
from papers.tables.reading import Header, find_header
from papers.tables.text import guarded, writable
from papers.tables.writing import unused_title

# A workbook in the memory takes some ten times the room of its XML.
MOST_UNPACKED = 64 * 1024 * 1024

_AUTHOR = "Iskra"  # by which our own marks are known when the file comes back a second time
_AUTHORS, _THEIRS = ", ", "\n\n* * *\n\n"  # between us and whoever wrote a comment there before
_FILL = PatternFill("solid", fgColor="FFFFC7CE")
_PLAIN = PatternFill()
_OUTSIDE = re.compile(r"\[\d+\]")


def mark(
    content: bytes,
    columns: Sequence[Column],
    faults: Mapping[int, Mapping[str, str]],
    summary_title: str,
    *,
    headings: tuple[str, str, str] | None,
    note: str | None,
) -> bytes:
    """Do what `papers.tables.mark` promises."""
    book = open_book(content)
    header = find_header(book, columns)
    if book.package.unpacked > MOST_UNPACKED:
        raise PaperError("too_large")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of every extension that it leaves out
        workbook = _load(content)
        data = workbook[header.sheet]
        _forget(workbook, data, summary_title)
        marks = list(islice(_marks(header, columns, faults), MOST_MARKS))
        for cell, text in _by_cell(data, marks):
            _mark(cell, text)
        total = sum(map(len, faults.values()))
        above = [f"{summary_title}: {len(marks)} / {total}"] if total > len(marks) else []
        _list(workbook, marks, summary_title, headings, [*above, *([note] if note else [])])
        return _saved(workbook)


class _Mark(NamedTuple):
    row: int
    column: int
    title: str
    text: str


def _load(content: bytes) -> Workbook:
    try:
        workbook = load_workbook(io.BytesIO(content), keep_links=False, keep_vba=False)
    except PaperError:
        raise
    except Exception as error:  # openpyxl raises whatever a strange file makes it stumble over
        raise PaperError("broken") from error
    workbook.template = False
    return workbook


def _forget(workbook: Workbook, data: Worksheet, summary_title: str) -> None:
    """Take away what must not go out again: marks of the last time, and whatever needs another file to be worked out.

    Excel calls a file damaged whose formulas refer to a workbook that is no longer named in it.
    """
    if summary_title in workbook.sheetnames and workbook[summary_title] is not data:
        del workbook[summary_title]
    for sheet in workbook.worksheets:
        # openpyxl's rows would make every cell up to the last one, of which there may be 17 thousand million.
        for cell in list(sheet._cells.values()):
            _forget_cell(cell)
    scopes = [workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)]
    for names in scopes:
        for name in [name for name, defined in names.items() if _OUTSIDE.search(defined.attr_text or "")]:
            del names[name]


def _forget_cell(cell: Cell | MergedCell) -> None:
    if isinstance(cell, MergedCell):
        return
    if cell.comment is not None and (cell.comment.author or "").split(_AUTHORS)[0] == _AUTHOR:
        _, _, theirs = cell.comment.text.partition(_THEIRS)
        cell.comment = Comment(theirs, cell.comment.author.partition(_AUTHORS)[2]) if theirs else None
        cell.fill = _PLAIN
    if cell.data_type == "f":
        formula = str(getattr(cell.value, "text", cell.value) or "")
        if _OUTSIDE.search(formula):
            cell.value = guarded(formula)
            cell.data_type = "s"


def _marks(header: Header, columns: Sequence[Column], faults: Mapping[int, Mapping[str, str]]) -> Iterator[_Mark]:
    titles = {column.key: column.title for column in columns}
    first = min(header.places.values())
    for row in sorted(faults):
        for key, text in faults[row].items():
            yield _Mark(row, header.places.get(key, first), titles.get(key, ""), text)


def _by_cell(data: Worksheet, marks: Sequence[_Mark]) -> Iterator[tuple[Cell, str]]:
    """Give each cell once, with all its texts; of merged ones the first, which alone can hold a comment."""
    texts: dict[tuple[int, int], list[str]] = {}
    corners = _corners(data, {(mark.row, mark.column) for mark in marks})
    for mark in marks:
        place = (mark.row, mark.column)
        texts.setdefault(corners.get(place, place), []).append(mark.text)
    for (row, column), lines in texts.items():
        cell = data.cell(row, column)
        if isinstance(cell, Cell):
            yield cell, "\n".join(dict.fromkeys(lines))


def _corners(data: Worksheet, places: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each of `places` inside a merged range the range's first cell."""
    merged = {place for place in places if isinstance(data.cell(*place), MergedCell)}
    corners: dict[tuple[int, int], tuple[int, int]] = {}
    for area in data.merged_cells.ranges if merged else ():
        for row, column in merged:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                corners[row, column] = (area.min_row, area.min_col)
    return corners


def _mark(cell: Cell, text: str) -> None:
    theirs, author = cell.comment, _AUTHOR
    if theirs is not None and theirs.text:
        text, author = f"{text}{_THEIRS}{theirs.text}", f"{_AUTHOR}{_AUTHORS}{theirs.author}"
    cell.comment = Comment(writable(text), author, height=110, width=320)
    cell.fill = _FILL


def _list(
    workbook: Workbook,
    marks: Sequence[_Mark],
    title: str,
    headings: tuple[str, str, str] | None,
    above: Sequence[str],
) -> None:
    taken = {name.casefold() for name in workbook.sheetnames}
    sheet = workbook.create_sheet(unused_title(title, taken), 0)
    for line in above:
        sheet.append([_text_cell(sheet, line)])
    if headings is not None:
        sheet.append([_text_cell(sheet, heading, bold=True) for heading in headings])
        sheet.freeze_panes = f"A{sheet.max_row + 1}"
    for mark in marks:
        place = f"{get_column_letter(mark.column)}{mark.row}"
        column = f"{mark.title} ({place})" if mark.title else place
        sheet.append([mark.row, _text_cell(sheet, column), _text_cell(sheet, mark.text)])
    for letter, width in zip("ABC", (10, 32, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _text_cell(sheet: Worksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, guarded(text))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell


def _saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
