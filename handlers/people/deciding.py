"""Deciding about requests for access: the card, the list, the answer."""

from __future__ import annotations

from markupsafe import Markup, escape
from telegram import Update

from bot.screens import Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from cluster import people, russian
from cluster.content import Content
from cluster.people import AccessRequest, RequestState, Role
from handlers import menu
from handlers.naming import held_role
from handlers.people.common import feature, name_in, paged, role_in

DECIDING = frozenset({Role.COORDINATOR, Role.ADMIN})
BACK = [Button("people-menu-requests", feature.action("requests")), menu.BACK]


def card(texts: Texts, content: Content, language: str, request: AccessRequest) -> Screen:
    """Return the card of a request that waits for a decision."""
    args = {
        "name": request.name or texts.get(language, "people-no-name"),
        "role": held_role(texts, content, language, request.role, request.organisation),
        "position": request.position or texts.get(language, "people-no-position"),
        "at": russian.format_moment(request.created_at, language),
    }
    rows = [
        [
            Button("people-card-grant", feature.action("grant", request.id)),
            Button("people-card-decline", feature.action("decline", request.id)),
        ]
    ]
    return Screen("people-card", args, rows)


def settled_card(texts: Texts, content: Content, language: str, request: AccessRequest, who: str | Markup) -> Screen:
    """Return the card of a request that was granted, declined or taken back."""
    role = held_role(texts, content, language, request.role, request.organisation)
    if request.state is RequestState.WITHDRAWN:
        return Screen("people-card-withdrawn", {"role": role})
    name = request.name or texts.get(language, "people-no-name")
    at = russian.format_moment(request.decided_at or request.created_at, language)
    return Screen(f"people-card-{request.state}", {"name": name, "role": role, "who": who, "at": at})


@feature.press("requests")
async def requests(_update: Update, context: Context) -> None:
    """List the requests that wait for this person's decision."""
    waiting = await context.read(people.waiting_requests, context.person.id)
    rows = [[_line(context, request)] for request in waiting]
    rows = paged(rows, menu.number(context), "requests")
    context.show(Screen("people-requests", {"count": len(waiting)}, [*rows, [menu.BACK]]))


def _line(context: Context, request: AccessRequest) -> Button:
    args = {
        "name": request.name or context.text("people-no-name"),
        "role": role_in(context, request.role, request.organisation),
    }
    return Button("people-request-line", feature.action("card", request.id), args=args)


@feature.press("card")
async def open_card(_update: Update, context: Context) -> None:
    """Open one request, as it stands now."""
    request = await context.read(people.read_request, context.person.id, menu.number(context))
    await _show(context, request)


@feature.press("grant")
async def grant(_update: Update, context: Context) -> None:
    """Grant what a person asked for."""
    await _decide(context, grant=True)


@feature.press("decline")
async def decline(_update: Update, context: Context) -> None:
    """Decline what a person asked for."""
    await _decide(context, grant=False)


async def _decide(context: Context, *, grant: bool) -> None:
    request = await context.run(people.decide_access, context.now, context.person.id, menu.number(context), grant)
    await _show(context, request)


async def _show(context: Context, request: AccessRequest) -> None:
    texts, content, language = context.room.texts, context.content, context.language
    if request.state is RequestState.NEW:
        screen = card(texts, content, language, request)
        context.show(Screen(screen.key, screen.args, [*screen.keyboard, BACK]))
        return
    mine = request.decided_by == context.person.id
    who = context.text("people-card-you") if mine else await name_in(context, request.decided_by or 0)
    screen = settled_card(texts, content, language, request, escape(who))
    context.show(Screen(screen.key, screen.args, [BACK]))


def _waiting(view: menu.MenuView) -> int:
    return len(people.waiting_requests(view.session, view.person_id))


menu.offer(
    menu.MenuEntry("people-menu-requests", feature.action("requests"), order=80, roles=DECIDING, count=_waiting),
)
