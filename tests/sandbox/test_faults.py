"""Faults on demand, by chance and scripted, and the flood limits."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

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
    [{"p429": 2}, {"p429": "1"}, {"latency_ms": -1}, {"nonsense": 1}, {"next": [{"fault": "flood"}]}, {"methods": "x"}],
)
async def test_nonsense_faults_are_refused(running: RunningSandbox, values: dict[str, Any]) -> None:
    with pytest.raises(ControlFailed):
        await running.control.faults(**values)
