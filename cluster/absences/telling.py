"""The student's part: on which days they do not come and why, a word more, and that they come after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import russian
from cluster.absences import noticing
from cluster.absences.events import AbsenceTold, AbsenceWithdrawn
from cluster.access import Action, Kind, allowed
from cluster.calendar import day_of
from cluster.content import Content
from cluster.diary import Book, DayState, load_book, load_books, settle
from cluster.events import Done
from cluster.internship import desk
from cluster.internship.touching import touch
from storage import absences
from storage.absences import Absence, AbsenceReason, NewAbsence
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import Placement, PlacementStatus, placements, students

TELLS_IN: Final = frozenset({PlacementStatus.READY, PlacementStatus.ACTIVE})
"""Who is to come can say that they do not, the first day included."""
REASONS: Final = tuple(reason for reason in AbsenceReason if reason is not AbsenceReason.UNEXPLAINED)
MOST_NOTE = 200
DAYS_BACK = 3
"""So late one may still explain a day, as long as its diary entry could be written."""
_ONE_DAY = timedelta(days=1)


class DayWritten(Refusal):
    """The diary says that the student was there."""

    def __init__(self, day: date) -> None:
        super().__init__("absences-refuse-written", day=russian.format_numeric_date(day))


class Overlapping(Refusal):
    """Another absence with another reason stands for some of the days."""

    def __init__(self, other: Absence) -> None:
        super().__init__("absences-refuse-overlap", days=russian.format_numeric_span(other.first_day, other.last_day))
        self.other = other


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when, and why; Moscow days, both included."""

    first: date
    last: date
    reason: AbsenceReason
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MyAbsence:
    """An absence of one's own, with the practice it belongs to."""

    absence: Absence
    book: Book

    @property
    def may_come(self) -> bool:
        """Whether the student can still say that they come: not once its last day is over."""
        return self.absence.withdrawn_at is None and self.absence.last_day >= self.book.today


def my_practices(session: Session, now: datetime, actor: int, content: Content) -> list[Book]:
    """Return one's own practices to which one is to come, the earliest first."""
    known = {one.id: one for one in students.of_person(session, actor)}
    mine: list[Placement] = []
    for student in known.values():
        for one in placements.current_of(session, student.id):
            target = desk.target(session, one, student, Kind.DIARY)
            if one.status in TELLS_IN and allowed(session, actor, Action.WRITE, target):
                mine.append(one)
    return load_books(session, now, sorted(mine, key=lambda one: one.date_from), content, known)


def my_absences(session: Session, books: Sequence[Book]) -> list[MyAbsence]:
    """Return what one said of today and later days, the earliest first."""
    found = absences.standing(session, [book.placement.id for book in books])
    mine = [MyAbsence(one, book) for book in books for one in found.get(book.placement.id, ())]
    return sorted((one for one in mine if one.may_come), key=lambda one: one.absence.first_day)


def free_days(book: Book) -> tuple[date, ...]:
    """Return today and the days ahead for which one may say that one does not come."""
    free = {DayState.OPEN, DayState.AHEAD}
    return tuple(one.day for one in book.days if one.day >= book.today and one.state in free)


def tell(session: Session, now: datetime, actor: int, placement_id: int, days: Days, content: Content) -> Done[Absence]:
    """Say that one does not come. The same said twice is said once; what overlaps for the same reason becomes one.

    A day on which the mentor missed the student is explained by it.
    """
    book = own_practice(session, now, actor, placement_id, content)
    days = _checked(days, book)
    told = absences.standing(session, [placement_id]).get(placement_id, [])
    overlapping = [one for one in told if one.first_day <= days.last and days.first <= one.last_day]
    for one in overlapping:
        if one.reason not in {days.reason, AbsenceReason.UNEXPLAINED}:
            raise Overlapping(one)
        if one.reason is days.reason and _says_all(one, days):
            return Done(one)
    kept = _keep(session, now, actor, placement_id, days, overlapping)
    noticing.quiet(session, placement_id)
    for number in range((kept.last_day - kept.first_day).days + 1):
        settle(session, placement_id, kept.first_day + timedelta(days=number))
    touch(session, now, book.placement)
    return Done(kept, (AbsenceTold(kept.id, kept.version),))


