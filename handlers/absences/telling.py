"""«I am not coming»: today, tomorrow or other days, a reason, sent. Then a word more, or that one comes after all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import AnswerRefused, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import MOST_ROWS, Action, Button, Screen
from bot.turn.context import Context
from cluster import absences, people, russian
from cluster.absences import REASONS, Days, MyAbsence
from cluster.calendar import day_of
from cluster.diary import Book
from cluster.people import Role
from handlers import menu
from handlers.absences.common import feature, own_anchor, reason_rows, reason_text, seen_line, span
from handlers.naming import organisation_name
from handlers.short_forms import AT_ONCE
from storage.absences import Absence, AbsenceReason
from storage.errors import NotFound, Refusal

DAYS, NOTE = "absence-days", "absence-note"
"""The forms: other days than today and tomorrow, a word more."""
MOST_DAYS_OFFERED = 5
MOST_PRACTICES = 2


@feature.press("open")
async def open_absence(_update: Update, context: Context) -> None:
    """Ask on which day one does not come; what was said already stands above."""
    books = await context.read(absences.my_practices, context.now, context.person.id, context.content)
    if not books:
        context.show(Screen("absences-none", keyboard=[[menu.BACK]]))
        return
    told = await context.read(absences.my_absences, books)
    days = [row for book in books[:MOST_PRACTICES] for row in _days(context, book, several=len(books) > 1)]
    said = [[_told_button(context, one)] for one in told[: MOST_ROWS - 1 - len(days)]]
    context.show(Screen("absences-when", {"count": len(told)}, [*said, *days, [menu.BACK]]))


def _told_button(context: Context, one: MyAbsence) -> Button:
    days = span(one.absence.first_day, one.absence.last_day, context.language)
    return Button("absences-told-button", feature.action("card", one.absence.id), args={"days": days})


def _days(context: Context, book: Book, *, several: bool) -> list[list[Button]]:
    """Return the buttons of one practice: today, tomorrow, other days."""
    free, placement_id = absences.free_days(book), book.placement.id
    plant = organisation_name(context.content, book.placement.enterprise, context.language) if several else ""
    near = [(book.today, "today"), (book.today + timedelta(days=1), "tomorrow")]
    buttons = [
        Button(
            f"absences-day-{name}",
            feature.action("day", placement_id, day.isoformat()),
            args={"day": russian.format_day(day, context.language), "plant": plant, "named": int(several)},
        )
        for day, name in near
        if day in free
    ]
    other = Button(
        "absences-day-other", Action.of(DAYS, "open", placement_id), args={"plant": plant, "named": int(several)}
    )
    return [[one] for one in [*buttons, other]]


@feature.press("day")
async def day(_update: Update, context: Context) -> None:
    """Ask why one does not come that day."""
    placement_id, chosen = menu.number(context), menu.day(context, 1)
    book = await context.read(absences.own_practice, context.now, context.person.id, placement_id, context.content)
    absences.check_days(book, chosen, chosen)
    shown = russian.format_day(chosen, context.language)
    back = Button("form-back", feature.action("open"))
    rows = [*reason_rows(placement_id, chosen), [back, menu.BACK]]
    context.show(Screen("absences-why", {"day": shown}, rows))


@feature.press("tell")
async def tell(_update: Update, context: Context) -> None:
    """Say that one does not come that day, and show who has been told."""
    placement_id, chosen = menu.number(context), menu.day(context, 1)
    try:
        reason = AbsenceReason(menu.word(context, 2))
    except ValueError:
        raise NotFound from None
    await _told(context, placement_id, Days(chosen, chosen, reason))


async def _told(context: Context, placement_id: int, days: Days) -> None:
    told: Absence = await context.run(
        absences.tell, context.now, context.person.id, placement_id, days, context.content
    )
    await show_card(context, told.id)


@feature.press("card")
async def card(_update: Update, context: Context) -> None:
    """Show one's own absence as it stands."""
    await show_card(context, menu.number(context))


async def show_card(context: Context, absence_id: int) -> None:
    """Show one's own absence: days, reason, who has read of it, what may be done."""
    mine: MyAbsence = await context.read(absences.read_own, context.now, context.person.id, absence_id, context.content)
    one, language = mine.absence, context.language
    seen_by = await context.read(people.name_of, one.seen_by) if one.seen_by is not None else None
    args = {
        "days": span(one.first_day, one.last_day, language),
        "reason": reason_text(context.room.texts, language, one.reason),
        "note": one.note or "",
        "noted": int(bool(one.note)),
        "seen": seen_line(context.room.texts, language, one, seen_by),
    }
    key = "absences-mine" if one.withdrawn_at is None else "absences-mine-withdrawn"
    context.show(Screen(key, args, [*_ways(mine), [menu.BACK]], anchor=own_anchor(one.id)))


