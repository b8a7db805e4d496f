"""Tables that people send: what is wrong with one is said of its row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row: `column` is its key, `code` ends the key of the text, `args` are its placeholders."""

    row: int
    column: str
    code: str
    args: Mapping[str, object] = field(default_factory=dict)
