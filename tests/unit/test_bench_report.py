"""What the bench says of its figures: medians, ratios, what is reached and what isn't."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import bench.__main__ as bench
from bench import plan as plans
from bench.bots import Bot
from bench.cell import Cell, CellFailed, Setting
from bench.fake.limits import Limits
from bench.plan import Outcome, Plan
from bench.rows import ROWS
from bench.rows.reminders import beyond_limit

LINES = [{"text": "Кто вы?"}]
FIGURES = {"events": {}, "cpu_us_an_update": 1.0, "p50_ms": 1.0, "p99_ms": 1.0, "bot_cpu": 0.5, "server_cpu": 0.1}
FIGURES |= {"rss_mb": 1.0, "ready_s": 1.0, "noise": 0.0, "lines": LINES}

Speeds = dict[str, list[float]]


def measured(monkeypatch: pytest.MonkeyPatch, speeds: Speeds, **more: Any) -> None:
    """Let each bot's cells show these speeds, round after round."""
    left = {bot: iter(shown) for bot, shown in speeds.items()}

    def run(setting: Setting, bot: Bot) -> Cell:
        shown = next(left[bot.name])
        return {**FIGURES, "bot": bot.name, "round_trip_ms": setting.round_trip_ms, "answered_per_s": shown, **more}

    monkeypatch.setattr(plans, "learn", lambda _setting: LINES)
    monkeypatch.setattr(plans, "run", run)


def report(tmp_path: Path, *options: str, rows: str = "throughput") -> tuple[int, dict[str, Any]]:
    """Run the bench at 50 ms; return its exit code and what it wrote."""
    out = tmp_path / "results.json"
    places = ["--folder", str(tmp_path), "--out", str(out), "--picture", str(tmp_path / "bench.png")]
    code = bench.main(["--only", rows, "--latency", "50", "--rounds", "3", *places, *options])
    return code, json.loads(out.read_text("utf-8")) if out.exists() else {}


@pytest.mark.parametrize(
    ("iskra", "ptb_default", "aiogram", "code"),
    [
        ([600, 600, 600], [10, 10, 10], [400, 400, 400], 0),
        ([599, 599, 599], [10, 10, 10], [300, 300, 300], 1),
        ([600, 600, 600], [5, 5, 5], [401, 401, 401], 1),
        # One bad round of three is no verdict.
        ([1, 600, 600], [10, 10, 10], [400, 400, 9000], 0),
    ],
    ids=["on the line", "below python-telegram-bot's", "below aiogram's", "medians"],
)
def test_with_a_guard_the_exit_code_tells_what_falls_short(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    iskra: list[float],
    ptb_default: list[float],
    aiogram: list[float],
    code: int,
) -> None:
    speeds = {"iskra": iskra, "ptb_default": ptb_default, "aiogram": aiogram}
    measured(monkeypatch, speeds)
    assert report(tmp_path, "--rivals", "ptb_default,aiogram", "--guard")[0] == code
    measured(monkeypatch, speeds)
    assert report(tmp_path, "--rivals", "ptb_default,aiogram")[0] == 0


def test_what_was_measured_is_printed_and_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(monkeypatch, {"iskra": [500, 600, 900], "aiogram": [400, 300, 1400]})
    code, written = report(tmp_path, "--rivals", "aiogram")
    said = capsys.readouterr().out
    assert code == 0
    assert "updates/s at 50 ms ÷ aiogram: ≥ 1.5 ×, aim 1.8, is 1.5 ×: reached" in said
    assert "updates/s at 50 ms ÷ python-telegram-bot: ≥ 60 ×, aim 75: not measured" in said
    row = written["rows"]["throughput"]
    assert row["figures"] == {"aiogram_50": 1.5, "aiogram_50_cpu": 1.0}
    assert [cell["bot"] for cell in row["cells"]] == ["iskra", "aiogram", "aiogram", "iskra", "iskra", "aiogram"]
    reached = {target["figure"]: target["falls_short"] for target in written["targets"] if target["value"] is not None}
    assert reached == {"aiogram_50": False}


def test_rows_of_an_earlier_run_stay_where_that_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    measured(monkeypatch, {"iskra": [600] * 3, "aiogram": [400] * 3})
    report(tmp_path, "--rivals", "aiogram")
    monkeypatch.setitem(ROWS, "start", lambda _plan: Outcome([], {"seconds": 1.25}))
    _code, written = report(tmp_path, "--keep", rows="start")
    assert set(written["rows"]) == {"throughput", "start"}
    values = {target["figure"]: target["value"] for target in written["targets"] if target["value"] is not None}
    assert values == {"aiogram_50": 1.5, "seconds": 1.25}
    assert set(report(tmp_path, rows="start")[1]["rows"]) == {"start"}


def test_a_verdict_of_a_noisy_machine_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(monkeypatch, {"iskra": [500] * 3, "aiogram": [1000] * 3}, noise=0.5)
    report(tmp_path, "--rivals", "aiogram")
    assert "is 0.5 ×: FALLS SHORT (in doubt: the machine was not quiet)" in capsys.readouterr().out


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
    measured(monkeypatch, {"iskra": [100] * 3, "aiogram": [1] * 3}, **more)
    assert report(tmp_path, "--rivals", "aiogram")[0] == 1
    assert f"aiogram at 50 ms left the scenario: {why}" in capsys.readouterr().out


def test_a_row_that_fails_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_plan: Plan) -> Outcome:
        raise CellFailed("iskra: the bot ended with 1")

    monkeypatch.setitem(ROWS, "size", fail)
    monkeypatch.setitem(ROWS, "start", lambda _plan: Outcome([], {"seconds": 1.0}))
    code, written = report(tmp_path, rows="size,start")
    assert code == 1
    assert "bench: size: iskra: the bot ended with 1" in capsys.readouterr().err
    assert set(written["rows"]) == {"start"}


@pytest.mark.parametrize("option", [("--rivals", "nobody"), ("--latency", "fast"), ("--only", "luck")])
def test_a_wrong_option_is_told(option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(option)


SLOT = round(1 / 30, 4)


@pytest.mark.parametrize(
    ("due", "came", "late"),
    [
        ([0.0, 10.0], [0.5, 11.0], [0.5, 1.0]),
        # Three due at once may leave one slot after the other: that much lateness is Telegram's.
        ([5.0, 5.0, 5.0], [5.0, 5.0 + SLOT, 5.0 + 2 * SLOT], [0.0, 0.0, 0.0]),
        ([5.0, 5.0], [6.0, 6.0], [1.0, 1.0 - SLOT]),
        # What came before it was due shows.
        ([5.0], [4.0], [-1.0]),
    ],
    ids=["alone", "a burst", "a burst that waited for a tick", "too early"],
)
def test_lateness_is_what_the_limit_does_not_force(
    due: Sequence[float], came: Sequence[float], late: Sequence[float]
) -> None:
    assert beyond_limit(due, dict(enumerate(came))) == pytest.approx(late, abs=0.001)


def test_a_strict_telegram_refuses_the_thirty_first_call_of_a_second() -> None:
    limits = Limits()
    assert [limits.retry_after(chat, now=10.0) for chat in range(31)] == [0] * 30 + [1]
    assert limits.retry_after(99, now=11.01) == 0
    assert limits.refused == {"overall": 1}


def test_a_strict_telegram_refuses_what_floods_one_chat() -> None:
    limits = Limits()
    assert [limits.retry_after(1, now=0.1 * n) for n in range(4)] == [0, 0, 0, 1]
    assert limits.retry_after(1, now=1.5) == 0
    assert limits.refused == {"chat": 1}
