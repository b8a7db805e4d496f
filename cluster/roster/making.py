"""What steps do, written into the tables: a few statements, however many rows there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster.content import Content
from cluster.people import enter_college
from cluster.people.guardians import bring_parents
from cluster.roster.importing import Allotted, allot, hours_of, tally
from cluster.roster.planning import Step, mentor_after
from cluster.roster.reading import Practice
from storage.errors import Refusal
from storage.internship import HistoryEntry, NewPlacement, NewStudent, PlacementHistoryKind, students
from storage.roster import Import, Move, Planned, imports, writing

COLLEGE = "college"
"""In which part an import acts on a placement, as its history says."""


def make(
    session: Session, now: datetime, actor: int, found: Import, steps: Sequence[Step], content: Content
) -> dict[str, int]:
    """Write what steps do, in a few statements; return it in numbers."""
    allotted = allot(session, now, steps, content)
    ids = _students(session, now, found.college, steps)
    supervised = _supervisors(session, steps)
    planned = _placements(session, now, actor, found.college, steps, ids, allotted, content)
    joined = _people(session, now, actor, found.college, steps)
    _parents(session, now, ids, steps)
    moves = [_move(step, ids, planned, joined, supervised) for step in steps if step.does_something]
    imports.note_moves(session, found.id, moves)
    return tally(steps, allotted.given)


# --- the students ------------------------------------------------------------------------------------


def _students(session: Session, now: datetime, college: str, steps: Sequence[Step]) -> dict[str, int]:
    """Write the students; return the ids of all that are in the file, by identity."""
    new = [_new_student(college, step) for step in steps if step.is_new]
    made = writing.add_students(session, new, now) if new else {}
    changed = [replace(step.known, **step.changes) for step in steps if step.known is not None and step.changes]
    writing.put_students(session, changed, now)
    return made | {step.row.identity: step.known.id for step in steps if step.known is not None}


def _supervisors(session: Session, steps: Sequence[Step]) -> dict[int, list[list[int | None]]]:
    """Hand the practices of students on to their new supervisor; return by student each with the one of before."""
    changed = {
        step.known.id: step.changes["supervisor_id"]
        for step in steps
        if step.known is not None and "supervisor_id" in step.changes
    }
    return writing.supervise(session, changed)


def _new_student(college: str, step: Step) -> NewStudent:
    row, applicant = step.row, step.applicant
    return NewStudent(
        college=college,
        programme=row.programme,
        study_group=row.group,
        identity=row.identity,
        last_name=row.last,
        first_name=row.first,
        middle_name=row.middle,
        birth_date=row.birth_date,
        phone=row.phone,
        district=row.district,
        wish=row.wish,
        needs_bed=row.needs_bed or False,
        supervisor_id=row.supervisor,
        applicant_id=applicant.applicant_id if applicant is not None else None,
        person_id=applicant.person_id if applicant is not None else None,
    )


def _people(session: Session, now: datetime, actor: int, college: str, steps: Sequence[Step]) -> dict[int, int]:
    """Make students in the bot of those who applied in it; return the new roles by person."""
    found = [step.applicant.person_id for step in steps if step.applicant is not None]
    own = [person for person in found if person is not None]
    return enter_college(session, now, actor, own, college) if own else {}


def _parents(session: Session, now: datetime, ids: Mapping[str, int], steps: Sequence[Step]) -> None:
    """Make the parents who were noted for a record guardians of whom the file has joined to it."""
    for step in steps:
        person = step.applicant.person_id if step.applicant is not None else None
        if person is not None and "person_id" in step.changes:
            record = students.get(session, ids[step.row.identity])
            bring_parents(session, now, replace(record, person_id=None), person)


# --- the placements ------------------------------------------------------------------------------------


def _placements(
    session: Session,
    now: datetime,
    actor: int,
    college: str,
    steps: Sequence[Step],
    ids: Mapping[str, int],
    allotted: Allotted,
    content: Content,
) -> dict[int, int]:
    """Write the placements, their histories and seats; return their ids by row."""
    new = {
        step.row.row: _new_placement(college, ids[step.row.identity], step, step.row.practice, allotted, content)
        for step in steps
        if step.plans and step.standing is None and step.row.practice is not None
    }
    made = writing.plan(session, list(new.values()), now) if new else {}
    changed = [_changed(step, step.standing, step.row.practice, allotted)
               for step in steps if step.standing is not None and step.row.practice is not None]  # fmt: skip
    writing.put_placements(session, changed)
    planned = {row: made[one.student_id, one.module] for row, one in new.items()}
    planned |= {step.row.row: step.standing.id for step in steps if step.standing is not None}
    writing.note(
        session,
        [HistoryEntry(one, now, PlacementHistoryKind.IMPORT, COLLEGE, actor) for one in planned.values()],
    )
    for place, seats in allotted.seats.seats.items():
        if not writing.take_seats(session, place, seats, allotted.seats.beds[place]):
            raise Refusal("roster-changed-places")
    return planned


def _new_placement(
    college: str, student: int, step: Step, practice: Practice, allotted: Allotted, content: Content
) -> NewPlacement:
    module, seat = content.module(practice.module), allotted.given[step.row.row]
    supervisor = step.row.supervisor or (step.known.supervisor_id if step.known is not None else None)
    return NewPlacement(
        student_id=student,
        college=college,
        enterprise=practice.enterprise,
        programme=step.row.programme,
        module=practice.module,
        kind=module.kind,
        date_from=practice.date_from,
        date_to=practice.date_to,
        hours_total=hours_of(step, content),
        place_id=seat.place_id,
        mentor_id=practice.mentor,
        supervisor_id=supervisor,
        bed=seat.bed,
    )


def _changed(step: Step, standing: Planned, practice: Practice, allotted: Allotted) -> Planned:
    seat = allotted.given[step.row.row]
    return replace(
        standing,
        place_id=seat.place_id,
        bed=seat.bed,
        enterprise=practice.enterprise,
        date_from=practice.date_from,
        date_to=practice.date_to,
        hours_total=practice.hours or standing.hours_total,
        mentor_id=mentor_after(step),
    )


# --- what it did, to be taken back ---------------------------------------------------------------------


def _move(
    step: Step,
    ids: Mapping[str, int],
    planned: Mapping[int, int],
    joined: Mapping[int, int],
    supervised: Mapping[int, list[list[int | None]]],
) -> Move:
    """Return what a step did, with what is needed to take it back: the versions it led to, the facts of before."""
    before: dict[str, Any] = {"version": 1}
    if step.known is not None:
        before["version"] = step.known.version + bool(step.changes)
        before["facts"] = {name: getattr(step.known, name) for name in step.changes}
        if step.known.id in supervised:
            before["supervised"] = [[*one, step.changes["supervisor_id"]] for one in supervised[step.known.id]]
    if step.plans:
        before["placed"] = 1 if step.standing is None else step.standing.version + 1
        before["placement"] = step.standing and _facts(step.standing)
    person = step.applicant.person_id if step.applicant is not None else None
    if person is not None and person in joined:
        before["joined"] = [person, joined[person]]
    return Move(ids[step.row.identity], step.is_new, planned.get(step.row.row), before)


def _facts(standing: Planned) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in writing.PLACEMENT_FACTS}
