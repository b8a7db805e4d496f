"""An offer of practice as those see it whom it concerns: who is asked, who has answered, by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.calendar import day_of
from cluster.content import Content
from cluster.internship import desk
from cluster.internship.hearing import deaf_plants, deaf_students
from cluster.internship.status import Actor, targets
from storage.errors import NotFound
from storage.internship import (
    DeskFilter,
    Place,
    Placement,
    PlacementStatus,
    Student,
    desks,
    placements,
    places,
    students,
)

__all__ = [
    "SAID",
    "Offer",
    "answer_due",
    "asked_of",
    "asked_of_me",
    "load_offer",
    "offers_of",
    "planned_in",
    "plans_for",
    "standing",
    "unheard_count",
    "unheard_in",
    "waiting_in",
]

S = PlacementStatus
ANSWER_WITHIN_DAYS: Final = 5

SAID: Final[Mapping[Actor, str]] = MappingProxyType(
    {Actor.STUDENT: "student_agreed_at", Actor.ENTERPRISE: "enterprise_agreed_at"}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as one of those it concerns sees it. `part` is theirs: None reads along (a parent, a mentor)."""

    placement: Placement
    student: Student
    place: Place | None
    part: Actor | None
    due: date | None
    overdue: bool = False
    deaf: frozenset[Actor] = frozenset()
    """Whom the bot cannot tell anything: the student, the plant."""

    @property
    def awaited(self) -> tuple[Actor, ...]:
        """Return who has not answered yet."""
        if self.placement.status is not S.OFFERED:
            return ()
        return tuple(part for part, field in SAID.items() if getattr(self.placement, field) is None)

    @property
    def unheard(self) -> tuple[Actor, ...]:
        """Return who has not answered yet and does not see the question."""
        return tuple(part for part in self.awaited if part in self.deaf)

    @property
    def may_answer(self) -> bool:
        """Whether whoever looks has an answer to give."""
        return self.part in self.awaited

    @property
    def may_decline(self) -> bool:
        """Whether whoever looks may say no, perhaps after a yes."""
        asked = self.placement.status in {S.OFFERED, S.CONFIRMED}
        return asked and self.part is not None and S.CANCELLED in targets(self.placement.status, self.part)


# --- who sees what -----------------------------------------------------------------------------------


