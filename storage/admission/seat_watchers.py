"""Queries on who waits for extra seats of a programme."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.admission.tables import SeatWatcherRow
from storage.upsert import insert_missing


def add(session: Session, person_id: int, campaign: str, programme: str, now: datetime) -> bool:
    """Keep that a person waits; return False where they do already."""
    return insert_missing(
        session, SeatWatcherRow, person_id=person_id, campaign=campaign, programme=programme, since=now
    )


def remove(session: Session, person_id: int, campaign: str, programmes: Collection[str]) -> int:
    """Keep no longer that a person waits for these programmes; return for how many they did."""
    gone = delete(SeatWatcherRow).where(
        SeatWatcherRow.person_id == person_id,
        SeatWatcherRow.campaign == campaign,
        SeatWatcherRow.programme.in_(sorted(programmes)),
    )
    return len(session.scalars(gone.returning(SeatWatcherRow.programme)).all())


def of_person(session: Session, person_id: int, campaign: str) -> frozenset[str]:
    """Return the programmes that a person waits for."""
    query = select(SeatWatcherRow.programme).where(
        SeatWatcherRow.person_id == person_id, SeatWatcherRow.campaign == campaign
    )
    return frozenset(session.scalars(query))


def count_of_person(session: Session, person_id: int) -> int:
    """Return for how many programmes a person waits, of whatever campaign."""
    query = select(func.count()).select_from(SeatWatcherRow).where(SeatWatcherRow.person_id == person_id)
    return int(session.scalar(query) or 0)


def waiting(session: Session, campaign: str, programmes: Iterable[str], limit: int) -> dict[int, frozenset[str]]:
    """Return whoever waits for any of these programmes (people.id) with those of them, at most `limit` people."""
    wanted = (SeatWatcherRow.campaign == campaign, SeatWatcherRow.programme.in_(sorted(programmes)))
    first = select(SeatWatcherRow.person_id).where(*wanted).distinct().order_by(SeatWatcherRow.person_id).limit(limit)
    people = session.scalars(first).all()
    query = select(SeatWatcherRow.person_id, SeatWatcherRow.programme)
    found: dict[int, set[str]] = {}
    for person, programme in session.execute(query.where(*wanted, SeatWatcherRow.person_id.in_(people))):
        found.setdefault(person, set()).add(programme)
    return {person: frozenset(found[person]) for person in people}


def counts(session: Session, campaign: str) -> dict[str, int]:
    """Return how many wait for each programme of a campaign."""
    query = select(SeatWatcherRow.programme, func.count()).where(SeatWatcherRow.campaign == campaign)
    return dict(session.execute(query.group_by(SeatWatcherRow.programme)).all())


def forget(session: Session, *, person_id: int | None = None, campaign: str | None = None) -> None:
    """Keep nothing about a person's wishes, or about those of a campaign that is over."""
    rows = delete(SeatWatcherRow)
    if person_id is not None:
        rows = rows.where(SeatWatcherRow.person_id == person_id)
    if campaign is not None:
        rows = rows.where(SeatWatcherRow.campaign == campaign)
    session.execute(rows)
