"""What a row of the file says: names, dates and phones as the form understands them, labels and people as ids.

Pure rules, no database: a file is read a few rows at a time, so that nobody's reply waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from cluster import russian
from cluster.calendar import age_on
from cluster.tables import RowFault
from storage.errors import Refusal

YOUNGEST, OLDEST = 14, 70
LONGEST_PRACTICE = timedelta(days=366)
MOST_HOURS = 2000
LONGEST_GROUP = 40
PRACTICE = ("module", "enterprise", "date_from", "date_to")
"""What a practice needs; hours may be left to the module, a mentor to the enterprise."""
_DATE_OF_EXCEL: Final = re.compile(r"\d{2}\.\d{2}\.\d{4}")
"""What a group called 1-21 becomes in a cell that is not text."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A row of the file: its number; for each column a text, a date, a whole number, yes or no, or None."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice that a row plans."""

    module: str
    enterprise: str
    date_from: date
    date_to: date
    hours: int | None
    """None: as many as the module has."""
    mentor: int | None


@dataclass(frozen=True)
class RosterRow:
    """A row that makes sense by itself. What the file leaves empty is None and changes nothing."""

    row: int
    last: str
    first: str
    middle: str | None
    birth_date: date
    programme: str
    group: str
    phone: str | None = None
    district: str | None = None
    wish: str | None = None
    needs_bed: bool | None = None
    supervisor: int | None = None
    practice: Practice | None = None
    mended: bool = False
    """Whether Latin letters of a name were replaced."""

    @cached_property
    def identity(self) -> str:
        """Return what makes two rows one person."""
        return russian.identity_key(self.last, self.first, self.middle, self.birth_date)


class Named:
    """People by the names that they told the bot: «Громов Виктор Павлович» is also found as «Громов В. П.»."""

    def __init__(self, people: Mapping[int, str]) -> None:
        self.names = dict(people)
        self._words = {person: tuple(russian.plain(name).split()) for person, name in people.items()}
        self._found: dict[str, tuple[int, ...]] = {}

    def find(self, typed: str) -> tuple[int, ...]:
        """Return who is meant: nobody, one, or several among whom nobody can choose."""
        key = russian.plain(typed)
        if key not in self._found:
            wanted = tuple(key.split())
            same = tuple(person for person, words in self._words.items() if words == wanted)
            self._found[key] = same or tuple(p for p, words in self._words.items() if _shortens(wanted, words))
        return self._found[key]


@dataclass(frozen=True)
class Labels:
    """What cells may say, in whatever language of the house, and which key of the content is meant by it."""

    programmes: Mapping[str, str]
    districts: Mapping[str, str]
    enterprises: Mapping[str, str]
    modules: Mapping[str, Mapping[str, str]]
    """By programme."""
    supervisors: Named
    mentors: Mapping[str, Named]
    """By enterprise."""


_NO_LABELS: Final = Labels({}, {}, {}, {}, Named({}), {})


def read_row(raw: Raw, labels: Labels, today: date) -> tuple[RosterRow | None, list[RowFault]]:
    """Return what a row says; None together with everything that is wrong in it."""
    return _Reader(raw, labels, today).read()


class _Reader:
    """Reads one row, and gathers what is wrong instead of stopping at the first."""

    def __init__(self, raw: Raw, labels: Labels, today: date) -> None:
        self._raw, self._labels, self._today = raw, labels, today
        self._faults: list[RowFault] = []
        self._mended = False

    def read(self) -> tuple[RosterRow | None, list[RowFault]]:
        last, first = self._name("last_name"), self._name("first_name")
        middle, birth_date = self._name("middle_name"), self._birth_date()
        programme, group = self._programme(), self._group()
        phone, supervisor = self._phone(), self._person("supervisor", self._labels.supervisors)
        district = self._label("district", self._labels.districts)
        wish = self._label("wish", self._labels.enterprises)
        practice = self._practice(programme)
        if self._faults or last is None or first is None or birth_date is None or programme is None or group is None:
            return None, self._faults  # a required cell without a value is a fault that the reader of the file told
        needs_bed = self._raw.values.get("needs_bed")
        return RosterRow(
            self._raw.row, last, first, middle, birth_date, programme, group, phone, district, wish,
            needs_bed if isinstance(needs_bed, bool) else None, supervisor, practice, self._mended,
        ), []  # fmt: skip

    def who(self) -> str | None:
        """Return whose row it is, None where a name or the day of birth cannot be read."""
        last, first, middle = self._name("last_name"), self._name("first_name"), self._name("middle_name")
        born = self._day("birth_date")
        if self._faults or last is None or first is None or born is None:
            return None
        return russian.identity_key(last, first, middle, born)

    def _fault(self, column: str, code: str, **args: object) -> None:
        self._faults.append(RowFault(self._raw.row, column, code, args))

    def _said(self, column: str) -> str | None:
        value = self._raw.values.get(column)
        return value if isinstance(value, str) else None

    # --- the person

    def _name(self, column: str) -> str | None:
        said = self._said(column)
        if said is None:
            return None
        try:
            parsed = russian.parse_middle_name(said) if column == "middle_name" else russian.parse_name(said)
        except Refusal as refusal:
            self._fault(column, "name_long" if "limit" in refusal.args_ else "name", **refusal.args_)
            return None
        self._mended = self._mended or parsed.warning == "confirm-latin"
        return parsed.value

    def _birth_date(self) -> date | None:
        born = self._day("birth_date")
        if born is None:
            return None
        age = age_on(born, self._today)
        if born > self._today:
            self._fault("birth_date", "birth_future")
        elif age < YOUNGEST:
            self._fault("birth_date", "birth_young", age=age, least=YOUNGEST)
        elif age > OLDEST:
            self._fault("birth_date", "birth_old", age=age)
        return born

    def _phone(self) -> str | None:
        said = self._said("phone")
        if said is None:
            return None
        try:
            return russian.parse_phone(said).value
        except Refusal:
            self._fault("phone", "phone", value=said)
            return None

    def _programme(self) -> str | None:
        return self._label("programme", self._labels.programmes)

    def _group(self) -> str | None:
        said = self._said("group")
        if said is not None and _DATE_OF_EXCEL.fullmatch(said):
            self._fault("group", "group_date", value=said)
        return said

    # --- the practice

    def _practice(self, programme: str | None) -> Practice | None:
        values = self._raw.values
        given = [column for column in PRACTICE if values.get(column) is not None]
        if not given:
            for column in ("hours", "mentor"):
                if values.get(column) is not None:
                    self._fault(column, "no_practice")
            return None
        for column in PRACTICE:
            if column not in given:
                self._fault(column, "practice_part")
        module = self._module(programme)
        enterprise = self._label("enterprise", self._labels.enterprises)
        days = self._days()
        mentor = None
        if enterprise is not None:
            mentor = self._person("mentor", self._labels.mentors.get(enterprise) or Named({}))
        hours = self._hours()
        if module is None or enterprise is None or days is None:
            return None
        return Practice(module, enterprise, *days, hours, mentor)

    def _module(self, programme: str | None) -> str | None:
        said = self._said("module")
        if said is None or programme is None:
            return None
        key = self._labels.modules.get(programme, {}).get(russian.plain(said))
        if key is None:
            elsewhere = any(russian.plain(said) in known for known in self._labels.modules.values())
            self._fault("module", "module_other" if elsewhere else "not_listed", value=said)
        return key

    def _days(self) -> tuple[date, date] | None:
        first, last = self._day("date_from"), self._day("date_to")
        if first is None or last is None:
            return None
        if last < first:
            self._fault("date_to", "days_order", first=russian.format_numeric_date(first))
        elif last - first > LONGEST_PRACTICE:
            self._fault("date_to", "days_long")
        return first, last

    def _hours(self) -> int | None:
        hours = self._raw.values.get("hours")
        if not isinstance(hours, int):
            return None
        if not 1 <= hours <= MOST_HOURS:
            self._fault("hours", "hours_range", most=MOST_HOURS)
        return hours

    # --- cells of one kind

    def _day(self, column: str) -> date | None:
        value = self._raw.values.get(column)
        if value is None or isinstance(value, date):
            return value
        try:
            return russian.parse_date(str(value)).value
        except Refusal as refusal:
            code = {"russian-date-year": "date_year", "russian-date-not-real": "date_not_real"}.get(refusal.text_key)
            self._fault(column, code or "not_date", value=str(value))
            return None

    def _label(self, column: str, known: Mapping[str, str]) -> str | None:
        said = self._said(column)
        if said is None:
            return None
        key = known.get(russian.plain(said))
        if key is None:
            self._fault(column, "not_listed", value=said)
        return key

    def _person(self, column: str, known: Named) -> int | None:
        said = self._said(column)
        if said is None:
            return None
        found = known.find(said)
        if len(found) != 1:
            self._fault(column, f"{column}_unknown" if not found else "person_twice", value=said)
            return None
        return found[0]


def who_is(raw: Raw) -> str | None:
    """Return what makes a row one person, whatever else is wrong in it; None where nobody can tell."""
    values = raw.values
    named = {column: values.get(column) for column in ("last_name", "first_name", "middle_name", "birth_date")}
    return _Reader(Raw(raw.row, named), _NO_LABELS, date.max).who()


def doubles(people: Iterable[tuple[int, str]]) -> Iterator[RowFault]:
    """Give a fault for each row whose person stands in the file before; `people` are rows with their identities."""
    first: dict[str, int] = {}
    for row, identity in people:
        before = first.setdefault(identity, row)
        if before != row:
            yield RowFault(row, "last_name", "twice", {"row": before})


def pack(row: RosterRow) -> list[Any]:
    """Return a row as JSON values."""
    p = row.practice
    practice = p and [p.module, p.enterprise, p.date_from.isoformat(), p.date_to.isoformat(), p.hours, p.mentor]
    return [
        row.row, row.last, row.first, row.middle, row.birth_date.isoformat(), row.programme, row.group, row.phone,
        row.district, row.wish, row.needs_bed, row.supervisor, practice,
    ]  # fmt: skip


def unpack(packed: Sequence[Any]) -> RosterRow:
    """Return a row that was packed."""
    *person, practice = packed
    person[4] = date.fromisoformat(person[4])
    if practice is not None:
        module, enterprise, first, last, hours, mentor = practice
        practice = Practice(module, enterprise, date.fromisoformat(first), date.fromisoformat(last), hours, mentor)
    return RosterRow(*[*person, practice])


def _shortens(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is `full` with names cut to initials, or left out at the end."""
    if not 2 <= len(short) <= len(full) or short[0] != full[0]:
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, full, strict=False))
