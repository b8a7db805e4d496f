"""Updates a second of a crowd that asks as fast as it is answered, beside every rival."""

from __future__ import annotations

from dataclasses import replace

from bench.bots import ISKRA
from bench.plan import Case, Outcome, Plan, median, over


def measure(plan: Plan) -> Outcome:
    """Measure Iskra and the rivals in turns, at every round trip; Iskra without limits, since none else keeps any."""
    bots = [ISKRA, *plan.rivals]
    cells = plan.walks(
        [
            Case(bot.name, bot, replace(plan.setting, round_trip_ms=round_trip_ms))
            for round_trip_ms in plan.round_trips
            for bot in bots
        ]
    )
    figures = {}
    for round_trip_ms in plan.round_trips:
        for bot in plan.rivals:
            at = f"{bot.name}_{round_trip_ms:g}"
            ours, theirs = (median(cells, who, "answered_per_s", round_trip_ms) for who in (ISKRA.name, bot.name))
            figures[at] = over(ours, theirs)
            ours, theirs = (median(cells, who, "cpu_us_an_update", round_trip_ms) for who in (ISKRA.name, bot.name))
            figures[f"{at}_cpu"] = over(theirs, ours)
    return Outcome(cells, figures)
