"""What people get as a table: cells of their kinds, a header that helps, and nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from papers.tables import Column, Kind, Sheet, Value, read, template, write
from tests.unit.papers.books import parts

TEXT = Column("text", "Текст")
COLLEGES = tuple(f"Колледж № {n}, г. Рязань" for n in range(40))
COLUMNS = (
    Column("number", "Рег. №", required=True, width=12, hint="Как в заявлении"),
    Column("places", "Мест", Kind.INTEGER),
    Column("grade", "Средний балл", Kind.NUMBER),
    Column("born", "Дата рождения", Kind.DATE),
    Column("sent", "Подано", Kind.MOMENT),
    Column("dormitory", "Общежитие", Kind.YES_NO, choices=("Да", "Нет")),
    Column("college", "Колледж", Kind.CHOICE, choices=COLLEGES),
)
ROW: dict[str, Value] = {
    "number": "+79105551234",
    "places": 25,
    "grade": Decimal("4.35"),
    "born": date(2010, 9, 5),
    "sent": datetime(2026, 7, 14, 10, 5, tzinfo=UTC),
    "dormitory": False,
    "college": COLLEGES[3],
}


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def sheet(
    columns: Sequence[Column], *rows: dict[str, Value], title: str = "Заявления", note: str | None = None
) -> Worksheet:
    return opened(write([Sheet(title, columns, rows, note)])).worksheets[0]


def test_cells_are_of_their_kinds() -> None:
    cells = sheet(COLUMNS, ROW)[2]
    assert [cell.value for cell in cells] == [
        "'+79105551234", 25, 4.35, datetime.fromisoformat("2010-09-05"), datetime.fromisoformat("2026-07-14T10:05"),
        "Нет", COLLEGES[3],
    ]  # fmt: skip
    assert [cell.data_type for cell in cells] == ["s", "n", "n", "d", "d", "s", "s"]
    assert (cells[0].number_format, cells[3].number_format) == ("@", "dd.mm.yyyy")


def test_the_header_is_bold_stays_in_sight_and_filters() -> None:
    page = sheet(COLUMNS, ROW, ROW, note="Сведения на 14.07.2026")
    assert page["A1"].value == "Сведения на 14.07.2026"
    assert [cell.value for cell in page[2]] == [column.title for column in COLUMNS]
    assert all(cell.font.bold for cell in page[2])
    assert (page.freeze_panes, page.auto_filter.ref) == ("A3", "A2:G4")
    assert page.column_dimensions["A"].width == pytest.approx(12, abs=1)
    assert page["A2"].comment is not None
    assert "Как в заявлении" in page["A2"].comment.text


@pytest.mark.parametrize(
    "text", ["=1+1", "+7", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "=cmd|' /C calc'!A0", "-"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    content = write([Sheet(text, [Column("text", text, hint=text)], [{"text": text}], note=text)])
    page = opened(content).worksheets[0]
    for cell in (page["A1"], page["A2"], page["A3"]):
        assert cell.data_type == "s"
        assert cell.value.startswith("'")
    assert b"<f>" not in parts(content)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "text", ["http://x.ru", "mailto:a@b.ru", "internal:Лист1!A1", "file:///etc/passwd", "0012", "{=1}", "1e5"]
)
def test_no_text_becomes_a_link_or_a_number(text: str) -> None:
    page = sheet([TEXT], {"text": text})
    assert (page["A2"].value, page["A2"].data_type, page["A2"].hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("а\x00б\x0bв\ufffe\ud800г", "абвг"),
        ("а\nб", "а\nб"),
        ("ы" * 40_000, "ы" * 32_767),
        ("🔥" * 20_000, "🔥" * 16_383),
        ("=" * 40_000, "'" + "=" * 32_766),
    ],
)
def test_what_excel_cannot_hold_is_left_out(text: str, kept: str) -> None:
    assert sheet([TEXT], {"text": text})["A2"].value == kept


@pytest.mark.parametrize(
    ("titles", "kept"),
    [
        (["[a]:*?/\\b"], ["a b"]),
        (["Очень длинное название листа с заявлениями"], ["Очень длинное название листа с"]),
        (["'x'", "", " \n"], ["x", "1", "1 (2)"]),
        (["Лист", "ЛИСТ", "лист"], ["Лист", "ЛИСТ (2)", "лист (3)"]),
        (["ы" * 40, "ы" * 40], ["ы" * 31, "ы" * 27 + " (2)"]),
    ],
)
def test_titles_of_sheets_are_what_excel_accepts(titles: Sequence[str], kept: Sequence[str]) -> None:
    assert opened(write([Sheet(title, [TEXT], []) for title in titles])).sheetnames == kept


def test_short_choices_stand_in_the_rule_and_long_ones_on_a_hidden_sheet() -> None:
    book = opened(write([Sheet("Заявления", COLUMNS, [ROW, ROW])], allowed_title="Списки"))
    rules = {str(rule.sqref): rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules == {"F2:F3": '"Да,Нет"', "G2:G3": "'Списки'!$A$2:$A$41"}
    assert book["Списки"].sheet_state == "hidden"
    assert [cell.value for cell in book["Списки"]["A"]] == ["Колледж", *COLLEGES]


def test_a_template_shows_what_is_allowed_and_is_read_again() -> None:
    content = template(COLUMNS, "Рейтинг", "Что можно", {"number": ["А-1", "=А-2"]}, [{**ROW, "number": "А-1"}])
    book = opened(content)
    assert book.sheetnames == ["Рейтинг", "Что можно"]
    assert book["Что можно"].sheet_state == "visible"
    assert [cell.value for cell in book["Что можно"]["A"][:3]] == ["Рег. №", "А-1", "'=А-2"]
    rules = {str(rule.sqref): rule.formula1 for rule in book["Рейтинг"].data_validations.dataValidation}
    assert rules["A2:A20001"] == "'Что можно'!$A$2:$A$3"
    table = read(content, COLUMNS)
    assert (table.sheet, table.rows[0].values["number"], table.rows[0].faults) == ("Рейтинг", "А-1", {})


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_not_written_as_one(number: Decimal) -> None:
    with pytest.raises(ValueError, match="no number"):
        write([Sheet("x", [Column("n", "n", Kind.NUMBER)], [{"n": number}])])


def test_a_text_may_stand_where_a_number_would() -> None:
    assert sheet([Column("n", "n", Kind.INTEGER)], {"n": "<5"})["A2"].value == "<5"


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.YES_NO])
def test_a_column_of_choices_needs_them(kind: Kind) -> None:
    with pytest.raises(ValueError, match="choices"):
        Column("x", "x", kind)
