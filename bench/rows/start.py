"""From the start of the process to its first answer, on the big database, to somebody who waits already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bench.bots import ISKRA
from bench.cell import SAMPLE_S, START_S, Cell, Setting, staged
from bench.databases import STRANGER
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, median, say

ROUND_TRIP_MS = 50.0


def measure(plan: Plan) -> Outcome:
    """Start Iskra anew in every round; the answer counts when it is at Telegram."""
    say("start: preparing the big database")
    alone = Load(1, 0, 0, 0, START_S, walks=1, first=STRANGER)
    one = {**plan.setting.scenario, "steps": plan.setting.scenario["steps"][:1]}
    setting = replace(
        plan.setting,
        scenario=one,
        load=alone,
        round_trip_ms=ROUND_TRIP_MS,
        limited=True,
        database=plan.databases.big(),
    )
    cells = [_start(setting, number) for number in range(plan.rounds)]
    return Outcome(cells, {"seconds": median(cells, "iskra", "first_answer_s")})


def _start(setting: Setting, number: int) -> Cell:
    with staged(setting, ISKRA) as stage:
        stage.begin()
        began = stage.launch()
        result: dict[str, Any]
        result, noise = stage.noise_during(lambda: stage.wait(lambda: stage.ask("result"), START_S, SAMPLE_S))
    took_s = round(result["answered_first_at"] - began, 3)
    say(f"start: {took_s:.2f} s")
    return {
        "who": "iskra",
        "bot": ISKRA.name,
        "round": number,
        "round_trip_ms": setting.round_trip_ms,
        "first_answer_s": took_s,
        "events": result["events"],
        "strayed": bool(result["events"]),
        "noise": noise,
    }
