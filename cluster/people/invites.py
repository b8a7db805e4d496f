"""Invites: one-time links that give a role, valid for 72 hours, revocable, counted.

Those bound to a student's record go other ways (`cluster.invites`) and are unknown here: nobody passes their question.
"""

from __future__ import annotations

import enum
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allowed, allows, load_actor, require
from cluster.events import Done, Event
from cluster.people.events import InviteAccepted, InviteConfirmed, InviteNeedsSecond
from cluster.people.organisations import BELONGS_TO, check_belonging, circle_of, coordinators_of
from cluster.people.roles import OPEN_ROLES, TWO_PERSON_ROLES, give
from storage import invites, organisations, people, roles
from storage.errors import NotFound, Refusal
from storage.invites import InviteSource, StoredInvite
from storage.roles import Grant, Role

VALID_FOR = timedelta(hours=72)
LINK_PREFIX = "inv"
TOKEN_BYTES = 32  # 43 characters of [A-Za-z0-9_-]: with the prefix 47 of the 64 that a start payload may have


@dataclass(frozen=True, slots=True)
class Invite:
    """A new invite: the only time that its token is seen. `payload` goes after `?start=`.

    `sleeping`: the role takes two people, so the link works only after the second one's word.
    """

    id: int
    token: str
    role: Role
    organisation: str | None
    expires_at: datetime
    sleeping: bool = False

    @property
    def payload(self) -> str:
        """Return the start payload of the link."""
        return f"{LINK_PREFIX}_{self.token}"


class InviteState(enum.StrEnum):
    """Whether an invite can be used."""

    GOOD = "good"
    UNKNOWN = "unknown"
    SLEEPING = "sleeping"  # the second person has not spoken
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class InvitePreview:
    """What a guest sees before accepting. Without a role where the invite is unknown.

    `inviter_id=None`: the operator made it.
    """

    state: InviteState
    role: Role | None = None
    organisation: str | None = None
    expires_at: datetime | None = None
    inviter_id: int | None = None


def invite(
    session: Session,
    now: datetime,
    actor: int | None,
    role: Role,
    organisation: str | None = None,
    child_id: int | None = None,
    valid_for: timedelta = VALID_FOR,
) -> Done[Invite]:
    """Make a one-time invite; `actor=None` is the operator at the console.

    `child_id` (only with `Role.PARENT`) is whose parent the guest becomes: a person may so invite their own.
    """
    check_belonging(session, role, organisation)
    if child_id is not None and role is not Role.PARENT:
        raise Refusal("people-organisation-not-needed")
    if actor is not None:
        require(session, actor, Action.WRITE, _target(session, role, organisation, child_id))
    token = new_token()
    stored = invites.add(
        session,
        token_hash=hash_of(token),
        role=role,
        organisation=organisation,
        child_id=child_id,
        created_at=now,
        created_by=actor,
        expires_at=now + valid_for,
        confirm=actor is not None and role in TWO_PERSON_ROLES,
        source=InviteSource.CONSOLE if actor is None else InviteSource.CHAT,
    )
    made = Invite(stored.id, token, role, organisation, stored.expires_at, stored.confirm)
    return Done(made, _ask_second(session, stored) if stored.confirm else ())


def confirm_invite(session: Session, now: datetime, actor: int, invite_id: int) -> Done[StoredInvite]:
    """Give the second person's word for an invite that takes two; a second tap changes nothing."""
    stored = _load(session, invite_id)
    require(session, actor, Action.WRITE, _target(session, stored.role, stored.organisation, stored.child_id))
    if not stored.confirm or stored.created_by is None or stored.confirmed_by == actor:
        return Done(stored)
    if stored.created_by == actor:
        raise Refusal("people-invite-needs-another")
    if stored.confirmed_by is not None or not invites.confirm(session, invite_id, actor, now):
        return Done(_load(session, invite_id))
    event = InviteConfirmed(invite_id, stored.created_by, actor)
    return Done(_load(session, invite_id), (event,))


def open_invite(session: Session, now: datetime, person_id: int, token: str) -> Done[InvitePreview]:
    """Count that a link was followed and say what it offers. Never refuses, since a refusal would undo the counting."""
    stored = _by_token(session, token)
    if stored is None:
        return Done(InvitePreview(InviteState.UNKNOWN))
    invites.count_opening(session, stored.id)
    state = InviteState.GOOD if stored.used_by == person_id else _state(session, stored, now)
    return Done(InvitePreview(state, stored.role, stored.organisation, stored.expires_at, stored.created_by))


