"""Whose parent reads along: children with a path of their own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, Kind, Target, allows, load_actor
from cluster.path import reading
from storage.admission import applicants
from storage.internship import students


@dataclass(frozen=True, slots=True)
class Child:
    """Somebody whose path a parent reads: people.id, and their name, "" where it is not known (any more)."""

    person_id: int
    name: str


def children(session: Session, actor: int) -> list[Child]:
    """Return the children of a parent who have a path; first of all oneself, where one has applied for a child."""
    me = load_actor(session, actor)
    found = []
    for person in (actor, *sorted(me.children)):
        if not allows(me, Action.READ, Target(Kind.APPLICATION, person)) or not reading.exists(session, person):
            continue
        found.append(Child(person, _name(session, person)))
    return found


def _name(session: Session, person: int) -> str:
    for student in students.of_person(session, person):
        return reading.name_of(student)
    for applicant in applicants.of_owner(session, person):
        if applicant.answers is not None:
            answers = applicant.answers
            return russian.short_name(answers.last_name, answers.first_name, answers.middle_name)
    return ""
