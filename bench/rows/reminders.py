"""How late reminders of unfinished forms come: a stream at the pace of 100,000 an hour, then many at one instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bench.bots import ISKRA
from bench.cell import SAMPLE_S, staged
from bench.fake.limits import PER_SECOND
from bench.plan import Outcome, Plan, quantile, say

ROUND_TRIP_MS = 50.0
SPARE_S = 90.0


def measure(plan: Plan) -> Outcome:
    """Let Iskra's clock come to the moments at which the forms of a prepared database are due, at the clock's own pace.

    Nothing is sped up: pacing is measured in the same time as lateness. What 30 a second forces is taken off: the best
    that could be sent if every reminder left the moment it was due, or as soon as the limit lets it.
    """
    say("reminders: preparing the database")
    due, streamed, burst = plan.databases.due_s(), plan.sizes.streamed, plan.sizes.burst
    lasts_s = due[-1] + burst / PER_SECOND + SPARE_S
    setting = replace(
        plan.setting,
        round_trip_ms=ROUND_TRIP_MS,
        limited=True,
        strict=True,
        database=plan.databases.reminding(),
        lasts_s=lasts_s,
    )
    say(f"reminders: {streamed} one after the other and {burst} at once, about {lasts_s - SPARE_S:.0f} s")
    with staged(setting, ISKRA) as stage:
        stage.start()

        def whole() -> Any:
            return stage.ask("told", {"after": len(due) - 1})["told"]

        _last, noise = stage.noise_during(lambda: stage.wait(whole, lasts_s, SAMPLE_S))
        told = stage.ask("told")
    return _outcome(due, streamed, told, noise)


def _outcome(due: Sequence[float], streamed: int, told: dict[str, Any], noise: float) -> Outcome:
    late = beyond_limit(due, dict(reversed(told["told"])))
    figures = {
        "stream_p50_s": quantile(late[:streamed], 0.5),
        "stream_p99_s": quantile(late[:streamed], 0.99),
        "burst_p50_s": quantile(late[streamed:], 0.5),
        "burst_p99_s": quantile(late[streamed:], 0.99),
        "refused": told["refused"],
    }
    cell = {
        "who": "iskra",
        "bot": ISKRA.name,
        "round": 0,
        "round_trip_ms": ROUND_TRIP_MS,
        "reminders": len(due),
        "twice": len(told["told"]) - len(due),
        "most_late_s": max(late),
        **figures,
        "strayed": len(told["told"]) != len(due),
        "noise": noise,
    }
    p99s = [value for name, value in figures.items() if name.endswith("p99_s") and value is not None]
    return Outcome([cell], {"p99_s": max(p99s, default=None), **figures})


def beyond_limit(due: Sequence[float], came: dict[int, float]) -> list[float]:
    """Return how late each reminder came, beyond what 30 a second forces; `due` rises. Seconds.

    Who of those due at once goes first is free, so the n-th that came is held against the n-th that could have.
    """
    free_at = float("-inf")
    late = []
    for due_at, at in zip(due, sorted(came.values()), strict=False):
        free_at = max(due_at, free_at)
        late.append(round(at - free_at, 4))
        free_at += 1 / PER_SECOND
    return late
