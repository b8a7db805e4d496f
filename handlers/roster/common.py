"""What the screens of students share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.feature import Feature
from bot.screens import Action, Button

feature = Feature("roster")

FORM: Final = "roster-list"
MOST_NUMBERS = 5


def desk_button(college: str, *, fresh: bool = False) -> Button:
    """Return the button to the college's students; a `fresh` one leaves the message above it as it stands."""
    return Button("roster-to-desk", feature.action("fresh" if fresh else "desk", college))


def send_button(college: str, *, again: bool = False) -> Button:
    """Return the button that asks for the file."""
    return Button(f"{FORM}-again" if again else f"{FORM}-open", Action.of(FORM, "open", college))


def rows_of(numbers: Sequence[int]) -> str:
    """Return the first few numbers of rows, and a mark that there are more."""
    return ", ".join(map(str, numbers[:MOST_NUMBERS])) + (", …" if len(numbers) > MOST_NUMBERS else "")