def add_note(
    session: Session, now: datetime, actor: int, absence_id: int, note: str, content: Content
) -> Done[Absence]:
    """Say a word more about an absence, in place of an earlier one."""
    mine = read_own(session, now, actor, absence_id, content)
    if not mine.may_come or mine.absence.reason is AbsenceReason.UNEXPLAINED:
        raise NotFound
    said = check_note(note)
    if said == mine.absence.note:
        return Done(mine.absence)
    changed = absences.change(session, absence_id, note=said)
    return Done(changed, (AbsenceTold(changed.id, changed.version),))


def come(session: Session, now: datetime, actor: int, absence_id: int, content: Content) -> Done[Absence]:
    """Say that one comes after all, from today on; days of absence that are over stay. A second tap changes nothing."""
    mine = read_own(session, now, actor, absence_id, content)
    absence, today = mine.absence, day_of(now)
    if absence.withdrawn_at is not None:
        return Done(absence)
    if not mine.may_come:
        raise Refusal("absences-refuse-over")
    asked, alarmed = noticing.has_told(session, absence)
    noticing.quiet(session, absence.placement_id)
    if absence.first_day < today:
        changed = absences.change(session, absence_id, last_day=today - _ONE_DAY)
    else:
        changed = absences.change(session, absence_id, withdrawn_at=now)
    return Done(changed, (AbsenceWithdrawn(absence_id, changed.version, actor, asked, alarmed),))


def read_own(session: Session, now: datetime, actor: int, absence_id: int, content: Content) -> MyAbsence:
    """Return an absence of one's own; `NotFound`, `Forbidden`."""
    absence = absences.find(session, absence_id)
    if absence is None:
        raise NotFound
    placement, student = desk.load_placement(session, actor, absence.placement_id, Action.WRITE, kind=Kind.DIARY)
    if student.person_id != actor:
        raise Forbidden
    return MyAbsence(absence, load_book(session, now, placement, student, content))


def own_practice(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Book:
    """Return one's own practice to which one is to come; refused where there is none any more."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE, kind=Kind.DIARY)
    if student.person_id != actor:
        raise Forbidden
    if placement.status not in TELLS_IN:
        raise Refusal("absences-refuse-not_on")
    return load_book(session, now, placement, student, content)


def check_note(text: str) -> str:
    """Return a note, tidied; refused where it is too long or names an illness."""
    said = russian.tidy(text)
    if len(said) > MOST_NOTE:
        raise Refusal("absences-refuse-note_long", most=MOST_NOTE)
    if russian.tells_of_health(said):
        raise Refusal("absences-refuse-health")
    return said


def check_days(book: Book, first: date, last: date) -> None:
    """Refuse days on which nobody awaits the student, or of which the diary says that they came."""
    placement = book.placement
    if last < first:
        raise Refusal("absences-refuse-backwards")
    if first < book.today - timedelta(days=DAYS_BACK):
        raise Refusal("absences-refuse-late", days=DAYS_BACK)
    if first < placement.date_from or last > placement.date_to:
        raise Refusal(
            "absences-refuse-outside", days=russian.format_numeric_span(placement.date_from, placement.date_to)
        )
    lines = [one for one in book.days if first <= one.day <= last and one.state is not DayState.OFF]
    if not lines:
        raise Refusal("absences-refuse-rest")
    for one in lines:
        if one.mark is not None:
            raise DayWritten(one.day)


def _checked(days: Days, book: Book) -> Days:
    if days.reason not in REASONS:
        raise NotFound
    check_days(book, days.first, days.last)
    return replace(days, note=check_note(days.note) or None if days.note else None)


def _says_all(standing: Absence, days: Days) -> bool:
    covered = standing.first_day <= days.first and days.last <= standing.last_day
    return covered and days.note in {None, standing.note}


def _keep(
    session: Session, now: datetime, actor: int, placement_id: int, days: Days, overlapping: Sequence[Absence]
) -> Absence:
    """Keep an absence, together with those that it takes in."""
    if not overlapping:
        new = NewAbsence(placement_id, days.first, days.last, days.reason, actor, days.note)
        kept = absences.add(session, new, now)
        if kept is None:
            raise AssertionError("one that begins on that day would overlap")
        return kept
    first, *others = overlapping
    for one in others:
        absences.change(session, one.id, withdrawn_at=now)
    return absences.change(
        session,
        first.id,
        first_day=min(days.first, first.first_day),
        last_day=max(days.last, *(one.last_day for one in overlapping)),
        reason=days.reason,
        note=days.note or next((one.note for one in overlapping if one.note), None),
        told_by=actor,
        told_at=now,
        seen_by=None,
        seen_at=None,
    )
