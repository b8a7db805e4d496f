"""What the drawn documents share: state diagrams, tables, the notes behind the members of an enumeration."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cluster.lifecycle import Transition

Step = Transition[Any, Any, Any, Any]


def diagram(direction: str, steps: Iterable[Step], more: Iterable[str] = ()) -> str:
    """Return steps as a Mermaid diagram, an arrow for each way with everybody who may take it."""
    ways: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        ways.setdefault((step.source, step.target), []).append(step.actor.value)
    arrows = [f"{source} --> {target} : {' or '.join(by)}" for (source, target), by in ways.items()]
    lines = [f"    {line}" for line in (f"direction {direction}", *more, *arrows)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def boxed(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table as plain text in a block."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    rule = f"+{'+'.join('-' * (width + 2) for width in widths)}+"

    def line(cells: tuple[str, ...]) -> str:
        return f"|{'|'.join(f' {cell:<{width}} ' for cell, width in zip(cells, widths, strict=True))}|"

    return "\n".join(["```text", rule, line(head), rule, *map(line, rows), rule, "```"])


def notes(members: type[enum.StrEnum], source: Path) -> dict[str, str]:
    """Return the comment that stands in `source` behind each member, by value."""
    text = source.read_text(encoding="utf-8")
    body = re.search(rf"^class {members.__name__}\b.*?(?=^\S)", text + "\nend", re.MULTILINE | re.DOTALL)
    found = re.findall(
        r'^    [A-Z_0-9]+ = "([a-z_0-9]+)"(?:  # (?:noqa: \S+ - )?(.*))?$', body[0] if body else "", re.MULTILINE
    )
    return dict(found)


def filled(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """Return a document with each part made anew between `<!-- name -->` and `<!-- /name -->`.

    `ValueError` where a part has no place.
    """
    for name, draw in parts.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise ValueError(f"{begin} and {end} are missing")
        text = f"{before}{begin}\n{draw()}\n{end}{after}"
    return text
