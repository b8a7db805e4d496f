"""`iskra sandbox`: the stand-in for Telegram alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sandbox.server import serve
from sandbox.settings import SandboxSettings


def run(*, host: str, port: int, state: Path | None, cast: Path | None, start_at: datetime | None, rate: float) -> None:
    """Serve until stopped."""
    serve(SandboxSettings(host=host, port=port, state_dir=state, start_at=start_at, rate=rate, cast=cast))
