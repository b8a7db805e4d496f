"""The mentor's trainees: a week of each in one message, accepted in one tap; one entry opened, or given back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.calendar import day_of
from cluster.diary import Book, EntryOutdated, Read, WeekOutdated, monday_of
from cluster.internship.naming import short_name
from cluster.people import Role
from handlers import menu
from handlers.diary.book import entry_text
from handlers.diary.common import (
    RETURN,
    days_text,
    feature,
    hours,
    name_of,
    said_of,
    state_text,
    turned,
    week_line,
    week_name,
)
from handlers.diary.past import former_button
from storage.diary import Entry, EntryState
from storage.internship import PlacementStatus

ON_A_PAGE = 3
MOST_COMING = 6
THIS_WEEK = "0"
CHARACTERS_OF_WORDS = 300
_WEEK = timedelta(days=7)
MENTOR = frozenset({Role.MENTOR})


@feature.press("mine")
async def mine(_update: Update, context: Context) -> None:
    """Show this week of every trainee, or the earliest one in which something waits."""
    await _show_mine(context, menu.word(context) or THIS_WEEK, menu.number(context, 1))


async def _show_mine(context: Context, week: str, page: int) -> None:
    books = await context.read(diary.my_trainees, context.now, context.person.id, context.content)
    gone = await context.read(diary.former_trainees, context.person.id)
    more = [[former_button()]] if gone else []
    expected = await _expected(context)
    if not books:
        body = expected or context.text("diary-mine-none")
        context.show(Screen("", body=body, keyboard=[*more, [menu.BACK]]))
        return
    monday = _monday_for(context, books) if week == THIS_WEEK else monday_of(menu.read_day(week))
    here, pages = turned(page, len(books), ON_A_PAGE)
    shown = books[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]
    title = context.text("diary-mine", week=week_name(context.language, monday), page=here + 1, pages=pages)
    parts = [title, *(_trainee(context, book, monday) for book in shown), context.text("diary-legend"), expected]
    body = BLANK.join(part for part in parts if part)
    rows = [_trainee_row(context, book, monday) for book in shown]
    context.show(Screen("", body=body, keyboard=[*rows, *_below(books, monday, here, pages, more)]))


async def _expected(context: Context) -> Markup:
    """Return who is to come to this mentor, a line each; empty where nobody is."""
    found = await context.read(diary.coming, context.person.id)
    lines = [
        context.text(
            "diary-coming-line",
            name=short_name(student) or context.text("internship-erased"),
            first=russian.format_day(placement.date_from, context.language),
            last=russian.format_short_day(placement.date_to, context.language),
        )
        for placement, student in found[:MOST_COMING]
    ]
    return LINE.join([context.text("diary-coming"), *lines]) if lines else Markup()


def _monday_for(context: Context, books: Sequence[Book]) -> date:
    """Return the earliest week in which something waits or is stuck, else the present one."""
    waiting = [one.day for book in books for one in (*book.waiting, *book.stuck)]
    return monday_of(min(waiting, default=day_of(context.now)))


def _trainee(context: Context, book: Book, monday: date) -> Markup:
    week = book.week(monday)
    codes = dict.fromkeys(code for one in week if one.mark is not None for code in one.mark.competences)
    lines = [
        context.text(
            "diary-trainee",
            name=name_of(context.room.texts, context.language, book),
            real=hours(sum(one.real for one in week), context.language),
            planned=hours(sum(one.planned for one in week), context.language),
        ),
        week_line(context.text, context.language, week) if week else context.text("diary-no-days"),
    ]
    if codes:
        lines.append(context.text("diary-trainee-what", what=", ".join(codes)))
    if stuck := [one for one in week if one in book.stuck]:
        lines.append(context.text("diary-trainee-stuck", days=days_text(context.language, stuck)))
    return LINE.join(lines)


def _trainee_row(context: Context, book: Book, monday: date) -> list[Button]:
    name = name_of(context.room.texts, context.language, book)
    waiting = [one for one in book.week(monday) if one in book.waiting]
    look = feature.action("week", book.placement.id, monday.isoformat())
    if not waiting:
        row = [Button("diary-look-at", look, args={"name": name})]
        return [*row, _assess_button(book)] if _is_to_assess(book) else row
    accept = feature.action("accept", book.placement.id, monday.isoformat(), diary.stamp(waiting))
    who = book.student.last_name or name  # half a row has no room for more
    return [Button("diary-accept", accept, args={"name": who, "count": len(waiting)}), Button("diary-look", look)]


def _is_to_assess(book: Book) -> bool:
    """Whether the days are over and the mentor's word is what is missing."""
    return book.placement.status is PlacementStatus.REPORTING


