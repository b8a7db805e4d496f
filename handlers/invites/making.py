"""One link: made for a student or a parent, shown once, taken back."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Document, Screen
from bot.turn.context import Context
from cluster import invites, russian
from cluster.invites import BoundInvite, StoredInvite
from cluster.people import OFFICE_ROLES, Role
from handlers import menu
from handlers.invites.common import HOME, feature, link_of, whose
from papers import qr


@feature.press("student")
async def invite_student(_update: Update, context: Context) -> None:
    """Make a link by which a student comes to their own record."""
    made = await context.run(invites.invite_student, context.now, context.person.id, menu.number(context))
    _show(context, made)


@feature.press("parent")
async def invite_parent(_update: Update, context: Context) -> None:
    """Make a link for a student's parent."""
    made = await context.run(invites.invite_parent, context.now, context.person.id, menu.number(context))
    _show(context, made)


def _show(context: Context, made: BoundInvite) -> None:
    link = link_of(context, made.payload)
    args = {
        "for": whose(context.room.texts, context.content, context.language, made.role, made.student),
        "link": link,
        "until": russian.format_moment(made.expires_at, context.language),
    }
    rows = [[Button("people-invite-revoke", feature.action("revoke", made.id))], _ways(context)]
    picture = Document("invite.png", qr.png(link), "image/png", photo=True)
    context.show(Screen(f"invites-made-{made.role}", args, rows, document=picture))


@feature.press("revoke")
async def revoke(_update: Update, context: Context) -> None:
    """Make a link worthless."""
    stored: StoredInvite = await context.run(invites.revoke, context.now, context.person.id, menu.number(context))
    verb = "student" if stored.role is Role.STUDENT else "parent"
    anew = Button("invites-anew", feature.action(verb, stored.student_id or 0))
    context.show(Screen("invites-was-revoked", keyboard=[[anew], _ways(context)]))


def _ways(context: Context) -> list[Button]:
    return [HOME, menu.BACK] if context.person.role in OFFICE_ROLES else [menu.BACK]
