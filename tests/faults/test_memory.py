"""Whether memory grows is told from its samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.memory import LEAST_S, Sample, draw, growth, slope


def life(number: int, begin_s: int, seconds: int, mb_per_minute: float) -> list[Sample]:
    """Return the samples of one process: from 60 MB it fills to 100 MB in a minute, then grows as told."""
    return [
        Sample(begin_s + age, number, age, 60 + 40 * min(1, age / 60) + mb_per_minute * age / 60)
        for age in range(seconds)
    ]


LONG = int(2 * LEAST_S) + 10


@pytest.mark.parametrize(
    ("seconds", "mb_per_minute", "flat"),
    [(LONG, 0.0, True), (LONG, -1.0, True), (LONG, 0.4, True), (LONG, 0.6, False), (200, 0.6, None), (1, 0.0, None)],
)
def test_memory_is_flat_where_the_last_life_does_not_grow_in_its_second_half(
    seconds: int, mb_per_minute: float, flat: bool | None
) -> None:
    said = growth([*life(1, 0, 30, 50.0), *life(2, 31, seconds, mb_per_minute)])
    assert said["flat"] is flat
    assert said["mb_per_minute"] == pytest.approx(mb_per_minute)


@pytest.mark.parametrize("points", [[], [(1.0, 5.0)], [(1.0, 5.0), (1.0, 9.0)]])
def test_where_there_is_no_line_nothing_grows(points: list[tuple[float, float]]) -> None:
    assert slope(points) == 0


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    draw([*life(1, 0, 30, 0), *life(2, 31, LONG, 0.2)], "a run", tmp_path / "new" / "soak.png")
    assert (tmp_path / "new" / "soak.png").read_bytes().startswith(b"\x89PNG")
