"""Scans: told apart, cleaned, and measured for how a chat can show them."""

from __future__ import annotations

import pickle

import pytest

from papers.errors import PaperError
from papers.scans import read
from tests import scans


@pytest.mark.parametrize(
    ("content", "kind", "as_photo"),
    [
        (scans.photo(), "jpg", True),
        (scans.photo(form="PNG"), "png", True),
        (scans.pdf(), "pdf", False),
        # What Telegram refuses as a photo: 10,000 pixels of both sides together, 1 to 20.
        (scans.photo(size=(6_000, 4_000)), "jpg", True),
        (scans.photo(size=(6_000, 4_001)), "jpg", False),
        (scans.photo(size=(200, 10)), "jpg", True),
        (scans.photo(size=(201, 10)), "jpg", False),
    ],
)
def test_what_may_be_kept_and_how_it_is_shown(content: bytes, kind: str, as_photo: bool) -> None:
    found = read(content)
    assert (found.kind, found.as_photo) == (kind, as_photo)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (scans.HEIC, "picture_unknown", "heic"),
        (scans.SVG, "picture_unknown", "unknown"),
        (scans.archive(), "picture_unknown", "unknown"),
        (scans.bomb(), "picture_too_large", None),
    ],
)
def test_what_may_not_is_refused(content: bytes, code: str, kind: str | None) -> None:
    with pytest.raises(PaperError) as refused:
        read(content)
    assert (refused.value.code, refused.value.args_.get("kind")) == (code, kind)
