"""Processes of a cell: starting them on a core of their own, what they cost, ending them by their number."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

END_S = 10.0


@contextmanager
def running(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    core: int | None,
    *,
    log: IO[bytes],
    stdout: int | IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Give a running process, pinned to a core where one is named; end it and its children."""
    process = subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log if stdout is None else stdout,
        stderr=log,
        preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509 - no threads here
    )
    try:
        yield process
    finally:
        _end(process)
        if process.stdout is not None:
            process.stdout.close()


def cores() -> tuple[int, int] | None:
    """Return a core for the bot and one for Telegram, or None where they cannot be had."""
    able = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return (able[0], able[1]) if len(able) > 1 else None


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used up to a moment, in seconds."""

    at: float
    bot: float
    server: float
    own: float
    machine: float

    @classmethod
    def now(cls, bot: int, server: int) -> Spent:
        """Look at the processes with these numbers, and at the whole machine."""
        return cls(time.monotonic(), cpu_s(bot), cpu_s(server), cpu_s(os.getpid()), _machine_s())

    def since(self, before: Spent) -> dict[str, float]:
        """Return the shares of one core since then; `noise` is what everybody else on the machine took."""
        window = self.at - before.at
        bot, server = self.bot - before.bot, self.server - before.server
        others = self.machine - before.machine - bot - server - (self.own - before.own)
        return {
            "bot_cpu_s": bot,
            "bot_cpu": round(bot / window, 3),
            "server_cpu": round(server / window, 3),
            "noise": round(max(0.0, others) / window, 3),
        }


def cpu_s(pid: int) -> float:
    """Return the CPU time of a process, in seconds."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def memory_mb(pid: int) -> float:
    """Return what a process holds in memory."""
    return float(round(psutil.Process(pid).memory_info().rss / 2**20, 1))


def _machine_s() -> float:
    times: Any = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    # Guests are counted among user and nice already.
    return float(sum(times) - idle - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0))


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def fsynced(file: Path) -> None:
    """Have a file written down now, so that the disk is not busy with it while something is measured."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
