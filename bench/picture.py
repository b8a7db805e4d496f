"""The picture of the table: a bar a figure, with a mark where its target stands. One page, to be read on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.table import shown, wanted

WIDTH_IN, LINE_IN, MARGIN_IN = 6.0, 0.62, 1.5
DPI = 150
REACHED, SHORT, MARK, PAPER, INK, GREY = "#2b8a5a", "#d9822b", "#16324f", "#ffffff", "#1c1c1c", "#6b6b6b"
LONGEST = 0.8
"""Of the width: the greater of figure and target."""


def draw(written: Mapping[str, Any], path: Path) -> None:
    """Draw what `make bench` wrote; `ImportError` where matplotlib is missing."""
    from matplotlib.figure import Figure  # a second of import, and needed by nothing else

    targets = [target for target in written["targets"] if target["value"] is not None]
    height_in = LINE_IN * len(targets) + MARGIN_IN
    figure = Figure(figsize=(WIDTH_IN, height_in), facecolor=PAPER)
    axes = figure.add_axes((0.04, 0.42 / height_in, 0.92, 1 - MARGIN_IN / height_in))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(targets), 0)
    for line, target in enumerate(targets):
        _bar(axes, line, target)
    top = 1 - 0.35 / height_in
    figure.text(0.04, top, "Iskra, measured", fontsize=17, fontweight="bold", color=INK, va="center")
    legend = "bar: measured   |: to be reached   green: reached   orange: falls short"
    figure.text(0.04, top - 0.33 / height_in, legend, fontsize=9, color=GREY, va="center")
    figure.text(0.04, 0.2 / height_in, _under(written), fontsize=7.5, color=GREY, va="center")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without the program's version in it the same figures give the same file.
    figure.savefig(path, dpi=DPI, metadata={"Software": None})


def _bar(axes: Any, line: int, target: Mapping[str, Any]) -> None:
    value, limit = float(target["value"]), float(target["limit"])
    whole = max(value, limit) / LONGEST or 1.0
    colour = SHORT if target["falls_short"] else REACHED
    axes.text(0, line + 0.28, target["title"], fontsize=9.5, color=INK, va="center")
    said = f"{shown(value, target['unit'])}"
    axes.text(1, line + 0.28, said, fontsize=11, fontweight="bold", color=colour, va="center", ha="right")
    axes.barh(line + 0.62, value / whole, height=0.26, color=colour)
    axes.plot([limit / whole] * 2, [line + 0.44, line + 0.8], color=MARK, linewidth=2.2, solid_capstyle="butt")
    axes.text(1, line + 0.625, wanted(target), fontsize=7.5, color=GREY, va="center", ha="right")


def _under(written: Mapping[str, Any]) -> str:
    machine = written["machine"]
    measured_at = max(row["measured_at"] for row in written["rows"].values())[:10]
    return (
        f"{measured_at} · {machine['cores']} cores · Python {machine['python']} · "
        f"python-telegram-bot {machine['python-telegram-bot']} · aiogram {machine['aiogram']}"
    )
