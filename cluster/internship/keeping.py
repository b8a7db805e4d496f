"""What practice keeps about a student, and how it lets go of it (`/privacy`).

Who was on practice is in papers that the college has to keep; who was only matched may go at once. Who never had a
practice, as a list may bring whole groups, goes some time after the last change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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
from storage import absences, diary, facts
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
UNPLACED_FOR = timedelta(days=1096)
"""How long students are kept who never had a practice, after the last change, unless the configuration says otherwise.

Three years: the longest programme takes 34 months, and who begins it may have a practice in its last ones.
"""
AT_ONCE = 50
TERM, REPORT = "unplaced-kept-for", "students-forgotten"
"""Facts: the term of the configuration, in days; how many were forgotten last, and on which day."""


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


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many students are forgotten, by the rule: who practised long ago, who never had a practice."""

    practised: int
    unplaced: int
    on: date | None = None
    """The day on which that was; None where it is still to come."""


def keep_unplaced_for(session: Session, term: timedelta) -> None:
    """Note for how long the configuration wants those kept who never had a practice."""
    facts.write(session, TERM, str(term.days))


def to_forget(session: Session, now: datetime, unplaced_for: timedelta) -> Forgotten:
    """Return how many students the next nights would forget, as things stand; nothing is changed."""
    return Forgotten(*students.count_old(session, now - KEPT_FOR, now - unplaced_for))


def last_forgotten(session: Session) -> Forgotten | None:
    """Return how many students were forgotten on the last day on which there were any; None before the first."""
    said = facts.read(session, REPORT)
    if said is None:
        return None
    day, practised, unplaced = said.split()
    return Forgotten(int(practised), int(unplaced), date.fromisoformat(day))


def ensure(session: Session, now: datetime) -> None:
    """Make sure that the next night's look is due."""
    if open_one(session, RETENTION, EVERYBODY) is None:
        duties.schedule(session, RETENTION, EVERYBODY, _next(now))


def _retain(session: Session, now: datetime, _duty: Duty, _content: Content) -> Done[None]:
    """Forget who practised long ago or never, some at a time; the rest a minute later, so that nobody waits."""
    events: list[Event] = []
    practised = students.over_before(session, now - KEPT_FOR, AT_ONCE)
    known = facts.read(session, TERM)
    term = UNPLACED_FOR if known is None else timedelta(days=int(known))
    unplaced = students.unplaced_before(session, now - term, AT_ONCE - len(practised))
    found = [*practised, *unplaced]
    _report(session, now, len(practised), len(unplaced))
    for student in found:
        for placement in placements.of_student(session, student.id):
            placements.note(session, HistoryEntry(placement.id, now, PlacementHistoryKind.ERASED, Actor.CLOCK.value))
            _forget_words(session, placement)
        events += forget_students(session, now, [student.id])
        students.erase(session, student.id, now)
    again = now + timedelta(minutes=1) if len(found) == AT_ONCE else _next(now)
    duties.schedule(session, RETENTION, EVERYBODY, again)
    return Done(None, tuple(events))


def _report(session: Session, now: datetime, practised: int, unplaced: int) -> None:
    if practised or unplaced:
        before = last_forgotten(session)
        if before is not None and before.on == day_of(now):  # the night goes on
            practised, unplaced = practised + before.practised, unplaced + before.unplaced
        facts.write(session, REPORT, f"{day_of(now).isoformat()} {practised} {unplaced}")


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
