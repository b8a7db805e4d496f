"""Telegram on its bad days, for a crowd that does not stop: refusals, broken connections, pages, silence."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.faults import ledger
from tests.faults.conftest import MODES, scene_in
from tests.faults.crowd import Crowd, crowd_at

UPDATES_A_DAY = 10
QUIET: dict[str, Any] = {
    "p429": 0,
    "p5xx": 0,
    "p_reset": 0,
    "p_lost_answer": 0,
    "p_duplicate_update": 0,
    "methods": None,
    "next": [],
}
SENDING = {"method": "sendMessage"}
BAD_DAYS: list[dict[str, Any]] = [
    {"p429": 0.3, "retry_after": 1, "methods": ["sendMessage", "editMessageText", "getUpdates"]},
    {"p5xx": 0.4, "status5xx": 500},
    {"p5xx": 0.4, "status5xx": 502},
    {"p5xx": 0.4, "status5xx": 503},
    {"p_reset": 0.3},
    {"p_lost_answer": 0.3},
    {"p_duplicate_update": 0.7},
    {"next": [{"fault": "page", "status": 502, "count": 5}, {"fault": "page", "status": 200, "count": 5}]},
    {"next": [{"fault": "hang", **SENDING, "count": 3}, {"fault": "silence", **SENDING, "count": 3}]},
    {"next": [{"fault": "hang", "method": "getUpdates"}, {"fault": "silence", "method": "getUpdates", "skip": 1}]},
]
ANSWERS = {"429", "500", "502", "503", "connection reset", "a page of HTML", "never answered", "lost", "twice"}


async def _goes_on(crowd: Crowd) -> None:
    until = crowd.done + UPDATES_A_DAY
    async with asyncio.timeout(60):
        while crowd.done < until:
            await asyncio.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
async def test_on_bad_days_nothing_is_lost_and_nobody_is_out_of_turn(tmp_path: Path, mode: str, seed: int) -> None:
    patience = {"TELEGRAM__TIMEOUT_S": "1", "TELEGRAM__POLL_S": "3"}
    async with scene_in(tmp_path, mode=mode, **patience) as scene:
        control = scene.control
        await control.faults(seed=seed)
        await scene.bot.start()
        await scene.bot.serving()
        async with crowd_at(control, 10, seed=seed) as crowd:
            for day in BAD_DAYS:
                await control.faults(**QUIET | day)
                await _goes_on(crowd)
            await control.faults(**QUIET)
            await crowd.rests()
        await ledger.calm(control, scene.bot)
        found = await ledger.read(control, scene.bot)
        assert ledger.problems(found, crowd) == []
        # The days were as bad as they were meant to be.
        assert await _met(scene.control) >= ANSWERS


async def _met(control: Any) -> set[str]:
    found = set()
    for call in await control.calls():
        if not call["ok"]:
            found |= {str(call["status"]), call["error"]}
        elif call.get("lost"):
            found.add("lost")
    delivered = Counter(entry["update_id"] for entry in await control.record(kind="delivered"))
    return found | ({"twice"} if max(delivered.values()) > 1 else set())
