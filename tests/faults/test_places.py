"""Who cannot be reached, a group that moved, a channel without rights, limits of all lengths: each keeps to itself."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from sandbox.testing import TOKEN_BOT_ID
from storage import people
from tests.faults.conftest import Scene, Way, scene_in
from tests.faults.ledger import calm
from tests.faults.owing import Notice, arrived, fates, met, owe

PEOPLE = (701, 702, 703, 704, 705)
BLOCKS, LEAVES, UNKNOWN, FINE, FLOODED = PEOPLE
TEXTS = ("первое", "второе", "третье")
OPERATOR = 901
LATER = timedelta(minutes=10)
BLOCKED = "bot was blocked by the user"


async def test_what_cannot_be_delivered_holds_up_nobody_else(tmp_path: Path, way: Way) -> None:
    async with scene_in(tmp_path, mode=way.mode, url=way.url, OPERATOR__CHAT_ID=str(OPERATOR)) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        chats = await met(control, PEOPLE)
        await met(control, [OPERATOR])
        group = (await control.add_group("Мастера", [FINE], [TOKEN_BOT_ID], kind="group"))["id"]
        kicked, demoted = [
            (await control.add_group(name, [FINE], [TOKEN_BOT_ID], kind="channel"))["id"] for name in ("Один", "Два")
        ]
        await calm(control, scene.bot)
        n = (await control.record())[-1]["n"]
        places = [BLOCKS, LEAVES, UNKNOWN, FINE, group, kicked, demoted]
        await owe(scene, [Notice(place, text, LATER) for text in TEXTS for place in places])

        await chats[0].block()
        await control.remove_person(LEAVES)
        strange = {"fault": "error", "code": 400, "description": "Bad Request: chat not found", "chat_id": UNKNOWN}
        await control.faults(next=[strange])
        supergroup = (await control.upgrade_group(group))["id"]
        await control.set_member(kicked, TOKEN_BOT_ID, "kicked")
        await control.set_member(demoted, TOKEN_BOT_ID, "member")
        await control.advance(LATER.total_seconds() + 3)
        await calm(control, scene.bot)

        told, became = await arrived(control, n), await fates(scene.bot)
        assert set(told) - {OPERATOR} == {FINE, supergroup}
        assert told[FINE] == told[supergroup] == list(TEXTS)
        reasons = [(BLOCKS, BLOCKED), (LEAVES, "user is deactivated"), (UNKNOWN, "chat not found")]
        for person, reason in reasons:
            assert became[person] == [("sent", None), ("dead", reason), ("dropped", None), ("dropped", None)]
        assert became[kicked] == [("dead", "bot was kicked from the channel chat")] * 3
        assert became[demoted] == [("dead", "need administrator rights in the channel chat")] * 3
        assert await _unreachable(scene) == {BLOCKS, LEAVES, UNKNOWN}

        async with asyncio.timeout(60):
            while not any(
                "Telegram отказался принять" in text for text in (await arrived(control, n)).get(OPERATOR, [])
            ):
                await asyncio.sleep(0.1)
        for chat in (chats[0], chats[2]):
            await chat.start()
            await chat.wait_for(lambda message: message["message_id"] > 1)
        await owe(scene, [Notice(BLOCKS, "с возвращением"), Notice(UNKNOWN, "с возвращением")])
        await control.advance(3)
        await calm(control, scene.bot)
        told = await arrived(control, n)
        assert (told[BLOCKS][-1], told[UNKNOWN][-1]) == ("с возвращением", "с возвращением")
        assert await _unreachable(scene) == {LEAVES}


async def _unreachable(scene: Scene) -> set[int]:
    found = await scene.bot.look(people.by_telegram_ids, PEOPLE)
    return {telegram_id for telegram_id, person in found.items() if person.unreachable}


async def test_a_limit_of_ten_minutes_holds_its_chat_and_neither_others_nor_the_end(tmp_path: Path, way: Way) -> None:
    async with scene_in(tmp_path, mode=way.mode, url=way.url) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        chats = await met(control, PEOPLE)
        channel = (await control.add_group("Новости", [FINE], [TOKEN_BOT_ID], kind="channel"))["id"]
        await control.set_member(channel, TOKEN_BOT_ID, "administrator")
        await calm(control, scene.bot)
        long = {"fault": "429", "retry_after": 600, "count": 1_000}
        await control.faults(next=[long | {"chat_id": FLOODED}, long | {"chat_id": channel}])
        n = (await control.record())[-1]["n"]
        await owe(scene, [Notice(channel, text) for text in TEXTS] + [Notice(FINE, text) for text in TEXTS])
        await chats[-1].send("/menu")
        await control.advance(3)
        async with asyncio.timeout(30):
            while len((await arrived(control, n)).get(FINE, [])) < len(TEXTS):
                await asyncio.sleep(0.05)
        refused = [call["chat_id"] for call in await control.calls("sendMessage", n) if not call["ok"]]
        assert sorted(refused) == sorted([FLOODED, channel])
        code, _ = await scene.bot.end(signal.SIGTERM)
        assert code == 0

        await control.faults(next=[])
        await scene.bot.start()
        await calm(control, scene.bot)
        told = await arrived(control, n)
        assert told[channel] == told[FINE] == list(TEXTS)
        assert len(told[FLOODED]) == 1


async def test_when_everybody_is_limited_all_wait_together(tmp_path: Path, way: Way) -> None:
    async with scene_in(tmp_path, mode=way.mode, url=way.url) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        chats = await met(control, PEOPLE)
        await calm(control, scene.bot)
        n = (await control.record())[-1]["n"]
        limits = [{"fault": "429", "method": "sendMessage", "retry_after": 2, "count": len(PEOPLE)}]
        await control.faults(next=limits)
        for chat in chats:
            await chat.send("/menu")
            await chat.send("/language")
        await calm(control, scene.bot)
        calls = await control.calls("sendMessage", n)
        told = await arrived(control, n)
    refused = [call for call in calls if not call["ok"]]
    assert len(refused) == len(PEOPLE)
    for person in PEOPLE:
        menu, language = told[person]
        assert ("Меню" in menu, "Сменить язык?" in language) == (True, True)
    # Nobody asks again before the time that Telegram told.
    for chat_id in {call["chat_id"] for call in refused}:
        mine = [call for call in calls if call["chat_id"] == chat_id]
        assert all(later["t"] - one["t"] >= 2 for one, later in pairwise(mine) if not one["ok"])
