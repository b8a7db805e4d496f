"""How long a person waits for a reply while a broadcast to 50,000 fills Telegram's limit."""

from __future__ import annotations

from dataclasses import replace

from bench.bots import ISKRA
from bench.cell import staged
from bench.databases import STRANGER
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, say

RATE = 4
CROWD = 25
"""Each of them says something every six seconds: nobody comes near what one chat may get."""
ROUND_TRIP_MS = 50.0


def measure(plan: Plan) -> Outcome:
    """Let a few people walk through the scenario while Iskra sends the broadcast that lies in its outbox."""
    lasts_s, warmup_s = plan.sizes.broadcast_s, plan.setting.load.warmup_s
    setting = replace(
        plan.setting,
        load=Load(0, RATE, warmup_s, lasts_s, plan.setting.load.timeout_s, crowd=CROWD, first=STRANGER),
        round_trip_ms=ROUND_TRIP_MS,
        limited=True,
        strict=True,
        database=plan.databases.news(plan.sizes.audience),
    )
    say(f"broadcast: replies for {lasts_s:.0f} s beside one to {plan.sizes.audience}")
    with staged(setting, ISKRA) as stage:
        stage.start()
        before = len(stage.ask("told")["told"])
        cell = stage.measure()
        told = stage.ask("told")
    del cell["lines"]
    news = len(told["told"]) - before
    cell |= {"who": "iskra", "bot": ISKRA.name, "round": 0, "round_trip_ms": ROUND_TRIP_MS}
    cell |= {"told_per_s": round(news / (warmup_s + lasts_s), 2), "refused": told["refused"]}
    cell["strayed"] = bool(cell["events"])
    figures = {"p99_ms": cell["p99_ms"], "told_per_s": cell["told_per_s"], "refused": cell["refused"]}
    return Outcome([cell], figures)
