"""Intake: what arrives is kept once, before Telegram may forget it; by polling and by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import io
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import orjson
import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commits import GroupCommit
from bot.errors import BadCall
from bot.http import BotApi
from bot.intake import ALLOWED_UPDATES, Intake, Poller, album_of, lane_of, webhook
from bot.intake.webhook import MOST_BYTES, SECRET_HEADER, Webhook
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival
from tests.conversation.fake_bot_api import CUT, FakeBotApi, client_of, fake_bot_api, refused

BOT = 4711
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
SECRET = "s3cret-" + "x" * 20
HOOK_URL = "https://bot.example/updates/1"
ANNA = {"id": 5, "is_bot": False, "first_name": "Анна"}
GROUP = {"id": -100, "type": "supergroup"}


class FixedClock:
    def now(self) -> datetime:
        return NOW


def message(update_id: int, chat_id: int = 5, **more: Any) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"message_id": 1, "chat": {"id": chat_id}, "from": ANNA, **more}}


# --- whose turn


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 7}, "from": ANNA}}, 7),
        ({"edited_message": {"chat": GROUP, "from": ANNA}}, -100),
        ({"channel_post": {"chat": {"id": -1009}}}, -1009),
        ({"callback_query": {"id": "1", "from": ANNA, "message": {"chat": GROUP}}}, -100),
        ({"callback_query": {"id": "1", "from": ANNA, "inline_message_id": "x"}}, 5),
        ({"my_chat_member": {"chat": GROUP, "from": ANNA}}, -100),
        ({"inline_query": {"id": "1", "from": ANNA, "query": ""}}, 5),
        ({"poll_answer": {"poll_id": "1", "user": ANNA, "option_ids": []}}, 5),
        ({"poll_answer": {"poll_id": "1", "voter_chat": GROUP, "option_ids": []}}, -100),
        ({"message_reaction": {"chat": GROUP, "user": ANNA}}, -100),
        ({"business_connection": {"id": "1", "user": ANNA}}, 5),
        ({"poll": {"id": "1", "options": []}}, 0),
        ({"news_of_2030": {"from": ANNA, "gravity": [1]}}, 5),
        ({"news_of_2030": 17}, 0),
        ({"message": {"chat": {"id": "7"}, "from": {"id": 2**70}}}, 0),
        ({}, 0),
    ],
)
def test_an_update_belongs_to_its_chat_else_to_its_person(update: dict[str, Any], lane: int) -> None:
    assert lane_of({"update_id": 1, **update}) == lane


@pytest.mark.parametrize(
    ("update", "album"),
    [
        ({"message": {"chat": {"id": 7}, "media_group_id": "13"}}, "13"),
        ({"channel_post": {"chat": {"id": 7}, "media_group_id": 13}}, "13"),
        ({"edited_message": {"chat": {"id": 7}, "media_group_id": "13"}}, None),
        ({"message": {"chat": {"id": 7}}}, None),
        ({"message": {"chat": {"id": 7}, "media_group_id": "\0"}}, None),
        ({"message": "?"}, None),
        ({"poll": {"id": "1"}}, None),
    ],
)
def test_new_parts_of_an_album_are_known(update: dict[str, Any], album: str | None) -> None:
    assert album_of({"update_id": 1, **update}) == album


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["chat", "from", "user", "id", "message", "media_group_id"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["update_id", "message", "callback_query", "poll", "new"]), anything))
def test_no_shape_of_an_update_is_refused(update: dict[str, Any]) -> None:
    assert abs(lane_of(update)) < 2**63
    assert album_of(update) is None or len(album_of(update) or "") <= 64


# --- storing


class House:
    """Intake on a real database, with what it passed on."""

    def __init__(self, database: Database, commits: GroupCommit) -> None:
        self.database = database
        self.accepted: list[Arrival] = []
        self.failures: list[Exception] = []
        self.intake = Intake(BOT, commits, FixedClock(), self.accept)

    def accept(self, arrivals: list[Arrival]) -> None:
        """Take what is not here yet, as lanes do."""
        for arrival in arrivals:
            if all(known.id != arrival.id for known in self.accepted):
                self.accepted.append(arrival)

    async def receive(self, updates: Sequence[dict[str, Any]]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        await self.intake.receive(updates)

    async def stored(self) -> list[int]:
        return [arrival.update_id for arrival in await self.database.read(inbox.waiting, BOT)]

    @property
    def numbers(self) -> list[int]:
        return [arrival.update_id for arrival in self.accepted]


@pytest.fixture
async def house(sqlite_database: Database) -> AsyncIterator[House]:
    commits = GroupCommit(sqlite_database)
    await commits.start()
    yield House(sqlite_database, commits)
    await commits.stop()


async def test_what_arrives_is_kept_whole_and_passed_on_in_the_order_of_its_numbers(house: House) -> None:
    updates = [message(1, media_group_id="9"), message(2, text="привет", unknown={"x": [1.5, None]}), message(3)]
    await house.intake.receive([updates[2], updates[0], updates[1]])
    assert house.numbers == [1, 2, 3]
    assert [orjson.loads(arrival.raw) for arrival in house.accepted] == updates
    assert [arrival.album for arrival in house.accepted] == ["9", None, None]
    assert await house.stored() == [1, 2, 3]


async def test_a_repeat_is_no_second_update(house: House) -> None:
    await house.intake.receive([message(1), message(2)])
    await asyncio.gather(house.intake.receive([message(2), message(3), message(3)]), house.intake.receive([message(3)]))
    assert house.numbers == [1, 2, 3]


async def test_a_repeat_of_what_is_done_is_not_passed_on(house: House, now: datetime) -> None:
    await house.intake.receive([message(1)])
    await house.database.run(inbox.mark_done, [house.accepted.pop().id], now)
    await house.intake.receive([message(1), message(2)])
    assert house.numbers == [2]


def nested(depth: int) -> list[Any]:
    inside: list[Any] = []
    for _ in range(depth):
        inside = [inside]
    return inside


STRAY: list[Any] = [
    {"message": {}},
    {"update_id": True},
    {"update_id": -7, "message": {}},
    {"update_id": 2**63, "message": {}},
    {"update_id": 2, "message": {"chat": {"id": 5}, "text": nested(600)}},
    "an update?",
]


async def test_what_is_no_update_keeps_none_from_coming(house: House) -> None:
    await house.intake.receive([*STRAY[:3], message(1), *STRAY[3:]])
    assert house.numbers == [1]
    assert await house.stored() == [1]


async def test_what_is_no_update_does_not_stop_the_poller(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.script("getUpdates", (200, {"ok": True, "result": STRAY[:2]}))
    fake.updates = [message(1)]
    async with polling(house, fake, api):
        await fake.until(lambda: house.numbers == [1])
        await fake.until(lambda: len(fake.offsets) == 2)
    assert fake.offsets[-1] == 2


# --- polling


@asynccontextmanager
async def polling(house: House, fake: FakeBotApi, api: BotApi) -> AsyncIterator[Poller]:
    poller = Poller(api, house.receive, timeout_s=1, clock=FixedClock())
    await poller.start()
    yield poller
    await poller.stop()


@pytest.fixture
async def fake() -> AsyncIterator[FakeBotApi]:
    async with fake_bot_api() as fake:
        yield fake


@pytest.fixture
async def api(fake: FakeBotApi) -> AsyncIterator[BotApi]:
    async with client_of(fake.root) as api:
        yield api


async def test_the_offset_moves_when_the_batch_is_safe(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.updates = [message(n) for n in range(1, 251)]
    async with polling(house, fake, api):
        await fake.until(lambda: len(house.accepted) == 250)
        await fake.until(lambda: len(fake.offsets) == 4)
    assert house.numbers == list(range(1, 251))
    assert fake.offsets == [None, 101, 201, 251]
    asked = fake.calls[0].params
    assert asked == {"timeout": 1, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}


async def test_the_offset_stays_while_nothing_can_be_stored(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.updates = [message(1)]
    house.failures = [OSError("disk full"), OSError("disk full")]
    async with polling(house, fake, api):
        await fake.until(lambda: house.numbers == [1])
        await fake.until(lambda: len(fake.offsets) == 4)
    assert fake.offsets == [None, None, None, 2]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (refused(409, "Conflict: terminated by other getUpdates request"), "another process"),
        (refused(401, "Unauthorized"), "check telegram.token"),
        (refused(502, "Bad Gateway"), "unreachable"),
        (refused(429, "Too Many Requests", retry_after=0), "unreachable"),
        ((200, {"raw": b"[]"}), "unreachable"),
        (CUT, "unreachable"),
    ],
)
async def test_trouble_is_told_once_and_survived(
    house: House, fake: FakeBotApi, api: BotApi, fault: Any, told: str
) -> None:
    fake.script("getUpdates", fault, fault)
    fake.updates = [message(1)]
    with structlog.testing.capture_logs() as logs:
        async with polling(house, fake, api) as poller:
            await fake.until(lambda: poller.unreachable_since == NOW)
            await fake.until(lambda: house.numbers == [1])
            await fake.until(lambda: poller.unreachable_since is None)
    first, second = [line["event"] for line in logs]
    assert told in first
    assert second == "updates come again"


async def test_the_first_poll_after_a_failure_does_not_wait(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.script("getUpdates", refused(502, "Bad Gateway"))
    fake.updates = [message(1)]
    async with polling(house, fake, api) as poller:
        await fake.until(lambda: len(fake.sent("getUpdates")) == 3)
        assert poller.unreachable_since is None, "one failure alone is no outage"
    assert [call.params["timeout"] for call in fake.sent("getUpdates")[:3]] == [1, 0, 1]


async def test_a_webhook_in_the_way_is_deleted(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.script("getUpdates", refused(409, "Conflict: can't use getUpdates method while webhook is active"))
    fake.updates = [message(1)]
    async with polling(house, fake, api):
        await fake.until(lambda: house.numbers == [1])
    assert [call.params for call in fake.sent("deleteWebhook")] == [{"drop_pending_updates": False}]


async def test_stopping_waits_for_the_batch_that_is_being_stored(house: House, fake: FakeBotApi, api: BotApi) -> None:
    fake.updates = [message(1)]
    storing, go_on = asyncio.Event(), asyncio.Event()

    async def slow(updates: Sequence[dict[str, Any]]) -> None:
        storing.set()
        await go_on.wait()
        await house.intake.receive(updates)

    poller = Poller(api, slow, timeout_s=1)
    await poller.start()
    await storing.wait()
    stopping = asyncio.create_task(poller.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert house.numbers == [1]
    assert len(fake.calls) == 1


# --- webhook


@asynccontextmanager
async def hooked(house: House, api: BotApi) -> AsyncIterator[Any]:
    """Give a function that delivers like Telegram and returns the status."""
    hook = Webhook(api, house.receive, url=HOOK_URL, listen="127.0.0.1:0", secret=SECRET)
    await hook.start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{hook.port}") as session:

        async def deliver(
            data: Any, path: str = "/updates/1", secret: str | None = SECRET, method: str = "POST"
        ) -> int:
            headers = {SECRET_HEADER: secret} if secret is not None else {}
            async with session.request(method, path, data=data and io.BytesIO(data), headers=headers) as answer:
                return answer.status

        deliver.port = hook.port  # type: ignore[attr-defined]
        yield deliver
    await hook.stop()


async def test_the_webhook_is_set_with_its_secret(house: House, api: BotApi, fake: FakeBotApi) -> None:
    async with hooked(house, api):
        (call,) = fake.calls
    assert call.method == "setWebhook"
    assert call.params == {
        "url": HOOK_URL,
        "secret_token": SECRET,
        "allowed_updates": list(ALLOWED_UPDATES),
        "max_connections": 100,
    }


async def test_a_delivered_update_is_safe_when_it_is_answered(house: House, api: BotApi) -> None:
    async with hooked(house, api) as deliver:
        assert await deliver(orjson.dumps(message(1))) == 200
        assert await house.stored() == [1]
        assert await deliver(orjson.dumps(message(1))) == 200
        statuses = await asyncio.gather(*(deliver(orjson.dumps(message(n))) for n in range(2, 40)))
    assert set(statuses) == {200}
    assert sorted(house.numbers) == list(range(1, 40))


@pytest.mark.parametrize(
    ("data", "options", "status"),
    [
        (b"{}", {}, 400),
        (b"[1]", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b'{"update_id": "1"}', {}, 400),
        (b'{"update_id": -1}', {}, 400),
        (b'{"update_id": 9223372036854775808}', {}, 400),
        (b'{"update_id": 1, "message": ' + b"[" * 100_000, {}, 400),
        (b'{"update_id": 1, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", {}, 400),
        (b" " * (MOST_BYTES + 1), {}, 413),
        (orjson.dumps(message(1)), {"secret": "wrong"}, 401),
        (orjson.dumps(message(1)), {"secret": None}, 401),
        (orjson.dumps(message(1)), {"secret": ""}, 401),
        (orjson.dumps(message(1)), {"path": "/"}, 404),
        (orjson.dumps(message(1)), {"path": "/updates/1/"}, 404),
        (None, {"method": "GET"}, 405),
    ],
)
async def test_nothing_else_is_taken(
    house: House, api: BotApi, data: bytes | None, options: dict[str, Any], status: int
) -> None:
    async with hooked(house, api) as deliver:
        assert await deliver(data, **options) == status
    assert house.numbers == []


def head(*lines: str, secret: str = SECRET) -> bytes:
    """Return the head of a delivery; its end is left to the caller."""
    return "\r\n".join(["POST /updates/1 HTTP/1.1", "Host: bot", f"{SECRET_HEADER}: {secret}", *lines, ""]).encode()


async def said(port: int, *pieces: bytes) -> bytes:
    """Return everything that is answered to bytes sent by hand, up to the end of the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_body_that_says_it_is_too_large_is_not_waited_for(house: House, api: BotApi) -> None:
    async with hooked(house, api) as deliver:
        answer = await said(deliver.port, head(f"Content-Length: {MOST_BYTES + 1}"), b"\r\n", b"{")
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_a_body_that_is_longer_than_it_says_is_cut_there(house: House, api: BotApi) -> None:
    one, more = orjson.dumps(message(1)), orjson.dumps(message(2))
    async with hooked(house, api) as deliver:
        answer = await said(deliver.port, head(f"Content-Length: {len(one)}"), b"\r\n", one + more + b"\r\n\r\n")
    # What follows is no request, and the connection ends there.
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"400"]
    assert house.numbers == [1]


