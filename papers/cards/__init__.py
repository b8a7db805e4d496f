"""Cards to print and cut: a person's name, a QR code that opens Iskra, and what to do with it.

    cards_pdf   cards -> the bytes of a PDF, A4, eight to a page     sheet.py over fitting.py

This module only describes a card: who names it for a process of its own imports no library of PDFs with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Card", "CardWords", "cards_pdf"]


@dataclass(frozen=True)
class Card:
    """What one card says. Texts too long for their place are set smaller, then cut with an ellipsis."""

    name: str
    group: str
    college: str
    link: str  # of the QR code, and in small print; up to 140 characters, ASCII
    valid: str  # the whole line that says until when, "" for none


@dataclass(frozen=True)
class CardWords:
    """What every card says, in the language of its readers."""

    title: str  # of the document, for lists of files and windows: no name
    language: str  # "ru", for whatever reads it aloud
    steps: Sequence[str]  # what to do, a line each, with their numbers


def cards_pdf(cards: Sequence[Card], words: CardWords, *, made_at: datetime) -> bytes:
    """Return the PDF of `cards`, in their order from left to right, 2 × 4 to a page, with dotted lines to cut along.

    The same cards of the same moment are the same bytes. No name goes anywhere but onto its card.
    `ValueError` where there are no cards, or `made_at` has no time zone.
    """
    if not cards:
        raise ValueError("no cards")
    if made_at.tzinfo is None:
        raise ValueError(f"{made_at!r} has no time zone")
    from papers.cards import sheet

    return sheet.pdf(cards, words, made_at)
