"""The story on a bad day: repeated updates, refusals, broken and lost answers."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import ledger
from tests.e2e.conftest import finished, invited, sandbox_at_the_story
from tests.e2e.house import bot_in
from tests.e2e.ledger import Ledger
from tests.e2e.story import ARRIVING, ARTYOM, SENDING, STORY, Person, Step, people

SEED = 7
BAD_DAY: dict[str, Any] = {
    "p_duplicate_update": 0.1,
    "p5xx": 0.05,
    "p_lost_answer": 0.05,
    "p_reset": 0.02,
    "seed": SEED,
}
RETRY_AFTER_S = 3


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_on_a_bad_day_the_story_ends_right(tmp_path: Path, told: Ledger) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        control = sandbox.control
        artyom, olga = await people(control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)

        async def lose_the_answer(step: Step) -> None:
            # By chance enough is lost; these are lost for certain: a new message, and the word that it was sent.
            if step.way == "say":
                lost = {"method": "sendMessage", "fault": "lost_answer", "chat_id": ARTYOM}
                await control.faults(next=[lost] if step.what == "Артём" else [])
            elif step == SENDING[0]:
                lost = {"method": "editMessageText", "fault": "lost_answer", "chat_id": ARTYOM}
                await control.faults(next=[lost])

        await control.faults(**BAD_DAY)
        await artyom.plays(STORY, lose_the_answer)
        await olga.sees("Новая заявка № КЛ-26-0001")
        await control.faults(p_duplicate_update=0, p5xx=0, p_lost_answer=0, p_reset=0)
        found = await finished(control, bot, olga)
        calls = await control.calls()
        delivered = await control.record(kind="delivered")
    ledger.check_nothing_is_lost(found, told)
    doubled = ledger.doubles(found, told, lambda first, _again: first.lost)
    assert any("Напишите отчество" in call.key[2] for call in doubled)
    assert len(doubled) <= sum(call.lost for call in found.calls)
    # The day was as bad as it was meant to be.
    assert len(delivered) > len(found.updates)
    assert {0, 502} <= {call["status"] for call in calls if not call["ok"]}


async def test_a_flood_limit_holds_up_its_own_chat_alone(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        artyom, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        limit = {"fault": "429", "method": "sendMessage", "chat_id": ARTYOM, "retry_after": RETRY_AFTER_S}
        await sandbox.control.faults(next=[limit])
        limited = asyncio.create_task(artyom.does(ARRIVING[0]))
        while not (refused := await _refused(artyom)):
            await asyncio.sleep(0.01)
        began = time.monotonic()
        await olga.does(ARRIVING[0])
        waited = time.monotonic() - began
        assert not limited.done()
        await limited
        (shown,) = [
            call for call in await sandbox.control.calls("sendMessage") if call["chat_id"] == ARTYOM and call["ok"]
        ]
    assert waited < RETRY_AFTER_S
    assert shown["t"] - refused["t"] >= RETRY_AFTER_S


async def _refused(person: Person) -> dict[str, Any] | None:
    calls = await person.chat.client.calls("sendMessage")
    return next((call for call in calls if call["status"] == 429), None)
