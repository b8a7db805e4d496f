"""The event of a step: whose cards are settled by it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.incidents.desk import Case
from cluster.incidents.events import IncidentStepped, Step
from cluster.incidents.routing import audience


def stepped(
    session: Session,
    case: Case,
    step: Step,
    actor: int,
    *,
    ring: tuple[int, ...] = (),
    parents: tuple[int, ...] = (),
) -> IncidentStepped:
    """Return what to tell of a step that somebody took: to everybody who has a card but themselves."""
    told = audience(session, case).without(actor)
    owner = case.student.person_id if case.student.person_id != actor else None
    return IncidentStepped(case.incident.id, case.incident.version, step, told.cards, told.bare, ring, parents, owner)
