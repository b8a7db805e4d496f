"""The workshop's child: takes one function call over a pipe, makes the thing within its limits, hands it back.

It is started by `bot/workshop.py` for one call and ends with it. What comes in is trusted, what goes out is not: the
function may have read a stranger's file.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import resource
import sys
from typing import Any, BinaryIO

from papers.errors import PaperError

NICE = 10
OUT_OF_MEMORY = 71  # the exit code: there may be no memory to say it in any other way
MADE, REFUSED, BROKE = "made", "refused", "broke"


def main() -> None:
    """Read a call, make it, write what became of it."""
    answer = _own_stdout()
    try:
        module, name, args, named, memory_bytes, cpu_s = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
        _limit(memory_bytes, cpu_s)
        said = pickle.dumps(_made(module, name, args, named))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    with contextlib.suppress(BrokenPipeError):  # the parent is gone, nobody waits
        answer.write(said)
        answer.flush()
    os._exit(0)


def _made(module: str, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[str, Any]:
    try:
        return MADE, getattr(importlib.import_module(module), name)(*args, **named)
    except PaperError as error:
        return REFUSED, error
    except MemoryError:
        raise
    except Exception as error:
        return BROKE, f"{type(error).__name__} at {_place(error)}"


def _place(error: BaseException) -> str:
    """Return where an error came up; its text is left out, since it may quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119 - a name, no path


def _own_stdout() -> BinaryIO:
    """Take standard output for the answer alone: what a library prints goes where errors go."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answer


def _limit(memory_bytes: int, cpu_s: int) -> None:
    """Leave others the machine. Where a system has no such limit, the parent's clock still holds."""
    os.nice(NICE)
    for kind, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_s), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
