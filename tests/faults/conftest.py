"""What the faults need: a sandbox, a bot on either database, fetching or being called."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.client import ControlClient
from sandbox.testing import RunningSandbox
from tests.e2e.conftest import sandbox_at_the_story
from tests.e2e.house import Bot, bot_in

SEED = "ISKRA_TEST_SEED"


@dataclass(frozen=True)
class Scene:
    """A sandbox and a bot that was not started yet."""

    sandbox: RunningSandbox
    bot: Bot

    @property
    def control(self) -> ControlClient:
        return self.sandbox.control


@contextlib.asynccontextmanager
async def scene_in(folder: Path, *, url: str = "", mode: str = "polling", **variables: str) -> AsyncIterator[Scene]:
    """Give a scene: the bot keeps what it knows at `url`, in a file of its own without it."""
    own = {"STORAGE__URL": url} if url else {}
    async with (
        sandbox_at_the_story() as sandbox,
        bot_in(folder, sandbox.url, **own, **_way_in(mode), **variables) as bot,
    ):
        yield Scene(sandbox, bot)


def _way_in(mode: str) -> dict[str, str]:
    if mode == "polling":
        return {}
    port = free_port()
    return {
        "TELEGRAM__MODE": mode,
        "WEBHOOK__URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK__LISTEN": f"127.0.0.1:{port}",
    }


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def seed() -> int:
    """Give the seed of this run, printed; the environment may set it."""
    number = int(os.environ.get(SEED) or secrets.randbelow(1_000_000))
    print(f"{SEED}={number}")
    return number


@dataclass(frozen=True)
class Way:
    """How updates come, and where the bot keeps what it knows: `url=""` is a file of its own."""

    mode: str
    url: str = ""


@pytest.fixture(params=["polling", "webhook", "postgresql"])
def way(request: pytest.FixtureRequest) -> Way:
    """Give each way in turn in which a bot is run."""
    if request.param == "postgresql":
        return Way("polling", str(request.getfixturevalue("postgres_url")))
    return Way(request.param)
