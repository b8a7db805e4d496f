"""Whose a practice is: what a student, a parent, a mentor, a plant and a college may see of it and do with it.

Every use case of practice asks here, in its own transaction.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.internship.status import Actor
from cluster.people.organisations import circle_of
from storage.errors import NotFound, Refusal
from storage.internship import (
    Place,
    Placement,
    PlacementStatus,
    Student,
    deputies,
    joining,
    placements,
    places,
    students,
)
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

__all__ = [
    "PlacementOutdated",
    "colleges_of",
    "enterprises_of",
    "is_unheard",
    "load_place",
    "load_placement",
    "load_student",
    "part_of",
    "place_target",
    "student_target",
    "target",
    "teachers_of",
]


class PlacementOutdated(Refusal):
    """The placement changed after this card was drawn: the present one is shown."""

    def __init__(self) -> None:
        super().__init__("internship-outdated")


def target(
    session: Session,
    placement: Placement,
    student: Student,
    kind: Kind = Kind.PLACEMENT,
    named: frozenset[int] = frozenset(),
) -> Target:
    """Return a placement, or what hangs on it (`kind`: its diary, an incident), as somebody wants to act on it.

    It belongs to the student, their college, the plant, and is assigned to its mentor and their deputy. `named` are
    those whom an incident accuses.
    """
    # Not the circle of the plant: who decides for it in the base college has no hand in another college's practice.
    circle = circle_of(session, placement.college) | {placement.enterprise}
    teachers = teachers_of(session, placement)
    if placement.mentor_id in named:  # what is said of a mentor is nothing for who stands in for them
        teachers = frozenset({placement.mentor_id})
    return Target(kind, student.person_id, circle, teachers, named, _noted_parents(session, student))


def teachers_of(session: Session, placement: Placement) -> frozenset[int]:
    """Return a placement's mentor, and who stands in for them now (people.id)."""
    if placement.mentor_id is None:
        return frozenset()
    deputy = deputies.acting(session, placement.mentor_id, placement.enterprise)
    return frozenset({placement.mentor_id} if deputy is None else {placement.mentor_id, deputy.deputy_id})


def student_target(session: Session, student: Student, mentors: frozenset[int] = frozenset()) -> Target:
    """Return a student's record; `mentors` are those of their current placements."""
    circle, parents = circle_of(session, student.college), _noted_parents(session, student)
    return Target(Kind.STUDENT, student.person_id, circle, mentors, parent_ids=parents)


def place_target(enterprise: str) -> Target:
    """Return the places of an enterprise."""
    return Target(Kind.PLACE, organisations=frozenset({enterprise}))


def load_placement(
    session: Session,
    actor: int,
    placement_id: int,
    action: Action = Action.READ,
    *,
    kind: Kind = Kind.PLACEMENT,
    seen_version: int | None = None,
) -> tuple[Placement, Student]:
    """Return a placement and its student to who may do `action` with it.

    `NotFound`, `Forbidden`, and `PlacementOutdated` where it changed since its version `seen_version` (None: whatever
    stands now).
    """
    found = placements.find(session, placement_id)
    if found is None:
        raise NotFound
    student = students.get(session, found.student_id)
    require(session, actor, action, target(session, found, student, kind))
    if is_unheard(session, found) and not allows(
        load_actor(session, actor), Action.WRITE, target(session, found, student)
    ):
        raise NotFound
    if seen_version is not None and seen_version != found.version:
        raise PlacementOutdated
    return found, student


def is_unheard(session: Session, placement: Placement) -> bool:
    """Whether nobody but the college has heard of a placement: it is planned, or was cancelled as a plan."""
    if placement.status is PlacementStatus.CANCELLED:
        return not placements.offered_ever(session, [placement.id])
    return placement.status is PlacementStatus.PLANNED


def part_of(session: Session, actor: int, placement: Placement) -> Actor:
    """Return in which part somebody acts on a placement: the widest that the access table gives them."""
    student = students.get(session, placement.student_id)
    who, what = load_actor(session, actor), target(session, placement, student)
    if allows(who, Action.WRITE, what):
        return Actor.COLLEGE
    if allows(who, Action.WRITE_PART, what):
        return Actor.ENTERPRISE
    return Actor.MENTOR if actor in teachers_of(session, placement) else Actor.STUDENT


def load_student(session: Session, actor: int, student_id: int, action: Action = Action.READ) -> Student:
    """Return a student's record to who may do `action` with it; `NotFound`, `Forbidden`."""
    student = students.find(session, student_id)
    if student is None:
        raise NotFound
    mentors = frozenset[int]().union(
        *(teachers_of(session, placement) for placement in placements.current_of(session, student_id))
    )
    require(session, actor, action, student_target(session, student, mentors))
    return student


def load_place(session: Session, actor: int, place_id: int, action: Action = Action.READ) -> Place:
    """Return the places of an enterprise to who may do `action` with them; `NotFound`, `Forbidden`."""
    found = places.find(session, place_id)
    if found is None:
        raise NotFound
    require(session, actor, action, place_target(found.enterprise))
    return found


def colleges_of(session: Session, actor: int, action: Action = Action.WRITE) -> frozenset[str]:
    """Return the colleges whose placements this person works on."""
    return _organisations_of(session, actor, OrganisationKind.COLLEGE, Kind.PLACEMENT, action)


def enterprises_of(session: Session, actor: int, action: Action = Action.WRITE_PART) -> frozenset[str]:
    """Return the enterprises for whose part in placements this person acts."""
    return _organisations_of(session, actor, OrganisationKind.ENTERPRISE, Kind.PLACEMENT, action)


def _organisations_of(
    session: Session, actor: int, kind: OrganisationKind, what: Kind, action: Action
) -> frozenset[str]:
    who = load_actor(session, actor)
    return frozenset(
        one.key
        for one in organisations(session, kind)
        if allows(who, action, Target(what, organisations=_circle(session, one.key, kind)))
    )


def _circle(session: Session, key: str, kind: OrganisationKind) -> frozenset[str]:
    return circle_of(session, key) if kind is OrganisationKind.COLLEGE else frozenset({key})


def _noted_parents(session: Session, student: Student) -> frozenset[int]:
    """Return the parents of a student who never opened the bot; of the others they are guardians."""
    return frozenset(joining.parents(session, student.id)) if student.person_id is None else frozenset()
