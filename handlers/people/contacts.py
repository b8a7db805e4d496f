"""Whom to write or call: the people of one's practice and organisation, the colleges for who is choosing one."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import people, russian
from cluster.content import Contact
from cluster.path.contacts import PracticeContacts
from cluster.path.contacts import contacts as contacts_of
from cluster.people import Grant
from handlers import menu
from handlers.naming import office_hours, organisation_name
from handlers.people.common import feature

DOT = " \u00b7 "
ABSENCE = Button("absences-menu", Action.of("absences", "open"))
HELP = Button("incidents-menu-help", Action.of("incidents", "help"))


@feature.press("contacts")
async def contacts(_update: Update, context: Context) -> None:
    """Show who answers."""
    held: Grant | None = await context.read(people.active_role, context.person.id)
    organisation = held.organisation if held is not None else None
    practice = await context.read(contacts_of, context.now, context.person.id, context.content)
    # A parent of a student needs that college, who is choosing one needs all of them.
    known = [one.placement.college for one in practice] or [college.key for college in context.content.colleges]
    keys = [organisation] if organisation is not None else list(dict.fromkeys(known))
    blocks = [
        context.text("people-contacts"),
        *(_practice(context, one) for one in practice),
        *(_block(context, key) for key in keys),
        _operator(context),
    ]
    own = [one for one in practice if one.child is None]
    ways = [ABSENCE, HELP] if any(one.is_under_way for one in own) else [HELP] if own else []
    context.show(Screen("", body=BLANK.join(blocks), keyboard=[ways, [menu.BACK]]))


def _practice(context: Context, one: PracticeContacts) -> Markup:
    """Return who answers for a practice; a mentor has no telephone here, but hears what is said in the bot."""
    language, content = context.language, context.content
    college, nameless = content.college(one.placement.college), context.text("internship-nameless")
    lines = [
        context.text(
            "people-contacts-practice",
            plant=organisation_name(content, one.placement.enterprise, language),
            child=one.child or "none",
        ),
        context.text(
            "people-contacts-supervisor",
            name=college.short.in_(language) if one.supervisor is None else one.supervisor or nameless,
            phone=russian.format_phone(college.phones[0]),
        ),
    ]
    if one.mentor is not None:
        lines.append(context.text("people-contacts-mentor", name=one.mentor or nameless))
    if one.deputy is not None:
        name, until = one.deputy
        day = russian.format_day(until, language)
        lines.append(context.text("people-contacts-deputy", name=name or nameless, day=day))
    if one.safety_phone is not None:
        lines.append(context.text("people-contacts-safety", phone=russian.format_phone(one.safety_phone)))
    return LINE.join(lines)


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
