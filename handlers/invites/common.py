"""What the screens of invites share."""

from __future__ import annotations

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Action, Button
from bot.texts import Texts
from bot.turn.context import Context
from cluster import invites
from cluster.content import Content
from cluster.internship.naming import short_name
from cluster.people import Role
from handlers import menu
from handlers.naming import organisation_name
from handlers.people.common import phone_of
from storage.errors import Forbidden
from storage.internship import Student

feature = Feature("invites")

JOIN_FORM = "invites-join"
HOME = Button("invites-to-home", feature.action("open"))


def join_button(key: str, token: str) -> Button:
    """Return the button that asks a guest who they are."""
    return Button(key, Action.of(JOIN_FORM, "open", token))


def link_of(context: Context, payload: str) -> str:
    """Return the address that opens the bot."""
    return f"https://t.me/{context.bot.username}?start={payload}"


def whose(texts: Texts, content: Content, language: str, role: Role, student: Student) -> Markup:
    """Return whom an invite is for, as staff read it: the student, or a parent of theirs."""
    args = {
        "name": short_name(student) or texts.get(language, "invites-no-name"),
        "group": student.study_group,
        "college": organisation_name(content, student.college, language),
    }
    return texts.get(language, f"invites-for-{role}", **args)


def call(context: Context, college: str | None) -> Markup:
    """Return whom to ask: the college, else the cluster."""
    return context.text("invites-call", phone=phone_of(context.content, college))


async def own_college(context: Context, place: int = 0) -> str:
    """Return the pressed college; `Forbidden` where its students are not this person's to invite."""
    college = menu.word(context, place)
    if college not in await context.read(invites.colleges_of, context.person.id):
        raise Forbidden
    return college
