"""Asks the bot that runs beside a command how it fares, at the address for its monitor."""

from __future__ import annotations

import http.client
import json
from typing import Any

from bot.config.model import Health, split_listen

TIMEOUT_S = 3.0
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to knock at one that listens on every address


def serving(health: Health) -> str:
    """Return one line: whether a bot serves here, and whether it reaches Telegram."""
    listen = split_listen(health.listen)
    if listen is None:
        return "Whether the bot serves cannot be asked: health.listen is empty"
    try:
        said = _ask(ANYWHERE.get(listen[0], listen[0]), listen[1])
    except (OSError, http.client.HTTPException):
        return f"No bot serves here: nothing answers at {health.listen}"
    except ValueError:
        return f"Something else than Iskra answers at {health.listen}"
    return sentence(said)


def sentence(said: dict[str, Any]) -> str:
    """Return what `/readyz` said, as a line."""
    if said.get("ready"):
        return f"The bot serves; Telegram is reachable since {said.get('telegram_reachable_since')}"
    reasons = said.get("reasons")
    why = "; ".join(map(str, reasons)) if isinstance(reasons, list) else "it does not say why"
    return f"The bot is not ready: {why}"


def _ask(host: str, port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/readyz")
        said = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said
