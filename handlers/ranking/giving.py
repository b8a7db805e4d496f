"""Giving seats out, freeing those whose original did not come, offering the free ones."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import ranking
from cluster.ranking import Overview, Step
from handlers import menu
from handlers.naming import programme_name
from handlers.ranking.common import desk_button, feature
from handlers.ranking.desk import desk_screen
from handlers.ranking.steps import show_preview

MOST_PROGRAMMES = 7


@feature.press("recommend")
async def which_programme(_update: Update, context: Context) -> None:
    """Let a programme be chosen whose seats are to be given out."""
    seen: Overview = await context.read(
        ranking.overview, context.now, context.person.id, menu.word(context), context.content
    )
    rows = [
        [
            Button(
                label=programme_name(context.text, context.language, context.content.programme(one.programme)),
                action=feature.action("seats", one.programme),
            )
        ]
        for one in seen.lines
        if one.ranking is not None
    ]
    context.show(Screen("ranking-which-programme", keyboard=[*rows[:MOST_PROGRAMMES], [desk_button(seen.college)]]))


@feature.press("seats")
async def seats(_update: Update, context: Context) -> None:
    """Show how the seats of a programme would be given out."""
    programme = context.content.programme(menu.word(context))
    seen: Overview = await context.read(
        ranking.overview, context.now, context.person.id, programme.college, context.content
    )
    step: Step = await context.run(
        ranking.prepare_seats, context.now, context.person.id,
        programme.college, seen.campaign, programme.key, context.content,
    )  # fmt: skip
    await show_preview(context, step)


@feature.press("free")
async def free(_update: Update, context: Context) -> None:
    """Show whose seats would become free."""
    college = menu.word(context)
    seen: Overview = await context.read(ranking.overview, context.now, context.person.id, college, context.content)
    step: Step = await context.run(
        ranking.prepare_freeing, context.now, context.person.id, college, seen.campaign, context.content
    )
    await show_preview(context, step)


@feature.press("offer")
async def offer(_update: Update, context: Context) -> None:
    """Offer the free seats to whoever is next in line."""
    college = menu.word(context)
    seen: Overview = await context.read(ranking.overview, context.now, context.person.id, college, context.content)
    count: int = await context.run(
        ranking.offer_free, context.now, context.person.id, college, seen.campaign, context.content
    )
    key = "ranking-offered" if count else "ranking-offered-none"
    note = context.text(key, count=count) if count else context.text(key)
    context.show(await desk_screen(context, college, note))
