"""Telegram out of reach: for an hour of virtual time, and by name. Afterwards everything owed goes out, within the limits."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sandbox.client import ChatClient
from tests.faults.conftest import Scene, Way, scene_in
from tests.faults.ledger import calm
from tests.faults.owing import Notice, arrived, fates, met, owe

PEOPLE = tuple(range(701, 751))
IN_VAIN_S = 3.0
PER_SECOND = 30
HOUR = timedelta(hours=1)
NOTICES = ("через десять минут", "через сорок минут")
TELLING = {"sendMessage", "editMessageText"}
Entry = dict[str, Any]


@pytest.mark.slow
async def test_after_an_hour_without_telegram_all_is_made_up_for_in_order(tmp_path: Path, way: Way) -> None:
    async with scene_in(tmp_path, mode=way.mode, url=way.url) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        chats = await met(control, PEOPLE)
        channel = (await control.add_group("Новости", [PEOPLE[0]], [chats[0].bot_id], kind="channel"))["id"]
        await owe(scene, [Notice(one, NOTICES[0], HOUR / 6) for one in (*PEOPLE, channel)])
        await owe(scene, [Notice(one, NOTICES[1], HOUR * 2 / 3) for one in (*PEOPLE, channel)])
        await calm_but_held(scene)
        n = (await control.record())[-1]["n"]

        await control.faults(limits=True, down_until=(await control.now() + HOUR).isoformat())
        await _everybody_says(chats, "/menu")
        await control.advance(1800)
        await _everybody_says(chats, "/help")
        await _asks_in_vain(scene, n)
        assert await arrived(control, n) == {}
        await control.advance(1800)

        await calm(control, scene.bot)
        record = await control.record(n)
        told = await arrived(control, n)
        assert {state for one in (await fates(scene.bot)).values() for state, _ in one} == {"sent"}
    assert told[channel] == list(NOTICES)
    for person in PEOPLE:
        assert [text for text in told[person] if text in NOTICES] == list(NOTICES)
        menu, help_ = [text for text in told[person] if text not in NOTICES]
        assert "Помощь" not in menu
        assert menu != help_
    _check_nobody_was_hammered(record)
    _check_limits(record)


async def calm_but_held(scene: Scene) -> None:
    """Wait until every reply is on record; what is held back is still owed."""
    async with asyncio.timeout(30):
        while True:
            states = await fates(scene.bot)
            replies = [one[0] for one in states.values()]
            if len(states) == len(PEOPLE) + 1 and sum(state == ("sent", None) for state in replies) == len(PEOPLE):
                return
            await asyncio.sleep(0.05)


async def _asks_in_vain(scene: Scene, n: int) -> None:
    """Wait until calls have failed for some seconds."""
    async with asyncio.timeout(30):
        while True:
            failed = [call["t"] for call in await scene.control.calls(after=n) if call["status"] == 0]
            if failed and failed[-1] - failed[0] >= IN_VAIN_S:
                return
            await asyncio.sleep(0.05)


async def _everybody_says(chats: list[ChatClient], text: str) -> None:
    for chat in chats:
        await chat.send(text)


def _check_nobody_was_hammered(record: list[Entry]) -> None:
    """Every chat may have had one call under way when Telegram went; then single calls ask, later and later."""
    failed = [entry["t"] for entry in record if entry["kind"] == "call" and entry["status"] == 0]
    assert len(failed) <= len(PEOPLE) + 10 + 3 * (failed[-1] - failed[0])


def _check_limits(record: list[Entry]) -> None:
    """What Iskra starts itself is spaced. Half the limit is asked for: a server that stalls sees calls come in heaps."""
    notices = [e for e in record if e["kind"] == "call" and e["params"].get("text") in NOTICES]
    sent = [entry for entry in notices if entry["ok"]]
    assert sent[-1]["t"] - sent[0]["t"] > len(sent) / PER_SECOND / 2
    assert sum(entry["status"] == 429 for entry in notices) < len(sent) / 8
    for person in PEOPLE:
        mine = [entry["t"] for entry in sent if entry["chat_id"] == person]
        assert all(later - earlier > 0.5 for earlier, later in pairwise(mine))


@pytest.mark.slow
async def test_a_name_that_is_unknown_is_waited_for_at_start_and_later(tmp_path: Path) -> None:
    names = tmp_path / "names"
    names.mkdir()
    known = names / "telegram.test"
    # A clock is followed only beside a server on this machine, as the name says too little about.
    async with scene_in(tmp_path / "bot", CLOCK__FOLLOW="") as scene:
        port = scene.sandbox.url.rpartition(":")[2]
        own = {"PYTHONPATH": f"{Path(__file__).parent / 'names'}:{scene.bot.environment['PYTHONPATH']}"}
        own |= {"TEST_NAMES": str(names), "ISKRA_TELEGRAM__BASE_URL": f"http://telegram.test:{port}"}
        scene.bot.environment.update(own)
        await scene.bot.start()
        await scene.bot.says("Name or service not known")
        assert scene.bot.process is not None
        assert scene.bot.process.returncode is None
        known.touch()
        await scene.bot.serving()
        (chat,) = await met(scene.control, [701])

        known.unlink()
        await scene.control.faults(down_until=(await scene.control.now() + HOUR).isoformat())
        await chat.send("/menu")
        await _says_again(scene, "Name or service not known")
        await scene.control.advance(3600)
        assert not await scene.control.record((await scene.control.record())[-1]["n"], "delivered")
        known.touch()
        await calm(scene.control, scene.bot)
        assert len((await arrived(scene.control))[701]) == 2


async def _says_again(scene: Scene, text: str) -> None:
    """Wait until the log holds a text once more."""
    before = scene.bot.said().count(text)
    async with asyncio.timeout(60):
        while scene.bot.said().count(text) == before:
            await asyncio.sleep(0.05)
