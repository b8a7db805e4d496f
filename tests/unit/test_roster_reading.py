"""What a row of the students' file says, and what is wrong with it in itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Texts
from cluster import roster
from cluster.roster import Directory, Named, Practice, Raw, RosterRow
from cluster.roster.reading import pack, unpack
from handlers.roster.tables import labels
from handlers.tables import Words
from tests.ranking import CONTENT
from tests.roster import COLLEGE, FIRST, LAST, MODULE, MOUNTING, OTHER_PLANT, PLANT, WELDER, row

TODAY = date(2026, 7, 14)
TEXTS = Texts(Path(__file__).parents[2] / "locales")
SUPERVISOR, OTHER_SUPERVISOR, NAMESAKE, GROMOV = 5, 6, 7, 8
PEOPLE = Directory(
    0,
    Named({SUPERVISOR: "Скрытнева Дарья Олеговна", OTHER_SUPERVISOR: "Ёлкин Пётр", NAMESAKE: "Ёлкина Ольга Ивановна"}),
    {PLANT: Named({GROMOV: "Громов Виктор Павлович", 9: "Лаврентьева Нина", 10: "Лаврентьева Нина"})},
)
KNOWN = labels(
    CONTENT, COLLEGE, PEOPLE, [Words(lambda *a, **k: TEXTS.get(*a, **k).unescape(), one) for one in ("ru", "en")]
)
CELLS = {
    "last_name": "Соловьёв", "first_name": "Артём", "middle_name": "Игоревич", "birth_date": date(2008, 9, 5),
    "programme": "Сварщик, 9 классов", "group": "СВ-21",
}  # fmt: skip
PRACTICE = {"module": "ПМ.02", "enterprise": "Тяжпрессмаш", "date_from": FIRST, "date_to": LAST}


def understood(**cells: Any) -> RosterRow:
    """Return what a row says that has nothing wrong."""
    found, faults = roster.read_row(Raw(2, {**CELLS, **cells}), KNOWN, TODAY)
    assert faults == []
    assert found is not None
    return found


def wrong(**cells: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a row: columns and codes."""
    found, faults = roster.read_row(Raw(2, {**CELLS, **cells}), KNOWN, TODAY)
    assert (found is None) == bool(faults)
    return [(fault.column, fault.code) for fault in faults]


def test_a_row_with_the_least() -> None:
    assert understood() == row(2)


def test_a_row_with_everything() -> None:
    found = understood(
        phone="8 (910) 123-45-67", district="Рязань", wish="РНПК", needs_bed=True, supervisor="Скрытнева Д. О.",
        **PRACTICE, hours=100, mentor="громов виктор",
    )  # fmt: skip
    assert found == row(
        2, phone="+79101234567", district="ryazan", wish=OTHER_PLANT, needs_bed=True, supervisor=SUPERVISOR,
        practice=Practice(MODULE, PLANT, FIRST, LAST, 100, GROMOV),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (date(2008, 9, 5), date(2008, 9, 5)),
        ("5.9.2008", date(2008, 9, 5)),
        ("5/9/2008", date(2008, 9, 5)),
        ("2008-09-05", date(2008, 9, 5)),
        ("5 сентября 2008 г.", date(2008, 9, 5)),
    ],
)
def test_a_date_as_people_write_it(said: object, meant: date) -> None:
    assert understood(birth_date=said).birth_date == meant


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("05.09.08", "date_year"),
        ("31.02.2008", "date_not_real"),
        ("вчера", "not_date"),
        (date(2026, 7, 15), "birth_future"),
        (date(2012, 7, 15), "birth_young"),
        (date(1950, 1, 1), "birth_old"),
    ],
)
def test_a_birth_date_that_cannot_be(said: object, code: str) -> None:
    assert wrong(birth_date=said) == [("birth_date", code)]


def test_fourteen_is_old_enough_on_the_birthday() -> None:
    assert understood(birth_date=date(2012, 7, 14)).birth_date == date(2012, 7, 14)


def test_names_by_the_rules_of_the_form() -> None:
    found = understood(last_name=" иванов-ПЕТРОВ ", first_name="Ивaн", middle_name="нет")
    assert (found.last, found.first, found.middle, found.mended) == ("Иванов-Петров", "Иван", None, True)
    assert not understood().mended
    assert understood(middle_name=None).middle is None
    assert wrong(last_name="Иванов1", first_name="John") == [("last_name", "name"), ("first_name", "name")]
    assert wrong(last_name="Я" * 61) == [("last_name", "name_long")]


def test_a_person_is_the_same_however_the_name_is_spelled() -> None:
    assert understood(last_name="СОЛОВЬЕВ", first_name="артем").identity == understood().identity
    assert understood(middle_name=None).identity != understood().identity


