"""Who takes part: Iskra as it is served, and the rivals."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ISKRA = "iskra"
RIVALS = {
    "ptb_default": "bench.rivals.ptb_default",
    "aiogram": "bench.rivals.aiogram_default",
    "proto_durable": "bench.rivals.proto_durable",
}
# Shaped like a token, good for no real Telegram.
TOKEN = f"7000000009:BENCH-{'0' * 29}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bot runs: its fresh folder, the address of its Telegram, the scenario's file."""

    folder: Path
    base_url: str
    scenario: Path


def command(bot: str) -> list[str]:
    """Return how a bot is started."""
    return [sys.executable, "-m", *(["bot", "serve"] if bot == ISKRA else [RIVALS[bot]])]


def environment(bot: str, place: Place) -> dict[str, str]:
    """Return what a bot is told."""
    return inherited() | (_of_iskra(place) if bot == ISKRA else _of_rival(place))


def inherited() -> dict[str, str]:
    """Return the caller's environment without the caller's settings (a real token!), so that modules here are found."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("ISKRA_")}
    return kept | {"PYTHONPATH": str(ROOT)}


def _of_rival(place: Place) -> dict[str, str]:
    return {
        "BENCH_TOKEN": TOKEN,
        "BENCH_BASE_URL": place.base_url,
        "BENCH_SCENARIO": str(place.scenario),
        "BENCH_WORKDIR": str(place.folder),
    }


def _of_iskra(place: Place) -> dict[str, str]:
    told = {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__BASE_URL": place.base_url,
        "TELEGRAM__MODE": "polling",
        "CLOCK__FOLLOW": f"{place.base_url}/control/clock",
        "STORAGE__URL": f"sqlite+aiosqlite:///{place.folder}/iskra.db",
        "STORAGE__KEY_FILE": f"{place.folder}/iskra.key",
        "CONTENT__FOLDER": str(ROOT / "content/ryazan"),
        "HEALTH__LISTEN": "",
        "LOG__FORMAT": "json",
        "OPERATOR__KIND": "demo",
        "PRIVACY__PERSONAL_DATA": "full",
        # The throughput of the machine is asked for, not Telegram's 30 messages a second.
        "DELIVERY__PER_SECOND": "0",
        "DELIVERY__PER_CHAT_PER_SECOND": "0",
        "DELIVERY__PER_GROUP_PER_MINUTE": "0",
    }
    return {f"ISKRA_{name}": value for name, value in told.items()}
