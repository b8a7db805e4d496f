"""Faults on demand, by chance and scripted, and the flood limits."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.client import ChatClient, ControlFailed
from sandbox.testing import TOKEN_BOT_ID, RunningSandbox
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]


async def test_latency_touches_the_named_methods(anna: ChatClient, api: BotApi) -> None:
    await anna.client.faults(latency_ms=300, methods=["sendMessage"])
    began = time.monotonic()
    await api("getMe")
    assert time.monotonic() - began < 0.2
    await api("sendMessage", chat_id=501, text="x")
    assert time.monotonic() - began > 0.3


async def test_429_and_5xx(anna: ChatClient, api: BotApi) -> None:
    await anna.client.faults(p429=1.0, retry_after=7, methods=["sendMessage"])
    async with api.session.post(f"{api.url}/bot{api.token}/sendMessage", json={"chat_id": 501, "text": "x"}) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
        assert await answer.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    await anna.client.faults(p429=0, p5xx=1)
    assert await api.refusal("sendMessage", chat_id=501, text="x") == (502, "Bad Gateway")


async def test_a_reset_has_no_effect_and_a_lost_answer_has(anna: ChatClient, api: BotApi) -> None:
    await anna.client.faults(next=[{"method": "sendMessage", "fault": "reset"}])
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=501, text="reset")
    await anna.client.faults(next=[{"method": "sendMessage", "fault": "lost_answer", "skip": 1}])
    await api("sendMessage", chat_id=501, text="fine")
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=501, text="lost")
    assert [message["text"] for message in await anna.messages()] == ["/start", "fine", "lost"]
    (lost,) = await anna.client.record(kind="effect_lost")
    assert (lost["method"], lost["chat_id"], lost["message_id"]) == ("sendMessage", 501, 3)
    assert (await anna.client.faults())["next"] == []


async def test_an_update_comes_twice(anna: ChatClient, api: BotApi) -> None:
    await anna.client.faults(p_duplicate_update=1)
    await anna.send("x")
    (first,) = await api("getUpdates")
    await anna.client.faults(p_duplicate_update=0)
    assert await api("getUpdates", offset=first["update_id"] + 1) == [first]
    await anna.send("y")
    assert [u["message"]["text"] for u in await api("getUpdates", offset=first["update_id"] + 1)] == ["y"]


async def test_a_page_of_html_comes_instead_of_an_answer(anna: ChatClient, api: BotApi) -> None:
    await anna.client.faults(next=[{"fault": "page", "status": 503, "method": "sendMessage"}])
    async with api.session.post(f"{api.url}/bot{api.token}/sendMessage", json={"chat_id": 501, "text": "x"}) as answer:
        assert (answer.status, answer.content_type) == (503, "text/html")
        assert "<h1>503 Service Unavailable</h1>" in await answer.text()
    (call,) = await anna.client.calls("sendMessage")
    assert (call["ok"], call["status"], call["error"]) == (False, 503, "a page of HTML")
    assert [message["text"] for message in await anna.messages()] == ["/start"]


@pytest.mark.parametrize(("fault", "happens"), [("hang", False), ("silence", True)])
async def test_an_answer_may_never_come(anna: ChatClient, api: BotApi, fault: str, happens: bool) -> None:
    await anna.client.faults(next=[{"fault": fault, "method": "sendMessage"}])
    waiting = asyncio.ensure_future(api("sendMessage", chat_id=501, text="x"))
    while not (calls := await anna.client.calls("sendMessage")):
        await asyncio.sleep(0.01)
    await api("getMe")
    assert not waiting.done()
    waiting.cancel()
    assert [message["text"] for message in await anna.messages()] == ["/start", "x"][: 1 + happens]
    assert [(call["ok"], call.get("lost", False)) for call in calls] == [(happens, happens)]
    assert len(await anna.client.record(kind="effect_lost")) == happens
    await api("sendMessage", chat_id=501, text="later")


async def test_telegram_is_down_until_a_moment_of_the_virtual_clock(anna: ChatClient, api: BotApi) -> None:
    control = anna.client
    poll = asyncio.ensure_future(api("getUpdates", timeout=20))
    await control.bot_online(TOKEN_BOT_ID)
    until = await control.now() + timedelta(hours=1)
    await control.faults(down_until=until.isoformat())
    with pytest.raises(aiohttp.ClientError):
        await poll
    await anna.send("are you there?")
    for method in ("getMe", "sendMessage", "getUpdates"):
        with pytest.raises(aiohttp.ClientError):
            await api(method)
    assert await control.record(kind="delivered", after=(await control.record(kind="call"))[-1]["n"]) == []
    await control.advance(3601)
    (update,) = await api("getUpdates")
    assert update["message"]["text"] == "are you there?"


@pytest.fixture
async def hook() -> AsyncIterator[tuple[str, list[int]]]:
    """Give the address of a webhook and the numbers of the updates that it took."""
    took: list[int] = []

    async def take(request: web.Request) -> web.Response:
        took.append((await request.json())["update_id"])
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", took
    await runner.cleanup()


async def test_while_telegram_is_down_no_webhook_hears_of_anything(
    anna: ChatClient, api: BotApi, hook: tuple[str, list[int]]
) -> None:
    control, (url, took) = anna.client, hook
    await api("setWebhook", url=url)
    await control.faults(down_until=(await control.now() + timedelta(hours=1)).isoformat())
    await anna.send("are you there?")
    await asyncio.sleep(0.2)
    assert took == []
    await control.advance(3601)
    while not took:
        await asyncio.sleep(0.01)
    assert len(took) == 1


async def test_flood_limits_are_off_until_switched_on(anna: ChatClient, api: BotApi) -> None:
    for i in range(10):
        await api("sendMessage", chat_id=501, text=str(i))
    await anna.client.faults(limits=True)
    answers = [(await api.raw("sendMessage", json={"chat_id": 501, "text": "x"}))[0] for _ in range(6)]
    assert answers == [200, 200, 200, 429, 429, 429]
    await asyncio.sleep(1.05)
    await api("sendMessage", chat_id=501, text="later")


async def test_thirty_a_second_and_twenty_a_minute_in_a_group(anna: ChatClient, api: BotApi) -> None:
    control = anna.client
    group = await control.add_group("G", [501, TOKEN_BOT_ID])
    people = [(await control.add_person("P"))["id"] for _ in range(20)]
    for person in people:
        await control.chat(person, TOKEN_BOT_ID).start()
    await control.faults(limits=True)
    in_group = [await api.raw("sendMessage", json={"chat_id": group["id"], "text": "x"}) for _ in range(21)]
    assert [status for status, _ in in_group] == [200] * 20 + [429]
    assert 55 < in_group[-1][1]["parameters"]["retry_after"] <= 61
    in_private = [(await api.raw("sendMessage", json={"chat_id": person, "text": "x"}))[0] for person in people]
    assert in_private.count(200) >= 10
    sent = [call["t"] for call in await control.calls("sendMessage") if call["ok"]]
    assert all(later - earlier > 0.9 for earlier, later in zip(sent, sent[30:], strict=False))


@pytest.mark.parametrize(
    "values",
    [
        {"p429": 2},
        {"p429": "1"},
        {"down_until": "noon"},
        {"down_until": "2026-06-22T09:00:00"},
        {"down_until": 5},
        {"latency_ms": -1},
        {"nonsense": 1},
        {"next": [{"fault": "flood"}]},
        {"methods": "x"},
    ],
)
async def test_nonsense_faults_are_refused(running: RunningSandbox, values: dict[str, Any]) -> None:
    with pytest.raises(ControlFailed):
        await running.control.faults(**values)
