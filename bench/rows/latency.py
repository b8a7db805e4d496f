"""Reply times while 100 updates a second come, whatever the bot does: polling and webhook."""

from __future__ import annotations

from dataclasses import replace

from bench.bots import AIOGRAM_WEBHOOK, ISKRA, ISKRA_WEBHOOK, PROTO, PROTO_WEBHOOK
from bench.fake.crowd import Load
from bench.plan import Case, Outcome, Plan, median, over

RATE = 100
CROWD = 50
LEAST_S = 8
ROUND_TRIP_MS = 50.0
PAIRS = {"polling": (ISKRA, PROTO), "webhook": (ISKRA_WEBHOOK, PROTO_WEBHOOK)}


def measure(plan: Plan) -> Outcome:
    """Measure Iskra and the prototype, each both ways, and aiogram's webhook beside them."""
    asked = plan.setting.load
    load = Load(0, RATE, asked.warmup_s, max(asked.duration_s, LEAST_S), asked.timeout_s, crowd=CROWD)
    setting = replace(plan.setting, load=load, round_trip_ms=ROUND_TRIP_MS, limited=True)
    bots = [*PAIRS["polling"], *PAIRS["webhook"], AIOGRAM_WEBHOOK]
    cells = plan.walks([Case(bot.name, bot, setting) for bot in bots])
    figures = {}
    for way, (ours, theirs) in PAIRS.items():
        for name in ("p50_ms", "p99_ms"):
            figures[f"{way}_{name}"] = over(median(cells, ours.name, name), median(cells, theirs.name, name))
    for name in ("p50_ms", "p99_ms"):
        aiogram = median(cells, AIOGRAM_WEBHOOK.name, name)
        figures[f"aiogram_webhook_{name}"] = over(median(cells, ISKRA_WEBHOOK.name, name), aiogram)
    return Outcome(cells, figures)
