"""Extra seats: which programmes of a college take applications again, and how many wait to be told."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import admission, russian
from cluster.admission import SeatDesk
from cluster.content import Content
from handlers import menu
from handlers.naming import programme_name
from handlers.ranking.common import desk_button, feature
from storage.errors import NotFound

MOST_PROGRAMMES = 6


@feature.press("extra")
async def extra(_update: Update, context: Context) -> None:
    """Show the extra seats of a college."""
    await _show(context, menu.word(context), menu.number(context, 1), context.content)


@feature.press("extra-set")
async def switch(_update: Update, context: Context) -> None:
    """Open a programme for more applications, or close it."""
    key, said = menu.word(context), menu.word(context, 1)
    if said not in {"on", "off"}:
        raise NotFound
    content: Content = await context.run(admission.switch_seats, context.now, context.person.id, key, on=said == "on")
    await _show(context, content.programme(key).college, menu.number(context, 2), content)


async def _show(context: Context, college: str, page: int, content: Content) -> None:
    seen: SeatDesk = await context.read(admission.seat_desk, context.now, context.person.id, college, content)
    pages = max(1, -(-len(seen.lines) // MOST_PROGRAMMES))
    page %= pages
    shown = seen.lines[page * MOST_PROGRAMMES : (page + 1) * MOST_PROGRAMMES]
    names = {
        line.programme: programme_name(context.text, context.language, content.programme(line.programme))
        for line in shown
    }
    lines = [
        context.text("ranking-extra-line", programme=names[line.programme], on=int(line.is_on), waiting=line.waiting)
        for line in shown
    ]
    rows = []
    if seen.may_switch:
        for line in shown:
            other = "off" if line.is_on else "on"
            action = feature.action("extra-set", line.programme, other, page)
            rows.append([Button(f"ranking-extra-{other}", action, args={"programme": names[line.programme]})])
    turn = [Button("form-page-next", feature.action("extra", college, (page + 1) % pages))] if pages > 1 else []
    body = BLANK.join([_head(context, seen, content), LINE.join(lines), _foot(context, seen)])
    context.show(Screen("", body=body, keyboard=[*rows, [desk_button(college), *turn]]))


def _head(context: Context, seen: SeatDesk, content: Content) -> Markup:
    return context.text(
        "ranking-extra-head",
        college=content.college(seen.college).short.in_(context.language),
        begins=russian.format_date(seen.begins, context.language),
        ends=russian.format_date(seen.ends, context.language),
    )


def _foot(context: Context, seen: SeatDesk) -> Markup:
    if not seen.may_switch:
        return context.text("ranking-extra-read-only")
    if seen.told_at is None:
        return context.text("ranking-extra-how")
    waiting = sum(line.waiting for line in seen.lines if line.is_on)
    return context.text("ranking-extra-soon", at=russian.format_moment(seen.told_at, context.language), count=waiting)
