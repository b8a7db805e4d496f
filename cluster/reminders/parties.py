"""Who is reminded of a practice: whoever has a part in it at that very moment, each once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, allows, load_actor
from cluster.content import Content, ReminderKind, ReminderRole, ReminderRule
from cluster.internship import desk, items, parties
from cluster.internship.readiness import Ball
from cluster.people.guardians import parents_of_student
from cluster.people.organisations import coordinators_of, enterprise_staff
from storage.internship.causes import Practice

R = ReminderRole

_BALL = {R.STUDENT: Ball.STUDENT, R.PARENT: Ball.PARENT}


def people_of(session: Session, practice: Practice, rule: ReminderRule, content: Content) -> dict[int, ReminderRole]:
    """Return everybody whom a row reminds of a practice (people.id), each in the first part that they have in it.

    A right that has ended ends the reminders, too.
    """
    target = desk.target(session, practice.placement, practice.student)
    found: dict[int, ReminderRole] = {}
    for role in rule.told:
        if _is_told_by_the_gate(session, practice, rule, role, content):
            continue
        for person in _told_as(session, practice, rule, role):
            if person not in found and allows(load_actor(session, person), Action.READ, target):
                found[person] = role
    return found


def _told_as(session: Session, practice: Practice, rule: ReminderRule, role: ReminderRole) -> list[int]:
    """Return whom a row reminds in a part: marks are the mentor's own, whoever stands in for them."""
    if rule.kind is ReminderKind.MARKS and role is R.MENTOR:
        mentor = items.mentor_of(session, practice.placement)
        return [] if mentor is None else [mentor]
    return in_part(session, practice, role)


def in_part(session: Session, practice: Practice, role: ReminderRole) -> list[int]:
    """Return who has a part in a practice (people.id)."""
    match role:
        case R.APPLICANT | R.GIVER:  # have no part in a practice
            return []
        case R.STUDENT:
            return parties.themselves(session, practice.placement, practice.student)
        case R.PARENT:
            return parents_of_student(session, practice.student)
        case R.MENTOR:
            return parties.mentor_of(session, practice.placement)
        case R.SUPERVISOR:
            return parties.supervisor_of(session, practice.placement)
        case R.ENTERPRISE:
            return enterprise_staff(session, practice.placement.enterprise)
        case R.COORDINATORS:
            return coordinators_of(session, practice.placement.college)


def _is_told_by_the_gate(
    session: Session, practice: Practice, rule: ReminderRule, role: ReminderRole, content: Content
) -> bool:
    """Whether the gate tells the same person on the same morning what is missing: then nothing is added to it."""
    if rule.kind is not ReminderKind.PAPERS or role not in _BALL:
        return False
    gate = content.reminder(ReminderKind.READINESS)
    if not gate.on or not set(rule.days_before) <= set(gate.days_before):
        return False
    return bool(items.ready(session, practice.placement, practice.student, content).of(_BALL[role]))
