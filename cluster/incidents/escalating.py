"""When nobody answers: the next ones are told, then those who keep the house, and whom to call.

And when somebody took it and never closed it: they are reminded, then the coordinators with them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, load_actor
from cluster.content import Content, IncidentParty
from cluster.duties import Duty
from cluster.events import Done
from cluster.incidents.desk import Case, case_of, find_case, log, may, may_answer, reachable
from cluster.incidents.events import IncidentUnanswered, IncidentUnclosed
from cluster.incidents.keeping import FORGET, forget
from cluster.incidents.routing import ESCALATE, UNCLOSED, audience, expect_answer, expect_close, first_level, party_of
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


def _ask_to_close(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Remind whoever deals with it; from the second time on, or where nobody may any more, the coordinators too."""
    case = find_case(session, int(duty.payload["incident"]), content)
    if not case.incident.is_standing:
        return Done(None)
    asked = int(duty.payload["asked"]) + 1
    expect_close(session, now, case, content, asked=asked)
    holders = _holders(session, case)
    told = holders if holders and asked == 1 else [*holders, *_coordinators(session, case)]
    log(session, now, None, case, f"not closed {asked}", Action.WRITE)
    people = tuple(dict.fromkeys(told))
    return Done(None, (IncidentUnclosed(case.incident.id, people, asked),) if people else ())


def _holders(session: Session, case: Case) -> list[int]:
    """Return who deals with it, while they may and can be written to; nobody where they have left."""
    one = case.incident.acknowledged_by
    if one is None or not may_answer(session, load_actor(session, one), case):
        return []
    return [one] if one in reachable(session, [one]) else []


def _coordinators(session: Session, case: Case) -> list[int]:
    found = party_of(session, case, IncidentParty.COORDINATOR)
    reached = reachable(session, found)
    return [one for one in found if one in reached and may(session, load_actor(session, one), case, Action.READ)]


DUTIES: duties.Duties = {ESCALATE: _escalate, UNCLOSED: _ask_to_close, FORGET: forget}
