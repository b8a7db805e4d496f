"""Whom to write or call: the people of one's organisation, the colleges for who is choosing one."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Screen
from bot.turn.context import Context
from cluster import people, russian
from cluster.content import Contact
from cluster.people import Grant
from handlers import menu
from handlers.naming import office_hours, organisation_name
from handlers.people.common import feature

DOT = " \u00b7 "


@feature.press("contacts")
async def contacts(_update: Update, context: Context) -> None:
    """Show who answers."""
    held: Grant | None = await context.read(people.active_role, context.person.id)
    organisation = held.organisation if held is not None else None
    known = [college.key for college in context.content.colleges]
    keys = [organisation] if organisation is not None else known
    blocks = [context.text("people-contacts"), *(_block(context, key) for key in keys), _operator(context)]
    context.show(Screen("", body=BLANK.join(blocks), keyboard=[[menu.BACK]]))


def _block(context: Context, key: str) -> Markup:
    content = context.content
    hours = content.cluster.office_hours
    if key in {college.key for college in content.colleges}:
        hours = content.office_hours(key)
    name = organisation_name(content, key, context.language)
    title = context.text("people-contacts-of", organisation=name, hours=office_hours(hours, context.language))
    people_there = [one for one in content.contacts if key in (one.college, one.enterprise)]
    return LINE.join([title, *(_line(context, one) for one in people_there)])


def _line(context: Context, one: Contact) -> Markup:
    role = one.role.in_(context.language)
    args = {"name": one.name.in_(context.language), "role": role[:1].lower() + role[1:]}
    ways = [russian.format_phone(one.phone), *([one.email] if one.email else [])]
    return context.text("people-contact", **args, ways=DOT.join(ways))


def _operator(context: Context) -> Markup:
    cluster = context.content.cluster
    ways = DOT.join([russian.format_phone(cluster.phone), cluster.operator_email])
    return context.text("people-contacts-operator", operator=cluster.operator.in_(context.language), ways=ways)


menu.offer(menu.MenuEntry("people-menu-contacts", feature.action("contacts"), order=90))
