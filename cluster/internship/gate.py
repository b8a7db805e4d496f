"""The gate before the first day: so many days ahead as the table of reminders says, whoever has the ball is told.

One duty a day looks at every placement whose first day comes near; each person gets one message, however many
placements it is about. A checkpoint that falls on a day off is told on the working day before. What an outage
skipped is told on the day after it, not one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import WorkCalendar, at, day_of
from cluster.content import Content, ReminderKind
from cluster.duties import Duties, Duty
from cluster.events import Done
from cluster.internship import items, parties
from cluster.internship.events import NotReady
from cluster.internship.readiness import Ball, Line, State
from cluster.people.guardians import parents_of_student
from cluster.people.organisations import enterprise_staff
from storage.duties import open_one
from storage.internship import DeskFilter, Placement, PlacementStatus, Student, desks, students
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

GATE: Final = "internship-gate"
EVERYBODY: Final = "all"
GATE_AT = time(10, 0)
WAITING = (PlacementStatus.CONFIRMED, PlacementStatus.DOCS_PENDING)


def ensure(session: Session, now: datetime) -> None:
    """Make sure that the next look is due: at the very first start, and where one was given up after failing."""
    if open_one(session, GATE, EVERYBODY) is None:
        _plan_next(session, now, day_of(now) - timedelta(days=1))


def _plan_next(session: Session, now: datetime, last: date) -> None:
    today = day_of(now)
    day = today if now < at(today, GATE_AT) else today + timedelta(days=1)
    duties.schedule(session, GATE, EVERYBODY, at(day, GATE_AT), {"last": last.isoformat()})


def _look(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell everybody what they have to do, and look again tomorrow."""
    today = day_of(now)
    last = date.fromisoformat(duty.payload["last"])
    _plan_next(session, now, today)
    rule = content.reminder(ReminderKind.READINESS)
    if not rule.on:
        return Done(None)
    told: dict[tuple[int, bool], dict[int, int]] = defaultdict(dict)
    for placement in _near(session, today, rule.days_before):
        left = (placement.date_from - today).days
        if not _is_checked(placement.date_from, last, today, rule.days_before, content.calendar):
            continue
        student = students.get(session, placement.student_id)
        for person, whole in _whose_turn(session, placement, student, content):
            told[person, whole][placement.id] = left
    events = [
        NotReady(person, tuple(lines.items()), whole, today)
        for (person, whole), lines in sorted(told.items())
        # Who answers for all of it sees their own items there too.
        if whole or (person, True) not in told
    ]
    return Done(None, tuple(events))


def _near(session: Session, today: date, checkpoints: Sequence[int]) -> Iterator[Placement]:
    colleges = frozenset(one.key for one in organisations(session, OrganisationKind.COLLEGE))
    until = today + timedelta(days=max(checkpoints) + 10)  # days off may bring a checkpoint forward
    wanted = DeskFilter(colleges=colleges, statuses=WAITING, starts_by=until, starts_after=today)
    return iter(desks.every(session, wanted))


def _is_checked(first: date, last: date, today: date, checkpoints: Sequence[int], calendar: WorkCalendar) -> bool:
    """Whether a checkpoint of a first day falls after the day of the last look, until today."""
    return any(last < checkpoint(first, days, calendar) <= today for days in checkpoints)


def checkpoint(first: date, days: int, calendar: WorkCalendar) -> date:
    """Return the day on which people are told `days` before the first day: a working one, else the one before it."""
    day = first - timedelta(days=days)
    return day if calendar.is_working(day) else calendar.add_working_days(day, -1)


def _whose_turn(
    session: Session, placement: Placement, student: Student, content: Content
) -> Iterator[tuple[int, bool]]:
    """Give who is to be told of a placement, and whether as the one who answers for all of it."""
    by_ball = open_by_ball(items.ready(session, placement, student, content).lines)
    if not by_ball:
        return
    for person in parties.supervisor_of(session, placement):
        yield person, True
    if Ball.STUDENT in by_ball:
        yield from ((person, False) for person in parties.themselves(session, placement, student))
    if Ball.PARENT in by_ball:
        yield from ((person, False) for person in parents_of_student(session, student))
    if Ball.ENTERPRISE in by_ball:
        yield from ((person, False) for person in enterprise_staff(session, placement.enterprise))


def open_by_ball(lines: tuple[Line, ...]) -> Mapping[Ball, tuple[Line, ...]]:
    """Return the open lines of a list by whose turn it is."""
    found: dict[Ball, list[Line]] = defaultdict(list)
    for line in lines:
        if line.state is State.OPEN:
            found[line.ball].append(line)
    return {ball: tuple(members) for ball, members in found.items()}


DUTIES: Duties = {GATE: _look}
