"""What a sandbox is started with, and what may be wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """How one sandbox runs."""

    host: str = "127.0.0.1"
    port: int = 8900  # 0 takes a free one
    state_dir: Path | None = None  # None keeps everything in memory
    start_at: datetime | None = None  # of the virtual clock on an empty state, aware; None is the real now
    rate: float = 1.0  # virtual seconds in a real one, on an empty state
    cast: Path | None = None  # TOML file with people who are created on an empty state


class SandboxError(Exception):
    """The sandbox cannot start; the text says why in one line."""


class PortTakenError(SandboxError):
    """Somebody else listens on `port`."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} on {host} is taken; choose another one with --port (0 takes a free one)")
        self.port = port
