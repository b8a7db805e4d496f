"""The desk: placements by where they stand, for a college, its supervisors, and a plant."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.internship import desk, items
from cluster.internship.ending import review_due, sign_due
from storage.errors import Forbidden
from storage.internship import NOT_BEGUN, OVER, DeskFilter, Placement, PlacementStatus, Student, desks, students

S = PlacementStatus
PAGE: Final = 5
LATE_BEFORE = timedelta(days=5)
DECIDE_AFTER = timedelta(days=3)
"""So long a paper, a briefing or a pass may come late; then the days that were lost need somebody's decision."""
SHOWN_FOR = timedelta(days=365)
"""Of what is over a year is shown, so that the shelf does not grow for ever; older ones are with their students."""


class Shelf(enum.StrEnum):
    """Where a placement lies on the desk."""

    UNDECIDED = "undecided"  # the first day was days ago, and nothing has begun: begin, new days, or an end
    LATE = "late"  # not ready, and the first day is five days away or less
    GATHERING = "gathering"  # papers, briefings and the rest are being gathered
    PLANNED = "planned"
    OFFERED = "offered"
    READY = "ready"
    ACTIVE = "active"
    PAUSED = "paused"
    REPORTING = "reporting"  # the days are over, the mentor has to assess
    TO_SIGN = "to_sign"  # assessed: the supervisor signs
    OVER = "over"  # completed
    ENDED = "ended"  # before its end, or without being passed


STATUSES: Final[Mapping[Shelf, tuple[PlacementStatus, ...]]] = {
    Shelf.UNDECIDED: tuple(sorted(NOT_BEGUN)),
    Shelf.LATE: (S.CONFIRMED, S.DOCS_PENDING),
    Shelf.GATHERING: (S.CONFIRMED, S.DOCS_PENDING),
    Shelf.PLANNED: (S.PLANNED,),
    Shelf.OFFERED: (S.OFFERED,),
    Shelf.READY: (S.READY,),
    Shelf.ACTIVE: (S.ACTIVE,),
    Shelf.PAUSED: (S.PAUSED,),
    Shelf.REPORTING: (S.REPORTING,),
    Shelf.TO_SIGN: (S.ASSESSED,),
    Shelf.OVER: (S.COMPLETED,),
    Shelf.ENDED: tuple(sorted(OVER - {S.COMPLETED})),
}


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One placement in a list; `open` counts the items that are missing, 0 where nothing is gathered any more."""

    placement: Placement
    student: Student
    open: int


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of a shelf; `total` counts the whole shelf, `page` is the one that was found, from 0."""

    shelf: Shelf
    lines: tuple[DeskLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least 1."""
        return max(1, -(-self.total // PAGE))


def is_undecided(placement: Placement, today: date) -> bool:
    """Whether a practice should have begun days ago, and nobody has said yet what becomes of it."""
    return placement.status in NOT_BEGUN and placement.date_from <= today - DECIDE_AFTER


def counts(session: Session, now: datetime, actor: int, *, mine: bool = False) -> dict[Shelf, int]:
    """Return how much lies on each shelf; empty ones are left out. `mine`: of those whose supervisor one is.

    `Forbidden` to who has no desk.
    """
    found = {shelf: desks.count(session, _wanted(session, now, actor, shelf, mine=mine)) for shelf in Shelf}
    return {shelf: number for shelf, number in found.items() if number}


def page(
    session: Session,
    now: datetime,
    actor: int,
    shelf: Shelf,
    content: Content,
    number: int = 0,
    *,
    mine: bool = False,
) -> DeskPage:
    """Return a page of a shelf, the earliest first day first; past the last one begins again with the first."""
    wanted = _wanted(session, now, actor, shelf, mine=mine)
    total = desks.count(session, wanted)
    number %= max(1, -(-total // PAGE))
    found = desks.page(session, wanted, PAGE, number * PAGE)
    known = students.many(session, (one.student_id for one in found))
    gathering = STATUSES[Shelf.GATHERING]
    lines = tuple(
        DeskLine(
            one,
            known[one.student_id],
            len(items.ready(session, one, known[one.student_id], content).open) if one.status in gathering else 0,
        )
        for one in found
    )
    return DeskPage(shelf, lines, total, number)


def late(session: Session, now: datetime, actor: int) -> int:
    """Return how many first days come near unready or wait for a decision; 0 for who has no desk."""
    try:
        return sum(desks.count(session, _wanted(session, now, actor, one)) for one in (Shelf.LATE, Shelf.UNDECIDED))
    except Forbidden:
        return 0


def overdue(session: Session, now: datetime, actor: int, content: Content) -> tuple[int, int]:
    """Return how many reviews and how many signatures of one's colleges are late; none for who has no desk."""
    colleges, today = desk.colleges_of(session, actor), day_of(now)
    if not colleges:
        return 0, 0
    ended = desks.every(session, DeskFilter(colleges, statuses=(S.REPORTING, S.ASSESSED)))
    reviews = sum(review_due(one, content.calendar) < today for one in ended if one.status is S.REPORTING)
    due = [sign_due(one, content.calendar) for one in ended if one.status is S.ASSESSED]
    return reviews, sum(day is not None and day < today for day in due)


def has_mine(session: Session, actor: int) -> bool:
    """Whether this person supervises a placement that is not over."""
    colleges = desk.colleges_of(session, actor)
    statuses = tuple(sorted(set(S) - OVER))
    return bool(colleges) and desks.count(session, DeskFilter(colleges, statuses=statuses, supervisor_id=actor)) > 0


def whole_desk(
    session: Session, actor: int, statuses: tuple[PlacementStatus, ...], *, mine: bool = False
) -> DeskFilter:
    """Return what finds the placements of somebody's desk, wherever they lie; `Forbidden` to who has none."""
    colleges, enterprises = _owners(session, actor, mine=mine)
    return DeskFilter(colleges, enterprises, statuses, supervisor_id=actor if mine else None, offered=bool(enterprises))


def _owners(session: Session, actor: int, *, mine: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Return the colleges, or else the plants, whose practices one works on."""
    colleges = desk.colleges_of(session, actor)
    enterprises = frozenset[str]() if colleges or mine else desk.enterprises_of(session, actor)
    if not colleges and not enterprises:
        raise Forbidden
    return colleges, enterprises


def _wanted(session: Session, now: datetime, actor: int, shelf: Shelf, *, mine: bool = False) -> DeskFilter:
    colleges, enterprises = _owners(session, actor, mine=mine)
    today = day_of(now)
    begins_by = {Shelf.LATE: today + LATE_BEFORE, Shelf.UNDECIDED: today - DECIDE_AFTER}
    waits = shelf is not Shelf.UNDECIDED and NOT_BEGUN.issuperset(STATUSES[shelf])
    return DeskFilter(
        colleges,
        enterprises,
        STATUSES[shelf],
        supervisor_id=actor if mine else None,
        starts_by=begins_by.get(shelf),
        starts_after=today - DECIDE_AFTER if waits else None,
        since=now - SHOWN_FOR if OVER.issuperset(STATUSES[shelf]) else None,
        offered=bool(enterprises),
    )
