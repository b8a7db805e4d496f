"""Queries on lists: which one counts, who stands where, and the applications that a list speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from storage.admission.states import CLOSED, ApplicationStatus
from storage.admission.tables import ApplicationChoiceRow, ApplicationRow
from storage.base import new_id
from storage.ranking.tables import RankingPlaceRow, RankingRow, RankingState
from storage.upsert import insert_all


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a list needs to know of an application; `wishes` are its programmes, by wish."""

    id: int
    number: str
    registration_number: str | None
    status: ApplicationStatus
    original: bool
    wishes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list of one programme that counts, or counted."""

    id: int
    step_id: int
    former_id: int | None
    campaign: str
    college: str
    programme: str
    as_of: datetime
    total: int
    seats: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of a list; no application: somebody who applied on paper."""

    number: str
    application_id: int | None
    place: int
    grade: Decimal


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One's own place in the list that counts now."""

    programme: str
    place: int
    total: int
    seats: int
    as_of: datetime


def candidates(session: Session, college: str, campaign: str) -> list[Candidate]:
    """Return every application to a college in a campaign; two statements, however many there are."""
    rows = session.execute(
        select(
            ApplicationRow.id,
            ApplicationRow.number,
            ApplicationRow.registration_number,
            ApplicationRow.status,
            ApplicationRow.original_since,
        )
        .where(ApplicationRow.college == college, ApplicationRow.campaign == campaign)
        .order_by(ApplicationRow.id)
    ).all()
    wishes: dict[int, dict[str, int]] = {}
    choices = session.execute(
        select(ApplicationChoiceRow.application_id, ApplicationChoiceRow.programme, ApplicationChoiceRow.place)
        .join(ApplicationRow, ApplicationRow.id == ApplicationChoiceRow.application_id)
        .where(ApplicationRow.college == college, ApplicationRow.campaign == campaign)
        .order_by(ApplicationChoiceRow.place)
    )
    for application_id, programme, place in choices:
        wishes.setdefault(application_id, {})[programme] = place
    return [Candidate(i, no, reg, status, at is not None, wishes.get(i, {})) for i, no, reg, status, at in rows]


def foreign_numbers(session: Session, college: str, campaign: str) -> dict[str, str]:
    """Return the registration numbers that other colleges of the cluster gave out, each with its college."""
    rows = session.execute(
        select(ApplicationRow.registration_number, ApplicationRow.college).where(
            ApplicationRow.college != college,
            ApplicationRow.campaign == campaign,
            ApplicationRow.registration_number.is_not(None),
            ApplicationRow.status.not_in(sorted(CLOSED)),
        )
    )
    return {number: other for number, other in rows if number is not None}


def current(session: Session, college: str, campaign: str) -> dict[str, Ranking]:
    """Return the lists of a college that count now, by programme."""
    rows = session.scalars(
        select(RankingRow)
        .where(
            RankingRow.college == college,
            RankingRow.campaign == campaign,
            RankingRow.state == RankingState.CURRENT,
        )
        .order_by(RankingRow.id)
        .execution_options(populate_existing=True)
    )
    return {row.programme: _ranking(row) for row in rows}


def of_step(session: Session, step_id: int) -> list[tuple[Ranking, RankingState]]:
    """Return the lists that a step brought, each with whether it counts."""
    rows = session.scalars(
        select(RankingRow).where(RankingRow.step_id == step_id).execution_options(populate_existing=True)
    )
    return [(_ranking(row), row.state) for row in rows]


def places(session: Session, ranking_ids: Iterable[int]) -> dict[int, list[PlaceRow]]:
    """Return the rows of lists, best place first."""
    found: dict[int, list[PlaceRow]] = {one: [] for one in ranking_ids}
    rows = session.execute(
        select(
            RankingPlaceRow.ranking_id,
            RankingPlaceRow.number,
            RankingPlaceRow.application_id,
            RankingPlaceRow.place,
            RankingPlaceRow.grade,
        )
        .where(RankingPlaceRow.ranking_id.in_(sorted(found)))
        .order_by(RankingPlaceRow.ranking_id, RankingPlaceRow.place, RankingPlaceRow.number)
    )
    for ranking_id, number, application_id, place, grade in rows:
        found[ranking_id].append(PlaceRow(number, application_id, place, grade))
    return found


def own_places(session: Session, application_ids: Iterable[int]) -> dict[int, list[OwnPlace]]:
    """Return each application's places in the lists that count now, by wish."""
    rows = session.execute(
        select(RankingPlaceRow.application_id, RankingPlaceRow.place, RankingRow)
        .join(RankingRow, RankingRow.id == RankingPlaceRow.ranking_id)
        .join(
            ApplicationChoiceRow,
            (ApplicationChoiceRow.application_id == RankingPlaceRow.application_id)
            & (ApplicationChoiceRow.programme == RankingRow.programme),
        )
        .where(
            RankingPlaceRow.application_id.in_(list(application_ids)),
            RankingRow.state == RankingState.CURRENT,
        )
        .order_by(RankingPlaceRow.application_id, ApplicationChoiceRow.place)
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[OwnPlace]] = {}
    for application_id, place, row in rows:
        if application_id is not None:
            found.setdefault(application_id, []).append(OwnPlace(row.programme, place, row.total, row.seats, row.as_of))
    return found


def put(
    session: Session,
    step_id: int,
    college: str,
    campaign: str,
    as_of: datetime,
    programme: str,
    seats: int,
    rows: Sequence[PlaceRow],
) -> None:
    """Make a list the one that counts for its programme; the one before is kept to go back to."""
    before = current(session, college, campaign).get(programme)
    _set_state(session, [before.id] if before else [], RankingState.SUPERSEDED)
    ranking_id = new_id()
    session.execute(
        insert(RankingRow).values(
            id=ranking_id,
            step_id=step_id,
            former_id=before.id if before else None,
            campaign=campaign,
            college=college,
            programme=programme,
            as_of=as_of,
            total=len(rows),
            seats=seats,
            state=RankingState.CURRENT,
        )
    )
    kept = [
        {
            "ranking_id": ranking_id,
            "number": row.number,
            "application_id": row.application_id,
            "place": row.place,
            "grade": row.grade,
        }
        for row in rows
    ]
    insert_all(session, RankingPlaceRow, kept)


def go_back(session: Session, step_id: int) -> None:
    """Let the lists before a step's count again."""
    brought = [ranking for ranking, _ in of_step(session, step_id)]
    _set_state(session, [ranking.id for ranking in brought], RankingState.UNDONE)
    former = [ranking.former_id for ranking in brought if ranking.former_id is not None]
    _set_state(session, former, RankingState.CURRENT)


def _set_state(session: Session, ranking_ids: Sequence[int], state: RankingState) -> None:
    if ranking_ids:
        session.execute(
            update(RankingRow)
            .where(RankingRow.id.in_(ranking_ids))
            .values(state=state)
            .execution_options(synchronize_session=False)
        )


def _ranking(row: RankingRow) -> Ranking:
    return Ranking(
        id=row.id,
        step_id=row.step_id,
        former_id=row.former_id,
        campaign=row.campaign,
        college=row.college,
        programme=row.programme,
        as_of=row.as_of,
        total=row.total,
        seats=row.seats,
    )
