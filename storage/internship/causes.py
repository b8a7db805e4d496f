"""Queries on what reminders of practice rest on, for many placements at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage import diary
from storage.internship import places, students
from storage.internship.placements import placement_of
from storage.internship.records import Briefing, Place, Placement, Student
from storage.internship.states import CURRENT
from storage.internship.tables import BriefingRow, PlacementRow


@dataclass(frozen=True, slots=True)
class Practice:
    """A placement with its student, its place and the briefings that were held, in their order.

    `waiting` are the days of the diary that its mentor has not looked at, each with when it was last written; None
    where nobody asked for them.
    """

    placement: Placement
    student: Student
    place: Place | None
    briefings: tuple[Briefing, ...]
    waiting: tuple[tuple[date, datetime], ...] | None = None


def load(session: Session, placement_ids: Iterable[int], *, diaries: bool = False) -> dict[int, Practice]:
    """Return placements with what belongs to them, by id, in four queries; unknown ids are left out.

    With `diaries`, one query more, what waits in their diaries too.
    """
    wanted = sorted(set(placement_ids))
    query = select(PlacementRow).where(PlacementRow.id.in_(wanted))
    found = [placement_of(row) for row in session.scalars(query)]
    return {one.placement.id: one for one in _with_all(session, found, diaries=diaries)}


def page(session: Session, after: int, changed_since: datetime, limit: int) -> list[Practice]:
    """Return the next placements by id: those that are not over, and those that changed their status since a moment.

    With what waits in their diaries.
    """
    standing = or_(PlacementRow.status.in_(sorted(CURRENT)), PlacementRow.status_since >= changed_since)
    query = select(PlacementRow).where(PlacementRow.id > after, standing).order_by(PlacementRow.id).limit(limit)
    return _with_all(session, [placement_of(row) for row in session.scalars(query)], diaries=True)


def _with_all(session: Session, found: Sequence[Placement], *, diaries: bool) -> list[Practice]:
    ids = [one.id for one in found]
    by_student = students.many(session, (one.student_id for one in found))
    by_place = places.many(session, (one.place_id for one in found if one.place_id is not None))
    held: dict[int, list[Briefing]] = {}
    query = select(BriefingRow).where(BriefingRow.placement_id.in_(ids)).order_by(BriefingRow.held_on, BriefingRow.id)
    for row in session.scalars(query):
        held.setdefault(row.placement_id, []).append(
            Briefing(row.placement_id, row.kind, row.held_on, row.held_by, row.journal_no)
        )
    waiting = diary.waiting(session, ids) if diaries else None
    return [
        Practice(
            one,
            by_student[one.student_id],
            by_place.get(one.place_id or 0),
            tuple(held.get(one.id, ())),
            None if waiting is None else tuple(waiting.get(one.id, ())),
        )
        for one in found
    ]
