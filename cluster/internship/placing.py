"""Giving students places: who has none, what suits them, one or many at once, and taking it back.

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

from cluster.access import Action, Kind, Target, log, require
from cluster.calendar import age_on, day_of
from cluster.content import Content, Module
from cluster.internship import desk, seating
from cluster.internship.matching import Suggestion, suggest, suggest_all
from cluster.internship.status import Actor, By, Facts, transition_all
from cluster.people.organisations import circle_of
from storage import roles
from storage.admission import applicants
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    DeskFilter,
    HistoryEntry,
    NewPlacement,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    desks,
    placements,
    places,
    seats,
    students,
)
from storage.roles import Role

__all__ = [
    "Batch",
    "Candidate",
    "Group",
    "NotPlaced",
    "Overview",
    "Suggested",
    "assign",
    "candidates",
    "free_places",
    "group_of",
    "groups",
    "look",
    "modules_for",
    "overview",
    "place_and_modules",
    "propose",
    "seating",
    "suggestions",
    "undo",
]

TAKEN_BACK = "taken_back"
"""The reason of what a coordinator planned and took back."""


class NotPlaced(Refusal):
    """A student cannot get a place; `name` is shown to who assigns, `student_id` says which line is in the way."""

    def __init__(self, why: str, student: Student, **args: object) -> None:
        super().__init__(f"places-not-{why}", name=f"{student.last_name or ''} {student.first_name or ''}", **args)
        self.student_id = student.id


@dataclass(frozen=True, slots=True)
class Group:
    """Students of one study group who have no place. `sample_id` is one of them: buttons carry no group's name."""

    college: str
    programme: str
    study_group: str
    sample_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a college's staff have to do about places: how many students, free seats, and offers."""

    without: int
    free_seats: int
    planned: int
    offered: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """A student with the places that suit them, the best first."""

    student: Student
    module: Module
    found: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A student without a place who may get this one."""

    student: Student
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Batch:
    """What was planned at once; `moment` names it in one's colleges, where nothing else is planned in that instant."""

    moment: datetime
    placements: tuple[Placement, ...]


# --- who has none ------------------------------------------------------------------------------------


def overview(session: Session, now: datetime, actor: int, content: Content) -> Overview:
    """Return how much there is to do in one's colleges; `Forbidden` to who has none."""
    mine = _colleges(session, actor)
    return Overview(
        without=sum(one.count for one in groups(session, actor)),
        free_seats=sum(place.free for place in free_places(session, now, actor, content)),
        planned=desks.count(session, DeskFilter(colleges=frozenset(mine), statuses=(PlacementStatus.PLANNED,))),
        offered=desks.count(session, DeskFilter(colleges=frozenset(mine), statuses=(PlacementStatus.OFFERED,))),
    )


def groups(session: Session, actor: int) -> list[Group]:
    """Return the study groups of one's colleges in which somebody has no place, by college, programme and name."""
    mine = _colleges(session, actor)
    return [Group(college, *group) for college in mine for group in students.unplaced_groups(session, college)]


def group_of(
    session: Session, actor: int, sample_id: int, module: str, content: Content, *, whole_programme: bool = False
) -> list[Student]:
    """Return who of a student's group (or programme) has no practice of a module, by group and order of entry."""
    sample = _load_student(session, actor, sample_id)
    _module(content, sample, module)
    group = None if whole_programme else sample.study_group
    return students.unplaced(session, sample.college, module, programme=sample.programme, study_group=group)


def modules_for(session: Session, actor: int, student_id: int, content: Content) -> tuple[Module, ...]:
    """Return the modules whose practice a student may be given; `Refusal` where content knows none."""
    student = _load_student(session, actor, student_id)
    found = content.modules_of(student.programme)
    if not found:
        raise Refusal("places-no-modules")
    return found


def place_and_modules(
    session: Session, actor: int, place_id: int, content: Content
) -> tuple[Place, tuple[Module, ...]]:
    """Return places, and the modules whose practice can be done there, to who plans practices."""
    place = desk.load_place(session, actor, place_id)
    _colleges(session, actor)
    found = [one for one in content.modules if one.profession == place.profession]
    if not found:
        raise Refusal("places-no-modules")
    return place, tuple(one for one in found if place.module in {None, one.key})


# --- what suits them ---------------------------------------------------------------------------------


def free_places(session: Session, now: datetime, actor: int, content: Content) -> list[Place]:
    """Return the places with room, yet to begin, of the professions that one's colleges teach; the earliest first."""
    mine = _colleges(session, actor)
    codes = [one.code for one in content.programmes if one.college in mine]
    return [place for place in places.free(session, codes, now) if place.date_from >= day_of(now)]


