"""«Ranking»: how the lists of one's college stand, and what may be done with them."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import ranking
from cluster.calendar import to_moscow
from cluster.people import COLLEGE_ROLES
from cluster.ranking import Overview, ProgrammeLine
from cluster.review import colleges_of
from handlers import menu
from handlers.naming import programme_name
from handlers.ranking.common import ENROL_FORM, LIST_FORM, feature


@feature.press("open")
async def opened(_update: Update, context: Context) -> None:
    """Show the lists of one's college; who works for several chooses one."""
    await choose(context)


@feature.press("desk")
async def desk(_update: Update, context: Context) -> None:
    """Show the lists of a college, in place."""
    context.show(await desk_screen(context, menu.word(context)))


@feature.press("fresh")
async def fresh(_update: Update, context: Context) -> None:
    """Show the lists of a college below a message that has to stay."""
    context.send(await desk_screen(context, menu.word(context)))


async def choose(context: Context) -> None:
    """Show the only college's lists, or let one be chosen; who works for none is refused by the desk itself."""
    mine = sorted(await context.read(colleges_of, context.person.id))
    if len(mine) < 2:
        context.show(await desk_screen(context, mine[0] if mine else ""))
        return
    rows = menu.college_rows(context, mine, partial(feature.action, "desk"))
    context.show(Screen("ranking-which-college", keyboard=[*rows, [menu.BACK]]))


async def desk_screen(context: Context, college: str, note: Markup | None = None) -> Screen:
    """Return how the lists of a college stand; `note` goes above it."""
    seen: Overview = await context.read(ranking.overview, context.now, context.person.id, college, context.content)
    title = context.text(
        "ranking-desk",
        college=context.content.college(college).short.in_(context.language),
        year=str(context.content.campaign(seen.campaign).year),
    )
    parts = [note] if note else []
    return Screen("", body=BLANK.join([*parts, title, *(_line(context, one) for one in seen.lines)]),
                  keyboard=_rows(context, seen))  # fmt: skip


def _line(context: Context, one: ProgrammeLine) -> Markup:
    name = programme_name(context.text, context.language, context.content.programme(one.programme))
    if one.ranking is None:
        lines = [context.text("ranking-desk-none", programme=name, seats=one.seats)]
    else:
        as_of = f"{to_moscow(one.ranking.as_of):%d.%m %H:%M}"
        lines = [
            context.text("ranking-desk-list", programme=name, total=one.ranking.total, seats=one.seats, as_of=as_of)
        ]
    if one.registered:
        lines.append(context.text("ranking-desk-registered", count=one.registered))
    if one.held or one.offered or one.free:
        lines.append(context.text("ranking-desk-seats", held=one.held, offered=one.offered, free=one.free))
    return LINE.join(lines)


def _rows(context: Context, seen: Overview) -> list[list[Button]]:
    college = seen.college
    rows = [
        [
            Button("ranking-template", feature.action("template", college)),
            Button(f"{LIST_FORM}-open", Action.of(LIST_FORM, "open", college)),
        ]
    ]
    if seen.may_recommend:
        rows.append([Button("ranking-recommend", feature.action("recommend", college))])
    if seen.late_originals:
        free = Button("ranking-free", feature.action("free", college), args={"count": seen.late_originals})
        rows.append([free])
    if seen.free_seats:
        rows.append([Button("ranking-offer", feature.action("offer", college), args={"count": seen.free_seats})])
    if seen.to_enrol:
        enrol = Button("ranking-enrol-out", feature.action("enrolment", college), args={"count": seen.to_enrol})
        rows.append([enrol, Button(f"{ENROL_FORM}-open", Action.of(ENROL_FORM, "open", college))])
    if seen.has_extra:
        rows.append([Button("ranking-extra", feature.action("extra", college))])
    if seen.last is not None and seen.last.kind is not ranking.StepKind.FREE:
        what = context.text(f"ranking-kind-{seen.last.kind}")
        rows.append([Button("ranking-undo", feature.action("undo", seen.last.id), args={"what": what})])
    return [*rows, [menu.BACK]]


menu.offer(menu.MenuEntry("ranking-menu", feature.action("open"), order=22, roles=COLLEGE_ROLES))
