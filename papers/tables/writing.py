"""Tables for people: typed cells, a header that stays in sight, filters, lists to choose from, nothing that runs."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from papers.tables import codes
from papers.tables.model import Column, Kind, Sheet, Value
from papers.tables.text import guarded, moment_text, tidy

ROWS_TO_FILL = 20_000
LONGEST_TITLE = 31
# Excel's limit for a list that stands in the rule itself, and what separates its items there.
LONGEST_LIST, LIST_SEPARATOR = 255, ","
DIGITS_OF_A_NUMBER = 15
WIDEST_NUMBER = 30
FIRST_YEAR = 1900

_FORMATS = {
    Kind.TEXT: "@",
    Kind.INTEGER: "0",
    Kind.NUMBER: "General",
    Kind.DATE: "dd.mm.yyyy",
    Kind.DAY: "dd.mm.yyyy",
    Kind.MOMENT: "dd.mm.yyyy hh:mm:ss",
    Kind.YES_NO: "@",
    Kind.CHOICE: "@",
}
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_HARMLESS = {
    "in_memory": True,  # rows hold personal data: none of it goes through a temporary file
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Lists: TypeAlias = Mapping[str, list[str] | str]
"""Key of a column -> its choices, or the range of cells where they stand."""


def write(sheets: Sequence[Sheet], *, allowed_title: str) -> bytes:
    """Do what `papers.tables.write` promises."""
    book = _Book()
    pages = [(sheet, book.page(sheet.title)) for sheet in sheets]
    long = {c.key: c.choices for sheet in sheets for c in sheet.columns if c.choices and not _fits_a_rule(c.choices)}
    titles = {c.key: c.title for sheet in sheets for c in sheet.columns}
    ranges = book.allowed(allowed_title, titles, long, hidden=True) if long else {}
    for sheet, page in pages:
        top = book.head(page, sheet)
        book.rows(page, top, sheet)
        book.lists(page, top, sheet.columns, ranges, len(sheet.rows))
        book.codes(page, top, sheet)
    return book.bytes()


def template(
    columns: Sequence[Column],
    title: str,
    allowed_title: str,
    allowed: Mapping[str, Sequence[str]],
    example_rows: Sequence[Mapping[str, Value]],
) -> bytes:
    """Do what `papers.tables.template` promises."""
    columns = [replace(column, choices=allowed.get(column.key, column.choices)) for column in columns]
    sheet = Sheet(title, columns, example_rows)
    book = _Book()
    page = book.page(title)
    choices = {column.key: column.choices for column in columns if column.choices}
    ranges = book.allowed(allowed_title, {c.key: c.title for c in columns}, choices) if choices else {}
    top = book.head(page, sheet)
    book.rows(page, top, sheet)
    book.lists(page, top, columns, ranges, ROWS_TO_FILL)
    return book.bytes()


class _Book:
    """A workbook on its way to bytes."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, _HARMLESS)
        self._titles: set[str] = set()
        self._cells = self._looks({"valign": "top"})
        self._tall_cells = self._looks({"valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#999999"})
        header = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        self._header = self._book.add_format({**header, "bg_color": "#E7EDF3"})
        self._required = self._book.add_format({**header, "bg_color": "#FCE4B8"})
        self._note = self._book.add_format({"italic": True, "font_color": "#555555"})

    def _looks(self, look: Mapping[str, object]) -> dict[Kind, Format]:
        return {kind: self._book.add_format({**look, "num_format": code}) for kind, code in _FORMATS.items()}

    def page(self, title: str) -> Worksheet:
        """Add an empty sheet with a title that Excel accepts, and that no other one has."""
        return self._book.add_worksheet(unused_title(title, self._titles))

    def head(self, page: Worksheet, sheet: Sheet) -> int:
        """Write note and header; return the row of the first data, from 0."""
        row = 0
        if sheet.note is not None:
            page.write_string(row, 0, guarded(sheet.note), self._note)
            row += 1
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width, self._cells[column.kind])
            page.write_string(row, at, guarded(column.title), self._required if column.required else self._header)
            if column.hint is not None:
                page.write_comment(row, at, guarded(column.hint), {"x_scale": 2})
        page.freeze_panes(row + 1, 0)
        # Not every program moves pictures with the rows it sorts: a code would stand beside another's name.
        if sheet.columns and sheet.codes is None:
            page.autofilter(row, 0, row + max(len(sheet.rows), 1), len(sheet.columns) - 1)
        return row + 1

    def rows(self, page: Worksheet, top: int, sheet: Sheet) -> None:
        """Write the data from row `top` on."""
        looks = self._cells if sheet.codes is None else self._tall_cells
        columns = [(at, column, looks[column.kind]) for at, column in enumerate(sheet.columns)]
        for number, row in enumerate(sheet.rows, top):
            for at, column, look in columns:
                value = row.get(column.key)
                if value is not None:
                    _put(page, number, at, _as_cell(column, value), look)

    def allowed(
        self, title: str, titles: Mapping[str, str], choices: Mapping[str, Sequence[str]], *, hidden: bool = False
    ) -> dict[str, str]:
        """Write a sheet with a column for each list; return the ranges of the lists."""
        taken = unused_title(title, self._titles)
        page = self._book.add_worksheet(taken)
        quoted = taken.replace("'", "''")
        ranges: dict[str, str] = {}
        for at, (key, items) in enumerate(choices.items()):
            page.set_column(at, at, 32, self._cells[Kind.TEXT])
            page.write_string(0, at, guarded(titles[key]), self._header)
            for number, item in enumerate(items, 1):
                page.write_string(number, at, guarded(item), self._cells[Kind.TEXT])
            letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
            ranges[key] = f"='{quoted}'!{letter}$2:{letter}${len(items) + 1}"
        page.freeze_panes(1, 0)
        if hidden:
            page.hide()
        return ranges

    def lists(self, page: Worksheet, top: int, columns: Sequence[Column], ranges: Mapping[str, str], rows: int) -> None:
        """Offer the choices in the `rows` cells under each header; nothing else is accepted there."""
        for at, column in enumerate(columns):
            if column.choices and rows:
                source = ranges.get(column.key) or [guarded(choice) for choice in column.choices]
                page.data_validation(top, at, top + rows - 1, at, {"validate": "list", "source": source})

    def codes(self, page: Worksheet, top: int, sheet: Sheet) -> None:
        """Add the column of codes, if there is to be one, and make the sheet fit the printer's paper."""
        if sheet.codes is None:
            return
        at = len(sheet.columns)
        page.write_string(top - 1, at, guarded(sheet.codes.title), self._header)
        column = next(column for column in sheet.columns if column.key == sheet.codes.key)
        values = [row.get(column.key) for row in sheet.rows]
        codes.draw(page, top, at, ["" if v is None else str(v) for v in values], self._tall_cells[Kind.TEXT])
        codes.set_up_print(page, top - 1)

    def bytes(self) -> bytes:
        """Finish the workbook."""
        self._book.close()
        return self._out.getvalue()


