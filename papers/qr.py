"""QR codes: as a PNG for a chat or a printed card, as characters for a terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

PIXELS_A_MODULE = 10
QUIET_MODULES = 4  # the white frame that scanners need


def png(text: str, scale: int = PIXELS_A_MODULE) -> bytes:
    """Return a PNG of the QR code of `text`, black on white, `scale` pixels a module, error correction M or better.

    Up to 2,331 bytes of text; segno's `DataOverflowError` beyond.
    """
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=QUIET_MODULES, dark="#000", light="#fff")
    return out.getvalue()


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


def _line(upper: list[bool], lower: list[bool]) -> str:
    blocks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return "".join(blocks[pair] for pair in zip(upper, lower, strict=True))
