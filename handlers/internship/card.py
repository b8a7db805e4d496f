"""The card: one placement as a college or a plant sees it, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster.internship import card as cards
from cluster.internship.card import PlacementCard
from cluster.internship.status import Actor
from handlers import menu
from handlers.internship import looks
from handlers.internship.common import DESK, feature
from storage.internship import CURRENT, PlacementStatus

S = PlacementStatus
STEP = "practice-step"
ASSESS = "practice-assess"
BY_PRESS = frozenset({S.ACTIVE})
"""Steps that ask for nothing: a start, going on."""
BY_REASON = frozenset({S.PAUSED, S.CANCELLED, S.TERMINATED, S.FAILED})

More = Callable[[PlacementCard], list[Button]]
MORE: list[More] = []
"""What other features offer on a card, in the order of their registration."""


def offer(more: More) -> More:
    """Register buttons that another feature has for a card."""
    MORE.append(more)
    return more


@feature.press("card")
async def card(_update: Update, context: Context) -> None:
    """Show a placement, in place."""
    await show_card(context, menu.number(context))


@feature.press("fresh")
async def fresh(_update: Update, context: Context) -> None:
    """Show a placement below a message that has to stay."""
    await show_card(context, menu.number(context), fresh=True)


async def show_card(context: Context, placement_id: int, *, fresh: bool = False) -> None:
    """Show a placement as it stands now; the look is written down."""
    await context.run(cards.look, context.now, context.person.id, placement_id)
    found = await context.run(cards.read_card, context.now, context.person.id, placement_id, context.content)
    screen = Screen("", body=looks.text(context, found), keyboard=_rows(found))
    if fresh:
        context.send(screen)
    else:
        context.show(screen)


async def outdated(context: Context, placement_id: int) -> None:
    """Say that the card was old, and show the present one."""
    context.alert("internship-outdated")
    await context.undo()
    await show_card(context, placement_id)


def _rows(found: PlacementCard) -> list[list[Button]]:
    """Return what may be done, by the state: at most seven rows and the way back."""
    one = found.placement
    buttons = []
    if one.status in CURRENT and found.readiness.lines:
        buttons.append(Button("internship-to-items", feature.action("items", one.id)))
    buttons += _steps(found)
    buttons += [button for more in MORE for button in more(found)]
    if found.part is Actor.COLLEGE:
        buttons.append(Button("internship-to-history", feature.action("history", one.id, 0)))
    pairs = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    # What ends a practice stands alone: nothing that is pressed daily lies beside it.
    end = [[Button("internship-step-sign", feature.action("sign", one.id))]] if _may_sign(found) else []
    return [*pairs[: 7 - len(end)], *end, [DESK]]


def _may_sign(found: PlacementCard) -> bool:
    return found.part is Actor.COLLEGE and found.placement.status is S.ASSESSED


def _steps(found: PlacementCard) -> list[Button]:
    one, buttons = found.placement, []
    for target in found.steps:
        if target in BY_PRESS:
            key = "internship-step-resume" if one.status is S.PAUSED else "internship-step-start"
            buttons.append(Button(key, feature.action("step", one.id, one.version, target.value)))
        elif target in BY_REASON and found.part in {Actor.COLLEGE, Actor.ENTERPRISE}:
            action = Action.of(STEP, "open", one.id, one.version, target.value)
            buttons.append(Button(f"internship-step-{target}", action))
    if found.part is Actor.COLLEGE and one.status in {S.REPORTING, S.ASSESSED}:
        buttons.append(Button("internship-step-assess", Action.of(ASSESS, "open", one.id)))
    return buttons
