"""Two at one desk at the same instant, on SQLite and PostgreSQL: one wins, the other reads why, nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, duties, review
from cluster.admission import StatusChanged
from cluster.admission.status import ApplicationStatus as S
from cluster.review import HELD, DecisionCarried, DecisionFailed, HeldByOther, HeldGone, Taken
from storage.admission import HistoryKind, applications
from storage.database import Database
from storage.errors import Refusal
from storage.review import holding
from tests.unit.review_desk import CONTENT, Desk, open_desk

CAPACITY = CONTENT.college("klepiki").room_capacity
REJECT = review.Reject(reason="no_seats")
INVITE = review.Invite


@dataclass
class Hall:
    """A desk in a database that many may use at once."""

    database: Database
    desk: Desk
    now: datetime

    async def lay(self, work: Callable[[Desk], Any]) -> Any:
        """Prepare something on the desk, by itself."""

        def do(session: Session) -> Any:
            self.desk.session = session
            return work(self.desk)

        return await self.database.run(do)

    async def at_once(self, *works: Callable[[Session], Any]) -> list[Any]:
        """Do several things at once; return what each gave, a refusal being an answer."""
        return await asyncio.gather(*(self.database.run(work) for work in works), return_exceptions=True)

    async def history(self, kind: HistoryKind) -> list[Any]:
        lines = await self.database.read(applications.history, self.desk.id)
        return [line for line in lines if line.kind is kind]

    async def status(self) -> S:
        return (await self.database.read(applications.get, [self.desk.id]))[self.desk.id].status


@pytest.fixture
async def hall(database: Database, now: datetime) -> Hall:
    return Hall(database, await database.run(open_desk, now), now)


def refusals(results: list[Any]) -> list[Refusal]:
    broken = [one for one in results if isinstance(one, BaseException) and not isinstance(one, Refusal)]
    assert broken == []
    return [one for one in results if isinstance(one, Refusal)]


async def test_of_two_who_take_at_once_one_has_it(hall: Hall) -> None:
    desk, now = hall.desk, hall.now
    people = [desk.olga, desk.dasha] * 4
    results = await hall.at_once(*(lambda s, who=who: review.take(s, now, who, desk.id) for who in people))
    lost = refusals(results)
    (assigned,) = await hall.history(HistoryKind.ASSIGN)
    winner = int(assigned.after)
    assert len(lost) == 4
    assert {type(one) for one in lost} == {Taken}
    assert {one.args_["who"] for one in lost} == {"Тайнова Ольга" if winner == desk.olga else "Скрытнева Дарья"}
    told = [event for one in results if not isinstance(one, Refusal) for event in one.events]
    assert [type(event) for event in told] == [StatusChanged]


async def test_of_two_who_decide_at_once_one_holds(hall: Hall) -> None:
    desk, now = hall.desk, hall.now
    one = await hall.lay(lambda d: d.stand(S.IN_REVIEW))
    invite = await hall.lay(lambda d: d.invitation())

    def decide(who: int, decision: Any) -> Callable[[Session], Any]:
        return lambda s: review.decide(s, now, who, desk.id, one.version, decision, CONTENT)

    results = await hall.at_once(decide(desk.olga, invite), decide(desk.dasha, REJECT), decide(desk.dasha, REJECT))
    lost = refusals(results)
    kept = (await hall.database.read(holding.get, [desk.id]))[desk.id]
    assert {type(one) for one in lost} == {HeldByOther}
    assert len(lost) == (2 if kept.decided_by == desk.olga else 1)
    assert {one.args_["who"] for one in lost} == {
        "Тайнова Ольга" if kept.decided_by == desk.olga else "Скрытнева Дарья"
    }


async def test_a_number_is_given_to_one_of_two(hall: Hall) -> None:
    desk, now = hall.desk, hall.now

    def lay(d: Desk) -> Any:
        petya = d.apply(601, first_name="Пётр")
        return [d.reread(d.ready_to_register(petya)), d.reread(d.ready_to_register())]

    both = await hall.lay(lay)
    results = await hall.at_once(
        *(
            lambda s, one=one: review.decide(
                s, now, desk.olga, one.id, one.version, review.Register(number="45"), CONTENT
            )
            for one in both
        )
    )
    told = await _send_all(hall, [one.id for one in both])
    found = await hall.database.read(applications.get, [one.id for one in both])
    assert sorted(str(one.registration_number) for one in found.values()) == ["45", "None"]
    keys = [one.text_key for one in [*refusals(results), *refusals(told)] if not isinstance(one, HeldGone)]
    assert keys == ["review-register-taken"]


async def test_the_last_place_of_a_room_goes_to_one_of_two(hall: Hall) -> None:
    desk, now = hall.desk, hall.now

    def lay(d: Desk) -> Any:
        for place in range(CAPACITY - 1):
            one = d.apply(700 + place, first_name=("Иван", "Олег", "Глеб", "Юрий", "Яков")[place])
            d.stand(S.IN_REVIEW, one)
            d.decide(d.invitation(), application=one)
            review.send_now(d.session, d.now, d.olga, one.id, CONTENT)
        rivals = [d.apply(601, first_name="Пётр"), d.application, d.apply(602, first_name="Фёдор")]
        return d.invitation(), [d.stand(S.IN_REVIEW, one) for one in rivals]

    invite, rivals = await hall.lay(lay)
    results = await hall.at_once(
        *(lambda s, one=one: review.decide(s, now, desk.olga, one.id, one.version, invite, CONTENT) for one in rivals)
    )
    lost = refusals(results)
    assert [one.text_key for one in lost] == ["review-invite-full"] * 2
    await _send_all(hall, [one.id for one in rivals])
    found = await hall.database.read(applications.get, [one.id for one in rivals])
    assert sorted(one.status for one in found.values()) == [S.IN_REVIEW, S.IN_REVIEW, S.INVITED]


async def _send_all(hall: Hall, ids: list[int]) -> list[Any]:
    send = (lambda s, one=one: review.send_now(s, hall.now, hall.desk.olga, one, CONTENT) for one in ids)
    return await hall.at_once(*send)


async def test_the_duty_and_a_press_carry_it_out_once(hall: Hall) -> None:
    desk = hall.desk
    await hall.lay(lambda d: d.stand(S.IN_REVIEW))
    await hall.lay(lambda d: d.decide(REJECT))
    later = hall.now + timedelta(seconds=30)
    (duty,) = [one for one in await hall.database.read(duties.due, later) if one.kind == HELD]

    def tick(session: Session) -> Any:
        return duties.perform(session, later, duty, review.DUTIES, CONTENT)

    def press(session: Session) -> Any:
        return review.send_now(session, later, desk.olga, desk.id, CONTENT)

    results = await hall.at_once(tick, press, tick, press)
    events = [event for one in results if not isinstance(one, Refusal) for event in one.events]
    assert len([event for event in events if isinstance(event, StatusChanged)]) == 1
    assert {type(event) for event in events} <= {StatusChanged, DecisionCarried}
    assert {type(one) for one in refusals(results)} == {HeldGone}
    assert await hall.status() is S.REJECTED
    assert [line.after for line in await hall.history(HistoryKind.STATUS)].count("rejected") == 1


async def test_taken_back_and_sent_at_once_one_of_both_is_true(hall: Hall) -> None:
    desk, now = hall.desk, hall.now
    await hall.lay(lambda d: d.stand(S.IN_REVIEW))
    await hall.lay(lambda d: d.decide(REJECT))
    results = await hall.at_once(
        lambda s: review.cancel(s, now, desk.dasha, desk.id),
        lambda s: review.send_now(s, now, desk.olga, desk.id, CONTENT),
    )
    assert [type(one) for one in refusals(results)] == [HeldGone]
    undone = bool(await hall.history(HistoryKind.UNDO))
    assert await hall.status() is (S.IN_REVIEW if undone else S.REJECTED)
    told = [event for one in results if not isinstance(one, Refusal) for event in one.events]
    assert [type(event) for event in told] == [DecisionFailed if undone else StatusChanged]


async def test_withdrawn_in_the_instant_of_the_decision_one_of_both_is_true(hall: Hall) -> None:
    desk, now = hall.desk, hall.now
    await hall.lay(lambda d: d.stand(S.IN_REVIEW))
    await hall.lay(lambda d: d.decide(REJECT))
    results = await hall.at_once(
        lambda s: admission.withdraw(s, now, desk.artyom, desk.id),
        lambda s: review.send_now(s, now, desk.olga, desk.id, CONTENT),
    )
    assert len(refusals(results)) == 1
    assert (await hall.status()) in {S.WITHDRAWN, S.REJECTED}
    assert len(await hall.history(HistoryKind.STATUS)) == 3


async def test_of_two_requests_at_once_one_is_asked(hall: Hall) -> None:
    desk, now = hall.desk, hall.now
    one = await hall.lay(lambda d: d.stand(S.IN_REVIEW))

    def ask(who: int, name: str) -> Callable[[Session], Any]:
        return lambda s: review.ask(s, now, who, desk.id, one.version, ([name], []), None, CONTENT)

    results = await hall.at_once(ask(desk.olga, "phone"), ask(desk.dasha, "school"))
    assert [lost.text_key for lost in refusals(results)] == ["review-card-outdated"]
    assert await hall.status() is S.NEEDS_INFO


@pytest.mark.parametrize("day", [date(2026, 7, 16)])
async def test_an_original_brought_twice_at_once_is_told_once(hall: Hall, day: date) -> None:
    desk, now = hall.desk, hall.now
    await hall.lay(lambda d: d.stand(S.INVITED))
    bring = [lambda s, who=who: review.bring_original(s, now, who, desk.id, CONTENT) for who in (desk.olga, desk.dasha)]
    results = await hall.at_once(*bring)
    assert refusals(results) == []
    assert sorted(len(one.events) for one in results) == [0, 1]
