"""The bench holds its conversation: Iskra walks its scenario to the end, and so does every rival. No test asks how fast."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.__main__ import SCENARIO
from bench.bots import RIVALS
from bench.cell import Setting, learn, run
from bench.fake.crowd import Load

PEOPLE = 3


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """Let one person walk through Iskra; give the scenario with what Iskra said, for a few people."""
    folder = tmp_path_factory.mktemp("bench")
    load = Load(people=PEOPLE, rate=0, warmup_s=0, duration_s=0, timeout_s=30, walks=PEOPLE)
    asked = Setting(json.loads(SCENARIO.read_text("utf-8")), load, folder, pinned=False)
    yield replace(asked, scenario=asked.scenario | {"lines": learn(asked)})
    assert list(folder.iterdir()) == []


def test_iskra_answers_every_step_of_its_form(setting: Setting) -> None:
    lines = setting.scenario["lines"]
    assert len(lines) == len(setting.scenario["steps"])
    assert ["Поступаю", "Родитель"] in lines[0]["inline"]
    assert lines[1]["edit"]
    assert "Шаг 3 из" in lines[4]["text"]
    # The seventh answer is in: the form asks on, with a button under the input line.
    assert "Номер телефона?" in lines[-1]["text"]
    assert any(button["contact"] for row in lines[-1]["keyboard"] for button in row)


@pytest.mark.parametrize("rival", RIVALS)
def test_a_rival_says_what_iskra_says(setting: Setting, rival: str) -> None:
    cell = run(setting, rival, round_trip_ms=0)
    assert cell["events"] == {}
    assert cell["walks"] >= PEOPLE
    assert cell["answered"] >= PEOPLE * len(setting.scenario["steps"])
    assert cell["lines"] == setting.scenario["lines"]
