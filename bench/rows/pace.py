"""How near a broadcast comes to Telegram's 30 messages a second, where one more would be refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bench.bots import ISKRA
from bench.cell import SAMPLE_S, staged
from bench.fake.limits import PER_SECOND
from bench.plan import Outcome, Plan, say

ROUND_TRIP_MS = 50.0
SPARE_S = 60.0


def measure(plan: Plan) -> Outcome:
    """Let Iskra send a broadcast that lies in its outbox; nobody else says anything."""
    messages = plan.sizes.messages
    lasts_s = messages / PER_SECOND + SPARE_S
    setting = replace(
        plan.setting,
        round_trip_ms=ROUND_TRIP_MS,
        limited=True,
        strict=True,
        database=plan.databases.news(messages),
        lasts_s=lasts_s,
    )
    say(f"pace: {messages} messages, about {messages / PER_SECOND:.0f} s")
    with staged(setting, ISKRA) as stage:
        stage.start()

        def whole() -> Any:
            told = stage.ask("told", {"after": messages - 1})
            return told if told["told"] else None

        _last, noise = stage.noise_during(lambda: stage.wait(whole, lasts_s, SAMPLE_S))
        told = stage.ask("told")
    moments = [at for _number, at in told["told"]]
    pace = (len(moments) - 1) / (moments[-1] - moments[0])
    most = max(sum(1 for other in moments[i : i + 40] if other < at + 1) for i, at in enumerate(moments))
    cell = {
        "who": "iskra",
        "bot": ISKRA.name,
        "round": 0,
        "round_trip_ms": ROUND_TRIP_MS,
        "messages": len(moments),
        "twice": len(moments) - len({number for number, _at in told["told"]}),
        "per_second": round(pace, 3),
        "most_in_a_second": most,
        "refused": told["refused"],
        "strayed": False,
        "noise": noise,
    }
    return Outcome([cell], {"share": round(pace / PER_SECOND, 4), "refused": told["refused"]})
