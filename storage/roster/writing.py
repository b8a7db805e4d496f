"""Writing a whole file of students, and taking it back: a statement for each kind of row, however many there are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import BigInteger, bindparam, delete, select, update
from sqlalchemy.orm import Session

from storage.absences import AbsenceRow
from storage.diary import DiaryRow
from storage.encryption import vault_of
from storage.incidents import IncidentRow
from storage.internship.records import HistoryEntry, NewPlacement, NewStudent
from storage.internship.states import CURRENT, PlacementHistoryKind, PlacementStatus
from storage.internship.tables import (
    BriefingRow,
    CompetenceRow,
    OverrideRow,
    PlacementHistoryRow,
    PlacementRow,
    PlaceRow,
    StudentParentRow,
    StudentRow,
)
from storage.invites import InviteRow
from storage.parts import in_parts
from storage.roster.known import Known, Planned, student_hash
from storage.upsert import insert_all

T = TypeVar("T")

STUDENT_FACTS = (
    "programme", "study_group", "phone", "district", "wish", "needs_bed", "supervisor_id", "applicant_id", "person_id",
)  # fmt: skip
"""What a file may change of a student who is known."""
PLACEMENT_FACTS = ("place_id", "enterprise", "date_from", "date_to", "hours_total", "mentor_id", "bed")
"""What a file may change of a placement that is still planned."""
_STUDENTS: Any = StudentRow.__table__
_PLACEMENTS: Any = PlacementRow.__table__
_PUT_STUDENT = (
    update(_STUDENTS)
    .where(_STUDENTS.c.id == bindparam("_id"))
    .values(
        **{name: bindparam(f"_{name}") for name in STUDENT_FACTS},
        updated_at=bindparam("_updated_at"),
        version=_STUDENTS.c.version + 1,
    )
)
_PUT_PLACEMENT = (
    update(_PLACEMENTS)
    .where(_PLACEMENTS.c.id == bindparam("_id"))
    .values(**{name: bindparam(f"_{name}") for name in PLACEMENT_FACTS}, version=_PLACEMENTS.c.version + 1)
)
_PUT_SUPERVISOR = (
    update(_PLACEMENTS)
    .where(
        _PLACEMENTS.c.id == bindparam("_id"),
        _PLACEMENTS.c.supervisor_id.is_not_distinct_from(bindparam("_now", type_=BigInteger)),
    )
    .values(supervisor_id=bindparam("_then"))
)


def add_students(session: Session, new: Sequence[NewStudent], now: datetime) -> dict[str, int]:
    """Keep students of one college whom the bot does not know; return their ids by identity."""
    vault = vault_of(session)
    hashes = {student_hash(vault, one.identity): one.identity for one in new}
    rows = [
        {**_student_columns(one), "identity_hash": hashed, "created_at": now, "updated_at": now, "version": 1}
        for one, hashed in zip(new, hashes, strict=True)
    ]
    insert_all(session, StudentRow, rows)
    found: dict[str, int] = {}
    for some in in_parts(hashes):
        query = select(_STUDENTS.c.identity_hash, _STUDENTS.c.id).where(
            _STUDENTS.c.college == new[0].college, _STUDENTS.c.identity_hash.in_(some)
        )
        found |= {hashes[hashed]: number for hashed, number in session.execute(query)}
    return found


def put_students(session: Session, students: Sequence[Known], now: datetime) -> None:
    """Write what a file may change of students as given here; each gets a new version."""
    rows = [
        {"_id": one.id, "_updated_at": now, **{f"_{name}": getattr(one, name) for name in STUDENT_FACTS}}
        for one in students
    ]
    _run(session, _PUT_STUDENT, rows)


def plan(session: Session, new: Sequence[NewPlacement], now: datetime) -> dict[tuple[int, str], int]:
    """Keep planned placements; return their ids by student and module, of which one at most is current."""
    names = [field.name for field in dataclasses.fields(NewPlacement)]
    state = {"status": PlacementStatus.PLANNED, "status_since": now, "created_at": now, "version": 1}
    insert_all(session, PlacementRow, [{**{name: getattr(one, name) for name in names}, **state} for one in new])
    wanted = {(one.student_id, one.module) for one in new}
    found: dict[tuple[int, str], int] = {}
    for some in in_parts(sorted({student for student, _ in wanted})):
        query = select(_PLACEMENTS.c.student_id, _PLACEMENTS.c.module, _PLACEMENTS.c.id).where(
            _PLACEMENTS.c.student_id.in_(some), _PLACEMENTS.c.status == PlacementStatus.PLANNED
        )
        for student, module, number in session.execute(query):
            if (student, module) in wanted:
                found[student, module] = number
    return found


def put_placements(session: Session, placements: Sequence[Planned]) -> None:
    """Write what a file may change of placements as given here; each gets a new version."""
    rows = [{"_id": one.id, **{f"_{name}": getattr(one, name) for name in PLACEMENT_FACTS}} for one in placements]
    _run(session, _PUT_PLACEMENT, rows)


def supervise(session: Session, supervisors: Mapping[int, int]) -> dict[int, list[list[int | None]]]:
    """Give the current placements of students their new supervisors; return by student each with the one of before."""
    found: dict[int, list[list[int | None]]] = {}
    for some in in_parts(sorted(supervisors)):
        query = select(_PLACEMENTS.c.student_id, _PLACEMENTS.c.id, _PLACEMENTS.c.supervisor_id).where(
            _PLACEMENTS.c.student_id.in_(some), _PLACEMENTS.c.status.in_(sorted(CURRENT))
        )
        for student, placement, before in session.execute(query.order_by(_PLACEMENTS.c.id)):
            if before != supervisors[student]:
                found.setdefault(student, []).append([placement, before])
    rows = [
        {"_id": placement, "_now": before, "_then": supervisors[student]}
        for student, held in found.items()
        for placement, before in held
    ]
    _run(session, _PUT_SUPERVISOR, rows)
    return found


def unsupervise(session: Session, before: Iterable[tuple[int, int | None, int]]) -> None:
    """Give placements their supervisors of before (placement, before, since) as far as nobody else has them by now."""
    rows = [{"_id": placement, "_now": since, "_then": then} for placement, then, since in before]
    _run(session, _PUT_SUPERVISOR, rows)


def note(session: Session, entries: Sequence[HistoryEntry]) -> None:
    """Write a line into each of many histories."""
    names = [field.name for field in dataclasses.fields(HistoryEntry)]
    rows = [{**{name: getattr(one, name) for name in names}, "fields": list(one.fields)} for one in entries]
    insert_all(session, PlacementHistoryRow, rows)


def take_seats(session: Session, place_id: int, seats: int, beds: int) -> bool:
    """Take seats and beds of a place, less than none to give them back; False where they are not there."""
    session.flush()
    taken, beds_taken = PlaceRow.taken + seats, PlaceRow.beds_taken + beds
    statement = (
        update(PlaceRow)
        .where(PlaceRow.id == place_id, taken.between(0, PlaceRow.number), beds_taken.between(0, PlaceRow.beds))
        .values(taken=taken, beds_taken=beds_taken, version=PlaceRow.version + 1)
        .returning(PlaceRow.id)
    )
    return session.scalar(statement.execution_options(synchronize_session=False)) is not None


# --- taking back -------------------------------------------------------------------------------------


def touched_placements(session: Session, placement_ids: Sequence[int]) -> set[int]:
    """Return the placements on which somebody has worked besides importing them."""
    found: set[int] = set()
    for some in in_parts(placement_ids):
        worked_on = select(PlacementHistoryRow.placement_id).where(
            PlacementHistoryRow.placement_id.in_(some), PlacementHistoryRow.kind != PlacementHistoryKind.IMPORT
        )
        found |= set(session.scalars(worked_on))
        for table in (BriefingRow, OverrideRow, CompetenceRow, DiaryRow, AbsenceRow, IncidentRow):
            column: Any = table.placement_id
            found |= set(session.scalars(select(column).where(column.in_(some))))
    return found


def touched_students(session: Session, student_ids: Sequence[int]) -> set[int]:
    """Return the students whose invite somebody has followed, whose parent is known, or who asked for help."""
    found: set[int] = set()
    for some in in_parts(student_ids):
        used = InviteRow.used_at.is_not(None) | InviteRow.claimed_at.is_not(None)
        invited = session.scalars(select(InviteRow.student_id).where(InviteRow.student_id.in_(some), used))
        found |= {one for one in invited if one is not None}
        for table in (StudentParentRow, IncidentRow):
            column: Any = table.student_id
            found |= set(session.scalars(select(column).where(column.in_(some))))
    return found


def remove_placements(session: Session, placement_ids: Sequence[int]) -> None:
    """Delete placements that nobody has worked on, with their histories."""
    for some in in_parts(placement_ids):
        session.execute(delete(PlacementHistoryRow).where(PlacementHistoryRow.placement_id.in_(some)))
        session.execute(delete(PlacementRow).where(PlacementRow.id.in_(some)))
    session.expire_all()


def remove_students(session: Session, student_ids: Sequence[int]) -> None:
    """Delete students whom nobody has worked on, with the invites that nobody has followed."""
    for some in in_parts(student_ids):
        session.execute(delete(InviteRow).where(InviteRow.student_id.in_(some)))
        session.execute(delete(StudentRow).where(StudentRow.id.in_(some)))
    session.expire_all()


def _student_columns(new: NewStudent) -> dict[str, Any]:
    values = {field.name: getattr(new, field.name) for field in dataclasses.fields(new) if field.name != "identity"}
    return {**values, "birth_date": new.birth_date.isoformat(), "parent_consent": False}


def _run(session: Session, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.flush()
        session.connection().execute(statement, rows)
        session.expire_all()
