"""Seams: nothing in production, a certain death in a test that asks for it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.seams import SEAMS, VARIABLE, HandlerFailed, armed, failing

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("wish", ["turn", "turn.committed", "turn.committed:0", "turn.committed:x", "nowhere:1"])
def test_a_wish_that_cannot_come_true_is_told(wish: str) -> None:
    with pytest.raises(ValueError, match=VARIABLE):
        armed(wish)


def test_not_armed_every_seam_is_passed() -> None:
    passed = armed("")
    for name in SEAMS:
        passed(name)


def test_the_process_dies_at_the_seam_it_was_armed_for_and_no_other() -> None:
    code = (
        "from bot.seams import seam\n"
        "for here in ('turn.committed', 'delivery.sent', 'turn.committed', 'turn.committed'):\n"
        "    print(here, flush=True)\n"
        "    seam(here)\n"
    )
    environment = os.environ | {VARIABLE: "turn.committed:2"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL
    assert done.stdout.split() == ["turn.committed", "delivery.sent", "turn.committed"]


def test_a_handler_fails_on_the_text_it_was_told_and_no_other() -> None:
    handled = failing("беда")
    handled("всё хорошо".encode())
    for _ in range(2):
        with pytest.raises(HandlerFailed):
            handled('{"text": "вот беда"}'.encode())
    failing("")("беда".encode())


def test_every_seam_stands_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    assert set(re.findall(r'^\s+seam\("([a-z.-]+)"\)', source, re.MULTILINE)) == set(SEAMS)
