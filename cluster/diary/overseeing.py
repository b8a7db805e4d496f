"""The college's part: whose days are missing, who needs somebody; and what a plant sees of it, in numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor
from cluster.content import Content
from cluster.diary.days import IN_A_ROW, KEPT, Book, Day, DayState, load_book, load_books
from cluster.diary.reminding import ASKED_DAILY
from cluster.internship import desk
from cluster.people import circle_of
from storage import diary
from storage.diary import Entry
from storage.errors import Forbidden
from storage.internship import PlacementStatus, deputies, placements
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a plant sees of one trainee's diary: no words, no reasons, no comfort."""

    book: Book

    @property
    def written(self) -> int:
        """Return of how many days something is written."""
        return sum(one.mark is not None for one in self.book.days)

    @property
    def accepted(self) -> int:
        """Return how many entries the mentor accepted."""
        return sum(one.state is DayState.ACCEPTED for one in self.book.days)

    @property
    def absent(self) -> int:
        """Return how many days of absence have gone by."""
        return sum(one.day <= self.book.today for one in self.book.absent)


def calls_for_help(book: Book) -> tuple[Day, ...]:
    """Return the days on which the student ticked that they need help."""
    return tuple(one for one in book.days if one.mark is not None and one.mark.needs_help)


def too_long(book: Book) -> tuple[Day, ...]:
    """Return the days that are longer than planned or allowed."""
    return tuple(one for one in book.days if one.is_over)


def overview(session: Session, now: datetime, actor: int, content: Content, *, own: bool = False) -> list[Book]:
    """Return the diaries of one's colleges, those with days missed in a row first, then with missed days at all.

    With `own`, only those that one supervises. `Forbidden` to who works for no college.
    """
    colleges = _readable(session, actor, OrganisationKind.COLLEGE, Action.READ)
    if not colleges:
        raise Forbidden
    of = placements.in_states(session, KEPT, colleges=colleges)
    # What hides comfort from a mentor hides it from one who has a second role in the college, too.
    taught = {one.id for one in deputies.taught_by(session, actor)}
    books = load_books(session, now, [one for one in of if one.id not in taught], content)
    mine = [book for book in books if actor in {book.placement.supervisor_id, book.student.supervisor_id}]
    return sorted(mine if own else books, key=_urgency)


def count_silent(session: Session, now: datetime, actor: int, content: Content) -> int:
    """Return in how many diaries of one's colleges nothing was written for days; 0 for who works for none."""
    try:
        books = overview(session, now, actor, content)
    except Forbidden:
        return 0
    going_on = (book for book in books if book.placement.status is PlacementStatus.ACTIVE)
    return sum(len(book.last_gap) >= ASKED_DAILY for book in going_on)


def read_diary(
    session: Session, now: datetime, actor: int, placement_id: int, content: Content
) -> tuple[Book, list[Entry]]:
    """Return a diary with its words and comfort to the college that answers for it."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.READ, kind=Kind.DIARY)
    if actor == student.person_id or actor in desk.teachers_of(session, placement):
        raise Forbidden
    book = load_book(session, now, placement, student, content)
    return book, diary.entries(session, placement_id, placement.date_from, placement.date_to)


def has_diaries(session: Session, actor: int) -> bool:
    """Whether there is any diary for somebody of a college to look at; cheap, for the menu."""
    colleges = _readable(session, actor, OrganisationKind.COLLEGE, Action.READ)
    return bool(placements.in_states(session, KEPT, colleges=colleges, limit=1))


def has_trainees(session: Session, actor: int) -> bool:
    """Whether there is any trainee for somebody of an enterprise to look at; cheap, for the menu."""
    plants = _readable(session, actor, OrganisationKind.ENTERPRISE, Action.SUMMARY)
    return bool(placements.in_states(session, KEPT, enterprises=plants, limit=1))


def plant_numbers(session: Session, now: datetime, actor: int, content: Content) -> list[Numbers]:
    """Return the numbers of an enterprise's trainees, by name; `Forbidden` to who acts for none."""
    plants = _readable(session, actor, OrganisationKind.ENTERPRISE, Action.SUMMARY)
    if not plants:
        raise Forbidden
    books = load_books(session, now, placements.in_states(session, KEPT, enterprises=plants), content)
    return [Numbers(book) for book in sorted(books, key=lambda one: (one.student.last_name or "", one.placement.id))]


def _readable(session: Session, actor: int, kind: OrganisationKind, action: Action) -> frozenset[str]:
    """Return the organisations whose trainees' diaries this person may look at in this way."""
    who = load_actor(session, actor)

    def circle(key: str) -> frozenset[str]:
        return circle_of(session, key) if kind is OrganisationKind.COLLEGE else frozenset({key})

    return frozenset(
        one.key
        for one in organisations(session, kind)
        if allows(who, action, Target(Kind.DIARY, organisations=circle(one.key)))
    )


def _urgency(book: Book) -> tuple[int, int, int, str, int]:
    gap = len(book.last_gap)
    in_a_row = gap if gap >= IN_A_ROW else 0
    return (-in_a_row, -len(calls_for_help(book)), -len(book.missing), book.student.last_name or "", book.placement.id)
