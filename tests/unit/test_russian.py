"""Names, dates, phones and marks as Russians type them."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cluster import russian
from cluster.russian import FullName, Parsed, Unclear
from storage.errors import Refusal

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 7, 14)


def refused(parse, text, *args) -> str:
    with pytest.raises(Unclear) as caught:
        parse(text, *args)
    return caught.value.text_key


# --- names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("иванов-ПЕТРОВ", "Иванов-Петров"),
        ("Ёлкин", "Ёлкин"),
        ("ёлкин", "Ёлкин"),
        ("Мамедов оглы", "Мамедов оглы"),
        ("МАМЕДОВ ОГЛЫ", "Мамедов оглы"),
        ("октай-Оглы", "Октай-оглы"),
        ("фон дервиз", "фон Дервиз"),
        ("Фон", "Фон"),
        ("  абрамова –  жукова ", "Абрамова-Жукова"),
        ("д’анжело", "Д'Анжело"),
        ("Д` Анжело", "Д'Анжело"),
        ("анна-мария", "Анна-Мария"),
        ("Щеглова.", "Щеглова"),
        ("\u200fСоло\u200bвьёв\u202e", "Соловьёв"),
        ("Соловье\u0308в", "Соловьёв"),
        ("Ли\nСюань", "Ли Сюань"),
        ("я" * 60, "Я" + "я" * 59),
    ],
)
def test_a_name_takes_its_usual_spelling(typed: str, name: str) -> None:
    assert russian.parse_name(typed) == Parsed(name)


@pytest.mark.parametrize(
    ("typed", "name", "warning"),
    [
        ("Ивaнов", "Иванов", "confirm-latin"),
        ("CОЛОВЬЁВ", "Соловьёв", "confirm-latin"),
        ("Артëм", "Артём", "confirm-latin"),
        ("Ю", "Ю", "confirm-one-letter"),
        ("о", "О", "confirm-one-letter"),
    ],
)
def test_a_doubtful_name_is_asked_about(typed: str, name: str, warning: str) -> None:
    assert russian.parse_name(typed) == Parsed(name, warning)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Иванов1", "russian-name-letters"),
        ("—", "russian-name-letters"),
        ("", "russian-name-letters"),
        ("Ivanov", "russian-name-letters"),
        ("Иванов😀", "russian-name-letters"),
        ("😀" * 4096, "russian-name-letters"),
        ("<b>Иванов</b>", "russian-name-letters"),
        ("Иванов & Ко", "russian-name-letters"),
        ("-Иванов", "russian-name-letters"),
        ("я" * 61, "russian-name-long"),
    ],
)
def test_what_is_no_name_is_refused(typed: str, key: str) -> None:
    assert refused(russian.parse_name, typed) == key


@pytest.mark.parametrize(
    ("typed", "middle"),
    [("игоревич", "Игоревич"), ("Октай Оглы", "Октай оглы"), ("нет", None), ("Нет отчества", None), ("—", None)],
)
def test_a_patronymic_may_be_missing(typed: str, middle: str | None) -> None:
    assert russian.parse_middle_name(typed).value == middle


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Соловьёва Ольга Петровна", FullName("Соловьёва", "Ольга", "Петровна")),
        ("мамедов рустам октай оглы", FullName("Мамедов", "Рустам", "Октай оглы")),
        ("ЁЛКИН ПЁТР", FullName("Ёлкин", "Пётр")),
        ("фон Дервиз Павел Григорьевич", FullName("фон Дервиз", "Павел", "Григорьевич")),
        ("Абрамова - Жукова Алёна", FullName("Абрамова-Жукова", "Алёна")),
    ],
)
def test_a_full_name_falls_into_its_parts(typed: str, name: FullName) -> None:
    assert russian.parse_full_name(typed) == Parsed(name)


@pytest.mark.parametrize("typed", ["", "Соловьёва", "фон Дервиз"])
def test_a_full_name_has_two_parts_at_least(typed: str) -> None:
    assert refused(russian.parse_full_name, typed) == "russian-full-name"


def test_one_person_has_one_key_however_spelt() -> None:
    born = date(2010, 9, 1)
    key = russian.identity_key("Ёлкина-Щеглова", "Анна-Мария", None, born)
    assert key == russian.identity_key("ЕЛКИНА ЩЕГЛОВА", "анна мария", None, born)
    assert key != russian.identity_key("Ёлкина-Щеглова", "Анна-Мария", "Юрьевна", born)
    assert key != russian.identity_key("Ёлкина-Щеглова", "Анна-Мария", None, date(2010, 9, 2))


def test_a_person_is_found_by_the_beginning_of_each_word() -> None:
    terms = russian.search_terms("Ёлкин", "Анна-Мария", None, "Ю")
    assert terms == {"елк", "елки", "елкин", "анн", "анна", "мар", "мари", "мария", "ю"}


def test_names_are_shown_full_short_and_masked() -> None:
    assert russian.format_full_name("Соловьёв", "Артём", None) == "Соловьёв Артём"
    assert russian.short_name("Соловьёв", "Артём", "Игоревич") == "Соловьёв А. И."
    assert russian.short_name("Ёлкин", "Пётр") == "Ёлкин П."
    assert russian.masked_name("Соловьёв", "Артём") == "Соловьёв А."


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Громов Виктор Павлович", "Громов В. П."),
        ("мамедов рустам октай оглы", "Мамедов Р. О."),
        ("Ёлкин Пётр", "Ёлкин П."),
        ("Громов В. П.", "Громов В. П."),  # told so already
        ("  Громов ", "Громов"),
        ("", ""),
    ],
)
def test_a_name_told_as_a_whole_is_shortened(told: str, shown: str) -> None:
    assert russian.shortened(told) == shown


# --- dates


@pytest.mark.parametrize(
    "typed",
    [
        "01.09.2010", "1.9.2010", "1/9/2010", "1-9-2010", "1 9 2010", "01092010", "2010-09-01", "1 сентября 2010",
        "1 Сентября 2010 г.", "1 сен 2010", "1 сентебря 2010", "1 сентябрь 2010 года", "1. 9. 2010 г.",
        "1-го сентября 2010", "1 september 2010", "September 1, 2010", "1st Sept 2010", " 01.09.2010. ",
    ],
)  # fmt: skip
def test_a_date_is_understood_as_people_type_it(typed: str) -> None:
    assert russian.parse_date(typed) == Parsed(date(2010, 9, 1))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("31.02.2010", "russian-date-not-real"),
        ("29 февраля 2011", "russian-date-not-real"),
        ("09/25/2010", "russian-date-not-real"),
        ("05/09/10", "russian-date-year"),
        ("5 сентября", "russian-date-year"),
        ("05.09", "russian-date-year"),
        ("05.09.201", "russian-date-unclear"),
        ("05.09.20100", "russian-date-unclear"),
        ("01.01.0001", "russian-date-unclear"),
        ("5 ябрября 2010", "russian-date-unclear"),
        ("5 ма 2010", "russian-date-unclear"),
        ("вчера", "russian-date-unclear"),
        ("", "russian-date-unclear"),
        ("٠١.٠٩.٢٠١٠", "russian-date-unclear"),
        ("1" * 4096, "russian-date-unclear"),
    ],
)
def test_what_is_no_date_is_refused(typed: str, key: str) -> None:
    assert refused(russian.parse_date, typed) == key


def test_nobody_is_born_tomorrow() -> None:
    assert refused(russian.parse_birth_date, "15.07.2026", TODAY) == "russian-date-future"
    assert russian.parse_birth_date("14.07.2026", TODAY).value == TODAY


@pytest.mark.parametrize("typed", ["2026", "2026 г.", " 2026 год"])
def test_a_year_is_understood(typed: str) -> None:
    assert russian.parse_year(typed, 1986, 2026) == Parsed(2026)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("26", "russian-year-unclear"), ("1985", "russian-year-range"), ("2027", "russian-year-range")],
)
def test_a_year_outside_is_refused(typed: str, key: str) -> None:
    assert refused(russian.parse_year, typed, 1986, 2026) == key


def test_dates_are_shown_in_both_languages() -> None:
    day = date(2026, 9, 5)
    assert (russian.format_day(day), russian.format_day(day, "en")) == ("5 сентября, сб", "5 September, Sat")
    assert (russian.format_date(day), russian.format_date(day, "en")) == ("5 сентября 2026", "5 September 2026")
    assert russian.format_numeric_date(day) == "05.09.2026"
    assert russian.format_numeric_span(day, day) == "05.09.2026"
    assert russian.format_numeric_span(day, date(2026, 9, 7)) == "05.09.2026 – 07.09.2026"
    assert russian.format_paper_date(day) == "5 сентября 2026\u00a0г."
    assert russian.format_moment(datetime(2026, 9, 5, 21, 30, tzinfo=UTC)) == "6 сентября, вс, 00:30"
    assert russian.format_period(date(2026, 10, 5), date(2026, 11, 27)) == "5 октября – 27 ноября 2026"
    assert russian.format_period(date(2026, 12, 5), date(2027, 1, 2)) == "5 декабря 2026 – 2 января 2027"
    assert russian.format_numeric_moment(datetime(2026, 9, 5, 21, 30, tzinfo=UTC)) == "06.09.2026 00:30"


# --- phones


@pytest.mark.parametrize(
    "typed",
    [
        "8 (910) 123-45-67", "+7 910 123 45 67", "9101234567", "89101234567", "79101234567", "+7(910)123.45.67",
        "8\u00a0910\u00a0123–45–67", "+\uff17 910 123-45-67",
    ],
)  # fmt: skip
def test_a_phone_is_understood_as_people_type_it(typed: str) -> None:
    assert russian.parse_phone(typed) == Parsed("+79101234567")


@pytest.mark.parametrize(
    ("typed", "phone", "warning"),
    [
        ("8 4912 00-00-01", "+74912000001", "confirm-landline"),
        ("8 800 555-35-35", "+78005553535", "confirm-landline"),
        ("+7 701 234-56-78", "+77012345678", "confirm-kazakhstan"),
        ("+7 600 234-56-78", "+76002345678", "confirm-kazakhstan"),
    ],
)
def test_a_doubtful_phone_is_asked_about(typed: str, phone: str, warning: str) -> None:
    assert russian.parse_phone(typed) == Parsed(phone, warning)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("123", "russian-phone-unclear"),
        ("+49 151 23456789", "russian-phone-foreign"),
        ("375291234567", "russian-phone-foreign"),
        ("+7 012 345-67-89", "russian-phone-unclear"),
        ("4912000001", "russian-phone-unclear"),
        ("8910123456", "russian-phone-unclear"),
        ("8 910 123-45-67 доб. 5", "russian-phone-unclear"),
        ("", "russian-phone-unclear"),
        ("9" * 4096, "russian-phone-unclear"),
    ],
)
def test_what_is_no_phone_is_refused(typed: str, key: str) -> None:
    assert refused(russian.parse_phone, typed) == key


def test_a_phone_is_shown_as_people_write_it() -> None:
    assert russian.format_phone("+79101234512") == "+7 910 123-45-12"
    assert russian.format_phone("+74912000014") == "+7 4912 00-00-14"
    assert russian.format_phone("+74913000042") == "+7 49130 0-00-42"
    assert russian.format_phone("+74950000042") == "+7 495 000-00-42"


@pytest.mark.parametrize(
    "typed", ["ivanova@example", "иванова", "a b@example.org", "a@b@example.org", "a@" + "b" * 254 + ".ru"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert refused(russian.parse_email, typed) == "russian-email-unclear"
    assert russian.parse_email(" ivanova@example.org ").value == "ivanova@example.org"


# --- a day of these weeks


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("сегодня", TODAY), ("Вчера", date(2026, 7, 13)), ("завтра.", date(2026, 7, 15)), ("позавчера", date(2026, 7, 12)),
        ("yesterday", date(2026, 7, 13)), ("01.09.2026", date(2026, 9, 1)),
    ],
)  # fmt: skip
def test_a_day_may_be_said_in_a_word(typed: str, day: date) -> None:
    assert russian.parse_day(typed, TODAY).value == day


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("скоро", "russian-day-unclear"), ("31.02.2026", "russian-day-not-real"), ("01.09.26", "russian-day-year"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_day_of_these_weeks_has_an_example_of_them(typed: str, key: str) -> None:
    for parse in (russian.parse_day, russian.parse_near_day):
        with pytest.raises(Unclear) as caught:
            parse(typed, TODAY)
        assert (caught.value.text_key, caught.value.args_) == (key, {"example": "14.07.2026"})


# --- marks


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("4,25", "4.25", "4,25"),
        ("4.25", "4.25", "4,25"),
        ("4,255", "4.255", "4,26"),
        ("5", "5", "5,00"),
        ("3", "3", "3,00"),
        ("4,33335", "4.3334", "4,33"),
        ("4,5 балла", "4.5", "4,50"),
    ],
)
def test_an_average_is_kept_whole_and_shown_short(typed: str, kept: str, shown: str) -> None:
    grade = russian.parse_grade(typed)
    assert grade == Parsed(Decimal(kept))
    assert russian.format_grade(grade.value) == shown


@pytest.mark.parametrize("typed", ["5,01", "1,9", "четыре", "", "4,", "-4", "1,99999", "4" + "4" * 4000])
def test_what_is_no_average_is_refused(typed: str) -> None:
    assert refused(russian.parse_grade, typed) == "russian-grade-unclear"


def test_an_average_under_three_is_asked_about() -> None:
    assert russian.parse_grade("2,99") == Parsed(Decimal("2.99"), "confirm-low-grade")


@pytest.mark.parametrize(
    ("typed", "mean", "shown"),
    [
        ("5 4 4 3", "4", "4,00"),
        ("5443", "4", "4,00"),
        ("5, 4, 4, 3.", "4", "4,00"),
        ("5\n4\n4", "4.3333", "4,33"),
        ("отл хор хор уд", "4", "4,00"),
        ("пятёрка", "5", "5,00"),
        ("5 5 4", "4.6667", "4,67"),
    ],
)
def test_marks_make_an_average(typed: str, mean: str, shown: str) -> None:
    average = russian.average(russian.parse_marks(typed).value)
    assert average == Decimal(mean)
    assert russian.format_grade(average) == shown
    assert russian.format_grade(average, "en") == shown.replace(",", ".")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("5 6", "russian-marks-unclear"),
        ("4,5", "russian-marks-unclear"),
        ("4.25", "russian-marks-unclear"),
        ("", "russian-marks-unclear"),
        ("пять шесть", "russian-marks-unclear"),
        ("5" * 61, "russian-marks-many"),
    ],
)
def test_what_are_no_marks_is_refused(typed: str, key: str) -> None:
    assert refused(russian.parse_marks, typed) == key


# --- numbers, money, choices


def test_the_control_number_of_a_snils_must_fit() -> None:
    assert russian.parse_snils("112-233-445 95") == Parsed("11223344595")
    assert russian.parse_snils("001-001-998 99").value == "00100199899"
    assert refused(russian.parse_snils, "112-233-445 96") == "russian-snils-control"
    assert refused(russian.parse_snils, "112-233-445") == "russian-snils-unclear"


def test_money_does_not_break() -> None:
    assert [russian.format_hours(hours) for hours in (288, Decimal("6.0"), Decimal("6.50"), Decimal(100), 0)] == [
        "288", "6", "6,5", "100", "0",
    ]  # fmt: skip
    assert russian.format_money(34000) == "34\u00a0000\u00a0₽"
    assert russian.format_money(900) == "900\u00a0₽"
    assert russian.format_money(22000, 34000) == "22\u00a0000–34\u00a0000\u00a0₽"


OPTIONS = [
    ("kasimov", "Касимов"),
    ("kasimovsky", "Касимовский"),
    ("klepiki", "Клепиковский"),
    ("oryol", "📍 Рязань, 1-й район"),
    ("other", "Другой регион"),
    ("alyona", "Алёна"),
]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("касимов", "kasimov"),
        ("КАСИМОВСКИЙ", "kasimovsky"),
        ("клеп", "klepiki"),
        ("Клипиковский", "klepiki"),
        ("Клепиковсикй", "klepiki"),
        ("алена", "alyona"),
        ("рязань", "oryol"),
        ("hzpfym", "oryol"),
        ("регион", "other"),
        ("Lheujq htubjy", "other"),
    ],
)
def test_a_typed_answer_meets_its_option(typed: str, key: str) -> None:
    assert russian.match_option(typed, OPTIONS) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("каси", "russian-option-several"),
        ("ка", "russian-option-unclear"),
        ("Москва", "russian-option-unclear"),
        ("", "russian-option-unclear"),
        ("😀", "russian-option-unclear"),
    ],
)
def test_a_typed_answer_without_one_option_is_refused(typed: str, key: str) -> None:
    assert refused(russian.match_option, typed, OPTIONS) == key


# --- properties

LETTERS = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЁЯ", min_size=1, max_size=12)
NAMES = st.lists(LETTERS, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(["-", " ", "'"]).map(lambda sign: sign.join(parts))
)
PARSERS = {
    "name": russian.parse_name,
    "middle name": russian.parse_middle_name,
    "full name": russian.parse_full_name,
    "date": russian.parse_date,
    "birth date": lambda text: russian.parse_birth_date(text, TODAY),
    "year": lambda text: russian.parse_year(text, 1986, 2026),
    "phone": russian.parse_phone,
    "email": russian.parse_email,
    "grade": russian.parse_grade,
    "marks": russian.parse_marks,
    "snils": russian.parse_snils,
    "option": lambda text: russian.match_option(text, OPTIONS),
}
# Text near what the rules look for finds more than text from the whole of Unicode.
NEAR = st.text(alphabet="0123456789+-.,/ ()²½٣१8фонянвмайgsetсСaKё'’—\u200b\u0308\u202e\ud800😀", max_size=24)


@pytest.mark.parametrize("name", PARSERS)
@given(text=st.one_of(st.text(), NEAR, NAMES))
def test_any_text_is_understood_or_refused(name: str, text: str) -> None:
    with contextlib.suppress(Refusal):
        PARSERS[name](text)


@given(st.one_of(NAMES, NEAR))
def test_spelling_a_name_twice_changes_nothing(text: str) -> None:
    try:
        name = russian.parse_name(text)
    except Unclear:
        return
    assert russian.parse_name(name.value).value == name.value


@given(LETTERS, LETTERS, st.none() | LETTERS)
def test_a_shown_full_name_parses_back(last: str, first: str, middle: str | None) -> None:
    parts = FullName(
        russian.parse_name(last).value,
        russian.parse_name(first).value,
        russian.parse_middle_name(middle).value if middle else None,
    )
    assume(parts.last != "Фон")
    assert russian.parse_full_name(russian.format_full_name(parts.last, parts.first, parts.middle)).value == parts


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_shown_date_parses_back(day: date) -> None:
    shown = [russian.format_date(day), russian.format_date(day, "en"), russian.format_numeric_date(day)]
    assert {russian.parse_date(text).value for text in shown} == {day}


@given(st.from_regex(r"\+7[346789][0-9]{9}", fullmatch=True))
def test_a_shown_phone_parses_back(phone: str) -> None:
    assert russian.parse_phone(russian.format_phone(phone)).value == phone


@given(st.decimals(min_value=2, max_value=5, places=4))
def test_a_grade_keeps_four_decimals_and_its_shown_form_parses_back(grade: Decimal) -> None:
    assert russian.parse_grade(str(grade)).value == grade
    shown = russian.format_grade(grade)
    assert russian.format_grade(russian.parse_grade(shown).value) == shown


@given(st.lists(st.integers(2, 5), min_size=1, max_size=60))
def test_an_average_lies_between_the_marks(marks: list[int]) -> None:
    assert russian.parse_marks(" ".join(map(str, marks))).value == tuple(marks)
    assert min(marks) <= russian.average(marks) <= max(marks)


@given(st.sampled_from(OPTIONS))
def test_a_label_meets_itself(option: tuple[str, str]) -> None:
    assert russian.match_option(option[1], OPTIONS) == option[0]


@given(NAMES)
def test_folding_hides_yo_and_case_from_the_key(name: str) -> None:
    born = date(2010, 9, 1)
    folded = name.upper().replace("Ё", "Е")
    assert russian.identity_key(name, name, None, born) == russian.identity_key(folded, folded, None, born)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_refusal_and_warning_has_its_text(language: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "cluster" / "russian").glob("*.py"))
    used = set(re.findall(r'"(russian-[a-z-]+)"', code))
    used |= {f"russian-{end}" for end in re.findall(r'"(confirm-[a-z-]+)"', code)}
    texts = (ROOT / "locales" / language / "russian.ftl").read_text(encoding="utf-8")
    assert used == set(re.findall(r"^(russian-[a-z-]+) =", texts, re.MULTILINE))


@given(st.from_regex(r"\A\+79[0-9]{9}\Z"))
def test_mobile_numbers_are_written_as_the_library_writes_them(phone: str) -> None:
    number = phonenumbers.parse(phone)
    assert russian.format_phone(phone) == phonenumbers.format_number(
        number, phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


# --- who somebody says they are ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "name", "same"),
    [
        ("Абрамова Жукова Алена", ("Абрамова-Жукова", "Алёна", "Сергеевна"), True),
        ("алена сергеевна абрамова-жукова", ("Абрамова-Жукова", "Алёна", "Сергеевна"), True),
        ("Д`Анжело Марко", ("Д'Анжело", "Марко", None), True),
        ("Данжело Марко", ("Д'Анжело", "Марко", None), True),
        ("Ю Максим", ("Ю", "Максим", None), True),
        ("Мамедов Рустам Октай оглы", ("Мамедов", "Рустам", "Октай оглы"), True),
        ("Мамедов Рустам", ("Мамедов", "Рустам", "Октай оглы"), True),
        ("Ёлкин Пётр Иванович", ("Ёлкин", "Пётр", None), False),
        ("Ёлкин", ("Ёлкин", "Пётр", None), False),
        ("Жукова Алёна", ("Абрамова-Жукова", "Алёна", None), False),
        ("", ("Ёлкин", "Пётр", None), False),
    ],
)
def test_a_name_is_known_however_it_is_said(said: str, name: tuple[str, str, str | None], same: bool) -> None:
    assert russian.is_name_of(said, *name) is same


@pytest.mark.parametrize(
    ("said", "near"),
    [("Соловев Артём", True), ("Соловьёв Артмё", True), ("Соловьёв Олег", False), ("Артём", False), ("Сол Арт", False)],
)
def test_a_slip_in_a_name_is_near(said: str, near: bool) -> None:
    assert russian.is_nearly_name_of(said, "Соловьёв", "Артём") is near


@pytest.mark.parametrize(
    ("typed", "name", "warning"),
    [
        ("Соловьёв Артём", "Соловьёв Артём", None),
        ("Cjkjdm`d Fhn`v", "Соловьёв Артём", "confirm-latin"),
        ("Coловьёв Артём", "Соловьёв Артём", "confirm-latin"),
    ],
)
def test_a_name_of_another_keyboard_is_mended_and_offered(typed: str, name: str, warning: str | None) -> None:
    parsed = russian.parse_said_name(typed)
    assert (russian.format_full_name(parsed.value.last, parsed.value.first, None), parsed.warning) == (name, warning)


@pytest.mark.parametrize("typed", ["Соловьёв", "Żuk Jan 3", "12 34", ""])
def test_what_is_no_name_is_said_so(typed: str) -> None:
    with pytest.raises(Unclear):
        russian.parse_said_name(typed)
