"""What Prometheus reads at `/metrics`: this process's counts and the queues in the database.

A registry is made for each answer, so nothing is shared between bots in one process. Labels are names of this
program's own; no chat, person or text ever is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.counts import Counts, Histogram

if TYPE_CHECKING:
    from bot.health import Vitals

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


@dataclass(frozen=True, eq=False)
class Monitored(Collector):
    """One look at a bot. Without `vitals` the database did not answer, and what it knows is left out."""

    counts: Counts
    now: datetime
    reachable: bool
    vitals: Vitals | None
    head: str | None

    def collect(self) -> Iterator[Metric]:
        """Give everything there is."""
        yield from self._of_this_process()
        yield from self._of_the_database()

    def _of_this_process(self) -> Iterator[Metric]:
        counts = self.counts
        yield _counter("iskra_updates", "Updates that Telegram handed over, repeats included.", "kind", counts.updates)
        yield _plain("iskra_updates_repeated", "Updates that Telegram handed over again.", counts.repeats)
        yield _counter("iskra_turns", "Turns by outcome; each failed attempt counts.", "outcome", counts.turns)
        turn_time = HistogramMetricFamily("iskra_turn_seconds", "From the beginning of a turn to its commit.")
        _add(turn_time, [], counts.turn_time)
        yield turn_time
        sends = CounterMetricFamily("iskra_sends", "Calls to Telegram by outcome.", labels=["method", "outcome"])
        for (method, outcome), count in sorted(counts.sends.items()):
            sends.add_metric([method, outcome], count)
        yield sends
        yield _plain("iskra_floods", "Answers 429 of Telegram.", counts.floods)
        yield _counter("iskra_errors", "What went wrong, by where.", "where", counts.errors)
        late = HistogramMetricFamily("iskra_late_seconds", "How late what was due was done.", labels=["source"])
        for source, histogram in sorted(counts.late.items()):
            _add(late, [source], histogram)
        yield late
        yield _gauge("iskra_telegram_reachable", "1 while Telegram answers.", int(self.reachable))
        build = {"version": _version(), "revision": self.head or ""}
        info = GaugeMetricFamily("iskra_build_info", "This program and the tables that it expects.", labels=[*build])
        info.add_metric([*build.values()], 1)
        yield info

    def _of_the_database(self) -> Iterator[Metric]:
        yield _gauge("iskra_database_up", "1 where the database answers.", int(self.vitals is not None))
        if self.vitals is None:
            return
        rows = GaugeMetricFamily("iskra_queue_rows", "What waits and could go on now.", labels=["lane"])
        ages = GaugeMetricFamily("iskra_queue_age_seconds", "How long the oldest has waited.", labels=["lane"])
        for name, queue in self.vitals.queues.items():
            rows.add_metric([name], queue.rows)
            age = (self.now - queue.oldest).total_seconds() if queue.oldest is not None else 0.0
            ages.add_metric([name], max(0.0, age))
        yield from (rows, ages)
        stuck = {kind.value: count for kind, count in self.vitals.stuck.items()}
        family = GaugeMetricFamily("iskra_needs_a_person", "Rows that an operator has to settle.", labels=["kind"])
        for kind, count in stuck.items():
            family.add_metric([kind], count)
        yield family


def exposition(found: Monitored) -> bytes:
    """Return the text that Prometheus reads, the process's own memory, files and start included."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    registry.register(found)
    return generate_latest(registry)


def _counter(name: str, text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, text, labels=[label])
    for key, count in sorted(values.items()):
        family.add_metric([key], count)
    return family


def _plain(name: str, text: str, value: int) -> Metric:
    return CounterMetricFamily(name, text, value=value)


def _gauge(name: str, text: str, value: int) -> Metric:
    return GaugeMetricFamily(name, text, value=value)


def _add(family: HistogramMetricFamily, labels: list[str], histogram: Histogram) -> None:
    total, buckets = 0, []
    for bound, count in zip([*map(str, histogram.bounds), "+Inf"], histogram.counts, strict=True):
        total += count
        buckets.append((bound, float(total)))
    family.add_metric(labels, buckets, histogram.sum)


@cache
def _version() -> str:
    try:
        return metadata.version("iskra")
    except metadata.PackageNotFoundError:  # run from its folder, not installed
        return "unknown"
