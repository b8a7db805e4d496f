"""Queries on the places that enterprises offer. A seat is taken in one statement, so none is given twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.internship.records import Meeting, NewPlace, Place
from storage.internship.tables import PlaceRow

_FIELDS = tuple(field.name for field in dataclasses.fields(Place))


def add(session: Session, new: NewPlace, now: datetime) -> Place:
    """Keep places that an enterprise offers."""
    values = {field.name: getattr(new, field.name) for field in dataclasses.fields(NewPlace)}
    row = PlaceRow(**_columns(values), created_at=now)
    session.add(row)
    session.flush()
    return _place(row)


def get(session: Session, place_id: int) -> Place:
    """Return places by id, as the database has them now."""
    return _place(session.get_one(PlaceRow, place_id, populate_existing=True))


def many(session: Session, place_ids: Iterable[int]) -> dict[int, Place]:
    """Return places by id, as the database has them now."""
    query = select(PlaceRow).where(PlaceRow.id.in_(sorted(set(place_ids)))).execution_options(populate_existing=True)
    return {row.id: _place(row) for row in session.scalars(query)}


def find(session: Session, place_id: int) -> Place | None:
    """Return places by id, as the database has them now; None where there are none."""
    row = session.get(PlaceRow, place_id, populate_existing=True)
    return None if row is None else _place(row)


def of_enterprise(session: Session, enterprise: str, since: date) -> list[Place]:
    """Return the places of an enterprise whose last day is `since` or later, the earliest first."""
    query = select(PlaceRow).where(PlaceRow.enterprise == enterprise, PlaceRow.date_to >= since)
    query = query.order_by(PlaceRow.date_from, PlaceRow.id).execution_options(populate_existing=True)
    return [_place(row) for row in session.scalars(query)]


def free(session: Session, professions: Sequence[str], now: datetime) -> list[Place]:
    """Return the places of some professions that have room and have not begun, the earliest first."""
    query = select(PlaceRow).where(
        PlaceRow.profession.in_(sorted(set(professions))),
        PlaceRow.closed_at.is_(None),
        PlaceRow.taken < PlaceRow.number,
        PlaceRow.date_from >= now.date(),
    )
    query = query.order_by(PlaceRow.date_from, PlaceRow.id).execution_options(populate_existing=True)
    return [_place(row) for row in session.scalars(query)]


def going_on(session: Session, profession: str, day: date) -> list[Place]:
    """Return the places of a profession that have room and whose last day is `day` or later, begun or not."""
    query = select(PlaceRow).where(
        PlaceRow.profession == profession,
        PlaceRow.closed_at.is_(None),
        PlaceRow.taken < PlaceRow.number,
        PlaceRow.date_to >= day,
    )
    query = query.order_by(PlaceRow.date_from, PlaceRow.id).execution_options(populate_existing=True)
    return [_place(row) for row in session.scalars(query)]


def take_seat(session: Session, place_id: int) -> bool:
    """Take one seat; False where none is left, or the places are closed."""
    return _move(session, place_id, PlaceRow.taken < PlaceRow.number, taken=PlaceRow.taken + 1)


def give_seat_back(session: Session, place_id: int) -> bool:
    """Give one seat back; False where none was taken."""
    return _move(session, place_id, PlaceRow.taken > 0, open_only=False, taken=PlaceRow.taken - 1)


def take_bed(session: Session, place_id: int) -> bool:
    """Take one bed for who has a seat, even of places that are closed by now; False where none is left."""
    free = PlaceRow.beds_taken < PlaceRow.beds
    return _move(session, place_id, free, open_only=False, beds_taken=PlaceRow.beds_taken + 1)


def give_bed_back(session: Session, place_id: int) -> bool:
    """Give one bed back; False where none was taken."""
    return _move(session, place_id, PlaceRow.beds_taken > 0, open_only=False, beds_taken=PlaceRow.beds_taken - 1)


def close(session: Session, place_id: int, now: datetime) -> None:
    """Offer these places no longer; who has one keeps it."""
    change(session, place_id, closed_at=now)


def reopen(session: Session, place_id: int) -> None:
    """Offer these places again."""
    change(session, place_id, closed_at=None)


def change(session: Session, place_id: int, **values: Any) -> Place:
    """Put facts of places into their columns. What is given away is counted by `take_seat` and its like alone."""
    # Seats are moved by statements of their own, past what the session remembers of the row.
    row = session.get_one(PlaceRow, place_id, populate_existing=True)
    for name, value in _columns(values).items():
        setattr(row, name, value)
    session.flush()
    return _place(row)


def _move(
    session: Session, place_id: int, holds: ColumnElement[bool], *, open_only: bool = True, **values: Any
) -> bool:
    session.flush()
    statement = update(PlaceRow).where(PlaceRow.id == place_id, holds)
    if open_only:
        statement = statement.where(PlaceRow.closed_at.is_(None))
    statement = statement.values(**values, version=PlaceRow.version + 1).returning(PlaceRow.id)
    return session.scalar(statement.execution_options(synchronize_session=False)) is not None


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "pay_days" in found:
        found["pay_days"] = list(found["pay_days"])
    if found.get("meeting") is not None:
        found["meeting"] = dataclasses.asdict(found["meeting"])
    return found


def _place(row: PlaceRow) -> Place:
    values = {name: getattr(row, name) for name in _FIELDS}
    meeting = None if row.meeting is None else Meeting(**row.meeting)
    return Place(**{**values, "pay_days": tuple(row.pay_days), "meeting": meeting})
