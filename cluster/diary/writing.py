"""The student's part: what was done on a day, written, changed, with a word more, with a call for help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, Kind, allowed, allows, load_actor
from cluster.content import Content
from cluster.content.practice import Competence
from cluster.diary import reminding
from cluster.diary.days import KEPT, PAST, WRITTEN_IN, Book, Day, DayState, load_book, load_books
from cluster.diary.events import ComfortLow, DayTooLong, HelpWanted
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.internship.hours import MOST
from cluster.internship.touching import touch
from storage import diary
from storage.diary import Entry, Written
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import Placement, placements, students

LEAST_WORDS, MOST_WORDS = 10, 500
MOST_COMPETENCES = 10
LOW_COMFORT: Final = 2


class DayClosed(Refusal):
    """Nothing can be written of that day: `why` says it, as the end of a text key."""

    def __init__(self, why: str) -> None:
        super().__init__(f"diary-closed-{why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Page:
    """One day as the student writes it: what may be picked, how long it should be, and what stands there already."""

    book: Book
    line: Day
    competences: tuple[Competence, ...]
    entry: Entry | None


def my_books(session: Session, now: datetime, actor: int, content: Content) -> list[Book]:
    """Return one's own diaries that somebody still works with, the one to write in first."""
    known = {one.id: one for one in students.of_person(session, actor)}
    mine: list[Placement] = []
    for student in known.values():
        for one in placements.current_of(session, student.id):
            target = desk.target(session, one, student, Kind.DIARY)
            if one.status in KEPT and allowed(session, actor, Action.WRITE, target):
                mine.append(one)
    books = load_books(session, now, mine, content, known)
    return sorted(books, key=lambda book: (not book.to_write(), book.placement.date_from))


def my_past(session: Session, actor: int) -> list[Placement]:
    """Return one's own practices whose diary is closed and says something, the latest first; cheap, for a menu."""
    known = {one.id: one for one in students.of_person(session, actor)}
    found = [one for one in placements.of_students(session, list(known)) if one.status in PAST]
    written = diary.outlines(session, [one.id for one in found])
    who = load_actor(session, actor)
    mine = [
        one
        for one in found
        if one.id in written and allows(who, Action.WRITE, desk.target(session, one, known[one.student_id], Kind.DIARY))
    ]
    return sorted(mine, key=lambda one: (one.date_to, one.id), reverse=True)


