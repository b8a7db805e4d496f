"""The first screen: what Iskra is, and who are you?"""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.feature import Feature
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import people
from handlers import menu
from storage.errors import NotFound

feature = Feature("start")

OPEN = {role.value: role for role in people.OPEN_ROLES}
KINDS = (("applicant", "parent"), ("student", "mentor"), ("enterprise", "college"))
"""Who may come, two in a row. Applicants and parents go straight on, the others ask for access."""


def who(context: Context) -> Screen:
    """Return the first screen."""
    rows = [[Button(f"start-i-am-{kind}", _way(kind)) for kind in pair] for pair in KINDS]
    other = "en" if context.language == "ru" else "ru"
    cluster = context.content.cluster.name.in_(context.language)
    return Screen(
        "start-who", {"cluster": cluster}, [*rows, [Button(f"language-{other}", Action.of("language", "first", other))]]
    )


def _way(kind: str) -> Action:
    return feature.action("am", kind) if kind in OPEN else Action.of("access", "open", kind)


@feature.command("start")
async def start(_update: Update, context: Context) -> None:
    """Greet a stranger with the first screen, a known person with their menu."""
    held = await context.read(people.active_role, context.person.id)
    if held is None:
        context.show(who(context))
    else:
        await menu.show(context)


@feature.press("who")
async def ask_who(_update: Update, context: Context) -> None:
    """Ask again who the person is."""
    first = who(context)
    context.show(replace(first, keyboard=[*first.keyboard, [menu.BACK]]))


@feature.press("am")
async def introduce(_update: Update, context: Context) -> None:
    """Take the person's word for an open role."""
    kind = (context.args or [""])[0]
    role = OPEN.get(kind)
    if role is None:
        raise NotFound
    await context.run(people.introduce, context.now, context.person.id, role)
    await menu.show(context, context.text(f"start-{role}"))
