"""The mentor's part: a week accepted in one tap, one entry given back with a comment. Of comfort they see nothing.

After the end they go on reading, and may accept what still waits, since no paper is made of it before; what would have
to be written anew cannot be given back any more. What was given back and never written anew is theirs to settle: they
accept it as it stands, at any time, or, while the diary is kept, give it back once more, which opens it anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, Kind, allows, load_actor
from cluster.content import Content
from cluster.diary.days import KEPT, PAST, Book, Day, DayState, load_book, load_books
from cluster.diary.events import EntryReturned
from cluster.events import Done
from cluster.internship import desk
from cluster.internship.touching import touch
from storage import diary
from storage.diary import Entry, EntryState, Outline
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import Placement, PlacementStatus, Student, deputies, placements, students

LEAST_COMMENT, MOST_COMMENT = 3, 300
COMING = frozenset({PlacementStatus.CONFIRMED, PlacementStatus.DOCS_PENDING, PlacementStatus.READY})
"""Agreed, and not begun: its mentor knows who comes, and has nothing to accept yet."""


class WeekOutdated(Refusal):
    """Something was written since the week was drawn: nothing is accepted that the mentor has not seen."""

    def __init__(self) -> None:
        super().__init__("diary-week-outdated")


class EntryOutdated(Refusal):
    """The entry was decided about, or changed, since its card was drawn."""

    def __init__(self) -> None:
        super().__init__("diary-entry-outdated")


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as its mentor reads it."""

    book: Book
    line: Day
    entry: Entry


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody whom a mentor has taught, and what their diary comes to."""

    placement: Placement
    student: Student
    said: Outline


def my_trainees(session: Session, now: datetime, actor: int, content: Content) -> list[Book]:
    """Return the diaries that a mentor works with, those with something to accept first; a deputy's among them."""
    of = [one for one in deputies.taught_by(session, actor) if one.status in KEPT]
    known = students.many(session, [one.student_id for one in of])
    who = load_actor(session, actor)
    mine = [one for one in of if known[one.student_id].person_id != actor]
    mine = [
        one for one in mine if allows(who, Action.WRITE, desk.target(session, one, known[one.student_id], Kind.DIARY))
    ]
    books = load_books(session, now, mine, content, known)
    return sorted(books, key=lambda book: (not book.waiting, book.student.last_name or "", book.placement.id))


def former_trainees(session: Session, actor: int) -> list[Former]:
    """Return those whom a mentor taught and whose diary is closed: what still waits first, then the latest practice.

    Cheap whatever their number: no diary is worked out for it.
    """
    of = placements.of_mentor(session, actor, PAST)
    written = diary.outlines(session, [one.id for one in of])
    of = [one for one in of if one.id in written]
    known = students.many(session, [one.student_id for one in of])
    who = load_actor(session, actor)
    mine = [
        Former(one, known[one.student_id], written[one.id])
        for one in of
        if known[one.student_id].person_id != actor
        and allows(who, Action.WRITE, desk.target(session, one, known[one.student_id], Kind.DIARY))
    ]
    return sorted(mine, key=lambda one: (not one.said.waiting, -one.placement.date_to.toordinal(), one.placement.id))


def coming(session: Session, actor: int) -> list[tuple[Placement, Student]]:
    """Return the trainees who are to come to a mentor, the earliest first day first."""
    who = load_actor(session, actor)
    of = [one for one in deputies.taught_by(session, actor) if one.status in COMING]
    known = students.many(session, [one.student_id for one in of])
    pairs = [(one, known[one.student_id]) for one in of if known[one.student_id].person_id != actor]
    return [pair for pair in pairs if allows(who, Action.READ, desk.target(session, *pair))]


