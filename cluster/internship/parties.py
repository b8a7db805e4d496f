"""Who has a part in a practice: who is told of it, and reminded. A right that has ended ends the messages, too."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.people.organisations import college_staff, coordinators_of
from storage import roles
from storage.internship import Placement, Student
from storage.roles import Role


def themselves(student: Student) -> list[int]:
    """Return the student, once they have opened the bot (people.id)."""
    return [] if student.person_id is None else [student.person_id]


def mentor_of(session: Session, placement: Placement) -> list[int]:
    """Return the mentor, while they are one at this plant (people.id)."""
    mentors = roles.holders(session, Role.MENTOR, [placement.enterprise])
    return [placement.mentor_id] if placement.mentor_id in mentors else []


def supervisor_of(session: Session, placement: Placement) -> list[int]:
    """Return the supervisor; where there is none, or their role has ended, the coordinators (people.id)."""
    if placement.supervisor_id in college_staff(session, [placement.college]):
        return [placement.supervisor_id]
    return coordinators_of(session, placement.college)
