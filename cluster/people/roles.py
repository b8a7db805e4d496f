"""Giving, ending and choosing roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from cluster.events import Done
from cluster.people.events import RoleRevoked
from cluster.people.organisations import check_belonging, circle_of
from storage import people, roles
from storage.errors import NotFound, Refusal
from storage.roles import Grant, Role

# Roles that anybody may take by saying so: they open nothing but one's own.
OPEN_ROLES = (Role.APPLICANT, Role.PARENT)
# Roles that one person alone may not hand out in the chat; the operator at the console may.
TWO_PERSON_ROLES = frozenset({Role.COORDINATOR, Role.ADMIN})


def introduce(session: Session, now: datetime, person_id: int, role: Role) -> Done[Grant]:
    """Take one of `OPEN_ROLES` oneself and make it the active one. A second tap changes nothing."""
    if role not in OPEN_ROLES:
        raise Refusal("people-role-needs-invite")
    # One's own needs no organisation: those that decide for it take three queries to find.
    require(session, person_id, Action.WRITE, Target(Kind.ROLE, person_id, role=role))
    return Done(give(session, now, person_id, person_id, role, None, choose=True))


def grant(
    session: Session,
    now: datetime,
    actor: int | None,
    person_id: int,
    role: Role,
    organisation: str | None = None,
    *,
    choose: bool = False,
) -> Done[Grant]:
    """Give a role; `actor=None` is the operator. Idempotent. `choose` also makes it the active role.

    A person's first role becomes the active one by itself. Roles of `TWO_PERSON_ROLES` take an invite with a second
    person's word.
    """
    check_belonging(session, role, organisation)
    if actor is not None:
        circle = circle_of(session, organisation)
        require(session, actor, Action.WRITE, Target(Kind.ROLE, person_id, circle, role=role))
        if role in TWO_PERSON_ROLES:
            raise Refusal("people-two-needed")
    return Done(give(session, now, actor, person_id, role, organisation, choose=choose))


def give(
    session: Session,
    now: datetime,
    granted_by: int | None,
    person_id: int,
    role: Role,
    organisation: str | None,
    *,
    choose: bool,
) -> Grant:
    """Write a role that a rule of this folder has allowed."""
    held, _ = roles.add(session, person_id, role, organisation, now, granted_by)
    if choose or active_role(session, person_id) is None:
        people.set_active_role(session, person_id, held.id)
    return held


def revoke(session: Session, now: datetime, actor: int | None, grant_id: int) -> Done[Grant]:
    """End a role: one's own, or another's where the table allows. A second tap changes nothing.

    An active role that ends gives way to the oldest one left; with the last role for an organisation the person's
    name is forgotten.
    """
    held = roles.get(session, grant_id)
    if held is None:
        raise NotFound
    if actor is not None:
        # A role that nobody gave, an applicant's or a parent's, is not a college's to end.
        circle = circle_of(session, held.organisation) if held.organisation is not None else frozenset()
        require(session, actor, Action.REVOKE, Target(Kind.ROLE, held.person_id, circle, role=held.role))
    if not _end(session, now, actor, held):
        return Done(held)
    return Done(held, (RoleRevoked(held.id, held.person_id, held.role, held.organisation, actor),))


def _end(session: Session, now: datetime, actor: int | None, held: Grant) -> bool:
    if not roles.revoke(session, held.id, now, actor):
        return False
    person = people.get(session, [held.person_id])[held.person_id]
    left = roles.of_person(session, held.person_id)
    if not any(other.organisation for other in left):
        people.set_name(session, held.person_id, None)
    if person.active_role_id == held.id:
        people.set_active_role(session, held.person_id, left[0].id if left else None)
    return True


def enter_college(
    session: Session, now: datetime, actor: int, person_ids: Iterable[int], college: str
) -> dict[int, int]:
    """Make people students of their college since its list of students has them; return the new roles (person: role).

    The list decides and nobody's hand: who may write it, which the caller has asked, needs no right to hand out roles.
    Who is a student there already is left out.
    """
    check_belonging(session, Role.STUDENT, college)
    entered = {}
    for person_id in person_ids:
        held, is_new = roles.add(session, person_id, Role.STUDENT, college, now, actor)
        if is_new:
            entered[person_id] = held.id
        if active_role(session, person_id) is None:
            people.set_active_role(session, person_id, held.id)
    return entered


def leave_college(session: Session, now: datetime, actor: int | None, grant_ids: Iterable[int], college: str) -> None:
    """End roles that a list of students gave, since that list is taken back. Nobody was told of them yet."""
    for grant_id in grant_ids:
        held = roles.get(session, grant_id)
        if held is not None and (held.role, held.organisation) == (Role.STUDENT, college):
            _end(session, now, actor, held)


def roles_of(session: Session, person_id: int) -> list[Grant]:
    """Return the roles that a person holds now, oldest first: the switch in the menu."""
    return roles.of_person(session, person_id)


def active_role(session: Session, person_id: int) -> Grant | None:
    """Return the role that a person has chosen in the menu, or None for a stranger."""
    return people.chosen_role(session, person_id)


def choose_role(session: Session, now: datetime, actor: int, grant_id: int) -> Done[Grant]:
    """Make a role that one holds the active one; `NotFound` for anybody else's or a revoked one."""
    held = next((held for held in roles.of_person(session, actor) if held.id == grant_id), None)
    if held is None:
        raise NotFound("people-role-gone")
    people.set_active_role(session, actor, grant_id)
    return Done(held)
