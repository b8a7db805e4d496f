"""Applying a file: as a whole or not at all, in few statements, on the state in which it was looked at.

A large one is decided on first and then written part by part: SQLite has one writer, and everybody's reply needs it.
Each part finds what it has written before; where something came in between, the parts are taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done
from cluster.people import Role, enter_college
from cluster.roster.desk import check_fresh, claim, load, settle
from cluster.roster.importing import Allotted, allot, shared_by, tally, unpacked, unshared, world_of
from cluster.roster.planning import Step, step_of
from cluster.roster.reading import Practice, RosterRow
from storage import roles
from storage.errors import Refusal
from storage.internship import HistoryEntry, NewPlacement, NewStudent, PlacementHistoryKind
from storage.roster import Import, Move, Planned, RosterState, imports, known, writing

COLLEGE = "college"
"""In which part an import acts on a placement, as its history says."""
LARGE = 500
"""Up to so many rows are written in one transaction, which takes less than a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import came to."""

    found: Import
    numbers: Mapping[str, int]
    without_chat: tuple[int, ...]
    """Its students (students.id) who have not opened the bot yet: to them invites may be handed out."""


def apply(session: Session, now: datetime, actor: int, import_id: int, content: Content) -> Done[Applied]:
    """Apply what was prepared and looked at, in one transaction. A second tap finds it applied."""
    found = load(session, actor, import_id, whole=True)
    if found.state is not RosterState.APPLIED:
        check_fresh(session, now, found)
        steps = _steps(session, now, found, unpacked(found))
        claim(session, now, found)
        numbers = _write(session, now, actor, found, unshared(steps, shared_by(steps)), content)
        settle(session, now, actor, found, RosterState.PREVIEW, numbers)
    return Done(applied(session, actor, import_id))


def applied(session: Session, actor: int, import_id: int) -> Applied:
    """Return what an applied import came to."""
    found = load(session, actor, import_id, whole=True)
    if found.state is not RosterState.APPLIED:
        raise Refusal("roster-preview-gone")
    return Applied(found, found.payload, tuple(imports.without_person(session, import_id)))


# --- part by part ----------------------------------------------------------------------------------------


def is_large(session: Session, actor: int, import_id: int) -> bool:
    """Whether a file is so large that nobody else's reply could wait for it to be written in one transaction."""
    found = load(session, actor, import_id, whole=True)
    if found.state is RosterState.PREVIEW:
        return len(found.payload["rows"]) > LARGE
    return found.state is RosterState.APPLYING


def begin(session: Session, now: datetime, actor: int, import_id: int) -> Import:
    """Decide on a large file; from here on it is applied whole, or taken back. A second tap changes nothing."""
    found = load(session, actor, import_id)
    if found.state in {RosterState.APPLYING, RosterState.APPLIED}:
        return found
    claim(session, now, found)
    if not imports.begin(session, import_id, actor):
        raise Refusal("roster-preview-gone")
    return load(session, actor, import_id)


def rows_left(session: Session, import_id: int) -> list[RosterRow]:
    """Return the rows of a large file that is being applied; none once it is."""
    found = imports.get(session, import_id)
    if found is None or found.state not in {RosterState.APPLYING, RosterState.APPLIED}:
        raise Refusal("roster-preview-gone")
    return unpacked(found) if found.state is RosterState.APPLYING else []


def check_part(session: Session, now: datetime, import_id: int, rows: Sequence[RosterRow]) -> list[Step]:
    """Return what a part of a large file does now; refuse where something came in between, and say where."""
    return _steps(session, now, *_rest(session, import_id, rows))


def apply_part(
    session: Session,
    now: datetime,
    import_id: int,
    rows: Sequence[RosterRow],
    shared: frozenset[int],
    content: Content,
) -> Done[None]:
    """Apply a part of a large file. Done once more, as after a crash, it finds its rows written and does nothing."""
    found, left = _rest(session, import_id, rows)
    steps = unshared(_steps(session, now, found, left), shared)
    _write(session, now, found.applied_by or found.prepared_by, found, steps, content)
    return Done(None)


def numbers_of(session: Session, import_id: int) -> dict[str, int]:
    """Count what an import has done."""
    moves = imports.moves(session, import_id)
    planned = [one for one in moves if "placed" in one.before]
    replanned = sum(one.before["placement"] is not None for one in planned)
    return {
        "new": sum(one.made for one in moves),
        "changed": sum(not one.made for one in moves),
        "planned": len(planned) - replanned,
        "replanned": replanned,
        "linked": sum("joined" in one.before for one in moves),
    }


def finish(session: Session, now: datetime, import_id: int, numbers: Mapping[str, int]) -> Done[None]:
    """Make a large file whose parts are all written the applied one. Done once more it changes nothing."""
    found = imports.head(session, import_id)
    if found is not None and found.state is RosterState.APPLYING:
        settle(session, now, found.applied_by or found.prepared_by, found, RosterState.APPLYING, numbers)
    return Done(None)


