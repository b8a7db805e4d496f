"""QR codes: a picture that is a PNG, and one for the terminal that says the same."""

from __future__ import annotations

import struct
import zlib

import pytest
import segno

from papers import qr

LINK = "https://t.me/iskra_bot?start=inv_" + "a" * 43


def test_the_picture_is_a_square_png_with_its_frame() -> None:
    data = qr.png(LINK)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    modules = len(segno.make(LINK, error="m", micro=False).matrix)
    assert width == height == (modules + 8) * 10
    assert zlib.crc32(data[12:29]) == struct.unpack(">I", data[29:33])[0]


def test_the_scale_sets_the_pixels() -> None:
    assert struct.unpack(">I", qr.png(LINK, scale=3)[16:20])[0] * 10 == struct.unpack(">I", qr.png(LINK)[16:20])[0] * 3


@pytest.mark.parametrize("text", ["A", LINK, "Ёлкин"])
def test_the_terminal_shows_the_same_modules(text: str) -> None:
    code = segno.make(text, error="m", micro=False)
    size = len(code.matrix)
    halves = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    rows: list[list[int]] = []
    for line in qr.terminal(text).splitlines():
        blocks = line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m")
        rows += [[halves[b][0] for b in blocks], [halves[b][1] for b in blocks]]
    inner = [row[4 : 4 + size] for row in rows[4 : 4 + size]]
    assert inner == [[int(m) for m in row] for row in code.matrix]
    assert sum(map(sum, rows)) == sum(map(sum, inner))


@pytest.mark.parametrize("text", ["A", LINK])
def test_bars_are_the_same_modules_within_their_frame(text: str) -> None:
    code = segno.make(text, error="m", micro=False)
    side, bars = qr.bars(text)
    assert side == len(code.matrix) + 8
    dark = [(x, bar.y) for bar in bars for x in range(bar.x, bar.x + bar.length)]
    assert sorted(dark) == sorted((x + 4, y + 4) for y, row in enumerate(code.matrix) for x, m in enumerate(row) if m)
    ends = {(bar.x + bar.length, bar.y) for bar in bars}
    assert ends.isdisjoint((bar.x, bar.y) for bar in bars)
