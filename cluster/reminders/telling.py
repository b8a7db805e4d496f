"""The moment of a reminder: asked once more whether it is still so, then told, or kept to be told with others.

    due ─► is it still so? ─► quiet hours: at 9:00, asked again
                  │
                  ├─► at home, in time: a message of its own
                  └─► at work, over six hours late, or Telegram out of reach: kept ─► a few minutes later (and not
                      before Telegram answers) all of a person in one message

Who works hears of twenty trainees in one message. After an outage of a week everybody gets one summary of what still
holds, not twenty messages of what does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import after_quiet_hours, is_quiet
from cluster.content import Content, ReminderKind, ReminderRole
from cluster.duties import Duty
from cluster.events import Done
from cluster.reminders.causes import OF_THE_DIARY, STANDING, days, is_ahead
from cluster.reminders.events import Line, ReminderDue, RemindersGathered
from cluster.reminders.parties import people_of
from cluster.reminders.planning import REMIND, keep_up
from cluster.reminders.steps import Audience, Step, audience_of, hears, steps
from storage import alarms, reminders
from storage.internship import causes
from storage.internship.causes import Practice
from storage.reminders import LateReminder

GATHER: Final = "reminder-late"
LATE = timedelta(hours=6)
WAIT_AT_WORK = timedelta(minutes=1)
WAIT_WHEN_LATE = timedelta(minutes=5)
WAIT_FOR_TELEGRAM = timedelta(minutes=10)


def _remind(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell a step if it still stands, and see to the next one."""
    step = Step.of(duty.payload)
    loaded = causes.load(session, [step.placement_id], diaries=step.kind in OF_THE_DIARY)
    practice = loaded.get(step.placement_id)
    if practice is None:
        return Done(None)
    keep_up(session, now, [practice], content, [step.kind])
    rule = content.reminder(step.kind)
    if step not in steps(practice, rule, step.audience, content.calendar):
        return Done(None)
    if is_quiet(now):
        duties.schedule(session, REMIND, step.key, after_quiet_hours(now), step.payload())
        return Done(None)
    if not is_ahead(step.kind, practice, step.day, now):
        return Done(None)
    told = [
        (person, role)
        for person, role in people_of(session, practice, rule, content).items()
        if audience_of(role) is step.audience and hears(step, role, rule)
    ]
    alone = step.audience is Audience.HOME and now - step.at <= LATE
    if alone and alarms.outage(session) is None:
        return Done(None, tuple(ReminderDue(person, _line(step, role), step.once) for person, role in told))
    for person, _ in told:
        _keep(session, now, person, step)
    return Done(None)


def _line(step: Step, role: ReminderRole) -> Line:
    return Line(step.kind, step.placement_id, step.day, role)


def _keep(session: Session, now: datetime, person: int, step: Step) -> None:
    """Keep a step for somebody, to be told with others in a few minutes."""
    key = f"{step.placement_id}:{step.day:%Y%m%d}:{step.left}"
    reminders.keep(session, LateReminder(person, step.kind.value, key, step.at, step.payload()))
    if duties.open_one(session, GATHER, str(person)) is None:
        wait = WAIT_WHEN_LATE if now - step.at > LATE else WAIT_AT_WORK
        duties.schedule(session, GATHER, str(person), now + wait, {"person": person})


def _gather(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell a person together what was kept for them and still holds."""
    person = int(duty.payload["person"])
    if is_quiet(now) or alarms.outage(session) is not None:
        again = after_quiet_hours(now) if is_quiet(now) else now + WAIT_FOR_TELEGRAM
        duties.schedule(session, GATHER, str(person), again, duty.payload)
        return Done(None)
    kept = [(Step.of(one.payload), now - one.due_at > LATE) for one in reminders.take(session, person)]
    of_diary = any(step.kind in OF_THE_DIARY for step, _ in kept)
    found = causes.load(session, (step.placement_id for step, _ in kept), diaries=of_diary)
    lines: dict[Line, tuple[Step, bool]] = {}
    for step, late in kept:
        for line in _still(session, now, person, step, found.get(step.placement_id), content):
            lines[line] = (step, late or lines.get(line, (step, False))[1])
    nearest = tuple(sorted(lines, key=lambda line: (line.day, line.placement_id, line.kind)))
    if len(nearest) == 1:
        (step, _) = lines[nearest[0]]
        return Done(None, (ReminderDue(person, nearest[0], step.once),))
    late_ones = any(late for _, late in lines.values())
    return Done(None, (RemindersGathered(person, nearest, late_ones),) if nearest else ())


def _still(
    session: Session, now: datetime, person: int, step: Step, practice: Practice | None, content: Content
) -> Iterator[Line]:
    """Give what somebody is to be told of a step, if its cause holds and they have a part in it still."""
    if practice is not None:
        line = standing_line(session, now, person, practice, step.kind, step.day, content)
        yield from [] if line is None else [line]


def standing_line(
    session: Session, now: datetime, person: int, practice: Practice, kind: ReminderKind, day: date, content: Content
) -> Line | None:
    """Return a reminder as this person would be told it now; None where it holds no more, or is not for them."""
    rule = content.reminder(kind)
    if kind not in STANDING or not rule.on or day not in days(practice, rule, content.calendar):
        return None
    role = people_of(session, practice, rule, content).get(person)
    if role is None or not is_ahead(kind, practice, day, now):
        return None
    return Line(kind, practice.placement.id, day, role)


DUTIES: duties.Duties = {REMIND: _remind, GATHER: _gather}
