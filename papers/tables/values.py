"""What a cell means in a column of its kind: a value, or the fault that a person can put right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils.datetime import from_excel

from papers.tables.grid import Cell, Figure, Odd
from papers.tables.model import Column, Fault, Kind, Value
from papers.tables.text import fold, moment_text, unguarded

# A bare number below this year's first day is rather a year, or 5.09, than a date that lost its format.
FIRST_YEAR_OF_BARE_NUMBERS = 1920
SHOWN_DIGITS = 15  # Excel shows no more, though it stores 17
LONGEST_NUMBER = 40

_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?: \d{3})+)(?:[.,]\d+)?", re.ASCII)
_MINUS = str.maketrans("\u2212\u2013", "--")


class Unreadable(Exception):
    """The cell is no value of its column; `code` is that of the fault."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.fault = Fault(code, args)


@dataclass(frozen=True)
class Customs:
    """How this workbook and its reader speak."""

    first_day: datetime
    yes: frozenset[str]  # folded words, besides those of the column
    no: frozenset[str]


def understand(cell: Cell | None, column: Column, customs: Customs) -> Value:
    """Return the value of `cell`, `None` for an empty one; `Unreadable` tells what is wrong."""
    if isinstance(cell, Odd):
        raise Unreadable(cell.code, **({"value": cell.text} if cell.text else {}))
    if isinstance(cell, str):
        cell = unguarded(cell)
    value = None if cell is None or cell == "" else _READERS[column.kind](cell, column, customs)
    if value is None and column.required:
        raise Unreadable("required")
    return value


def _text(cell: Cell, column: Column, customs: Customs) -> str:
    text = _as_text(cell, column, customs)
    if len(text) > column.longest:
        raise Unreadable("too_long", longest=column.longest)
    return text


def _as_text(cell: Cell, column: Column, customs: Customs) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    moment = cell if isinstance(cell, datetime) else _shown_date(cell, customs)
    if moment is not None:  # a text such as 05.09 that Excel made a date is shown as one
        return moment_text(moment)
    return format(_decimal(cell), "f")


def _integer(cell: Cell, column: Column, customs: Customs) -> int:
    number = _number(cell, column, customs)
    if number != number.to_integral_value():
        raise Unreadable("not_integer", value=_shown(cell, column, customs))
    return int(number)


def _number(cell: Cell, column: Column, customs: Customs) -> Decimal:
    if isinstance(cell, Figure) and not cell.dated:
        return _decimal(cell)
    if isinstance(cell, str):
        text = cell.translate(_MINUS)
        if len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text):
            return Decimal(text.replace(" ", "").replace(",", "."))
    code = "not_integer" if column.kind is Kind.INTEGER else "not_number"
    raise Unreadable(code, value=_shown(cell, column, customs))


def _date(cell: Cell, column: Column, customs: Customs) -> date:
    return _moment(cell, column, customs).date()


def _day(cell: Cell, column: Column, customs: Customs) -> date | str:
    if isinstance(cell, str):
        moment = _written_moment(cell)
        return _text(cell, column, customs) if moment is None else moment.date()
    return _date(cell, column, customs)


def _moment(cell: Cell, column: Column, customs: Customs) -> datetime:
    moment: datetime | None = None
    if isinstance(cell, datetime):
        moment = cell
    elif isinstance(cell, Figure):
        moment = _calendar_day(cell, customs)
        if moment is not None and not cell.dated and moment.year < FIRST_YEAR_OF_BARE_NUMBERS:
            moment = None
    elif isinstance(cell, str):
        moment = _written_moment(cell)
    if moment is None:
        raise Unreadable("not_date", value=_shown(cell, column, customs))
    return moment


def _yes_no(cell: Cell, column: Column, customs: Customs) -> bool:
    if isinstance(cell, bool):
        return cell
    word, (yes, no) = fold(_as_text(cell, column, customs)), column.choices
    if word == fold(yes) or word in customs.yes:
        return True
    if word == fold(no) or word in customs.no:
        return False
    raise Unreadable("not_yes_no", value=_shown(cell, column, customs))


def _choice(cell: Cell, column: Column, customs: Customs) -> str:
    word = fold(_as_text(cell, column, customs))
    for choice in column.choices:
        if fold(choice) == word:
            return choice
    raise Unreadable("not_choice", value=_shown(cell, column, customs))


_READERS: Mapping[Kind, Callable[[Cell, Column, Customs], Value]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
}


def words(folded: Sequence[str]) -> frozenset[str]:
    """Return words as `Customs` compares them."""
    return frozenset(map(fold, folded))


def _shown(cell: Cell, column: Column, customs: Customs) -> str:
    text = _as_text(cell, column, customs)
    return text if len(text) <= LONGEST_NUMBER else text[: LONGEST_NUMBER - 1] + "…"


def _decimal(cell: Cell) -> Decimal:
    """Return the number that Excel shows: 4.35, where the file has 4.3499999999999996."""
    digits = cell.digits if isinstance(cell, Figure) else ""
    try:
        number = float(digits)
        exact = Decimal(digits)
    except (ValueError, ArithmeticError) as error:
        raise Unreadable("not_number", value=digits[:LONGEST_NUMBER]) from error
    if not abs(number) < 10**LONGEST_NUMBER or len(digits) > LONGEST_NUMBER:
        raise Unreadable("not_number", value=digits[:LONGEST_NUMBER])
    if number == 0:  # be it 1E-99999999, which would be written out
        return Decimal(0)
    if exact != exact.to_integral_value() and len(exact.as_tuple().digits) > SHOWN_DIGITS:
        exact = Decimal(f"{number:.{SHOWN_DIGITS}g}")
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact.normalize()


def _shown_date(cell: Cell, customs: Customs) -> datetime | None:
    return _calendar_day(cell, customs) if isinstance(cell, Figure) and cell.dated else None


def _calendar_day(cell: Figure, customs: Customs) -> datetime | None:
    try:
        moment = from_excel(float(cell.digits), customs.first_day)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else None


def _written_moment(text: str) -> datetime | None:
    day, _, time = text.partition("T" if "T" in text else " ")
    found = _DATE.fullmatch(day) or _ISO_DATE.fullmatch(day)
    clock = _TIME.fullmatch(time.strip()) if time else None
    if found is None or (time and clock is None):
        return None
    parts = {**found.groupdict(), **(clock.groupdict(default="0") if clock else {})}
    try:
        return datetime(**{name: int(number) for name, number in parts.items()})  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
