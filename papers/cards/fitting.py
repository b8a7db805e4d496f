"""Texts into boxes: the largest letters with which a text fits, wrapped at spaces and after hyphens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

MM_A_POINT = 25.4 / 72
LEADING = 1.17  # from one line to the next, in sizes of the letters
ELLIPSIS = "…"
# A word with its hyphen, or the spaces between words.
_PIECES = re.compile(r"[^\s-]*-+|[^\s-]+")

Measure: TypeAlias = Callable[[str], float]
"""How wide a text is in letters of one point, in millimetres."""


class Box(NamedTuple):
    """Where a text has to stay, in millimetres from the top left of its card."""

    x: float
    y: float
    width: float
    height: float


class Fitted(NamedTuple):
    """Lines, and the size of their letters in points."""

    size: float
    lines: list[str]


def fitted(paragraphs: Sequence[str], measure: Measure, box: Box, sizes: Sequence[float]) -> Fitted:
    """Return `paragraphs` in the first of `sizes` (largest first) in which they fit into `box`.

    Where none will do, the last one is taken, words are broken, and what is left over is cut with an ellipsis.
    """
    for size in sizes:
        lines = [line for paragraph in paragraphs for line in _wrapped(_pieces(paragraph), measure, box.width / size)]
        if len(lines) <= _most_lines(box, size) and all(measure(line) * size <= box.width for line in lines):
            return Fitted(size, lines)
    size = sizes[-1]
    width = box.width / size
    lines = [line for paragraph in paragraphs for line in _wrapped(_broken(paragraph, measure, width), measure, width)]
    return Fitted(size, _cut(lines, max(_most_lines(box, size), 1), measure, width))


def height_of(size: float, lines: int) -> float:
    """Return the height of `lines` lines, in millimetres."""
    return size * MM_A_POINT * LEADING * lines


def _most_lines(box: Box, size: float) -> int:
    return int(box.height / height_of(size, 1) + 1e-9)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give what may stand on a line of its own, and whether a space stands before it."""
    for match in _PIECES.finditer(text):
        yield match[0], match.start() > 0 and text[match.start() - 1].isspace()


def _broken(text: str, measure: Measure, width: float) -> Iterator[tuple[str, bool]]:
    """Give pieces of which each is narrow enough."""
    for piece, spaced in _pieces(text):
        part = ""
        for letter in piece:
            if part and measure(part + letter) > width:
                yield part, spaced
                part, spaced = "", False
            part += letter
        yield part, spaced


def _wrapped(pieces: Iterator[tuple[str, bool]], measure: Measure, width: float) -> list[str]:
    lines: list[str] = []
    for piece, spaced in pieces:
        longer = f"{lines[-1]}{' ' if spaced else ''}{piece}" if lines else piece
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _cut(lines: list[str], most: int, measure: Measure, width: float) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + ELLIPSIS]
