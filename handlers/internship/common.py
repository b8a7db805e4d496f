"""What the screens of practice share."""

from __future__ import annotations

from bot.feature import Feature
from bot.screens import Button
from bot.turn.context import Context
from cluster import russian
from handlers import menu
from storage.internship import Placement

feature = Feature("internship")

DESK = Button("internship-to-desk", feature.action("desk"))


def card_button(placement_id: int, key: str = "internship-to-card") -> Button:
    """Return the button that opens a placement as staff see it."""
    return Button(key, feature.action("card", placement_id))


def period(placement: Placement, language: str) -> str:
    """Return the days of a placement, as in 5 October – 27 November."""
    first, last = (russian.format_date(day, language) for day in (placement.date_from, placement.date_to))
    return f"{first} \u2013 {last}"


def version(context: Context, place: int = 1) -> int | None:
    """Return the version of the card that a button was drawn on; None where the button carries none."""
    return menu.number(context, place) or None
