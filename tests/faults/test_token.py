"""The token is revoked while Iskra serves: told clearly, asked about now and then, and good again when Telegram says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.faults.conftest import Scene, Way, scene_in
from tests.faults.ledger import calm
from tests.faults.owing import arrived, met

PEOPLE = (701, 702, 703)
REVOKED = {"fault": "error", "code": 401, "description": "Unauthorized", "count": 1_000_000}
REAL_S = 4.0


async def test_a_revoked_token_is_told_waited_for_and_taken_up_again(tmp_path: Path, way: Way) -> None:
    async with scene_in(tmp_path, mode=way.mode, url=way.url) as scene:
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        chats = await met(control, PEOPLE)
        await calm(control, scene.bot)
        n = (await control.record())[-1]["n"]

        await control.faults(next=[REVOKED])
        for chat in chats:
            await chat.send("/menu")
        await scene.bot.says("check telegram.token")
        await _calls_go_on_for(scene, n)
        assert scene.bot.process is not None
        assert scene.bot.process.returncode is None
        refused = [call for call in await control.calls(after=n) if call["status"] == 401]
        # Who asks for updates and who sends both ask, after half a second at first and then less and less often.
        assert len(refused) <= 2 * 5 + len(PEOPLE)
        assert sum("check telegram.token" in line for line in scene.bot.said().splitlines()) <= 2

        await control.faults(next=[])
        await calm(control, scene.bot)
        told = await arrived(control, n)
    assert {chat: len(texts) for chat, texts in told.items()} == dict.fromkeys(PEOPLE, 1)


async def _calls_go_on_for(scene: Scene, n: int) -> None:
    """Wait until the refused calls span some seconds, or there are too many of them."""
    async with asyncio.timeout(60):
        while True:
            times = [call["t"] for call in await scene.control.calls(after=n) if call["status"] == 401]
            if len(times) > 50 or (times and times[-1] - times[0] >= REAL_S):
                return
            await asyncio.sleep(0.1)
