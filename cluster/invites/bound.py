"""An invite that is bound to a student's record: whose it is, whether it works, who answers for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, allowed, allows, load_actor, of_kind, require
from cluster.internship import desk
from cluster.people import InviteState, Role
from cluster.people.invites import hash_of
from cluster.people.organisations import circle_of, coordinators_of
from storage import invites, roles
from storage.errors import NotFound
from storage.internship import Student, students
from storage.invites import StoredInvite
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

LINK_PREFIX = "join"


def by_token(session: Session, token: str) -> tuple[StoredInvite, Student] | None:
    """Return the invite with this token, and the student to whose record it is bound; None for any other."""
    stored = invites.by_token_hash(session, hash_of(token))
    return None if stored is None or stored.student_id is None else (stored, students.get(session, stored.student_id))


def load(session: Session, invite_id: int) -> tuple[StoredInvite, Student]:
    """Return an invite and the student to whose record it is bound; `NotFound` for any other."""
    stored = invites.get(session, invite_id)
    if stored is None or stored.student_id is None:
        raise NotFound
    return stored, students.get(session, stored.student_id)


def load_for(session: Session, actor: int, invite_id: int) -> tuple[StoredInvite, Student]:
    """Return an invite and its student to who may change the student's record; `NotFound`, `Forbidden`."""
    stored, student = load(session, invite_id)
    require(session, actor, Action.WRITE, desk.student_target(session, student))
    return stored, student


def state_of(session: Session, stored: StoredInvite, student: Student, now: datetime) -> InviteState:
    """Return whether the invite can be used: so long as whoever made it may invite still, and the record is there."""
    target = desk.student_target(session, student)
    maker = stored.created_by
    gone = student.last_name is None or (maker is not None and not allowed(session, maker, Action.WRITE, target))
    if stored.revoked_at is not None or (gone and stored.used_at is None):
        return InviteState.REVOKED
    if stored.used_at is not None:
        return InviteState.USED
    return InviteState.EXPIRED if now >= stored.expires_at else InviteState.GOOD


def check_college(session: Session, actor: int, college: str) -> None:
    """Refuse whoever may not change the records of this college's students."""
    require(session, actor, Action.WRITE, of_kind(Kind.STUDENT, None, *circle_of(session, college)))


def colleges_of(session: Session, actor: int) -> list[str]:
    """Return the colleges whose students this person may invite, by key."""
    who = load_actor(session, actor)
    known = [one.key for one in organisations(session, OrganisationKind.COLLEGE)]
    return [
        key for key in sorted(known) if allows(who, Action.WRITE, of_kind(Kind.STUDENT, None, *circle_of(session, key)))
    ]


def deciders_of(session: Session, student: Student) -> tuple[int, ...]:
    """Return who says whether somebody is the student (people.id): the coordinators, else the staff of the college.

    Whoever may not change the record is left out: an admin stands in for a coordinator, but sees no students.
    """
    target = desk.student_target(session, student)
    staff = roles.holders(session, Role.COLLEGE_STAFF, [student.college])
    for group in (coordinators_of(session, student.college), staff):
        found = tuple(one for one in group if allowed(session, one, Action.WRITE, target))
        if found:
            return found
    return ()
