"""Delivery against a Bot API server over HTTP, on a real database."""

from __future__ import annotations

import asyncio
import base64
import itertools
import logging
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import orjson
import pytest
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import BadRequest, TimedOut

from bot.clock import Ticker
from bot.commits import Finished, GroupCommit
from bot.delivery import Delivery, Limits, backlog
from bot.errors import BadCall, OutcomeUnknown, TelegramDown, TelegramError, TooManyRequests, error_of
from bot.http import AiohttpRequest, BotApi, Upload
from bot.screens import IN_PLACE
from storage import anchors, outbox, people
from storage.anchors import Anchor
from storage.base import new_id
from storage.database import Database
from storage.outbox import Lane, OutboxRow, OutboxState, Outgoing
from storage.people import PersonRow
from tests.conversation.fake_bot_api import CUT, TOKEN, FakeBotApi, client_of, fake_bot_api, refused

BOT = 4711
UNPACED = Limits(0, 0, 0)
TARGET = {"message_id": 5}
REPLY = {"reply_parameters": {"message_id": 5}}
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that the test moves."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@dataclass
class House:
    """What delivery lives with. `deliver()` starts another delivery, as a restart would."""

    fake: FakeBotApi
    api: BotApi
    database: Database
    commits: GroupCommit
    clock: HandClock = field(default_factory=HandClock)
    running: list[Delivery] = field(default_factory=list)

    async def deliver(self, limits: Limits = UNPACED) -> Delivery:
        delivery = Delivery(self.api, self.database, self.commits, self.clock, BOT, limits)
        await delivery.start()
        self.running.append(delivery)
        return delivery

    async def owe(self, *calls: Outgoing) -> None:
        """Commit calls as a turn does, without offering them."""
        await self.commits.finish(Finished((), self.clock.now(), (), calls))

    async def send(self, delivery: Delivery, *calls: Outgoing) -> None:
        delivery.offer(await self.commits.finish(Finished((), self.clock.now(), (), calls)))

    async def states(self) -> dict[int, tuple[OutboxState, str | None]]:
        return await self.database.read(_states)

    async def until_settled(self) -> list[OutboxState]:
        """Wait until nothing is owed; return the states in the order of making."""
        for _ in range(1_000):
            states = [state for state, _ in (await self.states()).values()]
            if not {OutboxState.WAITING, OutboxState.SENDING} & set(states):
                return states
            await _pause()
        raise AssertionError(f"still owed: {await self.states()}")


async def _pause() -> None:
    await asyncio.sleep(0.01)


def _states(session: Session) -> dict[int, tuple[OutboxState, str | None]]:
    rows = session.execute(select(OutboxRow.id, OutboxRow.state, OutboxRow.error).order_by(OutboxRow.id))
    return {row.id: (row.state, row.error) for row in rows}


def _bodies(session: Session) -> list[bytes | None]:
    return list(session.scalars(select(OutboxRow.body).order_by(OutboxRow.id)))


@pytest.fixture
async def house(sqlite_database: Database) -> AsyncIterator[House]:
    """Give delivery's surroundings."""
    commits = GroupCommit(sqlite_database)
    await commits.start()
    async with fake_bot_api() as fake, client_of(fake.root) as api:
        house = House(fake, api, sqlite_database, commits)
        yield house
        for delivery in house.running:
            await delivery.stop(1)
        await commits.stop()


def message(chat_id: int, text: str, lane: Lane = Lane.REPLY, **more: Any) -> Outgoing:
    body = more.pop("body", {})
    method = more.pop("method", "sendMessage")
    return Outgoing(
        new_id(), BOT, chat_id, lane, method, orjson.dumps({"chat_id": chat_id, "text": text, **body}), NOW, **more
    )


# --- order and priority


