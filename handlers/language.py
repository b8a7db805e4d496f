"""The language to speak."""

from __future__ import annotations

from telegram import Update

from bot.feature import Feature
from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import people
from handlers import menu, start

feature = Feature("language")

MOST_FORMS = 3


@feature.command("language")
async def language(_update: Update, context: Context) -> None:
    """Ask which language to speak."""
    context.show(_choice(context))


@feature.press("open")
async def reopen(_update: Update, context: Context) -> None:
    """Ask in place of the menu."""
    context.show(_choice(context))


@feature.press("set")
async def choose(_update: Update, context: Context) -> None:
    """Speak the language from now on, beginning with this very message."""
    await _speak(context)
    context.show(_choice(context))


@feature.press("first")
async def choose_first(_update: Update, context: Context) -> None:
    """The same on the first screen."""
    await _speak(context)
    context.show(start.who(context))


async def _speak(context: Context) -> None:
    wanted = (context.args or [""])[0]
    context.use_language(await context.run(people.choose_language, context.person.id, wanted))


def _choice(context: Context) -> Screen:
    ways = [Button(f"language-{one}", feature.action("set", one)) for one in people.LANGUAGES]
    # Whoever asked in the middle of a form goes on from here.
    return Screen("language-choose", keyboard=[ways, *menu.unfinished(context)[:MOST_FORMS], [menu.BACK]])


menu.offer(menu.MenuEntry("language-button", feature.action("open"), order=96))
