"""The record: which lists left the house, when, and on whose word; and what waits for a word."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, Button, Screen
from bot.turn.context import Context
from cluster import exports
from cluster.exports import Export, ExportState
from cluster.review import desk
from handlers import menu
from handlers.exports.choosing import choose_college
from handlers.exports.common import REPORTS, facts, feature
from handlers.naming import organisation_name

ON_A_PAGE = 6


@feature.press("record")
async def record(_update: Update, context: Context) -> None:
    """Choose whose record; where there is only one college, show it."""
    await choose_college(context, "list", show)


@feature.press("list")
async def listed(_update: Update, context: Context) -> None:
    """Show a page of a college's record."""
    await show(context, menu.word(context), menu.number(context, 1))


async def show(context: Context, college: str, page: int = 0) -> None:
    """Show what left the college as a file, newest first."""
    found, total = await context.read(exports.record, context.person.id, college, ON_A_PAGE, page * ON_A_PAGE)
    title = context.text(
        "exports-list", college=organisation_name(context.content, college, context.language), count=total
    )
    lines = [await _line(context, export) for export in found]
    waiting = [
        Button("exports-open", feature.action("card", one.id), args={"number": one.id})
        for one in found
        if one.state in {ExportState.WAITING, ExportState.ALLOWED}
    ]
    rows = [waiting[i : i + 2] for i in range(0, len(waiting), 2)]
    pages = max(1, -(-total // ON_A_PAGE))
    if pages > 1:
        rows.append([Button("form-page-next", feature.action("list", college, (page + 1) % pages))])
    context.show(Screen("", body=BLANK.join([title, *lines]), keyboard=[*rows, [REPORTS]]))


async def _line(context: Context, export: Export) -> Markup:
    args = facts(context.room.texts, context.content, context.language, export)
    names = {
        "number": export.id,
        "who": await context.read(desk.who, export.asked_by),
        "by": await context.read(desk.who, export.decided_by) if export.decided_by else "",
        "second": "yes" if export.decided_by else ("alone" if export.alone else "no"),
        "state": context.text(f"exports-state-{export.state}"),
    }
    return context.text("exports-line", **args, **names)
