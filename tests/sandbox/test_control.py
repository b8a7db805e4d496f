"""The control API: clock, faults, record, events, what a person sees, and what survives."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.client import ChatClient, ControlClient, ControlFailed
from sandbox.settings import PortTakenError, SandboxError, SandboxSettings
from sandbox.testing import START_AT, TOKEN_BOT_ID, RunningSandbox, sandbox_in_loop, sandbox_process
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]

CAST = """
title = { ru = "Демо", en = "Demo" }
notice = { ru = "Всё выдумано", en = "Nothing is real" }
clicks = [{ ru = "Подать", en = "Apply", person = 7, start = "apply" }]

[[person]]
id = 7
first_name = "Ваня"
language_code = "ru"
note = { ru = "абитуриент", en = "applicant" }
hints = [{ ru = "Нажмите", en = "Press" }]

[[bot]]
id = 99
first_name = "Искра"
username = "iskra_demo_bot"
"""

# --- the clock --------------------------------------------------------------------------------------


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


# --- faults -----------------------------------------------------------------------------------------


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


# --- the record and the events ----------------------------------------------------------------------


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
    from sandbox.control import control_routes

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


# --- what survives ----------------------------------------------------------------------------------


async def test_everything_survives_sigkill(tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text(CAST, encoding="utf-8")
    arguments = ("--state", str(tmp_path / "state"), "--cast", str(cast), "--start-at", "2026-06-22T12:00:00+03:00")
    async with sandbox_process(*arguments, "--rate", "0") as first, aiohttp.ClientSession() as session:
        bot = BotApi(first.url, session)
        await bot("getMe")
        chat = first.control.chat(7, TOKEN_BOT_ID)
        await chat.start("apply")
        keys = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
        sent = await bot("sendMessage", chat_id=7, text="<b>hi</b>", parse_mode="HTML", reply_markup=keys)
        await bot("pinChatMessage", chat_id=7, message_id=sent["message_id"])
        await bot("setMyCommands", commands=[{"command": "a", "description": "b"}])
        (uploaded,) = await chat.upload(("a.txt", b"data"))
        pressed = await chat.press("a")
        await first.control.advance(90_000)
        await chat.send("last")
        before = await look(first.control, chat)
        updates = await bot("getUpdates")
        await first.kill()
    async with sandbox_process(*arguments) as second, aiohttp.ClientSession() as session:
        bot = BotApi(second.url, session)
        chat = second.control.chat(7, TOKEN_BOT_ID)
        after = await look(second.control, chat)
        assert after.pop("record")[: len(before["record"])] == before.pop("record")
        assert after == before
        assert after["clock"] == {"now": "2026-06-23T10:00:00+00:00", "rate": 0.0}
        assert await bot("getUpdates") == updates
        assert await second.control.file(uploaded["document"]["file_id"]) == b"data"
        assert (await bot.refusal("answerCallbackQuery", **pressed))[0] == 400  # a day passed
        assert (await bot("sendMessage", chat_id=7, text="next"))["message_id"] == before["messages"][-1][
            "message_id"
        ] + 1


async def look(control: ControlClient, chat: ChatClient) -> dict[str, Any]:
    """Return what must be the same after a restart."""
    state, view = await control.state(), await chat.view()
    for bot in [*state["bots"], view["bot"]]:
        bot.pop("online")
    record = [entry["n"] for entry in await control.record() if entry["kind"] != "delivered"]
    kept = {name: state[name] for name in ("people", "bots", "clock", "cast")}
    return {**kept, "record": record, "messages": view["messages"], "commands": view["commands"]}


async def test_two_sandboxes_do_not_share_a_folder(tmp_path: Path) -> None:
    settings = SandboxSettings(port=0, state_dir=tmp_path)
    async with sandbox_in_loop(settings):
        with pytest.raises(SandboxError, match="is another sandbox running"):
            async with sandbox_in_loop(settings):
                pass


async def test_reset_begins_anew(tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text(CAST, encoding="utf-8")
    settings = SandboxSettings(port=0, state_dir=tmp_path, start_at=START_AT, cast=cast)
    async with sandbox_in_loop(settings) as sandbox:
        await sandbox.control.add_person("New")
        await sandbox.control.chat(7, 99).start()
        await sandbox.control.advance(10_000)
        await sandbox.control.reset()
        state = await sandbox.control.state()
        assert [person["id"] for person in state["people"]] == [7]
        assert state["people"][0]["note"] == {"ru": "абитуриент", "en": "applicant"}
        assert [(bot["id"], bot["username"]) for bot in state["bots"]] == [(99, "iskra_demo_bot")]
        assert state["chats"] == []
        assert state["cast"]["clicks"][0] == {
            "ru": "Подать",
            "en": "Apply",
            "person": 7,
            "start": "apply",
            "send": None,
        }
        assert state["clock"]["now"] < "2026-06-22T09:01"
        assert await sandbox.control.record() == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("x", "cast.toml"), ("people = 1", "unknown key 'people'"), ("[[person]]\nid = 1", "lacks 'first_name'"),
     ('clicks = [{ person = 5, ru = "a", en = "b" }]', "no person 5")],
)  # fmt: skip
def test_a_wrong_cast_is_refused_with_its_file(tmp_path: Path, text: str, why: str) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text(text, encoding="utf-8")
    from sandbox.app import create_app

    with pytest.raises(SandboxError, match=why) as refused:
        create_app(SandboxSettings(cast=cast))
    assert str(cast) in str(refused.value)


async def test_a_taken_port_ends_with_3_and_one_line(running: RunningSandbox) -> None:
    port = running.url.rsplit(":", 1)[1]
    with pytest.raises(PortTakenError):
        async with sandbox_in_loop(SandboxSettings(port=int(port))):
            pass
    process = await asyncio.create_subprocess_exec(
        *(__import__("sys").executable, "-m", "sandbox", "--port", port),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, error = await process.communicate()
    assert process.returncode == 3
    assert out == b""
    assert error.decode().count("\n") == 1
    assert f"port {port} on 127.0.0.1 is taken" in error.decode()
