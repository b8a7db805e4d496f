"""The bot as a process of its own: `python -m bot serve` in a folder of its own, told everything by its environment."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

from sandbox.testing import TOKEN
from storage.database import Database
from storage.encryption import Vault

ROOT = Path(__file__).parents[2]
START_S = 60.0
T = TypeVar("T")
IMPORTED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\S+)$", re.MULTILINE)


class Bot:
    """One bot: its folder, its environment, and its process while there is one."""

    def __init__(self, folder: Path, sandbox_url: str, **variables: str) -> None:
        """`variables` are keys of the configuration as the environment names them, without the prefix."""
        self.folder = folder
        self.log = folder / "bot.log"
        self.database_url = variables.get("STORAGE__URL") or f"sqlite+aiosqlite:///{folder}/var/iskra.db"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISKRA_")}
        own = {
            "TELEGRAM__TOKEN": TOKEN,
            "TELEGRAM__BASE_URL": sandbox_url,
            "CLOCK__FOLLOW": f"{sandbox_url}/control/clock",
            "CONTENT__FOLDER": str(ROOT / "content/ryazan"),
            "HEALTH__LISTEN": "",
            "LOG__FORMAT": "json",
            "BACKUP__FOLDER": "",
            "RETENTION__DAYS": "3650",  # a story leaps over months, and its end is looked at
        } | variables
        self.environment = inherited | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        self.environment |= {f"ISKRA_{name}": value for name, value in own.items()}
        self.prefix: tuple[str, ...] = ()
        """What the command is handed to: a program that changes its own surroundings and then becomes the bot."""
        self.process: asyncio.subprocess.Process | None = None
        self._begin = 0

    async def start(self, kill_at: str = "", *, notes_imports: bool = False) -> None:
        """Start a process; `kill_at` arms one of `bot.seams`; `notes_imports` lets `imported` know."""
        self._begin = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(*self.prefix, sys.executable, "-m", "bot", "serve"),
                cwd=self.folder,
                env=self.environment
                | {"ISKRA_TEST_KILL_AT": kill_at, "PYTHONPROFILEIMPORTTIME": "1" if notes_imports else ""},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def serving(self) -> None:
        """Wait until the process that was started last serves."""
        await self.says('"event":"serving"')

    async def says(self, text: str) -> None:
        """Wait until the process that was started last has logged a text."""
        assert self.process is not None
        until = time.monotonic() + START_S
        while text not in self.said():
            assert self.process.returncode is None, self.said()
            assert time.monotonic() < until, self.said()
            await asyncio.sleep(0.02)

    def said(self) -> str:
        """Return what the process that was started last has logged."""
        with self.log.open("rb") as log:
            log.seek(self._begin)
            return log.read().decode("utf-8", "replace")

    def imported(self) -> set[str]:
        """Return the modules that the process that was started last has imported."""
        return set(IMPORTED.findall(self.said()))

    async def end(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; return the exit code and how many seconds the end took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        code = await asyncio.wait_for(self.process.wait(), 30)
        return code, time.monotonic() - began

    async def killed(self) -> None:
        """Wait until the process that was started last has died at the seam it was armed for."""
        assert self.process is not None
        code = await asyncio.wait_for(self.process.wait(), START_S)
        assert code == -signal.SIGKILL, self.said()

    async def run_to_end(self) -> int:
        """Start a process that is expected to end by itself; return its exit code."""
        await self.start()
        assert self.process is not None
        return await asyncio.wait_for(self.process.wait(), START_S)

    async def look(self, query: Callable[..., T], *arguments: Any) -> T:
        """Run a query on the bot's database, beside its process or after it."""
        async with self.opened() as database:
            return await database.read(query, *arguments)

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        """Give the bot's database."""
        database = await Database.open(self.database_url, Vault.open(self.folder / "var/iskra.key"))
        try:
            yield database
        finally:
            await database.close()


@contextlib.asynccontextmanager
async def bot_in(folder: Path, sandbox_url: str, **variables: str) -> AsyncIterator[Bot]:
    """Give a bot that was not started; whatever of it still runs at the end is killed."""
    folder.mkdir(parents=True, exist_ok=True)
    bot = Bot(folder, sandbox_url, **variables)
    try:
        yield bot
    finally:
        if bot.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(bot.process.pid, signal.SIGKILL)
            await bot.process.wait()
