"""The others' screens: who of the mentor's trainees did not come, that one has read, whom the supervisor calls."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup
from telegram import Update

from bot.screens import LINE, Button, Screen
from bot.turn.context import Context
from cluster import absences, people, russian
from cluster.absences import Absent, Phones
from cluster.diary import Book
from handlers import menu
from handlers.absences.common import feature, reason_text, told_card
from handlers.diary.common import ON_A_PAGE, name_of, turned
from handlers.diary.deciding import MENTOR, teaches
from storage.absences import Absence, AbsenceReason


@feature.press("mark")
async def mark(_update: Update, context: Context) -> None:
    """Show the mentor who is to come today, each with a button."""
    await _show_mark(context, menu.number(context))


async def _show_mark(context: Context, page: int = 0) -> None:
    books = await context.read(absences.expected_today, context.now, context.person.id, context.content)
    here, pages = turned(page, len(books))
    shown = books[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]
    title = context.text("absences-mark-today" if books else "absences-mark-nobody")
    rows = [row for book in shown if (row := _row(context, book))]
    turn = [[Button("form-page-next", feature.action("mark", (here + 1) % pages))]] if pages > 1 else []
    body = LINE.join([title, *(_line(context, book) for book in shown)])
    context.show(Screen("", body=body, keyboard=[*rows, *turn, [menu.BACK]]))


def _line(context: Context, book: Book) -> Markup:
    line = book.on(book.today)
    assert line is not None  # whoever is expected has a line of today
    absence = line.absence
    name = name_of(context.room.texts, context.language, book)
    if absence is not None and absence.reason is AbsenceReason.UNEXPLAINED:
        return context.text("absences-mark-missed", name=name)
    if absence is not None:
        reason = reason_text(context.room.texts, context.language, absence.reason)
        return context.text("absences-mark-away", name=name, reason=reason)
    return context.text("absences-mark-line", name=name, state=line.state.value)


def _row(context: Context, book: Book) -> list[Button]:
    line = book.on(book.today)
    name = name_of(context.room.texts, context.language, book)
    if line is None:
        return []
    if line.absence is None:
        return [Button("absences-miss", feature.action("miss", book.placement.id), args={"name": name})]
    if line.absence.reason is AbsenceReason.UNEXPLAINED:
        return [Button("absences-came", feature.action("came", line.absence.id), args={"name": name})]
    return []


@feature.press("miss")
async def miss(_update: Update, context: Context) -> None:
    """Note that a trainee did not come."""
    told = await context.run(absences.miss, context.now, context.person.id, menu.number(context), context.content)
    context.toast(await _answer(context, told))
    await _show_mark(context)


async def _answer(context: Context, told: Absence) -> str:
    """Return the text that says what comes of it."""
    if told.reason is not AbsenceReason.UNEXPLAINED:
        return "absences-miss-known"
    books = await context.read(absences.expected_today, context.now, context.person.id, context.content)
    line = next((book.on(book.today) for book in books if book.placement.id == told.placement_id), None)
    return "absences-missed-written" if line is not None and line.mark is not None else "absences-missed"


@feature.press("came")
async def came(_update: Update, context: Context) -> None:
    """Note that a trainee came after all."""
    await context.run(absences.take_back, context.now, context.person.id, menu.number(context), context.content)
    context.toast("absences-came-noted")
    await _show_mark(context)


@feature.press("seen")
async def seen(_update: Update, context: Context) -> None:
    """Note that somebody has read of an absence; the card shows who was the first."""
    found: Absent = await context.run(absences.see, context.now, context.person.id, menu.number(context))
    who = await context.read(people.name_of, found.absence.seen_by or 0)
    card = told_card(context.room.texts, context.content, context.language, found, who, context.person.id)
    context.show(replace(card, keyboard=[*card.keyboard, [menu.BACK]]))


@feature.press("phones")
async def phones(_update: Update, context: Context) -> None:
    """Show whom to call about somebody who is missed; who looked is written down."""
    found: Phones = await context.run(absences.phones, context.now, context.person.id, menu.number(context))
    args = {
        "student": russian.format_phone(found.student) if found.student else "none",
        "parent": found.parent or "none",
        "phone": russian.format_phone(found.parent_phone) if found.parent_phone else "none",
    }
    context.send(Screen("absences-phones", args, [[menu.FRESH]]))


menu.offer(
    menu.MenuEntry("absences-mark", feature.action("mark"), order=20, roles=MENTOR, when=teaches),
)
