"""When nobody answers: the next ones are told, then those who keep the house, and whom to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done
from cluster.incidents.desk import case_of, log
from cluster.incidents.events import IncidentUnanswered
from cluster.incidents.keeping import FORGET, forget
from cluster.incidents.routing import ESCALATE, audience, expect_answer, first_level
from storage import incidents
from storage.incidents import IncidentState


def _escalate(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell the next ones, and everybody again who was told; the moment after that counts from now, not from then.

    So an outage of hours costs one message a person, not one for every step that was slept through.
    """
    incident = incidents.find(session, int(duty.payload["incident"]))
    if incident is None or not incident.is_waiting:
        return Done(None)
    case = case_of(session, incident, content)
    before = audience(session, case)
    level = incident.level + 1
    due_at = expect_answer(session, now, case, level, content)
    if incident.state is IncidentState.ACKNOWLEDGED:
        due_at = due_at or incident.due_at  # without a moment it would count as taken by who was asked and is silent
    case = replace(case, incident=incidents.change(session, incident.id, level=level, due_at=due_at))
    log(session, now, None, case, f"unanswered {level}", Action.WRITE)
    told = audience(session, case)
    fresh = tuple(one for one in told.cards if one not in before.cards)
    again = tuple(one for one in told.cards if one in before.cards)
    owner, is_first = case.student.person_id, incident.level == first_level(session, case)
    waiting = incidents.count_waiting(session) if level >= len(case.route.steps) - 1 else 0
    event = IncidentUnanswered(incident.id, level, fresh, again, told.bare, owner, is_first, waiting)
    return Done(None, (event,))


DUTIES: duties.Duties = {ESCALATE: _escalate, FORGET: forget}
