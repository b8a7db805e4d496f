"""The workshop: heavy things are made in a process of their own: nobody's reply waits, and no file kills the bot.

A child gets one call, its own memory and CPU limits, low priority and no secret of ours. It reads strangers' files, so
what it hands back is read with care as well: plain values and classes of `papers`, nothing else.
"""

from __future__ import annotations

import asyncio
import io
import math
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import structlog

from papers.__main__ import MADE, OUT_OF_MEMORY, REFUSED
from storage.errors import IskraError

log = structlog.get_logger(__name__)

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
MOST_AT_ONCE = 2
MOST_MEMORY = 1 << 30  # bytes of address space a child
MOST_ANSWER = 64 << 20  # bytes
TIMEOUT_S = 60.0
CPU_GRACE_S = 2  # the limit by CPU holds where this process no longer watches
# The child may need to find its libraries and its language, never our token or database.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_", "TZ", "TMPDIR", "PYTHON", "VIRTUAL_ENV", "COVERAGE", "LD_LIBRARY_PATH")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PLAIN = frozenset(
    [("builtins", name) for name in ("set", "frozenset", "bytearray", "complex", "slice", "range")]
    + [("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")]
    + [("decimal", "Decimal"), ("fractions", "Fraction"), ("collections", "OrderedDict"), ("uuid", "UUID")]
)


class WorkshopError(IskraError):
    """A thing was not made. `reason`: "time", "memory", "died", "broke" or "answer"; `detail` is for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason

    @property
    def may_heal(self) -> bool:
        """Whether another try makes sense: a child that died may have been killed for somebody else's hunger."""
        return self.reason == "died"


class Workshop:
    """Makes things, a few at a time. `packages` are those whose functions it calls, and whose classes may come back."""

    def __init__(
        self, *, most: int = MOST_AT_ONCE, memory_bytes: int = MOST_MEMORY, packages: tuple[str, ...] = ("papers",)
    ) -> None:
        self._places = asyncio.Semaphore(most)
        self._memory_bytes = memory_bytes
        self._packages = packages

    async def make(self, function: Callable[..., T], *args: Any, timeout_s: float = TIMEOUT_S, **named: Any) -> T:
        """Call a function of a module of `papers` in a child; return what it returns, raise what it refuses.

        `WorkshopError` where it takes too much time or memory, or breaks. Waiting for a place does not count.
        """
        name = _name_of(function, self._packages)
        cpu_s = math.ceil(timeout_s) + CPU_GRACE_S
        call = pickle.dumps((function.__module__, name, args, named, self._memory_bytes, cpu_s))
        async with self._places:
            said = await _asked(call, timeout_s)
        result: T = _read(said, self._packages)
        return result


def _name_of(function: Callable[..., Any], packages: tuple[str, ...]) -> str:
    name: str = getattr(function, "__qualname__", "")
    if not _within(getattr(function, "__module__", ""), packages) or not name.isidentifier():
        raise TypeError(f"the workshop makes only what functions of {', '.join(packages)} make")
    return name


def _within(module: str, packages: tuple[str, ...]) -> bool:
    return module.partition(".")[0] in packages


async def _asked(call: bytes, timeout_s: float) -> bytes:
    """Give a child its call and return its answer; it never outlives this."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "papers",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(timeout_s):
            said, _ = await child.communicate(call)
    except TimeoutError:
        raise WorkshopError("time", f"more than {timeout_s:g} s") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.communicate()  # its pipes are closed too
    if child.returncode == OUT_OF_MEMORY:
        raise WorkshopError("memory")
    if child.returncode == -signal.SIGXCPU:
        raise WorkshopError("time", "the CPU limit")
    if child.returncode != 0:
        raise WorkshopError("died", f"exit code {child.returncode}")
    return said


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
    return {**kept, **ONE_THREAD}


def _read(said: bytes, packages: tuple[str, ...]) -> Any:
    if len(said) > MOST_ANSWER:
        raise WorkshopError("answer", f"{len(said)} bytes")
    try:
        outcome, value = _Reader(said, packages).load()
    except Exception as error:  # half an answer, or one that asks for what it may not
        raise WorkshopError("answer", type(error).__name__) from None
    if outcome == MADE:
        return value
    if outcome == REFUSED and isinstance(value, Exception):
        raise value
    raise WorkshopError("broke", str(value)[:200])


class _Reader(pickle.Unpickler):
    """Reads an answer that holds plain values and instances of classes of `packages` only."""

    def __init__(self, said: bytes, packages: tuple[str, ...]) -> None:
        super().__init__(io.BytesIO(said))
        self._packages = packages

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that an answer may hold."""
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if _within(module, self._packages) and name.isidentifier():
            found = super().find_class(module, name)
            # By its own module, not by where it was found: a module of ours has others' names in it.
            if isinstance(found, type) and _within(found.__module__, self._packages):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an answer")
