"""Who is told of an incident at which level, by when somebody answers, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, allows, load_actor
from cluster.calendar import at, day_of, is_minor
from cluster.content import Content, Enterprise, IncidentCall, IncidentParty, IncidentStep, LocalText, Site
from cluster.incidents.desk import Case, is_barred, may, reachable, target_of
from cluster.internship import desk
from cluster.people.guardians import parents_of_student
from cluster.people.organisations import college_staff, coordinators_of, enterprise_staff
from storage import roles
from storage.internship import places
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations
from storage.roles import Role

ESCALATE: Final = "incident-escalate"
UNCLOSED: Final = "incident-unclosed"
MOST_REPEATS: Final = 3
"""How often the last ones are told again, where still nobody answers."""
CLOSED_ASKED_AT: Final = time(10, 0)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who hears of an incident: `cards` with everything, `bare` without a name, since they have no right to it."""

    cards: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether it is anybody."""
        return bool(self.cards or self.bare)

    def without(self, *others: int | None) -> Audience:
        """Return the audience but for some people."""
        return Audience(_but(self.cards, others), _but(self.bare, others))


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call. `name` is the site, plant or college; an emergency has neither name nor number of its own."""

    kind: IncidentCall
    phone: str | None = None
    name: LocalText | None = None


# --- who -------------------------------------------------------------------------------------------------


def audience(session: Session, case: Case, level: int | None = None) -> Audience:
    """Return who has been told up to a level (None: where the incident stands), those who can be reached.

    Neither the student, nor who is named, nor the plant where the kind is closed to it; a right that has ended ends
    this, too. Whoever told it for the student reads along, and so does whoever deals with it.
    """
    steps = _steps(case, case.incident.level if level is None else level)
    parties = [party for step in steps for party in step.told]
    told = [one for party in parties for one in party_of(session, case, party)]
    wanted = list(dict.fromkeys([*told, case.incident.told_by, *_known(case.incident.acknowledged_by)]))
    reached = reachable(session, wanted)
    cards, bare = [], []
    for person_id in wanted:
        who = load_actor(session, person_id)
        if person_id == case.student.person_id or person_id not in reached or is_barred(who, case):
            continue
        if may(session, who, case, Action.READ):
            cards.append(person_id)
        elif any(grant.role in {Role.COORDINATOR, Role.ADMIN} for grant in who.grants):
            bare.append(person_id)
    return Audience(tuple(cards), tuple(bare))


def party_of(session: Session, case: Case, party: IncidentParty) -> list[int]:
    """Return who is told in a part (people.id)."""
    placement, college, plant = case.placement, case.incident.college, case.incident.enterprise
    match party:
        case IncidentParty.MENTOR:
            return [] if placement is None else sorted(desk.teachers_of(session, placement))
        case IncidentParty.ENTERPRISE:
            return [] if plant is None else enterprise_staff(session, plant)
        case IncidentParty.SUPERVISOR:
            return _supervisor(session, case)
        case IncidentParty.COORDINATOR:
            return coordinators_of(session, college)
        case IncidentParty.COLLEGE:
            return college_staff(session, [college])
        case IncidentParty.BASE:
            base = [one.key for one in organisations(session, OrganisationKind.COLLEGE) if one.is_base]
            return roles.holders(session, Role.COORDINATOR, base)
        case IncidentParty.ADMIN:
            return roles.holders(session, Role.ADMIN)


def _supervisor(session: Session, case: Case) -> list[int]:
    """Return who supervises the practice, or the student; the coordinators where whoever did has left the college."""
    named = [case.placement and case.placement.supervisor_id, case.student.supervisor_id]
    asked = [one for one in named if one is not None]
    here = college_staff(session, [case.incident.college])
    found = [one for one in asked if one in here][:1]
    return found or (coordinators_of(session, case.incident.college) if asked else [])


def parents_of(session: Session, now: datetime, case: Case) -> tuple[int, ...]:
    """Return the parents of a minor who hear that something was told: nobody twice, nobody whom it is kept from."""
    student = case.student
    if not case.route.parents or student.birth_date is None or not is_minor(student.birth_date, day_of(now)):
        return ()
    found = parents_of_student(session, student)
    if student.person_id is not None:
        target = target_of(session, case)
        found = [one for one in found if allows(load_actor(session, one), Action.NOTICE, target)]
    told = {*audience(session, case).cards, *case.reporters}
    return tuple(one for one in found if one not in told and not is_barred(load_actor(session, one), case))


# --- by when ---------------------------------------------------------------------------------------------


