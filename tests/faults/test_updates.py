"""Updates that come twice, out of order, with gaps, of unknown kinds, far too large, or that nobody can handle."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.client import ChatClient
from sandbox.testing import TOKEN_BOT_ID
from storage.inbox import InboxRow
from tests.faults.conftest import Scene, Way, scene_in
from tests.faults.ledger import calm
from tests.faults.owing import arrived, fates, met

PEOPLE = (701, 702, 703, 704, 705)
HASTY, TWICE, VERBOSE, UNLUCKY, ODD = PEOPLE
OPERATOR = 901
POISON = "ядовитое слово"
MENU, LANGUAGE, PRIVACY = "/menu", "/language", "/privacy"
MEGABYTE = 1_000_000
FAILED, UNKNOWN = "Сейчас не получилось", "Не понял"


@pytest.mark.slow
async def test_no_update_is_lost_done_twice_or_in_the_way_of_others(tmp_path: Path, way: Way) -> None:
    variables = {"TEST_FAIL_ON": POISON, "OPERATOR__CHAT_ID": str(OPERATOR)}
    async with scene_in(tmp_path, mode=way.mode, url=way.url, **variables) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        hasty, twice, verbose, unlucky, odd = await met(control, PEOPLE)
        await met(control, [OPERATOR])
        await calm(control, scene.bot)
        n = (await control.record())[-1]["n"]

        # The attempts take their time: what comes after waits in these chats, and in no other.
        await unlucky.send(f"это {POISON}")
        await unlucky.send(MENU)
        await control.forge(TOKEN_BOT_ID, {"message": {"chat": {"id": ODD, "type": "private"}, "text": "без даты"}})
        await odd.send(MENU)

        first = (await control.forge_all(TOKEN_BOT_ID, [_says(hasty, PRIVACY)]))[0]
        mixed = [_says(hasty, text, first + gap) for text, gap in ((LANGUAGE, 1002), (MENU, 1000))]
        await control.forge_all(TOKEN_BOT_ID, mixed)
        await control.faults(p_duplicate_update=1)
        for text in (MENU, LANGUAGE, PRIVACY):
            await twice.send(text)
        await control.forge_all(TOKEN_BOT_ID, [{"gravity_wave": {"strain": [1e-21]}}, {"gravity_wave": 17}])
        await control.forge_all(TOKEN_BOT_ID, [_says(verbose, "х" * (MEGABYTE // 2)), _says(verbose, MENU)])

        await _until_quarantined(scene, 2)
        await control.faults(p_duplicate_update=0)
        await calm(control, scene.bot)
        await _operators_hear_of(scene, n, 1)
        await control.advance(3600)
        await _operators_hear_of(scene, n, 2)
        await calm(control, scene.bot)
        record = await control.record(n)
        told = await arrived(control, n)
        inbox = await scene.bot.look(_inbox)
        states = {state for one in (await fates(scene.bot)).values() for state, _ in one}
        deliveries = [entry["update_id"] for entry in record if entry["kind"] == "delivered"]
    assert len(told[HASTY]) == 3
    # Numbers say the order; a webhook is told them one by one, so there it is the order of their coming.
    said = [_which(text) for text in told[HASTY]]
    assert said == ([PRIVACY, MENU, LANGUAGE] if way.mode == "polling" else [PRIVACY, LANGUAGE, MENU])
    assert [_which(text) for text in told[TWICE]] == [MENU, LANGUAGE, PRIVACY]
    assert len(deliveries) > len(set(deliveries))
    long, menu = told[VERBOSE]
    assert UNKNOWN in long
    assert _which(menu) == MENU
    for person in (UNLUCKY, ODD):
        sorry, menu = told[person]
        assert FAILED in sorry
        assert _which(menu) == MENU
    # Of the handler that fails and of the message that cannot even be read, each at its time, not more than once an hour.
    assert len(told[OPERATOR]) == 2
    assert "после трёх попыток" in told[OPERATOR][0]
    assert "Всего отложено: 2" in told[OPERATOR][1]
    assert set(told) == {*PEOPLE, OPERATOR}
    made = {entry["update_id"] for entry in record if entry["kind"] == "update"}
    assert {state for update_id, (state, _) in inbox.items() if update_id not in made} == {"done"}
    assert made <= inbox.keys()
    assert [fate for fate in inbox.values() if fate != ("done", 0)] == [("quarantined", 3)] * 2
    assert states == {"sent"}


def _says(chat: ChatClient, text: str, update_id: int | None = None) -> dict[str, Any]:
    """Return the update of a message that somebody writes."""
    person = {"id": chat.chat_id, "is_bot": False, "first_name": "Имя", "language_code": "ru"}
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1_784_012_400,
        "chat": {"id": chat.chat_id, "type": "private", "first_name": "Имя"},
        "from": person,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"message": message} | ({"update_id": update_id} if update_id is not None else {})


def _which(text: str) -> str:
    """Return the command that an answer answers."""
    marks = {MENU: "<b>Меню</b>", LANGUAGE: "Сменить язык?", PRIVACY: "Мои данные"}
    (found,) = [command for command, mark in marks.items() if mark in text]
    return found


async def _operators_hear_of(scene: Scene, n: int, times: int) -> None:
    async with asyncio.timeout(60):
        while len((await arrived(scene.control, n)).get(OPERATOR, [])) < times:
            await asyncio.sleep(0.1)


def _inbox(session: Session) -> dict[int, tuple[str, int]]:
    rows = session.execute(select(InboxRow.update_id, InboxRow.state, InboxRow.attempts))
    return {update_id: (str(state), attempts) for update_id, state, attempts in rows}


async def _until_quarantined(scene: Scene, count: int) -> None:
    async with asyncio.timeout(60):
        while sum(state == "quarantined" for state, _ in (await scene.bot.look(_inbox)).values()) < count:
            await asyncio.sleep(0.1)
