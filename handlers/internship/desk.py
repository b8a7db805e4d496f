"""The desk of practice: shelves with their counts, a shelf page by page. A plant sees its own."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.internship import briefings, listing, offers
from cluster.internship.briefings import Briefed
from cluster.internship.listing import DeskLine, Shelf
from cluster.internship.naming import short_name
from cluster.people import COLLEGE_ROLES, ENTERPRISE_ROLES, Role
from handlers import menu
from handlers.internship.common import DESK, feature
from handlers.naming import organisation_name
from storage.internship import Briefing

MORE: list[Button] = []
"""Ways from the desk to what other features keep there, in the order of their registration."""


@feature.press("desk")
async def desk(_update: Update, context: Context) -> None:
    """Show what lies where, in place."""
    context.show(await _desk(context, mine=bool(menu.number(context))))


@feature.command("practice")
async def desk_asked(_update: Update, context: Context) -> None:
    """Show what lies where, below what stands."""
    context.show(await _desk(context, mine=False))


async def _desk(context: Context, *, mine: bool) -> Screen:
    counts = await context.read(listing.counts, context.now, context.person.id, mine=mine)
    buttons = [
        Button(f"internship-shelf-{shelf}", feature.action("shelf", shelf, 0, int(mine)), args={"count": count})
        for shelf, count in counts.items()
    ]
    silent = 0 if mine else await context.read(offers.unheard_count, context.person.id)
    if silent:
        buttons.append(Button("places-unheard", feature.action("offer-unheard", 0), args={"count": silent}))
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    switch = await _switch(context, mine=mine)
    if await context.read(briefings.count, context.person.id, mine=mine):
        held = Button("internship-to-briefings", feature.action("briefings", 0, int(mine)))
        switch = [[held, *(button for row in switch for button in row)]]
    key = "internship-desk-mine" if mine else "internship-desk"
    args = {"late": counts.get(Shelf.LATE, 0), "undecided": counts.get(Shelf.UNDECIDED, 0), "empty": int(not counts)}
    return Screen(key, args, [*rows, MORE, *switch, [menu.BACK]])


async def _switch(context: Context, *, mine: bool) -> list[list[Button]]:
    """Return the way between all placements and those whose supervisor one is."""
    if mine:
        return [[Button("internship-desk-all", feature.action("desk"))]]
    if await context.read(listing.has_mine, context.person.id):
        return [[Button("internship-desk-own", feature.action("desk", 1))]]
    return []


@feature.press("shelf")
async def shelf(_update: Update, context: Context) -> None:
    """Show a page of a shelf."""
    chosen, mine = _shelf(context), bool(menu.number(context, 2))
    found = await context.read(
        listing.page, context.now, context.person.id, chosen, context.content, menu.number(context, 1), mine=mine
    )
    rows = [[_line(context, chosen, line)] for line in found.lines]
    turn = []
    if found.pages > 1:
        turn = [Button("form-page-next", feature.action("shelf", chosen, (found.page + 1) % found.pages, int(mine)))]
    args = {"total": found.total, "page": found.page + 1, "pages": found.pages}
    context.show(Screen(f"internship-list-{chosen}", args, [*rows, [*turn, DESK]]))


def _shelf(context: Context) -> Shelf:
    try:
        return Shelf(menu.word(context))
    except ValueError:
        return Shelf.GATHERING


def _line(context: Context, chosen: Shelf, line: DeskLine) -> Button:
    one = line.placement
    args = {
        "name": short_name(line.student) or context.text("internship-erased"),
        "plant": organisation_name(context.content, one.enterprise, context.language),
        "day": russian.format_short_day(one.date_from, context.language),
        "open": line.open,
    }
    if chosen is Shelf.ENDED:
        args = {**args, "status": context.text(f"internship-status-{one.status}")}
        return Button("internship-line-ended", feature.action("card", one.id), args=args)
    return Button("internship-line", feature.action("card", one.id), args=args)


@feature.press("briefings")
async def show_briefings(_update: Update, context: Context) -> None:
    """Show which briefings were held when and by whom, those that are due again first."""
    mine = bool(menu.number(context, 1))
    found = await context.read(
        briefings.page, context.now, context.person.id, context.content, menu.number(context), mine=mine
    )
    title = context.text("internship-briefings", total=found.total, page=found.page + 1, pages=found.pages)
    rows = [[_to_card(context, one)] for one in found.lines]
    turn = []
    if found.pages > 1:
        turn = [Button("form-page-next", feature.action("briefings", found.page + 1, int(mine)))]
    body = BLANK.join([title, *(_briefed(context, one) for one in found.lines)])
    context.show(Screen("", body=body, keyboard=[*rows, [*turn, DESK]]))


def _to_card(context: Context, one: Briefed) -> Button:
    name = short_name(one.student) or str(context.text("internship-erased"))
    return Button(label=name, action=feature.action("card", one.placement.id))


def _briefed(context: Context, one: Briefed) -> Markup:
    lines = [
        context.text(
            "internship-briefed",
            name=short_name(one.student) or context.text("internship-erased"),
            plant=organisation_name(context.content, one.placement.enterprise, context.language),
        )
    ]
    if one.again is not None:
        again = russian.format_numeric_date(one.again)
        lines.append(context.text("internship-briefed-again", day=again, soon=int(one.soon)))
    return LINE.join([*lines, *(_held(context, held) for held in one.held)])


def _held(context: Context, held: Briefing) -> Markup:
    return context.text(
        "internship-briefed-line",
        kind=context.text(f"internship-briefing-{held.kind}"),
        day=russian.format_numeric_date(held.held_on),
        by=held.held_by,
        journal=held.journal_no or "none",
    )


def _late(view: menu.MenuView) -> int:
    late = listing.late(view.session, view.now, view.person_id)
    return late + offers.unheard_count(view.session, view.person_id)


menu.offer(
    menu.MenuEntry(
        "internship-menu-desk", feature.action("desk"), order=20, roles=COLLEGE_ROLES | ENTERPRISE_ROLES,
        count=_late, orders={Role.COLLEGE_SUPERVISOR: 3},
    )
)  # fmt: skip
