"""Queries on steps: previews, what was applied, whom it moved, what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import previews
from storage.admission.states import ApplicationStatus
from storage.admission.tables import ApplicationRow
from storage.parts import in_parts
from storage.previews import PreviewState
from storage.ranking.tables import RankingDeskRow, RankingMoveRow, RankingStepRow, StepKind
from storage.upsert import insert_all


@dataclass(frozen=True, slots=True)
class Step:
    """A step over many applications. `payload` is JSON as its kind reads it, None once it is applied or dropped."""

    id: int
    kind: StepKind
    state: PreviewState
    college: str
    campaign: str
    programme: str | None
    base: int
    prepared_by: int
    prepared_at: datetime
    payload: Any
    applied_by: int | None
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """One application that a step moved; `status` says where it stands now."""

    application_id: int
    before: ApplicationStatus
    after: ApplicationStatus
    told: bool
    status: ApplicationStatus


def desk_version(session: Session, college: str, campaign: str) -> int:
    """Return how many steps changed a college's lists in a campaign."""
    return previews.desk_version(session, RankingDeskRow, college=college, campaign=campaign)


def raise_version(session: Session, college: str, campaign: str, base: int) -> bool:
    """Count a step made on version `base`; False where another came first."""
    return previews.raise_version(session, RankingDeskRow, base, college=college, campaign=campaign)


def add(
    session: Session,
    kind: StepKind,
    college: str,
    campaign: str,
    programme: str | None,
    prepared_by: int,
    now: datetime,
    payload: Any,
) -> Step:
    """Keep a preview, in place of the one of this kind that the same person may have open."""
    row = RankingStepRow(
        kind=kind,
        state=PreviewState.PREVIEW,
        college=college,
        campaign=campaign,
        programme=programme,
        base=desk_version(session, college, campaign),
        prepared_by=prepared_by,
        prepared_at=now,
        payload=payload,
    )
    previews.add(session, row, kind=kind, college=college, campaign=campaign)
    return _step(row)


def get(session: Session, step_id: int) -> Step | None:
    """Return a step as it stands now."""
    row = session.get(RankingStepRow, step_id, populate_existing=True)
    return _step(row) if row is not None else None


def settle(session: Session, step_id: int, before: PreviewState, after: PreviewState, now: datetime, by: int) -> bool:
    """Lead a step from one state to the next; False where it stands elsewhere. What it held is emptied."""
    return previews.settle(session, RankingStepRow, step_id, before, after, now, by)


def last_applied(session: Session, college: str, campaign: str) -> Step | None:
    """Return the newest step that counts."""
    row = previews.last_applied(session, RankingStepRow, college=college, campaign=campaign)
    return _step(row) if row is not None else None


# --- whom a step moved ------------------------------------------------------------------------------


def note_moves(
    session: Session, step_id: int, moved: Iterable[tuple[int, ApplicationStatus, ApplicationStatus]]
) -> None:
    """Keep which applications a step moved, from where and to where; nobody is told yet."""
    rows = [{"step_id": step_id, "application_id": one, "before": a, "after": b} for one, a, b in moved]
    insert_all(session, RankingMoveRow, rows)


def moves(session: Session, step_id: int) -> list[Move]:
    """Return whom a step moved, and where they stand now."""
    rows = session.execute(
        select(RankingMoveRow, ApplicationRow.status)
        .join(ApplicationRow, ApplicationRow.id == RankingMoveRow.application_id)
        .where(RankingMoveRow.step_id == step_id)
        .order_by(RankingMoveRow.application_id)
        .execution_options(populate_existing=True)
    )
    return [Move(m.application_id, m.before, m.after, m.told_at is not None, status) for m, status in rows]


def untold(session: Session, step_id: int, limit: int) -> list[tuple[int, ApplicationStatus, ApplicationStatus]]:
    """Return applications whose owners were not told yet what a step did, with both statuses."""
    rows = session.execute(
        select(RankingMoveRow.application_id, RankingMoveRow.before, RankingMoveRow.after)
        .where(
            RankingMoveRow.step_id == step_id,
            RankingMoveRow.told_at.is_(None),
            RankingMoveRow.undone_at.is_(None),
        )
        .order_by(RankingMoveRow.application_id)
        .limit(limit)
    )
    return [(one, before, after) for one, before, after in rows]


def uncorrected(session: Session, step_id: int, limit: int) -> list[tuple[int, ApplicationStatus, ApplicationStatus]]:
    """Return applications whose owners were told of a step and not yet that it was taken back."""
    rows = session.execute(
        select(RankingMoveRow.application_id, RankingMoveRow.before, RankingMoveRow.after)
        .where(
            RankingMoveRow.step_id == step_id,
            RankingMoveRow.told_at.is_not(None),
            RankingMoveRow.undone_at.is_not(None),
            RankingMoveRow.corrected_at.is_(None),
        )
        .order_by(RankingMoveRow.application_id)
        .limit(limit)
    )
    return [(one, before, after) for one, before, after in rows]


def mark_told(session: Session, step_id: int, application_ids: Sequence[int], now: datetime) -> None:
    """Note that owners were told what a step did."""
    _mark(session, step_id, application_ids, told_at=now)


def mark_corrected(session: Session, step_id: int, application_ids: Sequence[int], now: datetime) -> None:
    """Note that owners were told that a step was taken back."""
    _mark(session, step_id, application_ids, corrected_at=now)


def mark_undone(session: Session, step_id: int, application_ids: Sequence[int], now: datetime) -> None:
    """Note which moves were taken back."""
    _mark(session, step_id, application_ids, undone_at=now)


def _mark(session: Session, step_id: int, application_ids: Sequence[int], **when: datetime) -> None:
    for some in in_parts(application_ids):
        session.execute(
            update(RankingMoveRow)
            .where(RankingMoveRow.step_id == step_id, RankingMoveRow.application_id.in_(some))
            .values(**when)
            .execution_options(synchronize_session=False)
        )


def _step(row: RankingStepRow) -> Step:
    return Step(
        id=row.id,
        kind=row.kind,
        state=row.state,
        college=row.college,
        campaign=row.campaign,
        programme=row.programme,
        base=row.base,
        prepared_by=row.prepared_by,
        prepared_at=row.prepared_at,
        payload=row.payload,
        applied_by=row.applied_by,
        applied_at=row.applied_at,
    )
