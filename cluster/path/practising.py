"""The lines of a path from the bed near the plant to the signed papers, worked out from one placement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cluster.calendar import day_of
from cluster.content import Content
from cluster.diary import Book, DayState
from cluster.internship.ending import review_due, sign_due
from cluster.internship.readiness import Ball as Turn
from cluster.internship.readiness import Item, Readiness
from cluster.internship.readiness import Line as ItemLine
from cluster.internship.readiness import State as ItemState
from cluster.path.lines import Ball, Line, Next, Stage, State, Where
from storage.internship import CURRENT, OVER, UNDER_WAY, Placement, PlacementStatus, Student

S = PlacementStatus

BEFORE = frozenset({S.CONFIRMED, S.DOCS_PENDING})
_ENDED = {S.CANCELLED: Next.CANCELLED, S.TERMINATED: Next.TERMINATED, S.FAILED: Next.FAILED}
_PASSED = frozenset({S.REPORTING, S.ASSESSED, S.COMPLETED})
_LEFT = OVER | _PASSED
"""Nobody lives near the plant any more."""
_BALLS = {Turn.STUDENT: Ball.YOU, Turn.PARENT: Ball.PARENT, Turn.ENTERPRISE: Ball.PLANT, Turn.COLLEGE: Ball.COLLEGE}


@dataclass(frozen=True, slots=True)
class Practice:
    """A placement as its lines need it; `mentor` is a name, "" where they told none, None where there is none."""

    placement: Placement
    readiness: Readiness
    mentor: str | None
    deputy: tuple[str, date] | None = None
    """Who stands in for the mentor now, "" where they told no name, and until which day."""
    book: Book | None = None
    """The diary, where the student writes in it and nobody else reads the path."""
    supervisor: str | None = None


def pick(found: Sequence[Placement], today: date) -> Placement | None:
    """Return the placement that counts now: the current one, else the next, else the last.

    What is only planned does not count: nobody was told of it. Where only a signature of the college is missing, the
    next one counts already.
    """
    known = [one for one in found if one.status is not S.PLANNED]
    current = [one for one in known if one.status in CURRENT]
    if current:
        return min(current, key=lambda one: (_rank(one, today), one.date_from, one.id))
    return max(known, key=lambda one: one.id, default=None)


def _rank(one: Placement, today: date) -> int:
    if one.status in UNDER_WAY:
        return 0
    if one.status in {S.REPORTING, S.ASSESSED}:
        return 2 if one.status is S.REPORTING else 4
    return 1 if one.date_from <= today else 3


def lines(student: Student, practice: Practice | None, content: Content, now: datetime) -> tuple[Line, ...]:
    """Return the four lines of a student's practice; `practice` is None where no place was found yet."""
    if practice is None:
        bed = Next.BED_LATER if student.needs_bed else Next.NO_BED
        return (
            Line(Stage.DORMITORY, State.LATER if student.needs_bed else State.NOT_NEEDED, bed),
            Line(Stage.PRACTICE, State.LATER, Next.PLACE_WAIT, Ball.COLLEGE),
            Line(Stage.MENTOR, State.LATER, Next.AFTER),
            Line(Stage.PAPERS, State.LATER, Next.AFTER),
        )
    diary = () if practice.book is None else (_diary(practice.book, practice.supervisor),)
    return _bed(student, practice), _practice(practice, now), _mentor(practice), *diary, _papers(practice, content)


def _bed(student: Student, practice: Practice) -> Line:
    if not student.needs_bed:
        return Line(Stage.DORMITORY, State.NOT_NEEDED, Next.NO_BED)
    if practice.placement.bed and practice.placement.status in _LEFT - {S.CANCELLED}:
        return Line(Stage.DORMITORY, State.NOT_NEEDED, Next.BED_OVER)
    if practice.placement.status in _LEFT or practice.placement.status is S.OFFERED:
        return Line(Stage.DORMITORY, State.LATER, Next.BED_LATER)
    if practice.placement.bed:
        return Line(Stage.DORMITORY, State.DONE, Next.BED_GIVEN)
    return Line(Stage.DORMITORY, State.NOW, Next.BED_WAIT, Ball.COLLEGE, _due(practice.readiness, Item.BED))


