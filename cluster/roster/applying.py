"""Applying a file: as a whole or not at all, in few statements, on the state in which it was looked at.

A large one is decided on first and then written part by part: SQLite has one writer, and everybody's reply needs it.
Each part finds what it has written before; where something came in between, the parts are taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done
from cluster.people import Role
from cluster.roster.desk import check_fresh, claim, load, settle
from cluster.roster.importing import crowding, shared_by, unpacked, unshared, world_of
from cluster.roster.making import make
from cluster.roster.planning import Step, step_of
from cluster.roster.reading import RosterRow
from cluster.tables import RowFault
from storage import roles
from storage.errors import Refusal
from storage.roster import Import, PreviewState, imports, known

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
    if found.state is not PreviewState.APPLIED:
        check_fresh(session, now, found)
        steps = _steps(session, now, found, unpacked(found))
        _refuse(crowding(session, steps))
        claim(session, now, found)
        numbers = make(session, now, actor, found, unshared(steps, shared_by(steps)), content)
        settle(session, now, actor, found, PreviewState.PREVIEW, numbers)
    return Done(applied(session, actor, import_id))


def applied(session: Session, actor: int, import_id: int) -> Applied:
    """Return what an applied import came to."""
    found = load(session, actor, import_id, whole=True)
    if found.state is not PreviewState.APPLIED:
        raise Refusal("roster-preview-gone")
    return Applied(found, found.payload, tuple(imports.without_person(session, import_id)))


# --- part by part ----------------------------------------------------------------------------------------


def is_large(session: Session, actor: int, import_id: int) -> bool:
    """Whether a file is so large that nobody else's reply could wait for it to be written in one transaction."""
    found = load(session, actor, import_id, whole=True)
    if found.state is PreviewState.PREVIEW:
        return len(found.payload["rows"]) > LARGE
    return found.state is PreviewState.APPLYING


def begin(session: Session, now: datetime, actor: int, import_id: int) -> Import:
    """Decide on a large file; from here on it is applied whole, or taken back. A second tap changes nothing."""
    found = load(session, actor, import_id)
    if found.state in {PreviewState.APPLYING, PreviewState.APPLIED}:
        return found
    claim(session, now, found)
    if not imports.begin(session, import_id, actor):
        raise Refusal("roster-preview-gone")
    return load(session, actor, import_id)


def rows_left(session: Session, import_id: int) -> list[RosterRow]:
    """Return the rows of a large file that is being applied; none once it is."""
    found = imports.get(session, import_id)
    if found is None or found.state not in {PreviewState.APPLYING, PreviewState.APPLIED}:
        raise Refusal("roster-preview-gone")
    return unpacked(found) if found.state is PreviewState.APPLYING else []


def check_part(session: Session, now: datetime, import_id: int, rows: Sequence[RosterRow]) -> list[Step]:
    """Return what a part of a large file does now; refuse where something came in between, and say where."""
    return _steps(session, now, *_rest(session, import_id, rows))


def check_mentors(session: Session, import_id: int, steps: Sequence[Step]) -> None:
    """Refuse where a mentor has got so many students meanwhile that those of the parts to come are too many."""
    found = imports.head(session, import_id)
    if found is not None and found.state is PreviewState.APPLYING:
        _refuse(crowding(session, steps))


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
    make(session, now, found.applied_by or found.prepared_by, found, steps, content)
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
    if found is not None and found.state is PreviewState.APPLYING:
        settle(session, now, found.applied_by or found.prepared_by, found, PreviewState.APPLYING, numbers)
    return Done(None)


def _rest(session: Session, import_id: int, rows: Sequence[RosterRow]) -> tuple[Import, list[RosterRow]]:
    """Return the import and those rows that were not written yet, whatever has become of the others since."""
    found = imports.head(session, import_id)
    if found is None or found.state is not PreviewState.APPLYING:
        raise Refusal("roster-preview-gone")
    students = known.students(session, found.college, [row.identity for row in rows])
    done = imports.moved(session, import_id, [one.id for one in students.values()])
    return found, [row for row in rows if row.identity not in students or students[row.identity].id not in done]


# --- what rows do now ------------------------------------------------------------------------------------


def _steps(session: Session, now: datetime, found: Import, rows: Sequence[RosterRow]) -> list[Step]:
    """Return what rows do now; refuse where something came in between, and say where."""
    world = world_of(session, found.college, rows)
    steps, wrong = [], _without_mentor(session, rows)
    for row in rows:
        step, faults = step_of(row, world, day_of(now))
        steps.append(step)
        wrong += [fault.row for fault in faults]
    if wrong:
        raise _changed(wrong)
    return steps


def _refuse(faults: Sequence[RowFault]) -> None:
    if faults:
        raise _changed([fault.row for fault in faults])


def _changed(rows: Sequence[int]) -> Refusal:
    return Refusal("roster-changed", row=min(rows), more=len(set(rows)) - 1)


def _without_mentor(session: Session, rows: Sequence[RosterRow]) -> list[int]:
    """Return the rows whose mentor is none any more."""
    named = [(row.row, row.practice) for row in rows if row.practice is not None and row.practice.mentor is not None]
    plants = {practice.enterprise for _, practice in named}
    mentors = {plant: set(roles.holders(session, Role.MENTOR, [plant])) for plant in plants}
    return [row for row, practice in named if practice.mentor not in mentors[practice.enterprise]]
