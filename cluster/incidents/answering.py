"""Answering a call for help: take it, hand it on, note, close."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, load_actor
from cluster.content import Content, IncidentParty
from cluster.events import Done
from cluster.incidents.desk import Case, load, load_to_answer, log, may_answer, reachable, standing
from cluster.incidents.events import Step
from cluster.incidents.routing import audience, end, expect_close, parents_of, party_of, stop_waiting, wait_anew
from cluster.incidents.telling import stepped
from storage import incidents, people
from storage.errors import NotFound, Refusal
from storage.incidents import Incident, IncidentState, Note

MOST_NOTE: Final = 500
MOST_NOTES: Final = 20


class TakenByOther(Refusal):
    """Somebody was faster; `who` is "none" where they told no name, which the text turns into words."""

    def __init__(self, who: str, at: str) -> None:
        super().__init__("incidents-taken-by-other", who=who, at=at)


def look(session: Session, now: datetime, actor: int, incident_id: int, content: Content) -> None:
    """Write down that somebody looks at the incident of another."""
    case = load(session, actor, incident_id, content)
    if actor != case.student.person_id:
        log(session, now, actor, case, "looked", Action.READ)


def acknowledge(session: Session, now: datetime, actor: int, incident_id: int, content: Content) -> Done[Incident]:
    """Take an incident. The first wins, the others read who has it; a second tap of the first changes nothing.

    What was handed to a colleague who is silent may be taken by anybody.
    """
    case = load_to_answer(session, actor, incident_id, content)
    standing(case)
    if not case.incident.is_waiting:
        if case.incident.acknowledged_by == actor:
            return Done(case.incident)
        raise _taken(session, case.incident)
    case = _take(session, now, actor, case, content)
    return Done(case.incident, (stepped(session, case, Step.ACKNOWLEDGED, actor),))


def hand_on(
    session: Session, now: datetime, actor: int, incident_id: int, to_id: int, content: Content
) -> Done[Incident]:
    """Ask a colleague to deal with it, who hears of it at once; oneself: take it over.

    A colleague who does not take it in time counts as nobody: the next ones are told.
    """
    case = load_to_answer(session, actor, incident_id, content)
    standing(case)
    if to_id not in _receivers(session, case):
        raise NotFound
    if to_id == actor:
        if case.incident.acknowledged_by == actor and not case.incident.is_waiting:
            return Done(case.incident)
        case = _take(session, now, actor, case, content)
        return Done(case.incident, (stepped(session, case, Step.ACKNOWLEDGED, actor),))
    if case.incident.acknowledged_by == to_id:
        return Done(case.incident)
    # Whoever has a card hears it ring; to who has none the card comes as a message.
    ring = (to_id,) if to_id in audience(session, case).cards else ()
    asked = {"state": IncidentState.ACKNOWLEDGED, "acknowledged_by": to_id, "acknowledged_at": now}
    facts = {**asked, **wait_anew(session, now, case, content)}
    case = replace(case, incident=incidents.change(session, incident_id, **facts))
    expect_close(session, now, case, content)
    log(session, now, actor, case, f"handed on to {to_id}", Action.WRITE)
    return Done(case.incident, (stepped(session, case, Step.HANDED_ON, actor, ring=ring),))


def receivers(session: Session, actor: int, incident_id: int, content: Content) -> list[int]:
    """Return to whom somebody who answers may hand an incident on, themselves included (people.id)."""
    case = load_to_answer(session, actor, incident_id, content)
    standing(case)
    return _receivers(session, case)


def add_note(
    session: Session, now: datetime, actor: int, incident_id: int, text: str, content: Content
) -> Done[Incident]:
    """Leave a note for the colleagues; the student and the parents do not read it."""
    case = load_to_answer(session, actor, incident_id, content)
    standing(case)
    if len(case.incident.notes) >= MOST_NOTES:
        raise Refusal("incidents-notes-many", most=MOST_NOTES)
    written = Note(now, actor, _checked(text))
    case = replace(case, incident=incidents.write(session, incident_id, written))
    log(session, now, actor, case, "noted", Action.WRITE)
    return Done(case.incident, (stepped(session, case, Step.NOTED, actor),))


def resolve(
    session: Session, now: datetime, actor: int, incident_id: int, text: str, content: Content
) -> Done[Incident]:
    """Close an incident with what came of it, which the student reads; parents hear that it is over."""
    case = load_to_answer(session, actor, incident_id, content)
    standing(case)
    written = Note(now, actor, _checked(text), final=True)
    facts = {"state": IncidentState.RESOLVED, "resolved_by": actor, "resolved_at": now, "due_at": None}
    if case.incident.acknowledged_by is None:
        facts |= {"acknowledged_by": actor, "acknowledged_at": now}
    parents = parents_of(session, now, case)
    case = replace(case, incident=incidents.write(session, incident_id, written, **facts))
    end(session, case)
    log(session, now, actor, case, "resolved", Action.WRITE)
    return Done(case.incident, (stepped(session, case, Step.RESOLVED, actor, parents=parents),))


def _take(session: Session, now: datetime, actor: int, case: Case, content: Content) -> Case:
    facts = {
        "state": IncidentState.ACKNOWLEDGED, "acknowledged_by": actor, "acknowledged_at": now, "due_at": None,
    }  # fmt: skip
    taken = replace(case, incident=incidents.change(session, case.incident.id, **facts))
    stop_waiting(session, taken)
    expect_close(session, now, taken, content)
    log(session, now, actor, taken, "taken", Action.WRITE)
    return taken


def _receivers(session: Session, case: Case) -> list[int]:
    """Return who may deal with an incident and can be written to: those of the college, and the mentor."""
    parties = (IncidentParty.COORDINATOR, IncidentParty.SUPERVISOR, IncidentParty.COLLEGE, IncidentParty.MENTOR)
    found = list(dict.fromkeys(one for party in parties for one in party_of(session, case, party)))
    reached = reachable(session, found)
    return [one for one in found if one in reached and may_answer(session, load_actor(session, one), case)]


def _taken(session: Session, incident: Incident) -> TakenByOther:
    holder = incident.acknowledged_by or 0
    at = russian.format_numeric_moment(incident.acknowledged_at or incident.told_at)
    return TakenByOther(people.names(session, [holder]).get(holder, "none"), at)


def _checked(text: str) -> str:
    if not 1 <= len(text) <= MOST_NOTE:
        raise Refusal("incidents-words-length", most=MOST_NOTE)
    return text