def suggestions(
    session: Session, now: datetime, actor: int, student_id: int, module: str, content: Content
) -> Suggested:
    """Return the places that suit a student, the best first; none on days on which they have another practice."""
    student = _load_student(session, actor, student_id)
    chosen = _module(content, student, module)
    profession = content.programme(student.programme).code
    open_to = _open_to(session, now, student, chosen, profession)
    found = suggest(student, profession, open_to, content.way_km, wants_target=_wants_target(session, student))
    return Suggested(student, chosen, tuple(found))


def look(session: Session, now: datetime, actor: int, student_id: int) -> None:
    """Write down that somebody looked at a student's record."""
    student = _load_student(session, actor, student_id)
    if student.person_id is not None:
        log(session, now, actor, Action.READ, Kind.STUDENT, student.person_id, student_id)


def propose(
    session: Session, now: datetime, actor: int, sample_id: int, module: str, content: Content, *, whole_programme: bool
) -> list[tuple[Student, Suggestion | None]]:
    """Propose a place for everybody of a group or programme who has none, as if all were given at once.

    None for who is left over, or busy on those days.
    """
    found = group_of(session, actor, sample_id, module, content, whole_programme=whole_programme)
    if not found:
        return []
    profession = content.programme(found[0].programme).code
    chosen = _module(content, found[0], module)
    room = [one for one in places.free(session, [profession], now) if _may_hold(one, chosen, now)]
    busy = seats.of_students(session, [one.id for one in found])
    return suggest_all(
        [(one, profession) for one in found],
        room,
        content.way_km,
        may_go=lambda student, place: not _overlaps(busy[student.id], place),
    )


def candidates(
    session: Session, now: datetime, actor: int, place_id: int, module: str, content: Content
) -> list[Candidate]:
    """Return the students of one's colleges who may get this place, whom it suits best first."""
    place = desk.load_place(session, actor, place_id)
    mine = _colleges(session, actor)
    if not _may_hold(place, content.module(module), now):
        return []
    known = [one for college in mine for one in students.unplaced(session, college, module)]
    busy = seats.of_students(session, [one.id for one in known])
    found = [
        Candidate(student, suggestion)
        for student in known
        if not _overlaps(busy[student.id], place)
        for suggestion in suggest(student, content.programme(student.programme).code, [place], content.way_km)
    ]
    return sorted(found, key=lambda one: (-one.suggestion.score, one.student.study_group, one.student.id))


def _open_to(session: Session, now: datetime, student: Student, module: Module, profession: str) -> list[Place]:
    busy = placements.current_of(session, student.id)
    room = places.free(session, [profession], now)
    return [one for one in room if _may_hold(one, module, now) and not _overlaps(busy, one)]


def _may_hold(place: Place, module: Module, now: datetime) -> bool:
    return place.date_from >= day_of(now) and place.module in {None, module.key}


def _overlaps(busy: Iterable[Placement], place: Place) -> bool:
    return any(one.date_from <= place.date_to and place.date_from <= one.date_to for one in busy)


def _wants_target(session: Session, student: Student) -> bool:
    """Whether they said in their application that they would sign a target contract."""
    if student.applicant_id is None:
        return False
    found = applicants.get(session, [student.applicant_id]).get(student.applicant_id)
    return found is not None and found.answers is not None and found.answers.target_interest in {"want", "signed"}


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
        _check(now, student, place, _module(content, student, module), held, content)
        new.append(_plan(session, now, student, place, _module(content, student, module)))
    placements.note(session, *(_line(now, actor, one) for one in new))
    return Batch(max(one.status_since or now for one in (*planned, *new)), (*planned, *new))


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
    if _overlaps(busy, place):
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
    planned = seats.planned_at(session, _colleges(session, actor), moment)
    facts = Facts(reason=TAKEN_BACK)
    transition_all(session, now, [(one, facts) for one in planned], PlacementStatus.CANCELLED, By(Actor.COLLEGE, actor))
    return len(planned)


# --- whose it is -------------------------------------------------------------------------------------


def _colleges(session: Session, actor: int) -> list[str]:
    mine = sorted(desk.colleges_of(session, actor))
    if not mine:
        # By the table's own words: nobody's placements are theirs to plan.
        require(session, actor, Action.WRITE, Target(Kind.PLACEMENT))
    return mine


def _load_student(session: Session, actor: int, student_id: int) -> Student:
    """Return a student to who plans practices of their college: the student themselves do not."""
    student = students.find(session, student_id)
    if student is None:
        raise NotFound
    circle = circle_of(session, student.college)
    require(session, actor, Action.WRITE, Target(Kind.PLACEMENT, organisations=circle))
    return student


def _module(content: Content, student: Student, key: str) -> Module:
    found = next((one for one in content.modules_of(student.programme) if one.key == key), None)
    if found is None:
        raise NotFound
    return found