def accept_invite(session: Session, now: datetime, person_id: int, token: str) -> Done[Grant]:
    """Use an invite: the person gets its role, which becomes the active one.

    Refuses one that is unknown, used by somebody else, revoked, expired or without its second word
    (`people-invite-<state>`). The same person's second tap gets the same role again and tells nobody.
    """
    stored = _by_token(session, token)
    if stored is None:
        raise Refusal("people-invite-unknown")
    if stored.used_by == person_id:
        return Done(_given(session, person_id, stored))
    state = _state(session, stored, now)
    if state is not InviteState.GOOD:
        raise Refusal(f"people-invite-{state}")
    if stored.child_id == person_id:
        raise Refusal("people-invite-own-parent")
    if not invites.take(session, stored.id, person_id, now):
        raise Refusal("people-invite-used")
    held = give(session, now, stored.created_by, person_id, stored.role, stored.organisation, choose=True)
    if stored.child_id is not None:
        roles.add_guardian(session, person_id, stored.child_id, now)
    event = InviteAccepted(stored.id, person_id, stored.role, stored.organisation, stored.created_by)
    return Done(held, (event,))


def revoke_invite(session: Session, now: datetime, actor: int | None, invite_id: int) -> Done[StoredInvite]:
    """Make an unused invite worthless; `people-invite-used` where somebody was faster. A second tap changes nothing."""
    stored = _load(session, invite_id)
    if actor is not None:
        owner = actor if stored.created_by == actor else stored.child_id
        target = replace(_target(session, stored.role, stored.organisation, stored.child_id), owner_id=owner)
        require(session, actor, Action.REVOKE, target)
    if not invites.revoke(session, invite_id, actor, now) and stored.revoked_at is None:
        raise Refusal("people-invite-used")
    return Done(_load(session, invite_id))


def invitable(session: Session, actor: int) -> dict[Role, tuple[str | None, ...]]:
    """Return the roles that a person may invite others to, each with the organisations that it may be for."""
    who = load_actor(session, actor)
    known = organisations.every(session)
    found: dict[Role, tuple[str | None, ...]] = {}
    for role in Role:
        kind = BELONGS_TO.get(role)
        places = [one.key for one in known if one.kind is kind] if kind is not None else [None]
        may = tuple(key for key in places if allows(who, Action.WRITE, _target(session, role, key, None)))
        if may and role not in OPEN_ROLES:
            found[role] = may
    return found


def invites_of(session: Session, now: datetime, actor: int) -> list[StoredInvite]:
    """Return one's own invites that can still be used, newest first."""
    return invites.open_of(session, actor, now)


def new_token() -> str:
    """Return a token that nobody guesses, for a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    # It has 256 random bits, so a plain hash cannot be guessed back.
    return sha256(token.encode()).hexdigest()


def _by_token(session: Session, token: str) -> StoredInvite | None:
    stored = invites.by_token_hash(session, hash_of(token))
    return None if stored is None or stored.student_id is not None else stored


def _load(session: Session, invite_id: int) -> StoredInvite:
    stored = invites.get(session, invite_id)
    if stored is None or stored.student_id is not None:
        raise NotFound
    return stored


def _target(session: Session, role: Role, organisation: str | None, child_id: int | None) -> Target:
    circle = circle_of(session, organisation)
    if child_id is not None:  # only the child, or the staff of their college, opens the child's data to a parent
        held = roles.of_person(session, child_id)
        circle = frozenset(g.organisation for g in held if g.role is Role.STUDENT and g.organisation)
    return Target(Kind.INVITE, child_id, circle, role=role)


def _state(session: Session, stored: StoredInvite, now: datetime) -> InviteState:
    if stored.revoked_at is not None or not _inviter_still_may(session, stored):
        return InviteState.REVOKED
    if stored.used_at is not None:
        return InviteState.USED
    if now >= stored.expires_at:
        return InviteState.EXPIRED
    return InviteState.SLEEPING if stored.confirm and stored.confirmed_by is None else InviteState.GOOD


def _inviter_still_may(session: Session, stored: StoredInvite) -> bool:
    if stored.created_by is None:
        return True
    target = _target(session, stored.role, stored.organisation, stored.child_id)
    return allowed(session, stored.created_by, Action.WRITE, target)


def _given(session: Session, person_id: int, stored: StoredInvite) -> Grant:
    held = roles.find(session, person_id, stored.role, stored.organisation)
    if held is None:  # revoked since: a used link does not bring a role back
        raise Refusal("people-invite-used")
    people.set_active_role(session, person_id, held.id)
    return held


def _ask_second(session: Session, stored: StoredInvite) -> tuple[Event, ...]:
    inviter = stored.created_by
    if inviter is None:
        return ()
    others = {*coordinators_of(session, stored.organisation), *roles.holders(session, Role.ADMIN)} - {inviter}
    if not others:
        raise Refusal("people-invite-nobody-second")
    asked = InviteNeedsSecond(stored.id, stored.role, stored.organisation, inviter, tuple(sorted(others)))
    return (asked,)
