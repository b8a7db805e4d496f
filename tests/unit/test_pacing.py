"""Pacing and the board of waiting calls: pure rules, on a clock that the test moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.board import Board, Chat
from bot.delivery.outage import Outage
from bot.delivery.pacing import Limits, Pace, backoff_s
from bot.errors import ServerFailed, TelegramDown, Unauthorized
from storage.outbox import Lane, Outgoing

NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
UNPACED = Limits(0, 0, 0)
DOWN = TelegramDown("no connection")
FAILED = ServerFailed(502, "Bad Gateway")


class FixedClock:
    def now(self) -> datetime:
        return NOW


def most_within(moments: list[float], window_s: float) -> int:
    """Return the largest number of moments in any half-open window that ends at one of them."""
    return max((sum(1 for m in moments if end - window_s < m <= end) for end in moments), default=0)


# --- the pace


@settings(deadline=None)
@given(
    calls=st.integers(1, 60),
    window_s=st.sampled_from([1.0, 60.0]),
    late=st.lists(st.floats(0, 0.005), min_size=1, max_size=50),
)
def test_a_late_timer_never_puts_one_too_many_into_a_window(calls: int, window_s: float, late: list[float]) -> None:
    pace, opens_at, moments = Pace(calls, window_s), 0.0, []
    for i in range(calls * 3 + 5):
        now = opens_at + late[i % len(late)]
        moments.append(now)
        opens_at = pace.after(opens_at, now)
    assert most_within(moments, window_s) <= calls


@settings(deadline=None)
@given(
    calls=st.integers(1, 40),
    replies=st.lists(st.floats(0, 3), max_size=120),
)
def test_paced_calls_leave_room_for_replies(calls: int, replies: list[float]) -> None:
    pace, opens_at, sent, paced = Pace(calls), 0.0, [], []
    waiting = sorted(replies)
    while opens_at < 4:
        while waiting and waiting[0] <= opens_at:
            sent.append(waiting.pop(0))
            opens_at = pace.after(opens_at, sent[-1])
        sent.append(opens_at)
        paced.append(opens_at)
        opens_at = pace.after(opens_at, opens_at)
    # Whenever a paced call goes, the second before it holds no more than the limit, replies counted.
    assert all(sum(1 for m in sent if end - 1 < m <= end) <= calls for end in paced)


def test_thirty_a_second_are_reached() -> None:
    pace, opens_at, moments = Pace(30), 0.0, []
    while opens_at < 10:
        moments.append(opens_at + 0.001)  # a timer wakes a millisecond late
        opens_at = pace.after(opens_at, moments[-1])
    assert 29.5 <= len(moments) / 10 <= 30


def test_a_flood_of_replies_leaves_a_second_of_debt() -> None:
    pace, opens_at = Pace(30), 0.0
    for _ in range(1_000):
        opens_at = pace.after(opens_at, 5.0)
    assert 6 < opens_at < 6.1


def test_zero_is_off() -> None:
    assert Pace(0).after(0.0, 100.0) == 0.0


@pytest.mark.parametrize(("attempt", "most"), [(1, 0.5), (2, 1.0), (5, 8.0), (7, 10.0), (1_000_000, 10.0)])
def test_backoff_doubles_up_to_its_cap(attempt: int, most: float) -> None:
    assert all(most / 2 <= backoff_s(attempt) <= most for _ in range(50))


# --- the board


def call(chat_id: int, number: int, lane: Lane = Lane.REPLY) -> Outgoing:
    return Outgoing(number, 1, chat_id, lane, "sendMessage", b"{}", NOW)


def board_of(*calls: Outgoing, limits: Limits = UNPACED) -> Board:
    board = Board(limits)
    for one in calls:
        board.push(one, 0.0)
    return board


def taken(board: Board, now: float) -> tuple[Chat, Outgoing] | None:
    board.wake(now)
    for lane in Lane:
        if (chat := board.next(lane, now)) is not None:
            return chat, board.take(chat, now)
    return None


def drained(board: Board, now: float) -> list[int]:
    ids = []
    while (found := taken(board, now)) is not None:
        ids.append(found[1].id)
        board.place(found[0], now)
    return ids


def test_replies_go_before_notices_before_broadcasts() -> None:
    board = board_of(call(1, 1, Lane.BROADCAST), call(2, 2, Lane.NOTICE), call(3, 3), call(1, 4), call(2, 5))
    assert drained(board, 0.0) == [3, 4, 5, 2, 1]


def test_a_chat_has_one_call_under_way() -> None:
    board = board_of(call(1, 1), call(1, 2))
    first = taken(board, 0.0)
    assert first is not None
    assert taken(board, 0.0) is None
    board.place(first[0], 0.0)
    assert drained(board, 0.0) == [2]


def test_a_call_put_back_goes_first_again() -> None:
    board = board_of(call(1, 1), call(1, 2))
    found = taken(board, 0.0)
    assert found is not None
    board.put_back(*found)
    board.place(found[0], 0.0)
    assert drained(board, 0.0) == [1, 2]


@pytest.mark.parametrize(
    ("chat_id", "lane", "opens"),
    [(7, Lane.NOTICE, 1.007), (-7, Lane.NOTICE, 3.021), (7, Lane.REPLY, 0.0), (-7, Lane.REPLY, 0.0)],
)
def test_a_chat_is_paced_except_for_replies(chat_id: int, lane: Lane, opens: float) -> None:
    board = board_of(call(chat_id, 1, lane), call(chat_id, 2, lane), limits=Limits())
    assert drained(board, 0.0) == ([1] if opens else [1, 2])
    if opens:
        assert drained(board, opens - 0.01) == []
        assert board.next_moment(0.0) == pytest.approx(opens)
        assert drained(board, opens) == [2]


def test_a_reply_overtakes_a_notice_that_waits_for_its_moment() -> None:
    board = board_of(call(7, 1, Lane.NOTICE), call(7, 2, Lane.NOTICE), limits=Limits())
    assert drained(board, 0.0) == [1]
    board.push(call(7, 3), 0.5)
    assert drained(board, 0.5) == [3]
    assert drained(board, 1.1) == []  # the reply counts for the chat's pace
    assert drained(board, 2.1) == [2]


def flood(board: Board, chat_id: int, until: float) -> bool:
    found = taken(board, 0.0)
    assert found is not None
    assert found[0].id == chat_id
    board.put_back(*found)
    paused = board.flooded(found[0], found[1].lane, until, 0.0)
    board.place(found[0], 0.0)
    return paused


def test_one_flooded_chat_delays_no_other() -> None:
    board = board_of(call(1, 1), call(2, 2), call(3, 3))
    assert not flood(board, 1, 5.0)
    assert drained(board, 0.0) == [2, 3]
    assert board.next_moment(0.0) == 5.0
    assert drained(board, 5.0) == [1]


def test_the_same_chat_twice_pauses_no_lane() -> None:
    board = board_of(call(1, 1))
    assert not flood(board, 1, 0.0)
    assert not flood(board, 1, 5.0)


def test_a_second_flooded_chat_pauses_the_lane_and_those_below() -> None:
    board = board_of(
        call(1, 1, Lane.NOTICE), call(2, 2, Lane.NOTICE), call(3, 3, Lane.NOTICE), call(4, 4, Lane.BROADCAST)
    )
    assert not flood(board, 1, 5.0)
    assert flood(board, 2, 7.0)
    board.push(call(5, 5), 0.0)
    assert drained(board, 0.0) == [5]
    assert drained(board, 7.0) == [3, 1, 2, 4]


def test_dropping_leaves_the_replies() -> None:
    board = board_of(call(1, 1, Lane.NOTICE), call(1, 2), call(1, 3), call(1, 4, Lane.BROADCAST))
    found = taken(board, 0.0)
    assert found is not None
    assert [one.id for one in board.drop(found[0])] == [1, 4]
    board.place(found[0], 0.0)
    assert drained(board, 0.0) == [3]
    assert board.counts == [0, 0, 0]


def test_chats_that_nothing_is_owed_to_are_forgotten() -> None:
    board = board_of(*(call(chat, chat) for chat in range(1, 101)), limits=Limits())
    assert len(drained(board, 0.0)) == 100
    board.wake(0.5)
    assert len(board) == 100  # their pace still counts
    board.wake(1.1)
    assert len(board) == 0


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, -3]), st.sampled_from(list(Lane)), st.booleans(), st.floats(0, 3)),
        max_size=60,
    )
)
def test_whatever_happens_order_holds_within_chat_and_lane(
    steps: list[tuple[int, Lane, bool, float]],
) -> None:
    board, now, done, under_way = Board(Limits()), 0.0, [], []
    for number, (chat_id, lane, fails, passes) in enumerate(steps):
        board.push(call(chat_id, number, lane), now)
        now += passes
        if (found := taken(board, now)) is not None:
            under_way.append(found)
        if under_way and passes > 1:
            chat, one = under_way.pop(0)
            if fails:
                chat.paused_until = now + passes
                board.put_back(chat, one)
            else:
                done.append(one)
            board.place(chat, now)
    for chat, one in under_way:
        done.append(one)
        board.place(chat, now)
    for _ in range(1_000):
        if not sum(board.counts):
            break
        now += 1
        while (found := taken(board, now)) is not None:
            done.append(found[1])
            board.place(found[0], now)
    assert sorted(one.id for one in done) == list(range(len(steps)))
    for chat_id in (1, 2, -3):
        for lane in Lane:
            ids = [one.id for one in done if one.chat_id == chat_id and one.lane == lane]
            assert ids == sorted(ids)


# --- outages


def test_scattered_failures_are_no_outage() -> None:
    outage = Outage(FixedClock())
    for chat in range(10):
        outage.failed(chat, FAILED, 0.0)
        outage.succeeded()
    assert outage.since is None
    assert outage.most_in_flight(0.0, 192) == 192


def test_when_nobody_gets_through_single_calls_try() -> None:
    outage = Outage(FixedClock())
    for chat in range(3):
        outage.failed(chat, DOWN, 10.0)
    assert outage.most_in_flight(10.0, 192) == 0
    assert 10.2 < outage.opens_at() <= 10.5
    assert outage.most_in_flight(outage.opens_at(), 192) == 1
    assert outage.succeeded()
    assert outage.since is None
    assert outage.most_in_flight(10.0, 192) == 192


def test_one_call_that_always_fails_holds_up_nobody() -> None:
    outage = Outage(FixedClock())
    for _ in range(20):
        outage.failed(7, FAILED, 0.0)
    assert outage.since == NOW
    assert outage.most_in_flight(0.0, 192) == 192


def test_an_unknown_token_holds_up_everybody_at_once() -> None:
    outage = Outage(FixedClock())
    outage.failed(7, Unauthorized(401, "Unauthorized"), 0.0)
    assert outage.most_in_flight(0.0, 192) == 0
