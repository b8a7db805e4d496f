"""The others' part: the mentor misses somebody, the clock asks and alarms, those told say that they have read it.

noted          the mentor: «did not come», not before the shift begins
start + 60 min the student is asked; whatever they say ends it
start + 120    the supervisor is told to call, the parent too where the student is under 18
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.absences.events import AbsenceAlarm, AbsenceAsked, AbsenceSeen, AbsenceWithdrawn
from cluster.access import Action, Kind, of_kind, require
from cluster.access import log as log_access
from cluster.calendar import at, day_of, is_minor
from cluster.content import Content
from cluster.diary import Book, DayState, my_trainees, read_trainee
from cluster.duties import Duties, Duty
from cluster.events import Done
from cluster.internship import desk, status
from storage import absences
from storage.absences import Absence, AbsenceReason, NewAbsence
from storage.admission import applicants
from storage.duties import open_one
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import Place, Placement, PlacementStatus, Student, placements, students

ASK: Final = "absence-ask"
ALARM: Final = "absence-alarm"
ASK_AFTER, ALARM_AFTER = timedelta(minutes=60), timedelta(minutes=120)
UNMASK_REASON: Final = "unexplained absence"


@dataclass(frozen=True, slots=True)
class Absent:
    """An absence with whose it is."""

    absence: Absence
    placement: Placement
    student: Student

    @property
    def minor(self) -> bool:
        """Whether the parents have a say: under 18 on the first day of it."""
        born = self.student.birth_date
        return born is not None and is_minor(born, self.absence.first_day)


@dataclass(frozen=True, slots=True)
class Phones:
    """Whom to call, E.164; None where nobody told a number. `parent` is a name."""

    student: str | None
    parent: str | None = None
    parent_phone: str | None = None


# --- the mentor ------------------------------------------------------------------------------------------


def expected_today(session: Session, now: datetime, actor: int, content: Content) -> list[Book]:
    """Return the mentor's trainees who are to come today, whether they came or not, by name."""
    books = [book for book in my_trainees(session, now, actor, content) if _is_awaited(book)]
    return sorted(books, key=lambda book: (book.student.last_name or "", book.placement.id))


