"""The rows of the table, in its order: how each is measured."""

from __future__ import annotations

from bench.plan import Measure
from bench.rows import broadcast, latency, memory, pace, path, reminders, roster, size, start, throughput, tick

ROWS: dict[str, Measure] = {
    "throughput": throughput.measure,
    "latency": latency.measure,
    "broadcast": broadcast.measure,
    "pace": pace.measure,
    "size": size.measure,
    "start": start.measure,
    "memory": memory.measure,
    "reminders": reminders.measure,
    "path": path.measure,
    "tick": tick.measure,
    "roster": roster.measure,
}
