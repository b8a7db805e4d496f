"""What is written is read again as it was, whatever the values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papers.tables import Column, Kind, Sheet, Table, Value, read, tidy, write

COLUMNS = (
    Column("name", "ФИО", Kind.TEXT),
    Column("places", "Мест", Kind.INTEGER),
    Column("grade", "Средний балл", Kind.NUMBER),
    Column("born", "Дата рождения", Kind.DATE),
    Column("sent", "Подано", Kind.MOMENT),
    Column("dormitory", "Общежитие", Kind.YES_NO, choices=("Да", "Нет")),
    Column("state", "Статус", Kind.CHOICE, choices=("новое", "=принято", "отклонено, с причиной")),
)
ROW: Mapping[str, Value] = {
    "name": "Ёлкин Пётр",
    "places": 25,
    "grade": Decimal("4.35"),
    "born": date(2010, 9, 5),
    "sent": datetime.fromisoformat("2026-07-14T10:00:59"),
    "dormitory": True,
    "state": "=принято",
}

# Everything a cell may be given, with what a formula begins with more often than chance would have it.
texts = st.text(st.characters() | st.sampled_from("=+-@\t\r\n' \u00a0\u200b_x"), max_size=40)
rows = st.fixed_dictionaries(
    {
        "name": st.none() | texts,
        "places": st.none() | st.integers(-(10**28), 10**28),
        "grade": st.none() | st.decimals(-(10**12), 10**12, allow_nan=False, places=6),
        "born": st.none() | st.dates(),
        "sent": st.none() | st.datetimes(),
        "dormitory": st.none() | st.booleans(),
        "state": st.none() | st.sampled_from(COLUMNS[-1].choices),
    }
)


def round_trip(*given_rows: Mapping[str, Value]) -> Table:
    return read(write([Sheet("Заявления", COLUMNS, given_rows)]), COLUMNS)


def as_read(row: Mapping[str, Value]) -> dict[str, Value]:
    """What a row is after its way through a file: text as people see it, moments to the second."""
    name, sent = row["name"], row["sent"]
    return {
        **row,
        "name": _legal(name) or None if isinstance(name, str) else None,
        "sent": sent.replace(microsecond=0) if isinstance(sent, datetime) else None,
    }


def _legal(text: str) -> str:
    return tidy(
        "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
        .encode("utf-8", "ignore")
        .decode()
    )


def test_a_row_of_every_kind_comes_back_typed() -> None:
    (row,) = round_trip(ROW).rows
    assert (row.number, row.values, row.faults) == (2, ROW, {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, min_size=1, max_size=4))
def test_what_was_written_is_what_is_read(given_rows: list[dict[str, Value]]) -> None:
    table = round_trip({"name": "first"}, *given_rows)
    filled = {row.number: row for row in table.rows}
    for number, given_row in enumerate(given_rows, 3):
        expected = as_read(given_row)
        if any(value is not None for value in expected.values()):
            assert (filled[number].values, filled[number].faults) == (expected, {})
        else:
            assert number not in filled


@pytest.mark.parametrize("digits", ["0.1", "4.3333", "1234567890123456.75", "0.000001", "100", "-0.5"])
def test_a_number_keeps_its_digits(digits: str) -> None:
    (row,) = round_trip({"grade": Decimal(digits)}).rows
    assert row.values["grade"] == Decimal(digits)
