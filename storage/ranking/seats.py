"""Queries on seats: who holds one, which became free, to whom it is offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.parts import in_parts
from storage.ranking.tables import FreeSeatRow, OfferState, RankingSeatRow, SeatOfferRow, SeatState
from storage.upsert import insert_all, insert_missing


@dataclass(frozen=True, slots=True)
class Held:
    """The seat that an application holds."""

    application_id: int
    campaign: str
    programme: str
    since: datetime


@dataclass(frozen=True, slots=True)
class FreeSeat:
    """A seat that somebody left."""

    id: int
    campaign: str
    college: str
    programme: str
    left_by: int
    state: SeatState


@dataclass(frozen=True, slots=True)
class Offer:
    """A free seat offered to one application until `deadline`."""

    id: int
    seat_id: int
    application_id: int
    programme: str
    offered_at: datetime
    deadline: datetime
    state: OfferState


# --- held seats ---------------------------------------------------------------------------------------


def hold(session: Session, campaign: str, programme: str, application_ids: Iterable[int], now: datetime) -> None:
    """Note that applications hold a seat of a programme now, in place of another one they may hold."""
    ids = list(application_ids)
    let_go(session, ids)
    rows = [{"application_id": one, "campaign": campaign, "programme": programme, "since": now} for one in ids]
    insert_all(session, RankingSeatRow, rows)


def let_go(session: Session, application_ids: Iterable[int]) -> None:
    """Note that applications hold no seat any more."""
    for some in in_parts(application_ids):
        session.execute(
            delete(RankingSeatRow)
            .where(RankingSeatRow.application_id.in_(some))
            .execution_options(synchronize_session=False)
        )


def held(session: Session, campaign: str, programmes: Iterable[str]) -> dict[int, Held]:
    """Return who holds seats of programmes, by application."""
    table = RankingSeatRow.__table__
    rows = session.execute(select(table).where(table.c.campaign == campaign, table.c.programme.in_(sorted(programmes))))
    return {row.application_id: Held(row.application_id, row.campaign, row.programme, row.since) for row in rows}


def held_by(session: Session, application_id: int) -> Held | None:
    """Return the seat that an application holds."""
    table = RankingSeatRow.__table__
    row = session.execute(select(table).where(table.c.application_id == application_id)).first()
    return Held(row.application_id, row.campaign, row.programme, row.since) if row is not None else None


# --- free seats and offers --------------------------------------------------------------------------


def free(
    session: Session, campaign: str, college: str, programme: str, left_by: int, freed_at: datetime
) -> FreeSeat | None:
    """Keep a seat that somebody left; None where that is known already."""
    is_new = insert_missing(
        session,
        FreeSeatRow,
        campaign=campaign,
        college=college,
        programme=programme,
        left_by=left_by,
        freed_at=freed_at,
        state=SeatState.FREE,
    )
    if not is_new:
        return None
    row = session.scalars(
        select(FreeSeatRow).where(
            FreeSeatRow.left_by == left_by, FreeSeatRow.programme == programme, FreeSeatRow.freed_at == freed_at
        )
    ).one()
    return _seat(row)


def get_seat(session: Session, seat_id: int) -> FreeSeat:
    """Return a seat that somebody left."""
    return _seat(session.get_one(FreeSeatRow, seat_id, populate_existing=True))


def free_seats(session: Session, campaign: str, college: str) -> list[FreeSeat]:
    """Return a college's seats that wait for somebody in line, oldest first."""
    rows = session.scalars(
        select(FreeSeatRow)
        .where(FreeSeatRow.campaign == campaign, FreeSeatRow.college == college, FreeSeatRow.state == SeatState.FREE)
        .order_by(FreeSeatRow.id)
        .execution_options(populate_existing=True)
    )
    return [_seat(row) for row in rows]


def set_seat(session: Session, seat_ids: Iterable[int], state: SeatState) -> None:
    """Note what became of free seats."""
    session.execute(
        update(FreeSeatRow)
        .where(FreeSeatRow.id.in_(list(seat_ids)))
        .values(state=state)
        .execution_options(synchronize_session=False)
    )


def offer(session: Session, seat: FreeSeat, application_id: int, now: datetime, deadline: datetime) -> Offer | None:
    """Offer a seat; None where it is offered already, or was to this person, or they have another such offer."""
    is_new = insert_missing(
        session,
        SeatOfferRow,
        seat_id=seat.id,
        application_id=application_id,
        programme=seat.programme,
        offered_at=now,
        deadline=deadline,
        state=OfferState.OPEN,
    )
    if not is_new:
        return None
    set_seat(session, [seat.id], SeatState.OFFERED)
    row = session.scalars(
        select(SeatOfferRow).where(SeatOfferRow.seat_id == seat.id, SeatOfferRow.application_id == application_id)
    ).one()
    return _offer(row)


def get_offer(session: Session, offer_id: int) -> Offer | None:
    """Return an offer as it stands now."""
    row = session.get(SeatOfferRow, offer_id, populate_existing=True)
    return _offer(row) if row is not None else None


def open_offers(session: Session, application_ids: Iterable[int]) -> list[Offer]:
    """Return the offers that wait for an answer of these applications."""
    found = list[Offer]()
    for some in in_parts(application_ids):
        rows = session.scalars(
            select(SeatOfferRow)
            .where(SeatOfferRow.application_id.in_(some), SeatOfferRow.state == OfferState.OPEN)
            .order_by(SeatOfferRow.id)
            .execution_options(populate_existing=True)
        )
        found += [_offer(row) for row in rows]
    return found


def offered(session: Session, campaign: str, programmes: Iterable[str]) -> Mapping[str, int]:
    """Return how many seats of programmes are offered and not answered."""
    rows = session.execute(
        select(FreeSeatRow.programme, func.count())
        .where(
            FreeSeatRow.campaign == campaign,
            FreeSeatRow.programme.in_(sorted(programmes)),
            FreeSeatRow.state == SeatState.OFFERED,
        )
        .group_by(FreeSeatRow.programme)
    )
    return {programme: int(n) for programme, n in rows}


def not_to_ask(session: Session, seat: FreeSeat) -> set[int]:
    """Return the applications not to be asked about a seat.

    They were asked about it, have an open offer of this programme, or said no to a seat of it.
    """
    rows = session.execute(
        select(SeatOfferRow.application_id)
        .join(FreeSeatRow, FreeSeatRow.id == SeatOfferRow.seat_id)
        .where(
            FreeSeatRow.campaign == seat.campaign,
            SeatOfferRow.programme == seat.programme,
            (SeatOfferRow.seat_id == seat.id) | SeatOfferRow.state.in_([OfferState.OPEN, OfferState.DECLINED]),
        )
    )
    return {one for (one,) in rows}


def settle(session: Session, offer_id: int, state: OfferState, now: datetime) -> bool:
    """End an open offer; False where it has ended already."""
    done = session.execute(
        update(SeatOfferRow)
        .where(SeatOfferRow.id == offer_id, SeatOfferRow.state == OfferState.OPEN)
        .values(state=state, settled_at=now)
        .returning(SeatOfferRow.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def _seat(row: FreeSeatRow) -> FreeSeat:
    return FreeSeat(row.id, row.campaign, row.college, row.programme, row.left_by, row.state)


def _offer(row: SeatOfferRow) -> Offer:
    return Offer(row.id, row.seat_id, row.application_id, row.programme, row.offered_at, row.deadline, row.state)
