"""The college's word on days that nobody settled: left out of the diary, by name and with a reason, or taken in again.

A day that the mentor gave back and that was never written anew, or that still waits after the last day, would keep the
paper back for good where the mentor is silent. A day that is left out counts for no hours and stands on no paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, allows, load_actor
from cluster.content import Content
from cluster.diary.days import Book, Day, load_book
from cluster.diary.deciding import EntryOutdated, check_comment
from cluster.diary.events import EntryLeftOut
from cluster.events import Done
from cluster.internship import desk
from cluster.internship.touching import touch
from storage import diary, people
from storage.diary import Entry, EntryState
from storage.errors import Forbidden, NotFound, Refusal


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An entry as whoever works on the practice in the college decides about it."""

    book: Book
    line: Day
    entry: Entry


def read_unsettled(session: Session, now: datetime, actor: int, entry_id: int, content: Content) -> Unsettled:
    """Return an entry that may be left out; refused where somebody else has the next word on it."""
    found = _read(session, now, actor, entry_id, content)
    if found.line not in found.book.may_be_left_out:
        raise Refusal("diary-leave-out-early")
    return found


def leave_out(
    session: Session, now: datetime, actor: int, entry_id: int, version: int, reason: str, content: Content
) -> Done[Entry]:
    """Leave a day out of the diary, with a reason that the student reads. `EntryOutdated` where it changed since."""
    found = read_unsettled(session, now, actor, entry_id, content)
    if found.entry.version != version:
        raise EntryOutdated
    changed = diary.change(
        session,
        entry_id,
        state=EntryState.LEFT_OUT,
        comment=check_comment(reason),
        decided_by=actor,
        decided_at=now,
    )
    touch(session, now, found.book.placement)
    return Done(changed, (EntryLeftOut(entry_id, changed.version),))


def take_in(session: Session, now: datetime, actor: int, entry_id: int, version: int, content: Content) -> Done[Entry]:
    """Take a day in again that was left out: it waits for the mentor. A second tap changes nothing."""
    found = _read(session, now, actor, entry_id, content)
    entry = found.entry
    if entry.state is not EntryState.LEFT_OUT:
        return Done(entry)
    if entry.version != version:
        raise EntryOutdated
    decided = {"comment": None, "decided_by": None, "decided_at": None}
    changed = diary.change(session, entry_id, state=EntryState.WRITTEN, updated_at=now, **decided)
    touch(session, now, found.book.placement)
    return Done(changed)


def who_left_out(session: Session, entries: Iterable[Entry]) -> Mapping[int, str]:
    """Return the names of those in the college who left entries out, by people.id."""
    deciders = {one.decided_by for one in entries if one.state is EntryState.LEFT_OUT}
    return people.names(session, sorted(one for one in deciders if one is not None))


def may_settle(session: Session, actor: int, book: Book) -> bool:
    """Whether somebody may leave days of this diary out: they work on the practice in the college, and teach nobody."""
    target = desk.target(session, book.placement, book.student)
    return _may(session, actor, book) and allows(load_actor(session, actor), Action.WRITE, target)


def _read(session: Session, now: datetime, actor: int, entry_id: int, content: Content) -> Unsettled:
    entry = diary.get(session, entry_id)
    if entry is None:
        raise NotFound
    placement, student = desk.load_placement(session, actor, entry.placement_id, Action.WRITE)
    book = load_book(session, now, placement, student, content)
    if not _may(session, actor, book):
        raise Forbidden
    line = book.on(entry.day)
    if line is None:
        raise NotFound
    return Unsettled(book, line, entry)


def _may(session: Session, actor: int, book: Book) -> bool:
    """Whether somebody is neither the student nor their mentor: who accepts a day does not strike it."""
    return actor != book.student.person_id and actor not in desk.teachers_of(session, book.placement)
