"""A message that was sent without any form: whether it tells a day of practice, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import russian
from cluster.calendar import at, day_of
from cluster.content import Content
from cluster.diary.days import Book, DayState
from cluster.diary.reading import understand
from cluster.diary.reminding import NOON, NOON_AT
from cluster.diary.writing import my_books
from storage.duties import open_one

Told = tuple[int, date]
"""A placement and the day of it that is told."""


def told_day(
    session: Session, now: datetime, actor: int, text: str, content: Content, about: Told | None = None
) -> Told | None:
    """Return which day of one's own practice a message tells; None where it is no line of a diary.

    Plainly one are hours with a word of work. To who was asked, hours or work alone are an answer; `about` is the day
    of the reminder that the message replies to.
    """
    books = my_books(session, now, actor, content)
    for book in books:
        day, is_asked = _day(session, now, book, text, about)
        if day is not None and _tells(text, book, content, is_asked=is_asked):
            return book.placement.id, day
    return None


def days_to_tell(book: Book, day: date) -> Sequence[date]:
    """Return the days that a message may be about instead, the latest first; `day` is the one it is taken for."""
    return sorted({one.day for one in book.to_write()} - {day}, reverse=True)


def _tells(text: str, book: Book, content: Content, *, is_asked: bool) -> bool:
    if "?" in text or russian.is_no_diary(text):
        return False
    found = understand(text, content.module(book.placement.module).competences)
    work = bool(found.competences or found.guessed) or russian.tells_of_work(text)
    hours = bool(found.half_hours)
    return (hours or work) if is_asked else (hours and work)


def _day(session: Session, now: datetime, book: Book, text: str, about: Told | None) -> tuple[date | None, bool]:
    """Return the day that is meant, and whether somebody was asked about it."""
    if about is not None:
        return (about[1], True) if about[0] == book.placement.id else (None, False)
    asked = _asked(session, now, book)
    named = russian.days_back(text)
    if named is not None:
        day = book.today if named == 0 else _before(book)
        return (day if day is not None and _is_free(book, day) else None), asked == day
    if asked is not None:
        return asked, True
    missing = [one.day for one in book.to_write() if one.state in {DayState.OPEN, DayState.MISSING}]
    if missing:
        return max(missing), False
    return None, False


def _is_free(book: Book, day: date) -> bool:
    """Whether a day may be told by itself: what is written already is changed in the form, where it is seen."""
    line = book.on(day)
    return line is not None and line.state is not DayState.WRITTEN and book.may_write(day)


def _asked(session: Session, now: datetime, book: Book) -> date | None:
    """Return the day that was asked about last, and of which nothing is written yet."""
    waits = open_one(session, NOON, str(book.placement.id))
    if waits is not None:
        day = date.fromisoformat(waits.payload["day"])
    else:
        day = day_of(now) - timedelta(days=1)
        if now < at(day_of(now), NOON_AT):
            return None
    line = book.on(day)
    owed = line is not None and line.state in {DayState.OPEN, DayState.MISSING}
    return day if owed and book.may_write(day) else None


def _before(book: Book) -> date | None:
    return max((one.day for one in book.days if one.day < book.today), default=None)
