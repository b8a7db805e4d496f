"""Check that no sentence for people stands in code: no Cyrillic in Python literals, nor anywhere in the page's files.

`cluster/russian/` is the one exception: it understands what Russians type. Docstrings and comments are for engineers.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("bot", "handlers", "cluster", "storage", "papers", "sandbox", "tools", "bench")
EXCEPT = ("cluster/russian/",)
CYRILLIC = re.compile(r"[\u0400-\u052f]")


def faults(root: Path = ROOT) -> Iterator[str]:
    """Give a line for each literal with Cyrillic letters."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if name.startswith(EXCEPT) or "__pycache__" in name:
                continue
            if path.suffix == ".py":
                yield from (f"{name}:{line}: {text!r}" for line, text in _literals(path.read_text("utf-8")))
            elif path.suffix in (".js", ".html", ".css"):
                lines = enumerate(path.read_text("utf-8").splitlines(), 1)
                yield from (f"{name}:{number}: {line.strip()!r}" for number, line in lines if CYRILLIC.search(line))


def _literals(source: str) -> Iterator[tuple[int, str]]:
    tree, lines = ast.parse(source), source.splitlines()
    documentation = {id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in documentation or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        # Written as letters, that is: a single one by its number (\u0451) is no sentence.
        written = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if CYRILLIC.search(node.value) and CYRILLIC.search(written):
            yield node.lineno, node.value


def main() -> int:
    """Print the literals; 1 where there are any."""
    found = list(faults())
    for fault in found:
        print(fault)
    print(f"sentences in code: {len(found)}; move them to locales/" if found else "sentences in code: none")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
