"""PostgreSQL is away at the start, breaks off under load, and lets one process serve."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.house import bot_in
from tests.faults import ledger
from tests.faults.conftest import scene_in
from tests.faults.crowd import crowd_at
from tests.faults.machine import complaints, most_attempts, server
from tests.faults.test_disk import CROWD, UNUSABLE, _goes_on, _is_usable_again


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_a_server_that_breaks_off_under_load_loses_nothing(tmp_path: Path) -> None:
    async with server() as postgres, scene_in(tmp_path, url=postgres.url) as scene:
        await postgres.breaks_off()
        await scene.bot.start()
        await scene.bot.says("the database server does not answer")
        await postgres.comes_back()
        await scene.bot.serving()
        async with crowd_at(scene.control, CROWD) as crowd:
            for times in (1, 2):
                await _goes_on(crowd)
                await postgres.breaks_off()
                await postgres.comes_back()
                await _is_usable_again(scene.bot, times)
            await _goes_on(crowd)
            async with bot_in(tmp_path / "second", scene.sandbox.url, STORAGE__URL=postgres.url) as second:
                assert await second.run_to_end() == 1
                assert "is already served by another process, on the machine of the server: stop it" in second.said()
        await ledger.calm(scene.control, scene.bot)
        code, _ = await scene.bot.end()
        found = await ledger.read(scene.control, scene.bot)
        assert await scene.bot.look(most_attempts) == 0
    assert ledger.problems(found, crowd) == []
    # Once while it waited to start, once since it serves.
    assert complaints(scene.bot) == Counter({(UNUSABLE, "unreachable"): 2})
    assert code == 0
