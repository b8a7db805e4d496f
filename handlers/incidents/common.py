"""What the screens of «I need help» share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from bot.feature import Feature
from bot.form import FormView, Given
from bot.screens import LINE, Button
from bot.texts import Texts
from cluster import russian
from cluster.calendar import day_of, to_moscow
from cluster.incidents import Call, Card
from handlers import menu
from storage.errors import Refusal
from storage.internship import Student

feature = Feature("incidents")

HELP = Button("incidents-menu-help", feature.action("help"))
"""The button for any student's screen: two taps from there."""


def anchor_of(incident_id: int, person_id: int) -> str:
    """Return the name of the message that shows an incident to somebody, and changes with it."""
    return f"incident:{incident_id}:{person_id}"


def clock(moment: datetime, now: datetime, language: str) -> str:
    """Return a moment: the time alone where it is of today, or less than a night away."""
    near = day_of(moment) == day_of(now) or abs(moment - now) < timedelta(hours=3)
    return f"{to_moscow(moment):%H:%M}" if near else russian.format_moment(moment, language)


def numbers(texts: Texts, language: str, calls: tuple[Call, ...]) -> Markup:
    """Return whom to call, a line each."""
    return LINE.join(texts.get(language, f"incidents-call-{call.kind}", **_number(call, language)) for call in calls)


def _number(call: Call, language: str) -> dict[str, str]:
    if call.phone is None or call.name is None:
        return {}
    return {"name": call.name.in_(language), "phone": russian.format_phone(call.phone)}


def masked_name(student: Student) -> str:
    """Return a student as lists show them; "" once the name is erased."""
    if not (student.last_name and student.first_name):
        return ""
    return russian.masked_name(student.last_name, student.first_name)


def who(card: Card, person_id: int | None) -> str:
    """Return how somebody is called; "none" where they told no name, which the texts turn into words."""
    return card.names.get(person_id or 0, "none")


def words(limit: int) -> Any:
    """Return how a free text is read: tidied, not empty, not longer than `limit`."""

    def parse(text: str, _view: FormView) -> Given:
        tidied = russian.tidy(text)
        if not 1 <= len(tidied) <= limit:
            raise Refusal("incidents-words-length", most=limit)
        return Given(tidied)

    return parse


def subject_id(subject: tuple[str, ...]) -> int:
    """Return the incident that a form is about; 0, which is nobody's, where the button was forged."""
    return menu.read_number(subject[0]) if subject else 0
