"""How long a person waits for a reply while a broadcast to 50,000 fills Telegram's limit."""

from __future__ import annotations

from dataclasses import replace

from bench.bots import ISKRA, ISKRA_WEBHOOK, Bot
from bench.cell import Cell, staged
from bench.databases import STRANGER
from bench.fake.crowd import Load
from bench.plan import Outcome, Plan, say

RATE = 4
CROWD = 25
"""Each of them says something every six seconds: nobody comes near what one chat may get."""
ROUND_TRIP_MS = 50.0


def measure(plan: Plan) -> Outcome:
    """Let a few people walk through the scenario while Iskra sends the broadcast that lies in its outbox."""
    cells = [_beside(plan, bot) for bot in (ISKRA, ISKRA_WEBHOOK)]
    polling, webhook = cells
    figures = {"p99_ms": polling["p99_ms"], "webhook_p99_ms": webhook["p99_ms"]}
    return Outcome(cells, figures | {name: polling[name] for name in ("told_per_s", "refused")})


def _beside(plan: Plan, bot: Bot) -> Cell:
    lasts_s, warmup_s = plan.sizes.broadcast_s, plan.setting.load.warmup_s
    setting = replace(
        plan.setting,
        load=Load(0, RATE, warmup_s, lasts_s, plan.setting.load.timeout_s, crowd=CROWD, first=STRANGER),
        round_trip_ms=ROUND_TRIP_MS,
        limited=True,
        strict=True,
        database=plan.databases.news(plan.sizes.audience),
    )
    say(f"broadcast: {bot.name} replies for {lasts_s:.0f} s beside one to {plan.sizes.audience}")
    with staged(setting, bot) as stage:
        stage.start()
        before = len(stage.ask("told")["told"])
        cell = stage.measure()
        told = stage.ask("told")
    del cell["lines"]
    news = len(told["told"]) - before
    cell |= {"who": bot.name, "bot": bot.name, "round": 0, "round_trip_ms": ROUND_TRIP_MS}
    cell |= {"told_per_s": round(news / (warmup_s + lasts_s), 2), "refused": told["refused"]}
    cell["strayed"] = bool(cell["events"])
    return cell
