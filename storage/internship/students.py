"""Queries on students: kept once a college, whoever brings them."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.encryption import vault_of
from storage.internship.records import NewStudent, Student
from storage.internship.states import CURRENT, PlacementStatus
from storage.internship.tables import PlacementRow, StudentParentRow, StudentRow
from storage.people import PersonRow
from storage.roles import Role, RoleRow
from storage.upsert import insert_missing

_FIELDS = tuple(field.name for field in dataclasses.fields(Student))


def keep(session: Session, new: NewStudent, now: datetime) -> tuple[Student, bool]:
    """Keep a student of a college; return them, and whether they are new.

    The same name and birth date again gives the one kept before, with what `new` knows: what it leaves empty stays.
    Two at once make one row: on PostgreSQL the later of two is told to run again.
    """
    identity_hash = vault_of(session).keyed_hash(f"student:{new.identity}")
    values = _columns(new)
    is_new = insert_missing(
        session, StudentRow, **values, identity_hash=identity_hash, created_at=now, updated_at=now, version=1
    )
    row = session.scalars(
        select(StudentRow).where(StudentRow.college == new.college, StudentRow.identity_hash == identity_hash)
    ).one()
    if not is_new:
        for name, value in values.items():
            if value is not None:
                setattr(row, name, value)
        row.updated_at = now
        session.flush()
    return _student(row), is_new


def get(session: Session, student_id: int) -> Student:
    """Return a student by id."""
    return _student(session.get_one(StudentRow, student_id))


def many(session: Session, student_ids: Iterable[int]) -> dict[int, Student]:
    """Return students by id."""
    query = select(StudentRow).where(StudentRow.id.in_(sorted(set(student_ids))))
    return {row.id: _student(row) for row in session.scalars(query)}


def find(session: Session, student_id: int) -> Student | None:
    """Return a student by id; None where there is none."""
    row = session.get(StudentRow, student_id)
    return None if row is None else _student(row)


def of_person(session: Session, person_id: int) -> list[Student]:
    """Return the records of somebody who opened the bot: one a college, the newest first."""
    query = select(StudentRow).where(StudentRow.person_id == person_id, StudentRow.erased_at.is_(None))
    return [_student(row) for row in session.scalars(query.order_by(StudentRow.id.desc()))]


def change(session: Session, student_id: int, now: datetime, **values: Any) -> Student:
    """Put facts of a student into its columns."""
    row = session.get_one(StudentRow, student_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_at = now
    session.flush()
    return _student(row)


def over_before(session: Session, moment: datetime, limit: int) -> list[Student]:
    """Return students whose every placement was over before `moment` and who had one; erased ones are left out."""
    query = select(StudentRow).where(*_over_before(moment))
    return [_student(row) for row in session.scalars(query.order_by(StudentRow.id).limit(limit))]


def unplaced_before(session: Session, moment: datetime, limit: int) -> list[Student]:
    """Return students who never had a placement, of whom nothing has changed since `moment`.

    Left out are those who are in the bot: with the role of a student of their college, and not out of reach since then.
    """
    query = select(StudentRow).where(*_unplaced_before(moment))
    return [_student(row) for row in session.scalars(query.order_by(StudentRow.id).limit(limit))]


def count_old(session: Session, over: datetime, unplaced: datetime) -> tuple[int, int]:
    """Return how many there are of `over_before` one moment, and of `unplaced_before` another."""
    found = [
        session.scalar(select(func.count()).select_from(StudentRow).where(*conditions)) or 0
        for conditions in (_over_before(over), _unplaced_before(unplaced))
    ]
    return found[0], found[1]


_EVER_PLACED = exists().where(PlacementRow.student_id == StudentRow.id)


def _over_before(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    later = select(PlacementRow.id).where(
        PlacementRow.student_id == StudentRow.id,
        or_(PlacementRow.status.in_(sorted(CURRENT)), PlacementRow.status_since >= moment),
    )
    return (StudentRow.erased_at.is_(None), _EVER_PLACED, ~exists(later))


def _unplaced_before(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    in_the_bot = (
        select(RoleRow.id)
        .join(PersonRow, PersonRow.id == RoleRow.person_id)
        .where(
            RoleRow.person_id == StudentRow.person_id,
            RoleRow.role == Role.STUDENT,
            RoleRow.organisation == StudentRow.college,
            RoleRow.revoked_at.is_(None),
            or_(PersonRow.unreachable_since.is_(None), PersonRow.unreachable_since >= moment),
        )
    )
    return (StudentRow.erased_at.is_(None), StudentRow.updated_at < moment, ~_EVER_PLACED, ~exists(in_the_bot))


def erase(session: Session, student_id: int, now: datetime) -> None:
    """Forget who a student is: what is left counts and names nobody."""
    row = session.get_one(StudentRow, student_id)
    row.identity_hash = "erased:" + secrets.token_hex(16)  # unique, and the hash of nobody
    row.last_name = row.first_name = row.middle_name = row.birth_date = row.phone = row.sizes = None
    row.person_id = row.applicant_id = row.wish = row.district = None
    row.erased_at = row.updated_at = now
    session.execute(delete(StudentParentRow).where(StudentParentRow.student_id == student_id))
    session.flush()


def unplaced(
    session: Session,
    college: str,
    module: str | None = None,
    *,
    programme: str | None = None,
    study_group: str | None = None,
) -> list[Student]:
    """Return a college's students without a current placement, by programme and group.

    With `module`, those who neither have one of this module nor have completed it.
    """
    query = select(StudentRow).where(*_unplaced(college, module))
    if programme is not None:
        query = query.where(StudentRow.programme == programme)
    if study_group is not None:
        query = query.where(StudentRow.study_group == study_group)
    return [
        _student(row)
        for row in session.scalars(query.order_by(StudentRow.programme, StudentRow.study_group, StudentRow.id))
    ]


def of_row(row: StudentRow) -> Student:
    """Return what a row of students says, for the queries beside these."""
    return _student(row)


def unplaced_groups(session: Session, college: str) -> list[tuple[str, str, int, int]]:
    """Return the programmes and groups of a college in which somebody has no current placement.

    Each comes with the id of one of those students, and how many they are.
    """
    group = (StudentRow.programme, StudentRow.study_group)
    query = select(*group, func.min(StudentRow.id), func.count()).where(*_unplaced(college)).group_by(*group)
    return [
        (programme, name, first, count) for programme, name, first, count in session.execute(query.order_by(*group))
    ]


def _unplaced(college: str, module: str | None = None) -> tuple[ColumnElement[bool], ...]:
    taken = CURRENT if module is None else CURRENT | {PlacementStatus.COMPLETED}
    placed = select(PlacementRow.id).where(
        PlacementRow.student_id == StudentRow.id, PlacementRow.status.in_(sorted(taken))
    )
    if module is not None:
        placed = placed.where(PlacementRow.module == module)
    return (StudentRow.college == college, StudentRow.erased_at.is_(None), ~exists(placed))


def _columns(new: NewStudent) -> dict[str, Any]:
    values = {field.name: getattr(new, field.name) for field in dataclasses.fields(new) if field.name != "identity"}
    return {**values, "birth_date": new.birth_date.isoformat()}


def _student(row: StudentRow) -> Student:
    values = {name: getattr(row, name) for name in _FIELDS}
    born = None if row.birth_date is None else date.fromisoformat(row.birth_date)
    return Student(**{**values, "birth_date": born, "sizes": dict(row.sizes or {})})
