"""What people type into a form: invisible marks taken out, and the buttons' names understood as words."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

# Direction marks, zero-width characters and the like: pasted unseen, never meant.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f]")
WAYS = {"form-back": "b", "form-skip": "s", "form-cancel": "c"}


def clean(text: str) -> str:
    """Return `text` without invisible marks and outer spaces."""
    return _INVISIBLE.sub("", text).strip()


def typed_way(text: str, lookup: Callable[[str], Markup]) -> str | None:
    """Return the form's verb where somebody typed the name of a button that every question has."""
    wanted = text.casefold()
    for key, verb in WAYS.items():
        if wanted == lookup(key).unescape().casefold():
            return verb
    return None
