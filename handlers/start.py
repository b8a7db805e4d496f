"""The first screen and the menu."""

from __future__ import annotations

from telegram import Update

from bot.feature import Feature
from bot.screens import Screen
from bot.turn.context import Context

feature = Feature("start")


@feature.command("start")
async def start(_update: Update, context: Context) -> None:
    """Greet."""
    context.send(Screen("core-not-understood"))
