"""How what happens to people looks: who is told what."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import people
from cluster.calendar import after_quiet_hours, day_of
from cluster.people import (
    AccessDeclined,
    AccessGranted,
    AccessRequested,
    AccessWithdrawn,
    InviteAccepted,
    InviteConfirmed,
    InviteNeedsSecond,
    RoleRevoked,
)
from handlers import menu
from handlers.people.common import feature, phone_of, role_for
from handlers.people.deciding import card, settled_card
from storage import invites

OPEN_MENU = [[menu.FRESH]]


def _anchor(request_id: int, person_id: int) -> str:
    return f"access:{request_id}:{person_id}"


@feature.notice(AccessRequested)
def requested(event: AccessRequested, context: NoticeContext) -> Iterable[Notice]:
    """A card for each who decides; again every day, as a message of its own, since an edited one rings no bell."""
    for decider in event.deciders:
        request = people.read_request(context.session, decider, event.request_id)
        language = context.language_of(decider)
        screen = card(context.texts, context.content, language, request)
        not_before = after_quiet_hours(context.now)
        if event.again:
            rows = [[Button("people-card-open", feature.action("card", request.id))]]
            screen = Screen("people-card-again", {"name": screen.args["name"], "role": screen.args["role"]}, rows)
            key = f"access-again:{request.id}:{day_of(not_before)}"
        else:
            anchor = _anchor(request.id, decider)
            screen = Screen(screen.key, screen.args, screen.keyboard, anchor=anchor)
            key = f"access-asked:{request.id}"
        yield Notice(decider, screen, key, not_before=not_before)


@feature.notice(AccessGranted)
def granted(event: AccessGranted, context: NoticeContext) -> Iterable[Notice]:
    """The person can go on; the cards of the others are settled."""
    role = role_for(context, event.person_id, event.role, event.organisation)
    key, not_before = f"access-granted:{event.request_id}", after_quiet_hours(context.now)
    yield Notice(event.person_id, Screen("people-granted", {"role": role}, OPEN_MENU), key, not_before=not_before)
    yield from _settle(context, event.request_id, event.deciders, event.decided_by)


@feature.notice(AccessDeclined)
def declined(event: AccessDeclined, context: NoticeContext) -> Iterable[Notice]:
    """The person is told whom to call; the cards of the others are settled."""
    role = role_for(context, event.person_id, event.role, event.organisation)
    args = {"role": role, "phone": phone_of(context.content, event.organisation)}
    key, not_before = f"access-declined:{event.request_id}", after_quiet_hours(context.now)
    yield Notice(event.person_id, Screen("people-declined", args, OPEN_MENU), key, not_before=not_before)
    yield from _settle(context, event.request_id, event.deciders, event.decided_by)


@feature.notice(AccessWithdrawn)
def withdrawn(event: AccessWithdrawn, context: NoticeContext) -> Iterable[Notice]:
    """The cards are settled; the person sees it on the screen."""
    return _settle(context, event.request_id, event.deciders, None)


def _settle(
    context: NoticeContext, request_id: int, deciders: tuple[int, ...], decided_by: int | None
) -> Iterable[Notice]:
    """Edit the cards in place. They keep quiet hours too, or a card held till morning would come after them."""
    for decider in deciders:
        if decider == decided_by:
            continue  # sees it on the screen
        request = people.read_request(context.session, decider, request_id)
        language = context.language_of(decider)
        who = _called(context, decided_by, decider)
        screen = settled_card(context.texts, context.content, language, request, who)
        anchored = Screen(screen.key, screen.args, anchor=_anchor(request_id, decider))
        key = f"access-settled:{request_id}"
        yield Notice(decider, anchored, key, not_before=after_quiet_hours(context.now))


def _called(context: NoticeContext, person_id: int | None, reader: int) -> Markup:
    """Return how the one who acted is called: by name, else by role, else as the operator."""
    name = people.name_of(context.session, person_id or 0)
    if name is not None:
        return escape(name)
    held = people.active_role(context.session, person_id or 0)
    if held is not None:
        return role_for(context, reader, held.role, held.organisation)
    return escape(context.content.cluster.operator.in_(context.language_of(reader)))


@feature.notice(InviteAccepted)
def accepted(event: InviteAccepted, context: NoticeContext) -> Iterable[Notice]:
    """Whoever invited learns that the link was used."""
    if event.inviter_id is None:
        return
    role = role_for(context, event.inviter_id, event.role, event.organisation)
    screen = Screen("people-invite-accepted-notice", {"role": role})
    key, not_before = f"invite-accepted:{event.invite_id}", after_quiet_hours(context.now)
    yield Notice(event.inviter_id, screen, key, not_before=not_before)


@feature.notice(InviteNeedsSecond)
def needs_second(event: InviteNeedsSecond, context: NoticeContext) -> Iterable[Notice]:
    """Each who may give the second word is asked."""
    for confirmer in event.confirmers:
        inviter = _called(context, event.inviter_id, confirmer)
        args = {"role": role_for(context, confirmer, event.role, event.organisation), "inviter": inviter}
        rows = [[Button("people-invite-confirm", feature.action("confirm", event.invite_id))]]
        screen = Screen("people-invite-second", args, rows)
        key, not_before = f"invite-second:{event.invite_id}", after_quiet_hours(context.now)
        yield Notice(confirmer, screen, key, not_before=not_before)


@feature.notice(InviteConfirmed)
def confirmed(event: InviteConfirmed, context: NoticeContext) -> Iterable[Notice]:
    """Whoever invited learns that the link works."""
    invite = invites.get(context.session, event.invite_id)
    if invite is None:
        return
    role = role_for(context, event.inviter_id, invite.role, invite.organisation)
    screen = Screen("people-invite-confirmed-notice", {"role": role})
    key, not_before = f"invite-confirmed:{event.invite_id}", after_quiet_hours(context.now)
    yield Notice(event.inviter_id, screen, key, not_before=not_before)


@feature.notice(RoleRevoked)
def revoked(event: RoleRevoked, context: NoticeContext) -> Iterable[Notice]:
    """The person is told, unless they gave the role up themselves."""
    if event.revoked_by == event.person_id:
        return
    role = role_for(context, event.person_id, event.role, event.organisation)
    args = {"role": role, "phone": phone_of(context.content, event.organisation)}
    key, not_before = f"role-revoked:{event.grant_id}", after_quiet_hours(context.now)
    yield Notice(event.person_id, Screen("people-role-revoked", args, OPEN_MENU), key, not_before=not_before)


feature.on_duty(people.DUTIES)
