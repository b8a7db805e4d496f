"""What people see of «I need help»: the way in, the card of an incident, the list of those who answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action, load_actor
from cluster.content import Content, IncidentCall, IncidentParty, Site
from cluster.incidents.desk import Case, find_case, load, may, may_answer, own_of, seen_by
from cluster.incidents.reporting import WITHDRAW_WITHIN, Whom, about, practice_of, students_of, whom_of
from cluster.incidents.routing import Audience, Call, audience, calls_of, numbers, party_of, site_of
from storage import people, roles
from storage.errors import Forbidden, NotFound
from storage.internship import Placement, Student, deputies, joining, students
from storage.roles import Role

FIRST_CALLS: Final = (IncidentCall.EMERGENCY, IncidentCall.SAFETY, IncidentCall.COLLEGE)
"""The numbers that stand there before anything is told."""


@dataclass(frozen=True, slots=True)
class Help:
    """The way in. `student` is for whom help is called; None: nobody knows whom to tell, there are numbers alone."""

    calls: tuple[Call, ...]
    student: Student | None = None
    placement: Placement | None = None
    is_own: bool = True
    own: tuple[Case, ...] = ()
    mentees: tuple[Student, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """An incident as one person sees it.

    `told` are those who know, each with the part in which they were told; `names` what they are called. `age` is that
    of the student on the day it was told, None once it is forgotten.
    """

    case: Case
    site: Site | None
    calls: tuple[Call, ...]
    told: tuple[tuple[IncidentParty, int], ...]
    names: Mapping[int, str]
    whom: Whom | None
    is_own: bool
    may_answer: bool
    may_withdraw: bool
    may_name: bool
    has_mentor: bool
    teachers: frozenset[int]
    """The mentor, and whoever has ever stood in for them (people.id)."""

    @property
    def reporter(self) -> str:
        """Return in which part it was told: student, mentor or college."""
        if self.case.incident.told_by == self.case.student.person_id:
            return "student"
        return "mentor" if self.case.incident.told_by in self.teachers else "college"


def help_for(session: Session, now: datetime, actor: int, content: Content, student_id: int | None = None) -> Help:
    """Return the way in for a student, for a mentor (of one of their students), for anybody else numbers alone."""
    mentees = tuple(students_of(session, now, actor))
    if student_id is None and not _is_student(session, actor):
        return Help(_numbers_for(session, now, actor, content), mentees=mentees)
    student, placement = about(session, now, actor, student_id)
    calls = _numbers_of(session, student, placement, content)
    own = tuple(own_of(session, actor, content)) if student_id is None else ()
    return Help(calls, student, placement, student_id is None, own, mentees)


def card(session: Session, now: datetime, actor: int, incident_id: int, content: Content) -> Card:
    """Return an incident to who may see it; `NotFound` for everybody else."""
    case = load(session, actor, incident_id, content)
    incident, placement = case.incident, case.placement
    told = _told(session, case)
    known = {*(one for _, one in told), incident.told_by, incident.acknowledged_by, incident.resolved_by}
    known |= {note.by_id for note in incident.notes}
    if placement is not None:
        known |= {placement.mentor_id, placement.supervisor_id}
    fresh = incident.is_standing and now - incident.told_at <= WITHDRAW_WITHIN
    is_own = actor == case.student.person_id
    return Card(
        case=case,
        site=None if placement is None else site_of(session, placement.place_id, placement.enterprise, content),
        calls=calls_of(session, case, content),
        told=told,
        names=people.names(session, [one for one in known if one is not None]),
        whom=whom_of(case),
        is_own=is_own,
        may_answer=incident.is_standing and may_answer(session, load_actor(session, actor), case),
        may_withdraw=fresh and incident.told_by == actor,
        may_name=incident.is_standing and is_own and case.route.asks_whom,
        has_mentor=placement is not None and placement.mentor_id is not None,
        teachers=_teachers(session, placement),
    )


def _teachers(session: Session, placement: Placement | None) -> frozenset[int]:
    if placement is None or placement.mentor_id is None:
        return frozenset()
    return frozenset({placement.mentor_id, *deputies.ever(session, placement.mentor_id, placement.enterprise)})


def bare(session: Session, actor: int, incident_id: int, content: Content) -> tuple[Case, tuple[Call, ...]]:
    """Return what may be told of an incident to who keeps the house: nothing of the student is to be shown of it."""
    case = find_case(session, incident_id, content)
    if actor not in audience(session, case).bare:
        raise NotFound
    return case, calls_of(session, case, content)


def for_parent(session: Session, actor: int, incident_id: int, content: Content) -> tuple[Case, tuple[Call, ...]]:
    """Return what a parent is told: that there is something, and the college's number."""
    case = find_case(session, incident_id, content)
    calls = numbers({IncidentCall.COLLEGE: None}, case.incident.college, None, None, content)
    noted = joining.parents(session, case.student.id)
    if not may(session, load_actor(session, actor), case, Action.NOTICE) and actor not in noted:
        raise Forbidden
    return case, calls


def seen(session: Session, now: datetime, actor: int, content: Content) -> list[Case]:
    """Return the incidents that somebody answers or watches, those that still stand first."""
    return seen_by(session, now, actor, content)


def count_open(session: Session, now: datetime, actor: int, content: Content) -> int:
    """Return how many of them still stand: the number in the menu."""
    return sum(one.incident.is_standing for one in seen_by(session, now, actor, content))


def _told(session: Session, case: Case) -> tuple[tuple[IncidentParty, int], ...]:
    """Return who knows of an incident, each once, in the first part that content tells."""
    reached: Audience = audience(session, case).without(*case.reporters)
    found: dict[int, IncidentParty] = {}
    for step in case.route.steps[: case.incident.level + 1]:
        for party in step.told:
            for one in party_of(session, case, party):
                if one in reached.cards:
                    found.setdefault(one, party)
    return tuple((party, one) for one, party in found.items())


def _is_student(session: Session, actor: int) -> bool:
    held = {grant.role for grant in roles.of_person(session, actor)}
    return Role.STUDENT in held and bool(students.of_person(session, actor))


def _numbers_of(session: Session, student: Student, placement: Placement | None, content: Content) -> tuple[Call, ...]:
    if placement is None:
        return numbers(dict.fromkeys(FIRST_CALLS), student.college, None, None, content)
    site = site_of(session, placement.place_id, placement.enterprise, content)
    return numbers(dict.fromkeys(FIRST_CALLS), student.college, placement.enterprise, site, content)


def _numbers_for(session: Session, now: datetime, actor: int, content: Content) -> tuple[Call, ...]:
    """Return the numbers for who is no student: those of their college, plant or child, else the cluster's."""
    grants = roles.of_person(session, actor)
    held = [grant.organisation for grant in grants if grant.organisation is not None]
    children = roles.children_of(session, actor) if any(grant.role is Role.PARENT for grant in grants) else ()
    for student in (one for child in sorted(children) for one in students.of_person(session, child)):
        return _numbers_of(session, student, practice_of(session, now, student), content)
    college = next((one.key for one in content.colleges if one.key in held), None)
    plant = next((one.key for one in content.enterprises if one.key in held), None)
    if college is not None:
        return numbers(dict.fromkeys(FIRST_CALLS), college, None, None, content)
    site = None if plant is None else site_of(session, None, plant, content)
    kinds = dict.fromkeys((IncidentCall.EMERGENCY, IncidentCall.SAFETY, IncidentCall.CLUSTER))
    return numbers(kinds, None, plant, site, content)