@pytest.mark.parametrize(
    ("pieces", "answer"),
    [
        ((), b""),
        ((b"PO",), b""),
        ((head("Content-Length: 5"),), b""),
        ((head("Content-Length: 5"), b"\r\n", b"{"), b"HTTP/1.1 408 "),
        ((head("Transfer-Encoding: chunked"), b"\r\n", b"1\r\n{\r\n"), b"HTTP/1.1 408 "),
        ((head("Content-Length: 5", secret="wrong"), b"\r\n"), b"HTTP/1.1 401 "),
    ],
)
async def test_who_sends_drop_by_drop_is_not_waited_for(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...], answer: bytes
) -> None:
    monkeypatch.setattr(webhook, "HEAD_S", 0.05)
    monkeypatch.setattr(webhook, "BODY_S", 0.05)
    async with hooked(house, api) as deliver:
        assert (await said(deliver.port, *pieces)).startswith(answer)
        assert await deliver(orjson.dumps(message(1))) == 200
    assert house.numbers == [1]


async def test_a_kept_connection_is_given_time_for_each_head_anew(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "HEAD_S", 0.05)
    body = orjson.dumps(message(1))
    whole = head(f"Content-Length: {len(body)}") + b"\r\n" + body
    async with hooked(house, api) as deliver:
        reader, writer = await asyncio.open_connection("127.0.0.1", deliver.port)
        for _ in range(2):
            writer.write(whole)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
        writer.write(b"PO")
        with contextlib.suppress(ConnectionError):
            assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()


