"""Which of several options a typed answer means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from cluster.russian.words import Unclear, is_near, plain, tidy, to_russian_layout

K = TypeVar("K")


def match_option(text: str, options: Iterable[tuple[K, str]]) -> K:
    """Return the key of the one option whose label was meant.

    Case, Ё, emoji and punctuation don't count; the beginning of a word (3 letters and more) is enough where one
    label has it; one wrong letter in four or more is forgiven; Latin keys are read as Russian ones. The closest
    kind of match decides.
    """
    labels = [(key, plain(label)) for key, label in options]
    for typed in (plain(text), plain(to_russian_layout(tidy(text)))):
        for rule in (_is_same, _is_beginning, _is_inside, is_near):
            found = [key for key, label in labels if typed and rule(label, typed)]
            if len(found) == 1:
                return found[0]
            if found:
                raise Unclear("russian-option-several")
    raise Unclear("russian-option-unclear")


def _is_same(label: str, typed: str) -> bool:
    return label == typed


def _is_beginning(label: str, typed: str) -> bool:
    return len(typed) >= 3 and label.startswith(typed)


def _is_inside(label: str, typed: str) -> bool:
    return len(typed) >= 3 and f" {typed}" in label