def load_offer(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Offer:
    """Return an offer to whom it concerns; `NotFound`, `Forbidden`. A plan is the college's own business."""
    placement, student = desk.load_placement(session, actor, placement_id)
    part = _part(session, actor, placement, student)
    if placement.status is S.PLANNED and part is not Actor.COLLEGE:
        raise NotFound
    return _offer(session, now, placement, student, part, content)


def offers_of(session: Session, now: datetime, person_id: int, content: Content) -> list[Offer]:
    """Return what somebody was offered as a student, and has a say in: asked, or agreed and not begun."""
    found = []
    for student in students.of_person(session, person_id):
        mine = [one for one in placements.current_of(session, student.id) if one.status in {S.OFFERED, S.CONFIRMED}]
        found += [_offer(session, now, one, student, Actor.STUDENT, content) for one in mine]
    return found


def asked_of(session: Session, actor: int) -> int:
    """Return how many answers wait for the enterprises that somebody acts for."""
    found = standing(session, S.OFFERED, enterprises=desk.enterprises_of(session, actor))
    return sum(one.enterprise_agreed_at is None for one in found)


def asked_of_me(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return the offers that wait for the enterprises one acts for, the oldest first; `Forbidden` to who has none."""
    plants = desk.enterprises_of(session, actor)
    if not plants:
        require(session, actor, Action.WRITE_PART, Target(Kind.PLACEMENT))
    found = standing(session, S.OFFERED, enterprises=plants)
    return _offers(session, now, [one for one in found if one.enterprise_agreed_at is None], Actor.ENTERPRISE, content)


def planned_in(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return what is planned in one's colleges and offered to nobody, the oldest first."""
    found = standing(session, S.PLANNED, colleges=plans_for(session, actor))
    return _offers(session, now, found, Actor.COLLEGE, content)


def waiting_in(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return the offers of one's colleges that wait for an answer, the oldest first."""
    found = standing(session, S.OFFERED, colleges=plans_for(session, actor))
    return _offers(session, now, found, Actor.COLLEGE, content)


def unheard_in(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return the offers of one's colleges of which somebody awaited knows nothing, the oldest first."""
    return [one for one in waiting_in(session, now, actor, content) if one.unheard]


def unheard_count(session: Session, actor: int) -> int:
    """Return how many these are; 0 for who plans no practices."""
    found = standing(session, S.OFFERED, colleges=desk.colleges_of(session, actor))
    known = students.many(session, [one.student_id for one in found])
    silent = _deaf(session, found, known)
    return sum(any(getattr(one, SAID[part]) is None for part in silent[one.id]) for one in found)


def standing(
    session: Session, status: PlacementStatus, *, colleges: Iterable[str] = (), enterprises: Iterable[str] = ()
) -> list[Placement]:
    """Return placements by how long they have stood in a status, the longest first."""
    wanted = DeskFilter(frozenset(colleges), frozenset(enterprises), (status,))
    found = desks.every(session, wanted)
    return sorted(found, key=lambda one: (since(one), one.id))


def since(placement: Placement) -> datetime:
    """Return since when a kept placement has stood where it stands."""
    assert placement.status_since is not None
    return placement.status_since


def _part(session: Session, actor: int, placement: Placement, student: Student) -> Actor | None:
    who = load_actor(session, actor)
    about = desk.target(session, placement, student)
    if student.person_id == actor:
        return Actor.STUDENT
    if allows(who, Action.WRITE, about):
        return Actor.COLLEGE
    return Actor.ENTERPRISE if allows(who, Action.WRITE_PART, about) else None


def _offers(session: Session, now: datetime, found: Sequence[Placement], part: Actor, content: Content) -> list[Offer]:
    known = students.many(session, [one.student_id for one in found])
    deaf = _deaf(session, found, known)
    return [_seen(session, now, one, known[one.student_id], part, content, deaf[one.id]) for one in found]


def _deaf(session: Session, found: Sequence[Placement], known: Mapping[int, Student]) -> dict[int, frozenset[Actor]]:
    """Return who of each placement cannot be told anything."""
    people, plants = deaf_students(session, known.values()), deaf_plants(session, [one.enterprise for one in found])
    return {
        one.id: frozenset(
            part
            for part, deaf in (
                (Actor.STUDENT, one.student_id in people),
                (Actor.ENTERPRISE, one.enterprise in plants),
            )
            if deaf
        )
        for one in found
    }


def _offer(
    session: Session, now: datetime, placement: Placement, student: Student, part: Actor | None, content: Content
) -> Offer:
    deaf = _deaf(session, [placement], {student.id: student})[placement.id]
    return _seen(session, now, placement, student, part, content, deaf)


def _seen(
    session: Session,
    now: datetime,
    placement: Placement,
    student: Student,
    part: Actor | None,
    content: Content,
    deaf: frozenset[Actor],
) -> Offer:
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    due = answer_due(placement, content) if placement.status is S.OFFERED else None
    late = due is not None and due < day_of(now)
    return Offer(placement, student, place, part, due, overdue=late, deaf=deaf)


def answer_due(placement: Placement, content: Content) -> date:
    """Return the last day on which an offer is to be answered: after five working days, but before the first day."""
    asked_on = day_of(since(placement))
    before = content.calendar.add_working_days(placement.date_from, -1)
    return min(content.calendar.add_working_days(asked_on, ANSWER_WITHIN_DAYS), max(asked_on, before))


def plans_for(session: Session, actor: int) -> list[str]:
    """Return the colleges for which somebody plans practices; `Forbidden` where there are none."""
    mine = sorted(desk.colleges_of(session, actor))
    if not mine:
        require(session, actor, Action.WRITE, Target(Kind.PLACEMENT))
    return mine
