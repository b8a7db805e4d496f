"""Sheets of cards through fpdf2: where everything stands on a card, in millimetres.

┌──────────────────────────────┐
│ NAME, as large as it can be  │
│ ▄▄▄▄▄▄▄▄▄▄  group            │
│ █ the QR █  college          │
│ █  code  █  1. 2. 3.         │
│ ▀▀▀▀▀▀▀▀▀▀  until when       │
│ the link, in small print     │
└──────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from papers import qr
from papers.cards import Card, CardWords
from papers.cards.fitting import MM_A_POINT, Box, fitted, height_of
from papers.tables.text import tidy, writable

FONTS = Path(__file__).parents[1] / "fonts"
PLAIN, BOLD, MONO = "plain", "bold", "mono"
_FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf", MONO: "DejaVuSansMono.ttf"}
UNKNOWN = "\ufffd"  # for a character that the fonts lack

COLUMNS, ROWS = 2, 4
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
WIDTH, HEIGHT = PAGE_WIDTH / COLUMNS, PAGE_HEIGHT / ROWS

# Home printers leave 5 mm at the edge of a page white.
NAME = Box(8, 7, 89, 15.5)
CODE = Box(5, 22.5, 39, 39)  # with its quiet zone, so that what is black begins under the name
GROUP = Box(46, 24, 51, 5.5)
COLLEGE = Box(46, 29.5, 51, 9.5)
STEPS = Box(46, 40, 51, 15)
VALID = Box(46, 56, 51, 5)
LINK = Box(8, 62, 89, 6)

_NAME_SIZES = [half / 2 for half in range(38, 15, -1)]
_GROUP_SIZES = (13, 12, 11, 10, 9, 8, 7, 6.5)  # two lines of the last
_COLLEGE_SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)
_STEP_SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)
_VALID_SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)
_LINK_SIZES = (7, 6.5, 6, 5.5, 5)

_CUT_GREY, _CUT_WIDTH = 110, 0.25
_DOT, _GAP = 0.3, 1.3


def pdf(cards: Sequence[Card], words: CardWords, made_at: datetime) -> bytes:
    """Do what `papers.cards.cards_pdf` promises."""
    paper = _Paper(words, made_at)
    for number, card in enumerate(cards):
        row, column = divmod(number % (COLUMNS * ROWS), COLUMNS)
        if row == column == 0:
            paper.begin_page()
        paper.card(card, words.steps, column * WIDTH, row * HEIGHT)
    return bytes(paper.output())


class _Paper(FPDF):
    """The document on its way to bytes."""

    def __init__(self, words: CardWords, made_at: datetime) -> None:
        super().__init__("portrait", "mm", (PAGE_WIDTH, PAGE_HEIGHT))
        self.set_auto_page_break(False)
        self.set_creation_date(made_at)
        self.set_title(words.title)
        self.set_lang(words.language)
        for family, name in _FILES.items():
            self.add_font(family, fname=FONTS / name)
        self._known = {family: frozenset(font.cmap) for family, font in self.fonts.items() if isinstance(font, TTFFont)}
        self._width_of = lru_cache(maxsize=20_000)(self._measured)

    def begin_page(self) -> None:
        """Add a page with its lines to cut along; they stop where the paper does, and lie under the cards."""
        self.add_page()
        self.set_draw_color(_CUT_GREY)
        self.set_line_width(_CUT_WIDTH)
        self.set_dash_pattern(_DOT, _GAP)
        for column in range(1, COLUMNS):
            self.line(column * WIDTH, 0, column * WIDTH, PAGE_HEIGHT)
        for row in range(1, ROWS):
            self.line(0, row * HEIGHT, PAGE_WIDTH, row * HEIGHT)
        self.set_dash_pattern()

    def card(self, card: Card, steps: Sequence[str], left: float, top: float) -> None:
        """Draw a card whose corner is at `left`, `top`."""
        self._code(card.link, left + CODE.x, top + CODE.y)
        for texts, family, box, sizes in (
            ([card.name], BOLD, NAME, _NAME_SIZES),
            ([card.group], BOLD, GROUP, _GROUP_SIZES),
            ([card.college], PLAIN, COLLEGE, _COLLEGE_SIZES),
            (steps, PLAIN, STEPS, _STEP_SIZES),
            ([card.valid], BOLD, VALID, _VALID_SIZES),
            (_halves(card.link), MONO, LINK, _LINK_SIZES),
        ):
            self._texts(texts, family, box._replace(x=left + box.x, y=top + box.y), sizes)

    def _texts(self, texts: Sequence[str], family: str, box: Box, sizes: Sequence[float]) -> None:
        known = self._known[family]
        shown = ["".join(c if ord(c) in known or c.isspace() else UNKNOWN for c in writable(tidy(t))) for t in texts]
        size, lines = fitted(shown, lambda text: self._width_of(family, text), box, sizes)
        self.set_font(family, size=size)
        baseline = box.y + size * MM_A_POINT
        for number, line in enumerate(lines):
            self.text(box.x, baseline + height_of(size, number), line)

    def _measured(self, family: str, text: str) -> float:
        self.set_font(family, size=1)
        return self.get_string_width(text)

    def _code(self, text: str, left: float, top: float) -> None:
        """Draw the QR code as one shape: rectangles filled one by one show white seams on screens and some printers."""
        code = qr.bars(text)
        module = CODE.width / code.side
        x, y = left * self.k, (PAGE_HEIGHT - top) * self.k
        step = module * self.k
        corners = ((x + bar.x * step, y - (bar.y + 1) * step, bar.length * step) for bar in code.bars)
        shape = [f"{left:.3f} {bottom:.3f} {length:.3f} {step:.3f} re" for left, bottom, length in corners]
        self._out("\n".join(["0 g", *shape, "f"]))


def _halves(link: str) -> list[str]:
    """Return the address and the secret, a line each, for whoever types them: no hyphen is to be guessed at a break."""
    address, mark, secret = link.rpartition("=")
    return [address + mark, secret] if mark else [link]
