"""What a table is made of, on its way in and on its way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

MOST_MARKS = 2_000  # that a copy of somebody's file can carry and still be opened

Value: TypeAlias = str | int | Decimal | date | datetime | bool | None
"""What a cell says; `None` is an empty one."""


class Kind(Enum):
    """How the cells of a column are written, and what is expected in them."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"  # Decimal
    DATE = "date"
    DAY = "day"  # a date as well, but words that are none in Excel come as they stand: their reader knows more
    MOMENT = "moment"  # a wall clock, to the second: whoever writes an aware one converts it first
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # one of the column's choices, as it is spelled there


@dataclass(frozen=True)
class Column:
    """A column: its values are known by `key`, people know it by `title`."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: float = 16  # in characters of the usual font, as Excel counts
    choices: Sequence[str] = ()  # of YES_NO: the two words, yes first
    required: bool = False  # the column has to be there, and a value in each of its cells
    hint: str | None = None  # shown over the title
    longest: int = 4000  # characters that a text read from it may have

    def __post_init__(self) -> None:
        """Refuse a column of choices without them."""
        if (self.kind is Kind.YES_NO and len(self.choices) != 2) or (self.kind is Kind.CHOICE and not self.choices):
            raise ValueError(f"column {self.key}: {self.kind.name} needs its choices")


@dataclass(frozen=True)
class Codes:
    """A last column of QR codes, each of what its row says under `key`; such a sheet is made to be printed."""

    key: str  # of a column of the same sheet
    title: str


@dataclass(frozen=True)
class Sheet:
    """A sheet to write; a row says nothing of a column it has no key for."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Value]]
    note: str | None = None  # a line above the header
    codes: Codes | None = None

    def __post_init__(self) -> None:
        """Refuse codes of a column that is not there."""
        if self.codes is not None and self.codes.key not in {column.key for column in self.columns}:
            raise ValueError(f"no column {self.codes.key} to make codes of")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: `code` ends the key of the text that tells it, `args` are its placeholders."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row that was read: a value for every column (`None` where empty or faulty), a fault where there is one."""

    number: int  # as Excel shows it, from 1
    values: Mapping[str, Value]
    faults: Mapping[str, Fault]


@dataclass(frozen=True)
class Table:
    """What was read from the sheet called `sheet`; rows without any value are left out."""

    rows: tuple[Row, ...]
    sheet: str
    absent: tuple[str, ...] = ()  # keys of columns that are not required and not there
