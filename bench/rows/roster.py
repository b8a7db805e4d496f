"""How long a person waits for a reply while a list of students is written, beside the same without one."""

from __future__ import annotations

import sqlite3
import statistics
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.bots import ISKRA
from bench.cell import SAMPLE_S, Cell, Setting, staged
from bench.databases import STRANGER
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, median, over, say

RATE = 100
CROWD = 50
ROUND_TRIP_MS = 50.0
WARMUP_S = 0.5
LONGEST_S = 5.0
"""Replies are counted for so long: less than writing the list takes."""
WRITTEN_S = 300.0
WRITING, IDLE = "writing", "idle"


def measure(plan: Plan) -> Outcome:
    """Let a crowd walk while a list is written, and while none is, in turns; every cell waits for the list's end."""
    say(f"roster: preparing a list of {plan.sizes.rows}")
    databases = {WRITING: plan.databases.importing(), IDLE: plan.databases.walked()}
    lasts_s = min(LONGEST_S, plan.sizes.rows / 1000)
    load = Load(0, RATE, WARMUP_S, lasts_s, plan.setting.load.timeout_s, crowd=CROWD, first=STRANGER)
    setting = replace(plan.setting, load=load, round_trip_ms=ROUND_TRIP_MS, limited=True, lasts_s=WRITTEN_S)
    cells = []
    for round_ in range(plan.rounds):
        for who in (WRITING, IDLE) if round_ % 2 == 0 else (IDLE, WRITING):
            cell = _cell(setting, databases[who], who)
            cells.append(cell | {"round": round_})
            say(f"round {round_ + 1}/{plan.rounds}  {who:8} p50 {cell['p50_ms']} ms  p99 {cell['p99_ms']} ms")
    figures = {
        name: over(median(cells, WRITING, f"{name}_ms"), median(cells, IDLE, f"{name}_ms")) for name in ("p99", "p50")
    }
    seconds = statistics.median(cell["seconds"] for cell in cells if cell["who"] == WRITING)
    notes = ["the list was written before the last reply was counted"] if any(cell["early"] for cell in cells) else []
    return Outcome(cells, {**figures, "p99_ms": median(cells, WRITING, "p99_ms"), "seconds": seconds}, notes)


def _written(folder: Path) -> int:
    """Count the students of a cell's database."""
    with closing(sqlite3.connect(f"file:{folder / 'iskra.db'}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM students").fetchone()[0])


def _cell(setting: Setting, database: Path, who: str) -> Cell:
    """Measure one cell; `early` where the list was written before the last reply was counted."""
    with staged(replace(setting, database=database), ISKRA) as stage:
        stage.start()
        before = _written(stage.folder)
        cell = stage.measure()
        cell["rows"] = _written(stage.folder) - before
        done_at, early, failed = 0.0, False, False
        if who == WRITING:
            early = bool(stage.ask("told")["told"])
            done_at = stage.wait(lambda: stage.ask("told")["told"], WRITTEN_S, SAMPLE_S)[0][1]
            failed = not _written(stage.folder)  # a list that fails is taken back whole, and its replies say nothing
    del cell["lines"]
    cell |= {"who": who, "bot": ISKRA.name, "round_trip_ms": ROUND_TRIP_MS, "seconds": done_at}
    cell |= {"early": early, "strayed": failed or bool(cell["events"])}
    return cell
