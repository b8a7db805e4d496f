"""«Has the pay come?»: what a student answers on a pay day.

"No" is an incident of the kind `pay`, which somebody has to answer; three working days later the student is asked once
more. "It has come" takes it back. The answer is nobody's record of wages: nothing is kept of it but the incident, and
the question that is still open, as a duty that ends it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import duties, incidents
from cluster.access import Action, Forbidden, Kind
from cluster.calendar import at, day_of
from cluster.content import Content, ReminderKind
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.reminders.causes import days, is_ahead
from cluster.reminders.events import Line, PayMissing, ReminderDue
from cluster.reminders.parties import people_of
from cluster.reminders.planning import ASK_AGAIN
from storage.errors import NotFound, Refusal
from storage.incidents import IncidentKind
from storage.internship import causes
from storage.internship.causes import Practice

AGAIN_AFTER_WORKING_DAYS = 3
ASKED_FOR = timedelta(days=14)


class _Said(enum.StrEnum):
    """What a student has said so far of pay that was due."""

    ONCE = "once"  # that it is missing: asked again in some days
    ASKED_AGAIN = "asked_again"  # and was asked again
    TWICE = "twice"  # that it is missing still


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an answer. `again`: they will be asked once more; `incident_id`: where it is being looked into."""

    came: bool
    again: bool = False
    incident_id: int | None = None


def answer(
    session: Session, now: datetime, actor: int, placement_id: int, day: date, content: Content, *, came: bool
) -> Done[Answer]:
    """Take a student's answer about a pay day. The same again changes nothing; the other one corrects it.

    `Refusal` where the question is over: weeks have passed, or the practice has ended.
    """
    _, student = desk.load_placement(session, actor, placement_id, Action.WRITE, kind=Kind.INCIDENT)
    if student.person_id != actor:
        raise Forbidden
    practice = causes.load(session, [placement_id])[placement_id]
    if not _is_open(now, practice, day, content):
        raise Refusal("reminders-pay-over")
    said, incident_id = _said(session, placement_id, day)
    if came:
        duties.cancel(session, ASK_AGAIN, str(placement_id))
        events = () if said is None else _take_back(session, now, actor, placement_id, day, incident_id, content)
        return Done(Answer(came), events)
    if said in {_Said.ONCE, _Said.TWICE}:
        return Done(Answer(came, said is _Said.ONCE, incident_id))
    reported = incidents.report(session, now, actor, IncidentKind.PAY, content, student.id)
    if said is None:
        again = content.calendar.add_working_days(day_of(now), AGAIN_AFTER_WORKING_DAYS)
        until = at(again, content.reminder(ReminderKind.PAY).clock)
        _remember(session, placement_id, day, _Said.ONCE, until, reported.value.id)
    else:
        _remember(session, placement_id, day, _Said.TWICE, now + ASKED_FOR, reported.value.id)
    # Where the matter is open already, whoever has it hears that it is so still.
    events = reported.events or (PayMissing(placement_id, day, actor),)
    return Done(Answer(came, said is None, reported.value.id), events)


def _take_back(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    day: date,
    incident_id: int | None,
    content: Content,
) -> tuple[Event, ...]:
    """Withdraw what was told a moment ago; later tell the supervisor, whose matter it is by then."""
    try:
        return incidents.withdraw(session, now, actor, incident_id or 0, content).events
    except (Refusal, NotFound):
        return (PayMissing(placement_id, day, actor, came=True),)


def _said(session: Session, placement_id: int, day: date) -> tuple[_Said | None, int | None]:
    """Return how often the pay of a day was missing, and the incident; None where nobody said so, or it came since."""
    kept = duties.open_one(session, ASK_AGAIN, str(placement_id))
    if kept is None or kept.payload.get("day") != day.isoformat():
        return None, None
    return _Said(kept.payload["said"]), kept.payload["incident"]


def _remember(
    session: Session, placement_id: int, day: date, said: _Said, until: datetime, incident_id: int | None
) -> None:
    payload = {"placement": placement_id, "day": day.isoformat(), "said": said.value, "incident": incident_id}
    duties.schedule(session, ASK_AGAIN, str(placement_id), until, payload)


def _is_open(now: datetime, practice: Practice, day: date, content: Content) -> bool:
    """Whether there is a pay day about which somebody may still answer. Pay before a day off is asked for before it."""
    rule = content.reminder(ReminderKind.PAY)
    near = content.calendar.add_working_days(day, -1) if not content.calendar.is_working(day) else day
    return (
        day in days(practice, rule, content.calendar)
        and near <= day_of(now)
        and is_ahead(rule.kind, practice, day, now)
    )


def _ask_again(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Ask whether pay that was missing has come by now; after that the matter is the supervisor's."""
    placement_id, day = int(duty.payload["placement"]), date.fromisoformat(duty.payload["day"])
    practice, rule = causes.load(session, [placement_id]).get(placement_id), content.reminder(ReminderKind.PAY)
    if duty.payload["said"] != _Said.ONCE or practice is None or not rule.on:
        return Done(None)
    if not _is_open(now, practice, day, content):
        return Done(None)
    _remember(session, placement_id, day, _Said.ASKED_AGAIN, now + ASKED_FOR, duty.payload["incident"])
    once = f"reminder:{rule.kind}:{placement_id}:{day:%Y%m%d}:again"
    told = people_of(session, practice, rule, content)
    return Done(
        None, tuple(ReminderDue(one, Line(rule.kind, placement_id, day, role), once) for one, role in told.items())
    )


DUTIES: duties.Duties = {ASK_AGAIN: _ask_again}
