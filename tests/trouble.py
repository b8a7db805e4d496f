"""What the workshop must survive: functions that burn, grow, print, die and refuse. They stand in for papers."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from papers.errors import PaperError


class Refused(PaperError):
    """A paper's own error."""


class Chest:
    """A thing of ours that may come back."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chest) and other.content == self.content

    __hash__ = None  # type: ignore[assignment]


class Trap:
    """A thing whose reading calls whatever it likes."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.getenv, ("PATH",)


def echo(*args: Any) -> tuple[Any, ...]:
    return args


def chest(content: Any) -> Chest:
    return Chest(content)


def trap() -> Trap:
    return Trap()


def burn() -> None:
    while True:
        pass


def grow() -> int:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def prints() -> str:
    print("a library says hello")
    sys.stdout.flush()
    os.write(1, b"and so does C")
    return "quiet"


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def breaks() -> None:
    raise ValueError("the passport of Ivan")


def refuses() -> None:
    raise Refused("bad-row", {"row": 7})


def surroundings() -> dict[str, Any]:
    return {"nice": os.nice(0), "env": dict(os.environ)}
