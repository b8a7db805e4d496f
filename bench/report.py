"""What came out: medians, Iskra ÷ each rival, and whether the guard holds."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from bench.bots import ISKRA
from bench.fake.crowd import Load

COLUMNS = {
    "answered_per_s": "updates/s",
    "cpu_us_an_update": "CPU µs/upd",
    "p50_ms": "p50 ms",
    "p99_ms": "p99 ms",
    "bot_cpu": "bot CPU",
    "server_cpu": "server CPU",
    "rss_mb": "RSS MB",
    "ready_s": "ready s",
    "noise": "noise",
}
PACKAGES = ("python-telegram-bot", "aiogram", "aiohttp", "SQLAlchemy", "uvloop")
MOST_NOISE = 0.1
BUSY_SERVER = 0.8

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Guard:
    """Iskra answers at least `least` times as many updates a second as a rival."""

    rival: str
    round_trip_ms: float
    least: float


GUARDS = (Guard("ptb_default", 50, 20.0), Guard("aiogram", 50, 0.7))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a guard; `ratio` is None where it was not measured. `noisy`: others disturbed one of the two."""

    guard: Guard
    ratio: float | None
    noisy: bool

    @property
    def broken(self) -> bool:
        """Whether it was measured and does not hold."""
        return self.ratio is not None and self.ratio < self.guard.least

    def __str__(self) -> str:
        guard = self.guard
        claim = f"Iskra ÷ {guard.rival} at {guard.round_trip_ms:g} ms: at least {guard.least:g} ×"
        if self.ratio is None:
            return f"{claim}: not measured"
        doubt = " (in doubt: the machine was not quiet)" if self.noisy else ""
        return f"{claim}, is {self.ratio:.2f} ×: {'BROKEN' if self.broken else 'holds'}{doubt}"


class Report:
    """Looks at the cells of one run."""

    def __init__(self, cells: Sequence[Cell], bots: Sequence[str], round_trips: Sequence[float], load: Load) -> None:
        self._cells, self._bots, self._round_trips, self._load = cells, bots, round_trips, load

    def medians(self, bot: str, round_trip_ms: float) -> dict[str, float | None]:
        """Return the medians of a bot over the rounds; None where no round has the figure."""
        rows = [one for one in self._cells if one["bot"] == bot and one["round_trip_ms"] == round_trip_ms]
        values = {name: [row[name] for row in rows if row[name] is not None] for name in COLUMNS}
        return {name: statistics.median(found) if found else None for name, found in values.items()}

    def ratio(self, rival: str, round_trip_ms: float) -> float | None:
        """Return Iskra ÷ a rival in answered updates a second, or None where one of them was not measured."""
        return _over(self._figure(ISKRA, round_trip_ms), self._figure(rival, round_trip_ms))

    def cpu_ratio(self, rival: str, round_trip_ms: float) -> float | None:
        """Return Iskra ÷ a rival in answered updates a CPU second: what neighbours on the machine disturb less."""
        ours, theirs = (self._figure(bot, round_trip_ms, "cpu_us_an_update") for bot in (ISKRA, rival))
        return _over(theirs, ours)

    def _figure(self, bot: str, round_trip_ms: float, name: str = "answered_per_s") -> float | None:
        return self.medians(bot, round_trip_ms)[name]

    def verdicts(self) -> list[Verdict]:
        """Return what became of each guard. Only a crowd that asks as fast as it can finds a throughput."""
        found = not self._load.rate and not self._load.walks
        return [
            Verdict(guard, self.ratio(guard.rival, guard.round_trip_ms) if found else None, self._is_noisy(guard))
            for guard in GUARDS
        ]

    def _is_noisy(self, guard: Guard) -> bool:
        both = (self._figure(bot, guard.round_trip_ms, "noise") for bot in (ISKRA, guard.rival))
        return any(noise is not None and noise > MOST_NOISE for noise in both)

    def lines(self) -> Iterator[str]:
        """Give the report, line by line."""
        for round_trip_ms in self._round_trips:
            yield f"\nRound trip {round_trip_ms:g} ms, medians"
            yield f"  {'':14}" + "".join(f"{title:>12}" for title in COLUMNS.values())
            for bot in self._bots:
                figures = self.medians(bot, round_trip_ms).values()
                yield f"  {bot:14}" + "".join(f"{_short(value):>12}" for value in figures)
        yield from self._table("updates answered a second", self.ratio)
        yield from self._table("updates answered a CPU second", self.cpu_ratio)
        yield ""
        yield from self._doubts()
        yield from (f"Guard: {verdict}" for verdict in self.verdicts())

    def _table(self, what: str, ratio: Callable[[str, float], float | None]) -> Iterator[str]:
        yield f"\nIskra ÷ rival, {what}"
        yield f"  {'':14}" + "".join(f"{f'{one:g} ms':>12}" for one in self._round_trips)
        for bot in self._bots:
            if bot != ISKRA:
                found = (ratio(bot, one) for one in self._round_trips)
                yield f"  {bot:14}" + "".join(f"{'-' if one is None else f'{one:.2f} ×':>12}" for one in found)

    def _doubts(self) -> Iterator[str]:
        noise = max(one["noise"] for one in self._cells)
        if noise > MOST_NOISE:
            yield f"Noisy: something else took up to {noise:.2f} of a core. Better run again on a quiet machine."
        if (busy := max(one["server_cpu"] for one in self._cells)) > BUSY_SERVER:
            yield f"The fake Telegram itself was busy ({busy:.2f} of a core): fast bots may be faster than shown."
        for one in self._cells:
            if one["strayed"]:
                why = one["events"] or "it said something else"
                yield f"{one['bot']} at {one['round_trip_ms']:g} ms left the scenario: {why}"

    def bad(self) -> bool:
        """Whether a guard is broken, or a bot left the scenario, so that its figures mean nothing."""
        return any(verdict.broken for verdict in self.verdicts()) or any(one["strayed"] for one in self._cells)

    def document(self) -> dict[str, Any]:
        """Return everything, for a file."""
        return {
            "machine": {
                "cores": os.cpu_count(),
                "system": platform.platform(terse=True),
                "python": platform.python_version(),
                **{name: version(name) for name in PACKAGES},
            },
            "load": asdict(self._load),
            "medians": {f"{one:g}": {bot: self.medians(bot, one) for bot in self._bots} for one in self._round_trips},
            "ratios": self._ratios(self.ratio),
            "cpu_ratios": self._ratios(self.cpu_ratio),
            "guards": [asdict(one) | {"broken": one.broken} for one in self.verdicts()],
            "cells": self._cells,
        }

    def _ratios(self, ratio: Callable[[str, float], float | None]) -> dict[str, dict[str, float | None]]:
        rivals = [bot for bot in self._bots if bot != ISKRA]
        return {f"{one:g}": {bot: ratio(bot, one) for bot in rivals} for one in self._round_trips}


def _over(upper: float | None, lower: float | None) -> float | None:
    return upper / lower if upper is not None and lower else None


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.3g}"
