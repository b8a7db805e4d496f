"""Whether memory grows is told from its samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.memory import LEAST_S, WARM_S, Sample, draw, growth, slope


def life(number: int, begin_s: int, seconds: int, mb_per_minute: float) -> list[Sample]:
    """Return the samples of one process: 60 MB at first, 100 MB when warm, and on as told."""
    return [
        Sample(begin_s + age, number, age, 60 + 40 * min(1, age / WARM_S) + mb_per_minute * age / 60)
        for age in range(seconds)
    ]


LONG = int(WARM_S + LEAST_S) + 60


@pytest.mark.parametrize(
    ("seconds", "mb_per_minute", "flat"),
    [(LONG, 0.0, True), (LONG, -1.0, True), (LONG, 0.4, True), (LONG, 0.6, False), (200, 0.6, None), (30, 9.0, None)],
)
def test_memory_is_flat_where_the_warm_last_life_does_not_grow(
    seconds: int, mb_per_minute: float, flat: bool | None
) -> None:
    said = growth([*life(1, 0, 30, 50.0), *life(2, 31, seconds, mb_per_minute)])
    assert said["flat"] is flat
    if seconds > WARM_S:
        assert said["mb_per_minute"] == pytest.approx(mb_per_minute)


def test_what_each_process_has_when_it_is_young_is_told_beside() -> None:
    lives = [sample for n in range(10) for sample in life(n, 60 * n, 30, 0.0)]
    grown = [Sample(one.at_s, one.life, one.age_s, one.rss_mb + 3 * one.life) for one in lives]
    assert growth(lives)["young_mb_per_minute"] == pytest.approx(0, abs=0.05)
    assert growth(grown)["young_mb_per_minute"] == pytest.approx(3, abs=0.05)


@pytest.mark.parametrize("points", [[], [(1.0, 5.0)], [(1.0, 5.0), (1.0, 9.0)]])
def test_where_there_is_no_line_nothing_grows(points: list[tuple[float, float]]) -> None:
    assert slope(points) == 0


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    draw([*life(1, 0, 30, 0), *life(2, 31, LONG, 0.2)], "a run", tmp_path / "new" / "soak.png")
    assert (tmp_path / "new" / "soak.png").read_bytes().startswith(b"\x89PNG")