def _assess_button(book: Book) -> Button:
    """Return the way to the mentor's word for whoever has lost the message that asked for it."""
    return Button("internship-step-assess", Action.of("practice-assess", "open", book.placement.id))


def _below(
    books: Sequence[Book], monday: date, page: int, pages: int, more: Sequence[list[Button]]
) -> list[list[Button]]:
    """Return what stands under the trainees: all at once, another week, another page, who did not come, `more`."""
    rows: list[list[Button]] = []
    waiting = diary.all_waiting(books, monday)
    if len({one.mark.placement_id for one in waiting if one.mark is not None}) > 1:
        accept = feature.action("all", monday.isoformat(), diary.stamp(waiting))
        rows.append([Button("diary-accept-all", accept, args={"count": len(waiting)})])
    weeks = [
        Button("diary-week-before", feature.action("mine", (monday - _WEEK).isoformat(), page)),
        Button("diary-week-next", feature.action("mine", (monday + _WEEK).isoformat(), page)),
    ]
    turn = Button("form-page-next", feature.action("mine", monday.isoformat(), (page + 1) % pages))
    missed = Button("absences-mark", Action.of("absences", "mark"))
    return [*rows, weeks, *([[turn]] if pages > 1 else []), *more, [missed, menu.BACK]]


@feature.press("accept")
async def accept(_update: Update, context: Context) -> None:
    """Accept a trainee's week as it was shown."""
    placement_id, monday = menu.number(context), menu.day(context, 1)
    await _accepted(context, monday, diary.accept_week, placement_id, monday, menu.word(context, 2))


@feature.press("all")
async def accept_all(_update: Update, context: Context) -> None:
    """Accept the week of all trainees as it was shown."""
    monday = menu.day(context)
    await _accepted(context, monday, diary.accept_all, monday, menu.word(context, 1))


async def _accepted(context: Context, monday: date, use_case: Callable[..., Any], *args: Any) -> None:
    def work(session: Session) -> Any:
        return use_case(session, context.now, context.person.id, *args, context.content)

    try:
        count = await context.run(work)
    except WeekOutdated as outdated:
        await context.undo()
        context.alert(outdated.text_key)
    else:
        context.toast("diary-accepted" if count else "diary-nothing-to-accept", count=count)
    await _show_mine(context, monday.isoformat(), 0)


# --- one trainee's week, one entry ------------------------------------------------------------------------


@feature.press("week")
async def week(_update: Update, context: Context) -> None:
    """Show what a trainee wrote in a week, with the words."""
    await _show_week(context, menu.number(context), monday_of(menu.day(context, 1)))


async def _show_week(context: Context, placement_id: int, monday: date) -> None:
    book, written = await context.read(
        diary.read_week, context.now, context.person.id, placement_id, monday, context.content
    )
    args = {
        "name": name_of(context.room.texts, context.language, book),
        "week": week_name(context.language, monday),
        "group": book.student.study_group,
    }
    blocks = [_written(context, book, one) for one in written] or [context.text("diary-week-empty")]
    waiting = [one for one in book.week(monday) if one in book.waiting]
    rows: list[list[Button]] = [[_assess_button(book)]] if _is_to_assess(book) else []
    if waiting:
        action = feature.action("accept", placement_id, monday.isoformat(), diary.stamp(waiting))
        rows.append([Button("diary-accept-week", action, args={"count": len(waiting)})])
    if written:
        rows.append([_entry_button(context, one) for one in written])
    turn = [
        Button(key, feature.action("week", placement_id, (monday + by).isoformat()))
        for key, by in (("diary-week-before", -_WEEK), ("diary-week-next", _WEEK))
    ]
    back = Button("diary-to-trainees", feature.action("mine", monday.isoformat(), 0))
    body = BLANK.join([context.text("diary-week-of", **args), *blocks])
    context.show(Screen("", body=body, keyboard=[*rows, turn, [back, menu.BACK]]))


