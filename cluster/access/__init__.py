"""Who may do what: one table (`table.py`), asked by every use case in its own transaction.

Roles are read from the database each time, so a right that was revoked a second ago is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access.table import ANYBODY, GIVES, RULES, Action, Kind, Scope, scope_of
from storage import access_log, roles
from storage.access_log import Access
from storage.errors import Forbidden
from storage.roles import Grant, Role

__all__ = [
    "ANYBODY",
    "GIVES",
    "RULES",
    "Action",
    "Actor",
    "Forbidden",
    "Kind",
    "Role",
    "Scope",
    "Target",
    "allowed",
    "allows",
    "load_actor",
    "log",
    "of_kind",
    "require",
    "scope_of",
]


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody wants to act on. What is left out matches nobody: a forgotten owner opens no door.

    `owner_id` is the person whose it is (people.id); `organisations` every college or enterprise that it belongs to;
    `assigned_ids` the people it is assigned to (the mentor); `named_ids` those it accuses; `parent_ids` the parents who
    are noted for an owner who is not in the bot yet. `role` is the role that an invite, a grant or a request is about.
    """

    kind: Kind
    owner_id: int | None = None
    organisations: frozenset[str] = field(default_factory=frozenset)
    assigned_ids: frozenset[int] = field(default_factory=frozenset)
    named_ids: frozenset[int] = field(default_factory=frozenset)
    parent_ids: frozenset[int] = field(default_factory=frozenset)
    role: Role | None = None


def of_kind(kind: Kind, owner_id: int | None = None, *organisations: str | None, role: Role | None = None) -> Target:
    """Return a target with an owner and organisations; None among these is left out."""
    return Target(kind, owner_id, frozenset(key for key in organisations if key is not None), role=role)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the roles held now, and their children."""

    person_id: int
    grants: tuple[Grant, ...] = ()
    children: frozenset[int] = frozenset()


def require(session: Session, actor: int, action: Action, target: Target) -> None:
    """Let the use case go on, or raise `Forbidden`. `actor` is `people.id`."""
    if not allowed(session, actor, action, target):
        raise Forbidden


def allowed(session: Session, actor: int, action: Action, target: Target) -> bool:
    """Whether the person may do that, by the roles they hold at this moment."""
    return allows(load_actor(session, actor), action, target)


def load_actor(session: Session, person_id: int) -> Actor:
    """Read what a person may act as: to ask `allows` many times in one transaction, as a list screen does."""
    grants = tuple(roles.of_person(session, person_id))
    is_parent = any(grant.role is Role.PARENT for grant in grants)
    children = roles.children_of(session, person_id) if is_parent else frozenset[int]()
    return Actor(person_id, grants, children)


def allows(actor: Actor, action: Action, target: Target) -> bool:
    """Whether one of the actor's roles, or being a person at all, covers this action on this target."""
    if _covers(actor, ANYBODY, None, action, target):
        return True
    return any(_covers(actor, grant.role, grant.organisation, action, target) for grant in actor.grants)


def log(
    session: Session,
    now: datetime,
    actor: int | None,
    action: Action,
    kind: Kind,
    subject_id: int,
    object_id: int | None = None,
    reason: str | None = None,
) -> None:
    """Write down who looked at, or changed, whose data, and why. `actor=None`: the operator, or the clock."""
    access_log.add(session, Access(now, actor, subject_id, action, kind, object_id, reason))


def _covers(actor: Actor, role: Role | None, organisation: str | None, action: Action, target: Target) -> bool:
    if _hands_out(role, action, target) and target.role not in GIVES.get(role, ()):
        return False
    match scope_of(role, target.kind, action):
        case Scope.NONE:
            return False
        case Scope.OWN:
            return target.owner_id == actor.person_id
        case Scope.CHILD:
            return target.owner_id in actor.children or actor.person_id in target.parent_ids
        case Scope.ASSIGNED:
            return actor.person_id in target.assigned_ids
        case Scope.UNLESS_NAMED:
            return actor.person_id in target.assigned_ids and actor.person_id not in target.named_ids
        case Scope.ORGANISATION:
            return organisation is not None and organisation in target.organisations
        case Scope.ALL:
            return True


def _hands_out(role: Role | None, action: Action, target: Target) -> bool:
    """Whether this gives a role to somebody, or takes one from somebody else: then the role must be one's to give."""
    match target.kind:
        case Kind.ROLE | Kind.INVITE:
            return action is Action.WRITE or (action is Action.REVOKE and role is not ANYBODY)
        case Kind.ACCESS_REQUEST:
            return action is Action.DECIDE
        case _:
            return False