def miss(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Done[Absence]:
    """Note that a trainee has not come today. Whoever told an absence is not missed; a second tap is none.

    What the diary says does not matter: an entry may have been written anywhere. It stays, and waits for the mentor.
    """
    book = read_trainee(session, now, actor, placement_id, content)
    line = book.on(book.today)
    if line is None or not _is_awaited(book):
        raise Refusal("absences-refuse-nobody")
    if line.absence is not None:
        return Done(line.absence)
    begins = shift_start(book.place, now)
    if now < begins:
        raise Refusal("absences-refuse-early")
    noted = absences.add(
        session, NewAbsence(placement_id, book.today, book.today, AbsenceReason.UNEXPLAINED, actor), now
    )
    if noted is None:
        raise AssertionError("an absence of that day would stand on its line")
    ask_at = max(now, begins + ASK_AFTER)
    for kind, due_at in ((ASK, ask_at), (ALARM, max(begins + ALARM_AFTER, ask_at + ALARM_AFTER - ASK_AFTER))):
        duties.schedule(session, kind, str(placement_id), due_at, {"absence": noted.id})
    return Done(noted)


def take_back(session: Session, now: datetime, actor: int, absence_id: int, content: Content) -> Done[Absence]:
    """Say that a trainee came after all who was missed. A second tap changes nothing."""
    absence = absences.find(session, absence_id)
    if absence is None:
        raise NotFound
    read_trainee(session, now, actor, absence.placement_id, content)
    if absence.withdrawn_at is not None:
        return Done(absence)
    if absence.reason is not AbsenceReason.UNEXPLAINED:
        raise Refusal("absences-refuse-explained")
    asked, alarmed = has_told(session, absence)
    quiet(session, absence.placement_id)
    changed = absences.change(session, absence_id, withdrawn_at=now)
    return Done(changed, (AbsenceWithdrawn(absence_id, changed.version, actor, asked, alarmed),))


def shift_start(place: Place | None, now: datetime) -> datetime:
    """Return when today's shift begins; the beginning of the day where nobody knows."""
    today = day_of(now)
    return at(today, place.shift_from) if place is not None else at(today, datetime.min.time())


# --- who was told ----------------------------------------------------------------------------------------


def read(session: Session, actor: int, absence_id: int) -> Absent:
    """Return an absence to its mentor or the college; the student has a view of their own."""
    absence = absences.find(session, absence_id)
    if absence is None:
        raise NotFound
    placement, student = desk.load_placement(session, actor, absence.placement_id, Action.READ, kind=Kind.DIARY)
    if student.person_id == actor:
        raise Forbidden
    return Absent(absence, placement, student)


def see(session: Session, now: datetime, actor: int, absence_id: int) -> Done[Absent]:
    """Say that one has read of an absence; the student sees who was the first. A second tap changes nothing."""
    found = read(session, actor, absence_id)
    if found.absence.seen_by is not None or found.absence.withdrawn_at is not None:
        return Done(found)
    seen = absences.change(session, absence_id, seen_by=actor, seen_at=now)
    return Done(Absent(seen, found.placement, found.student), (AbsenceSeen(absence_id, seen.version),))


def phones(session: Session, now: datetime, actor: int, absence_id: int) -> Phones:
    """Return whom to call about somebody who is missed, and write down who looked; the parent's only under 18."""
    found = read(session, actor, absence_id)
    student = found.student
    target = desk.student_target(session, student)
    require(session, actor, Action.UNMASK, of_kind(Kind.PERSON, student.person_id, *target.organisations))
    if found.absence.reason is not AbsenceReason.UNEXPLAINED or found.absence.withdrawn_at is not None:
        raise Refusal("absences-refuse-known")
    subject = student.person_id if student.person_id is not None else actor
    log_access(session, now, actor, Action.UNMASK, Kind.PERSON, subject, student.id, UNMASK_REASON)
    parent, phone = _parent(session, student) if found.minor else (None, None)
    return Phones(student.phone, parent, phone)


def _parent(session: Session, student: Student) -> tuple[str | None, str | None]:
    """Return the parent that the application names; a roster knows none."""
    if student.applicant_id is None:
        return None, None
    applicant = applicants.get(session, [student.applicant_id]).get(student.applicant_id)
    parent = applicant.answers.parent if applicant is not None and applicant.answers is not None else None
    if parent is None:
        return None, None
    return " ".join(part for part in (parent.last_name, parent.first_name, parent.middle_name) if part), parent.phone


# --- the clock -------------------------------------------------------------------------------------------


def quiet(session: Session, placement_id: int) -> None:
    """Ask and alarm nobody any more about a practice."""
    for kind in (ASK, ALARM):
        duties.cancel(session, kind, str(placement_id))


def has_told(session: Session, absence: Absence) -> tuple[bool, bool]:
    """Return whether the student was asked, and whether others were told, about an absence."""
    if absence.reason is not AbsenceReason.UNEXPLAINED:
        return True, True
    asked, alarmed = (open_one(session, kind, str(absence.placement_id)) is None for kind in (ASK, ALARM))
    return asked, alarmed


@status.follow
def _end(session: Session, _now: datetime, changes: Sequence[status.Change]) -> None:
    """Whoever is at no plant any more is missed at none."""
    for _, changed in changes:
        if changed.after is not PlacementStatus.ACTIVE:
            quiet(session, changed.placement_id)


def _ask(session: Session, _now: datetime, duty: Duty, _content: Content) -> Done[None]:
    return Done(None, (AbsenceAsked(int(duty.payload["absence"])),) if _is_unexplained(session, duty) else ())


def _alarm(session: Session, _now: datetime, duty: Duty, _content: Content) -> Done[None]:
    return Done(None, (AbsenceAlarm(int(duty.payload["absence"])),) if _is_unexplained(session, duty) else ())


def _is_unexplained(session: Session, duty: Duty) -> bool:
    absence = absences.find(session, int(duty.payload["absence"]))
    if absence is None or absence.withdrawn_at is not None or absence.reason is not AbsenceReason.UNEXPLAINED:
        return False
    return placements.get(session, absence.placement_id).status is PlacementStatus.ACTIVE


DUTIES: Duties = {ASK: _ask, ALARM: _alarm}


def _is_awaited(book: Book) -> bool:
    line = book.on(book.today)
    return book.placement.status is PlacementStatus.ACTIVE and line is not None and line.state is not DayState.OFF


def about(session: Session, absence_id: int) -> Absent:
    """Return an absence with whose it is, for notices: nobody's right is asked."""
    absence = absences.find(session, absence_id)
    if absence is None:
        raise NotFound
    placement = placements.get(session, absence.placement_id)
    return Absent(absence, placement, students.get(session, placement.student_id))
