"""What a rival says, and where it is told to say it: the runner's environment."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN = os.environ["BENCH_TOKEN"]
BASE_URL = os.environ["BENCH_BASE_URL"]
WEBHOOK_PORT = int(os.environ["BENCH_WEBHOOK_PORT"] or 0)
"""Where updates are to be posted; 0: they are fetched."""
WEBHOOK_URL = f"http://127.0.0.1:{WEBHOOK_PORT}/hook"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scenario: what the person does, and the line that answers it."""

    number: int
    command: str | None
    """Where the person sends a command: its name."""
    pressed: bool
    """Whether the person presses a button; else they write."""
    edit: bool
    """Whether the answer takes the place of the message whose button was pressed."""
    tidy: bool
    """Whether the buttons of the old message go first."""
    text: str
    inline: tuple[tuple[str, ...], ...]
    keyboard: tuple[tuple[dict[str, Any], ...], ...]
    last: bool

    @property
    def next(self) -> int:
        """The number of the step after this one."""
        return self.number + 1

    def data(self, row: int, column: int) -> str:
        """Return the callback data of a button: the step that it answers, and which one it is."""
        return f"{self.next}:{row}.{column}"


def steps() -> list[Step]:
    """Return the steps of the scenario that the runner names."""
    scenario = json.loads(Path(os.environ["BENCH_SCENARIO"]).read_text("utf-8"))
    asked, lines = scenario["steps"], scenario["lines"]
    return [
        _step(n, act, line, last=n + 1 == len(asked)) for n, (act, line) in enumerate(zip(asked, lines, strict=True))
    ]


def _step(number: int, act: dict[str, str], line: dict[str, Any], *, last: bool) -> Step:
    sent = act.get("send", "")
    return Step(
        number,
        command=sent[1:] if sent.startswith("/") else None,
        pressed="press" in act,
        edit=line["edit"],
        tidy=line["tidy"],
        text=line["text"],
        inline=tuple(tuple(row) for row in line.get("inline", ())),
        keyboard=tuple(tuple(row) for row in line.get("keyboard", ())),
        last=last,
    )
