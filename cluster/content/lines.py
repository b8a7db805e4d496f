"""Where in a TOML file something stands. The standard parser gives values without lines; this finds the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

OPENING, CLOSING = frozenset("[{"), frozenset("]}")

_PLAIN_OR_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[A-Za-z0-9_-]+")
# What matters between values: strings (which may hide brackets and hashes), brackets, comments.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n|[^"\'#\[\]{}\n]+',
    re.DOTALL,
)


class Lines:
    """The lines of one valid TOML text, by the path of keys and indices.

    Tables and keys are known; what stands inside an array or an inline table has the line of its key.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        for line, statement in _statements(text):
            self._note(line, statement)

    def of(self, path: Sequence[str | int]) -> int:
        """Return the line of the deepest known part of `path`, 1 when nothing of it is known."""
        for size in range(len(path), 0, -1):
            line = self._lines.get(tuple(path[:size]))
            if line is not None:
                return line
        return 1

    def _note(self, line: int, statement: str) -> None:
        if statement.startswith("[["):
            parent = self._resolve(_keys(statement.strip("[]")))
            number = self._counts.get(parent, 0)
            self._counts[parent] = number + 1
            self._lines.setdefault(parent, line)
            self._table = (*parent, number)
        elif statement.startswith("["):
            self._table = self._resolve(_keys(statement.strip("[]")))
        else:
            keys = _keys(statement.split("=", 1)[0]) if statement[0] not in "\"'" else _leading_keys(statement)
            for size in range(1, len(keys) + 1):
                self._lines.setdefault((*self._table, *keys[:size]), line)
            return
        self._lines[self._table] = line

    def _resolve(self, keys: list[str]) -> Path:
        """Return the path that a header names: below an array of tables its last element is meant."""
        path: Path = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if path in self._counts and place < len(keys) - 1:
                path = (*path, self._counts[path] - 1)
        return path


def _statements(text: str) -> list[tuple[int, str]]:
    """Return the first line and the beginning of every header and key with its value."""
    found: list[tuple[int, str]] = []
    line, depth, current, begun = 1, 0, "", 1
    for match in _TOKEN.finditer(text + "\n"):
        piece = match.group()
        if piece == "\n" and depth == 0:
            if current.strip():
                found.append((begun, current.strip()))
            current = ""
        elif not piece.startswith("#"):
            if not current.strip():
                begun = line
            current += piece
            depth += (piece in OPENING) - (piece in CLOSING)
        line += piece.count("\n")
    return found


def _keys(dotted: str) -> list[str]:
    return [key.strip("\"'") for key in _PLAIN_OR_QUOTED.findall(dotted)]


def _leading_keys(statement: str) -> list[str]:
    """Return the keys before the equals sign where the first one is quoted and may hold one itself."""
    first = _PLAIN_OR_QUOTED.match(statement)
    rest = statement[first.end() :] if first else statement
    return [first.group().strip("\"'") if first else "", *_keys(rest.split("=", 1)[0])]
