"""Ranking on both databases: of two at once one wins, a list of thousands, seats offered once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster import ranking
from cluster.admission import withdraw
from cluster.admission.status import ApplicationStatus as S
from cluster.ranking import SeatOffered
from storage.admission import Application, applications
from storage.database import Database
from storage.errors import Refusal
from storage.ranking import OfferState, PreviewState, lists, seats, steps
from tests.ranking import (
    AFTER_DOCS,
    CAMPAIGN,
    COLLEGE,
    CONTENT,
    WELDER,
    content,
    import_list,
    listed,
    recommend,
    register,
    run_duties,
    staff,
)


async def at_once(database: Database, *use_cases: Callable[[Session], Any]) -> list[Any]:
    """Run use cases at the same time; return their values, or the refusals' keys."""

    async def one(use_case: Callable[[Session], Any]) -> Any:
        try:
            return (await database.run(use_case)).value
        except Refusal as refusal:
            return refusal.text_key

    return await asyncio.gather(*(one(use_case) for use_case in use_cases))


async def test_of_two_lists_at_once_one_applies(database: Database, now: datetime) -> None:
    def lay(session: Session) -> tuple[int, int, int, int]:
        mine, theirs = staff(session, now), staff(session, now, 901)
        register(session, now, "1", WELDER)
        first = ranking.prepare_list(session, now, mine, COLLEGE, CAMPAIGN, listed("1", "P1")).value
        second = ranking.prepare_list(session, now, theirs, COLLEGE, CAMPAIGN, listed("P2", "1")).value
        return mine, theirs, first.id, second.id

    mine, theirs, first, second = await database.run(lay)
    found = await at_once(
        database,
        lambda session: ranking.apply_list(session, now, mine, first, CONTENT),
        lambda session: ranking.apply_list(session, now, theirs, second, CONTENT),
    )
    assert found.count("ranking-preview-outdated") == 1
    (won,) = [one for one in found if not isinstance(one, str)]

    def look(session: Session) -> tuple[int, list[str], int]:
        (current,) = lists.current(session, COLLEGE, CAMPAIGN).values()
        rows = lists.places(session, [current.id])[current.id]
        return current.step_id, [row.number for row in rows], steps.desk_version(session, COLLEGE, CAMPAIGN)

    assert await database.read(look) == (won.id, ["1", "P1"] if won.id == first else ["P2", "1"], 1)


async def test_a_double_press_applies_once(database: Database, now: datetime) -> None:
    def lay(session: Session) -> tuple[int, int, Application]:
        actor = staff(session, now)
        one = register(session, now, "1", WELDER)
        return actor, ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value.id, one

    actor, step, one = await database.run(lay)
    found = await at_once(
        database,
        *[lambda session: ranking.apply_list(session, now, actor, step, CONTENT)] * 2,
    )
    assert [each.state for each in found] == [PreviewState.APPLIED, PreviewState.APPLIED]
    history = await database.read(applications.history, one.id)
    assert sum(line.after == S.RANKED for line in history) == 1


async def test_a_double_press_undoes_once(database: Database, now: datetime) -> None:
    def lay(session: Session) -> tuple[int, int, Application]:
        actor = staff(session, now)
        one = register(session, now, "1", WELDER)
        return actor, import_list(session, now, actor, listed("1")), one

    actor, step, one = await database.run(lay)
    found = await at_once(database, *[lambda session: ranking.undo(session, now, actor, step)] * 2)
    assert sorted(each.back for each in found) == [0, 1]
    assert (await database.read(applications.get, [one.id]))[one.id].status is S.REGISTERED


async def test_one_seat_is_taken_once(database: Database, now: datetime) -> None:
    given = content(welder=1)

    def lay(session: Session) -> tuple[int, int, int]:
        actor = staff(session, now)
        first, second, _ = (register(session, now, number, WELDER) for number in ("1", "2", "3"))
        import_list(session, now, actor, listed("1", "2", "3"), given)
        recommend(session, AFTER_DOCS, actor, WELDER, given)
        withdraw(session, AFTER_DOCS, first.owner_id, first.id)
        told = run_duties(session, AFTER_DOCS, given, ["ranking-seat-freed"])
        (offered,) = [event for event in told if isinstance(event, SeatOffered)]
        return second.owner_id, second.id, offered.offer_id

    owner, second, offer = await database.run(lay)
    found = await at_once(
        database,
        lambda session: ranking.accept(session, AFTER_DOCS, owner, offer),
        lambda session: ranking.accept(session, AFTER_DOCS, owner, offer),
        lambda session: ranking.decline(session, AFTER_DOCS, owner, offer, given),
        lambda session: withdraw(session, AFTER_DOCS, owner, second),
    )

    def look(session: Session) -> tuple[S, OfferState, bool]:
        settled = seats.get_offer(session, offer)
        assert settled is not None
        status = applications.get(session, [second])[second].status
        return status, settled.state, seats.held_by(session, second) is not None

    status, state, holds = await database.read(look)
    assert (status, holds) == (S.WITHDRAWN, False)
    assert state in {OfferState.TAKEN, OfferState.DECLINED, OfferState.CANCELLED}, found


async def test_a_list_of_thousands_is_few_statements(sqlite_database: Database, now: datetime) -> None:
    """However long the list: statements go by the programme and by the hundred, never by the row."""

    def statements(session: Session, count: int, first: int) -> int:
        from sqlalchemy import event

        actor = staff(session, now)
        for n in range(first, first + count):
            register(session, now, f"{n}", WELDER)
        rows = listed(*(f"{n}" for n in range(first, first + count)))
        step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, rows).value
        seen: list[str] = []
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
        ranking.apply_list(session, now, actor, step.id, CONTENT)
        return len(seen)

    few = await sqlite_database.run(statements, 10, 1)
    many = await sqlite_database.run(statements, 200, 100)
    assert many <= few + 5