async def test_calls_of_a_chat_leave_in_order_and_never_overlap(house: House) -> None:
    delivery = await house.deliver()
    house.fake.delay_s = lambda call: 0.002 * (int(call.text) % 3)
    chats = range(1, 21)
    for number in range(10):
        await house.send(delivery, *(message(chat, str(number)) for chat in chats))
    assert await house.until_settled() == [OutboxState.SENT] * 200
    for chat in chats:
        calls = [call for call in house.fake.calls if call.params["chat_id"] == chat]
        assert [call.text for call in calls] == [str(n) for n in range(10)]
        assert all(before.ended <= after.began for before, after in itertools.pairwise(calls))
    most = max(sum(1 for c in house.fake.calls if c.began <= one.began < c.ended) for one in house.fake.calls)
    assert most > 5, "different chats are served side by side"


async def test_a_slow_chat_delays_no_other(house: House) -> None:
    delivery = await house.deliver()
    house.fake.delay_s = lambda call: 1.0 if call.params["chat_id"] == 1 else 0.0
    await house.send(delivery, message(1, "slow"), message(2, "quick"))
    await house.fake.until(lambda: any(call.ended for call in house.fake.calls))
    assert [call.text for call in house.fake.calls if call.ended] == ["quick"]
    await house.until_settled()


async def test_replies_go_before_a_broadcast(house: House) -> None:
    delivery = await house.deliver(Limits(50, 0, 0))
    await house.send(delivery, *(message(chat, "news", Lane.BROADCAST) for chat in range(1, 31)))
    await house.fake.until(lambda: len(house.fake.calls) >= 3)
    await house.send(delivery, message(99, "notice", Lane.NOTICE), message(30, "reply"))
    await house.until_settled()
    texts = house.fake.texts()
    assert texts.index("reply") < texts.index("notice") <= texts.index("reply") + 5
    assert texts.count("news") == 30


async def test_the_sent_are_emptied_and_the_dead_are_kept(house: House) -> None:
    delivery = await house.deliver()
    house.fake.script(2, refused(400, "Bad Request: chat not found"))
    await house.send(delivery, message(1, "fine"), message(2, "lost"))
    assert await house.until_settled() == [OutboxState.SENT, OutboxState.DEAD]
    (_, none), (_, error) = (await house.states()).values()
    assert (none, error) == (None, "chat not found")
    sent, dead = await house.database.read(_bodies)
    assert sent is None
    assert dead is not None


# --- what Telegram says


async def test_a_429_holds_its_chat_and_no_other(house: House) -> None:
    delivery = await house.deliver()
    house.fake.script(1, refused(429, "Too Many Requests: retry after 1", retry_after=1))
    await house.send(delivery, message(1, "a"), message(1, "b"))
    await house.fake.until(lambda: len(house.fake.calls) == 1)
    await house.send(delivery, *(message(chat, "c") for chat in range(2, 22)))
    await house.fake.until(lambda: house.fake.texts().count("c") == 20)
    assert house.fake.texts(1) == ["a"]
    assert await house.until_settled() == [OutboxState.SENT] * 22
    again, b = house.fake.calls[-2:]
    assert (again.text, b.text) == ("a", "b")
    assert again.began - house.fake.calls[0].ended >= 1.0


