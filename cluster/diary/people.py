"""Who has to do with a diary: the mentor, the supervisor, the parents. A right that has ended ends the messages too."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, allows, load_actor
from cluster.internship import desk
from cluster.people import coordinators_of
from cluster.people.guardians import parents_of_student
from storage.internship import Placement, Student


def mentor_of(session: Session, placement: Placement, student: Student) -> list[int]:
    """Return the mentor and their deputy (people.id), while they may work with the diary."""
    target = desk.target(session, placement, student, Kind.DIARY)
    teachers = sorted(target.assigned_ids, key=lambda one: (one != placement.mentor_id, one))
    return [one for one in teachers if allows(load_actor(session, one), Action.WRITE, target)]


def student_of(session: Session, placement: Placement, student: Student) -> list[int]:
    """Return the student (people.id), while they are in the bot and may write the diary."""
    if student.person_id is None:
        return []
    target = desk.target(session, placement, student, Kind.DIARY)
    return [student.person_id] if allows(load_actor(session, student.person_id), Action.WRITE, target) else []


def supervisors_of(session: Session, placement: Placement, student: Student) -> list[int]:
    """Return who watches over a practice in the college: its supervisor, else the coordinators (people.id)."""
    target = desk.target(session, placement, student, Kind.DIARY)

    def may_be_told(one: int | None) -> bool:
        # What a mentor or the student may read of a diary is not what a supervisor is told.
        if one is None or one == student.person_id or one in target.assigned_ids:
            return False
        return allows(load_actor(session, one), Action.READ, target)

    for one in (placement.supervisor_id, student.supervisor_id):
        if one is not None and may_be_told(one):
            return [one]
    # An admin, who stands in where nobody coordinates, keeps the house and reads no diaries.
    return [one for one in coordinators_of(session, placement.college) if may_be_told(one)]


def parents_to_tell(session: Session, placement: Placement, student: Student) -> list[int]:
    """Return the parents of a student who are in the bot and may see the practice (people.id)."""
    target = desk.target(session, placement, student)
    found = parents_of_student(session, student)
    return [one for one in found if allows(load_actor(session, one), Action.READ, target)]
