"""Whose parents somebody is: a person's guardians, and those noted for a student who never opened the bot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage import roles
from storage.internship import Student, joining
from storage.roles import Role


def parents_of_student(session: Session, student: Student) -> list[int]:
    """Return who is told as a student's parent (people.id), each once: those who hold the role of a parent still.

    Whoever tells several people of one thing leaves out whom they have told in another role.
    """
    found = set(joining.parents(session, student.id))
    if student.person_id is not None:
        found |= set(roles.parents_of(session, student.person_id))
    return [one for one in sorted(found) if any(g.role is Role.PARENT for g in roles.of_person(session, one))]


def become_parent(session: Session, now: datetime, person_id: int, student: Student) -> None:
    """Note whose parent a person is: the student's guardian, or, until the student comes, a parent of their record."""
    if student.person_id is not None:
        roles.add_guardian(session, person_id, student.person_id, now)
    else:
        joining.add_parent(session, student.id, person_id, now)


def bring_parents(session: Session, now: datetime, student: Student, person_id: int) -> None:
    """Make a student's parents, as they were known before, guardians of who the student turned out to be."""
    before = roles.parents_of(session, student.person_id) if student.person_id is not None else []
    for parent_id in {*joining.take_parents(session, student.id), *before} - {person_id}:
        roles.add_guardian(session, parent_id, person_id, now)
