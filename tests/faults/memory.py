"""What a process keeps in memory, second by second of its life; whether that grows, and a picture of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import psutil

from tests.e2e.house import Bot

MB = 1 << 20
LEAST_S = 240.0
"""A stretch shorter than this says nothing about growth."""
MOST_MB_PER_MINUTE = 0.5
BLUE, RUST, GREY = "#2563eb", "#c2410c", "#64748b"


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident memory in MB of process number `life`, `at_s` after the beginning of the run, at the age of `age_s`."""

    at_s: float
    life: int
    age_s: float
    rss_mb: float


class Watch:
    """Looks at the process of a bot once a second, whichever process that is."""

    def __init__(self, bot: Bot) -> None:
        self.samples: list[Sample] = []
        self._bot = bot

    async def looks(self) -> None:
        """Look until cancelled."""
        began, life, pid = time.monotonic(), 0, 0
        while True:
            process = self._bot.process
            if process is not None and process.returncode is None:
                if process.pid != pid:
                    pid, life = process.pid, life + 1
                if (sample := _look(pid, life, time.monotonic() - began)) is not None:
                    self.samples.append(sample)
            await asyncio.sleep(1)


def _look(pid: int, life: int, at_s: float) -> Sample | None:
    try:
        process = psutil.Process(pid)
        return Sample(at_s, life, time.time() - process.create_time(), process.memory_info().rss / MB)
    except psutil.NoSuchProcess:
        return None


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return by how much the second value grows when the first grows by one: the line with the least squares."""
    if len(points) < 2:
        return 0.0
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    across = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / across if across else 0.0


def growth(samples: Sequence[Sample]) -> dict[str, Any]:
    """Return how memory grew in the second half of the last life; `flat` is None where that is too short to tell."""
    settled = _settled(samples)
    per_minute = slope([(one.at_s / 60, one.rss_mb) for one in settled])
    long_enough = bool(settled) and settled[-1].at_s - settled[0].at_s >= LEAST_S
    return {
        "rss_mb_most": round(max((one.rss_mb for one in samples), default=0), 1),
        "rss_mb_last": round(samples[-1].rss_mb, 1) if samples else 0,
        "mb_per_minute": round(per_minute, 3),
        "flat": per_minute <= MOST_MB_PER_MINUTE if long_enough else None,
    }


def _settled(samples: Sequence[Sample]) -> list[Sample]:
    """Return the second half of the last life: in the first one SQLite's cache of pages fills, 16 MB."""
    if not samples:
        return []
    last = samples[-1]
    return [one for one in samples if one.life == last.life and one.age_s >= last.age_s / 2]


def draw(samples: Sequence[Sample], said: str, path: Path) -> None:
    """Draw memory over the run and over the age of its processes; `ImportError` where matplotlib is missing."""
    from matplotlib.figure import Figure  # only a soak needs it

    figure = Figure(figsize=(10, 6.2), dpi=120, layout="constrained")
    run, age = figure.subplots(2, 1)
    lives = [list(life) for _, life in groupby(samples, key=lambda one: one.life)]
    for life in lives:
        run.plot([one.at_s / 60 for one in life], [one.rss_mb for one in life], color=BLUE, linewidth=1)
        age.plot([one.age_s for one in life], [one.rss_mb for one in life], color=BLUE, linewidth=0.8, alpha=0.25)
    for life in lives[:-1]:
        run.plot(life[-1].at_s / 60, life[-1].rss_mb, marker="x", markersize=3, color=RUST)
    _trend(run, _settled(samples))
    if len(lives) > 1:  # the last one goes on far beyond the others: above it is seen whole
        age.set_xlim(0, 1.5 * max(life[-1].age_s for life in lives[:-1]))
    run.set_title(said, loc="left", fontsize=10)
    run.set_xlabel("minutes of the run (× a SIGKILL)")
    age.set_xlabel("seconds of a process's life, all lives laid over each other")
    for axes in (run, age):
        axes.set_ylabel("resident memory, MB")
        axes.set_ylim(bottom=0)
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color=GREY, alpha=0.2)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def _trend(axes: Any, calm: Sequence[Sample]) -> None:
    points = [(one.at_s / 60, one.rss_mb) for one in calm]
    if len(points) < 2:
        return
    (begin, _), (end, _) = points[0], points[-1]
    steep = slope(points)
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    line = [middle_y + steep * (x - middle_x) for x in (begin, end)]
    axes.plot([begin, end], line, color=RUST, linewidth=2)
    axes.annotate(
        f"{steep:+.2f} MB a minute", (end, line[1]), xytext=(0, -14), textcoords="offset points", ha="right", color=RUST
    )
