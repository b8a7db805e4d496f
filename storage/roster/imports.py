"""Queries on imports: previews, what was applied, what each did to whom, what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import previews
from storage.internship.tables import StudentRow
from storage.parts import in_parts
from storage.previews import PreviewState
from storage.roster.tables import RosterDeskRow, RosterImportRow, RosterMoveRow
from storage.upsert import insert_all


@dataclass(frozen=True, slots=True)
class Import:
    """A file of students. `payload` is JSON as `cluster.roster` reads it; of an applied one the numbers alone."""

    id: int
    college: str
    state: PreviewState
    base: int
    prepared_by: int
    prepared_at: datetime
    payload: Any
    applied_by: int | None
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """What an import did to one student. `before` is JSON, None once the hour to take it back is over."""

    student_id: int
    made: bool
    placement_id: int | None
    before: Any


def desk_version(session: Session, college: str) -> int:
    """Return how many times a college's students were changed by files."""
    return previews.desk_version(session, RosterDeskRow, college=college)


def raise_version(session: Session, college: str, base: int) -> bool:
    """Count a change made on version `base`; False where another came first."""
    return previews.raise_version(session, RosterDeskRow, base, college=college)


def add(session: Session, college: str, base: int, prepared_by: int, now: datetime, payload: Any) -> Import:
    """Keep a preview made on version `base`, in place of the one that the same person may have open."""
    row = RosterImportRow(
        college=college,
        state=PreviewState.PREVIEW,
        base=base,
        prepared_by=prepared_by,
        prepared_at=now,
        payload=payload,
    )
    previews.add(session, row, college=college)
    return _import(row)


def get(session: Session, import_id: int) -> Import | None:
    """Return an import as it stands now."""
    row = session.get(RosterImportRow, import_id, populate_existing=True)
    return _import(row) if row is not None else None


def head(session: Session, import_id: int) -> Import | None:
    """Return an import without what it holds: to decipher thousands of rows takes longer than most transactions."""
    columns = [getattr(RosterImportRow, name) for name in Import.__slots__ if name != "payload"]
    row = session.execute(select(*columns).where(RosterImportRow.id == import_id)).first()
    return None if row is None else Import(**row._mapping, payload=None)


def begin(session: Session, import_id: int, by: int) -> bool:
    """Lead a preview into being applied part by part; False where it stands elsewhere. It keeps its rows."""
    done = session.execute(
        update(RosterImportRow)
        .where(RosterImportRow.id == import_id, RosterImportRow.state == PreviewState.PREVIEW)
        .values(state=PreviewState.APPLYING, applied_by=by)
        .returning(RosterImportRow.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def is_busy(session: Session, college: str) -> bool:
    """Whether a large file of the college is being applied or taken back."""
    query = select(RosterImportRow.id).where(
        RosterImportRow.college == college,
        RosterImportRow.state.in_([PreviewState.APPLYING, PreviewState.UNDOING]),
    )
    return session.scalar(query.limit(1)) is not None


def settle(
    session: Session, import_id: int, before: PreviewState, after: PreviewState, now: datetime, by: int, payload: Any
) -> bool:
    """Lead an import from one state to the next; False where it stands elsewhere. `payload` replaces what it held."""
    return previews.settle(session, RosterImportRow, import_id, before, after, now, by, payload)


def last_applied(session: Session, college: str) -> Import | None:
    """Return the newest import that counts."""
    row = previews.last_applied(session, RosterImportRow, college=college)
    return _import(row) if row is not None else None


# --- what an import did to whom ---------------------------------------------------------------------


def note_moves(session: Session, import_id: int, moved: Iterable[Move]) -> None:
    """Keep what an import did to each student."""
    rows = [
        {
            "import_id": import_id,
            "student_id": one.student_id,
            "made": one.made,
            "placement_id": one.placement_id,
            "before": one.before,
        }
        for one in moved
    ]
    insert_all(session, RosterMoveRow, rows)


def moves(session: Session, import_id: int, after: int = 0, limit: int | None = None) -> list[Move]:
    """Return what an import did and was not taken back, by student; only those `after` one, and at most `limit`."""
    table = RosterMoveRow.__table__
    query = select(table).where(table.c.import_id == import_id, table.c.undone_at.is_(None), table.c.student_id > after)
    rows = session.execute(query.order_by(table.c.student_id).limit(limit))
    return [Move(r.student_id, r.made, r.placement_id, r.before) for r in rows]


def moved(session: Session, import_id: int, student_ids: Sequence[int]) -> set[int]:
    """Return those of these students whom an import has reached already."""
    found: set[int] = set()
    for some in in_parts(student_ids):
        query = select(RosterMoveRow.student_id).where(
            RosterMoveRow.import_id == import_id,
            RosterMoveRow.student_id.in_(some),
        )
        found |= set(session.scalars(query))
    return found


def mark_undone(session: Session, import_id: int, student_ids: Sequence[int], now: datetime) -> None:
    """Note which moves were taken back."""
    for some in in_parts(student_ids):
        session.execute(
            update(RosterMoveRow)
            .where(RosterMoveRow.import_id == import_id, RosterMoveRow.student_id.in_(some))
            .values(undone_at=now, before=None)
            .execution_options(synchronize_session=False)
        )


def count_moves(session: Session, import_id: int) -> int:
    """Return how many students an import made or changed."""
    return int(session.scalar(select(func.count()).where(RosterMoveRow.import_id == import_id)) or 0)


def keep_as_they_are(session: Session, import_id: int, student_ids: Sequence[int]) -> None:
    """Forget what students were before an import who stay as it left them."""
    for some in in_parts(student_ids):
        session.execute(
            update(RosterMoveRow)
            .where(
                RosterMoveRow.import_id == import_id,
                RosterMoveRow.student_id.in_(some),
            )
            .values(before=None)
            .execution_options(synchronize_session=False)
        )


def forget_before(session: Session, import_id: int, limit: int) -> list[Move]:
    """Forget what up to `limit` students of an import were before it; return those moves, with what they held."""
    table = RosterMoveRow.__table__
    query = select(table).where(table.c.import_id == import_id, table.c.before.is_not(None))
    rows = session.execute(query.order_by(table.c.student_id).limit(limit))
    found = [Move(r.student_id, r.made, r.placement_id, r.before) for r in rows]
    keep_as_they_are(session, import_id, [one.student_id for one in found])
    return found


def without_person(session: Session, import_id: int) -> list[int]:
    """Return the students of an import (students.id) who have not opened the bot yet."""
    query = (
        select(StudentRow.id)
        .join(RosterMoveRow, RosterMoveRow.student_id == StudentRow.id)
        .where(
            RosterMoveRow.import_id == import_id,
            RosterMoveRow.undone_at.is_(None),
            StudentRow.person_id.is_(None),
            StudentRow.erased_at.is_(None),
        )
    )
    return list(session.scalars(query.order_by(StudentRow.id)))


def _import(row: RosterImportRow) -> Import:
    return Import(
        id=row.id,
        college=row.college,
        state=row.state,
        base=row.base,
        prepared_by=row.prepared_by,
        prepared_at=row.prepared_at,
        payload=row.payload,
        applied_by=row.applied_by,
        applied_at=row.applied_at,
    )
