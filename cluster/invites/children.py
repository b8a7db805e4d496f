"""A parent's children, as their colleges know them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action as Right
from cluster.access import Kind, allows, load_actor
from cluster.internship import desk
from storage.internship import Placement, PlacementStatus, Student, joining, placements


def children(session: Session, actor: int) -> list[Student]:
    """Return the records of a parent's children, as their right to see them stands now, by id."""
    who = load_actor(session, actor)
    found = joining.children(session, actor)
    return [one for one in found if allows(who, Right.READ, desk.student_target(session, one))]


def child(session: Session, actor: int, student_id: int) -> tuple[Student, list[Placement]]:
    """Return a child's record and current practice to who may read it; `NotFound`, `Forbidden`.

    What is only planned is its college's own business: nobody was told of it.
    """
    student = desk.load_student(session, actor, student_id)
    who = load_actor(session, actor)
    current = [one for one in placements.current_of(session, student_id) if one.status is not PlacementStatus.PLANNED]
    return student, [
        one for one in current if allows(who, Right.READ, desk.target(session, one, student, Kind.PLACEMENT))
    ]
