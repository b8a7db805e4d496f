"""Who has no place, and what suits them: students beside free places, suggestions with their reasons.

A suggestion decides nothing (`matching`); giving a place is `placing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, log, require
from cluster.calendar import day_of
from cluster.content import Content, Module
from cluster.internship import desk
from cluster.internship.matching import Suggestion, suggest, suggest_all
from cluster.internship.offers import plans_for, unheard_count
from cluster.people.organisations import circle_of
from storage.admission import applicants
from storage.errors import NotFound, Refusal
from storage.internship import (
    DeskFilter,
    Place,
    Placement,
    PlacementStatus,
    Student,
    desks,
    placements,
    places,
    seats,
    students,
)


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
    unheard: int
    """Offers of which somebody awaited knows nothing, as they are not in the bot."""


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


# --- who has none ------------------------------------------------------------------------------------


def overview(session: Session, now: datetime, actor: int, content: Content) -> Overview:
    """Return how much there is to do in one's colleges; `Forbidden` to who has none."""
    mine = plans_for(session, actor)
    return Overview(
        without=sum(one.count for one in groups(session, actor)),
        free_seats=sum(place.free for place in free_places(session, now, actor, content)),
        planned=desks.count(session, DeskFilter(colleges=frozenset(mine), statuses=(PlacementStatus.PLANNED,))),
        offered=desks.count(session, DeskFilter(colleges=frozenset(mine), statuses=(PlacementStatus.OFFERED,))),
        unheard=unheard_count(session, actor),
    )


def groups(session: Session, actor: int) -> list[Group]:
    """Return the study groups of one's colleges in which somebody has no place, by college, programme and name."""
    mine = plans_for(session, actor)
    return [Group(college, *group) for college in mine for group in students.unplaced_groups(session, college)]


def group_of(
    session: Session, actor: int, sample_id: int, module: str, content: Content, *, whole_programme: bool = False
) -> list[Student]:
    """Return who of a student's group (or programme) has no practice of a module, by group and order of entry."""
    sample = _load_student(session, actor, sample_id)
    module_of(content, sample, module)
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
    plans_for(session, actor)
    found = [one for one in content.modules if one.profession == place.profession]
    if not found:
        raise Refusal("places-no-modules")
    return place, tuple(one for one in found if place.module in {None, one.key})


# --- what suits them ---------------------------------------------------------------------------------


def free_places(session: Session, now: datetime, actor: int, content: Content) -> list[Place]:
    """Return the places with room, yet to begin, of the professions that one's colleges teach; the earliest first."""
    mine = plans_for(session, actor)
    codes = [one.code for one in content.programmes if one.college in mine]
    return [place for place in places.free(session, codes, now) if place.date_from >= day_of(now)]


def suggestions(
    session: Session, now: datetime, actor: int, student_id: int, module: str, content: Content
) -> Suggested:
    """Return the places that suit a student, the best first; none on days on which they have another practice."""
    student = _load_student(session, actor, student_id)
    chosen = module_of(content, student, module)
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
    chosen = module_of(content, found[0], module)
    room = [one for one in places.free(session, [profession], now) if _may_hold(one, chosen, now)]
    busy = seats.of_students(session, [one.id for one in found])
    return suggest_all(
        [(one, profession) for one in found],
        room,
        content.way_km,
        may_go=lambda student, place: not overlaps(busy[student.id], place),
    )


def candidates(
    session: Session, now: datetime, actor: int, place_id: int, module: str, content: Content
) -> list[Candidate]:
    """Return the students of one's colleges who may get this place, whom it suits best first."""
    place = desk.load_place(session, actor, place_id)
    mine = plans_for(session, actor)
    if not _may_hold(place, content.module(module), now):
        return []
    trained = {one.key for one in content.programmes if one.code == place.profession}
    known = [one for college in mine for one in students.unplaced(session, college, module) if one.programme in trained]
    busy = seats.of_students(session, [one.id for one in known])
    found = [
        Candidate(student, suggestion)
        for student in known
        if not overlaps(busy[student.id], place)
        for suggestion in suggest(student, place.profession, [place], content.way_km)
    ]
    return sorted(found, key=lambda one: (-one.suggestion.score, one.student.study_group, one.student.id))


def _open_to(session: Session, now: datetime, student: Student, module: Module, profession: str) -> list[Place]:
    busy = placements.current_of(session, student.id)
    room = places.free(session, [profession], now)
    return [one for one in room if _may_hold(one, module, now) and not overlaps(busy, one)]


def _may_hold(place: Place, module: Module, now: datetime) -> bool:
    return place.date_from >= day_of(now) and place.module in {None, module.key}


def overlaps(busy: Iterable[Placement], place: Place) -> bool:
    """Whether somebody has another practice on days of a place."""
    return any(one.date_from <= place.date_to and place.date_from <= one.date_to for one in busy)


def _wants_target(session: Session, student: Student) -> bool:
    """Whether they said in their application that they would sign a target contract."""
    if student.applicant_id is None:
        return False
    found = applicants.get(session, [student.applicant_id]).get(student.applicant_id)
    return found is not None and found.answers is not None and found.answers.target_interest in {"want", "signed"}


# --- whose it is -------------------------------------------------------------------------------------


def _load_student(session: Session, actor: int, student_id: int) -> Student:
    """Return a student to who plans practices of their college: the student themselves do not."""
    student = students.find(session, student_id)
    if student is None:
        raise NotFound
    circle = circle_of(session, student.college)
    require(session, actor, Action.WRITE, Target(Kind.PLACEMENT, organisations=circle))
    return student


def module_of(content: Content, student: Student, key: str) -> Module:
    """Return a module of a student's profession; `NotFound` where it is none."""
    found = next((one for one in content.modules_of(student.programme) if one.key == key), None)
    if found is None:
        raise NotFound
    return found
