"""QR codes: as a PNG for a chat or a table, as bars for print, as characters for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import segno

PIXELS_A_MODULE = 10
QUIET_MODULES = 4  # the white frame that scanners need


class Bar(NamedTuple):
    """Dark modules side by side: the first one's place from the left and from the top, and how many."""

    x: int
    y: int
    length: int


class Bars(NamedTuple):
    """A QR code as what is dark in it; `side` is its width and height in modules, quiet zone included."""

    side: int
    bars: list[Bar]


def png(text: str, scale: int = PIXELS_A_MODULE) -> bytes:
    """Return a PNG of the QR code of `text`, black on white, `scale` pixels a module, error correction M or better.

    Up to 2,331 bytes of text; segno's `DataOverflowError` beyond.
    """
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=QUIET_MODULES, dark="#000", light="#fff")
    return out.getvalue()


def bars(text: str) -> Bars:
    """Return the QR code of `text` for whoever draws it, error correction M or better."""
    matrix = _code(text).matrix
    found = [bar for y, row in enumerate(matrix, QUIET_MODULES) for bar in _bars_of(row, y)]
    return Bars(len(matrix) + 2 * QUIET_MODULES, found)


def terminal(text: str) -> str:
    """Return the QR code of `text` as lines of half blocks, with colours of its own for dark and light terminals."""
    rows = [[False] * QUIET_MODULES + [bool(m) for m in row] + [False] * QUIET_MODULES for row in _code(text).matrix]
    blank = [[False] * len(rows[0])] * QUIET_MODULES
    rows = [*blank, *rows, *blank]
    if len(rows) % 2:
        rows.append(blank[0])
    lines = (_line(upper, lower) for upper, lower in zip(rows[::2], rows[1::2], strict=True))
    return "\n".join(f"\x1b[30;107m{line}\x1b[0m" for line in lines)


def _code(text: str) -> segno.QRCode:
    import segno  # a bot makes a code now and then, and starts often

    return segno.make(text, error="m", micro=False)


def _bars_of(row: Sequence[int], y: int) -> Iterator[Bar]:
    x = QUIET_MODULES
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            yield Bar(x, y, length)
        x += length


def _line(upper: list[bool], lower: list[bool]) -> str:
    blocks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return "".join(blocks[pair] for pair in zip(upper, lower, strict=True))
