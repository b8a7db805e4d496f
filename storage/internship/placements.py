"""Queries on placements: their states, facts, briefings, let-pass items and history."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.internship.records import Briefing, HistoryEntry, Mentor, NewPlacement, Placement
from storage.internship.states import CURRENT, PlacementHistoryKind, PlacementStatus
from storage.internship.tables import BriefingRow, MentorRow, OverrideRow, PlacementHistoryRow, PlacementRow
from storage.parts import in_parts
from storage.upsert import insert_missing_id

_FIELDS = tuple(field.name for field in dataclasses.fields(Placement))


def add(session: Session, new: NewPlacement, now: datetime) -> Placement | None:
    """Keep a planned placement; None where the student has a current one of this module already.

    Two at once make one row: on PostgreSQL the later of two is told to run again.
    """
    values = {
        **{field.name: getattr(new, field.name) for field in dataclasses.fields(NewPlacement)},
        "status": PlacementStatus.PLANNED,
        "status_since": now,
        "created_at": now,
        "version": 1,
    }
    placement_id = insert_missing_id(session, PlacementRow, **values)
    return None if placement_id is None else get(session, placement_id)


def get(session: Session, placement_id: int) -> Placement:
    """Return a placement by id."""
    return placement_of(session.get_one(PlacementRow, placement_id))


def find(session: Session, placement_id: int) -> Placement | None:
    """Return a placement by id; None where there is none."""
    row = session.get(PlacementRow, placement_id)
    return None if row is None else placement_of(row)


def current_of(session: Session, student_id: int) -> list[Placement]:
    """Return the placements of a student that are not over, the earliest first."""
    query = select(PlacementRow).where(PlacementRow.student_id == student_id, PlacementRow.status.in_(sorted(CURRENT)))
    return [placement_of(row) for row in session.scalars(query.order_by(PlacementRow.date_from, PlacementRow.id))]


def of_students(session: Session, student_ids: Sequence[int]) -> list[Placement]:
    """Return all placements of some students, those that are over as well, the oldest first."""
    query = select(PlacementRow).where(PlacementRow.student_id.in_(list(student_ids))).order_by(PlacementRow.id)
    return [placement_of(row) for row in session.scalars(query)]


def set_calendar_sequence(session: Session, placement_id: int, sequence: int) -> None:
    """Note which file of its calendar a student has. No card shows it, so none becomes an older one's."""
    session.flush()
    session.execute(
        update(PlacementRow)
        .where(PlacementRow.id == placement_id)
        .values(calendar_sequence=sequence)
        .execution_options(synchronize_session="fetch")
    )


def of_student(session: Session, student_id: int) -> list[Placement]:
    """Return every placement of a student, the oldest first."""
    query = select(PlacementRow).where(PlacementRow.student_id == student_id).order_by(PlacementRow.id)
    return [placement_of(row) for row in session.scalars(query)]


def of_mentor(session: Session, mentor_id: int, statuses: Collection[PlacementStatus] = CURRENT) -> list[Placement]:
    """Return the placements that a mentor has now, or has in some states, the earliest first."""
    query = select(PlacementRow).where(PlacementRow.mentor_id == mentor_id, PlacementRow.status.in_(sorted(statuses)))
    return [placement_of(row) for row in session.scalars(query.order_by(PlacementRow.date_from, PlacementRow.id))]


def loads(session: Session, mentor_ids: Collection[int]) -> dict[int, int]:
    """Return how many placements mentors have now; who has none is left out."""
    found: dict[int, int] = {}
    for some in in_parts(sorted(mentor_ids)):
        query = (
            select(PlacementRow.mentor_id, func.count())
            .where(PlacementRow.mentor_id.in_(some), PlacementRow.status.in_(sorted(CURRENT)))
            .group_by(PlacementRow.mentor_id)
        )
        found |= {mentor: count for mentor, count in session.execute(query) if mentor is not None}
    return found


def in_states(
    session: Session,
    statuses: Collection[PlacementStatus],
    *,
    colleges: Collection[str] | None = None,
    enterprises: Collection[str] | None = None,
    after_id: int = 0,
    limit: int | None = None,
) -> list[Placement]:
    """Return the placements in some states, of some colleges or enterprises where these are given, by id.

    At most `limit` of those with an id above `after_id`: whoever walks through all of them begins there again.
    """
    query = select(PlacementRow).where(PlacementRow.status.in_(sorted(statuses)), PlacementRow.id > after_id)
    if colleges is not None:
        query = query.where(PlacementRow.college.in_(sorted(colleges)))
    if enterprises is not None:
        query = query.where(PlacementRow.enterprise.in_(sorted(enterprises)))
    return [placement_of(row) for row in session.scalars(query.order_by(PlacementRow.id).limit(limit))]


def set_status(
    session: Session, placement_id: int, status: PlacementStatus, now: datetime, *, reason: str | None = None
) -> Placement:
    """Put a placement into a status. Whether that may be is for the transition table to say."""
    return change(session, placement_id, status=status, status_since=now, reason=reason)


