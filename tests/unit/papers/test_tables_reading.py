"""What people send as a table: where its header may stand, what its cells mean, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from papers.errors import PaperError
from papers.tables import Column, Fault, Kind, Row, Table, read
from tests.unit.papers.books import BORN, COLUMNS, NAME, NUMBER, TITLES, handmade, saved, text_row, workbook

GRADE = Column("grade", "Средний балл", Kind.NUMBER)
PLACES = Column("places", "Мест", Kind.INTEGER)
SENT = Column("sent", "Подано", Kind.MOMENT)
DAY = Column("day", "День", Kind.DAY, longest=30)
ORIGINAL = Column("original", "Оригинал", Kind.YES_NO, choices=("Да", "Нет"))
STATE = Column("state", "Статус", Kind.CHOICE, choices=("Рекомендован", "В резерве", "Зачёт"))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def cell(value: object, column: Column, look: str | None = None, epoch: datetime | None = None) -> Row:
    """The row that is read from a cell with `value`, beside a number that makes the row one."""

    book = Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append([NUMBER.title, column.title])
    sheet.append(["А-1", value])
    if look is not None:
        sheet["B2"].number_format = look
    (row,) = read(saved(book), (NUMBER, column), yes=("есть", "+"), no=("-",)).rows
    return row


def refusal(content: bytes, columns: Sequence[Column] = COLUMNS, **options: int) -> PaperError:
    with pytest.raises(PaperError) as caught:
        read(content, columns, **options)
    return caught.value


@pytest.mark.parametrize(
    ("value", "column", "expected"),
    [
        ("  Ёлкин\u00a0\u00a0Пётр\u200b\ufeff ", NAME, "Ёлкин Пётр"),
        ("И\u0306од", NAME, "Йод"),
        ("'=СУММ", NAME, "=СУММ"),
        ("'тихо", NAME, "'тихо"),
        ("_x041F_ётр", NAME, "Пётр"),
        (123, NAME, "123"),
        (123.0, NAME, "123"),
        (79105551234, NAME, "79105551234"),
        (1.23456789012345e17, NAME, "123456789012345000"),
        (4.35, NAME, "4.35"),
        (date(2010, 9, 5), NAME, "05.09.2010"),
        (12.0, PLACES, 12),
        ("12,00", PLACES, 12),
        ("1\u00a0234", PLACES, 1234),
        ("12 345 678", PLACES, 12_345_678),
        ("\u221212", PLACES, -12),
        ("4,35", GRADE, Decimal("4.35")),
        (" 4.35 ", GRADE, Decimal("4.35")),
        ("05.09.2010", BORN, date(2010, 9, 5)),
        ("5.9.2010", BORN, date(2010, 9, 5)),
        ("2010-09-05", BORN, date(2010, 9, 5)),
        ("2010-09-05T00:00:00", BORN, date(2010, 9, 5)),
        (date(2010, 9, 5), BORN, date(2010, 9, 5)),
        (moment("2010-09-05T18:30"), BORN, date(2010, 9, 5)),
        (40426, BORN, date(2010, 9, 5)),
        ("2010-09-05", DAY, date(2010, 9, 5)),
        (date(2010, 9, 5), DAY, date(2010, 9, 5)),
        (40426, DAY, date(2010, 9, 5)),
        ("5 сентября", DAY, "5 сентября"),
        ("31.02.2010", DAY, "31.02.2010"),
        ("14.07.2026 10:05", SENT, moment("2026-07-14T10:05")),
        ("2026-07-14 10:05:59", SENT, moment("2026-07-14T10:05:59")),
        (moment("2026-07-14T10:05:59"), SENT, moment("2026-07-14T10:05:59")),
        (True, ORIGINAL, True),
        ("ДА", ORIGINAL, True),
        (" есть", ORIGINAL, True),
        ("'+", ORIGINAL, True),
        ("нет", ORIGINAL, False),
        ("'-", ORIGINAL, False),
        ("в  РЕЗЕРВЕ", STATE, "В резерве"),
        ("зачет", STATE, "Зачёт"),
        ("   ", GRADE, None),
        (None, STATE, None),
    ],
)
def test_a_cell_is_understood(value: object, column: Column, expected: object) -> None:
    row = cell(value, column)
    assert (row.values[column.key], row.faults) == (expected, {})
    assert type(row.values[column.key]) is type(expected)


@pytest.mark.parametrize(
    ("value", "column", "code"),
    [
        ("05.09.10", BORN, "not_date"),
        ("05/09/2010", BORN, "not_date"),
        ("31.02.2010", BORN, "not_date"),
        ("5 сентября", BORN, "not_date"),
        ("05.09.2010 в обед", BORN, "not_date"),
        ("ы" * 31, DAY, "too_long"),
        (2010, DAY, "not_date"),
        ("05.09.2010 25:00", SENT, "not_date"),
        (2010, BORN, "not_date"),
        (5.09, BORN, "not_date"),
        (20100905, BORN, "not_date"),
        (-1, BORN, "not_date"),
        (True, BORN, "not_date"),
        ("четыре", GRADE, "not_number"),
        ("1,234.5", GRADE, "not_number"),
        ("12 34", GRADE, "not_number"),
        ("1e5", GRADE, "not_number"),
        ("NaN", GRADE, "not_number"),
        ("9" * 41, GRADE, "not_number"),
        ("١٢", GRADE, "not_number"),
        (True, GRADE, "not_number"),
        (date(2010, 9, 5), GRADE, "not_number"),
        ("4,5", PLACES, "not_integer"),
        (4.5, PLACES, "not_integer"),
        ("много", PLACES, "not_integer"),
        ("может быть", ORIGINAL, "not_yes_no"),
        (2, ORIGINAL, "not_yes_no"),
        ("Зачислен", STATE, "not_choice"),
        ("=1+1", NAME, "formula"),
        ('=HYPERLINK("http://x","y")', STATE, "formula"),
        ("#N/A", NAME, "error_value"),
        ("#DIV/0!", GRADE, "error_value"),
        ("ы" * 4001, NAME, "too_long"),
    ],
)
def test_what_is_wrong_with_a_cell_is_named(value: object, column: Column, code: str) -> None:
    row = cell(value, column)
    assert (row.values[column.key], row.faults[column.key].code) == (None, code)
    assert row.values["number"] == "А-1"


def test_a_fault_shows_what_stood_there_but_not_all_of_it() -> None:
    assert cell("Зачислен", STATE).faults["state"] == Fault("not_choice", {"value": "Зачислен"})
    assert cell("ы" * 90, STATE).faults["state"].args == {"value": "ы" * 39 + "…"}
    assert cell("#N/A", NAME).faults["name"] == Fault("error_value", {"value": "#N/A"})


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("4.3499999999999996", "4.35"),
        ("0.30000000000000004", "0.3"),
        ("1.2E-3", "0.0012"),
        ("1E+3", "1000"),
        ("1234567890123456", "1234567890123456"),
        ("7.0", "7"),
        ("1E-99999999", "0"),
    ],
)
def test_a_number_is_what_excel_shows_and_not_what_it_stores(digits: str, text: str) -> None:
    content = handmade(f'<row r="2"><c r="A2"><v>{digits}</v></c><c r="B2"><v>{digits}</v></c></row>')
    (row,) = read(content, (NUMBER, Column("grade", "ФИО", Kind.NUMBER))).rows
    assert (row.values["number"], row.values["grade"]) == (text, Decimal(text))


@pytest.mark.parametrize("digits", ["1E+99", "nan", "inf", "abc", "1" * 300])
def test_a_number_that_is_none_is_a_fault(digits: str) -> None:
    content = handmade(f'<row r="2"><c r="A2"><v>{digits}</v></c></row>')
    assert read(content, COLUMNS).rows[0].faults["number"].code == "not_number"


@pytest.mark.parametrize("value", [38964, "05.09.2010"])
def test_the_old_macintosh_counts_from_1904(value: object) -> None:
    assert cell(value, BORN, epoch=MAC_EPOCH).values["born"] == date(2010, 9, 5)


@pytest.mark.parametrize(("look", "shown"), [("dd.mm.yyyy", "05.09.2010"), ("[h]:mm", "40426"), ('0" дней"', "40426")])
def test_only_the_look_of_a_date_makes_a_number_one(look: str, shown: str) -> None:
    assert cell(40426, NAME, look).values["name"] == shown


def test_a_date_by_its_look_may_be_old_and_a_bare_number_may_not() -> None:
    assert cell(2010, BORN, "dd.mm.yyyy").values["born"] == date(1905, 7, 2)


def test_a_stored_result_of_a_formula_is_not_believed() -> None:
    cells = f'{text_row(2, "А-1")[:-6]}<c r="B2" t="str"><f>1+1</f><v>Ёлкин</v></c><c r="C2"><f t="shared" si="0"/><v>40426</v></c></row>'
    (row,) = read(handmade(cells), COLUMNS).rows
    assert (row.values["name"], row.values["born"]) == (None, None)
    assert {key: fault.code for key, fault in row.faults.items()} == {"name": "formula", "born": "formula"}


def test_an_empty_cell_is_a_fault_where_a_value_must_be() -> None:
    (row,) = read(workbook(TITLES, ["  ", "Ёлкин"]), COLUMNS).rows
    assert row.faults == {"number": Fault("required")}


def with_title_and_columns_about(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Список на 14.07.2026"
    sheet.insert_cols(1)
    sheet["A4"] = "Примечание"


@pytest.mark.parametrize(
    ("titles", "change"),
    [
        (["рег. №", "фио", "ДАТА РОЖДЕНИЯ"], None),
        ([" Рег.\n№ ", "ФИО:", "Дата\u00a0\nрождения *"], None),
        (TITLES, with_title_and_columns_about),
    ],
)
def test_the_header_is_found_whatever_it_looks_like(
    titles: Sequence[str], change: Callable[[Worksheet], None] | None
) -> None:
    (row,) = read(workbook(titles, ["А-1", "Ёлкин", "05.09.2010"], change=change), COLUMNS).rows
    assert row.values == {"number": "А-1", "name": "Ёлкин", "born": date(2010, 9, 5)}
    assert row.number == (5 if change else 2)


def test_columns_may_stand_in_any_order_and_optional_ones_not_at_all() -> None:
    table = read(workbook(["Прочее", "ФИО", "Рег. №"], ["x", "Ёлкин", "А-1"]), COLUMNS)
    assert table == Table((Row(2, {"number": "А-1", "name": "Ёлкин", "born": None}, {}),), "Sheet", absent=("born",))


def test_the_first_sheet_that_can_be_seen_and_has_the_header_counts() -> None:
    book = Workbook()
    book.worksheets[0].append(["Как заполнять"])
    for title, state in (("Тайный", "hidden"), ("Данные", "visible"), ("Копия", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(TITLES)
        sheet.append([title])
    table = read(saved(book), COLUMNS)
    assert (table.sheet, table.rows[0].values["number"]) == ("Данные", "Данные")


@pytest.mark.parametrize(
    ("content", "code", "args"),
    [
        (workbook(["ФИО"], ["Ёлкин"]), "columns_missing", {"titles": ("Рег. №",)}),
        (workbook(["Чужое"], ["?"]), "columns_missing", {"titles": ("Рег. №",)}),
        (workbook(*[["x"]] * 10, TITLES, ["А-1"]), "columns_missing", {"titles": ("Рег. №",)}),
        (workbook([*TITLES, "фио", "ФИО "], ["А-1"]), "columns_double", {"titles": ("ФИО",)}),
        (workbook(TITLES), "no_rows", {}),
        (workbook(TITLES, ["", "\u00a0", None], [None, None, None, "x"]), "no_rows", {}),
    ],
)
def test_a_table_that_is_none_is_refused(content: bytes, code: str, args: dict[str, object]) -> None:
    error = refusal(content)
    assert (error.code, error.args_) == (code, args)


def test_without_required_columns_one_of_them_at_least_has_to_be_there() -> None:
    assert refusal(workbook(["Чужое"], ["?"]), (NAME, BORN)).args_ == {"titles": ("ФИО", "Дата рождения")}


def test_rows_are_counted_without_the_empty_ones() -> None:
    content = workbook(TITLES, ["А-1"], [], ["А-2"], [None, " "], ["А-3"])
    assert [row.number for row in read(content, COLUMNS, most_rows=3).rows] == [2, 4, 6]
    error = refusal(content, most_rows=2)
    assert (error.code, error.args_) == ("too_many_rows", {"most": 2})


def test_ten_thousand_rows_are_read() -> None:
    content = handmade(*(text_row(n, f"А-{n}", "Ёлкин Пётр", "05.09.2010") for n in range(2, 10_002)))
    table = read(content, COLUMNS)
    assert len(table.rows) == 10_000
    assert table.rows[-1] == Row(10_001, {"number": "А-10001", "name": "Ёлкин Пётр", "born": date(2010, 9, 5)}, {})


def test_a_million_formatted_empty_rows_are_passed_over() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 300_000))
    lie = '<dimension ref="A1:XFD1048576"/>'
    content = handmade(text_row(2, "А-1"), empty, '<row r="1048576"/>', after=lie)
    assert [row.number for row in read(content, COLUMNS).rows] == [2]


@pytest.mark.parametrize(
    ("area", "merged"),
    [
        ("A3:A4", {3: {"number"}, 4: {"number"}}),
        ("B2:C2", {2: {"name", "born"}}),
        ("B2:B4", {2: {"name"}, 3: {"name"}, 4: {"name"}}),
        ("A1:C1", {}),
        ("D2:E4", {}),
        ("A3:A1048576", {3: {"number"}, 4: {"number"}}),
    ],
)
def test_merged_cells_are_faults_and_no_values(area: str, merged: dict[int, set[str]]) -> None:
    rows = [text_row(n, f"А-{n}", f"Ёлкин {n}", "05.09.2010") for n in (2, 3, 4)]
    table = read(handmade(*rows, after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'), COLUMNS)
    assert {row.number: set(row.faults) for row in table.rows if row.faults} == merged
    for row in table.rows:
        assert all(row.values[key] is None and row.faults[key].code == "merged" for key in row.faults)
        assert all(row.values[column.key] is not None for column in COLUMNS if column.key not in row.faults)


def test_many_merges_over_each_other_cost_no_more_than_one() -> None:
    areas = "".join(f'<mergeCell ref="A2:C{n}"/>' for n in range(2, 20_000))
    rows = [text_row(n, "А") for n in range(2, 5_000)]
    table = read(handmade(*rows, after=f"<mergeCells>{areas}</mergeCells>"), COLUMNS)
    assert all(set(row.faults) == {"number", "name", "born"} for row in table.rows)


def test_what_is_said_aside_in_a_text_is_no_part_of_it() -> None:
    said = (
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>А-</t></r><r><t>1</t></r><rPh><t>a one</t></rPh></is></c></row>'
    )
    assert read(handmade(said), COLUMNS).rows[0].values["number"] == "А-1"