def _written(context: Context, book: Book, entry: Entry) -> Markup:
    line = book.on(entry.day)
    state = state_text(context.text, line.state) if line is not None else ""
    words = entry.words or ""
    cut = f"{words[:CHARACTERS_OF_WORDS]}…" if len(words) > CHARACTERS_OF_WORDS else words
    return context.text(
        "diary-week-entry",
        day=russian.format_day(entry.day, context.language),
        hours=hours(entry.half_hours, context.language),
        state=state,
        what=", ".join(entry.competences),
        words=cut,
        worded=int(bool(cut)),
    )


def _entry_button(context: Context, entry: Entry) -> Button:
    return Button(label=russian.format_weekday(entry.day, context.language), action=feature.action("entry", entry.id))


@feature.press("entry")
async def entry(_update: Update, context: Context) -> None:
    """Show one entry, to be accepted or given back."""
    await show_entry(context, menu.number(context))


async def show_entry(context: Context, entry_id: int) -> None:
    """Show one entry to the mentor, with what may be done about it."""
    found: Read = await context.read(diary.read_entry, context.now, context.person.id, entry_id, context.content)
    one, monday = found.entry, monday_of(found.entry.day)
    head = context.text(
        "diary-entry-of",
        name=name_of(context.room.texts, context.language, found.book),
        day=russian.format_day(one.day, context.language),
        state=state_text(context.text, found.line.state),
        **said_of(one),
    )
    rows: list[list[Button]] = []
    returned = one.state is EntryState.RETURNED
    if returned or one.state is EntryState.WRITTEN:
        key = "diary-ok-as-is" if returned else "diary-ok"
        rows.append([Button(key, feature.action("ok", one.id, one.version))])
    if diary.may_give_back(found):
        key = "diary-give-back-again" if returned else "diary-give-back"
        rows.append([Button(key, Action.of(RETURN, "open", one.id, one.version))])
    back = Button("diary-to-week", feature.action("week", one.placement_id, monday.isoformat()))
    body = BLANK.join([head, entry_text(context, found.book, one, own=False)])
    context.show(Screen("", body=body, keyboard=[*rows, [back, menu.BACK]]))


@feature.press("ok")
async def accept_one(_update: Update, context: Context) -> None:
    """Accept one entry as it was shown."""
    entry_id, version = menu.number(context), menu.number(context, 1)
    try:
        await context.run(diary.accept_entry, context.now, context.person.id, entry_id, version, context.content)
    except EntryOutdated as outdated:
        await context.undo()
        context.alert(outdated.text_key)
    else:
        context.toast("diary-accepted", count=1)
    await show_entry(context, entry_id)


def _to_accept(view: menu.MenuView) -> int:
    books = diary.my_trainees(view.session, view.now, view.person_id, view.content)
    gone = diary.former_trainees(view.session, view.person_id)
    return sum(len(book.waiting) + len(book.stuck) for book in books) + sum(one.said.waiting for one in gone)


def teaches(view: menu.MenuView) -> bool:
    """Whether somebody has trainees whose diaries they work with."""
    return bool(diary.my_trainees(view.session, view.now, view.person_id, view.content))


def _expects(view: menu.MenuView) -> bool:
    shown = teaches(view) or bool(diary.coming(view.session, view.person_id))
    return shown or bool(diary.former_trainees(view.session, view.person_id))


menu.offer(
    menu.MenuEntry(
        "diary-menu-trainees", feature.action("mine"), order=10, roles=MENTOR, when=_expects, count=_to_accept
    ),
)