def _practice(practice: Practice, now: datetime) -> Line:
    one = practice.placement
    state, said, ball, by = State.NOW, Next.GOING, Ball.YOU, one.date_to
    if one.status in _PASSED:
        return _of(one, State.DONE, Next.PASSED)
    if one.status in _ENDED:
        return _of(one, State.STOPPED, _ENDED[one.status], Ball.COLLEGE)
    if one.status is S.PAUSED:
        return _of(one, State.STOPPED, Next.PAUSED, Ball.COLLEGE)
    if one.status is S.OFFERED:
        said, ball = (Next.AGREE, Ball.YOU) if one.student_agreed_at is None else (Next.PLANT_AGREES, Ball.PLANT)
        return Line(Stage.PRACTICE, state, said, ball, where=Where.OFFER, ref=one.id, plant=one.enterprise)
    if one.status is S.READY:
        return _begin(one)
    if one.status in BEFORE:
        return _prepared(practice, day_of(now))
    return _of(one, state, said, ball, by)


def _prepared(practice: Practice, today: date) -> Line:
    one, listed = practice.placement, practice.readiness
    if one.date_from <= today:
        return _of(one, State.NOW, Next.NOT_STARTED, Ball.COLLEGE)
    mine = listed.of(Turn.STUDENT)
    first = mine[0] if mine else next(iter(_open(listed)), None)
    if first is None:
        return _begin(one)
    count = len(mine) or len(_open(listed))
    return replace(_of(one, State.NOW, Next.PREPARE, _BALLS[first.ball], first.due), count=count)


def _begin(one: Placement) -> Line:
    return replace(_of(one, State.NOW, Next.BEGIN, Ball.YOU, one.date_from), exact=True)


def _open(listed: Readiness) -> tuple[ItemLine, ...]:
    return tuple(line for line in listed.lines if line.state is ItemState.OPEN)


def _due(listed: Readiness, item: Item) -> date | None:
    return next((line.due for line in listed.lines if line.item is item), None)


def _of(one: Placement, state: State, said: Next, ball: Ball | None = None, by: date | None = None) -> Line:
    return Line(Stage.PRACTICE, state, said, ball, by, where=Where.TODAY, ref=one.id, plant=one.enterprise)


def _mentor(practice: Practice) -> Line:
    one = practice.placement
    if practice.deputy is not None:
        name, until = practice.deputy
        return Line(Stage.MENTOR, State.DONE, Next.MENTOR_AWAY, name=name, until=until)
    if practice.mentor is not None:
        return Line(Stage.MENTOR, State.DONE, Next.MENTOR_NAMED, name=practice.mentor)
    if one.status in OVER or one.status is S.OFFERED:
        return Line(Stage.MENTOR, State.LATER, Next.AFTER)
    by = _due(practice.readiness, Item.MENTOR)
    return Line(Stage.MENTOR, State.NOW, Next.MENTOR_WAIT, Ball.PLANT, by)


def _diary(book: Book, supervisor: str | None) -> Line:
    """Return what is to be written, the day that closes first; today is asked for in the evening, not here."""
    here, ref = Stage.DIARY, book.placement.id
    todo = [one for one in book.to_write() if one.state is not DayState.OPEN]
    if todo:
        first = min(todo, key=lambda one: (book.last_day_to_write(one), one.day))
        said = Next.DIARY_REWRITE if first.state is DayState.RETURNED else Next.DIARY_WRITE
        by = book.last_day_to_write(first)
        return Line(here, State.NOW, said, Ball.YOU, by, where=Where.DIARY, ref=ref, count=len(todo), day=first.day)
    if book.placement.status is S.REPORTING:
        return Line(here, State.NOW, Next.HAND_IN, Ball.YOU, where=Where.DIARY, ref=ref, name=supervisor)
    if book.missing:
        return Line(here, State.STOPPED, Next.DIARY_LOST, where=Where.DIARY, ref=ref, count=len(book.missing))
    written = sum(one.mark is not None for one in book.days)
    state = State.DONE if written else State.LATER
    return Line(here, state, Next.DIARY_DAILY, where=Where.DIARY, ref=ref, count=written)


def _papers(practice: Practice, content: Content) -> Line:
    one = practice.placement
    match one.status:
        case S.REPORTING:
            return Line(Stage.PAPERS, State.NOW, Next.REVIEW, Ball.PLANT, review_due(one, content.calendar))
        case S.ASSESSED:
            by = sign_due(one, content.calendar)
            return Line(Stage.PAPERS, State.NOW, Next.SIGN, Ball.COLLEGE, by, count=one.mark or 0)
        case S.COMPLETED:
            return Line(Stage.PAPERS, State.DONE, Next.SIGNED, count=one.mark or 0)
        case status if status in OVER:
            return Line(Stage.PAPERS, State.NOT_NEEDED, Next.NO_PAPERS)
        case _:
            return Line(Stage.PAPERS, State.LATER, Next.AFTER)
