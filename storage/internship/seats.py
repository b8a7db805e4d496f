"""Queries on who has which place: placements by their place, by their student, by when they were planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage.internship.placements import placement_of
from storage.internship.records import Placement
from storage.internship.states import CURRENT, PlacementStatus
from storage.internship.tables import PlacementRow


def at_place(session: Session, place_id: int) -> list[Placement]:
    """Return the placements that hold a seat of a place, in the order in which they were planned."""
    query = select(PlacementRow).where(PlacementRow.place_id == place_id, PlacementRow.status.in_(sorted(CURRENT)))
    return _read(session, query.order_by(PlacementRow.id))


def planned_at(session: Session, colleges: Iterable[str], moment: datetime) -> list[Placement]:
    """Return the placements of some colleges that were planned at a moment and have not moved on since."""
    query = select(PlacementRow).where(
        PlacementRow.college.in_(sorted(colleges)),
        PlacementRow.status == PlacementStatus.PLANNED,
        PlacementRow.status_since == moment,
    )
    return _read(session, query.order_by(PlacementRow.id))


def of_students(session: Session, student_ids: Sequence[int]) -> dict[int, list[Placement]]:
    """Return the current placements of students, the earliest first."""
    found: dict[int, list[Placement]] = {one: [] for one in student_ids}
    query = select(PlacementRow).where(
        PlacementRow.student_id.in_(sorted(found)), PlacementRow.status.in_(sorted(CURRENT))
    )
    for placement in _read(session, query.order_by(PlacementRow.date_from, PlacementRow.id)):
        found[placement.student_id].append(placement)
    return found


def _read(session: Session, query: Select[PlacementRow]) -> list[Placement]:
    rows = session.scalars(query.execution_options(populate_existing=True))
    return [placement_of(row) for row in rows]
