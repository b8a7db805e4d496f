"""Seams: the moments between two durable steps, where a test kills this process to see that nothing is lost.

`ISKRA_TEST_KILL_AT=<seam>:<n>`, read once at start, ends the process with SIGKILL when it passes that seam for the
`n`-th time (from 1). Without it a seam is a call that does nothing.

`ISKRA_TEST_FAIL_ON=<text>` stands in for a handler that cannot cope: whatever it did with an update that holds the text
ends in an error, at every attempt.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

VARIABLE = "ISKRA_TEST_KILL_AT"
FAIL_VARIABLE = "ISKRA_TEST_FAIL_ON"
SEAMS = (
    "intake.fetched",  # updates have come, they are not in the inbox yet
    "intake.stored",  # they are in the inbox, Telegram does not know that yet
    "turn.handled",  # the handler has run, a row it changed is not committed, nothing else is written
    "turn.before-commit",  # all that a turn leaves behind is written, not committed
    "turn.committed",  # it is committed, nothing of it is sent
    "delivery.sent",  # Telegram has answered a call, that is not recorded
    "job.before-commit",  # a job's result is written as an update of its chat, not committed
    "job.committed",  # it is committed, its turn has not begun
)


def armed(wish: str) -> Callable[[str], None]:
    """Return the function that every seam calls; `ValueError` for a wish that can never come true."""
    if not wish:
        return _pass
    name, _, count = wish.partition(":")
    if name not in SEAMS or not count.isdecimal() or not int(count):
        raise ValueError(f"{VARIABLE}={wish}: expected <seam>:<n>, a seam out of {', '.join(SEAMS)} and n from 1")
    left = int(count)

    def kill(here: str) -> None:
        nonlocal left
        left -= here == name
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


class HandlerFailed(Exception):
    """What a handler of an update raises that holds the text of `ISKRA_TEST_FAIL_ON`."""


def failing(text: str) -> Callable[[bytes], None]:
    """Return the function that gets every raw update when its handler is done."""
    if not text:
        return _pass
    wanted = text.encode()

    def fail(raw: bytes) -> None:
        if wanted in raw:
            raise HandlerFailed

    return fail


def _pass(_here: object) -> None:
    return


seam = armed(os.environ.get(VARIABLE, ""))
"""Pass a seam, one of `SEAMS`."""

handled = failing(os.environ.get(FAIL_VARIABLE, ""))
"""Say that the handler of a raw update is done."""
