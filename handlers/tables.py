"""Tables that people send: read in a process of its own, refused in words, given back with their faults marked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from bot.form import FileRule, FormSpec, Question, Subject
from bot.jobs.work import Work
from bot.screens import Document, Screen
from bot.turn.context import Context
from cluster.calendar import after_quiet_hours
from cluster.tables import RowFault
from papers.errors import PaperError
from papers.tables import Column, Table, mark, read
from storage import files
from storage.errors import Refusal

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 20_000
LANGUAGES = ("ru", "en")
COMMON: Final = frozenset(
    {
        "required", "too_long", "not_integer", "not_number", "not_date", "not_yes_no", "formula", "error_value",
        "merged",
    }
)  # fmt: skip
"""Faults that are told in the same words whatever the table is about: `tables-fault-<code>`."""


@dataclass(frozen=True)
class Words:
    """The texts of one language, as plain words for cells."""

    say: Callable[..., str]
    """As `Work.text`: language, key, arguments."""
    language: str

    def __call__(self, key: str, **args: Any) -> str:
        """Return a text without its markup."""
        return self.say(self.language, key, **args)


class Sent(BaseModel):
    """A file that was sent, as Telegram tells of it."""

    file: list[dict[str, Any]]


def file_form(
    name: str,
    submit: Callable[[Context, BaseModel, Subject], Awaitable[None]],
    initial: Callable[[Context, Subject], Awaitable[Mapping[str, Any]]],
) -> FormSpec:
    """Return a form that asks for one table and has it read by a job; `submit` is given a `Sent`."""
    return FormSpec(
        name=name,
        model=Sent,
        questions=[Question("file", file=FileRule(frozenset({"document"}), most_bytes=MOST_BYTES))],
        submit=submit,
        initial=initial,
        review=False,
        reminders=(),
        after_quiet=after_quiet_hours,
    )


def languages(language: str) -> list[str]:
    """Return the languages that a table may have, the person's own first."""
    return [language, *(one for one in LANGUAGES if one != language)]


async def read_table(
    work: Work, content: bytes, columns: Mapping[str, Sequence[Column]], most_rows: int = MOST_ROWS
) -> tuple[str, Table]:
    """Return a table and the language of its titles; a `Refusal` says why a file cannot be read at all.

    `columns` are those of each language, the person's own first: colleagues may have made the template in another.
    """
    first: PaperError | None = None
    for language, wanted in columns.items():
        words = Words(work.text, language)
        yes, no = words("form-yes"), words("form-no")
        try:
            table = await work.make(
                read, content, wanted, most_rows=most_rows, yes=(yes, "yes", "+"), no=(no, "no", "-")
            )
        except PaperError as error:
            first = first or error
            if error.code != "columns_missing":
                break
        else:
            return language, table
    assert first is not None
    raise refusal_of(first) from first


def refusal_of(error: PaperError) -> Refusal:
    """Return why a file is refused as a whole, in words."""
    plain = {name: ", ".join(map(str, value)) if isinstance(value, tuple | list) else value
             for name, value in error.args_.items()}  # fmt: skip
    return Refusal(f"tables-file-{error.code}", **plain)


def cell_faults(table: Table) -> list[RowFault]:
    """Return what is wrong with single cells."""
    return [RowFault(row.number, key, one.code, one.args) for row in table.rows for key, one in row.faults.items()]


async def marked_copy(
    work: Work,
    content: bytes,
    columns: Sequence[Column],
    faults: Iterable[RowFault],
    words: Words,
    say: Callable[[RowFault, Words], str],
) -> int:
    """Keep a copy of a file in which what is wrong is marked and explained; return its number.

    `say` tells the faults of the table's own rules in words.
    """
    told: dict[int, dict[str, str]] = {}
    for one in faults:
        text = words(f"tables-fault-{one.code}", **one.args) if one.code in COMMON else say(one, words)
        told.setdefault(one.row, {}).setdefault(one.column, text)
    headings = (words("tables-marks-row"), words("tables-marks-column"), words("tables-marks-text"))
    copy = await work.make(
        mark, content, columns, told, words("tables-marks-title"), headings=headings, note=words("tables-marks-note")
    )
    return work.keep(words("tables-file-name-marked"), copy, EXCEL)


async def send_file(context: Context, file_id: int, screen: Screen) -> None:
    """Send a file that a job made, under a screen's text."""
    file = await context.read(files.get, file_id)
    if file is None:
        raise Refusal("tables-file-forgotten")
    context.send(
        Screen(screen.key, screen.args, screen.keyboard, document=Document(file.name, file.content, file.mime))
    )
