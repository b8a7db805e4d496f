"""Who takes part: Iskra as it is served, and the rivals."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that can be started. `program` is the module it runs; `webhook`: updates are posted to it."""

    name: str
    program: str
    webhook: bool = False

    @property
    def is_iskra(self) -> bool:
        """Whether this is what everybody else is compared with."""
        return self.program == "bot"


ISKRA = Bot("iskra", "bot")
ISKRA_WEBHOOK = Bot("iskra_webhook", "bot", webhook=True)
PTB_DEFAULT = Bot("ptb_default", "bench.rivals.ptb_default")
AIOGRAM = Bot("aiogram", "bench.rivals.aiogram_default")
AIOGRAM_WEBHOOK = Bot("aiogram_webhook", "bench.rivals.aiogram_default", webhook=True)
PROTO = Bot("proto_durable", "bench.rivals.proto_durable")
PROTO_WEBHOOK = Bot("proto_webhook", "bench.rivals.proto_durable", webhook=True)
RIVALS = {bot.name: bot for bot in (PTB_DEFAULT, AIOGRAM, PROTO)}
WEBHOOKS = {bot.name: bot for bot in (ISKRA_WEBHOOK, AIOGRAM_WEBHOOK, PROTO_WEBHOOK)}
# Shaped like a token, good for no real Telegram.
TOKEN = f"7000000009:BENCH-{'0' * 29}"
BOT_ID = int(TOKEN.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bot runs: its fresh folder, the address of its Telegram, a free port, the scenario's file.

    `limited`: Iskra keeps Telegram's limits, as delivered. `profile`: where it writes what its CPU went into.
    """

    folder: Path
    base_url: str
    port: int
    scenario: Path
    limited: bool = False
    profile: Path | None = None


def command(bot: Bot, place: Place) -> list[str]:
    """Return how a bot is started."""
    if not bot.is_iskra:
        return [sys.executable, "-m", bot.program]
    return [sys.executable, "-m", bot.program if place.profile is None else "bench.profiled", "serve"]


def environment(bot: Bot, place: Place) -> dict[str, str]:
    """Return what a bot is told."""
    return inherited() | (_of_iskra(bot, place) if bot.is_iskra else _of_rival(bot, place))


def inherited() -> dict[str, str]:
    """Return the caller's environment without the caller's settings (a real token!), so that modules here are found.

    Sources are compiled once, as `make install` does it, and not at each start.
    """
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("ISKRA_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONPATH": str(ROOT)}


def _of_rival(bot: Bot, place: Place) -> dict[str, str]:
    return {
        "BENCH_TOKEN": TOKEN,
        "BENCH_BASE_URL": place.base_url,
        "BENCH_SCENARIO": str(place.scenario),
        "BENCH_WORKDIR": str(place.folder),
        "BENCH_WEBHOOK_PORT": str(place.port) if bot.webhook else "",
    }


def _of_iskra(bot: Bot, place: Place) -> dict[str, str]:
    told = {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__BASE_URL": place.base_url,
        "TELEGRAM__MODE": "webhook" if bot.webhook else "polling",
        "CLOCK__FOLLOW": f"{place.base_url}/control/clock",
        "STORAGE__URL": f"sqlite+aiosqlite:///{place.folder}/iskra.db",
        "STORAGE__KEY_FILE": f"{place.folder}/iskra.key",
        "CONTENT__FOLDER": str(ROOT / "content/ryazan"),
        "HEALTH__LISTEN": "",
        "LOG__FORMAT": "json",
        "OPERATOR__KIND": "demo",
        "PRIVACY__PERSONAL_DATA": "full",
    }
    if bot.webhook:
        told |= {
            "WEBHOOK__URL": f"http://127.0.0.1:{place.port}/hook",
            "WEBHOOK__LISTEN": f"127.0.0.1:{place.port}",
        }
    if not place.limited:
        # The throughput of the machine is asked for, not Telegram's 30 messages a second.
        told |= dict.fromkeys(
            ("DELIVERY__PER_SECOND", "DELIVERY__PER_CHAT_PER_SECOND", "DELIVERY__PER_GROUP_PER_MINUTE"), "0"
        )
    profile = {"BENCH_PROFILE": str(place.profile)} if place.profile is not None else {}
    return {f"ISKRA_{name}": value for name, value in told.items()} | profile
