"""A sandbox for tests: in the running loop, or as a process of its own that can be killed."""

import asyncio
import contextlib
import os
import signal
import struct
import sys
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sandbox.app import create_app
from sandbox.client import ControlClient
from sandbox.core import Sandbox
from sandbox.server import SandboxServer
from sandbox.settings import SandboxSettings

# A well-formed token that belongs to nobody; the bot's id is TOKEN_BOT_ID.
TOKEN_BOT_ID = 7_000_000_001
TOKEN = f"{TOKEN_BOT_ID}:{'sandbox-token-for-tests'.ljust(35, '_')}"
# A Monday noon in Moscow, far from any campaign's edge and from today.
START_AT = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)

_ROOT = Path(__file__).resolve().parent.parent


def token(bot_id: int) -> str:
    """Return a well-formed token of a bot."""
    return f"{bot_id}:{'sandbox-token-for-tests'.ljust(35, '_')}"


def picture(width: int = 60, height: int = 40, colour: tuple[int, int, int] = (194, 65, 12)) -> bytes:
    """Return a PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class RunningSandbox:
    """A sandbox that listens; `url` is the root for the Bot API too."""

    url: str
    control: ControlClient
    sandbox: Sandbox | None = None  # of one in this process
    process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    async def kill(self) -> None:
        """Kill the process with SIGKILL."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def sandbox_in_loop(settings: SandboxSettings | None = None) -> AsyncIterator[RunningSandbox]:
    """Run a sandbox in the running event loop on a free port."""
    settings = settings or SandboxSettings(port=0, start_at=START_AT)
    server = SandboxServer(create_app(settings), settings)
    task = asyncio.ensure_future(server.run_here())
    ready = asyncio.ensure_future(server.ready.wait())
    await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
    if ready.cancel():
        await task
        raise RuntimeError("the sandbox did not start")
    try:
        async with ControlClient(server.url) as control:
            yield RunningSandbox(server.url, control, server.app.state.sandbox)
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def sandbox_process(*arguments: str, port: int = 0) -> AsyncIterator[RunningSandbox]:
    """Run `python -m sandbox` with more arguments (`--state DIR`, …); it is ended with SIGTERM at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox", "--port", str(port), *arguments),
        stdout=asyncio.subprocess.PIPE,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        if not line.startswith("sandbox ready at "):
            raise RuntimeError(f"the sandbox did not start: {line!r}")
        url = line.removeprefix("sandbox ready at ")
        async with ControlClient(url) as control:
            yield RunningSandbox(url, control, process=process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()
        # Read to the end, so that the pipe closes before the loop does.
        await process.stdout.read()
