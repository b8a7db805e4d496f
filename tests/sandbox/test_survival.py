"""What survives a kill, a restart and a reset, and what prevents a start."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.app import create_app
from sandbox.client import ChatClient, ControlClient
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
        assert after["clock"] == {"now": "2026-06-23T13:00:00+03:00", "rate": 0.0}
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
    with pytest.raises(SandboxError, match=why) as refused:
        create_app(SandboxSettings(cast=cast))
    assert str(cast) in str(refused.value)


async def test_a_taken_port_ends_with_3_and_one_line(running: RunningSandbox) -> None:
    port = running.url.rsplit(":", 1)[1]
    with pytest.raises(PortTakenError):
        async with sandbox_in_loop(SandboxSettings(port=int(port))):
            pass
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", port),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, error = await process.communicate()
    assert process.returncode == 3
    assert out == b""
    assert error.decode().count("\n") == 1
    assert f"port {port} on 127.0.0.1 is taken" in error.decode()


async def test_time_that_was_shown_is_never_taken_back(tmp_path: Path) -> None:
    arguments = ("--state", str(tmp_path), "--rate", "1000")
    async with sandbox_process(*arguments) as first:
        await asyncio.sleep(0.1)
        shown = await first.control.now()
        await first.kill()
    async with sandbox_process(*arguments) as second:
        assert await second.control.now() >= shown


async def test_a_reset_ends_polls_and_update_ids_go_on(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    await anna.send("x")
    (before,) = await api("getUpdates")
    poll = asyncio.ensure_future(api("getUpdates", offset=before["update_id"] + 1, timeout=30))
    await running.control.bot_online(TOKEN_BOT_ID)
    await running.control.reset()
    assert await asyncio.wait_for(poll, 5) == []
    await api("getMe")
    await running.control.add_person("Anna", id=501)
    await anna.start()
    (after,) = await api("getUpdates")
    assert after["update_id"] > before["update_id"]
