"""Workbooks of every bad kind, really built: by openpyxl where it can, by hand where no program would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from papers.tables import Column, Kind

NUMBER, NAME, BORN = (
    Column("number", "Рег. №", required=True),
    Column("name", "ФИО"),
    Column("born", "Дата рождения", Kind.DATE),
)
COLUMNS = (NUMBER, NAME, BORN)
TITLES = [column.title for column in COLUMNS]

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[object], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """A workbook as openpyxl writes it, with one sheet of `rows`."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    return saved(book)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def with_parts(content: bytes, **changed: bytes | str) -> bytes:
    """The workbook with other parts; `sheet`, `book` and `types` stand for the usual ones."""
    names = {"sheet": SHEET, "book": BOOK, "types": TYPES}
    return packed({**parts(content), **{names.get(name, name): data for name, data in changed.items()}})


def sheet_xml(data: str, before: str = "", after: str = "") -> str:
    """A sheet's part with the given rows, and whatever stands before and behind them."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'


def text_row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        for letter, text in zip("ABCDEFG", texts, strict=False)
    )
    return f'<row r="{number}">{cells}</row>'


def handmade(*rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet is written by hand, under the usual header."""
    return with_parts(workbook(TITLES), sheet=sheet_xml(text_row(1, *TITLES) + "".join(rows), before, after))