def unused_title(title: str, taken: set[str]) -> str:
    """Return `title` as Excel accepts it (31 characters, none of []:*?/\\), and add it to those `taken`."""
    base = tidy(_NOT_IN_A_TITLE.sub(" ", title)).replace("\n", " ").strip("' ") or "1"
    tails = (f" ({number})" if number > 1 else "" for number in count(1))
    free = next(name for tail in tails if (name := _cut(base, tail)).casefold() not in taken)
    taken.add(free.casefold())
    return free


def _cut(base: str, tail: str) -> str:
    return base[: LONGEST_TITLE - len(tail)].rstrip("' ") + tail


def _fits_a_rule(choices: Sequence[str]) -> bool:
    items = [guarded(choice) for choice in choices]
    return len(LIST_SEPARATOR.join(items)) <= LONGEST_LIST and not any(LIST_SEPARATOR in item for item in items)


def _as_cell(column: Column, value: Value) -> str | float | datetime:
    """Return what stands in the cell for `value`: text wherever a number or a date of Excel would change it."""
    if isinstance(value, bool):
        return column.choices[0 if value else 1] if column.kind is Kind.YES_NO else str(value)
    if column.kind in (Kind.TEXT, Kind.CHOICE) or isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return _moment(value)
    return _number(Decimal(value or 0))


def _moment(value: date) -> str | datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel knows no time zones
    value = value.replace(tzinfo=None, microsecond=0)
    if value.year >= FIRST_YEAR:
        return value
    return moment_text(value)


def _number(value: Decimal) -> str | float:
    if not value.is_finite():
        raise ValueError(f"no number for a cell: {value}")
    digits, spread = len(value.normalize().as_tuple().digits), abs(value.adjusted())
    if digits > DIGITS_OF_A_NUMBER and spread <= WIDEST_NUMBER:
        return format(value, "f")
    return float(value)


def _put(page: Worksheet, row: int, at: int, cell: str | float | datetime, look: Format) -> None:
    if isinstance(cell, str):
        if tidy(cell):
            page.write_string(row, at, guarded(cell), look)
    elif isinstance(cell, datetime):
        page.write_datetime(row, at, cell, look)
    else:
        page.write_number(row, at, cell, look)