async def test_a_second_429_holds_the_lane(house: House) -> None:
    delivery = await house.deliver()
    for chat in (1, 2):
        house.fake.script(chat, refused(429, "Too Many Requests: retry after 1", retry_after=1))
    await house.send(delivery, message(1, "a"), message(2, "b"))
    await house.fake.until(lambda: all(call.ended for call in house.fake.calls) and len(house.fake.calls) == 2)
    await _pause()
    await house.send(delivery, message(3, "c"))
    await house.until_settled()
    held = next(call for call in house.fake.calls if call.text == "c")
    assert held.began - house.fake.calls[0].ended >= 0.9


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: PEER_ID_INVALID"),
    ],
)
async def test_who_is_gone_is_unreachable_and_owed_nothing(house: House, code: int, description: str) -> None:
    delivery = await house.deliver(Limits(20, 0, 0))
    await house.database.run(people.meet, 1, 1, "ru", NOW)
    house.fake.script(1, refused(code, description))
    notices = [message(1, str(n), Lane.NOTICE) for n in range(3)]
    other = message(2, "fine", Lane.NOTICE)
    held = message(1, "later", Lane.NOTICE, not_before=NOW + timedelta(days=1))
    await house.send(delivery, *notices, other, held)
    assert await house.until_settled() == [
        OutboxState.DEAD,
        OutboxState.DROPPED,
        OutboxState.DROPPED,
        OutboxState.SENT,
        OutboxState.DROPPED,
    ]
    assert house.fake.texts() == ["0", "fine"]
    since = await house.database.read(lambda session: session.scalar(select(PersonRow.unreachable_since)))
    assert since == NOW


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was kicked from the channel chat"),
        (403, "Forbidden: bot is not a member of the channel chat"),
        (400, "Bad Request: need administrator rights in the channel chat"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_a_channel_without_rights_gets_dead_letters_which_are_kept(
    house: House, code: int, description: str
) -> None:
    delivery = await house.deliver()
    house.fake.script(-1005, *[refused(code, description)] * 2)
    posts = [message(-1005, str(n), Lane.NOTICE) for n in range(3)]
    await house.send(delivery, *posts, message(2, "fine", Lane.NOTICE))
    assert await house.until_settled() == [OutboxState.DEAD, OutboxState.DEAD, OutboxState.SENT, OutboxState.SENT]
    bodies = await house.database.read(_bodies)
    assert [body is not None for body in bodies] == [True, True, False, False]


async def test_a_filter_that_refuses_everything_makes_nobody_unreachable(house: House) -> None:
    delivery = await house.deliver()
    await house.database.run(people.meet, 1, 1, "ru", NOW)
    house.fake.script(1, (403, {"raw": b"<html>Forbidden</html>"}))
    await house.send(delivery, message(1, "a"))
    assert await house.until_settled() == [OutboxState.SENT]
    since = await house.database.read(lambda session: session.scalar(select(PersonRow.unreachable_since)))
    assert since is None


async def test_a_group_is_followed_to_its_supergroup(house: House) -> None:
    delivery = await house.deliver()
    house.fake.always = lambda call: (
        refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001)
        if call.params["chat_id"] == -5
        else None
    )
    held = message(-5, "c", not_before=NOW + timedelta(hours=1))
    await house.send(delivery, message(-5, "a"), message(-5, "b"), held)
    await house.fake.until(lambda: len(house.fake.texts(-1001)) == 2)
    await house.send(delivery, message(-5, "late"))
    await house.fake.until(lambda: len(house.fake.texts(-1001)) == 3)
    await delivery.stop(5)
    house.clock.moment += timedelta(hours=1)
    await house.deliver()  # after a restart the body still names the old group
    assert await house.until_settled() == [OutboxState.SENT] * 4
    assert house.fake.texts(-1001) == ["a", "b", "late", "c"]


