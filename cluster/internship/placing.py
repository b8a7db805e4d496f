"""Giving students places, one or many at once, and taking it back.

    without a place ──► planned (a seat, and a bed where one is needed) ──► offered (`offering`)
         ▲────────────────┘ taken back: nobody has been told

A seat is taken in the transaction that plans the practice, by one statement that asks whether one is left: however many
coordinators assign at once, none is given twice. Of many that are assigned together all get their place, or nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.calendar import age_on, day_of
from cluster.content import Content, Module
from cluster.internship import desk, seating
from cluster.internship.hours import Plan, plan_of
from cluster.internship.offers import plans_for
from cluster.internship.status import Actor, By, Facts, transition_all
from cluster.internship.unplaced import module_of, overlaps
from storage import roles
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    HistoryEntry,
    NewPlacement,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    places,
    seats,
    students,
)
from storage.roles import Role

__all__ = ["Batch", "NotPlaced", "assign", "seating", "undo"]

TAKEN_BACK = "taken_back"
"""The reason of what a coordinator planned and took back."""


class NotPlaced(Refusal):
    """A student cannot get a place; `name` is shown to who assigns, `student_id` says which line is in the way."""

    def __init__(self, why: str, student: Student, **args: object) -> None:
        super().__init__(f"places-not-{why}", name=f"{student.last_name or ''} {student.first_name or ''}", **args)
        self.student_id = student.id


@dataclass(frozen=True, slots=True)
class Batch:
    """What was planned at once; `moment` names it in one's colleges, where nothing else is planned in that instant."""

    moment: datetime
    placements: tuple[Placement, ...]
    plans: tuple[Plan, ...]
    """How many hours the days of each hold, and how many are wanted."""


# --- giving and taking back --------------------------------------------------------------------------


def assign(
    session: Session, now: datetime, actor: int, pairs: Sequence[tuple[int, int]], module: str, content: Content
) -> Batch:
    """Plan the practice of a module for students (by id) at places (by id): all of them, or `NotPlaced` and nobody.

    One who has exactly this place already keeps it, so that a second tap changes nothing.
    """
    given = dict(pairs)
    known = _load_students(session, actor, given)
    offered = {place_id: desk.load_place(session, actor, place_id) for place_id in set(given.values())}
    busy = seats.of_students(session, list(given))
    planned, new = [], []
    for student_id, place_id in given.items():
        student, place, held = known[student_id], offered[place_id], busy[student_id]
        same = next((one for one in held if one.module == module), None)
        if same is not None and (same.place_id, same.status) == (place.id, PlacementStatus.PLANNED):
            planned.append(same)
            continue
        _check(now, student, place, module_of(content, student, module), held, content)
        new.append(_plan(session, now, student, place, module_of(content, student, module)))
    placements.note(session, *(_line(now, actor, one) for one in new))
    every = (*planned, *new)
    plans = [plan_of(one, offered[given[one.student_id]], known[one.student_id], content) for one in every]
    return Batch(max(one.status_since or now for one in every), every, tuple(plans))


def _load_students(session: Session, actor: int, student_ids: Iterable[int]) -> dict[int, Student]:
    """Return students to who plans the practices of each; `NotFound`, `Forbidden` for the first who is not theirs."""
    wanted = list(student_ids)
    known, mine = students.many(session, wanted), desk.colleges_of(session, actor)
    if not wanted or set(known) != set(wanted):
        raise NotFound
    if any(one.college not in mine for one in known.values()):
        raise Forbidden
    return known


def _plan(session: Session, now: datetime, student: Student, place: Place, module: Module) -> Placement:
    if not places.take_seat(session, place.id):
        raise NotPlaced("full", student)
    bed = places.take_bed(session, place.id) if student.needs_bed else None
    new = _new(student, place, module, bed=bed, supervisor_id=_supervisor(session, student))
    made = placements.add(session, new, now)
    if made is None:
        raise NotPlaced("again", student)
    return made


def _line(now: datetime, actor: int, made: Placement) -> HistoryEntry:
    kind, planned = PlacementHistoryKind.STATUS, PlacementStatus.PLANNED.value
    return HistoryEntry(made.id, now, kind, Actor.COLLEGE.value, actor, after=planned)


def _check(
    now: datetime, student: Student, place: Place, module: Module, busy: Sequence[Placement], content: Content
) -> None:
    if place.profession != content.programme(student.programme).code or place.module not in {None, module.key}:
        raise NotPlaced("trade", student)
    if place.closed_at is not None or place.date_from < day_of(now):
        raise NotPlaced("open", student)
    if student.birth_date is not None and age_on(student.birth_date, place.date_from) < place.age_min:
        raise NotPlaced("old", student, age=place.age_min)
    if any(one.module == module.key for one in busy):
        raise NotPlaced("again", student)
    if overlaps(busy, place):
        raise NotPlaced("idle", student)


def _supervisor(session: Session, student: Student) -> int | None:
    """Return who looks after a student's practice: their own supervisor, else the only one of the college."""
    if student.supervisor_id is not None:
        return student.supervisor_id
    known = roles.holders(session, Role.COLLEGE_SUPERVISOR, [student.college])
    return known[0] if len(known) == 1 else None


def _new(
    student: Student, place: Place, module: Module, *, bed: bool | None, supervisor_id: int | None
) -> NewPlacement:
    return NewPlacement(
        student_id=student.id,
        college=student.college,
        enterprise=place.enterprise,
        programme=student.programme,
        module=module.key,
        kind=module.kind,
        date_from=place.date_from,
        date_to=place.date_to,
        hours_total=module.hours,
        place_id=place.id,
        supervisor_id=supervisor_id,
        bed=bed,
    )


def undo(session: Session, now: datetime, actor: int, moment: datetime) -> int:
    """Take back what was planned in one's colleges at a moment; return how many. What was offered since stays."""
    planned = seats.planned_at(session, plans_for(session, actor), moment)
    facts = Facts(reason=TAKEN_BACK)
    transition_all(session, now, [(one, facts) for one in planned], PlacementStatus.CANCELLED, By(Actor.COLLEGE, actor))
    return len(planned)
