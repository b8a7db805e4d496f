"""Queries for looking through a college's students: how many there are, their groups, who is in a group."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.internship import students
from storage.internship.records import Student
from storage.internship.states import CURRENT
from storage.internship.tables import PlacementRow, StudentRow


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a college's students stand."""

    students: int
    with_bot: int
    """How many have opened the bot."""
    placed: int
    """How many have a current placement."""


@dataclass(frozen=True, slots=True)
class Group:
    """A study group. `handle` is the id of one of its students: a group has no number of its own."""

    programme: str
    name: str
    students: int
    with_bot: int
    handle: int


def numbers(session: Session, college: str) -> Numbers:
    """Count a college's students."""
    here = (StudentRow.college == college, StudentRow.erased_at.is_(None))
    total, with_bot = session.execute(select(func.count(), func.count(StudentRow.person_id)).where(*here)).one()
    placed = session.scalar(
        select(func.count(PlacementRow.student_id.distinct()))
        .join(StudentRow, StudentRow.id == PlacementRow.student_id)
        .where(*here, PlacementRow.status.in_(sorted(CURRENT)))
    )
    return Numbers(int(total), int(with_bot), int(placed or 0))


def groups(session: Session, college: str) -> list[Group]:
    """Return the study groups of a college, by programme and name."""
    query = (
        select(
            StudentRow.programme,
            StudentRow.study_group,
            func.count(),
            func.count(StudentRow.person_id),
            func.min(StudentRow.id),
        )
        .where(StudentRow.college == college, StudentRow.erased_at.is_(None))
        .group_by(StudentRow.programme, StudentRow.study_group)
        .order_by(StudentRow.programme, StudentRow.study_group)
    )
    return [Group(*row) for row in session.execute(query)]


def members(session: Session, of: Student) -> list[Student]:
    """Return who is in the group of a student; names lie encrypted, so their order is for the caller."""
    query = select(StudentRow.id).where(
        StudentRow.college == of.college,
        StudentRow.programme == of.programme,
        StudentRow.study_group == of.study_group,
        StudentRow.erased_at.is_(None),
    )
    return [students.get(session, one) for one in session.scalars(query)]
