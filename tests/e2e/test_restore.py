"""A backup beside the serving bot, and the return to it after a crash: nothing is told twice, nothing in silence."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from sandbox.client import ControlClient
from storage import inbox, outbox
from storage.outbox import OutboxState
from tests.e2e import ledger
from tests.e2e.conftest import sandbox_at_the_story
from tests.e2e.house import Bot, bot_in
from tests.e2e.ledger import UNSEEN
from tests.e2e.story import ARRIVING, CONSENTING, FILLING, Person, people


async def iskra(bot: Bot, *arguments: str) -> tuple[int, str]:
    """Run a command with the bot's configuration; return its exit code and what it printed."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bot", *arguments)
    process = await asyncio.create_subprocess_exec(
        *command, cwd=bot.folder, env=bot.environment, stdout=pipe, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, out.decode()


async def told(control: ControlClient) -> list[tuple[int, str, str]]:
    """Return every call that took effect in a chat, in order."""
    record = await control.record(kind="call")
    calls = [entry for entry in record if entry["ok"] and not UNSEEN.match(entry["method"])]
    return [ledger.Call.of(entry).key for entry in calls]


async def backed_up_while_owing(bot: Bot, artyom: Person) -> None:
    """Let the bot die between a commit and the sending; back up what it left, and let the answer arrive after that."""
    answered = asyncio.create_task(artyom.does(FILLING[1]))
    await bot.killed()
    code, out = await iskra(bot, "backup")
    assert code == 0, out
    await bot.start()
    await answered


async def test_after_a_restore_nothing_is_told_twice_and_the_operator_sees_what_is_uncertain(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url, BACKUP__FOLDER="var/backups") as bot:
        control = sandbox.control
        artyom, _ = await people(control)
        beginning = (*ARRIVING, *CONSENTING, FILLING[0])
        await bot.start(f"turn.committed:{len(beginning) + 1}")
        await bot.serving()
        await artyom.plays(beginning)
        code, out = await iskra(bot, "backup")
        assert "verified" in out
        await backed_up_while_owing(bot, artyom)
        await artyom.plays(FILLING[2:5])
        await ledger.calm(control, bot)
        before = await told(control)
        file = max((tmp_path / "var/backups").glob("iskra-*"))

        await bot.end(signal.SIGKILL)
        code, out = await iskra(bot, "restore", file.name)
        assert code == 0, out
        assert "The replaced database is kept: " in out
        owed = (await bot.look(outbox.counts)).get(OutboxState.UNCERTAIN, 0)
        assert owed == 1, out
        assert "Unclosed" not in out
        assert f"To settle, since it may have happened already: {owed} messages and 0 updates" in out

        await bot.start()
        await bot.serving()
        await ledger.calm(control, bot)
        assert await told(control) == before
        assert await bot.look(inbox.counts) == {}
        code, out = await iskra(bot, "status")
        assert code == 1
        assert f"{owed} messages may or may not have arrived" in out

        # The form stands where it stood at the backup, and goes on.
        await artyom.does(FILLING[2])
        assert len(await told(control)) == len(before) + 1
        code, _ = await bot.end()
        assert code == 0, bot.said()
