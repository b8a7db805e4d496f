"""Who is told what of invites to students' records, and how the cards of those who decide end."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import invites, people
from cluster.calendar import after_quiet_hours, day_of
from cluster.internship.naming import short_name
from cluster.invites import ClaimMade, ClaimSettled, ParentJoined, StudentJoined
from handlers import menu
from handlers.invites.common import feature, whose
from handlers.invites.deciding import card, settled_card
from handlers.people.common import phone_of, role_for
from storage.internship import students

OPEN_MENU = [[menu.FRESH]]


def _anchor(invite_id: int, person_id: int) -> str:
    return f"claim:{invite_id}:{person_id}"


@feature.notice(StudentJoined)
def student_joined(event: StudentJoined, context: NoticeContext) -> Iterable[Notice]:
    """Whoever handed the link out learns that it was used."""
    if event.inviter_id is not None:
        yield _used(context, event.invite_id, event.inviter_id)


@feature.notice(ParentJoined)
def parent_joined(event: ParentJoined, context: NoticeContext) -> Iterable[Notice]:
    """Whoever handed the link out learns it, and the student, that somebody sees their card from now on."""
    if event.inviter_id is not None:
        yield _used(context, event.invite_id, event.inviter_id)
    if event.child_id is not None and event.child_id != event.inviter_id:
        student = students.get(context.session, event.student_id)
        args = {"phone": phone_of(context.content, student.college)}
        key, not_before = f"parent-joined:{event.invite_id}", after_quiet_hours(context.now)
        yield Notice(event.child_id, Screen("invites-parent-joined", args), key, not_before=not_before)


def _used(context: NoticeContext, invite_id: int, inviter_id: int) -> Notice:
    stored, student = invites.load(context.session, invite_id)
    language = context.language_of(inviter_id)
    args = {"for": whose(context.texts, context.content, language, stored.role, student)}
    key, not_before = f"invite-used:{invite_id}", after_quiet_hours(context.now)
    return Notice(inviter_id, Screen("invites-used-notice", args), key, not_before=not_before)


@feature.notice(ClaimMade)
def claimed(event: ClaimMade, context: NoticeContext) -> Iterable[Notice]:
    """A card for each who decides; again every day, as a message of its own, since an edited one rings no bell."""
    stored, student = invites.load(context.session, event.invite_id)
    not_before = after_quiet_hours(context.now)
    at = (stored.claimed_at or stored.created_at).isoformat()
    for decider in event.deciders:
        language = context.language_of(decider)
        if event.again:
            rows = [[Button("people-card-open", feature.action("claim", stored.id))]]
            args = {"name": short_name(student), "said": stored.claimed_name or ""}
            again = Screen("invites-card-again", args, rows)
            key = f"claim-again:{stored.id}:{day_of(not_before)}"
            yield Notice(decider, again, key, not_before=not_before)
            continue
        screen = card(context.texts, context.content, language, stored, student)
        anchored = Screen(screen.key, screen.args, screen.keyboard, anchor=_anchor(stored.id, decider))
        yield Notice(decider, anchored, f"claim:{stored.id}:{at}", not_before=not_before)


@feature.notice(ClaimSettled)
def settled(event: ClaimSettled, context: NoticeContext) -> Iterable[Notice]:
    """The claimant is told what the college said; the cards of the others are settled in place."""
    stored, student = invites.load(context.session, event.invite_id)
    not_before, at = after_quiet_hours(context.now), context.now.isoformat()
    if event.granted is not None:
        language = context.language_of(event.claimant_id)
        args = {
            "role": role_for(context, event.claimant_id, stored.role, stored.organisation),
            "phone": phone_of(context.content, student.college),
        }
        key = "invites-claim-granted" if event.granted else "invites-claim-declined"
        screen = Screen(key, args, OPEN_MENU)
        yield Notice(event.claimant_id, screen, f"claim-told:{stored.id}:{at}", not_before=not_before)
    for decider in event.deciders:
        if decider == event.decided_by:
            continue  # sees it on the screen
        language = context.language_of(decider)
        who = None if event.granted is None else _called(context, event.decided_by, decider)
        screen = settled_card(context.texts, context.content, language, stored, student, who)
        anchored = Screen(screen.key, screen.args, anchor=_anchor(stored.id, decider))
        # They keep quiet hours too, or a card held till morning would come after them.
        yield Notice(decider, anchored, f"claim-settled:{stored.id}:{at}", not_before=not_before)


def _called(context: NoticeContext, person_id: int | None, reader: int) -> Markup | None:
    """Return how the one who decided is called: by name, else by role; None where nobody did."""
    if person_id is None:
        return None
    name = people.name_of(context.session, person_id)
    if name is not None:
        return escape(name)
    held = people.active_role(context.session, person_id)
    return None if held is None else role_for(context, reader, held.role, held.organisation)


feature.on_duty(invites.DUTIES)
