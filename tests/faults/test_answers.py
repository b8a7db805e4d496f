"""Telegram on its bad days, for a crowd that does not stop: refusals, broken connections, pages, silence."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sandbox.client import ControlClient
from tests.faults import ledger
from tests.faults.conftest import Way, scene_in
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
# What goes wrong, and how often it has to happen, as the record names it, before the day is over.
BAD_DAYS: list[tuple[dict[str, Any], dict[str, int]]] = [
    ({"p429": 0.3, "retry_after": 1, "methods": ["sendMessage", "editMessageText", "getUpdates"]}, {"429": 3}),
    ({"p5xx": 0.4, "status5xx": 500}, {"500": 3}),
    ({"p5xx": 0.4, "status5xx": 502}, {"502": 3}),
    ({"p5xx": 0.4, "status5xx": 503}, {"503": 3}),
    ({"p_reset": 0.3}, {"connection reset": 3}),
    ({"p_lost_answer": 0.3}, {"lost": 3}),
    ({"p_duplicate_update": 0.7}, {"twice": 3}),
    (
        {"next": [{"fault": "page", "status": 502, "count": 5}, {"fault": "page", "status": 200, "count": 5}]},
        {"a page of HTML": 10},
    ),
    (
        {"next": [{"fault": "hang", **SENDING, "count": 3}, {"fault": "silence", **SENDING, "count": 3}]},
        {"never answered": 3, "lost": 3},
    ),
]
DEAF = ({"next": [{"fault": "hang", "method": "getUpdates", "count": 2}]}, {"never answered": 2})


async def _goes_on(crowd: Crowd, control: ControlClient, n: int, meets: dict[str, int]) -> None:
    """Wait until the crowd has gone on, and has met what it was to meet since entry `n`."""
    until = crowd.done + UPDATES_A_DAY
    async with asyncio.timeout(60):
        while crowd.done < until or not await _met(control, n) >= Counter(meets):
            await asyncio.sleep(0.1)


@pytest.mark.slow
async def test_on_bad_days_nothing_is_lost_and_nobody_is_out_of_turn(tmp_path: Path, way: Way, seed: int) -> None:
    patience = {"TELEGRAM__TIMEOUT_S": "1", "TELEGRAM__POLL_S": "3"}
    async with scene_in(tmp_path, mode=way.mode, url=way.url, **patience) as scene:
        control = scene.control
        await control.faults(seed=seed)
        await scene.bot.start()
        await scene.bot.serving()
        async with crowd_at(control, 10, seed=seed) as crowd:
            for day, meets in (*BAD_DAYS, DEAF) if way.mode == "polling" else BAD_DAYS:
                n = (await control.record())[-1]["n"]
                await control.faults(**QUIET | day)
                await _goes_on(crowd, control, n, meets)
            await control.faults(**QUIET)
            await crowd.rests()
        await ledger.calm(control, scene.bot)
        found = await ledger.read(control, scene.bot)
        assert ledger.problems(found, crowd) == []


async def _met(control: ControlClient, n: int) -> Counter[str]:
    """Count what went wrong since entry `n`, by status, by error, as lost, and as delivered once more."""
    found: Counter[str] = Counter()
    for call in await control.calls(after=n):
        if not call["ok"]:
            found.update((str(call["status"]), call["error"]))
        elif call.get("lost"):
            found["lost"] += 1
    delivered = Counter(entry["update_id"] for entry in await control.record(n, "delivered"))
    found["twice"] = sum(count - 1 for count in delivered.values())
    return found