@pytest.mark.parametrize(
    ("method", "body", "description", "state", "sent"),
    [
        ("editMessageText", TARGET, "message is not modified: specified new…", OutboxState.SENT, None),
        ("editMessageText", TARGET, "message to edit not found", OutboxState.SENT, "sendMessage"),
        ("editMessageText", TARGET, "message can't be edited", OutboxState.SENT, "sendMessage"),
        ("editMessageText", TARGET, "there is no text in the message to edit", OutboxState.SENT, "sendMessage"),
        ("editMessageText", TARGET, "can't parse entities", OutboxState.DEAD, None),
        ("editMessageReplyMarkup", TARGET, "message to edit not found", OutboxState.DROPPED, None),
        ("deleteMessage", TARGET, "message to delete not found", OutboxState.DROPPED, None),
        # The message is there without it, and nobody has to mend that.
        ("pinChatMessage", TARGET, "message to pin not found", OutboxState.DROPPED, None),
        ("pinChatMessage", TARGET, "not enough rights to manage pinned messages", OutboxState.DROPPED, None),
        ("pinChatMessage", TARGET, "CHAT_NOT_MODIFIED", OutboxState.DROPPED, None),
        ("sendMessage", REPLY, "message to be replied not found", OutboxState.SENT, "sendMessage"),
        ("answerInlineQuery", {}, "query is too old and response timeout expired", OutboxState.DROPPED, None),
    ],
)
async def test_a_400_is_mended_where_it_can_be(
    house: House, method: str, body: dict[str, Any], description: str, state: OutboxState, sent: str | None
) -> None:
    delivery = await house.deliver()
    house.fake.script(1, refused(400, f"Bad Request: {description}"))
    await house.send(delivery, message(1, "screen", method=method, body=body))
    assert await house.until_settled() == [state]
    assert [call.method for call in house.fake.calls[1:]] == ([sent] if sent else [])
    if sent:
        assert house.fake.calls[1].params == {"chat_id": 1, "text": "screen"}


# --- anchors and files


async def test_an_anchored_screen_is_sent_once_and_then_edited(house: House) -> None:
    delivery = await house.deliver()
    first = message(1, "one", anchor="card:1", method="editMessageText")
    second = message(1, "two", anchor="card:1", method="editMessageText")
    pin = message(1, "", anchor="card:1", method="pinChatMessage")
    await house.send(delivery, first, second, pin)
    await house.until_settled()
    assert [call.method for call in house.fake.calls] == ["sendMessage", "editMessageText", "pinChatMessage"]
    assert {call.params["message_id"] for call in house.fake.calls[1:]} == {101}
    await delivery.stop(5)
    assert await house.database.read(anchors.find, BOT, ["card:1"]) == {"card:1": Anchor(BOT, "card:1", 1, 101)}
    again = await house.deliver()
    await house.send(again, message(1, "three", anchor="card:1", method="editMessageText"))
    await house.until_settled()
    assert house.fake.calls[-1].params == {"chat_id": 1, "text": "three", "message_id": 101}


async def test_a_silent_card_is_silent_again_where_it_has_to_be_sent_anew(house: House) -> None:
    """An edit knows nothing of ringing; the new message that takes its place does."""
    delivery = await house.deliver()
    await house.database.run(anchors.put, [Anchor(BOT, "card:1", 1, 50)])
    silent = {"disable_notification": True}
    await house.send(delivery, message(1, "one", anchor="card:1", method="editMessageText", body=silent))
    await house.until_settled()
    assert house.fake.calls[-1].params == {"chat_id": 1, "text": "one", "message_id": 50}
    house.fake.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
    await house.send(delivery, message(1, "two", anchor="card:1", method="editMessageText", body=silent))
    await house.until_settled()
    assert house.fake.calls[-1].method == "sendMessage"
    assert house.fake.calls[-1].params == {"chat_id": 1, "text": "two", "disable_notification": True}


async def test_a_card_that_is_only_edited_comes_no_second_time(house: House) -> None:
    """Whoever deleted it, or never got it, is not sent another one."""
    delivery = await house.deliver()
    await house.database.run(anchors.put, [Anchor(BOT, "card:1", 1, 50)])
    house.fake.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
    only = {IN_PLACE: True}
    await house.send(delivery, message(1, "one", anchor="card:1", method="editMessageText", body=only))
    await house.send(delivery, message(1, "two", anchor="card:2", method="editMessageText", body=only))
    await house.until_settled()
    assert [(call.method, call.params) for call in house.fake.calls] == [
        ("editMessageText", {"chat_id": 1, "text": "one", "message_id": 50})
    ]


