"""What the screens of ranking share."""

from __future__ import annotations

from collections.abc import Sequence

from bot.feature import Feature
from bot.screens import Button

feature = Feature("ranking")

MOST_NUMBERS = 5
LIST_FORM, ENROL_FORM = "ranking-list", "ranking-enrol"


def desk_button(college: str, *, fresh: bool = False) -> Button:
    """Return the button to the college's lists; a `fresh` one leaves the message above it as it stands."""
    return Button("ranking-to-desk", feature.action("fresh" if fresh else "desk", college))


def numbers(found: Sequence[str]) -> str:
    """Return the first few numbers, and a mark that there are more."""
    return ", ".join(found[:MOST_NUMBERS]) + (", …" if len(found) > MOST_NUMBERS else "")
