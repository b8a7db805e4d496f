"""The bench holds its conversation and measures its rows: every bot walks to the end. No test asks how fast."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.__main__ import SCENARIO
from bench.bots import RIVALS, WEBHOOKS
from bench.cell import Setting, run
from bench.fake.crowd import Load
from bench.plan import Plan
from bench.rows import ROWS
from bench.sizes import Sizes

PEOPLE = 3
TINY = Sizes(
    people=60,
    outbox=20,
    conversations=40,
    later=30,
    audience=500,
    messages=20,
    burst=5,
    broadcast_s=1.5,
    due_from_s=4,
    stream_s=1,
    idle_s=0,
    placements=200,
    rows=120,
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """Give a small run, whose bots leave nothing behind but prepared databases."""
    folder = tmp_path_factory.mktemp("bench")
    load = Load(people=PEOPLE, rate=0, warmup_s=0.2, duration_s=0.5, timeout_s=30)
    setting = Setting(json.loads(SCENARIO.read_text("utf-8")), load, folder, pinned=False)
    yield Plan(setting, 1, TINY, rivals=[], round_trips=[])
    assert [left.name for left in folder.iterdir() if left.name != "prepared"] == []


def test_iskra_answers_every_step_of_its_form(plan: Plan) -> None:
    lines = plan.lines
    assert len(lines) == len(plan.setting.scenario["steps"])
    assert ["Поступаю", "Родитель"] in lines[0]["inline"]
    assert lines[1]["edit"]
    assert "Шаг 3 из" in lines[4]["text"]
    # The seventh answer is in: the form asks on, with a button under the input line.
    assert "Номер телефона?" in lines[-1]["text"]
    assert any(button["contact"] for row in lines[-1]["keyboard"] for button in row)


@pytest.mark.parametrize("name", [*RIVALS, *WEBHOOKS])
def test_everybody_says_what_iskra_says(plan: Plan, name: str) -> None:
    walks = Load(people=PEOPLE, rate=0, warmup_s=0, duration_s=0, timeout_s=30, walks=PEOPLE)
    setting = replace(plan.setting, scenario=plan.scenario(), load=walks)
    cell = run(setting, (RIVALS | WEBHOOKS)[name])
    assert cell["events"] == {}
    assert cell["walks"] >= PEOPLE
    assert cell["answered"] >= PEOPLE * len(setting.scenario["steps"])
    assert cell["lines"] == plan.lines


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("size", {"cpu", "speed"}),
        ("start", {"seconds"}),
        ("broadcast", {"p99_ms", "webhook_p99_ms", "told_per_s", "refused"}),
        ("pace", {"share", "refused"}),
        ("memory", {"idle_mb", "grown_mb", "ratio"}),
        ("path", {"cpu", "cpu_ms"}),
        ("tick", {"ms", "most_ms"}),
        ("roster", {"p99", "p50", "p99_ms", "seconds"}),
        ("reminders", {"p99_s", "stream_p50_s", "stream_p99_s", "burst_p50_s", "burst_p99_s", "refused"}),
    ],
)
def test_a_row_with_a_prepared_database_is_measured(plan: Plan, row: str, figures: set[str]) -> None:
    outcome = ROWS[row](plan)
    assert set(outcome.figures) == figures
    assert None not in outcome.figures.values()
    assert [cell for cell in outcome.cells if cell["strayed"]] == []
