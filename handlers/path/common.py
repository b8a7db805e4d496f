"""What the screens of the path share."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Button
from cluster import russian
from cluster.content import Content

feature = Feature("path")

PATH = Button("path-menu", feature.action("path"))
TODAY = Button("today-menu", feature.action("today"))

Say = Callable[..., Markup]
"""Gives a text of the reader's language by its key."""


def whom_to_ask(
    say: Say,
    content: Content,
    language: str,
    college: str | None,
    plant: str | None = None,
    supervisor: str | None = None,
) -> list[Markup]:
    """Return who answers in the college, the supervisor by name if there is one, and at the plant."""
    lines = []
    if college is not None:
        contact = next(iter(content.contacts_of(college)), None)
        name = contact.name.in_(language) if contact is not None else content.college(college).short.in_(language)
        phone = contact.phone if contact is not None else content.college(college).phones[0]
        if supervisor is not None:
            name, phone = supervisor, content.college(college).phones[0]
        lines.append(say("path-ask-college", name=name, phone=russian.format_phone(phone)))
    known = next((one for one in content.enterprises if one.key == plant), None)
    if known is not None and known.phone is not None:
        phone = russian.format_phone(known.phone)
        lines.append(say("path-ask-plant", name=known.short.in_(language), phone=phone))
    return lines
