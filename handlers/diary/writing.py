"""Writing a day: hours, what was done, how one feels, in four taps; or all of it in one message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import AnswerRefused, FormSpec, FormView, Given, Question, Subject
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.calendar import after_quiet_hours
from cluster.diary import DayState, Page
from cluster.people import Role
from handlers import menu
from handlers.diary.book import book_button, show_day, show_mine
from handlers.diary.common import ENTRY, WORDS, feature, hours, labels
from handlers.diary.questions import BACK_WITH, COMPETENCES, DAY, DAYS, HELP, LAST, PLANNED, QUESTIONS
from storage.diary import Entry, Written
from storage.errors import Refusal


class EntryForm(BaseModel):
    """A day as it is filled in. `said` is what one message, or the first button, told."""

    said: dict[str, Any]
    hours: int | None = None
    what: list[str] = []
    codes: list[str] = []
    comfort: int | None = None
    day: date | None = None
    sure: str | None = None


@feature.press("open")
async def open_diary(_update: Update, context: Context) -> None:
    """Open today where it waits to be written; the whole diary where it does not, or something came back."""
    books = await context.read(diary.my_books, context.now, context.person.id, context.content)
    waiting = books[0].to_write() if books else ()
    came_back = any(one.state is DayState.RETURNED for one in waiting)
    today = next((one for one in waiting if one.state is DayState.OPEN), None)
    if today is None or came_back:
        await show_mine(context, books)
        return
    subject = (str(books[0].placement.id), today.day.isoformat())
    await context.room.forms[ENTRY].open(context, "open", subject)


def about(subject: Subject) -> tuple[int, date]:
    """Return the placement and the day that a form is about."""
    words = (*subject, "", "")
    return menu.read_number(words[0]), menu.read_day(words[1])


async def read_page(context: Context, subject: Subject) -> Page:
    """Return the day that a form is about; refused where it may not be written."""
    placement_id, day = about(subject)
    page: Page = await context.read(diary.open_page, context.now, context.person.id, placement_id, day, context.content)
    return page


async def still(context: Context, subject: Subject) -> None:
    """Refuse to go on with a day that may not be written any more."""
    await read_page(context, subject)


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    page = await read_page(context, subject)
    returned = page.entry is not None and page.entry.comment
    before = [one.mark for one in page.book.days if one.day < page.line.day and one.mark is not None]
    return {
        DAYS: [one.isoformat() for one in diary.days_to_tell(page.book, page.line.day)],
        LAST: list(before[-1].competences) if before else [],
        COMPETENCES: [one.model_dump(mode="json") for one in page.competences],
        PLANNED: page.line.measure.planned,
        DAY: page.line.day.isoformat(),
        BACK_WITH: page.entry.comment if page.entry is not None and returned else "",
    }


# --- kept -------------------------------------------------------------------------------------------------


async def _keep(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Keep the day, and show it with what may still be said."""
    assert isinstance(filled, EntryForm)
    placement_id, day = about(subject)
    day, said = filled.day or day, filled.said
    written = Written(
        half_hours=said.get("half") or filled.hours or 0,
        competences=tuple(filled.what or filled.codes or said.get("what") or ()),
        comfort=said.get("comfort") or filled.comfort,
        words=said.get("words"),
        needs_help=filled.sure == HELP,
    )
    try:
        entry: Entry = await context.run(
            diary.write, context.now, context.person.id, placement_id, day, written, context.content
        )
    except diary.DayClosed:
        raise
    except Refusal as refused:
        raise AnswerRefused("said", refused.text_key, **refused.args_) from refused
    await show_kept(context, entry)


