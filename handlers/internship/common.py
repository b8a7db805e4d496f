"""What the screens of practice share."""

from __future__ import annotations

from bot.feature import Feature
from bot.screens import Button
from bot.turn.context import Context
from handlers import menu

feature = Feature("internship")

DESK = Button("internship-to-desk", feature.action("desk"))


def card_button(placement_id: int, key: str = "internship-to-card") -> Button:
    """Return the button that opens a placement as staff see it."""
    return Button(key, feature.action("card", placement_id))


def version(context: Context, place: int = 1) -> int | None:
    """Return the version of the card that a button was drawn on; None where the button carries none."""
    return menu.number(context, place) or None
