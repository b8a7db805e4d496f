"""What came out: medians, Iskra ÷ each rival, and which targets are reached."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from bench.cell import Cell
from bench.plan import Outcome, median
from bench.table import MOST_NOISE, TARGETS, Verdict, shown, wanted

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
BUSY_SERVER = 0.8


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def lines(name: str, outcome: Outcome) -> Iterator[str]:
    """Give the report of one row, line by line: its cells, its figures, its targets."""
    yield f"\n== {name}"
    walked = [cell for cell in outcome.cells if "answered_per_s" in cell and "cpu_us_an_update" in cell]
    yield from _medians(walked)
    others = [cell for cell in outcome.cells if cell not in walked]
    for cell in others:
        told = ", ".join(f"{key} {_plain(value)}" for key, value in cell.items() if key not in ("bot", "events", "who"))
        yield f"  {cell['who']:16} {told}"
    yield "  " + ", ".join(f"{key} {shown(value)}" for key, value in outcome.figures.items())
    yield from _doubts(outcome)
    yield from (f"  {verdict}" for verdict in verdicts({name: outcome}) if verdict.target.row == name)


def _medians(cells: Sequence[Cell]) -> Iterator[str]:
    for round_trip_ms in sorted({cell["round_trip_ms"] for cell in cells}):
        here = [cell for cell in cells if cell["round_trip_ms"] == round_trip_ms]
        yield f"  {f'{round_trip_ms:g} ms, medians':16}" + "".join(f"{title:>12}" for title in COLUMNS.values())
        for who in dict.fromkeys(cell["who"] for cell in here):
            figures = (median(here, who, column) if column in here[0] else None for column in COLUMNS)
            yield f"  {who:16}" + "".join(f"{shown(figure):>12}" for figure in figures)


def _plain(value: Any) -> str:
    return shown(value) if isinstance(value, float) else str(value)


def _doubts(outcome: Outcome) -> Iterator[str]:
    if outcome.noise > MOST_NOISE:
        yield f"  Noisy: something else took {outcome.noise:.2f} of a core. Better run again on a quiet machine."
    busy = max((cell.get("server_cpu", 0.0) for cell in outcome.cells), default=0.0)
    if busy > BUSY_SERVER:
        yield f"  The fake Telegram itself was busy ({busy:.2f} of a core): fast bots may be faster than shown."
    for cell in outcome.cells:
        if cell["strayed"]:
            why = cell.get("events") or "it said something else"
            yield f"  {cell['who']} at {cell['round_trip_ms']:g} ms left the scenario: {why}"


def verdicts(outcomes: Mapping[str, Outcome]) -> list[Verdict]:
    """Return what became of each target."""
    found = []
    for target in TARGETS:
        outcome = outcomes.get(target.row)
        value = outcome.figures.get(target.figure) if outcome is not None else None
        found.append(Verdict(target, value, outcome is not None and outcome.noise > MOST_NOISE))
    return found


def strayed(outcomes: Mapping[str, Outcome]) -> bool:
    """Whether a bot left the scenario, so that its figures mean nothing."""
    return any(cell["strayed"] for outcome in outcomes.values() for cell in outcome.cells)


def document(outcomes: Mapping[str, Outcome], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything, for a file."""
    return {
        "machine": machine(),
        "asked": dict(asked),
        "rows": {name: row(outcome) for name, outcome in outcomes.items()},
        "targets": [verdict.document() for verdict in verdicts(outcomes)],
    }


def row(outcome: Outcome) -> dict[str, Any]:
    """Return a row for a file, with the moment at which it was measured."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "noise": outcome.noise,
        "figures": outcome.figures,
        "cells": outcome.cells,
    }


def merged(kept: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """Return a new document with the rows of an old one that were not measured again."""
    if kept is None:
        return new
    again = set(new["rows"])
    targets = {one["row"] + one["figure"]: one for one in kept["targets"] if one["row"] not in again}
    return {
        **new,
        "rows": {**kept["rows"], **new["rows"]},
        "targets": [targets.get(one["row"] + one["figure"], one) for one in new["targets"]],
    }


def page(written: Mapping[str, Any]) -> Iterator[str]:
    """Give `docs/speed.md`: the table as it was measured last."""
    machine_is = written["machine"]
    days = sorted({one["measured_at"][:10] for one in written["rows"].values()})
    libraries = ", ".join(f"{name} {machine_is[name]}" for name in PACKAGES)
    yield "# Speed"
    yield ""
    yield "`make bench` measures it again; `make bench ARGS=--publish` writes this page from what it found. What each"
    yield "figure means, who takes part and what is left out stands in [bench/README.md](../bench/README.md). Only the"
    yield "ratios mean something on another machine."
    yield ""
    yield "| figure | to reach | measured | | what bounds it |"
    yield "| --- | --- | --- | --- | --- |"
    for target in written["targets"]:
        value = target["value"]
        word = "not measured" if value is None else "falls short" if target["falls_short"] else "reached"
        doubt = " (noisy)" if target["noisy"] else ""
        measured = shown(value, target["unit"])
        yield f"| {target['title']} | {wanted(target)} | {measured} | {word}{doubt} | {target['bound']} |"
    yield ""
    yield f"Measured on {' and '.join(days)}: {machine_is['cores']} cores, one for the bot and one for its Telegram;"
    yield f"Python {machine_is['python']}, {libraries}."
    yield ""
    yield "![The table as bars, with a mark at each target](pictures/bench.png)"