def first_level(session: Session, case: Case) -> int:
    """Return the first level at which anybody hears of it but those who told it; the last one where nobody does."""
    last = len(case.route.steps) - 1
    levels = range(last + 1)
    return next((one for one in levels if audience(session, case, one).without(*case.reporters)), last)


def expect_answer(session: Session, now: datetime, case: Case, level: int, content: Content) -> datetime | None:
    """See to it that the next ones are told if nobody answers; return when, None where it was told often enough."""
    key = str(case.incident.id)
    if level >= len(case.route.steps) + MOST_REPEATS:
        duties.cancel(session, ESCALATE, key)
        return None
    wait = _steps(case, level)[-1].wait
    due_at = now + wait
    if not case.route.urgent:
        due_at = content.calendar.after_office_time(now, wait, content.office_hours(case.incident.college))
    duties.schedule(session, ESCALATE, key, due_at, {"incident": case.incident.id})
    return due_at


def wait_anew(session: Session, now: datetime, case: Case, content: Content) -> dict[str, Any]:
    """See to it that somebody answers a case that was somebody's already; return the facts that change with it.

    However often it was told before, it is told again from the last step on.
    """
    level = min(case.incident.level, len(case.route.steps) - 1)
    return {"level": level, "due_at": expect_answer(session, now, case, level, content)}


def stop_waiting(session: Session, case: Case) -> None:
    """Tell nobody further: somebody deals with it, or it is over."""
    duties.cancel(session, ESCALATE, str(case.incident.id))


def expect_close(session: Session, now: datetime, case: Case, content: Content, *, asked: int = 0) -> None:
    """See to it that somebody is reminded of a case that was taken and is not closed; `asked`: so often already."""
    if asked >= case.route.close_reminders:
        return
    wait = case.route.close_every_days if asked else case.route.close_after_days
    day = content.calendar.add_working_days(day_of(now), wait)
    payload = {"incident": case.incident.id, "asked": asked}
    duties.schedule(session, UNCLOSED, str(case.incident.id), at(day, CLOSED_ASKED_AT), payload)


def end(session: Session, case: Case) -> None:
    """Remind nobody of it any more: it is over."""
    stop_waiting(session, case)
    duties.cancel(session, UNCLOSED, str(case.incident.id))


# --- whom to call ----------------------------------------------------------------------------------------


def calls_of(session: Session, case: Case, content: Content) -> tuple[Call, ...]:
    """Return whom to call at the level where an incident stands, in the order of content, each number once."""
    kinds = dict.fromkeys(kind for step in _steps(case, case.incident.level) for kind in step.calls)
    site = (
        None
        if case.placement is None
        else site_of(session, case.placement.place_id, case.placement.enterprise, content)
    )
    return numbers(kinds, case.incident.college, case.incident.enterprise, site, content)


def numbers(
    kinds: dict[IncidentCall, None], college: str | None, enterprise: str | None, site: Site | None, content: Content
) -> tuple[Call, ...]:
    """Return the numbers of these kinds that are known."""
    plant = None if enterprise is None else _plant(content, enterprise)
    school = None if college is None else content.college(college)
    known = {
        IncidentCall.EMERGENCY: Call(IncidentCall.EMERGENCY),
        IncidentCall.SAFETY: site and site.safety_phone and Call(IncidentCall.SAFETY, site.safety_phone, site.name),
        IncidentCall.PLANT: plant and plant.phone and Call(IncidentCall.PLANT, plant.phone, plant.short),
        IncidentCall.COLLEGE: school and Call(IncidentCall.COLLEGE, school.phones[0], school.short),
        IncidentCall.CLUSTER: Call(IncidentCall.CLUSTER, content.cluster.phone, content.cluster.operator),
    }
    found = [call for kind in sorted(kinds, key=list(IncidentCall).index) if isinstance(call := known[kind], Call)]
    return tuple(found)


def site_of(session: Session, place_id: int | None, enterprise: str, content: Content) -> Site | None:
    """Return the site of a placement: by the name that its place gives, else the plant's first one."""
    place = None if place_id is None else places.find(session, place_id)
    plant = _plant(content, enterprise)
    sites = () if plant is None else plant.sites
    named = [one for one in sites if place is not None and place.site in {one.name.ru, one.name.en}]
    return next(iter([*named, *sites]), None)


def _plant(content: Content, enterprise: str) -> Enterprise | None:
    return next((one for one in content.enterprises if one.key == enterprise), None)


def _steps(case: Case, level: int) -> tuple[IncidentStep, ...]:
    return case.route.steps[: level + 1]


def _known(person_id: int | None) -> list[int]:
    return [] if person_id is None else [person_id]


def _but(people: tuple[int, ...], others: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(one for one in people if one not in others)
