"""One's own diary: the calendar of the whole practice, planned and real hours, each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import Book, Day, DayState, monday_of
from handlers import menu
from handlers.diary.common import (
    ENTRY,
    WORDS,
    cell,
    feature,
    hours,
    labels,
    plant_of,
    said_of,
    state_text,
    write_button,
)
from handlers.diary.past import papers_button, past_button, show_past
from storage.diary import Entry

MOST_TO_WRITE = 3
MOST_BOOKS = 5


def book_button(book: Book, key: str = "diary-to-book") -> Button:
    """Return the button that opens one's whole diary."""
    return Button(key, feature.action("book", book.placement.id))


@feature.press("book")
async def open_book(_update: Update, context: Context) -> None:
    """Show one's diary, the week that was asked for below it."""
    book = await context.read(diary.read_own, context.now, context.person.id, menu.number(context), context.content)
    await _show(context, book, menu.number(context, 1))


async def _show(context: Context, book: Book, week: int = 0) -> None:
    past = await context.read(diary.my_past, context.person.id)
    others = any(one.id != book.placement.id for one in past)
    context.show(book_screen(context, book, week, past=others))


async def show_mine(context: Context, books: Sequence[Book]) -> None:
    """Show one's diary, the list where there are several; where none is written in any more, those of before."""
    if len(books) == 1:
        await _show(context, books[0])
        return
    past = await context.read(diary.my_past, context.person.id)
    if books:
        rows = [[_which(context, book)] for book in books[:MOST_BOOKS]]
        more = [[past_button()]] if past else []
        context.show(Screen("diary-which", keyboard=[*rows, *more, [menu.BACK]]))
    elif len(past) == 1:
        only = past[0].id
        await _show(context, await context.read(diary.read_own, context.now, context.person.id, only, context.content))
    else:
        show_past(context, past)


def _which(context: Context, book: Book) -> Button:
    code = context.content.module(book.placement.module).code
    args = {"module": code, "plant": plant_of(context, book)}
    return Button("diary-which-one", feature.action("book", book.placement.id), args=args)


def book_screen(context: Context, book: Book, week: int = 0, *, past: bool = False) -> Screen:
    """Return the whole diary of the student: sums, calendar, what waits, a row of the days of one week.

    `week` counts from 1; 0 is the present one, or the nearest. `past`: there are closed ones beside it.
    """
    weeks = weeks_of(book)
    here = (week - 1 if week else _nearest(weeks, book)) % max(1, len(weeks))
    parts = [_sums(context, book), calendar(context, book)]
    waiting = book.to_write()
    if waiting:
        parts.append(_waiting(context, waiting))
    if book.placement.status in diary.PAST:
        parts.append(context.text("diary-over"))
    rows = [[_to_write(context, book, one)] for one in waiting[:MOST_TO_WRITE]]
    if weeks:
        rows.append([_day_button(context, book, one) for one in weeks[here]])
    turn = [_week_button(book, here - 1, "diary-week-before"), _week_button(book, here + 1, "diary-week-next")]
    rows += [turn] if len(weeks) > 1 else []
    rows.append([papers_button(book), *([past_button()] if past else [])])
    return Screen("", body=BLANK.join(parts), keyboard=[*rows, [menu.BACK]])


def weeks_of(book: Book) -> list[tuple[Day, ...]]:
    """Return the days of a diary week by week."""
    mondays = dict.fromkeys(monday_of(one.day) for one in book.days)
    return [book.week(monday) for monday in mondays]


def calendar(context: Context, book: Book) -> Markup:
    """Return a line for each week that has begun or is the next, and what the signs mean."""
    soon = book.today + timedelta(days=7)
    begun = [week for week in weeks_of(book) if monday_of(week[0].day) <= soon]
    lines = [_week(context, week) for week in begun]
    return LINE.join([*lines, context.text("diary-legend")])


def _week(context: Context, week: Sequence[Day]) -> Markup:
    name = russian.format_span(week[0].day, week[-1].day, context.language)
    cells = Markup("  ").join(cell(context.text, context.language, one) for one in week)
    return context.text("diary-week-line", week=name, cells=cells)


