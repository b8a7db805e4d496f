"""What practice keeps about a student, and how it lets go of it (`/privacy`).

Who was on practice is in papers that the college has to keep; who was only matched may go at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import at, day_of
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.internship.status import Actor, By, Facts, transition
from cluster.invites import forget_students
from cluster.privacy import KEEPERS, Kept
from storage import absences, diary
from storage.duties import open_one
from storage.internship import (
    HistoryEntry,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    students,
)

S = PlacementStatus
FEATURE = "internship"
ERASED = "erased"
"""Why a placement was cancelled whose student asked that everything be deleted."""
FREE = frozenset({S.PLANNED, S.OFFERED, S.CONFIRMED, S.CANCELLED})
"""Nothing was signed yet, or nothing came of it."""
RETENTION: Final = "internship-retention"
EVERYBODY: Final = "all"
LOOK_AT = time(3, 40)
KEPT_FOR = timedelta(days=3 * 365 + 1)
"""How long a college keeps who practised, after the last practice ended (not verified, see docs/internship.md)."""
AT_ONCE = 50


class InternshipKeeper:
    """Keeps records of students; those with a practice that has papers stay, since the college answers for them."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return how many records may be deleted, and how many may not."""
        locked = [_is_locked(session, one) for one in students.of_person(session, person_id)]
        found = [
            Kept(FEATURE, "internship-kept", locked.count(False)),
            Kept(FEATURE, "internship-kept-by-law", locked.count(True), deletable=False),
        ]
        return [kept for kept in found if kept.count]

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Cancel what is only planned, delete who the students are."""
        events: list[Event] = []
        for student in students.of_person(session, person_id):
            if not _is_locked(session, student):
                events += _erase(session, now, student)
        return events

    def consent_withdrawn(self, _session: Session, _now: datetime, _person_id: int, _purpose: str) -> Sequence[Event]:
        """Stop nothing: practice rests on the agreement of the college and the plant, and on the curriculum."""
        return ()


KEEPERS[FEATURE] = InternshipKeeper()


# --- what is over and old -------------------------------------------------------------------------------


def ensure(session: Session, now: datetime) -> None:
    """Make sure that the next night's look is due."""
    if open_one(session, RETENTION, EVERYBODY) is None:
        duties.schedule(session, RETENTION, EVERYBODY, _next(now))


def _retain(session: Session, now: datetime, _duty: Duty, _content: Content) -> Done[None]:
    """Forget who practised three years ago, some at a time; the rest a minute later, so that nobody waits."""
    events: list[Event] = []
    found = students.over_before(session, now - KEPT_FOR, AT_ONCE)
    for student in found:
        for placement in placements.of_student(session, student.id):
            placements.note(session, HistoryEntry(placement.id, now, PlacementHistoryKind.ERASED, Actor.CLOCK.value))
            _forget_words(session, placement)
        events += forget_students(session, now, [student.id])
        students.erase(session, student.id, now)
    again = now + timedelta(minutes=1) if len(found) == AT_ONCE else _next(now)
    duties.schedule(session, RETENTION, EVERYBODY, again)
    return Done(None, tuple(events))


def _next(now: datetime) -> datetime:
    return at(day_of(now) + timedelta(days=1), LOOK_AT)


DUTIES: duties.Duties = {RETENTION: _retain}


def _is_locked(session: Session, student: Student) -> bool:
    return any(one.status not in FREE for one in placements.of_student(session, student.id))


def _erase(session: Session, now: datetime, student: Student) -> list[Event]:
    events: list[Event] = []
    for placement in placements.of_student(session, student.id):
        if placement.status is not S.CANCELLED:
            events.append(_cancel(session, now, placement, student))
        entry = HistoryEntry(placement.id, now, PlacementHistoryKind.ERASED, Actor.STUDENT.value, student.person_id)
        placements.note(session, entry)
        _forget_words(session, placement)
    events += forget_students(session, now, [student.id])
    students.erase(session, student.id, now)
    return events


def _forget_words(session: Session, placement: Placement) -> None:
    """Forget what was said of a practice, in its diary too: once the student is erased, nobody finds it by them."""
    placements.forget_words(session, placement.id)
    diary.forget_words(session, [placement.id])
    absences.forget_words(session, [placement.id])


def _cancel(session: Session, now: datetime, placement: Placement, student: Student) -> Event:
    # Nobody asked the student yet whom a coordinator has only matched, so there it is the college that lets go.
    by = By(Actor.COLLEGE) if placement.status is S.PLANNED else By(Actor.STUDENT, student.person_id)
    return transition(session, now, placement, S.CANCELLED, by, Facts(reason=ERASED))[1]