async def test_an_anchor_moves_when_its_message_is_gone(house: House) -> None:
    delivery = await house.deliver()
    await house.database.run(anchors.put, [Anchor(BOT, "card:1", 1, 50)])
    house.fake.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
    await house.send(delivery, message(1, "one", anchor="card:1", method="editMessageText"))
    await house.until_settled()
    await delivery.stop(5)
    found = await house.database.read(anchors.find, BOT, ["card:1"])
    assert found["card:1"].message_id == 101


async def test_a_file_goes_out_as_multipart(house: House) -> None:
    delivery = await house.deliver()
    content = bytes(range(256)) * 8192
    files = {"document": ["list.xlsx", "application/vnd.ms-excel", base64.b64encode(content).decode()]}
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}
    body = {"caption": "the list", "_files": files, "reply_markup": markup}
    await house.send(delivery, message(1, "", method="sendDocument", body=body))
    assert await house.until_settled() == [OutboxState.SENT]
    (call,) = house.fake.calls
    assert call.files == {"document": ("list.xlsx", "application/vnd.ms-excel", content)}
    assert call.params["caption"] == "the list"
    assert orjson.loads(call.params["reply_markup"]) == markup


async def test_a_body_that_cannot_be_read_is_a_dead_letter(house: House) -> None:
    delivery = await house.deliver()
    broken = message(1, "", method="sendDocument", body={"_files": {"document": ["only a name"]}})
    await house.send(delivery, broken, message(1, "next"))
    assert await house.until_settled() == [OutboxState.DEAD, OutboxState.SENT]


# --- broken connections, outages, restarts


@pytest.mark.parametrize("fault", [CUT, refused(502, "Bad Gateway"), (502, {"raw": b"<html>"}), (504, {"raw": b""})])
async def test_a_failed_call_is_made_again(house: House, fault: Any) -> None:
    delivery = await house.deliver()
    house.fake.script("a", fault)
    await house.send(delivery, message(1, "a"), message(1, "b"))
    assert await house.until_settled() == [OutboxState.SENT] * 2
    assert house.fake.texts() == ["a", "a", "b"]


@pytest.mark.parametrize("fault", [CUT, (504, {"raw": b""}), (200, {"raw": b'{"ok": tr'})])
async def test_a_careful_call_with_unknown_outcome_is_uncertain(house: House, fault: Any) -> None:
    delivery = await house.deliver()
    house.fake.script("a", fault)
    await house.send(delivery, message(1, "a", careful=True), message(1, "b", careful=True))
    assert await house.until_settled() == [OutboxState.UNCERTAIN, OutboxState.SENT]
    assert house.fake.texts() == ["a", "b"]


async def test_a_careful_call_that_surely_did_not_happen_is_made_again(house: House) -> None:
    delivery = await house.deliver()
    house.fake.script("a", refused(429, "Too Many Requests", retry_after=0), refused(500, "Internal Server Error"))
    await house.send(delivery, message(1, "a", careful=True))
    assert await house.until_settled() == [OutboxState.SENT]
    assert house.fake.texts() == ["a"] * 3


async def test_a_restart_sends_what_is_owed_and_asks_about_careful_calls_under_way(house: House) -> None:
    owed = [message(chat, str(n)) for n in range(3) for chat in (1, 2)]
    careful = message(3, "money", careful=True)
    await house.owe(*owed, careful)
    await house.database.run(outbox.begin_sending, careful.id)
    await house.deliver()
    assert await house.until_settled() == [OutboxState.SENT] * 6 + [OutboxState.UNCERTAIN]
    assert house.fake.texts(1) == house.fake.texts(2) == ["0", "1", "2"]
    assert house.fake.texts(3) == []


