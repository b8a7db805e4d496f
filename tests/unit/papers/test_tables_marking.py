"""Their own file comes back with what is wrong in it marked, listed, and nothing else changed."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from papers.errors import PaperError
from papers.tables import MOST_MARKS, mark, read
from tests.unit.papers.books import COLUMNS, TITLES, handmade, parts, saved, text_row, with_parts, workbook

FAULTS = {2: {"born": "Такого дня нет."}, 3: {"number": "Нет номера.", "name": "=Нет имени."}}
HEADINGS = ("Строка", "Столбец", "Что не так")
PINK = "FFFFC7CE"


def their_file(change: object = None) -> bytes:
    def dress(sheet: Worksheet) -> None:
        sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
        sheet["D2"] = "=1+1"
        sheet["C2"].comment = Comment("Уточнить у мамы", "Классный руководитель")
        if callable(change):
            change(sheet)

    return workbook(TITLES, ["А-1", "Ёлкин", "31.02.2010"], [None, None, "05.09.2010"], change=dress)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_faulty_cells_are_filled_and_say_why() -> None:
    sheet = opened(mark(their_file(), COLUMNS, FAULTS, "Ошибки"))["Sheet"]
    for place, text in (("C2", "Такого дня нет."), ("A3", "Нет номера."), ("B3", "=Нет имени.")):
        assert sheet[place].fill.fgColor.rgb == PINK
        assert sheet[place].comment.text.startswith(text)
    assert sheet["C2"].comment.text.endswith("Уточнить у мамы")
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["C2", "A3", "B3"]


def test_the_rest_stays_as_it_was() -> None:
    sheet = opened(mark(their_file(), COLUMNS, FAULTS, "Ошибки"))["Sheet"]
    assert rows(sheet) == [(*TITLES, None), ("А-1", "Ёлкин", "31.02.2010", "=1+1"), (None, None, "05.09.2010", None)]
    assert sheet["A2"].fill.fgColor.rgb == "FF00FF00"


def test_the_first_sheet_lists_the_faults() -> None:
    book = opened(mark(their_file(), COLUMNS, FAULTS, "Ошибки", headings=HEADINGS, note="Исправьте и пришлите снова."))
    assert book.sheetnames == ["Ошибки", "Sheet"]
    assert book.active is book["Ошибки"]
    assert [sheet.sheet_view.tabSelected for sheet in book] == [True, False]
    assert rows(book["Ошибки"]) == [
        ("Исправьте и пришлите снова.", None, None),
        HEADINGS,
        (2, "Дата рождения (C2)", "Такого дня нет."),
        (3, "Рег. № (A3)", "Нет номера."),
        (3, "ФИО (B3)", "'=Нет имени."),
    ]
    assert book["Ошибки"]["C5"].data_type == "s"


def test_a_fault_of_the_whole_row_marks_its_first_cell() -> None:
    book = opened(mark(their_file(), COLUMNS, {2: {"row": "Дважды.", "number": "Неизвестен."}}, "Ошибки"))
    assert book["Sheet"]["A2"].comment.text == "Дважды.\nНеизвестен."
    assert rows(book["Ошибки"]) == [(2, "A2", "Дважды."), (2, "Рег. № (A2)", "Неизвестен.")]


def test_the_copy_is_read_like_the_original() -> None:
    content = their_file()
    assert read(mark(content, COLUMNS, FAULTS, "Ошибки"), COLUMNS) == read(content, COLUMNS)


def test_a_copy_that_comes_back_loses_its_old_marks() -> None:
    once = mark(their_file(), COLUMNS, FAULTS, "Ошибки")
    book = opened(mark(once, COLUMNS, {3: {"name": "Всё ещё нет."}}, "Ошибки"))
    assert book.sheetnames == ["Ошибки", "Sheet"]
    assert rows(book["Ошибки"]) == [(3, "ФИО (B3)", "Всё ещё нет.")]
    filled = [c.coordinate for row in book["Sheet"] for c in row if c.fill.fgColor.rgb == PINK]
    assert filled == ["B3"]
    assert book["Sheet"]["B3"].comment.text == "Всё ещё нет."
    theirs = book["Sheet"]["C2"].comment
    assert (theirs.text, theirs.author) == ("Уточнить у мамы", "Классный руководитель")


def test_their_own_sheet_of_that_title_is_not_taken_away() -> None:
    content = their_file(lambda sheet: setattr(sheet, "title", "Ошибки"))
    assert opened(mark(content, COLUMNS, FAULTS, "Ошибки")).sheetnames == ["Ошибки (2)", "Ошибки"]


def test_of_merged_cells_the_first_is_marked() -> None:
    content = their_file(lambda sheet: sheet.merge_cells("A2:A3"))
    sheet = opened(mark(content, COLUMNS, {2: {"number": "Объединено."}, 3: {"number": "Объединено."}}, "Ошибки"))[
        "Sheet"
    ]
    assert (sheet["A2"].comment.text, sheet["A2"].fill.fgColor.rgb) == ("Объединено.", PINK)


def test_what_needs_another_file_is_left_as_text() -> None:
    def refer(sheet: Worksheet) -> None:
        sheet["E2"] = "=[1]Лист1!A1"
        sheet["F2"] = "=SUM(A2:B2)"

    content = their_file(refer)
    link = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    copy = mark(with_parts(content, **link), COLUMNS, FAULTS, "Ошибки")
    cells = opened(copy)["Sheet"]
    assert (cells["E2"].value, cells["E2"].data_type) == ("'=[1]Лист1!A1", "s")
    assert (cells["F2"].value, cells["F2"].data_type) == ("=SUM(A2:B2)", "f")
    assert not [name for name in parts(copy) if "external" in name.lower()]


def test_of_very_many_faults_the_first_are_marked_and_the_list_says_so() -> None:
    content = handmade(*(text_row(n, f"А-{n}", "Ёлкин", "31.02.2010") for n in range(2, 10_002)))
    book = opened(mark(content, COLUMNS, {n: {"born": "Нет."} for n in range(2, 10_002)}, "Ошибки"))
    lines = rows(book["Ошибки"])
    assert lines[0][0] == f"Ошибки: {MOST_MARKS} / 10000"
    assert len(lines) == MOST_MARKS + 1
    marked = [row[2].coordinate for row in book["Sheet"].iter_rows() if row[2].comment]
    assert (len(marked), marked[-1]) == (MOST_MARKS, f"C{MOST_MARKS + 1}")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (workbook(["Чужое"], ["?"]), "columns_missing"),
        (
            with_parts(
                their_file(), **{"xl/styles.xml": "<styleSheet><fonts><font><b val='x'/></font></fonts></styleSheet>"}
            ),
            "broken",
        ),
    ],
)
def test_what_cannot_be_marked_says_why(content: bytes, code: str) -> None:
    with pytest.raises(PaperError) as caught:
        mark(content, COLUMNS, FAULTS, "Ошибки")
    assert caught.value.code == code


def test_what_would_fill_the_memory_is_not_opened_for_marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.tables.marking.MOST_UNPACKED", 1_000)
    with pytest.raises(PaperError, match="too_large"):
        mark(their_file(), COLUMNS, FAULTS, "Ошибки")


def test_a_cell_in_the_last_corner_costs_no_more_than_any_other() -> None:
    content = their_file(lambda sheet: sheet.__setitem__("XFD1048576", "x"))
    assert opened(mark(content, COLUMNS, FAULTS, "Ошибки"))["Sheet"]["XFD1048576"].value == "x"
    assert len(read(content, COLUMNS).rows) == 2


def test_a_row_beyond_the_table_is_marked_too() -> None:
    book = Workbook()
    book.worksheets[0].append(TITLES)
    assert opened(mark(saved(book), COLUMNS, {9: {"name": "Пусто."}}, "Ошибки"))["Sheet"]["B9"].comment.text == "Пусто."