def _ways(mine: MyAbsence) -> list[list[Button]]:
    one = mine.absence
    if not mine.may_come:
        return []
    come = Button("absences-come", feature.action("come", one.id))
    if one.reason is AbsenceReason.UNEXPLAINED:
        return [[come]]
    return [[Button("absences-note", Action.of(NOTE, "open", one.id)), come]]


@feature.press("come")
async def come(_update: Update, context: Context) -> None:
    """Say that one comes after all."""
    await context.run(absences.come, context.now, context.person.id, menu.number(context), context.content)
    await show_card(context, menu.number(context))


# --- other days -------------------------------------------------------------------------------------------


class DaysForm(BaseModel):
    """Days on which one does not come; ISO days."""

    first: date
    last: date
    reason: AbsenceReason
    note: str | None = None


def _placement_of(subject: Subject) -> int:
    return menu.read_number(subject[0]) if subject else 0


async def _read(context: Context, subject: Subject) -> Book:
    book: Book = await context.read(
        absences.own_practice, context.now, context.person.id, _placement_of(subject), context.content
    )
    return book


async def _days_still(context: Context, subject: Subject) -> None:
    await _read(context, subject)


async def _days_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    book = await _read(context, subject)
    return {"_free": [one.isoformat() for one in absences.free_days(book)]}


def _free(view: FormView) -> list[date]:
    return [menu.read_day(one) for one in view.answers.get("_free", ())]


def _first_options(view: FormView) -> Sequence[Option]:
    return [_day_option(one, view) for one in _free(view)[:MOST_DAYS_OFFERED]]


def _last_options(view: FormView) -> Sequence[Option]:
    first = menu.read_day(view.answers["first"])
    return [_day_option(one, view) for one in _free(view) if one >= first][:MOST_DAYS_OFFERED]


def _day_option(one: date, view: FormView) -> Option:
    return Option(one.isoformat(), label=russian.format_day(one, view.language))


def _parse_day(text: str, view: FormView) -> Given:
    return Given(russian.parse_near_day(text, day_of(view.now)).value.isoformat())


def _not_before(value: Any, view: FormView) -> Given:
    if value < view.answers.get("first", value):
        raise Refusal("absences-refuse-backwards")
    return Given(value)


def _reason_options(_view: FormView) -> Sequence[Option]:
    return [Option(reason.value, f"absences-reason-{reason}") for reason in REASONS]


def _parse_note(text: str, _view: FormView) -> Given:
    return Given(absences.check_note(text) or None)


async def _submit_days(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, DaysForm)
    days = Days(filled.first, filled.last, filled.reason, filled.note)
    try:
        await _told(context, _placement_of(subject), days)
    except Refusal as refused:
        raise AnswerRefused("first", refused.text_key, **refused.args_) from refused


# --- a word more ------------------------------------------------------------------------------------------


class NoteForm(BaseModel):
    """A word more about an absence."""

    note: str


async def _note_still(context: Context, subject: Subject) -> None:
    await context.read(absences.read_own, context.now, context.person.id, _placement_of(subject), context.content)


async def _note_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    await _note_still(context, subject)
    return {}


async def _submit_note(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, NoteForm)
    absence_id = _placement_of(subject)
    await context.run(absences.add_note, context.now, context.person.id, absence_id, filled.note, context.content)
    await show_card(context, absence_id)


feature.form(
    FormSpec(
        name=DAYS,
        model=DaysForm,
        questions=[
            Question("first", parse=_parse_day, options=_first_options),
            Question(
                "last", parse=_parse_day, options=_last_options, check=_not_before,
                holds=lambda value, view: value >= view.answers.get("first", value),
            ),
            Question("reason", options=_reason_options, columns=2),
            Question("note", parse=_parse_note, required=False),
        ],
        submit=_submit_days,
        initial=_days_initial,
        still=_days_still,
        **AT_ONCE,
    )
)  # fmt: skip
feature.form(
    FormSpec(
        name=NOTE,
        model=NoteForm,
        questions=[Question("note", parse=_parse_note)],
        submit=_submit_note,
        initial=_note_initial,
        still=_note_still,
        **AT_ONCE,
    )
)


def _is_practising(view: menu.MenuView) -> bool:
    return bool(absences.my_practices(view.session, view.now, view.person_id, view.content))


menu.offer(
    menu.MenuEntry(
        "absences-menu", feature.action("open"), order=40, roles=frozenset({Role.STUDENT}), when=_is_practising
    ),
)
