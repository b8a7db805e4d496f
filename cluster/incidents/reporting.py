"""Calling for help: two taps, then whatever the student wants to add; and taking it back."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from cluster.calendar import day_of
from cluster.content import Content, IncidentParty
from cluster.events import Done
from cluster.incidents.desk import Case, case_of, find_case, load_own, log, standing
from cluster.incidents.events import IncidentReported, Step
from cluster.incidents.keeping import expect_end
from cluster.incidents.routing import (
    audience,
    end,
    expect_answer,
    first_level,
    parents_of,
    party_of,
    wait_anew,
)
from cluster.incidents.telling import stepped
from cluster.internship import desk
from cluster.people.organisations import circle_of
from storage import incidents, roles
from storage.errors import NotFound, Refusal
from storage.incidents import Incident, IncidentKind, IncidentState, Named, NewIncident
from storage.internship import UNDER_WAY, Placement, PlacementStatus, Student, deputies, placements, students
from storage.roles import Role

WITHDRAW_WITHIN: Final = timedelta(minutes=5)
MOST_WORDS: Final = 500
SAME_PRESS: Final = timedelta(minutes=1)
"""So soon after the first, a second press is the same call, even where somebody has answered already."""
_NOBODY_WAS_TOLD: Final = frozenset({PlacementStatus.PLANNED, PlacementStatus.OFFERED})


class Whom(enum.StrEnum):
    """Whom a conflict is about, as the student picks it. No name is asked for."""

    MENTOR = "mentor"
    PLANT = "plant"  # somebody of the plant
    STUDENT = "student"  # another student
    NOBODY = "nobody"  # they do not want to say


def report(
    session: Session, now: datetime, actor: int, kind: IncidentKind, content: Content, student_id: int | None = None
) -> Done[Incident]:
    """Call for help; who has to be told hears of it at once. Pressed twice it is one call.

    `student_id`: the mentor, or somebody of the college, calls for a student; None: the student does.
    """
    student, placement = about(session, now, actor, student_id)
    known = _same(session, now, student, kind, content)
    if known is not None:
        return Done(known)
    place = (None, None) if placement is None else (placement.id, placement.enterprise)
    new = NewIncident(student.id, place[0], student.college, place[1], kind, actor)
    incident = incidents.add(session, new, now)
    if incident is None:
        raise AssertionError("an open one of this kind would have been found")
    case = case_of(session, incident, content)
    level = first_level(session, case)
    due_at = expect_answer(session, now, case, level, content)
    case = replace(case, incident=incidents.change(session, incident.id, level=level, due_at=due_at))
    log(session, now, actor, case, "reported", Action.WRITE)
    expect_end(session, now, case, content)
    told = audience(session, case).without(actor)
    owner = student.person_id if student.person_id != actor else None
    parents = parents_of(session, now, case)
    return Done(case.incident, (IncidentReported(incident.id, told.cards, told.bare, parents, owner),))


def about(session: Session, now: datetime, actor: int, student_id: int | None) -> tuple[Student, Placement | None]:
    """Return for whom help is called, and the practice they are on; `NotFound` for who is no student here."""
    if student_id is None:
        own = [(one, practice_of(session, now, one)) for one in students.of_person(session, actor)]
        found = next((pair for pair in own if pair[1] is not None), next(iter(own), None))
        if found is None:
            raise NotFound("incidents-no-student")
    else:
        student = students.find(session, student_id)
        if student is None:
            raise NotFound
        found = student, practice_of(session, now, student)
    require(session, actor, Action.WRITE, _target(session, *found))
    return found


def practice_of(session: Session, now: datetime, student: Student) -> Placement | None:
    """Return the practice that a student is on: the one under way, else the newest that has begun and is not over."""
    begun = [
        one
        for one in placements.current_of(session, student.id)
        if one.status in UNDER_WAY or (one.date_from <= day_of(now) and one.status not in _NOBODY_WAS_TOLD)
    ]
    return max(begun, key=lambda one: (one.status in UNDER_WAY, one.date_from, one.id), default=None)


def students_of(session: Session, now: datetime, mentor: int) -> Sequence[Student]:
    """Return the students for whom a mentor may call for help: those who are with them now."""
    taught = deputies.taught_by(session, mentor)
    found = dict.fromkeys(one.student_id for one in taught)
    known = [students.get(session, one) for one in found]
    practices = [(one, practice_of(session, now, one)) for one in known]
    theirs = {one.id for one in taught}
    return [one for one, practice in practices if practice is not None and practice.id in theirs]


def _target(session: Session, student: Student, placement: Placement | None) -> Target:
    if placement is not None:
        return desk.target(session, placement, student, Kind.INCIDENT)
    return Target(Kind.INCIDENT, student.person_id, circle_of(session, student.college))


def _same(session: Session, now: datetime, student: Student, kind: IncidentKind, content: Content) -> Incident | None:
    """Return the call that this press repeats: an open one, or one that somebody deals with.

    An urgent one that somebody deals with is repeated by a double tap alone: later it is another accident.
    """
    for one in incidents.of_student(session, student.id):
        if one.kind is not kind or not one.is_standing:
            continue
        is_new = content.incident_route(kind).urgent and now - one.told_at > SAME_PRESS
        if one.state is IncidentState.OPEN or not is_new:
            return one
    return None


# --- afterwards ------------------------------------------------------------------------------------------


def add_words(
    session: Session, now: datetime, actor: int, incident_id: int, words: str, content: Content
) -> Done[Incident]:
    """Say more, in at most 500 characters; said again it replaces what was said."""
    case = load_own(session, actor, incident_id, content)
    standing(case)
    if not 1 <= len(words) <= MOST_WORDS:
        raise Refusal("incidents-words-length", most=MOST_WORDS)
    if words == case.incident.words:
        return Done(case.incident)
    case = replace(case, incident=incidents.change(session, incident_id, words=words))
    log(session, now, actor, case, "words", Action.WRITE)
    return Done(case.incident, (stepped(session, case, Step.WORDS, actor, ring=_who_hears(session, case, actor)),))


def name(session: Session, now: datetime, actor: int, incident_id: int, whom: Whom, content: Content) -> Done[Incident]:
    """Say whom a conflict is about. Whoever that is never hears of it and sees nothing of it, nor deals with it."""
    case = load_own(session, actor, incident_id, content)
    standing(case)
    if not case.route.asks_whom or actor != case.student.person_id:
        raise NotFound
    named = _named(session, case, whom)
    if named == list(case.incident.named_ids):
        return Done(case.incident)
    facts: dict[str, Any] = {"named_ids": named}
    if case.incident.acknowledged_by in named:
        # Whoever deals with it may not any more: it waits for somebody again. Not as an open one, of which there may be
        # another by now.
        facts |= {"acknowledged_by": None, "acknowledged_at": None, **wait_anew(session, now, case, content)}
    case = replace(case, incident=incidents.change(session, incident_id, **facts))
    log(session, now, actor, case, f"named {whom}", Action.WRITE)
    return Done(case.incident, (stepped(session, case, Step.NAMED, actor, ring=_who_hears(session, case, actor)),))


def whom_of(case: Case) -> Whom | None:
    """Return whom the student said it is about; None while they have not said."""
    marks = {Named.PLANT: Whom.PLANT, Named.STUDENT: Whom.STUDENT, Named.NOBODY: Whom.NOBODY}
    for one in case.incident.named_ids:
        return marks[Named(one)] if one < 0 else Whom.MENTOR
    return None


def withdraw(session: Session, now: datetime, actor: int, incident_id: int, content: Content) -> Done[Incident]:
    """Take back what was pressed by mistake, within five minutes; everybody who was told hears of it. Twice = once."""
    case = find_case(session, incident_id, content)
    if case.incident.told_by != actor:
        raise NotFound
    case = load_own(session, actor, incident_id, content)
    if case.incident.state is IncidentState.WITHDRAWN:
        return Done(case.incident)
    standing(case)
    if now - case.incident.told_at > WITHDRAW_WITHIN:
        raise Refusal("incidents-withdraw-late")
    parents = parents_of(session, now, case)
    told = audience(session, case).without(actor)
    facts = {"state": IncidentState.WITHDRAWN, "due_at": None, "resolved_by": actor, "resolved_at": now}
    case = replace(case, incident=incidents.change(session, incident_id, **facts))
    end(session, case)
    log(session, now, actor, case, "withdrawn", Action.WRITE)
    ring = (*told.cards, *told.bare) if case.route.urgent else ()
    return Done(case.incident, (stepped(session, case, Step.WITHDRAWN, actor, ring=ring, parents=parents),))


def _named(session: Session, case: Case, whom: Whom) -> list[int]:
    """Return who is named: people, or what stands for those of whom no name was told."""
    placement, plant = case.placement, case.incident.enterprise
    match whom:
        case Whom.MENTOR:
            if placement is None or placement.mentor_id is None:
                raise NotFound
            return sorted(desk.teachers_of(session, placement))
        case Whom.PLANT:
            if plant is None:
                raise NotFound
            mentors = [*roles.holders(session, Role.MENTOR, [plant]), *party_of(session, case, IncidentParty.MENTOR)]
            staff = party_of(session, case, IncidentParty.ENTERPRISE)
            return [Named.PLANT.value, *sorted({*mentors, *staff})]
        case Whom.STUDENT:
            return [Named.STUDENT.value]
        case Whom.NOBODY:
            return [Named.NOBODY.value]


def _who_hears(session: Session, case: Case, actor: int) -> tuple[int, ...]:
    """Return whose telephone rings when more is told: who deals with it, while nobody does everybody."""
    told = audience(session, case).without(actor).cards
    holder = case.incident.acknowledged_by
    return told if holder is None else tuple(one for one in told if one == holder)
