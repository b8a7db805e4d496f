"""The budget of calls a second: pure rules, on a clock that the test moves."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.budget import Budget, Tries
from tests.unit.test_pacing import most_within

STEP_S = 0.0005


@dataclass
class Road:
    """A broadcast that never ends, and people who say something now and then; calls take time to leave."""

    said: list[float]
    leaving_s: Callable[[float], float] = lambda _now: 0.0
    now: float = 5.0
    arrived: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)

    def drive(self, until: float) -> Budget:
        budget = Budget(30, lambda: self.now)
        under_way: list[tuple[float, Callable[[], None]]] = []
        waiting: list[float] = []
        said = sorted(self.said)

        def start(*, paced: bool) -> None:
            ticket = budget.charge(self.now, paced=paced)
            assert ticket is not None
            under_way.append((self.now + self.leaving_s(self.now), ticket.left))

        while self.now < until:
            for gone in [one for one in under_way if one[0] <= self.now]:
                under_way.remove(gone)
                gone[1]()
                self.arrived.append(self.now)
            while said and said[0] <= self.now:
                waiting.append(said.pop(0))
            while budget.admits_reply(self.now, waiting=bool(waiting)):
                self.waits.append(self.now - waiting.pop(0))
                start(paced=False)
            if budget.paced_at(self.now) <= self.now:
                self.started.append(self.now)
                start(paced=True)
            self.now += STEP_S
        return budget


def test_a_broadcast_alone_fills_the_limit_and_never_passes_it() -> None:
    road = Road([])
    road.drive(15.0)
    assert 29.5 <= len(road.arrived) / 10 <= 30
    assert most_within(road.arrived, 1.0) <= 30


@pytest.mark.parametrize("connecting_s", [0.004, 0.03, 0.15, 0.9, 1.4])
def test_calls_that_have_to_connect_first_do_not_crowd_a_second(connecting_s: float) -> None:
    # Whoever goes before the first connection is free makes one of its own.
    road = Road([], lambda now: connecting_s if now < 5.05 + connecting_s else 0.0)
    road.drive(10.0)
    assert len(road.arrived) > 100
    assert most_within(road.arrived, 1.0) <= 30


@settings(deadline=None, max_examples=30)
@given(said=st.lists(st.floats(5.0, 12.0), max_size=60), leaving_s=st.sampled_from([0.0, 0.002, 0.02]))
def test_no_reply_waits_longer_than_half_a_second(said: list[float], leaving_s: float) -> None:
    road = Road(said, lambda _now: leaving_s)
    road.drive(13.0)
    assert len(road.waits) == len(said)
    assert max(road.waits, default=0.0) <= 0.5 + STEP_S


@pytest.mark.parametrize("at", [7.0, 7.01, 7.02, 7.03])
def test_the_first_word_beside_a_broadcast_waits_a_slot_at_most(at: float) -> None:
    road = Road([at])
    road.drive(8.5)
    assert road.waits[0] < 0.0345
    assert most_within(road.arrived, 1.0) <= 30


@settings(deadline=None, max_examples=30)
@given(phase=st.lists(st.floats(0.0, 0.9), min_size=1, max_size=9))
def test_beside_steady_talk_nobody_waits_and_the_limit_holds(phase: list[float]) -> None:
    """The same few people speak again and again: once that is known, the broadcast leaves them their room."""
    road = Road([5.0 + turn * 1.05 + at for turn in range(9) for at in phase])
    road.drive(15.0)
    later = road.waits[2 * len(phase) :]
    assert max(later) <= STEP_S
    assert most_within([moment for moment in road.arrived if moment > 7.0], 1.0) <= 30
    assert len(road.arrived) > 10 * 30 * 0.7


@pytest.mark.parametrize("said_a_second", [20, 31, 40, 100])
def test_however_much_people_talk_the_broadcast_goes_on(said_a_second: int) -> None:
    road = Road([5.0 + number / said_a_second for number in range(10 * said_a_second)])
    road.drive(15.6)
    assert len(road.waits) == 10 * said_a_second
    assert max(road.waits) <= 0.5 + 3 * STEP_S
    during = [moment for moment in road.started if 6.0 < moment <= 15.0]
    assert len(during) >= 2 * 9 - 1
    assert max(later - earlier for earlier, later in itertools.pairwise(during)) <= 0.5 + 2 * STEP_S


def test_replies_alone_are_never_held() -> None:
    budget = Budget(30, lambda: 5.0)
    for _ in range(100):
        assert budget.admits_reply(5.0, waiting=True)
        budget.charge(5.0, paced=False)
    assert budget.reply_at(5.0) == float("inf")


def test_a_broadcast_waits_for_room_behind_a_flood_of_replies_half_a_second_at_most() -> None:
    budget = Budget(30, lambda: 5.0)
    for paced in (True, *[False] * 40):
        ticket = budget.charge(5.0, paced=paced)
        assert ticket is not None
        ticket.left()
    assert budget.paced_at(5.0) == pytest.approx(5.5)


@pytest.mark.parametrize(("per_second", "most"), [(0.5, 10), (1.5, 30)])
def test_fractions_of_a_second_are_kept(per_second: float, most: int) -> None:
    now = [5.0]
    budget = Budget(per_second, lambda: now[0])
    gone = 0
    while now[0] < 25.0:
        if budget.paced_at(now[0]) <= now[0]:
            ticket = budget.charge(now[0], paced=True)
            assert ticket is not None
            ticket.left()
            gone += 1
        now[0] += 0.01
    assert most - 1 <= gone <= most


def test_who_waits_for_a_call_to_leave_is_woken_when_it_does() -> None:
    woken: list[bool] = []
    budget = Budget(1, lambda: 5.0, lambda: woken.append(True))
    ticket = budget.charge(5.0, paced=True)
    assert ticket is not None
    assert budget.paced_at(5.0) == float("inf")
    assert not woken
    ticket.left()
    assert woken == [True]
    assert budget.paced_at(5.0) == pytest.approx(6.007)


def test_each_further_try_of_a_call_counts_anew() -> None:
    now = [5.0]
    budget = Budget(1, lambda: now[0])
    tries = Tries(budget, budget.charge(5.0, paced=True), lambda: now[0], paced=True)
    first = tries.begin()
    assert first is not None
    first()
    now[0] = 6.1
    assert budget.paced_at(6.1) <= 6.1
    tries.begin()
    assert budget.paced_at(6.1) == float("inf")  # the second try has not left
    tries.close()
    tries.close()
    assert budget.paced_at(6.1) == pytest.approx(7.107)


def test_where_nothing_is_limited_no_try_is_counted() -> None:
    budget = Budget(0, lambda: 5.0)
    tries = Tries(budget, None, lambda: 5.0, paced=True)
    assert [tries.begin(), tries.begin()] == [None, None]
    tries.close()


def test_after_the_talk_the_whole_limit_is_there_again() -> None:
    road = Road([5.0 + number / 8 for number in range(16)])
    road.drive(30.0)
    assert sum(1 for moment in road.arrived if moment > 20.0) / 10 > 29.5


def test_a_call_counts_until_it_has_left_and_leaves_once() -> None:
    now = [5.0]
    budget = Budget(1, lambda: now[0])
    ticket = budget.charge(5.0, paced=True)
    assert ticket is not None
    assert budget.paced_at(90.0) == float("inf")
    now[0] = 90.0
    ticket.left()
    ticket.left()
    assert budget.paced_at(90.0) == pytest.approx(91.007)


def test_zero_is_off() -> None:
    budget = Budget(0, lambda: 5.0)
    assert budget.charge(5.0, paced=True) is None
    assert budget.paced_at(5.0) == 5.0
    assert budget.admits_reply(5.0, waiting=True)
