"""What a run was asked for, and what every row of the table does with it."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.bots import Bot
from bench.cell import Cell, Setting, learn, run
from bench.databases import Databases
from bench.sizes import Sizes


@dataclass(frozen=True)
class Plan:
    """A run: the scenario and where it happens, how often, how much."""

    setting: Setting
    rounds: int
    sizes: Sizes
    rivals: Sequence[Bot]
    round_trips: Sequence[float]

    @cached_property
    def databases(self) -> Databases:
        """Return where prepared databases come from."""
        return Databases(self.setting, self.sizes)

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        """Return what Iskra answers, step after step."""
        return learn(self.setting)

    def scenario(self) -> Mapping[str, Any]:
        """Return the scenario with Iskra's lines, which the rivals say too."""
        return {**self.setting.scenario, "lines": self.lines}

    def walks(self, cells: Sequence[Case]) -> list[Cell]:
        """Measure cells in turns: every second round in reverse, so that drift hits all alike."""
        done = []
        for number in range(self.rounds):
            for case in cells if number % 2 == 0 else reversed(cells):
                cell = run(replace(case.setting, scenario=self.scenario()), case.bot)
                cell |= {"round": number, "who": case.who}
                said = cell.pop("lines")
                cell["strayed"] = bool(cell["events"]) or said != self.lines[: len(said)]
                done.append(cell)
                figures = f"{cell['answered_per_s']:8.1f} updates/s  p99 {cell['p99_ms']} ms"
                say(f"round {number + 1}/{self.rounds}  {case.who:16} {case.setting.round_trip_ms:4g} ms  {figures}")
        return done


@dataclass(frozen=True, slots=True)
class Case:
    """A bot under its conditions; `who` names both in the report."""

    who: str
    bot: Bot
    setting: Setting


@dataclass(slots=True)
class Outcome:
    """What a row brought: its cells, and the figures that its targets are about."""

    cells: list[Cell]
    figures: dict[str, float | None]
    notes: list[str] = field(default_factory=list)

    @property
    def noise(self) -> float:
        """Return the median of what others on the machine took meanwhile, in cores."""
        return float(statistics.median([cell["noise"] for cell in self.cells] or [0.0]))


Measure = Callable[[Plan], Outcome]


def median(cells: Iterable[Cell], who: str, name: str, round_trip_ms: float | None = None) -> float | None:
    """Return the median of a figure over the rounds; None where no round has it."""
    found = [
        cell[name]
        for cell in cells
        if cell["who"] == who and round_trip_ms in (None, cell["round_trip_ms"]) and cell[name] is not None
    ]
    return statistics.median(found) if found else None


def over(upper: float | None, lower: float | None) -> float | None:
    """Return a ratio, or None where one of the two was not measured."""
    return round(upper / lower, 3) if upper is not None and lower else None


def quantile(values: Sequence[float], share: float) -> float | None:
    """Return a quantile of values, None where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def say(line: str) -> None:
    """Tell whoever waits how far the run is."""
    print(line, file=sys.stderr, flush=True)


def fresh(path: Path) -> Path:
    """Make a folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    return path
