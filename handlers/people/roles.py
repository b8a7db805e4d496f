"""Ending roles: one's own, or those of the organisations that one answers for."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import people
from cluster.people import OPEN_ROLES, Grant, Member
from handlers import menu
from handlers.naming import capital
from handlers.people.common import feature, paged, role_in
from handlers.people.inviting import INVITING
from storage.errors import NotFound

# --- one's own --------------------------------------------------------------------------------------------


@feature.press("leave")
async def leave(_update: Update, context: Context) -> None:
    """Ask which role to give up."""
    held = await context.read(people.roles_of, context.person.id)
    rows = [
        [Button("menu-role-other", feature.action("leaving", one.id), args=_capital_role(context, one))] for one in held
    ]
    context.show(Screen("people-leave", keyboard=[*paged(rows, menu.number(context), "leave"), [menu.BACK]]))


@feature.press("leaving")
async def leaving(_update: Update, context: Context) -> None:
    """Ask whether that is meant, since most roles do not come back by themselves."""
    held = await context.read(people.roles_of, context.person.id)
    one = next((one for one in held if one.id == menu.number(context)), None)
    if one is None:
        raise NotFound("people-role-gone")
    args = {**_role(context, one), "open": "yes" if one.role in OPEN_ROLES else "no"}
    sure = Button("people-leave-yes", feature.action("left", one.id))
    context.show(Screen("people-leave-sure", args, [[sure, Button("people-keep", menu.BACK.action)]]))


@feature.press("left")
async def left(_update: Update, context: Context) -> None:
    """Give a role up."""
    held = await context.read(people.roles_of, context.person.id)
    if all(one.id != menu.number(context) for one in held):
        raise NotFound("people-role-gone")
    ended: Grant = await context.run(people.revoke, context.now, context.person.id, menu.number(context))
    await menu.show(context, context.text("people-left", **_role(context, ended)))


# --- others' ----------------------------------------------------------------------------------------------


@feature.press("team")
async def team(_update: Update, context: Context) -> None:
    """List who acts for the organisations that one answers for."""
    await _list(context, menu.number(context))


@feature.press("member")
async def member(_update: Update, context: Context) -> None:
    """Ask whether the role of a colleague shall end."""
    members = await context.read(people.team, context.person.id)
    one = next((one for one in members if one.held.id == menu.number(context)), None)
    if one is None:
        raise NotFound
    sure = Button("people-revoke", feature.action("end", one.held.id))
    context.show(
        Screen("people-revoke-sure", _member(context, one), [[sure, Button("people-keep", feature.action("team"))]])
    )


@feature.press("end")
async def end(_update: Update, context: Context) -> None:
    """End a colleague's role; they are told."""
    ended: Grant = await context.run(people.revoke, context.now, context.person.id, menu.number(context))
    context.toast("people-was-revoked", **_role(context, ended))
    await _list(context, 0)


async def _list(context: Context, page: int) -> None:
    members: list[Member] = await context.read(people.team, context.person.id)
    rows = [
        [Button("people-team-line", feature.action("member", one.held.id), args=_member(context, one))]
        for one in members
    ]
    context.show(Screen("people-team", {"count": len(members)}, [*paged(rows, page, "team"), [menu.BACK]]))


def _role(context: Context, held: Grant) -> dict[str, str]:
    return {"role": role_in(context, held.role, held.organisation)}


def _capital_role(context: Context, held: Grant) -> dict[str, str]:
    return {"role": capital(_role(context, held)["role"])}


def _member(context: Context, one: Member) -> dict[str, str]:
    return {"name": one.name or context.text("people-team-nameless"), **_role(context, one.held)}


menu.offer(menu.MenuEntry("people-menu-team", feature.action("team"), order=82, roles=INVITING))
