"""The queue: its shelves with their counts, a shelf page by page, finding an application."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, Question, Subject
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import review, russian
from cluster.calendar import after_quiet_hours
from cluster.people import COLLEGE_ROLES
from cluster.review import QueueLine, Shelf
from handlers import menu
from handlers.review.acting import words
from handlers.review.common import QUEUE, feature

MOST_SHELVES = 14  # two a row, the last row is for the ways out
FOUND_SHOWN = 6
SEEK = "seek"


@feature.press("queue")
async def queue(_update: Update, context: Context) -> None:
    """Show what waits, by shelf."""
    counts = await context.read(review.counts, context.now, context.person.id)
    context.show(_shelves(counts))


@feature.command("queue")
async def queue_asked(_update: Update, context: Context) -> None:
    """Show what waits, below what stands."""
    counts = await context.read(review.counts, context.now, context.person.id)
    context.show(_shelves(counts))


def _shelves(counts: dict[Shelf, int]) -> Screen:
    buttons = [
        Button(f"review-shelf-{shelf}", feature.action("shelf", shelf, 0), args={"count": count})
        for shelf, count in list(counts.items())[:MOST_SHELVES]
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    waiting = counts.get(Shelf.NEW, 0)
    key = "review-queue" if counts else "review-queue-empty"
    args = {"new": waiting, "overdue": counts.get(Shelf.OVERDUE, 0)} if counts else {}
    return Screen(key, args, [*rows, [Button("review-seek", Action.of(SEEK, "open")), menu.BACK]])


@feature.press("shelf")
async def shelf(_update: Update, context: Context) -> None:
    """Show a page of a shelf."""
    chosen = _shelf(context)
    found = await context.read(review.page, context.now, context.person.id, chosen, menu.number(context, 1))
    rows = lines_of(context, found.lines)
    args = {"total": found.total, "page": found.page + 1, "pages": found.pages}
    turn = _turning(chosen, found.page, found.pages)
    context.show(Screen(f"review-list-{chosen}", args, [*rows, [*turn, QUEUE]]))


def _turning(chosen: Shelf, page: int, pages: int) -> list[Button]:
    if pages == 1:
        return []
    before = Button("review-page-before", feature.action("shelf", chosen, (page - 1) % pages))
    after = Button("form-page-next", feature.action("shelf", chosen, (page + 1) % pages))
    return [before, after]


def _shelf(context: Context) -> Shelf:
    try:
        return Shelf(menu.word(context))
    except ValueError:
        return Shelf.NEW


def lines_of(context: Context, lines: Sequence[QueueLine]) -> list[list[Button]]:
    """Return applications as lines of a list; those of several colleges say which, since a name may stand twice."""
    several = len({line.application.college for line in lines}) > 1
    return [[_line_button(context, line, named=several)] for line in lines]


def _line_button(context: Context, line: QueueLine, *, named: bool) -> Button:
    one = line.application
    mark = "overdue" if line.overdue else ("unreachable" if line.unreachable else "plain")
    args = {
        "no": one.number,
        "where": f" \u00b7 {context.content.college(one.college).prefix}" if named else "",
        "name": line.name or context.text("review-erased"),
        "due": russian.format_short_day(one.answer_due, context.language),
    }
    waits = one.status in {"submitted", "in_review"}
    return Button(f"review-line-{mark}{'-due' if waits else ''}", feature.action("card", one.id), args=args)


@feature.press("next")
async def next_one(_update: Update, context: Context) -> None:
    """Open the application that waits longest; a new message, so that the one above stays to be read."""
    found = await context.read(review.next_in_line, context.now, context.person.id)
    if found is None:
        context.toast("review-nothing-next")
        context.show(_shelves(await context.read(review.counts, context.now, context.person.id)))
        return
    from handlers.review.card import show_card

    await show_card(context, found.id, fresh=True)


# --- finding -----------------------------------------------------------------------------------------


class Sought(BaseModel):
    """What somebody looks for."""

    text: str


async def _at_door(context: Context) -> Screen | None:
    await context.read(review.counts, context.now, context.person.id)  # refused to who has no queue
    return None


async def _find(context: Context, filled: BaseModel, _subject: Subject) -> None:
    """Show what was found."""
    assert isinstance(filled, Sought)
    found: Sequence[QueueLine] = await context.read(review.search, context.now, context.person.id, filled.text)
    ways = [Button("review-seek-again", Action.of(SEEK, "open")), QUEUE]
    if not found:
        context.show(Screen("review-found-nothing", {"text": filled.text}, [ways]))
        return
    rows = lines_of(context, found[:FOUND_SHOWN])
    if len(found) >= review.MOST_FOUND:  # how many more there are was not counted
        context.show(Screen("review-found-many", {"shown": len(rows)}, [*rows, ways]))
        return
    more = max(0, len(found) - FOUND_SHOWN)
    context.show(Screen("review-found", {"count": len(found), "more": more}, [*rows, ways]))


feature.form(
    FormSpec(
        name=SEEK,
        model=Sought,
        questions=[Question("text", parse=words(review.LONGEST_SEARCH))],
        submit=_find,
        at_door=_at_door,
        review=False,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)


def _waiting(view: menu.MenuView) -> int:
    return review.waiting(view.session, view.now, view.person_id)


menu.offer(menu.MenuEntry("review-menu-queue", feature.action("queue"), order=10, roles=COLLEGE_ROLES, count=_waiting))
