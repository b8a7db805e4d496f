"""`python -m bench`: Iskra beside other bots that hold the same conversation, in one interleaved run on loopback.

Exit code 1 where a guard was measured and does not hold, or where a bot left the scenario.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.bots import ISKRA, RIVALS, ROOT
from bench.cell import CellFailed, Setting, learn, run
from bench.fake.crowd import Load
from bench.report import Cell, Report

SCENARIO = Path(__file__).with_name("application.json")
RESULTS = Path(__file__).with_name("results.json")


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rivals", type=_names, default=list(RIVALS), help="with commas; default: all of them")
    parser.add_argument("--latency", type=_numbers, default=[0.0, 50.0], help="round trips in ms; default 0,50")
    parser.add_argument("--rounds", type=int, default=3, help="every second one in reverse; medians are shown")
    parser.add_argument("--people", type=int, default=200, help="how many ask at once")
    parser.add_argument("--rate", type=float, default=0, help="updates a second instead of --people: shows latency")
    parser.add_argument("--warmup", type=float, default=2, help="seconds that don't count")
    parser.add_argument("--duration", type=float, default=6, help="seconds that count")
    parser.add_argument("--walks", type=int, default=0, help="end a cell after so many walks instead of --duration")
    parser.add_argument("--timeout", type=float, default=60, help="seconds after which a step counts as lost")
    parser.add_argument("--pin", action=argparse.BooleanOptionalAction, default=True, help="one core each")
    parser.add_argument("--folder", type=Path, default=ROOT / "var/bench", help="where databases lie meanwhile")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where every figure is written, as JSON")
    return parser.parse_args(given)


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    if unknown := set(names) - set(RIVALS):
        raise argparse.ArgumentTypeError(f"no rival {', '.join(sorted(unknown))}; there are {', '.join(RIVALS)}")
    return names


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def main(given: Sequence[str] | None = None) -> int:
    """Run the bench, print the report, return the exit code."""
    asked = _arguments(given)
    load = Load(asked.people, asked.rate, asked.warmup, asked.duration, asked.timeout, asked.walks)
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    scenario: dict[str, Any] = json.loads(SCENARIO.read_text("utf-8"))
    setting = Setting(scenario, load, folder, asked.pin)
    bots = [ISKRA, *asked.rivals]
    try:
        scenario["lines"] = learn(setting)
        cells = _cells(setting, bots, asked.latency, asked.rounds)
    except CellFailed as failed:
        print(f"bench: {failed}", file=sys.stderr)
        return 1
    report = Report(cells, bots, asked.latency, load)
    print("\n".join(report.lines()))
    asked.out.write_text(json.dumps(report.document(), ensure_ascii=False, indent=1), "utf-8")
    return 1 if report.bad() else 0


def _cells(setting: Setting, bots: Sequence[str], round_trips: Sequence[float], rounds: int) -> list[Cell]:
    cells = []
    for number in range(rounds):
        for round_trip_ms in round_trips:
            for bot in bots if number % 2 == 0 else reversed(bots):
                cell = {"round": number, **run(setting, bot, round_trip_ms)}
                said = cell.pop("lines")
                cell["strayed"] = bool(cell["events"]) or said != setting.scenario["lines"][: len(said)]
                cells.append(cell)
                told = f"round {number + 1}/{rounds}  {bot:14} {round_trip_ms:4g} ms"
                print(f"{told}  {cell['answered_per_s']:8.1f} updates/s", file=sys.stderr, flush=True)
    return cells


def _stop(number: int, _frame: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    # Told to stop, the bench ends its bots first.
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())