def _nearest(weeks: Sequence[Sequence[Day]], book: Book) -> int:
    monday = monday_of(book.today)
    later = [number for number, week in enumerate(weeks) if monday_of(week[0].day) >= monday]
    return later[0] if later else len(weeks) - 1


def _week_button(book: Book, number: int, key: str) -> Button:
    pages = max(1, len(weeks_of(book)))
    return Button(key, feature.action("book", book.placement.id, number % pages + 1))


def _sums(context: Context, book: Book) -> Markup:
    language = context.language
    return context.text(
        "diary-book",
        plant=plant_of(context, book),
        module=context.content.module(book.placement.module).code,
        real=hours(book.real, language),
        planned=hours(book.planned_so_far, language),
        total=hours(book.planned_total, language),
        absent=sum(one.day <= book.today for one in book.absent),
    )


def _waiting(context: Context, waiting: Sequence[Day]) -> Markup:
    returned = sum(one.state is DayState.RETURNED for one in waiting)
    missing = sum(one.state is DayState.MISSING for one in waiting)
    return context.text("diary-waits", returned=returned, missing=missing, days=diary.EDITABLE_DAYS)


def _to_write(context: Context, book: Book, one: Day) -> Button:
    key = "diary-rewrite" if one.state is DayState.RETURNED else "diary-write"
    return write_button(book, one.day, context.language, key)


def _day_button(context: Context, book: Book, one: Day) -> Button:
    label = russian.format_weekday(one.day, context.language)
    return Button(label=label, action=feature.action("day", book.placement.id, one.day.isoformat()))


# --- one day ----------------------------------------------------------------------------------------------


async def show_day(context: Context, placement_id: int, day: date) -> None:
    """Show one day of one's own diary, with what may be done about it."""
    book, entry = await context.read(
        diary.read_own_entry, context.now, context.person.id, placement_id, day, context.content
    )
    line = book.on(day)
    state = line.state if line is not None else DayState.OFF
    head = context.text(
        "diary-day",
        day=russian.format_day(day, context.language),
        state=state_text(context.text, state),
        **said_of(entry),
    )
    parts = [head] if entry is None else [head, entry_text(context, book, entry, own=True)]
    context.show(Screen("", body=BLANK.join(parts), keyboard=_ways(context, book, day, entry)))


def entry_text(context: Context, book: Book, entry: Entry, *, own: bool) -> Markup:
    """Return what was written of a day; how at ease they are is shown to the student and the college alone."""
    lines = [
        context.text(
            "diary-entry-lines",
            hours=hours(entry.half_hours, context.language),
            what=labels(context, book, entry.competences),
        )
    ]
    if entry.words:
        lines.append(context.text("diary-entry-words", words=entry.words))
    if own and entry.comfort is not None:
        lines.append(context.text("diary-entry-comfort", comfort=entry.comfort))
    if own and entry.needs_help:
        lines.append(context.text("diary-entry-help"))
    return LINE.join(lines)


def _ways(context: Context, book: Book, day: date, entry: Entry | None) -> list[list[Button]]:
    key = (book.placement.id, day.isoformat())
    rows: list[list[Button]] = []
    if book.may_write(day):
        edit = "diary-write" if entry is None else "diary-edit"
        rows.append([Button(edit, Action.of(ENTRY, "open", *key), args=_day_args(context, day, entry))])
    if entry is not None:
        more = [Button("diary-reword" if entry.words else "diary-add-words", Action.of(WORDS, "open", *key))]
        may_ask = not entry.needs_help and book.placement.status in diary.KEPT
        help_wanted = [Button("diary-help", feature.action("help", *key))] if may_ask else []
        rows.append([*(more if book.may_write(day) else []), *help_wanted])
    return [*rows, [book_button(book), menu.BACK]]


def _day_args(context: Context, day: date, entry: Entry | None) -> dict[str, str]:
    return {} if entry is not None else {"day": russian.format_day(day, context.language)}