async def test_more_than_memory_holds_goes_out_in_order_and_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "PAGE", 7)
    monkeypatch.setattr(backlog, "MOST_IN_MEMORY", {Lane.REPLY: 20, Lane.NOTICE: 10, Lane.BROADCAST: 10})
    await house.owe(*(message(n % 4 + 1, str(n)) for n in range(30)))
    delivery = await house.deliver()
    for n in range(30, 90):
        lane = Lane.REPLY if n % 2 else Lane.BROADCAST
        await house.send(delivery, message(n % 4 + 1, str(n), lane))
        assert delivery.health().waiting <= 40
    assert await house.until_settled() == [OutboxState.SENT] * 90
    numbers = [int(text) for text in house.fake.texts()]
    assert sorted(numbers) == list(range(90))
    for chat in range(1, 5):
        for odd in (True, False):
            ours = [n for n in numbers if n % 4 + 1 == chat and (n < 30 or bool(n % 2) == odd)]
            late = [n for n in ours if n >= 30]
            assert late == sorted(late)


async def test_an_offer_of_what_is_known_is_sent_once(house: House) -> None:
    delivery = await house.deliver()
    call = message(1, "a")
    await house.send(delivery, call)
    delivery.offer([call])
    await house.until_settled()
    await _pause()
    delivery.offer([call])
    delivery.wake()
    await house.send(delivery, message(1, "b"))
    await house.until_settled()
    assert house.fake.texts() == ["a", "b"]


async def test_a_repeated_dedupe_key_is_sent_once(house: House) -> None:
    delivery = await house.deliver()
    for _ in range(3):
        await house.send(delivery, message(1, "a", Lane.NOTICE, dedupe_key="reminder:1"))
    await house.until_settled()
    assert house.fake.texts() == ["a"]


async def test_an_outage_is_told_once_each_way_and_loses_nothing(house: House) -> None:
    nowhere = closed_address()
    root, house.api._root, house.api._targets = house.api._root, f"{nowhere}/bot{TOKEN}/", {}
    delivery = await house.deliver()
    with structlog.testing.capture_logs() as logs:
        await house.send(delivery, *(message(chat, "a") for chat in range(1, 51)))
        await house.fake.until(lambda: delivery.health().unreachable_since is not None)
        assert delivery.health().unreachable_since == NOW
        house.api._root, house.api._targets = root, {}
        assert await house.until_settled() == [OutboxState.SENT] * 50
    assert delivery.health().unreachable_since is None
    events = [line["event"] for line in logs if line["log_level"] in ("info", "warning", "error")]
    assert events == ["telegram is unreachable", "telegram is reachable again"]


async def test_an_unknown_token_is_waited_out(house: House) -> None:
    delivery = await house.deliver()
    house.fake.script(1, refused(401, "Unauthorized"))
    await house.send(delivery, message(1, "a"))
    assert await house.until_settled() == [OutboxState.SENT]
    assert house.fake.texts() == ["a", "a"]


async def test_a_full_disk_sends_nothing_twice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = await house.deliver()
    settle, failures = house.commits.settle, [OSError("disk full")] * 2

    def failing(*args: Any) -> asyncio.Future[None]:
        if not failures:
            return settle(*args)
        failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        failed.set_exception(failures.pop())
        return failed

    monkeypatch.setattr(house.commits, "settle", failing)
    await house.send(delivery, message(1, "a"))
    await house.fake.until(lambda: not failures)
    delivery.wake()
    assert await house.until_settled() == [OutboxState.SENT]
    assert house.fake.texts() == ["a"]


async def test_stopping_sends_the_replies_and_leaves_the_rest_owed(house: House) -> None:
    delivery = await house.deliver(Limits(5, 0, 0))
    house.fake.delay_s = lambda _call: 0.02
    notices = [message(chat, "notice", Lane.NOTICE) for chat in range(11, 21)]
    replies = [message(1, str(n)) for n in range(5)]
    await house.send(delivery, *notices, *replies)
    await delivery.stop(5)
    states = await house.states()
    assert all(states[call.id][0] is OutboxState.SENT for call in replies)
    assert sum(states[call.id][0] is OutboxState.WAITING for call in notices) >= 8
    assert house.fake.texts(1) == [str(n) for n in range(5)]


