"""Long lists in parts, for a statement that names each of their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500
"""How many items one statement names: far under the limits of both databases."""


def in_parts(items: Iterable[T]) -> Iterator[list[T]]:
    """Give `items` in their order, at most 500 at a time."""
    listed = list(items)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
