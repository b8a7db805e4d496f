"""Queries on held decisions: at most one an application, the first one wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.admission.applications import next_number
from storage.admission.tables import ApplicationRow
from storage.review.tables import DecisionKind, HeldDecisionRow
from storage.upsert import insert_missing

LONGEST_SERIES = 30  # two colleges that begin alike share a line


@dataclass(frozen=True, slots=True)
class HeldDecision:
    """A decision that its applicant has not heard of. `payload` is JSON, as the rule of its kind reads it."""

    application_id: int
    kind: DecisionKind
    payload: Mapping[str, Any]
    decided_by: int
    decided_at: datetime
    due_at: datetime


def take_turns(session: Session, college: str) -> None:
    """Let decisions about what a college has once (a place in a room, a number) follow each other.

    Two transactions that look at the same snapshot would both find the last place free. Both draw a number here, so
    PostgreSQL sends the later one round again; on SQLite writers stand in a line anyway.
    """
    next_number(session, f"decisions:{college}"[:LONGEST_SERIES])


def hold(session: Session, held: HeldDecision) -> bool:
    """Keep a decision; False where one is held already."""
    return insert_missing(
        session,
        HeldDecisionRow,
        application_id=held.application_id,
        kind=held.kind,
        payload=dict(held.payload),
        decided_by=held.decided_by,
        decided_at=held.decided_at,
        due_at=held.due_at,
    )


def get(session: Session, application_ids: Iterable[int]) -> dict[int, HeldDecision]:
    """Return the held decisions by application."""
    rows = session.scalars(select(HeldDecisionRow).where(HeldDecisionRow.application_id.in_(list(application_ids))))
    return {row.application_id: _held(row) for row in rows}


def take(session: Session, application_id: int) -> HeldDecision | None:
    """Take a decision out, to carry it out or to drop it; of two who do so at once one gets None."""
    held = get(session, [application_id]).get(application_id)
    gone = session.execute(
        delete(HeldDecisionRow)
        .where(HeldDecisionRow.application_id == application_id)
        .returning(HeldDecisionRow.application_id)
    )
    return held if gone.first() is not None else None


def of_college(session: Session, college: str, kind: DecisionKind) -> list[HeldDecision]:
    """Return the decisions of a kind that are held in a college: invitations take room, registrations numbers."""
    rows = session.scalars(
        select(HeldDecisionRow)
        .join(ApplicationRow, ApplicationRow.id == HeldDecisionRow.application_id)
        .where(ApplicationRow.college == college, HeldDecisionRow.kind == kind)
    )
    return [_held(row) for row in rows]


def _held(row: HeldDecisionRow) -> HeldDecision:
    return HeldDecision(row.application_id, row.kind, row.payload, row.decided_by, row.decided_at, row.due_at)
