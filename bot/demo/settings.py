"""Where the demo keeps its things, and what its two processes are told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config.example.toml"
CAST = ROOT / "content/demo/cast.toml"
ROLES = ROOT / "content/demo/roles.toml"
STORY = ROOT / "content/demo/applications.toml"
PRACTICE = ROOT / "content/demo/practice.toml"
# Who works on the queue of the demo's college.
COORDINATOR = 700106
HOST = "127.0.0.1"
# A Tuesday inside the admission campaign of the example content: the demo looks the same in any month.
FIRST_MOMENT = "2026-07-14T10:00:00+0300"
BOT_ID = 7000000001
# Good for no real Telegram: the sandbox takes any well-formed token.
TOKEN = f"{BOT_ID}:DEMO-{'0' * 30}"


@dataclass(frozen=True)
class Folder:
    """The demo's folder and what lies in it."""

    path: Path

    @property
    def lock(self) -> Path:
        """Held while a demo runs; holds its address."""
        return self.path / "running"

    @property
    def seeded(self) -> Path:
        """Made once the first start is complete."""
        return self.path / "seeded"

    @property
    def sandbox(self) -> Path:
        """The state of the stand-in for Telegram."""
        return self.path / "sandbox"

    def log(self, name: str) -> Path:
        """The log of one of the two processes."""
        return self.path / f"{name}.log"


def address(port: int) -> str:
    """Return where the page opens."""
    return f"http://{HOST}:{port}"


def bot_environment(folder: Folder, port: int, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the bot's environment: nobody's own settings (a real token!) reach the demo, but how to log."""
    kept = {
        name: value
        for name, value in inherited.items()
        if not name.upper().startswith("ISKRA_") or name.upper().startswith("ISKRA_LOG__")
    }
    own = {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__BASE_URL": address(port),
        "TELEGRAM__MODE": "polling",
        "CLOCK__FOLLOW": f"{address(port)}/control/clock",
        "STORAGE__URL": f"sqlite+aiosqlite:///{folder.path.resolve() / 'iskra.db'}",
        "STORAGE__KEY_FILE": str(folder.path.resolve() / "iskra.key"),
        "HEALTH__LISTEN": "",
        "BACKUP__FOLDER": "",
        "OPERATOR__KIND": "demo",
        "PRIVACY__PERSONAL_DATA": "full",
    }
    kept.setdefault("ISKRA_LOG__FORMAT", "human")
    return kept | {f"ISKRA_{name}": value for name, value in own.items()}
