"""Counting: what lands where."""

from __future__ import annotations

from datetime import timedelta

from bot.counts import Counts, Histogram
from tests.conftest import NOW


def test_what_took_exactly_a_bound_is_within_it() -> None:
    histogram = Histogram((1.0, 2.0))
    for seconds in (0.5, 1.0, 1.5, 2.0, 2.5):
        histogram.add(seconds)
    assert (histogram.counts, histogram.sum) == ([2, 2, 1], 7.5)


def test_updates_are_counted_by_known_kinds_alone() -> None:
    counts = Counts()
    counts.arrived([{"update_id": 1, "message": {}}, {"message": {}, "update_id": 2}, {"update_id": 3}])
    counts.arrived([{"update_id": 4, "business_novelty": {}}, {"update_id": 4, "poll": {}}], repeated=1)
    assert counts.updates == {"message": 2, "other": 2, "poll": 1}
    assert counts.repeats == 1


def test_turns_calls_and_lateness_are_counted() -> None:
    counts = Counts()
    counts.turned("done", 0.004)
    counts.turned("refused", 20)
    counts.failed(aside=False)
    counts.failed(aside=True)
    for outcome in ("sent", "sent", "flood", "failed", "dead"):
        counts.sent("sendMessage", outcome)
    counts.was_due("duties", NOW, NOW + timedelta(seconds=90))
    counts.was_due("duties", NOW, NOW - timedelta(seconds=1))
    assert counts.turns == {"done": 1, "refused": 1, "failed": 2, "quarantined": 1}
    assert (sum(counts.turn_time.counts), counts.turn_time.counts[-1]) == (2, 1)
    assert counts.sends == {
        ("sendMessage", "sent"): 2,
        ("sendMessage", "flood"): 1,
        ("sendMessage", "failed"): 1,
        ("sendMessage", "dead"): 1,
    }
    assert (counts.floods, counts.errors, counts.stuck) == (1, {"turn": 2, "send": 1}, 1)
    assert counts.late["duties"].sum == 90