def read_own(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Book:
    """Return one diary of one's own; `Forbidden` to whoever else may write in it."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE, kind=Kind.DIARY)
    if student.person_id != actor:
        raise Forbidden
    return load_book(session, now, placement, student, content)


def read_own_entry(
    session: Session, now: datetime, actor: int, placement_id: int, day: date, content: Content
) -> tuple[Book, Entry | None]:
    """Return one's own diary and what one wrote of a day."""
    book = read_own(session, now, actor, placement_id, content)
    return book, diary.find(session, placement_id, day)


def open_page(session: Session, now: datetime, actor: int, placement_id: int, day: date, content: Content) -> Page:
    """Return a day to be written or changed; `DayClosed` where it may not be."""
    book, entry = read_own_entry(session, now, actor, placement_id, day, content)
    line = book.on(day)
    if line is None or not book.may_write(day):
        raise DayClosed(_why_closed(book, line, day))
    return Page(book, line, content.module(book.placement.module).competences, entry)


def write(
    session: Session, now: datetime, actor: int, placement_id: int, day: date, said: Written, content: Content
) -> Done[Entry]:
    """Keep what was done on a day. Said a second time in the same words, nothing changes.

    Words and a call for help of an earlier version stay where the new one says nothing of them.
    """
    page = open_page(session, now, actor, placement_id, day, content)
    if page.entry is not None:
        help_wanted = said.needs_help or page.entry.needs_help
        said = replace(said, words=said.words or page.entry.words, needs_help=help_wanted)
    said = _checked(said, page)
    if page.entry is not None and _as_written(page.entry) == said and page.line.state is not DayState.RETURNED:
        return Done(page.entry)
    entry = diary.write(session, placement_id, day, said, now)
    reminding.settle(session, placement_id, day)
    touch(session, now, page.book.placement)
    return Done(entry, tuple(_what_follows(page, entry)))


def add_words(
    session: Session, now: datetime, actor: int, placement_id: int, day: date, words: str, content: Content
) -> Done[Entry]:
    """Add words to what was written of a day, in place of earlier ones."""
    page = open_page(session, now, actor, placement_id, day, content)
    if page.entry is None:
        raise NotFound
    said = _checked(replace(_as_written(page.entry), words=words), page)
    return Done(diary.write(session, placement_id, day, said, now))


def ask_help(
    session: Session, now: datetime, actor: int, placement_id: int, day: date, content: Content
) -> Done[Entry]:
    """Say that one needs help, whatever the mentor has said of that day; a second tap tells nobody again."""
    book, entry = read_own_entry(session, now, actor, placement_id, day, content)
    if entry is None:
        raise NotFound
    if book.placement.status not in KEPT:
        raise DayClosed("off")
    if entry.needs_help:
        return Done(entry)
    return Done(diary.change(session, entry.id, needs_help=True), (HelpWanted(placement_id, day),))


def check_words(text: str) -> str:
    """Return words for a diary, tidied; refused where they are too few, too many, or tell of somebody's health."""
    words = russian.tidy(text)
    if len(words) < LEAST_WORDS:
        raise Refusal("diary-words-short", least=LEAST_WORDS)
    if len(words) > MOST_WORDS:
        raise Refusal("diary-words-long", most=MOST_WORDS)
    if russian.tells_of_health(words):
        raise Refusal("diary-words-health")
    return words


def _checked(said: Written, page: Page) -> Written:
    known = [one.code for one in page.competences]
    picked = tuple(code for code in known if code in said.competences)
    if not 1 <= said.half_hours <= MOST:
        raise Refusal("diary-hours-range", most=MOST // 2)
    if not picked or len(picked) != len(set(said.competences)):
        raise Refusal("diary-what-unknown")
    if said.comfort is None or not 1 <= said.comfort <= 5:
        raise Refusal("diary-comfort-range")
    words = None if said.words is None else check_words(said.words)
    return replace(said, competences=picked, words=words)


def _as_written(entry: Entry) -> Written:
    return Written(entry.half_hours, entry.competences, entry.comfort, entry.words, entry.needs_help)


def _what_follows(page: Page, entry: Entry) -> Iterator[Event]:
    placement_id, day, limit = entry.placement_id, entry.day, page.line.measure.limit
    before = page.entry
    if entry.needs_help and not (before is not None and before.needs_help):
        yield HelpWanted(placement_id, day)
    if _is_low(entry.comfort) and _is_low(_comfort_before(page.book, day)):
        yield ComfortLow(placement_id, day)
    if limit is not None and page.line.measure.is_over_age(entry.half_hours):
        yield DayTooLong(placement_id, day, entry.half_hours, limit)


def _is_low(comfort: int | None) -> bool:
    return comfort is not None and comfort <= LOW_COMFORT


def _comfort_before(book: Book, day: date) -> int | None:
    """Return how at ease the student was on the last day before that was written."""
    marks = [one.mark for one in book.days if one.day < day and one.mark is not None]
    return marks[-1].comfort if marks else None


def _why_closed(book: Book, line: Day | None, day: date) -> str:
    """Return the reason why a day may not be written, the nearest first."""
    if line is None:
        return "rest"
    if day > book.today:
        return "ahead"
    if line.state is DayState.ACCEPTED:
        return "accepted"
    if line.state is DayState.ABSENT:
        return "absent"
    if line.state is DayState.OFF or book.placement.status not in WRITTEN_IN:
        return "off"
    return "late"
