"""The table of the bench: what is to be reached, row by row, and what bounds it where it falls short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

MOST_NOISE = 0.1


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of a row and what it has to be: at least `limit`, or at most, in `unit`. `aim` is what is hoped for.

    `bound` is what keeps the figure from being better, in one sentence.
    """

    row: str
    figure: str
    title: str
    at_least: bool
    limit: float
    unit: str
    bound: str = ""
    aim: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a measured value is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit


def _least(row: str, figure: str, title: str, limit: float, bound: str, aim: float | None = None) -> Target:
    return Target(row, figure, title, True, limit, "×", bound, aim)


def _most(row: str, figure: str, title: str, limit: float, unit: str, bound: str) -> Target:
    return Target(row, figure, title, False, limit, unit, bound)


POLLING = "long polling hands over 100 updates a round trip at most, and waits half of one at moderate load"
CPU = "the CPU of one core: a third for forms and texts, a fifth for the database, a quarter for calls and delivery"
TARGETS = (
    _least("throughput", "ptb_default_50", "updates/s at 50 ms ÷ python-telegram-bot", 60, CPU, 75),
    _least("throughput", "aiogram_50", "updates/s at 50 ms ÷ aiogram", 1.5, CPU, 1.8),
    _least("throughput", "aiogram_0", "updates/s at 0 ms ÷ aiogram", 2, CPU, 4),
    _least("throughput", "proto_durable_50", "updates/s at 50 ms ÷ prototype", 0.8, CPU),
    _least("throughput", "proto_durable_0", "updates/s at 0 ms ÷ prototype", 0.8, CPU),
    _most("latency", "polling_p50_ms", "reply p50 at 100/s, polling ÷ prototype", 1.15, "×", POLLING),
    _most("latency", "polling_p99_ms", "reply p99 at 100/s, polling ÷ prototype", 1.15, "×", POLLING),
    _most("latency", "webhook_p50_ms", "reply p50 at 100/s, webhook ÷ prototype", 1.15, "×", "one round trip"),
    _most("latency", "webhook_p99_ms", "reply p99 at 100/s, webhook ÷ prototype", 1.15, "×", "one round trip"),
    _most(
        "broadcast",
        "p99_ms",
        "reply p99 beside a broadcast at 30/s, 50 ms round trip, polling",
        110,
        "ms",
        "what comes just after a poll was answered waits for the next one: two round trips, then room in the limit",
    ),
    _most(
        "broadcast",
        "webhook_p99_ms",
        "reply p99 beside a broadcast at 30/s, 50 ms round trip, webhook",
        110,
        "ms",
        "room in the limit: who speaks first waits a slot of it (34 ms), many at once a few",
    ),
    Target("pace", "share", "broadcast pace ÷ 30 a second", True, 0.99, "×", "the margin that keeps 429s away: 0.7 %"),
    _most(
        "pace", "refused", "429s during a broadcast to a strict Telegram", 0, "", "7 ms to spare on the way of a call"
    ),
    _most("size", "cpu", "CPU a turn, a million people ÷ empty", 1.15, "×", "deeper indexes, colder pages"),
    _most(
        "start",
        "seconds",
        "start to first answer, a million people",
        1.5,
        "s",
        "importing the libraries and our own tables: nine tenths",
    ),
    _most("memory", "idle_mb", "memory of serve, idle", 120, "MB", "the libraries that every turn needs"),
    _most("memory", "grown_mb", "memory added by 100,000 open conversations", 20, "MB", "the database's page cache"),
    _most("reminders", "p99_s", "lateness of reminders, p99 beyond 30/s", 2, "s", "the tick of one second"),
    _most("tick", "ms", "looking for what is due: 100 among 1,000,000 reminders", 20, "ms", "decrypting what is due"),
    _most("path", "cpu", "CPU of reading a student's path, 100,000 placements ÷ 100", 1.2, "×", "deeper indexes"),
    _most(
        "roster",
        "p99",
        "reply p99 while 5,000 rows of students are written ÷ without",
        1.2,
        "×",
        "SQLite's one writer: a reply waits for the part that is being written",
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a target; `value` is None where it was not measured. `noisy`: others disturbed the row."""

    target: Target
    value: float | None
    noisy: bool

    @property
    def falls_short(self) -> bool:
        """Whether it was measured and is not good enough."""
        return self.value is not None and not self.target.holds(self.value)

    def __str__(self) -> str:
        claim = f"{self.target.title}: {wanted(asdict(self.target))}"
        if self.value is None:
            return f"{claim}: not measured"
        doubt = " (in doubt: the machine was not quiet)" if self.noisy else ""
        word = "FALLS SHORT" if self.falls_short else "reached"
        return f"{claim}, is {shown(self.value, self.target.unit)}: {word}{doubt}"

    def document(self) -> dict[str, Any]:
        """Return it for a file."""
        return {**asdict(self.target), "value": self.value, "falls_short": self.falls_short, "noisy": self.noisy}


def wanted(target: Mapping[str, Any]) -> str:
    """Return what a target asks, as one reads it."""
    aim = target["aim"]
    hoped = "" if aim is None else f", aim {aim:g}"
    return f"{'≥' if target['at_least'] else '≤'} {shown(target['limit'], target['unit'])}{hoped}"


def shown(value: float | None, unit: str = "") -> str:
    """Return a value as one reads it, short."""
    if value is None:
        return "-"
    number = f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{number} {unit}".rstrip()
