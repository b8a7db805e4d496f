"""The second person's word about a large export, and taking one's own request back."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from cluster import exports, russian
from cluster.content import Content
from cluster.exports import Export, ExportState
from cluster.review import desk
from handlers import menu
from handlers.exports.common import REPORTS, card_rows, facts, feature


def card(texts: Texts, content: Content, language: str, export: Export, asker: str, decider: str) -> Screen:
    """Return an export as colleagues see it. `asker` and `decider` are names, "none" where they told none."""
    args = {**facts(texts, content, language, export), "who": asker}
    if export.state is ExportState.WAITING:
        return Screen("exports-card", args, card_rows(export))
    settled = export.decided_at or export.done_at or export.asked_at
    more = {"by": decider, "when": russian.format_moment(settled, language)}
    return Screen(f"exports-card-{export.state}", {**args, **more})


@feature.press("card")
async def open_card(_update: Update, context: Context) -> None:
    """Show an export as it stands."""
    await _show(context, await context.read(exports.read, context.person.id, menu.number(context)))


@feature.press("confirm")
async def confirm(_update: Update, context: Context) -> None:
    """Say that a colleague may have the file."""
    await _decide(context, confirm=True)


@feature.press("decline")
async def decline(_update: Update, context: Context) -> None:
    """Say that a colleague may not."""
    await _decide(context, confirm=False)


async def _decide(context: Context, *, confirm: bool) -> None:
    export = await context.run(
        exports.decide, context.now, context.person.id, menu.number(context), confirm=confirm
    )  # fmt: skip
    await _show(context, export)


@feature.press("withdraw")
async def withdraw(_update: Update, context: Context) -> None:
    """Take one's own request back."""
    await context.run(exports.withdraw, context.now, context.person.id, menu.number(context))
    context.show(Screen("exports-withdrawn", keyboard=[[REPORTS]]))


async def _show(context: Context, export: Export) -> None:
    asker = await context.read(desk.who, export.asked_by)
    decider = await context.read(desk.who, export.decided_by)
    screen = card(context.room.texts, context.content, context.language, export, asker, decider)
    rows = (
        [list(row) for row in screen.keyboard] if exports.is_answerable(export, context.person.id, context.now) else []
    )
    mine = export.asked_by == context.person.id
    if mine and export.state is ExportState.WAITING:
        rows.append([Button("exports-withdraw", feature.action("withdraw", export.id))])
    if mine and export.state is ExportState.ALLOWED:
        rows.append([Button("exports-make", feature.action("make", export.id))])
    context.show(Screen(screen.key, screen.args, [*rows, [REPORTS]]))
