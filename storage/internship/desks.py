"""Queries of the desk: which placements stand where, for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.internship.placements import placement_of
from storage.internship.records import Placement
from storage.internship.states import PlacementStatus
from storage.internship.tables import BriefingRow, PlacementHistoryRow, PlacementRow


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Which placements are meant: of these colleges or these plants, in these statuses.

    `supervisor_id` narrows to one supervisor's; `starts_by` and `starts_after` to those whose first day is not later
    than that, and later than that; `since` to those that came into their status at that moment or after it; `offered`
    leaves out what was planned and never offered.
    """

    colleges: frozenset[str] = frozenset()
    enterprises: frozenset[str] = frozenset()
    statuses: tuple[PlacementStatus, ...] = ()
    supervisor_id: int | None = None
    starts_by: date | None = None
    starts_after: date | None = None
    since: datetime | None = None
    offered: bool = False


def count(session: Session, wanted: DeskFilter) -> int:
    """Return how many there are."""
    return session.scalar(select(func.count()).select_from(PlacementRow).where(*_conditions(wanted))) or 0


def page(session: Session, wanted: DeskFilter, limit: int, offset: int = 0) -> list[Placement]:
    """Return some of them, the earliest first day first."""
    query = _ordered(select(PlacementRow).where(*_conditions(wanted)))
    return [placement_of(row) for row in session.scalars(query.limit(limit).offset(offset))]


def every(session: Session, wanted: DeskFilter) -> list[Placement]:
    """Return all of them, the earliest first day first."""
    return [placement_of(row) for row in session.scalars(_ordered(select(PlacementRow).where(*_conditions(wanted))))]


def briefed(session: Session, wanted: DeskFilter) -> list[int]:
    """Return the ids of those of which a briefing was noted."""
    held = exists(select(BriefingRow.id).where(BriefingRow.placement_id == PlacementRow.id))
    return list(session.scalars(select(PlacementRow.id).where(*_conditions(wanted), held)))


def alike(session: Session, placement: Placement, statuses: Iterable[PlacementStatus]) -> list[Placement]:
    """Return the placements of the same college at the same plant with the same days and module, itself among them."""
    query = select(PlacementRow).where(
        PlacementRow.college == placement.college,
        PlacementRow.enterprise == placement.enterprise,
        PlacementRow.module == placement.module,
        PlacementRow.date_from == placement.date_from,
        PlacementRow.date_to == placement.date_to,
        PlacementRow.status.in_(sorted(statuses)),
    )
    return [placement_of(row) for row in session.scalars(_ordered(query))]


def _conditions(wanted: DeskFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(
            PlacementRow.college.in_(sorted(wanted.colleges)),
            PlacementRow.enterprise.in_(sorted(wanted.enterprises)),
        ),
        PlacementRow.status.in_(sorted(wanted.statuses)),
    ]
    if wanted.supervisor_id is not None:
        found.append(PlacementRow.supervisor_id == wanted.supervisor_id)
    if wanted.starts_by is not None:
        found.append(PlacementRow.date_from <= wanted.starts_by)
    if wanted.starts_after is not None:
        found.append(PlacementRow.date_from > wanted.starts_after)
    if wanted.since is not None:
        found.append(PlacementRow.status_since >= wanted.since)
    if wanted.offered:
        offered = select(PlacementHistoryRow.id).where(
            PlacementHistoryRow.placement_id == PlacementRow.id,
            PlacementHistoryRow.after == PlacementStatus.OFFERED.value,
        )
        unheard = (PlacementStatus.PLANNED, PlacementStatus.CANCELLED)
        found.append(or_(PlacementRow.status.not_in(unheard), exists(offered)))
    return found


def _ordered(query: Select[Any]) -> Select[Any]:
    return query.order_by(PlacementRow.date_from, PlacementRow.id)
