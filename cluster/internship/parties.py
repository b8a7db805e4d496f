"""Who has a part in a practice: who is told of it, and reminded. A right that has ended ends the messages, too."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, allows, load_actor
from cluster.content import PracticeRole
from cluster.internship import desk, items
from cluster.people.guardians import parents_of_student
from cluster.people.organisations import college_staff, coordinators_of, enterprise_staff
from storage.internship import Placement, Student


def themselves(session: Session, placement: Placement, student: Student) -> list[int]:
    """Return the student (people.id), while the record is theirs to read: a college frees one by ending their role."""
    one = student.person_id
    if one is None or not allows(load_actor(session, one), Action.READ, desk.target(session, placement, student)):
        return []
    return [one]


def mentor_of(session: Session, placement: Placement) -> list[int]:
    """Return the mentor, while they are one at this plant, and who stands in for them now (people.id)."""
    mentor = items.mentor_of(session, placement)
    if mentor is None:
        return []
    return [mentor, *sorted(desk.teachers_of(session, placement) - {mentor})]


def supervisor_of(session: Session, placement: Placement) -> list[int]:
    """Return the supervisor; where there is none, or their role has ended, the coordinators (people.id)."""
    if placement.supervisor_id in college_staff(session, [placement.college]):
        return [placement.supervisor_id]
    return coordinators_of(session, placement.college)


def concerned(session: Session, placement: Placement, student: Student) -> dict[PracticeRole, list[int]]:
    """Return whom a practice concerns once it is under way (people.id by part)."""
    return {
        PracticeRole.STUDENT: themselves(session, placement, student),
        PracticeRole.MENTOR: mentor_of(session, placement),
        PracticeRole.SUPERVISOR: supervisor_of(session, placement),
        PracticeRole.ENTERPRISE: enterprise_staff(session, placement.enterprise),
        PracticeRole.PARENT: parents_of_student(session, student),
    }
