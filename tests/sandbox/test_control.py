"""The control API: clock, record, events, and what a person sees."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox.client import ChatClient, ControlFailed
from sandbox.control import control_routes
from sandbox.testing import START_AT, TOKEN_BOT_ID, RunningSandbox
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]


async def test_the_clock_dates_messages_and_only_goes_forward(anna: ChatClient, api: BotApi) -> None:
    control = anna.client
    assert timedelta(0) <= await control.now() - START_AT < timedelta(seconds=20)
    await control.advance(3600)
    sent = await api("sendMessage", chat_id=501, text="x")
    assert 0 <= sent["date"] - START_AT.timestamp() - 3600 < 20
    target = datetime(2026, 10, 5, 9, tzinfo=UTC)
    await control.move_to(target)
    assert timedelta(0) <= await control.now() - target < timedelta(seconds=20)
    for body in (
        {"advance_s": -1},
        {"to": "2026-10-05T08:00:00+00:00"},
        {"to": "2027-01-01T00:00:00"},
        {"to": "soon"},
        {},
    ):
        with pytest.raises(ControlFailed) as refused:
            await control.call("POST", "/clock", body)
        assert refused.value.status == 400


async def test_the_clock_runs_at_its_rate(running: RunningSandbox) -> None:
    await running.control.set_rate(0)
    first = await running.control.now()
    await asyncio.sleep(0.05)
    assert await running.control.now() == first
    await running.control.set_rate(10_000)
    await asyncio.sleep(0.05)
    assert await running.control.now() - first > timedelta(seconds=400)


async def test_the_record_tells_everything_in_order(anna: ChatClient, api: BotApi) -> None:
    before = (await anna.client.record())[-1]["n"]
    await anna.send("hi")
    (update,) = await api("getUpdates")
    sent = await api("sendMessage", chat_id=501, text="hello")
    await api("editMessageText", chat_id=501, message_id=sent["message_id"], text="hello!")
    await api.refusal("sendMessage", chat_id=501, text="")
    await api("deleteMessage", chat_id=501, message_id=sent["message_id"])
    record = await anna.client.record(before)
    kinds = ["update", "delivered", "call", "call", "edit", "call", "call", "delete", "call"]
    assert [entry["kind"] for entry in record] == kinds
    assert record[0]["update"] == update
    assert record[0]["confirmed"] is False
    assert record[3] | {"params": {"chat_id": 501, "text": "hello"}, "message_id": 3, "status": 200} == record[3]
    assert (record[6]["ok"], record[6]["error"]) == (False, "Bad Request: message text is empty")
    await api("getUpdates", offset=update["update_id"] + 1)
    assert (await anna.client.record(before))[0]["confirmed"] is True
    calls = await anna.client.call("GET", "/calls", after=before)
    assert [call["method"] for call in calls] == [entry["method"] for entry in record if entry["kind"] == "call"]
    assert await anna.client.record(10**6) == []


async def test_events_follow_and_resume(anna: ChatClient, api: BotApi) -> None:
    version = (await anna.client.state())["version"]
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup={"keyboard": [["k"]]})
    await api("sendChatAction", chat_id=501, action="typing")
    seen = []
    async with asyncio.timeout(5):
        async for event in anna.client.events(version):
            seen.append(event)
            if event["kind"] == "typing":
                break
    assert [event["version"] for event in seen] == list(range(version + 1, version + 1 + len(seen)))
    assert [event["kind"] for event in seen] == ["message", "chat", "call", "typing"]
    assert seen[0]["message"]["message_id"] == sent["message_id"]
    assert (seen[0]["chat_id"], seen[0]["bot_id"], seen[0]["message"]["out"]) == (501, TOKEN_BOT_ID, False)
    assert (await anna.view())["typing"] is True
    async for event in anna.client.events(10**9):
        assert event["kind"] == "reset"
        break


async def test_a_press_is_answered_on_the_page(anna: ChatClient, api: BotApi) -> None:
    keys = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    await api("sendMessage", chat_id=501, text="?", reply_markup=keys)
    pressed = await anna.press("a")
    version = (await anna.client.state())["version"]
    await api("answerCallbackQuery", **pressed, text="no", show_alert=True)
    async for event in anna.client.events(version):
        assert event["kind"] == "callback_answer"
        assert (event["person"], event["text"], event["show_alert"]) == (501, "no", True)
        assert event["callback_query_id"] == pressed["callback_query_id"]
        break


async def test_what_a_person_sees(anna: ChatClient, api: BotApi) -> None:
    commands = [{"command": "start", "description": "Начать"}]
    await api("setMyCommands", commands=commands, language_code="ru", scope={"type": "all_private_chats"})
    await api("setMyCommands", commands=[{"command": "start", "description": "Start"}])
    await api("setMyDescription", description="About")
    await api("sendMessage", chat_id=501, text="k", reply_markup={"keyboard": [["one"], [{"text": "two"}]]})
    view = await anna.view()
    assert view["commands"] == commands
    assert view["bot"]["description"] == "About"
    assert view["reply_keyboard"]["keyboard"] == [[{"text": "one"}], [{"text": "two"}]]
    assert view["menu_button"] == {"type": "commands"}
    assert await api("getMyCommands") == [{"command": "start", "description": "Start"}]
    await anna.client.change_person(501, language_code="en")
    assert (await anna.view())["commands"] == [{"command": "start", "description": "Start"}]
    await api("deleteMyCommands")
    assert await api("getMyCommands") == []
    await api("sendMessage", chat_id=501, text="k", reply_markup={"remove_keyboard": True})
    assert (await anna.view())["reply_keyboard"] is None
    await api("sendMessage", chat_id=501, text="unread")
    summary = (await anna.client.state())["chats"][0]
    assert (summary["chat_id"], summary["unread"], summary["last_message"]["text"]) == (501, 1, "unread")


async def test_waiting(anna: ChatClient, api: BotApi) -> None:
    assert await anna.wait(timeout_s=0) == []
    waiting = asyncio.ensure_future(anna.wait(settle_ms=150))
    for i in range(3):
        await api("sendMessage", chat_id=501, text=str(i))
        await asyncio.sleep(0.02)
    assert [message["text"] for message in await waiting] == ["0", "1", "2"]


async def test_unsupported_methods_are_counted(anna: ChatClient, api: BotApi) -> None:
    for _ in range(2):
        await api.raw("sendPoll", json={})
    assert (await anna.client.state())["unsupported"] == {"sendPoll": 2}


async def test_the_description_names_every_route(running: RunningSandbox) -> None:
    description = await running.control.call("GET", "/openapi.json")
    app = running.sandbox
    assert app is not None
    routes = {
        (route.path.replace(":int", ""), method.lower())
        for route in control_routes(app)
        for method in route.methods - {"HEAD"}
    }
    described = {(path.removeprefix("/control"), verb) for path, item in description["paths"].items() for verb in item}
    assert described == routes
    assert description["openapi"].startswith("3.")


async def test_the_page_answers(running: RunningSandbox) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(running.url + "/") as answer:
            assert answer.status == 200
        origin = {"Origin": "http://evil.example"}
        async with session.post(running.url + "/control/reset", headers=origin) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_texts_of_the_page(running: RunningSandbox, language: str) -> None:
    texts = await running.control.call("GET", "/texts", lang=language)
    assert all(isinstance(text, str) and text for text in texts.values())


async def test_nonsense_is_refused(anna: ChatClient) -> None:
    control, at = anna.client, f"/chats/501/{TOKEN_BOT_ID}"
    cases: list[tuple[str, str, Any, int]] = [
        ("POST", "/people", {"first_name": ""}, 400),
        ("POST", "/people", {"first_name": "A", "id": 501}, 409),
        ("POST", "/people", {"first_name": "A", "id": -1}, 400),
        ("POST", "/people", {"first_name": 5}, 400),
        ("POST", "/people", {"first_name": "A", "age": 5}, 400),
        ("PATCH", "/people/9", {"first_name": "A"}, 404),
        ("POST", "/groups", {"title": "G", "members": [9]}, 404),
        ("POST", "/groups", {"title": "G", "type": "club", "members": [501]}, 400),
        ("PUT", "/groups/-5/members/501", {"status": "member"}, 404),
        ("PUT", "/groups/x/members/501", {"status": "member"}, 400),
        ("GET", "/chats/501/9", None, 404),
        ("GET", f"/chats/9/{TOKEN_BOT_ID}", None, 404),
        ("GET", "/chats/a/b", None, 404),
        ("POST", f"{at}/send", {"text": ""}, 400),
        ("POST", f"{at}/send", {"text": "x", "entities": [{"type": 5}]}, 400),
        ("POST", f"{at}/send", {"text": "x", "person": 9}, 404),
        ("POST", f"{at}/send", {"text": "x", "reply_to_message_id": 99}, 404),
        ("POST", f"{at}/send", [], 400),
        ("POST", f"{at}/start", {"payload": "with space"}, 400),
        ("POST", f"{at}/press", {"message_id": 1, "row": -1, "column": 0}, 404),
        ("POST", f"{at}/press", {}, 404),
        ("POST", f"{at}/contact", {"first_name": "A"}, 400),
        ("POST", f"{at}/upload", {}, 400),
        ("POST", f"{at}/edit", {"message_id": 99, "text": "x"}, 404),
        ("POST", f"{at}/delete", {"message_id": 99}, 404),
        ("GET", f"{at}/wait?after=x", None, 400),
        ("GET", "/record?after=nan", None, 400),
        ("GET", "/texts?lang=fr", None, 400),
        ("GET", "/files/none", None, 404),
    ]
    wrong = []
    for verb, path, body, status in cases:
        try:
            wrong.append((verb, path, body, await control.call(verb, path, body)))
        except ControlFailed as error:
            if error.status != status:
                wrong.append((verb, path, body, error))
    assert wrong == []
