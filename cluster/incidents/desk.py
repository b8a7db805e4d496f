"""Whose an incident is: who sees it, who answers it, and who never learns of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster.access import Action, Actor, Kind, Target, allows, load_actor
from cluster.access import log as note_access
from cluster.content import Content, IncidentRoute
from cluster.internship import desk
from cluster.people.organisations import circle_of
from storage import incidents, people
from storage.errors import Forbidden, NotFound, Refusal
from storage.incidents import Incident
from storage.internship import Placement, Student, placements, students
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

CLOSED_SHOWN_FOR: Final = timedelta(days=30)


class IncidentClosed(Refusal):
    """The incident is over: nothing can be done about it any more."""

    def __init__(self) -> None:
        super().__init__("incidents-closed")


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with whose it is, where it happened, and the way that content gives it."""

    incident: Incident
    student: Student
    placement: Placement | None
    route: IncidentRoute

    @property
    def reporters(self) -> frozenset[int]:
        """Return who told it, and whose it is."""
        return frozenset({self.incident.told_by, self.student.person_id} - {None})  # type: ignore[arg-type]


def case_of(session: Session, incident: Incident, content: Content) -> Case:
    """Return an incident with what belongs to it."""
    placement = None if incident.placement_id is None else placements.find(session, incident.placement_id)
    student = students.get(session, incident.student_id)
    return Case(incident, student, placement, content.incident_route(incident.kind))


def find_case(session: Session, incident_id: int, content: Content) -> Case:
    """Return an incident by id, whoever asks; `NotFound`."""
    found = incidents.find(session, incident_id)
    if found is None:
        raise NotFound
    return case_of(session, found, content)


def load(session: Session, actor: int, incident_id: int, content: Content, action: Action = Action.READ) -> Case:
    """Return an incident to who may do `action` with it, as one who answers or as whose it is.

    Whoever may not even read it learns nothing, not that it is there: `NotFound`.
    """
    case = find_case(session, incident_id, content)
    who = load_actor(session, actor)
    if not may(session, who, case, Action.READ):
        raise NotFound
    if not may(session, who, case, action):
        raise Forbidden
    return case


def load_to_answer(session: Session, actor: int, incident_id: int, content: Content) -> Case:
    """Return an incident that still stands to who may answer it: nobody answers their own call for help."""
    case = load(session, actor, incident_id, content)
    if not may_answer(session, load_actor(session, actor), case):
        raise Forbidden
    return case


def load_own(session: Session, actor: int, incident_id: int, content: Content) -> Case:
    """Return an incident to who told it, or whose it is; `NotFound` for everybody else."""
    case = load(session, actor, incident_id, content)
    if actor not in case.reporters:
        raise NotFound
    return case


def standing(case: Case) -> None:
    """Let the use case go on while somebody still has to do something; `IncidentClosed`."""
    if not case.incident.is_standing:
        raise IncidentClosed


def may(session: Session, who: Actor, case: Case, action: Action) -> bool:
    """Whether the access table lets somebody act on an incident, and it does not keep them away."""
    return not is_barred(who, case) and allows(who, action, target_of(session, case))


def may_answer(session: Session, who: Actor, case: Case) -> bool:
    """Whether somebody may act on an incident in another part than that of the student."""
    if is_barred(who, case) or who.person_id == case.student.person_id:
        return False
    return allows(who, Action.WRITE, target_of(session, case))


def is_barred(who: Actor, case: Case) -> bool:
    """Whether an incident is kept from somebody: who is named in it, and the plant where the kind is closed to it."""
    if who.person_id in case.incident.named_ids:
        return True
    if not case.route.closed_to_plant or who.person_id in case.reporters:
        return False
    plant = case.incident.enterprise
    of_plant = plant is not None and any(grant.organisation == plant for grant in who.grants)
    return of_plant or (case.placement is not None and case.placement.mentor_id == who.person_id)


def target_of(session: Session, case: Case) -> Target:
    """Return an incident as somebody wants to act on it."""
    named = frozenset(case.incident.named_ids)
    if case.placement is not None:
        return desk.target(session, case.placement, case.student, Kind.INCIDENT, named)
    circle = circle_of(session, case.incident.college)
    return Target(Kind.INCIDENT, case.student.person_id, circle, named_ids=named)


def seen_by(session: Session, now: datetime, actor: int, content: Content) -> list[Case]:
    """Return what somebody may see as one who answers or watches: what still stands first, then lately closed."""
    who = load_actor(session, actor)
    held = {grant.organisation for grant in who.grants if grant.organisation is not None}
    colleges = organisations(session, OrganisationKind.COLLEGE) if held else []
    # The base college decides for those without anybody, so all of them are looked at; the table says which it may see.
    decides = held & {one.key for one in colleges if one.is_base}
    looked_at = {one.key for one in colleges} if decides else held
    found = incidents.standing(session, looked_at, held, actor, now - CLOSED_SHOWN_FOR)
    cases = [case_of(session, one, content) for one in found]
    seen = [one for one in cases if one.student.person_id != actor and may(session, who, one, Action.READ)]
    return sorted(seen, key=lambda one: (not one.incident.is_standing, not one.route.urgent))


def own_of(session: Session, actor: int, content: Content) -> list[Case]:
    """Return the incidents of a student that still stand, newest first."""
    return [
        case_of(session, one, content)
        for student in students.of_person(session, actor)
        for one in incidents.of_student(session, student.id)
        if one.is_standing
    ]


def reachable(session: Session, person_ids: list[int]) -> frozenset[int]:
    """Return who of them can be written to."""
    known = people.get(session, person_ids)
    return frozenset(id_ for id_, one in known.items() if one.chat_id is not None and not one.unreachable)


def log(session: Session, now: datetime, actor: int | None, case: Case, step: str, action: Action) -> None:
    """Write down who did what about an incident; of a student who never opened the bot, under who told it."""
    subject = case.student.person_id or case.incident.told_by
    note_access(session, now, actor, action, Kind.INCIDENT, subject, case.incident.id, step)
