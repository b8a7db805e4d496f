"""Scans of papers: one file that a stranger sent, told apart, cleaned and measured in one visit to the workshop."""

from __future__ import annotations

from dataclasses import dataclass

from papers.pictures import MOST_BYTES, PictureKind, clean, sniff

# What Telegram takes as a photo; anything else has to go as a document.
LONGEST_SIDES = 10_000  # pixels, width and height together
MOST_STRETCHED = 20  # the longer side by the shorter


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that may be kept: a "jpg", "png" or "pdf". `as_photo`: whether a chat can show it as a picture."""

    kind: PictureKind
    content: bytes
    as_photo: bool


def read(content: bytes) -> Scan:
    """Return what may be kept of a file; `PaperError` as `papers.pictures.clean` says."""
    kind = sniff(content)
    cleaned = clean(content, kind)
    return Scan(kind, cleaned, kind != "pdf" and _fits_a_photo(cleaned))


def _fits_a_photo(content: bytes) -> bool:
    from papers import drawing  # as in papers/pictures.py

    shorter, longer = sorted(drawing.size(content))
    return len(content) <= MOST_BYTES and shorter + longer <= LONGEST_SIDES and longer <= MOST_STRETCHED * shorter
