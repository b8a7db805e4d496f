"""What the screens about people share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from bot.feature import Feature, NoticeContext
from bot.screens import Button
from bot.turn.context import Context
from cluster import people, russian
from cluster.content import Content
from cluster.people import Role
from handlers.naming import held_role
from storage.errors import NotFound

feature = Feature("people")

ON_A_PAGE = 5


def role_in(context: Context, role: Role, organisation: str | None) -> Markup:
    """Return a role and where it is held, in the language of who acts."""
    return held_role(context.room.texts, context.content, context.language, role, organisation)


def role_for(notice: NoticeContext, person_id: int, role: Role, organisation: str | None) -> Markup:
    """Return a role and where it is held, in the language of who is told."""
    return held_role(notice.texts, notice.content, notice.language_of(person_id), role, organisation)


def pressed_role(context: Context, place: int = 0) -> Role:
    """Return the role in a pressed button; `NotFound` where it is forged."""
    words = context.args or []
    try:
        return Role(words[place])
    except (IndexError, ValueError):
        raise NotFound from None


def phone_of(content: Content, organisation: str | None) -> str:
    """Return whom to call about an organisation: its college, else its contact, else the cluster."""
    for college in content.colleges:
        if college.key == organisation:
            return russian.format_phone(college.phones[0])
    for contact in content.contacts:
        if contact.enterprise is not None and contact.enterprise == organisation:
            return russian.format_phone(contact.phone)
    return russian.format_phone(content.cluster.phone)


def moment(context: Context, at: datetime) -> str:
    """Return a moment on the Moscow clock."""
    return russian.format_moment(at, context.language)


async def name_in(context: Context, person_id: int) -> Markup:
    """Return how somebody who acts for the cluster is called: their name, else their role, else the operator."""
    name = await context.read(people.name_of, person_id)
    if name is not None:
        return escape(name)
    held = await context.read(people.active_role, person_id)
    if held is not None:
        return role_in(context, held.role, held.organisation)
    return escape(context.content.cluster.operator.in_(context.language))


def paged(rows: Sequence[list[Button]], page: int, verb: str) -> list[list[Button]]:
    """Return one page of rows, with a button to the next one where there is more; after the last comes the first."""
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    here = page % pages
    shown = list(rows[here * ON_A_PAGE : (here + 1) * ON_A_PAGE])
    return shown if pages == 1 else [*shown, [Button("people-page-next", feature.action(verb, (here + 1) % pages))]]