def set_status_all(
    session: Session,
    placement_ids: Sequence[int],
    status: PlacementStatus,
    now: datetime,
    *,
    reason: str | None = None,
) -> None:
    """Put many placements into a status for one reason, in a statement for each 500."""
    session.flush()
    for some in in_parts(placement_ids):
        session.execute(
            update(PlacementRow)
            .where(PlacementRow.id.in_(some))
            .values(status=status, status_since=now, reason=reason, version=PlacementRow.version + 1)
        )


def change(session: Session, placement_id: int, **values: Any) -> Placement:
    """Put facts of a placement into its columns."""
    row = session.get_one(PlacementRow, placement_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return placement_of(row)


# --- briefings, mentors, items that were let pass ----------------------------------------------------


def brief(session: Session, briefing: Briefing, noted_by: int | None, now: datetime) -> None:
    """Note a briefing that was held."""
    session.add(BriefingRow(**dataclasses.asdict(briefing), noted_by=noted_by, noted_at=now))
    session.flush()


def briefings(session: Session, placement_id: int) -> list[Briefing]:
    """Return the briefings of a placement, in the order in which they were held."""
    query = select(BriefingRow).where(BriefingRow.placement_id == placement_id)
    rows = session.scalars(query.order_by(BriefingRow.held_on, BriefingRow.id))
    return [Briefing(row.placement_id, row.kind, row.held_on, row.held_by, row.journal_no) for row in rows]


def put_mentor(session: Session, mentor: Mentor) -> None:
    """Keep what an enterprise's order says of a mentor; the newest wins."""
    session.merge(MentorRow(**dataclasses.asdict(mentor)))
    session.flush()


def mentor(session: Session, person_id: int, enterprise: str) -> Mentor | None:
    """Return what the enterprise's order says of a mentor; None where there is no order."""
    row = session.get(MentorRow, (person_id, enterprise))
    if row is None:
        return None
    return Mentor(row.person_id, row.enterprise, row.consent_date, row.order_no, row.most_students, row.extra_pay)


def let_pass(session: Session, placement_id: int, item: str, by_id: int, reason: str, now: datetime) -> None:
    """Note that somebody let an open item pass; a second time replaces the first."""
    session.merge(OverrideRow(placement_id=placement_id, item=item, by_id=by_id, at=now, reason=reason))
    session.flush()


def take_back(session: Session, placement_id: int, item: str) -> None:
    """Forget that an item was let pass."""
    session.execute(delete(OverrideRow).where(OverrideRow.placement_id == placement_id, OverrideRow.item == item))


def passed(session: Session, placement_id: int) -> Mapping[str, int]:
    """Return the items that were let pass, each with who did so (people.id)."""
    rows = session.scalars(select(OverrideRow).where(OverrideRow.placement_id == placement_id))
    return {row.item: row.by_id for row in rows}


# --- history ---------------------------------------------------------------------------------------


def turns(session: Session, placement_ids: Collection[int]) -> Mapping[int, list[tuple[datetime, str]]]:
    """Return when some placements changed their status, and into which, each placement's oldest first."""
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    query = select(PlacementHistoryRow.placement_id, PlacementHistoryRow.at, PlacementHistoryRow.after).where(
        PlacementHistoryRow.placement_id.in_(sorted(placement_ids)),
        PlacementHistoryRow.kind == PlacementHistoryKind.STATUS,
    )
    for placement_id, at, after in session.execute(query.order_by(PlacementHistoryRow.id)):
        found[placement_id].append((at, after or ""))
    return found


def offered_ever(session: Session, placement_ids: Collection[int]) -> set[int]:
    """Return which of some placements were ever offered: of the others nobody but the college has heard."""
    query = select(PlacementHistoryRow.placement_id).where(
        PlacementHistoryRow.placement_id.in_(sorted(placement_ids)),
        PlacementHistoryRow.after == PlacementStatus.OFFERED.value,
    )
    return set(session.scalars(query))


def note(session: Session, *entries: HistoryEntry) -> None:
    """Write lines into the history of placements."""
    session.add_all(PlacementHistoryRow(**{**_values(entry), "fields": list(entry.fields)}) for entry in entries)
    session.flush()


def forget_words(session: Session, placement_id: int) -> None:
    """Forget whatever somebody wrote about a placement, in itself and in its history."""
    change(session, placement_id, reason=None, review=None)
    of_it = PlacementHistoryRow.placement_id == placement_id
    session.execute(update(PlacementHistoryRow).where(of_it).values(reason=None))
    session.execute(update(OverrideRow).where(OverrideRow.placement_id == placement_id).values(reason=""))


def history(session: Session, placement_id: int) -> list[HistoryEntry]:
    """Return what happened to a placement, oldest first."""
    query = select(PlacementHistoryRow).where(PlacementHistoryRow.placement_id == placement_id)
    names = [field.name for field in dataclasses.fields(HistoryEntry)]
    return [
        HistoryEntry(**{**{name: getattr(row, name) for name in names}, "fields": tuple(row.fields)})
        for row in session.scalars(query.order_by(PlacementHistoryRow.id))
    ]


def _values(entry: HistoryEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in dataclasses.fields(entry)}


def placement_of(row: PlacementRow) -> Placement:
    """Return a row as what queries give back."""
    return Placement(**{name: getattr(row, name) for name in _FIELDS})
