"""A table of one-time links: text that nothing follows by itself, a QR code in each row, a sheet for the printer."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from bot.workshop import Workshop
from papers.tables import Codes, Column, Sheet, Value, read, write
from tests.unit.papers.books import parts

COLUMNS = (
    Column("name", "ФИО", width=30),
    Column("group", "Группа", width=10),
    Column("link", "Ссылка", width=42),
)
CODES = Codes("link", "QR-код")
LINK = "https://t.me/iskra_cluster_bot?start=inv_"
NOTE = "Каждую ссылку открывает один человек"


def rows(number: int) -> list[dict[str, Value]]:
    return [{"name": f"Абрамова-Жукова Алёна {n}", "group": "СВ-21", "link": f"{LINK}{n:043d}"} for n in range(number)]


def sheet_of(number: int = 3) -> Sheet:
    return Sheet("Приглашения", COLUMNS, rows(number), NOTE, CODES)


def page(content: bytes) -> Worksheet:
    book: Workbook = load_workbook(io.BytesIO(content))
    return book.worksheets[0]


def codes(content: bytes) -> dict[tuple[int, int], str]:
    """Row and column of each picture, from 1 -> what a telephone reads in it."""
    found = {}
    for image in page(content)._images:
        at, end = image.anchor._from, image.anchor.to
        assert (at.row, at.col) == (end.row, end.col), "a picture leaves its cell"
        (code,) = zxingcpp.read_barcodes(Image.open(image.ref).convert("L"))
        assert code.ec_level in "MQH"
        found[at.row + 1, at.col + 1] = code.text
    return found


def test_each_row_has_the_code_of_its_own_link() -> None:
    content = write([sheet_of()])
    assert page(content)["D2"].value == "QR-код"
    assert codes(content) == {(n + 3, 4): row["link"] for n, row in enumerate(rows(3))}


def test_a_person_without_a_link_has_no_code() -> None:
    some = rows(3)
    del some[1]["link"]
    content = write([Sheet("Приглашения", COLUMNS, some, None, CODES)])
    assert codes(content) == {(2, 4): some[0]["link"], (4, 4): some[2]["link"]}
    assert page(content).row_dimensions[3].height is None


def test_rows_are_tall_enough() -> None:
    """96 points are 34 mm, with a frame of a millimetre."""
    tall = page(write([sheet_of()]))
    assert [tall.row_dimensions[row].height for row in (3, 4, 5)] == [96, 96, 96]
    assert tall["A3"].alignment.wrap_text
    assert tall["A3"].alignment.vertical == "center"


def test_links_are_text_however_long() -> None:
    link = LINK + "a" * 400  # Excel takes no hyperlink over 255 characters
    content = write([Sheet("Приглашения", COLUMNS, [{"name": "=HYPERLINK(1)", "link": link}], None, CODES)])
    cells = page(content)[2]
    assert (cells[2].value, cells[2].data_type, cells[2].hyperlink) == (link, "s", None)
    assert (cells[0].value, cells[0].data_type) == ("'=HYPERLINK(1)", "s")
    assert not any(b"hyperlink" in part for name, part in parts(content).items() if name.startswith("xl/worksheets"))
    assert codes(content) == {(2, 4): link}


def test_the_sheet_goes_to_the_printer_as_it_is() -> None:
    printed = page(write([sheet_of()]))
    assert (printed.page_setup.orientation, printed.page_setup.paperSize) == ("landscape", 9)
    assert printed.sheet_properties.pageSetUpPr.fitToPage
    assert (printed.page_setup.fitToWidth, printed.page_setup.fitToHeight) == (None, 0)  # 1, the default
    assert (printed.freeze_panes, printed.print_title_rows) == ("A3", "$2:$2")


def test_nothing_is_protected_and_nothing_sorts_codes_away_from_their_names() -> None:
    printed = page(write([sheet_of()]))
    assert not printed.protection.sheet
    assert printed.auto_filter.ref is None


def test_what_was_written_can_be_read() -> None:
    assert [row.values for row in read(write([sheet_of(5)]), COLUMNS).rows] == rows(5)


def test_a_sheet_without_codes_stays_as_it_was() -> None:
    book = load_workbook(io.BytesIO(write([sheet_of(2), Sheet("Ещё", COLUMNS, rows(2))])))
    plain = book.worksheets[1]
    assert (len(book.worksheets[0]._images), len(plain._images)) == (2, 0)
    assert (plain.auto_filter.ref, plain.page_setup.orientation) == ("A1:C3", None)
    assert (plain["A2"].alignment.wrap_text, plain.row_dimensions[2].height) == (None, None)


async def test_five_hundred_people_are_a_file_to_send() -> None:
    content = await Workshop().make(write, [sheet_of(500)])
    assert len(content) < 2 << 20
    assert len(page(content)._images) == 500


def test_codes_are_made_of_a_column() -> None:
    with pytest.raises(ValueError, match="no column hidden"):
        Sheet("Приглашения", COLUMNS, (), codes=Codes("hidden", "QR"))