async def show_kept(context: Context, entry: Entry) -> None:
    """Show what is kept now."""
    book = await context.read(diary.read_own, context.now, context.person.id, entry.placement_id, context.content)
    args = {
        "day": russian.format_day(entry.day, context.language),
        "hours": hours(entry.half_hours, context.language),
        "what": labels(context, book, entry.competences),
        "words": entry.words or "",
        "worded": int(bool(entry.words)),
        "real": hours(book.real, context.language),
        "planned": hours(book.planned_so_far, context.language),
    }
    more = Button("diary-reword" if entry.words else "diary-add-words", _words_action(entry))
    help_wanted = [] if entry.needs_help else [Button("diary-help", feature.action("help", *_key(entry)))]
    left = [one for one in book.to_write() if one.day != entry.day][:1]
    further = [[_further(context, book.placement.id, one.day)] for one in left]
    context.show(Screen("diary-kept", args, [[more, *help_wanted], *further, [book_button(book), menu.BACK]]))


def _key(entry: Entry) -> tuple[int, str]:
    return entry.placement_id, entry.day.isoformat()


def _words_action(entry: Entry) -> Action:
    return Action.of(WORDS, "open", *_key(entry))


def _further(context: Context, placement_id: int, day: date) -> Button:
    args = {"day": russian.format_day(day, context.language)}
    return Button("diary-write", Action.of(ENTRY, "open", placement_id, day.isoformat()), args=args)


async def _leave_for_calendar(context: Context) -> None:
    """Show the whole diary to who would rather look than write."""
    await show_mine(context, await context.read(diary.my_books, context.now, context.person.id, context.content))


# --- a few words more -------------------------------------------------------------------------------------


class WordsForm(BaseModel):
    """Words about a day."""

    words: str


async def _words_about(context: Context, subject: Subject) -> Mapping[str, Any]:
    page = await read_page(context, subject)
    return {DAY: page.line.day.isoformat()}


def _read_words(text: str, _view: FormView) -> Given:
    return Given(diary.check_words(text))


def _which_day(view: FormView) -> Mapping[str, Any]:
    return {"day": russian.format_day(menu.read_day(view.answers[DAY]), view.language)}


async def _add(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, WordsForm)
    placement_id, day = about(subject)
    entry: Entry = await context.run(
        diary.add_words, context.now, context.person.id, placement_id, day, filled.words, context.content
    )
    await show_kept(context, entry)


@feature.press("help")
async def ask_help(_update: Update, context: Context) -> None:
    """Let the supervisor know that help is needed, and lead to where it is told at once."""
    placement_id, day = menu.number(context), menu.day(context, 1)
    await context.run(diary.ask_help, context.now, context.person.id, placement_id, day, context.content)
    urgent = [Button("diary-help-urgent", Action.of("incidents", "help"))]
    book = await context.read(diary.read_own, context.now, context.person.id, placement_id, context.content)
    context.show(Screen("diary-help-told", keyboard=[urgent, [book_button(book), menu.BACK]]))


@feature.press("day")
async def open_day(_update: Update, context: Context) -> None:
    """Show one day of one's own diary."""
    await show_day(context, menu.number(context), menu.day(context, 1))


def _waiting(view: menu.MenuView) -> int:
    books = diary.my_books(view.session, view.now, view.person_id, view.content)
    return sum(one.state is not DayState.OPEN for book in books for one in book.to_write())


def _has_diary(view: menu.MenuView) -> bool:
    writes = diary.my_books(view.session, view.now, view.person_id, view.content)
    return bool(writes) or bool(diary.my_past(view.session, view.person_id))


COMMON: dict[str, Any] = {"still": still, "review": False, "reminders": (), "after_quiet": after_quiet_hours}
feature.form(
    FormSpec(
        name=ENTRY,
        model=EntryForm,
        questions=QUESTIONS,
        submit=_keep,
        initial=_initial,
        declined=_leave_for_calendar,
        **COMMON,
    )
)
feature.form(
    FormSpec(
        name=WORDS,
        model=WordsForm,
        questions=[Question("words", parse=_read_words, prompt_args=_which_day)],
        submit=_add,
        initial=_words_about,
        **COMMON,
    )
)
menu.offer(
    menu.MenuEntry(
        "diary-menu", feature.action("open"), order=20, roles=frozenset({Role.STUDENT}), when=_has_diary, count=_waiting
    ),
)
