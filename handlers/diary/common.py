"""What the screens of the diary share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.feature import Feature
from bot.form import Subject
from bot.screens import Action, Button
from bot.texts import Texts
from bot.turn.context import Context
from cluster import russian
from cluster.diary import Book, Day, DayState
from cluster.internship.naming import short_name
from handlers import menu
from handlers.naming import organisation_name
from storage.diary import Entry, EntryState

feature = Feature("diary")

ENTRY, WORDS, RETURN, LEAVE = "diary-entry", "diary-words", "diary-return", "diary-leave"
"""The forms: an entry, more words, a comment with which one is given back, a reason to leave one out."""
ON_A_PAGE = 5
Say = Callable[..., Markup]


def hours(half_hours: int, language: str) -> str:
    """Return hours as people read them."""
    return russian.format_half_hours(half_hours, language)


def name_of(texts: Texts, language: str, book: Book) -> Markup | str:
    """Return a student's short name, or that it is erased."""
    return short_name(book.student) or texts.get(language, "diary-nameless")


def plant_of(context: Context, book: Book) -> str:
    """Return the short name of the plant."""
    return organisation_name(context.content, book.placement.enterprise, context.language)


def cell(say: Say, language: str, line: Day) -> Markup:
    """Return one day of a calendar: the hours, and a sign that the legend explains."""
    sign = say(f"diary-sign-{line.state}")
    counts = line.mark is not None and line.state is not DayState.LEFT_OUT
    return hours(line.real, language) + sign if counts else sign


def week_line(say: Say, language: str, days: Iterable[Day]) -> Markup:
    """Return the days of a week in one line, each with its name."""
    named = [
        say("diary-cell", day=russian.format_weekday(one.day, language, number=False), shown=cell(say, language, one))
        for one in days
    ]
    return Markup(" · ").join(named)


def days_text(language: str, days: Iterable[Day]) -> str:
    """Return some days as people read them, one after the other."""
    return ", ".join(russian.format_short_day(one.day, language) for one in days)


def week_name(language: str, monday: date) -> str:
    """Return a week by its Monday and Friday."""
    return russian.format_span(monday, monday + timedelta(days=4), language)


def labels(context: Context, book: Book, codes: Sequence[str]) -> str:
    """Return competences by code and name, as the content has them."""
    known = {
        one.code: one.label.in_(context.language) for one in context.content.module(book.placement.module).competences
    }
    return ", ".join(f"{code} {known[code]}" if code in known else code for code in codes)


def said_of(entry: Entry | None) -> dict[str, str]:
    """Return what was said of an entry and by whom, as texts take it: `mentor`, `college`, or `none`."""
    who = {EntryState.RETURNED: "mentor", EntryState.LEFT_OUT: "college"}
    if entry is None or not entry.comment:
        return {"comment": "", "by": "none"}
    return {"comment": entry.comment, "by": who.get(entry.state, "none")}


def state_text(say: Say, state: DayState) -> Markup:
    """Return how a day stands, in words."""
    return say(f"diary-state-{state}")


def write_button(book: Book, day: date, language: str, key: str = "diary-write") -> Button:
    """Return the button that opens a day to be written."""
    action = Action.of(ENTRY, "open", book.placement.id, day.isoformat())
    return Button(key, action, args={"day": russian.format_day(day, language)})


def turned(number: int, total: int, size: int = ON_A_PAGE) -> tuple[int, int]:
    """Return a page's number and how many there are; past the last one begins again with the first."""
    pages = max(1, -(-total // size))
    return number % pages, pages


def entry_of(subject: Subject) -> tuple[int, int]:
    """Return the entry that a form is about, and its version as it was seen; 0 where they are forged."""
    words = (*subject, "", "")
    return menu.read_number(words[0]), menu.read_number(words[1])
