"""What the screens of the path share."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Button
from cluster import russian
from cluster.content import Content

feature = Feature("path")

BLANK = Markup("\n\n")
LINE = Markup("\n")
PATH = Button("path-menu", feature.action("path"))
TODAY = Button("today-menu", feature.action("today"))

Say = Callable[..., Markup]
"""Gives a text of the reader's language by its key."""


def whom_to_ask(say: Say, content: Content, language: str, college: str | None, plant: str | None) -> list[Markup]:
    """Return who answers in the college, and at the plant, as far as the content names them."""
    lines = []
    for contact in content.contacts_of(college)[:1] if college is not None else ():
        phone = russian.format_phone(contact.phone)
        lines.append(say("path-ask-college", name=contact.name.in_(language), phone=phone))
    known = next((one for one in content.enterprises if one.key == plant), None)
    if known is not None and known.phone is not None:
        phone = russian.format_phone(known.phone)
        lines.append(say("path-ask-plant", name=known.short.in_(language), phone=phone))
    return lines
