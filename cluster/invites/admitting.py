"""Letting somebody in by an invite: what stands in the way, and what they become."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, log
from cluster.events import Event
from cluster.invites.events import ParentJoined, StudentJoined
from cluster.people import Role
from cluster.people.guardians import become_parent, bring_parents, parents_of_student
from cluster.people.roles import give
from storage import roles
from storage.errors import Refusal
from storage.internship import Student, joining, students
from storage.invites import InviteSource, StoredInvite


def hindrance(session: Session, person_id: int, stored: StoredInvite, student: Student) -> str | None:
    """Return why this invite is not for this person, as a text key; None where nothing stands in the way."""
    parents = parents_of_student(session, student)
    if stored.role is Role.PARENT:
        if student.person_id == person_id:
            return "people-invite-own-parent"
        if person_id in parents:
            return "invites-already-parent"
    elif (holder := holder_of(session, student)) is not None:
        return "invites-already-yours" if holder == person_id else "invites-record-taken"
    elif any(_is_holder(session, person_id, other, student) for other in students.of_person(session, person_id)):
        return "invites-you-are-another"
    elif person_id in parents:
        return "invites-for-your-child"
    return "invites-handed-out-by-you" if stored.created_by == person_id else None


def holder_of(session: Session, student: Student) -> int | None:
    """Return who is the student in the bot (people.id): who came to the record, so long as they hold its role.

    Ending that role is how a college makes a record free, for a new telephone or after a mistake.
    """
    if student.person_id is None:
        return None
    held = roles.find(session, student.person_id, Role.STUDENT, student.college)
    return student.person_id if held is not None else None


def _is_holder(session: Session, person_id: int, other: Student, student: Student) -> bool:
    alike = other.college == student.college and other.id != student.id
    return alike and holder_of(session, other) == person_id


def admit(
    session: Session, now: datetime, stored: StoredInvite, student: Student, person_id: int, by: int | None
) -> tuple[Event, ...]:
    """Let a person be what a used invite makes of them; `by` is whose word it took, None where their own was enough."""
    why = hindrance(session, person_id, stored, student)
    if why is not None:
        raise Refusal(why)
    granted_by = stored.created_by if by is None else by
    give(session, now, granted_by, person_id, stored.role, stored.organisation, choose=True)
    log(
        session, now, by or person_id, Action.WRITE, Kind.STUDENT, person_id, student.id, reason=f"invite {stored.role}"
    )
    # A card is handed out by hundreds: its maker looks at the numbers, and is not told of each.
    waits = stored.source is InviteSource.CHAT and stored.created_by != by
    inviter = stored.created_by if waits else None
    if stored.role is Role.PARENT:
        become_parent(session, now, person_id, student)
        return (ParentJoined(stored.id, student.id, person_id, inviter, student.person_id),)
    if not joining.link(session, student.id, person_id, now, instead_of=student.person_id):
        raise Refusal("invites-record-taken")
    bring_parents(session, now, student, person_id)
    return (StudentJoined(stored.id, student.id, person_id, inviter),)
