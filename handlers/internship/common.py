"""What the screens of practice share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Button
from bot.texts import Texts
from bot.turn.context import Context
from cluster import russian
from cluster.internship.hours import Plan
from handlers import menu

feature = Feature("internship")

DESK = Button("internship-to-desk", feature.action("desk"))


def card_button(placement_id: int, key: str = "internship-to-card") -> Button:
    """Return the button that opens a placement as staff see it."""
    return Button(key, feature.action("card", placement_id))


def reason_words(texts: Texts, language: str, reason: str | None) -> Markup | str:
    """Return a reason as it reads: one of the lists, with what was added to it, or somebody's own words.

    "none" where there is none, which the texts turn into words.
    """
    picked, _, words = (reason or "none").partition(": ")
    key = f"internship-why-{picked}"
    if not texts.has(key):
        return Markup.escape(reason or "none")
    return texts.get(language, "internship-because", why=texts.get(language, key), words=words or "none")


def hours_of(plan: Plan, language: str) -> dict[str, str]:
    """Return how many hours the days of a practice hold, and how many are wanted, as texts tell them."""
    return {
        "fits": russian.format_half_hours(plan.half_hours, language),
        "wanted": russian.format_half_hours(plan.wanted, language),
    }


def hours_short(say: Callable[..., Markup], language: str, *plans: Plan) -> list[Markup]:
    """Warn whoever plans of practices whose days hold fewer hours than are wanted, a line for all that are alike."""
    alike = Counter(plan for plan in plans if plan.is_short)
    return [
        say(
            "internship-hours-short",
            **hours_of(plan, language),
            count=count if len(plans) > 1 else 0,
        )
        for plan, count in alike.items()
    ]


def version(context: Context, place: int = 1) -> int | None:
    """Return the version of the card that a button was drawn on; None where the button carries none."""
    return menu.number(context, place) or None
