"""Who hears of a practice: a right that has ended ends the messages, too."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from cluster.access import Action, allows, load_actor
from cluster.internship import desk
from cluster.internship.items import mentor_of
from cluster.people.organisations import coordinators_of
from storage import roles
from storage.internship import Placement, Student
from storage.roles import Role

_STAFF = (Role.COLLEGE_SUPERVISOR, Role.COORDINATOR, Role.COLLEGE_STAFF)


def college_of(session: Session, placement: Placement) -> Iterator[int]:
    """Give who answers for a practice (people.id): its supervisor; where none is left, the coordinators."""
    here = frozenset({placement.college})
    if any(placement.supervisor_id in roles.holders(session, role, here) for role in _STAFF):
        assert placement.supervisor_id is not None
        yield placement.supervisor_id
    else:
        yield from coordinators_of(session, placement.college)


def learners_of(session: Session, placement: Placement, student: Student) -> Iterator[int]:
    """Give the student (people.id), while the record is theirs to read: a college frees one by ending their role."""
    one = student.person_id
    if one is not None and allows(load_actor(session, one), Action.READ, desk.target(session, placement, student)):
        yield one


def mentors_of(session: Session, placement: Placement) -> Iterator[int]:
    """Give the mentor (people.id), while the plant has them as one."""
    mentor = mentor_of(session, placement)
    if mentor is not None:
        yield mentor