def _rest(session: Session, import_id: int, rows: Sequence[RosterRow]) -> tuple[Import, list[RosterRow]]:
    """Return the import and those rows that were not written yet, whatever has become of the others since."""
    found = imports.head(session, import_id)
    if found is None or found.state is not RosterState.APPLYING:
        raise Refusal("roster-preview-gone")
    students = known.students(session, found.college, [row.identity for row in rows])
    done = imports.moved(session, import_id, [one.id for one in students.values()])
    return found, [row for row in rows if row.identity not in students or students[row.identity].id not in done]


# --- rows into the tables --------------------------------------------------------------------------------


def _write(
    session: Session, now: datetime, actor: int, found: Import, steps: Sequence[Step], content: Content
) -> dict[str, int]:
    """Write what steps do, in a few statements; return it in numbers."""
    allotted = allot(session, now, steps, content)
    ids = _students(session, now, found.college, steps)
    planned = _placements(session, now, actor, found.college, steps, ids, allotted, content)
    joined = _people(session, now, actor, found.college, steps)
    moves = [_move(step, ids, planned, joined) for step in steps if step.does_something]
    imports.note_moves(session, found.id, moves)
    return tally(steps, allotted.given)


def _steps(session: Session, now: datetime, found: Import, rows: Sequence[RosterRow]) -> list[Step]:
    """Return what rows do now; refuse where something came in between, and say where."""
    world = world_of(session, found.college, rows)
    steps, wrong = [], _without_mentor(session, rows)
    for row in rows:
        step, faults = step_of(row, world, day_of(now))
        steps.append(step)
        wrong += [fault.row for fault in faults]
    if wrong:
        raise Refusal("roster-changed", row=min(wrong), more=len(set(wrong)) - 1)
    return steps


def _without_mentor(session: Session, rows: Sequence[RosterRow]) -> list[int]:
    """Return the rows whose mentor is none any more."""
    named = [(row.row, row.practice) for row in rows if row.practice is not None and row.practice.mentor is not None]
    plants = {practice.enterprise for _, practice in named}
    mentors = {plant: set(roles.holders(session, Role.MENTOR, [plant])) for plant in plants}
    return [row for row, practice in named if practice.mentor not in mentors[practice.enterprise]]


# --- the students ------------------------------------------------------------------------------------


def _students(session: Session, now: datetime, college: str, steps: Sequence[Step]) -> dict[str, int]:
    """Write the students; return the ids of all that are in the file, by identity."""
    new = [_new_student(college, step) for step in steps if step.is_new]
    made = writing.add_students(session, new, now) if new else {}
    changed = [replace(step.known, **step.changes) for step in steps if step.known is not None and step.changes]
    writing.put_students(session, changed, now)
    return made | {step.row.identity: step.known.id for step in steps if step.known is not None}


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
    changed = [_changed(step.standing, step.row, step.row.practice, allotted)
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
        hours_total=practice.hours or module.hours,
        place_id=seat.place_id,
        mentor_id=practice.mentor,
        supervisor_id=supervisor,
        bed=seat.bed,
    )


def _changed(standing: Planned, row: RosterRow, practice: Practice, allotted: Allotted) -> Planned:
    seat = allotted.given[row.row]
    return replace(
        standing,
        place_id=seat.place_id,
        bed=seat.bed,
        enterprise=practice.enterprise,
        date_from=practice.date_from,
        date_to=practice.date_to,
        hours_total=practice.hours or standing.hours_total,
        mentor_id=practice.mentor or _kept_mentor(standing, practice),
    )


def _kept_mentor(standing: Planned, practice: Practice) -> int | None:
    """Return the mentor of before, unless the practice goes to another plant."""
    return standing.mentor_id if standing.enterprise == practice.enterprise else None


# --- what it did, to be taken back ---------------------------------------------------------------------


def _move(step: Step, ids: Mapping[str, int], planned: Mapping[int, int], joined: Mapping[int, int]) -> Move:
    """Return what a step did, with what is needed to take it back: the versions it led to, the facts of before."""
    before: dict[str, Any] = {"version": 1}
    if step.known is not None:
        before["version"] = step.known.version + bool(step.changes)
        before["facts"] = {name: getattr(step.known, name) for name in step.changes}
    if step.plans:
        before["placed"] = 1 if step.standing is None else step.standing.version + 1
        before["placement"] = step.standing and _facts(step.standing)
    person = step.applicant.person_id if step.applicant is not None else None
    if person is not None and person in joined:
        before["joined"] = [person, joined[person]]
    return Move(ids[step.row.identity], step.is_new, planned.get(step.row.row), before)


def _facts(standing: Planned) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in writing.PLACEMENT_FACTS}
