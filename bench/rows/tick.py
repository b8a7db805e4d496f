"""What it takes to find a hundred reminders that are due among a million that are not."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.orm import Session

from bench.plan import Outcome, Plan, say
from storage import duties
from storage.base import table_of
from storage.duties import DutyRow
from storage.encryption import Vault
from storage.models import Base

DUE = 100
ROUNDS = 30
AT_ONCE = 20_000
KIND = "reminder"


def measure(plan: Plan) -> Outcome:
    """Look as a tick does: when is the next one due, and which are. The wall time of this process alone counts."""
    many = max(plan.sizes.later, DUE)
    say(f"tick: laying {many} reminders, {DUE} of them due")
    now = datetime.fromisoformat(plan.setting.scenario["moment"])
    with tempfile.TemporaryDirectory(dir=plan.setting.folder) as folder:
        engine = _laid(Path(folder) / "iskra.db", many, now)
        found = [_look(engine, now) for _ in range(ROUNDS)]
        engine.dispose()
    cells = [
        {"who": f"{many} reminders", "bot": "iskra", "round": number, "round_trip_ms": 0, "ms": ms, "strayed": False,
         "noise": 0.0}
        for number, ms in enumerate(found)
    ]  # fmt: skip
    return Outcome(cells, {"ms": statistics.median(found), "most_ms": max(found)})


def _laid(file: Path, many: int, now: datetime) -> Engine:
    engine = create_engine(f"sqlite:///{file}")
    engine.dialect.__dict__["iskra_vault"] = Vault(bytes(range(32)))
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for first in range(0, many, AT_ONCE):
            rows = [_row(number, now) for number in range(first, min(first + AT_ONCE, many))]
            connection.execute(insert(table_of(DutyRow)), rows)
    return engine


def _row(number: int, now: datetime) -> dict[str, object]:
    """Return a reminder: the first hundred are due, the others come over the next two months."""
    later = timedelta(seconds=60 + number * 5_000_000 // 1_000_000)
    due_at = now - timedelta(seconds=DUE - number) if number < DUE else now + later
    return {"kind": KIND, "key": f"plan:{number}:home", "due_at": due_at, "payload": {"step": 1}, "version": 1,
            "attempts": 0}  # fmt: skip


def _look(engine: Engine, now: datetime) -> float:
    """Look once; return how long it took, in ms."""
    with Session(engine) as session:
        began = time.perf_counter()
        duties.next_due(session)
        due = duties.due(session, now)
        took = (time.perf_counter() - began) * 1000
    if len(due) != DUE:
        raise AssertionError(f"{len(due)} reminders are due, not {DUE}")
    return took
