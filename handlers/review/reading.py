"""Notes for the colleagues, and the history: who, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, Question, Subject
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import review, russian
from handlers import menu
from handlers.review.acting import words
from handlers.review.common import card_button, feature
from handlers.review.holding import COMMON, about, read
from storage.admission import HistoryEntry, HistoryKind

NOTE = "note"
LINES_A_PAGE = 12
CHARACTERS_A_PAGE = 2800
"""What one message shows whole, beside its heading; a note alone may have 1,000."""


class Noted(BaseModel):
    """A note."""

    text: str


async def _about(context: Context, subject: Subject) -> Mapping[str, Any]:
    await read(context, subject)  # refused to who may not see it
    return {}


async def _add(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Noted)
    await context.run(review.add_note, context.now, context.person.id, about(subject)[0], filled.text)
    await _show_notes(context, about(subject)[0])


@feature.press("notes")
async def notes(_update: Update, context: Context) -> None:
    """Show what colleagues wrote."""
    await _show_notes(context, menu.number(context), menu.number(context, 1))


async def _show_notes(context: Context, application_id: int, number: int = 0) -> None:
    found, names = await context.run(review.read_notes, context.person.id, application_id)
    card = await read(context, (str(application_id),))
    lines = [
        context.text(
            "review-note",
            who=names.get(one.author_id, "none"),
            at=russian.format_moment(one.at, context.language),
            text=one.text or context.text("review-erased"),
        )
        for one in found
    ]
    title = context.text("review-notes-of" if lines else "review-notes-none", no=card.application.number)
    shown, turn = _page(lines, number, "notes", application_id)
    write = Button("review-note-add", Action.of(NOTE, "open", application_id))
    rows = [[write], [*turn, card_button(card.application)]]
    context.show(Screen("", body=BLANK.join([title, *shown]), keyboard=rows))


def _page(lines: list[Markup], number: int, verb: str, application_id: int) -> tuple[list[Markup], list[Button]]:
    """Return the lines of a page, and the button that turns it; past the last one begins again with the first."""
    shown, number, pages = page_of(lines, number)
    turn = Button("form-page-next", feature.action(verb, application_id, (number + 1) % pages))
    return shown, [turn] if pages > 1 else []


def page_of(lines: Sequence[Markup], number: int) -> tuple[list[Markup], int, int]:
    """Return the lines of a page as one message shows them, its number, and how many pages there are."""
    pages: list[list[Markup]] = [[]]
    for line in lines:
        full = sum(map(len, pages[-1])) + len(line) > CHARACTERS_A_PAGE or len(pages[-1]) == LINES_A_PAGE
        if pages[-1] and full:
            pages.append([])
        pages[-1].append(line)
    number %= len(pages)
    return pages[number], number, len(pages)


@feature.press("history")
async def history(_update: Update, context: Context) -> None:
    """Show what happened, newest first."""
    application_id = menu.number(context)
    lines, names = await context.read(review.read_history, context.person.id, application_id)
    card = await read(context, (str(application_id),))
    drawn = [_line(context, one, names) for one in lines]
    shown, turn = _page(drawn, menu.number(context, 1), "history", application_id)
    title = context.text("review-history-of", no=card.application.number)
    rows = [[*turn, card_button(card.application)]]
    context.show(Screen("", body=LINE.join([title, *shown]), keyboard=rows))


def _line(context: Context, one: HistoryEntry, names: dict[int, str]) -> Markup:
    args = {
        "at": russian.format_moment(one.at, context.language),
        "who": _who(context, one, names),
        "what": _what(context, one, names),
    }
    text = context.text("review-history-line", **args)
    why = _why(context, one)
    return text + context.text("review-history-why", why=why) if why else text


def _who(context: Context, one: HistoryEntry, names: dict[int, str]) -> Markup | str:
    if one.actor_kind == "staff" and one.actor_id in names:
        return names[one.actor_id]
    return context.text(f"review-by-{one.actor_kind}")


def _what(context: Context, one: HistoryEntry, names: dict[int, str]) -> Markup:
    match one.kind:
        case HistoryKind.STATUS:
            before, after = (context.text(f"review-status-{state}") for state in (one.before, one.after))
            return context.text("review-history-status", before=before, after=after)
        case HistoryKind.ASSIGN:
            to = names.get(int(one.after or 0), "none")
            return context.text("review-history-assign", who=to)
        case HistoryKind.EDIT:
            return context.text("review-history-edit", fields=_labels(context, one.fields))
        case HistoryKind.DOCUMENT:
            paper = _paper(context, one.fields[0] if one.fields else "")
            return context.text("review-history-document", paper=paper, state=context.text(f"review-paper-{one.after}"))
        case kind:
            return context.text(f"review-history-{kind}")


def _why(context: Context, one: HistoryEntry) -> str:
    reasons = {reason.key: reason.label.in_(context.language) for reason in context.content.reasons}
    known = one.reason or ""
    key = f"review-reason-{known}"
    reason = reasons.get(known) or (str(context.text(key)) if known and context.room.texts.has(key) else "")
    return ": ".join(part for part in (reason, one.comment) if part)


def _labels(context: Context, names: tuple[str, ...]) -> str:
    keys = [f"admission-label-{'parent_name' if name == 'parent' else name}" for name in names]
    return ", ".join(str(context.text(key)) for key in keys if context.room.texts.has(key))


def _paper(context: Context, kind: str) -> Markup | str:
    known = {document.key: document.label.in_(context.language) for document in context.content.documents}
    return known.get(kind) or context.text("review-original-name")


feature.form(
    FormSpec(
        name=NOTE,
        model=Noted,
        questions=[Question("text", parse=words(1000))],
        submit=_add,
        initial=_about,
        review=False,
        **COMMON,
    )
)