async def test_stopping_in_an_outage_does_not_wait(house: House) -> None:
    house.fake.always = lambda _call: refused(502, "Bad Gateway")
    delivery = await house.deliver()
    await house.send(delivery, *(message(chat, "a") for chat in range(1, 6)))
    await house.fake.until(lambda: delivery.health().unreachable_since is not None)
    await delivery.stop(100)
    assert {state for state, _ in (await house.states()).values()} == {OutboxState.WAITING}


# --- held calls


async def test_held_calls_come_in_the_order_of_their_moments(house: House) -> None:
    delivery = await house.deliver()
    source = delivery.due_source()
    ticker = Ticker(house.clock, [source])
    held = [message(1, str(hour), Lane.NOTICE, not_before=NOW + timedelta(hours=hour)) for hour in (3, 1, 2)]
    await house.send(delivery, *held, message(1, "now", Lane.NOTICE))
    await ticker.tick()
    await house.fake.until(lambda: house.fake.texts() == ["now"])
    assert await source.next_due() == NOW + timedelta(hours=1)
    house.clock.moment += timedelta(hours=2, minutes=30)
    await ticker.tick()
    await house.fake.until(lambda: len(house.fake.texts()) == 3)
    house.clock.moment += timedelta(hours=1)
    await ticker.tick()
    await house.until_settled()
    assert house.fake.texts() == ["now", "1", "2", "3"]
    assert await source.next_due() is None


async def test_a_clock_that_goes_back_sends_nothing_early_and_nothing_twice(house: House) -> None:
    delivery = await house.deliver()
    ticker = Ticker(house.clock, [delivery.due_source()])
    await house.send(delivery, message(1, "sent", Lane.NOTICE, not_before=NOW + timedelta(hours=2)))
    house.clock.moment += timedelta(hours=3)
    await ticker.tick()
    await house.until_settled()
    house.clock.moment = NOW
    await ticker.tick()
    await house.send(
        delivery, message(1, "held", Lane.NOTICE, not_before=NOW + timedelta(hours=1)), message(1, "now", Lane.NOTICE)
    )
    await house.fake.until(lambda: len(house.fake.texts()) > 1)
    await ticker.tick()
    assert house.fake.texts() == ["sent", "now"]
    house.clock.moment += timedelta(hours=3)
    await ticker.tick()
    await house.until_settled()
    assert house.fake.texts() == ["sent", "now", "held"]


async def test_held_calls_survive_a_restart(house: House) -> None:
    await house.owe(message(1, "later", Lane.NOTICE, not_before=NOW + timedelta(hours=1)))
    house.clock.moment += timedelta(hours=2)
    await house.deliver()
    await house.until_settled()
    assert house.fake.texts() == ["later"]


# --- answers to presses


async def test_an_answer_waits_for_nothing_and_is_not_kept(house: House) -> None:
    delivery = await house.deliver()
    house.fake.delay_s = lambda call: 0.5 if call.method == "sendMessage" else 0.0
    house.fake.script("answerCallbackQuery", refused(502, "Bad Gateway"))
    await house.send(delivery, message(1, "slow"))
    delivery.answer({"callback_query_id": "7"})
    await house.fake.until(lambda: len(house.fake.sent("answerCallbackQuery")) == 2)
    assert list((await house.states()).values()) == [(OutboxState.WAITING, None)]


async def test_a_refused_answer_is_not_repeated(house: House) -> None:
    delivery = await house.deliver()
    house.fake.script("answerCallbackQuery", refused(400, "Bad Request: query is too old"))
    delivery.answer({"callback_query_id": "7"})
    await house.fake.until(lambda: bool(house.fake.calls and house.fake.calls[0].ended))
    await delivery.stop(1)
    assert len(house.fake.calls) == 1


# --- the client


def closed_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (429, {"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}, TooManyRequests),
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, BadCall),
        (404, {"ok": False, "error_code": 404, "description": "Not Found: method not found"}, BadCall),
        (504, None, OutcomeUnknown),
        (200, None, OutcomeUnknown),
        (200, [1], OutcomeUnknown),
        (403, None, TelegramDown),
        (302, None, TelegramDown),
    ],
)
def test_answers_mean_errors(status: int, said: Any, kind: type[TelegramError]) -> None:
    assert type(error_of(status, said)) is kind