def read_trainee(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Book:
    """Return one trainee's diary to their mentor, after the end as well."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE, kind=Kind.DIARY)
    # The student writes the diary by the same right, and does not accept it.
    if not _is_mentor(session, actor, placement, student):
        raise Forbidden
    return load_book(session, now, placement, student, content)


def stamp(lines: Sequence[Day]) -> str:
    """Return what tells one state of waiting entries from another, short enough for a button."""
    seen = [(one.mark.id, one.mark.version) for one in lines if one.mark is not None and _waits(one)]
    return f"{zlib.crc32(repr(seen).encode()):08x}"


def accept_week(
    session: Session, now: datetime, actor: int, placement_id: int, monday: date, seen: str, content: Content
) -> Done[int]:
    """Accept every entry of a week that waits; return how many. `seen` is the `stamp` of the week that was shown.

    A second tap accepts nothing and does no harm.
    """
    book = read_trainee(session, now, actor, placement_id, content)
    return _accept(session, now, actor, [one for one in book.week(monday) if _waits(one)], seen)


def accept_all(session: Session, now: datetime, actor: int, monday: date, seen: str, content: Content) -> Done[int]:
    """Accept what waits of a week of every trainee; `seen` is the `stamp` of all of it, as `all_waiting` gives it."""
    lines = all_waiting(my_trainees(session, now, actor, content), monday)
    return _accept(session, now, actor, lines, seen)


def all_waiting(books: Sequence[Book], monday: date) -> list[Day]:
    """Return what waits in a week of several diaries, in an order that does not depend on theirs."""
    ordered = sorted(books, key=lambda book: book.placement.id)
    return [one for book in ordered for one in book.week(monday) if _waits(one)]


def read_entry(session: Session, now: datetime, actor: int, entry_id: int, content: Content) -> Read:
    """Return an entry with its words to its mentor."""
    entry = diary.get(session, entry_id)
    if entry is None:
        raise NotFound
    book = read_trainee(session, now, actor, entry.placement_id, content)
    line = book.on(entry.day)
    if line is None:
        raise NotFound
    return Read(book, line, for_mentor(entry))


def read_to_give_back(session: Session, now: datetime, actor: int, entry_id: int, content: Content) -> Read:
    """Return an entry to its mentor who wants to give it back; refused where nobody may write it anew."""
    found = read_entry(session, now, actor, entry_id, content)
    if found.book.placement.status not in KEPT:
        raise Refusal("diary-give-back-over")
    return found


def may_give_back(found: Read) -> bool:
    """Whether an entry may be given back: once more only when the time to write it anew is over."""
    if found.book.placement.status not in KEPT or found.entry.state is EntryState.LEFT_OUT:
        return False
    return found.entry.state is not EntryState.RETURNED or found.line in found.book.stuck


def read_week(
    session: Session, now: datetime, actor: int, placement_id: int, monday: date, content: Content
) -> tuple[Book, list[Entry]]:
    """Return a trainee's diary, and what they wrote in one week, with its words, to their mentor."""
    book = read_trainee(session, now, actor, placement_id, content)
    found = diary.entries(session, placement_id, monday, monday + timedelta(days=6))
    return book, [for_mentor(entry) for entry in found]


def for_mentor(entry: Entry) -> Entry:
    """Return an entry without what is the supervisor's alone: how at ease the student is, and the call for help."""
    return replace(entry, comfort=None, needs_help=False)


def accept_entry(
    session: Session, now: datetime, actor: int, entry_id: int, version: int, content: Content
) -> Done[Entry]:
    """Accept one entry as it was seen, one that was given back as well. A second tap changes nothing."""
    found = read_entry(session, now, actor, entry_id, content)
    entry = found.entry
    if entry.state is EntryState.ACCEPTED:
        return Done(entry)
    if entry.version != version or entry.state is EntryState.LEFT_OUT:
        raise EntryOutdated
    if entry.state is EntryState.RETURNED:
        accepted = _accept_as_it_stands(session, now, actor, entry_id)
        touch(session, now, found.book.placement)
        return Done(accepted)
    diary.accept(session, [entry_id], actor, now)
    return Done(entry)


def _accept_as_it_stands(session: Session, now: datetime, actor: int, entry_id: int) -> Entry:
    """Accept what was given back: what was to be mended is no matter any more."""
    decided = {"decided_by": actor, "decided_at": now, "comment": None}
    return for_mentor(diary.change(session, entry_id, state=EntryState.ACCEPTED, **decided))


def give_back(
    session: Session, now: datetime, actor: int, entry_id: int, version: int, comment: str, content: Content
) -> Done[Entry]:
    """Give an entry back to be written anew, with a comment that the student reads."""
    found = read_to_give_back(session, now, actor, entry_id, content)
    entry = found.entry
    if entry.version != version or not may_give_back(found):
        raise EntryOutdated
    changed = diary.change(
        session,
        entry_id,
        state=EntryState.RETURNED,
        comment=check_comment(comment),
        decided_by=actor,
        decided_at=now,
    )
    touch(session, now, found.book.placement)
    return Done(for_mentor(changed), (EntryReturned(entry.id, changed.version),))


def check_comment(text: str) -> str:
    """Return a comment to a student, tidied; refused where it is too short or too long."""
    said = russian.tidy(text)
    if not LEAST_COMMENT <= len(said) <= MOST_COMMENT:
        raise Refusal("diary-comment-length", least=LEAST_COMMENT, most=MOST_COMMENT)
    return said


def _accept(session: Session, now: datetime, actor: int, waiting: Sequence[Day], seen: str) -> Done[int]:
    if not waiting:
        return Done(0)
    if stamp(waiting) != seen:
        raise WeekOutdated
    return Done(diary.accept(session, [one.mark.id for one in waiting if one.mark is not None], actor, now))


def _waits(one: Day) -> bool:
    return one.state is DayState.WRITTEN


def _is_mentor(session: Session, actor: int, placement: Placement, student: Student) -> bool:
    teaches = actor in desk.teachers_of(session, placement) and actor != student.person_id
    return teaches and placement.status in KEPT | PAST
