"""What `serve` holds in memory: idle, and after every one of many open conversations was gone on with."""

from __future__ import annotations

import time
from dataclasses import replace

from bench.bots import ISKRA
from bench.cell import Cell, Setting, staged
from bench.databases import TALKING_FIRST, steps_of
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, median, over, say

IDLE_ROUNDS = 3
AT_ONCE = 32
LONGEST_S = 600.0


def measure(plan: Plan) -> Outcome:
    """Look at an idle Iskra, then let everybody who has a form open answer its next question.

    The very first start is shown too, but not counted: it makes the tables, with a library that serving does without.
    """
    sizes = plan.sizes
    setting = replace(plan.setting, limited=True)
    known = replace(setting, database=plan.databases.walked())
    cells = [_idle("first", setting, sizes.idle_s, 0)]
    cells += [_idle("idle", known, sizes.idle_s, number) for number in range(min(IDLE_ROUNDS, plan.rounds))]
    say(f"memory: {sizes.conversations} open conversations go on")
    load = Load(AT_ONCE, 0, 0, 0, LONGEST_S, walks=sizes.conversations, first=TALKING_FIRST)
    answer = {**plan.setting.scenario, "steps": [steps_of(plan.setting.scenario)[1]]}
    talking = replace(setting, scenario=answer, load=load, database=plan.databases.talking())
    cells.append(_talk(talking, sizes.idle_s))
    idle, after = median(cells, "idle", "rss_mb"), median(cells, "talking", "rss_mb")
    grown = None if idle is None or after is None else round(after - idle, 1)
    return Outcome(cells, {"idle_mb": idle, "grown_mb": grown, "ratio": over(after, idle)})


def _idle(who: str, setting: Setting, idle_s: float, number: int) -> Cell:
    with staged(setting, ISKRA) as stage:
        ready_s = stage.start()
        _, noise = stage.noise_during(lambda: time.sleep(idle_s))
        held = stage.memory_mb()
    return _cell(who, number, noise, held) | {"ready_s": ready_s, "strayed": False}


def _talk(setting: Setting, idle_s: float) -> Cell:
    with staged(setting, ISKRA) as stage:
        stage.start()
        time.sleep(idle_s)
        before = stage.memory_mb()
        measured = stage.measure()
        time.sleep(idle_s)
        held = stage.memory_mb()
    found = _cell("talking", 0, measured["noise"], held)
    found |= {"rss_before_mb": before, "rss_most_mb": measured["rss_mb"], "walks": measured["walks"]}
    found |= {"answered_per_s": measured["answered_per_s"], "events": measured["events"]}
    return found | {"strayed": bool(measured["events"])}


def _cell(who: str, number: int, noise: float, held: float) -> Cell:
    return {
        "who": who,
        "bot": ISKRA.name,
        "round": number,
        "round_trip_ms": 0.0,
        "rss_mb": held,
        "noise": noise,
    }
