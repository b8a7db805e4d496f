"""A day of practice in one message: what is understood, what is left, and that no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster import diary, russian
from cluster.russian import read_hours_by_code
from tests.conversation.people import CONTENT

WELDING = CONTENT.module("weld-pm02").competences
PREPARING = CONTENT.module("weld-pm01").competences
CODES = [one.code for one in WELDING]
TOKEN = re.compile(r"[^\W_]+")


@pytest.mark.parametrize(
    ("text", "half_hours", "codes", "comfort", "words"),
    [
        ("6 часов, варил тавровые швы, ПК2.1, всё понятно 4", 12, ("ПК2.1",), 4, "варил тавровые швы, всё понятно"),
        ("6", 12, (), None, None),
        ("6,5", 13, (), None, None),
        ("0 часов", 0, (), None, None),  # refused by who asks: a day without work is an absence
        ("5.5", 11, (), None, None),
        ("0,5 ч", 1, (), None, None),
        ("6ч варил стыковые швы", 12, (), None, "варил стыковые швы"),
        ("6 ч 30 мин варил пластины", 13, (), None, "варил пластины"),
        ("6 ч 20 мин варил пластины", 13, (), None, "варил пластины"),
        ("6 ч 10 мин варил пластины", 12, (), None, "варил пластины"),
        ("полтора часа ждали материал", 3, (), None, "ждали материал"),
        ("полчаса убирали пост", 1, (), None, "убирали пост"),
        ("шесть часов варил швы", 12, (), None, "варил швы"),
        ("6 с половиной часов варил", 13, (), None, "варил"),
        ("с 8 до 12 варил швы", 8, (), None, "варил швы"),
        ("с 8:00 до 12:30 часов варил швы", 9, (), None, "варил швы"),
        ("с 22 до 2 варил швы", 8, (), None, "варил швы"),
        ("from 8 to 12 welded pipes", 8, (), None, "welded pipes"),
        ("2 часа резал дугой, 4 часа варил", 12, ("ПК2.4",), None, "резал дугой, варил"),
        ("4 часа, пк 2.1 и 2.4, комфорт 5", 8, ("ПК2.1", "ПК2.4"), 5, "и"),
        ("4 ч. ПK2.3", 8, ("ПК2.3",), None, None),  # a Latin K
        ("Наплавлял покрытия весь день", None, ("ПК2.3",), None, "Наплавлял покрытия весь день"),
        ("6, варил пластины 3 мм", 12, (), None, "варил пластины 3 мм"),
        ("4 детали сварил", None, ("ПК2.1",), None, "4 детали сварил"),
        ("4 часа, всё хорошо, 5/5", 8, (), 5, "всё хорошо"),
        ("4 часа, оценка: 3", 8, (), 3, None),
        ("4 часа, всё стало понятно", 8, (), None, "всё стало понятно"),
        ("6 hours, laid surface layers 4", 12, ("ПК2.3",), 4, "laid surface layers"),
        ("ПК9.9 делал 4 часа", 8, (), None, "ПК9.9 делал"),
        ("25.07 варил швы", None, (), None, "25.07 варил швы"),
    ],
)  # fmt: skip
def test_what_is_understood(
    text: str, half_hours: int | None, codes: tuple[str, ...], comfort: int | None, words: str | None
) -> None:
    found = diary.understand(text, WELDING)
    assert (found.half_hours, found.competences, found.comfort, found.words) == (half_hours, codes, comfort, words)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("зачищал швы и собирал под сварку", ("ПК1.5", "ПК1.8")),
        ("читал чертежи", ("ПК1.1",)),
        ("подогревал металл", ("ПК1.7",)),
        ("варил", ()),  # tells no competence from the others
        ("контролировал", ()),  # two have that word
    ],
)
def test_a_word_that_only_one_competence_has_names_it(text: str, codes: tuple[str, ...]) -> None:
    assert diary.understand(text, PREPARING).competences == codes


PIECES = st.sampled_from(
    ["6 часов", "6,5 ч", "полчаса", "4", "ПК2.1", "пк 2.4", "2.3", "комфорт 5", "3/5", "варил", "швы", ",", ";", "—",
     "час", "10", "с 8 до 12", "10.5", "h", "ё", "👍", "оценка", "с половиной", "0 ч", "99 часов", "4 ч 90 мин"]
)  # fmt: skip
MESSAGES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join))


@given(MESSAGES)
def test_no_word_is_lost_and_hours_are_half_steps(text: str) -> None:
    line = russian.read_diary(text, CODES)
    assert Counter(TOKEN.findall(line.words)) + Counter(
        token for used in line.used for token in TOKEN.findall(used)
    ) == Counter(TOKEN.findall(russian.tidy(text)))
    assert line.half_hours is None or (isinstance(line.half_hours, int) and line.half_hours >= 0)
    assert line.rating in {None, 1, 2, 3, 4, 5}
    assert set(line.codes) <= set(CODES)


@given(st.integers(1, 24), st.sampled_from(["ч", " часов", " h"]))
def test_hours_come_back_as_they_are_shown(half_hours: int, unit: str) -> None:
    said = russian.format_half_hours(half_hours) + unit
    assert diary.understand(said, WELDING).half_hours == half_hours


@pytest.mark.parametrize(
    "text", ["у меня диагноз", "ОРВИ, варил мало", "Аллергия на дым", "лежал с гриппом", "I have asthma"]
)
def test_an_illness_is_noticed(text: str) -> None:
    assert russian.tells_of_health(text)


@pytest.mark.parametrize(
    "text", ["поднимал давление газа", "температура подогрева 200", "устал, болел за наших", "перекладывал заготовки"]
)
def test_words_of_the_trade_are_no_illness(text: str) -> None:
    assert not russian.tells_of_health(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("ПК2.1 80, ПК2.2 40", {"ПК2.1": 80, "ПК2.2": 40, "ПК2.3": 0}),
        ("пк 2.1: 80 ч; ПК2.3 — 7 часов.", {"ПК2.1": 80, "ПК2.2": 0, "ПК2.3": 7}),
        ("80 40 0", {"ПК2.1": 80, "ПК2.2": 40, "ПК2.3": 0}),
        ("80 40", None),
        ("ПК2.1 восемьдесят", None),
        ("ПК2.1 80,5", None),
        ("как в дневнике", None),
    ],
)
def test_hours_by_competence_are_read_by_code_or_in_their_order(text: str, hours: dict[str, int] | None) -> None:
    assert read_hours_by_code(text, ["ПК2.1", "ПК2.2", "ПК2.3"]) == hours
