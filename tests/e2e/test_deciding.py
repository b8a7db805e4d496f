"""Deciding with the real process: a coordinator and an applicant act in turn over HTTP."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import invited, sandbox_at_the_story
from tests.e2e.deciding import ARTYOM, OLGA, UNTIL_ENROLLED, play
from tests.e2e.house import bot_in
from tests.e2e.story import STORY, people


async def test_an_application_goes_from_the_queue_to_the_enrolment_order(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        artyom, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)
        await artyom.plays(STORY)
        await play(sandbox.control, {ARTYOM: artyom, OLGA: olga}, UNTIL_ENROLLED)
        assert '"level":"error"' not in bot.said()
