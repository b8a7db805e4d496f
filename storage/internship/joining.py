"""Queries on how students and their parents come to the bot: who is not there yet, who has come, whose parent waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from storage.internship import students
from storage.internship.records import Student
from storage.internship.tables import StudentParentRow, StudentRow
from storage.roles import GuardianRow
from storage.upsert import insert_missing

_THERE = StudentRow.erased_at.is_(None)


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A study group of a college: how many students it has, and how many of them never opened the bot."""

    study_group: str
    students: int
    absent: int


def groups(session: Session, college: str) -> list[GroupSize]:
    """Return a college's study groups, by name."""
    query = (
        select(StudentRow.study_group, func.count(), func.count().filter(StudentRow.person_id.is_(None)))
        .where(StudentRow.college == college, _THERE)
        .group_by(StudentRow.study_group)
        .order_by(StudentRow.study_group)
    )
    return [GroupSize(name, total, absent) for name, total, absent in session.execute(query)]


def absent(session: Session, college: str, study_group: str | None = None) -> list[Student]:
    """Return a college's students (of a group) who never opened the bot, by group."""
    query = select(StudentRow).where(StudentRow.college == college, StudentRow.person_id.is_(None), _THERE)
    if study_group is not None:
        query = query.where(StudentRow.study_group == study_group)
    return [students.of_row(row) for row in session.scalars(query.order_by(StudentRow.study_group, StudentRow.id))]


def link(session: Session, student_id: int, person_id: int, now: datetime, instead_of: int | None = None) -> bool:
    """Note who a student is in the bot, in place of `instead_of`; return whether the record was theirs still.

    Their other records in the college, which were linked by mistake, are nobody's then. An erased record takes nobody.
    """
    session.flush()
    linked = session.execute(
        update(StudentRow)
        .where(StudentRow.id == student_id, StudentRow.person_id == instead_of, _THERE)
        .values(person_id=person_id, updated_at=now, version=StudentRow.version + 1)
        .returning(StudentRow.id)
        .execution_options(synchronize_session=False)
    )
    done = linked.first() is not None
    if done:
        college = select(StudentRow.college).where(StudentRow.id == student_id).scalar_subquery()
        session.execute(
            update(StudentRow)
            .where(StudentRow.person_id == person_id, StudentRow.college == college, StudentRow.id != student_id)
            .values(person_id=None, updated_at=now, version=StudentRow.version + 1)
            .execution_options(synchronize_session=False)
        )
    session.expire_all()  # what the session has read of the rows is older
    return done


def add_parent(session: Session, student_id: int, person_id: int, since: datetime) -> bool:
    """Note whose parent somebody is, of a student who never opened the bot; return whether that is new."""
    return insert_missing(session, StudentParentRow, student_id=student_id, person_id=person_id, since=since)


def parents(session: Session, student_id: int) -> list[int]:
    """Return the parents noted before a student opened the bot (people.id), in order."""
    query = select(StudentParentRow.person_id).where(StudentParentRow.student_id == student_id)
    return list(session.scalars(query.order_by(StudentParentRow.person_id)))


def take_parents(session: Session, student_id: int) -> list[int]:
    """Return the parents noted before a student opened the bot, and note them no more: they become guardians."""
    taken = delete(StudentParentRow).where(StudentParentRow.student_id == student_id)
    return sorted(session.scalars(taken.returning(StudentParentRow.person_id)))


def noted_for(session: Session, person_id: int) -> list[int]:
    """Return the students, by id, for whom somebody is noted as a parent."""
    query = select(StudentParentRow.student_id).where(StudentParentRow.person_id == person_id)
    return list(session.scalars(query.order_by(StudentParentRow.student_id)))


def forget_parent(session: Session, person_id: int) -> None:
    """Forget whose parent a person is, of students who never opened the bot."""
    session.execute(delete(StudentParentRow).where(StudentParentRow.person_id == person_id))


def children(session: Session, parent_id: int) -> list[Student]:
    """Return the records of a parent's children, by id: those of their wards, and those they are noted for."""
    ward = exists().where(GuardianRow.parent_id == parent_id, GuardianRow.child_id == StudentRow.person_id)
    noted = exists().where(StudentParentRow.person_id == parent_id, StudentParentRow.student_id == StudentRow.id)
    query = select(StudentRow).where(or_(ward, noted), _THERE).order_by(StudentRow.id)
    return [students.of_row(row) for row in session.scalars(query)]
