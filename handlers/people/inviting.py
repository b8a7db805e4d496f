"""Invites: one-time links, made here and opened by whom they are for."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Document, Screen
from bot.turn.context import Context
from cluster import people
from cluster.people import Grant, Invite, InvitePreview, InviteState, Role
from handlers import menu
from handlers.naming import capital, organisation_name, role_name
from handlers.people.common import feature, moment, name_in, pressed_role, role_in
from papers import qr
from storage.errors import Forbidden
from storage.invites import StoredInvite

INVITING = frozenset({Role.COORDINATOR, Role.ADMIN, Role.ENTERPRISE_ADMIN})
WITH_PARENTS = frozenset({Role.APPLICANT, Role.STUDENT})
DOUBLE_TAP = timedelta(seconds=5)
MOST_SHOWN = 6

# --- whom it is for ---------------------------------------------------------------------------------------


@feature.deep_link("inv")
async def open_link(_update: Update, context: Context) -> None:
    """Show what an invite offers: whoever follows a link may be the wrong person, so it takes a word to accept."""
    token = (context.args or [""])[0]
    preview: InvitePreview = await context.run(people.open_invite, context.now, context.person.id, token)
    if preview.state is not InviteState.GOOD or preview.role is None or preview.expires_at is None:
        ways = [[Button("people-ask-access", Action.of("start", "who"))], [menu.BACK]]
        context.show(Screen(f"people-invite-{preview.state}", keyboard=ways))
        return
    role = role_in(context, preview.role, preview.organisation)
    if preview.inviter_id == context.person.id:
        context.show(Screen("people-invite-yours", {"role": role}, [[menu.BACK]]))
        return
    inviter = await name_in(context, preview.inviter_id or 0)
    args = {"role": role, "inviter": inviter, "until": moment(context, preview.expires_at)}
    accept = Button("people-invite-accept", feature.action("accept", token))
    context.show(
        Screen("people-invite-offer", args, [[accept, Button("people-invite-decline", feature.action("later"))]])
    )


@feature.press("accept")
async def accept(_update: Update, context: Context) -> None:
    """Take the role that the invite offers."""
    token = (context.args or [""])[0]
    held: Grant = await context.run(people.accept_invite, context.now, context.person.id, token)
    note = context.text("people-invite-accepted", role=role_in(context, held.role, held.organisation))
    await menu.show(context, note)


@feature.press("later")
async def later(_update: Update, context: Context) -> None:
    """Leave the invite as it is."""
    context.show(Screen("people-invite-later", keyboard=[[menu.BACK]]))


# --- who invites ------------------------------------------------------------------------------------------


@feature.press("invite")
async def whom(_update: Update, context: Context) -> None:
    """Ask which role the guest gets."""
    roles = await context.read(people.invitable, context.person.id)
    if not roles:
        raise Forbidden
    texts, language = context.room.texts, context.language
    buttons = [
        Button(label=capital(role_name(texts, language, one)), action=feature.action("as", one)) for one in roles
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    made = await context.read(people.invites_of, context.now, context.person.id)
    if made:
        rows.append([Button("people-invites-button", feature.action("invites"), args={"count": len(made)})])
    context.show(Screen("people-invite-whom", keyboard=[*rows, [menu.BACK]]))


@feature.press("as")
async def where(_update: Update, context: Context) -> None:
    """Ask for which organisation, where there is a choice."""
    role = pressed_role(context)
    places = (await context.read(people.invitable, context.person.id)).get(role, ())
    if not places:
        raise Forbidden
    if len(places) == 1:
        await _make(context, role, places[0])
        return
    buttons = [
        Button(
            label=organisation_name(context.content, key, context.language), action=feature.action("make", role, key)
        )
        for key in places
    ]
    columns = 1 if len(buttons) <= MOST_SHOWN else 2
    rows = [buttons[i : i + columns] for i in range(0, len(buttons), columns)]
    name = role_name(context.room.texts, context.language, role)
    context.show(Screen("people-invite-where", {"role": name}, [*rows[:MOST_SHOWN], [menu.BACK]]))


@feature.press("make")
async def make(_update: Update, context: Context) -> None:
    """Make the invite."""
    words = context.args or []
    await _make(context, pressed_role(context), words[1] if len(words) > 1 else None)


@feature.press("parent")
async def parent(_update: Update, context: Context) -> None:
    """Make an invite for one's own parent."""
    await _make(context, Role.PARENT, None, child_id=context.person.id)


async def _make(context: Context, role: Role, organisation: str | None, child_id: int | None = None) -> None:
    made = await context.read(people.invites_of, context.now, context.person.id)
    if any(_is_double(one, context, role, organisation) for one in made):
        context.toast("people-invite-double")
        return
    invite: Invite = await context.run(people.invite, context.now, context.person.id, role, organisation, child_id)
    link = f"https://t.me/{context.bot.username}?start={invite.payload}"
    args = {"role": role_in(context, role, organisation), "link": link, "until": moment(context, invite.expires_at)}
    key = "people-invite-made-sleeping" if invite.sleeping else "people-invite-made"
    rows = [[Button("people-invite-revoke", feature.action("revoke", invite.id))], [menu.BACK]]
    context.show(Screen(key, args, rows, document=Document("invite.png", qr.png(link), "image/png", photo=True)))


def _is_double(made: StoredInvite, context: Context, role: Role, organisation: str | None) -> bool:
    """Whether this is the second tap of a double tap: a link can be shown only once."""
    return (made.role, made.organisation) == (role, organisation) and made.created_at > context.now - DOUBLE_TAP


@feature.press("invites")
async def invites(_update: Update, context: Context) -> None:
    """List one's invites that still work."""
    await _list(context)


@feature.press("revoke")
async def revoke(_update: Update, context: Context) -> None:
    """Make an invite worthless."""
    await context.run(people.revoke_invite, context.now, context.person.id, menu.number(context))
    context.toast("people-invite-was-revoked")
    await _list(context)


async def _list(context: Context) -> None:
    made: list[StoredInvite] = await context.read(people.invites_of, context.now, context.person.id)
    shown = list(enumerate(made[:MOST_SHOWN], 1))
    lines = [
        context.text(
            "people-invite-line",
            number=number,
            role=role_in(context, one.role, one.organisation),
            until=moment(context, one.expires_at),
            opened=one.opened,
        )
        for number, one in shown
    ]
    title = context.text("people-invites", count=len(made))
    buttons = [
        Button("people-invite-revoke-number", feature.action("revoke", o.id), args={"number": n}) for n, o in shown
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    body = BLANK.join([title, LINE.join(lines)]) if lines else title
    context.show(Screen("", body=body, keyboard=[*rows, [menu.BACK]]))


@feature.press("confirm")
async def confirm(_update: Update, context: Context) -> None:
    """Give the second person's word."""
    stored: StoredInvite = await context.run(
        people.confirm_invite, context.now, context.person.id, menu.number(context)
    )
    args = {"role": role_in(context, stored.role, stored.organisation)}
    context.show(Screen("people-invite-confirmed", args, [[menu.BACK]]))


menu.offer(
    menu.MenuEntry("people-menu-invite", feature.action("invite"), order=81, roles=INVITING),
    menu.MenuEntry("people-menu-parent", feature.action("parent"), order=70, roles=WITH_PARENTS),
)
