"""Diaries that are closed: one's own past practices, and those whom a mentor has taught."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import Book, Former, monday_of
from cluster.internship.naming import short_name
from handlers import menu
from handlers.diary.common import ON_A_PAGE, feature, turned
from handlers.naming import organisation_name
from storage.internship import Placement

PAST = feature.action("past")
FORMER = feature.action("former")
PAPERS = "practice_papers-open"


def past_button() -> Button:
    """Return the way from the present diary to those of past practices."""
    return Button("diary-past-button", PAST)


def former_button() -> Button:
    """Return the way from a mentor's trainees to those who have ended."""
    return Button("diary-former-button", FORMER)


def papers_button(book: Book) -> Button:
    """Return the way to the Word files of a practice, the diary among them."""
    return Button(PAPERS, Action.of("papers", "open", book.placement.id))


@feature.press("past")
async def past(_update: Update, context: Context) -> None:
    """List one's own practices that are over, the latest first."""
    show_past(context, await context.read(diary.my_past, context.person.id), menu.number(context))


def show_past(context: Context, found: Sequence[Placement], page: int = 0) -> None:
    """Show the list of one's closed diaries."""
    here, pages = turned(page, len(found))
    rows = [[_mine(context, one)] for one in found[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]]
    turn = [Button("form-page-next", feature.action("past", (here + 1) % pages))] if pages > 1 else []
    context.show(Screen("diary-past" if found else "diary-none", keyboard=[*rows, [*turn, menu.BACK]]))


def _mine(context: Context, one: Placement) -> Button:
    args = {
        "module": context.content.module(one.module).code,
        "plant": organisation_name(context.content, one.enterprise, context.language),
        "days": russian.format_span(one.date_from, one.date_to, context.language),
    }
    return Button("diary-past-one", feature.action("book", one.id), args=args)


@feature.press("former")
async def former(_update: Update, context: Context) -> None:
    """List those whom a mentor has taught; what still waits for a word stands first."""
    found = await context.read(diary.former_trainees, context.person.id)
    here, pages = turned(menu.number(context), len(found))
    rows = [[_former(context, one)] for one in found[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]]
    turn = [Button("form-page-next", feature.action("former", (here + 1) % pages))] if pages > 1 else []
    back = Button("diary-to-trainees", feature.action("mine"))
    key = "diary-former" if found else "diary-former-none"
    context.show(Screen(key, keyboard=[*rows, [*turn, back, menu.BACK]]))


def _former(context: Context, one: Former) -> Button:
    """Return the button that opens the earliest week with something to accept, else the last one that says anything."""
    monday = monday_of(one.said.first_waiting or one.said.last)
    args = {"name": short_name(one.student) or context.text("diary-nameless"), "count": one.said.waiting}
    return Button("diary-former-one", feature.action("week", one.placement.id, monday.isoformat()), args=args)