@pytest.mark.parametrize("told", [SECRET, "", "s", SECRET[:-1], SECRET[:-1] + "y", "y" + SECRET[1:], SECRET + "x"])
async def test_the_secret_is_compared_whole_whatever_is_told(
    house: House, api: BotApi, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    true = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda *both: compared.append(both) or true(*both))
    async with hooked(house, api) as deliver:
        assert await deliver(orjson.dumps(message(1)), secret=told) == (200 if told == SECRET else 401)
    assert compared == [(told.encode(), SECRET.encode())]


async def test_telegram_keeps_what_cannot_be_stored(house: House, api: BotApi) -> None:
    house.failures = [OSError("disk full")]
    async with hooked(house, api) as deliver:
        assert await deliver(orjson.dumps(message(1))) == 503
        assert await deliver(orjson.dumps(message(1))) == 200
    assert house.numbers == [1]


async def test_an_unreachable_telegram_gets_its_webhook_later(house: House, api: BotApi, fake: FakeBotApi) -> None:
    fake.script("setWebhook", refused(502, "Bad Gateway"))
    async with hooked(house, api):
        await fake.until(lambda: len(fake.sent("setWebhook")) == 2)


async def test_the_webhook_is_set_no_sooner_than_a_flood_limit_allows(
    house: House, api: BotApi, fake: FakeBotApi
) -> None:
    fake.script("setWebhook", refused(429, "Too Many Requests: retry after 1", retry_after=1))
    async with hooked(house, api):
        await fake.until(lambda: len(fake.sent("setWebhook")) == 2)
    first, second = fake.sent("setWebhook")
    assert second.began - first.ended >= 1


async def test_a_webhook_that_somebody_ended_is_set_again(
    house: House, api: BotApi, fake: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LOOK_EVERY_S", 0.05)
    said = [{"ok": True, "result": {"url": url}} for url in (HOOK_URL, HOOK_URL, "")]
    fake.script("getWebhookInfo", *[(200, one) for one in said[:2]], refused(502, "Bad Gateway"), (200, said[2]))
    fake.always = lambda call: (200, said[0]) if call.method == "getWebhookInfo" else None
    with structlog.testing.capture_logs() as logs:
        async with hooked(house, api):
            await fake.until(lambda: len(fake.sent("getWebhookInfo")) == 6)
    assert [call.method for call in fake.calls].count("setWebhook") == 2
    assert [call.method for call in fake.calls].index("setWebhook", 1) == 5
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == [
        "the webhook is gone; another process with this token may have ended it"
    ]


async def test_a_wrong_address_is_told_at_once(house: House, api: BotApi, fake: FakeBotApi) -> None:
    fake.script("setWebhook", refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided"))
    with pytest.raises(BadCall, match="HTTPS"):
        async with hooked(house, api):
            raise AssertionError("not reached")