async def _no_server(_fake: FakeBotApi) -> str:
    return closed_address()


async def _cut(fake: FakeBotApi) -> str:
    fake.script("getMe", CUT)
    return fake.root


async def _late(fake: FakeBotApi) -> str:
    fake.delay_s = lambda _call: 1.0
    return fake.root


async def _refusal(fake: FakeBotApi) -> str:
    fake.script("getMe", refused(401, "Unauthorized: invalid token specified"))
    return fake.root


@pytest.mark.parametrize(
    ("trouble", "options", "kind"),
    [
        (_no_server, {}, TelegramDown),
        (_no_server, {"proxy": "http://user:password@127.0.0.1:1"}, TelegramDown),
        (_cut, {}, OutcomeUnknown),
        (_late, {}, OutcomeUnknown),
        (_refusal, {}, TelegramError),
    ],
)
async def test_no_error_tells_the_token(
    trouble: Callable[[FakeBotApi], Any],
    options: dict[str, Any],
    kind: type[TelegramError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with fake_bot_api() as fake, client_of(await trouble(fake), **options) as api:
        with pytest.raises(kind) as raised:
            await api.call("getMe", {}, timeout_s=0.2)
        assert_silent(f"{told_by(raised.value)} {api!r} {api._request!r} {caplog.text}")


async def test_an_address_in_the_text_of_an_error_goes_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_session: object, _method: str, url: object, **_options: object) -> None:
        raise aiohttp.ClientOSError(None, f"Can not write request body for {url}")  # as aiohttp says it

    async def cut_off_below(_connector: object, request: aiohttp.ClientRequest, *_options: object) -> None:
        raise aiohttp.ClientOSError(None, f"Can not write request body for {request.url}")

    monkeypatch.setattr(aiohttp.ClientSession, "request", cut_off)
    monkeypatch.setattr(aiohttp.TCPConnector, "connect", cut_off_below)
    file = {"document": Upload("a.txt", "text/plain", b"a")}
    async with client_of("http://127.0.0.1:1") as api:
        for files in (None, file):  # a small call and one with a file go different ways
            with pytest.raises(OutcomeUnknown) as raised:
                await api.call("sendDocument", {"chat_id": 1}, files=files)
            assert_silent(told_by(raised.value))


def told_by(error: BaseException | None) -> str:
    """Return everything that a log of `error` could show."""
    told = ""
    while error is not None:
        told += f" {error} {error!r} {error.args} {error.__dict__}"
        error = error.__cause__ or error.__context__
    return told


def assert_silent(told: str) -> None:
    assert TOKEN not in told
    assert "A" * 35 not in told
    assert "password" not in told


async def test_a_library_bot_uses_the_same_connections() -> None:
    async with fake_bot_api() as fake, AiohttpRequest() as request:
        fake.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
        fake.script("deleteMessage", CUT)
        bot = Bot(TOKEN, base_url=f"{fake.root}/bot", request=request, get_updates_request=request)
        assert await bot.set_webhook("https://example.org/x")
        assert (await bot.send_document(1, b"content", filename="a.txt")).message_id == 101
        with pytest.raises(BadRequest):
            await bot.edit_message_text("x", 1, 5)
        with pytest.raises(TimedOut):
            await bot.delete_message(1, 5)
    assert fake.calls[1].files["document"][2] == b"content"


async def test_text_that_is_no_text_is_still_read() -> None:
    async with fake_bot_api() as fake, client_of(fake.root) as api:
        fake.script("getMe", (200, {"raw": rb'{"ok": true, "result": {"first_name": "\ud800!"}}'}))
        assert await api.call("getMe", {}) == {"first_name": "?!"}
