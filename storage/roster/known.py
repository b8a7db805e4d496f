"""Queries on what the bot knows of the people in a file: found by the hash of who they are, a few hundred at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.admission.states import ApplicationStatus, FilledBy
from storage.admission.tables import ApplicantRow, ApplicationRow
from storage.encryption import Vault, vault_of
from storage.internship.states import PlacementStatus
from storage.internship.tables import PlacementRow, StudentRow
from storage.parts import in_parts
from storage.people import PersonRow

T = TypeVar("T")

_STUDENTS: Any = StudentRow.__table__
_PLACEMENTS: Any = PlacementRow.__table__


@dataclass(frozen=True, slots=True)
class Known:
    """A student as the bot has them: what a file may change."""

    id: int
    version: int
    person_id: int | None
    applicant_id: int | None
    programme: str
    study_group: str
    phone: str | None
    district: str | None
    wish: str | None
    needs_bed: bool
    supervisor_id: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A placement as the bot has it: what a file is compared with."""

    id: int
    version: int
    student_id: int
    place_id: int | None
    enterprise: str
    module: str
    status: PlacementStatus
    date_from: date
    date_to: date
    hours_total: int
    mentor_id: int | None
    bed: bool | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An applicant who was enrolled in the college. `person_id` is theirs where they filled it in themselves and write
    to the bot; a parent who did so is not the student."""

    applicant_id: int
    person_id: int | None


_KNOWN = [getattr(_STUDENTS.c, name) for name in Known.__slots__]
_PLANNED = [getattr(_PLACEMENTS.c, name) for name in Planned.__slots__]


def student_hash(vault: Vault, identity: str) -> str:
    """Return by what a student of this normalised name and birth date is found, as `storage.internship` keeps it."""
    return vault.keyed_hash(f"student:{identity}")


def students(session: Session, college: str, identities: Sequence[str]) -> dict[str, Known]:
    """Return the students of a college among these people, by identity."""
    hashes = {student_hash(vault_of(session), one): one for one in identities}
    found = {}
    for some in in_parts(hashes):
        query = select(_STUDENTS.c.identity_hash, *_KNOWN).where(
            _STUDENTS.c.college == college, _STUDENTS.c.identity_hash.in_(some), _STUDENTS.c.erased_at.is_(None)
        )
        for hashed, *values in session.execute(query):
            found[hashes[hashed]] = Known(*values)
    return found


def by_id(session: Session, student_ids: Iterable[int]) -> dict[int, Known]:
    """Return students by id; who was erased is left out."""
    found: dict[int, Known] = {}
    for some in in_parts(student_ids):
        query = select(*_KNOWN).where(_STUDENTS.c.id.in_(some), _STUDENTS.c.erased_at.is_(None))
        found |= {values[0]: Known(*values) for values in session.execute(query)}
    return found


def placements(session: Session, student_ids: Iterable[int]) -> dict[int, list[Planned]]:
    """Return all placements of students, the earliest first."""
    found: dict[int, list[Planned]] = {}
    for some in in_parts(student_ids):
        query = select(*_PLANNED).where(_PLACEMENTS.c.student_id.in_(some))
        for values in session.execute(query.order_by(_PLACEMENTS.c.date_from, _PLACEMENTS.c.id)):
            one = Planned(*values)
            found.setdefault(one.student_id, []).append(one)
    return found


def enrolled(session: Session, college: str, identities: Sequence[str]) -> dict[str, list[Enrolled]]:
    """Return the enrolled applicants of a college among these people, by identity."""
    vault = vault_of(session)
    hashes = {vault.keyed_hash(f"identity:{one}"): one for one in identities}
    found: dict[str, list[Enrolled]] = {}
    for some in in_parts(hashes):
        query = (
            select(
                ApplicantRow.identity_hash,
                ApplicantRow.id,
                ApplicantRow.filled_by,
                ApplicantRow.owner_person_id,
                PersonRow.chat_id,
            )
            .join(ApplicationRow, ApplicationRow.applicant_id == ApplicantRow.id)
            .join(PersonRow, PersonRow.id == ApplicantRow.owner_person_id)
            .where(
                ApplicantRow.identity_hash.in_(some),
                ApplicationRow.college == college,
                ApplicationRow.status == ApplicationStatus.ENROLLED,
            )
            .distinct()
            .order_by(ApplicantRow.id)
        )
        for hashed, applicant_id, filled_by, owner_id, chat_id in session.execute(query):
            own = filled_by is FilledBy.APPLICANT and chat_id is not None
            found.setdefault(hashes[hashed], []).append(Enrolled(applicant_id, owner_id if own else None))
    return found


def linked(session: Session, college: str, person_ids: Iterable[int]) -> set[int]:
    """Return those of these people who are a student of the college already (people.id)."""
    found: set[int] = set()
    for some in in_parts(person_ids):
        query = select(StudentRow.person_id).where(StudentRow.college == college, StudentRow.person_id.in_(some))
        found |= {one for one in session.scalars(query) if one is not None}
    return found


def count(session: Session, college: str) -> int:
    """Return how many students a college has in the bot."""
    query = select(func.count()).where(StudentRow.college == college, StudentRow.erased_at.is_(None))
    return int(session.scalar(query) or 0)


@dataclass(frozen=True, slots=True)
class Called:
    """How a student is called, where they study, when they were born (ISO 8601)."""

    id: int
    study_group: str
    last_name: str
    first_name: str
    birth_date: str


def called(session: Session, college: str) -> list[Called]:
    """Return how all students of a college are called."""
    columns = [getattr(_STUDENTS.c, name) for name in Called.__slots__]
    query = select(*columns).where(_STUDENTS.c.college == college, _STUDENTS.c.erased_at.is_(None))
    return [Called(*values) for values in session.execute(query)]


def names(session: Session, student_ids: Sequence[int]) -> Mapping[int, tuple[str, str, str | None]]:
    """Return last, first and middle names of students; who was erased is left out."""
    found = {}
    for some in in_parts(student_ids):
        query = select(_STUDENTS.c.id, _STUDENTS.c.last_name, _STUDENTS.c.first_name, _STUDENTS.c.middle_name)
        for number, last, first, middle in session.execute(query.where(_STUDENTS.c.id.in_(some))):
            if last is not None and first is not None:
                found[number] = (last, first, middle)
    return found
