"""`python -m bench`: measure every row of the table, beside other bots that hold the same conversation, on loopback.

Exit code 1 where something could not be measured or a bot left the scenario; with --guard also where a target is
missed.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import picture, report
from bench.bots import ISKRA, RIVALS, ROOT
from bench.cell import CellFailed, Setting, run
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, fresh, say
from bench.rows import ROWS
from bench.sizes import Sizes

SCENARIO = Path(__file__).with_name("application.json")
RESULTS = Path(__file__).with_name("results.json")
PICTURE = ROOT / "docs/pictures/bench.png"
SPEED = ROOT / "docs/speed.md"


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    add = parser.add_argument
    add("--only", type=_some(ROWS), default=list(ROWS), help=f"rows, with commas: {', '.join(ROWS)}")
    add("--rounds", type=int, default=5, help="every second one in reverse; medians are shown")
    add("--quick", action="store_true", help="one round of everything, smaller: to see that it works")
    add("--full", action="store_true", help="100,000 reminders over a real hour, instead of two minutes of it")
    add("--guard", action="store_true", help="exit with 1 where a target is measured and missed")
    add("--rivals", type=_some(RIVALS), default=list(RIVALS), help=f"of throughput: {', '.join(RIVALS)}")
    add("--latency", type=_numbers, default=[0.0, 50.0], help="round trips of throughput in ms; default 0,50")
    add("--people", type=int, default=200, help="how many ask at once where throughput is measured")
    add("--warmup", type=float, default=2, help="seconds that don't count")
    add("--duration", type=float, default=6, help="seconds that count")
    add("--timeout", type=float, default=60, help="seconds after which a step counts as lost")
    add("--pin", action=argparse.BooleanOptionalAction, default=True, help="one core each")
    add("--profile", action="store_true", help="measure nothing: show what Iskra's CPU goes into, thread by thread")
    add("--folder", type=Path, default=ROOT / "var/bench", help="where databases lie meanwhile")
    add("--out", type=Path, default=RESULTS, help="where every figure is written, as JSON")
    add("--keep", action="store_true", help="leave the rows in that file that are not measured now")
    add("--picture", type=Path, default=PICTURE, help="where the picture is drawn, once every row is measured")
    add("--publish", action="store_true", help="measure nothing: draw the picture and write docs/speed.md from --out")
    return parser.parse_args(given)


def _some(known: Any) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        found = [name for name in text.split(",") if name]
        if unknown := set(found) - set(known):
            raise argparse.ArgumentTypeError(f"no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return found

    return names


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def main(given: Sequence[str] | None = None) -> int:
    """Run the bench, print the report, return the exit code."""
    asked = _arguments(given)
    if asked.publish:
        return _publish(asked.out, asked.picture)
    load = Load(asked.people, 0, asked.warmup, asked.duration, asked.timeout)
    setting = Setting(json.loads(SCENARIO.read_text("utf-8")), load, fresh(asked.folder.resolve()), asked.pin)
    if asked.profile:
        return _profile(setting)
    sizes = Sizes.quick() if asked.quick else Sizes().full() if asked.full else Sizes()
    rivals = [RIVALS[name] for name in asked.rivals]
    plan = Plan(setting, 1 if asked.quick else asked.rounds, sizes, rivals, asked.latency)
    return _measure(plan, asked)


def _measure(plan: Plan, asked: argparse.Namespace) -> int:
    """Measure row after row; what was measured is written after each, so that an interrupted run keeps it."""
    told = {name: str(value) if isinstance(value, Path) else value for name, value in vars(asked).items()}
    kept = json.loads(asked.out.read_text("utf-8")) if asked.keep and asked.out.exists() else None
    outcomes: dict[str, Outcome] = {}
    failed = False
    for name in asked.only:
        try:
            outcomes[name] = ROWS[name](plan)
        except CellFailed as error:
            print(f"bench: {name}: {error}", file=sys.stderr)
            failed = True
            continue
        print("\n".join(report.lines(name, outcomes[name])), flush=True)
        written = report.merged(kept, report.document(outcomes, told))
        asked.out.write_text(json.dumps(written, ensure_ascii=False, indent=1), "utf-8")
    print("\nTargets")
    verdicts = report.verdicts(outcomes)
    print("\n".join(f"  {verdict}" for verdict in verdicts))
    if asked.out.exists() and not failed:
        _draw(json.loads(asked.out.read_text("utf-8")), asked.picture)
    missed = asked.guard and any(verdict.falls_short for verdict in verdicts)
    return 1 if failed or missed or report.strayed(outcomes) else 0


def _profile(setting: Setting) -> int:
    """Let the crowd walk with Iskra under a sampler and print what it saw."""
    out = setting.folder / "profile.txt"
    out.with_suffix(".begin").unlink(missing_ok=True)
    cell = run(replace(setting, profile=out), ISKRA)
    print(f"{cell['answered']} updates, {cell['cpu_us_an_update']} µs of CPU each, under the sampler")
    print(out.read_text("utf-8"))
    return 0


def _draw(written: dict[str, Any], path: Path) -> None:
    if set(written["rows"]) != set(ROWS) or written["asked"]["quick"]:
        say("bench: no picture: not every row was measured in full")
        return
    try:
        picture.draw(written, path)
    except ImportError:
        say("bench: no picture: matplotlib is missing")


def _publish(results: Path, path: Path) -> int:
    written = json.loads(results.read_text("utf-8"))
    _draw(written, path)
    SPEED.write_text("\n".join(report.page(written)) + "\n", "utf-8")
    return 0


def _stop(number: int, _frame: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    # Told to stop, the bench ends its bots first.
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())