@pytest.mark.parametrize(
    ("column", "said", "code"),
    [
        ("phone", "123", "phone"),
        ("phone", "+49 30 1234567", "phone"),
        ("programme", "Повар", "not_listed"),
        ("district", "Марс", "not_listed"),
        ("wish", "Завод", "not_listed"),
        ("group", "01.01.2021", "group_date"),
        ("supervisor", "Никто Иван", "supervisor_unknown"),
        ("supervisor", "Ёлкин", "supervisor_unknown"),
    ],
)
def test_a_cell_that_says_nothing_known(column: str, said: str, code: str) -> None:
    assert wrong(**{column: said}) == [(column, code)]


def test_labels_in_either_language_and_the_long_names() -> None:
    assert understood(programme="welder,  GRADE 9").programme == WELDER
    assert understood(wish="ПАО «Тяжпрессмаш»").wish == PLANT
    assert understood(wish="АО «РНПК»").wish == OTHER_PLANT


@pytest.mark.parametrize("said", ["Ёлкин Пётр", "елкин  петр", "Елкин П."])
def test_people_are_found_by_their_names(said: str) -> None:
    assert understood(supervisor=said).supervisor == OTHER_SUPERVISOR


# --- the practice -------------------------------------------------------------------------------------


def test_a_practice_without_hours_and_mentor() -> None:
    assert understood(**PRACTICE).practice == Practice(MODULE, PLANT, FIRST, LAST, None, None)


def test_a_module_by_its_code_or_its_whole_name() -> None:
    name = CONTENT.module(MODULE).name.in_("ru")
    for said in ("пм.02", "ПМ 02", f"ПМ.02 {name}"):
        found = understood(**{**PRACTICE, "module": said}).practice
        assert found is not None
        assert found.module == MODULE


@pytest.mark.parametrize("left_out", ["module", "enterprise", "date_from", "date_to"])
def test_a_practice_needs_its_four_cells(left_out: str) -> None:
    cells = {key: value for key, value in PRACTICE.items() if key != left_out}
    assert wrong(**cells) == [(left_out, "practice_part")]


def test_hours_and_a_mentor_need_a_practice() -> None:
    assert wrong(hours=10, mentor="Громов В. П.") == [("hours", "no_practice"), ("mentor", "no_practice")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"module": "ПМ.77"}, [("module", "not_listed")]),
        ({"enterprise": "Завод"}, [("enterprise", "not_listed")]),
        ({"date_to": date(2026, 8, 31)}, [("date_to", "days_order")]),
        ({"date_to": date(2062, 10, 24)}, [("date_to", "days_long")]),
        ({"date_from": "1.9.26"}, [("date_from", "date_year")]),
        ({"hours": 0}, [("hours", "hours_range")]),
        ({"hours": 2001}, [("hours", "hours_range")]),
        ({"mentor": "Никто Иван"}, [("mentor", "mentor_unknown")]),
        ({"mentor": "Лаврентьева Нина"}, [("mentor", "person_twice")]),
        ({"enterprise": "РНПК", "mentor": "Громов В. П."}, [("mentor", "mentor_unknown")]),
    ],
)
def test_a_practice_that_cannot_be(cells: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert wrong(**{**PRACTICE, **cells}) == expected


def test_a_module_of_another_programme_is_known_as_such() -> None:
    own = {module.key for module in CONTENT.modules_of(MOUNTING)}
    assert MODULE not in own
    assert wrong(**{**PRACTICE, "programme": "Монтаж оборудования, 9 классов"}) == [("module", "module_other")]


def test_everything_wrong_in_a_row_is_told_at_once() -> None:
    assert wrong(last_name="1", birth_date="?", phone="1", **{**PRACTICE, "date_to": FIRST.replace(day=1, month=8)}) == [
        ("last_name", "name"), ("birth_date", "not_date"), ("phone", "phone"), ("date_to", "days_order"),
    ]  # fmt: skip


def test_the_same_person_twice() -> None:
    rows = [row(2), row(3, "Белов"), row(4, "СОЛОВЬЕВ", group="СВ-22"), row(5, birth_date=date(2008, 9, 6))]
    assert [(one.row, one.code, one.args) for one in roster.doubles((r.row, r.identity) for r in rows)] == [
        (4, "twice", {"row": 2})
    ]


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
rows = st.builds(
    RosterRow, st.integers(2, 9999), st.text("абв", min_size=1), st.text("абв", min_size=1), st.none() | st.text("абв"),
    days, st.just(WELDER), st.text(min_size=1, max_size=40), st.none() | st.just("+79101234567"), st.none(),
    st.none() | st.just(PLANT), st.none() | st.booleans(), st.none() | st.integers(1, 9),
    st.none() | st.builds(Practice, st.just(MODULE), st.just(PLANT), days, days, st.none() | st.integers(1, 2000),
                          st.none() | st.integers(1, 9)),
)  # fmt: skip


@given(rows)
def test_a_row_comes_out_of_its_packing_as_it_went_in(one: RosterRow) -> None:
    assert unpack(pack(one)) == one
