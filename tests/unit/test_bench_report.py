"""What the bench says of its figures: medians, ratios, and when its guard is broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import bench.__main__ as bench
from bench.cell import CellFailed, Setting

LINES = [{"text": "Кто вы?"}]
FIGURES = {"events": {}, "cpu_us_an_update": 1.0, "p50_ms": 1.0, "p99_ms": 1.0, "bot_cpu": 0.5, "server_cpu": 0.1}
FIGURES |= {"rss_mb": 1.0, "ready_s": 1.0, "noise": 0.0, "lines": LINES}

Speeds = dict[str, list[float]]


def measured(monkeypatch: pytest.MonkeyPatch, speeds: Speeds, **more: Any) -> None:
    """Let each bot's cells show these speeds, round after round."""
    left = {bot: iter(shown) for bot, shown in speeds.items()}

    def run(_setting: Setting, bot: str, round_trip_ms: float) -> dict[str, Any]:
        shown = next(left[bot])
        return {**FIGURES, "bot": bot, "round_trip_ms": round_trip_ms, "answered_per_s": shown, **more}

    monkeypatch.setattr(bench, "learn", lambda _setting: LINES)
    monkeypatch.setattr(bench, "run", run)


def report(tmp_path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Run the bench at 50 ms; return its exit code and what it wrote."""
    out = tmp_path / "results.json"
    code = bench.main(["--latency", "50", "--folder", str(tmp_path), "--out", str(out), *options])
    return code, json.loads(out.read_text("utf-8")) if out.exists() else {}


@pytest.mark.parametrize(
    ("iskra", "ptb_default", "aiogram", "code"),
    [
        ([700, 700, 700], [35, 35, 35], [1000, 1000, 1000], 0),
        ([699, 699, 699], [35, 35, 35], [900, 900, 900], 1),
        ([700, 700, 700], [10, 10, 10], [1001, 1001, 1001], 1),
        # One bad round of three is no verdict.
        ([1, 700, 700], [35, 35, 35], [1000, 1000, 9000], 0),
    ],
    ids=["on the line", "below python-telegram-bot's", "below aiogram's", "medians"],
)
def test_the_exit_code_is_the_guards(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    iskra: list[float],
    ptb_default: list[float],
    aiogram: list[float],
    code: int,
) -> None:
    measured(monkeypatch, {"iskra": iskra, "ptb_default": ptb_default, "aiogram": aiogram})
    assert report(tmp_path, "--rivals", "ptb_default,aiogram")[0] == code


def test_what_was_measured_is_printed_and_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(monkeypatch, {"iskra": [500, 700, 900], "aiogram": [1000, 900, 1400]})
    code, written = report(tmp_path, "--rivals", "aiogram")
    said = capsys.readouterr().out
    assert code == 0
    assert "Iskra ÷ aiogram at 50 ms: at least 0.7 ×, is 0.70 ×: holds" in said
    assert "Iskra ÷ ptb_default at 50 ms: at least 20 ×: not measured" in said
    assert written["ratios"] == {"50": {"aiogram": 0.7}}
    assert written["cpu_ratios"] == {"50": {"aiogram": 1.0}}
    assert written["medians"]["50"]["iskra"]["answered_per_s"] == 700
    assert [cell["bot"] for cell in written["cells"]] == ["iskra", "aiogram", "aiogram", "iskra", "iskra", "aiogram"]


def test_a_verdict_of_a_noisy_machine_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(monkeypatch, {"iskra": [600], "aiogram": [1000]}, noise=0.5)
    assert report(tmp_path, "--rounds", "1", "--rivals", "aiogram")[0] == 1
    assert "is 0.60 ×: BROKEN (in doubt: the machine was not quiet)" in capsys.readouterr().out


@pytest.mark.parametrize("load", [("--rate", "100"), ("--walks", "3")])
def test_a_load_that_finds_no_throughput_breaks_no_guard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], load: tuple[str, str]
) -> None:
    measured(monkeypatch, {"iskra": [100], "aiogram": [1000]})
    assert report(tmp_path, "--rounds", "1", "--rivals", "aiogram", *load)[0] == 0
    assert "Iskra ÷ aiogram at 50 ms: at least 0.7 ×: not measured" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "why"),
    [({"events": {"timeout": 2}}, "{'timeout': 2}"), ({"lines": [{"text": "ready"}]}, "it said something else")],
)
def test_a_bot_that_left_the_scenario_is_no_rival(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: dict[str, Any],
    why: str,
) -> None:
    measured(monkeypatch, {"iskra": [100], "aiogram": [1]}, **more)
    assert report(tmp_path, "--rounds", "1", "--rivals", "aiogram")[0] == 1
    assert f"aiogram at 50 ms left the scenario: {why}" in capsys.readouterr().out


def test_a_cell_that_fails_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_setting: Setting) -> None:
        raise CellFailed("iskra: the bot ended with 1")

    monkeypatch.setattr(bench, "learn", fail)
    assert report(tmp_path) == (1, {})
    assert "bench: iskra: the bot ended with 1" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--rivals", "nobody"), ("--latency", "fast")])
def test_a_wrong_option_is_told(option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(option)
