"""Queries on competences: what of a module was mastered in one placement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.internship.records import Competence
from storage.internship.tables import CompetenceRow


def put(session: Session, placement_id: int, given: Iterable[Competence], now: datetime) -> None:
    """Keep what somebody says of competences; the newest wins."""
    for one in given:
        session.merge(
            CompetenceRow(
                placement_id=placement_id,
                code=one.code,
                mastered=one.mastered,
                hours=one.hours,
                by_id=one.by_id,
                at=now,
            )
        )
    session.flush()


def of_placement(session: Session, placement_id: int) -> list[Competence]:
    """Return what is known of a placement's competences, by code."""
    query = select(CompetenceRow).where(CompetenceRow.placement_id == placement_id).order_by(CompetenceRow.code)
    return [Competence(row.code, row.mastered, row.hours, row.by_id) for row in session.scalars(query)]
