"""What a person may type, and what each question makes of it: literal texts, literal values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Answers = Mapping[str, Any]

YOUNGEST, OLDEST = 13, 70
USUAL = range(14, 26)
PHONE, PARENT_PHONE, LANDLINE = "+79101234567", "+79107654321", "+74912000001"


@dataclass(frozen=True)
class Understood:
    """A value, and whether the person is asked if it is meant so."""

    value: Any
    doubt: bool = False


def sure(**texts: Any) -> dict[str, Understood]:
    return {text: Understood(value) for text, value in texts.items()}


NAMES = {
    "Соловьёв": Understood("Соловьёв"),
    "иванов-ПЕТРОВ": Understood("Иванов-Петров"),
    "  Мамедов   оглы ": Understood("Мамедов оглы"),
    "\u202eЁлкин\u200f": Understood("Ёлкин"),
    "Ивaнов": Understood("Иванов", doubt=True),  # a Latin a
    "Ю": Understood("Ю", doubt=True),
    "Артём": Understood("Артём"),
    "Игоревич": Understood("Игоревич"),
    "соловьёва ольга петровна": Understood("Соловьёва Ольга Петровна"),
}
NO: Mapping[str, Any] = {
    "last_name": "Нет",
    "first_name": "Нет",
    "middle_name": None,
    "honours": False,
    "target_interest": "no",
    "priority_right": "no",
    "special_conditions": "no",
    "dorm_needed": False,
}
"""What a plain no is to a question: the name of an option, or a name like any other."""
PHONES = {
    "8 (910) 123-45-67": Understood(PHONE),
    "9107654321": Understood(PARENT_PHONE),
    "8 4912 00-00-01": Understood(LANDLINE, doubt=True),
}
BIRTH_DATES = {
    "05.09.2010": date(2010, 9, 5),
    "1 сентября 2007": date(2007, 9, 1),
    "20.07.2008": date(2008, 7, 20),  # of age six days after the story begins
    "20/07/2012": date(2012, 7, 20),  # 14 six days after the story begins
    "2.9.2012": date(2012, 9, 2),
    "01.01.1990": date(1990, 1, 1),
    "01.01.1900": date(1900, 1, 1),
}
MARKS = {"5 4 4 3": Understood("4.0000", doubt=True), "555": Understood("5.0000", doubt=True)}
TYPED: Mapping[str, Mapping[str, Understood]] = {
    "last_name": NAMES,
    "first_name": NAMES,
    "middle_name": {**NAMES, "-": Understood(None)},
    "phone": PHONES,
    "email": sure(**{"ivanova@example.org": "ivanova@example.org"}),
    "grad_year": sure(**{"2026": 2026, "2019 г.": 2019}),
    "avg_grade": {
        "4,25": Understood("4.25"),
        "4.255": Understood("4.255"),
        "2,5": Understood("2.5", doubt=True),
    },
    "parent_name": sure(**{"соловьёва ольга петровна": "Соловьёва Ольга Петровна", "Мамедов   оглы": "Мамедов Оглы"}),
    "parent_phone": PHONES,
}
FREE = {"locality": 80, "school": 150, "comment": 500}
FREE_TEXTS = ("Школа № 2 <b>имени</b> & Ко", "Туміш 🏭", "ы" * 120)

NONSENSE = (
    "🔥🔥🔥",
    "<b>Иван</b> & Ко",
    "</b></i>&lt;&quot;",
    "0",
    "null",
    "{ $step }",
    "1;admission;ok;1",
    "31.02.2010",
    "ы" * 300,
    "&" * 480,
    "😀" * 4096,
    "\u202e\u200f\u200b",
)
"""No answer to anything but a question that takes any text."""


def read(key: str, text: str, mode: str | None, answers: Answers, day: date, *, campaign: bool) -> Understood | None:
    """Return what a typed text is to a question, None where it is no answer."""
    if mode == "marks":
        return MARKS.get(text)
    if text == "нет" and key in NO:
        return Understood(NO[key])
    if key in FREE:
        return _free(text, FREE[key])
    if key == "birth_date":
        return _birth_date(text, answers, day) if campaign else None
    if key == "grad_year" and not campaign:
        return None
    found = {seen(typed): understood for typed, understood in TYPED.get(key, {}).items()}.get(text)
    if found is not None and key == "parent_phone" and not found.doubt:
        return Understood(found.value, doubt=found.value == answers.get("phone"))
    return found


def valid(key: str, mode: str | None) -> list[str]:
    """Return texts that may answer a question."""
    if mode == "marks":
        return list(MARKS)
    if key in FREE:
        return list(FREE_TEXTS)
    return list(BIRTH_DATES) if key == "birth_date" else list(TYPED.get(key, ()))


def seen(text: str) -> str:
    """Return a text without the marks that nobody sees, and without outer spaces."""
    return "".join(letter for letter in text if letter not in "\u202e\u200f\u200b").strip()


def age(born: date, day: date) -> int:
    """Return the age in full years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _free(text: str, limit: int) -> Understood | None:
    tidied = " ".join(text.split())
    return Understood(tidied) if 0 < len(tidied) <= limit else None


def _birth_date(text: str, answers: Answers, day: date) -> Understood | None:
    born = BIRTH_DATES.get(text)
    if born is None:
        return None
    in_september = age(born, date(2026, 9, 1))
    if not YOUNGEST <= in_september <= OLDEST:
        return None
    if age(born, day) < 14 and answers.get("filled_by") != "parent":
        return None
    return Understood(born.isoformat(), doubt=in_september not in USUAL)
