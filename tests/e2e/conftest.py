"""What the stories need: a sandbox process, and what an undisturbed story leaves behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from cluster import people as roles
from cluster.people import Role
from sandbox.client import ControlClient
from sandbox.testing import RunningSandbox, sandbox_process
from tests.conftest import NOW
from tests.e2e import ledger
from tests.e2e.house import Bot, bot_in
from tests.e2e.ledger import Ledger
from tests.e2e.story import STORY, Person, people, press


@contextlib.asynccontextmanager
async def sandbox_at_the_story(*arguments: str) -> AsyncIterator[RunningSandbox]:
    """Run a sandbox of its own whose clock begins inside the admission campaign."""
    async with sandbox_process("--start-at", NOW.isoformat(), *arguments) as sandbox:
        yield sandbox


async def invited(bot: Bot, olga: Person) -> None:
    """Make the second person coordinator in Klepiki: the operator invites, she follows the link."""
    async with bot.opened() as database:
        done = await database.run(roles.invite, NOW, None, Role.COORDINATOR, "klepiki", valid_for=timedelta(hours=72))
    await olga.chat.start(done.value.payload)
    await olga.sees("Вас приглашают")
    await olga.does(press("Принять", "Ваша роль"))


async def finished(control: ControlClient, bot: Bot, olga: Person) -> Ledger:
    """Wait for the end of everything, stop the bot, and read the ledger."""
    await olga.sees("Новая заявка № КЛ-26-0001")
    await ledger.calm(control, bot)
    code, _ = await bot.end()
    assert code == 0, bot.said()
    return await ledger.read(control, bot)


async def _tell(folder: Path) -> Ledger:
    async with sandbox_at_the_story() as sandbox, bot_in(folder, sandbox.url) as bot:
        artyom, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)
        await artyom.plays(STORY)
        return await finished(sandbox.control, bot, olga)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Give the ledger of the story as it goes when nothing happens to it."""
    return asyncio.run(_tell(tmp_path_factory.mktemp("told")))
