"""What a turn costs in a database with a million people, beside an empty one."""

from __future__ import annotations

from dataclasses import replace

from bench.bots import ISKRA
from bench.databases import STRANGER
from bench.plan import Case, Outcome, Plan, median, over, say

STRIDE = 6_700_417
"""A prime: strangers come from all over the numbers, in no order."""


def measure(plan: Plan) -> Outcome:
    """Measure Iskra on the big database and on one of its own, in turns."""
    say("size: preparing the big database")
    strangers = replace(plan.setting.load, first=STRANGER, stride=STRIDE)
    empty = replace(plan.setting, load=strangers, round_trip_ms=0)
    cases = [Case("empty", ISKRA, empty), Case("big", ISKRA, replace(empty, database=plan.databases.big()))]
    cells = plan.walks(cases)
    cost = over(median(cells, "big", "cpu_us_an_update"), median(cells, "empty", "cpu_us_an_update"))
    speed = over(median(cells, "big", "answered_per_s"), median(cells, "empty", "answered_per_s"))
    return Outcome(cells, {"cpu": cost, "speed": speed})
