"""Check the texts: every language has the same files, keys and placeholders, the code's keys exist, none lies unused.

What the code uses is found without running it, so a key that is put together from parts counts as used when the parts
fit, and only keys in well-known places (`Screen("…")`, `Refusal("…")`, …) are required to exist.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ru", "en")
CODE = ("bot", "handlers", "cluster", "storage", "papers", "sandbox")
# Calls whose first argument is the key of a text.
TAKE_KEY = frozenset({"Screen", "Button", "Refusal", "NotFound", "Forbidden", "toast", "alert", "text", "Alternative"})
TELEGRAM_TAGS = frozenset({"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"})
# The page of the sandbox asks for its texts without the feature's name and fills placeholders itself.
PAGE = "sandbox"
FEWEST_LETTERS = 3  # of a composed key, below which it would fit everything


@dataclass
class Message:
    """One text of one language."""

    file: str
    variables: frozenset[str]
    tags: str


@dataclass
class Used:
    """What the code asks for."""

    literals: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    required: dict[str, str] = field(default_factory=dict)
    """Key or pattern -> where it is asked for."""


# --- the texts ------------------------------------------------------------------------------------------


class _Variables(Visitor):
    """Collects placeholders, of selectors too."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


class _Tags(HTMLParser):
    """Tells what is wrong with the markup of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in TELEGRAM_TAGS:
            self.fault = f"Telegram knows no <{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or f"</{tag}> closes nothing"


def read(language: str, faults: list[str], root: Path = ROOT) -> dict[str, Message]:
    """Return the texts of a language by key; what is wrong with them goes to `faults`."""
    messages: dict[str, Message] = {}
    paths = sorted((root / "locales" / language).glob("*.ftl"))
    # A form inside a feature has keys of its own name, so only the names of other files are taken.
    others = {path.stem for path in paths}
    for path in paths:
        where = f"locales/{language}/{path.name}"
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, ftl.Junk):
                faults.append(f"{where}: not Fluent: {(entry.content or '').strip().splitlines()[0]}")
            if not isinstance(entry, ftl.Message):
                continue
            key = entry.id.name
            if key in messages:
                faults.append(f"{where}: {key} is there twice")
            prefix, dash, _ = key.partition("-")
            if not dash or prefix in others - {path.stem}:
                faults.append(f"{where}: {key} does not begin with {path.stem}-")
            messages[key] = _message(path.name, entry)
            if messages[key].tags:
                faults.append(f"{where}: {key}: {messages[key].tags}")
    return messages


def _message(file: str, entry: ftl.Message) -> Message:
    variables, tags = _Variables(), _Tags()
    variables.visit(entry)
    for element in entry.value.elements if entry.value else []:
        if isinstance(element, ftl.TextElement):
            tags.feed(element.value)
    tags.close()
    wrong = tags.fault or (f"<{tags.open[-1]}> is never closed" if tags.open else "")
    return Message(file, frozenset(variables.found), wrong)


def compare(texts: dict[str, dict[str, Message]]) -> Iterator[str]:
    """Tell where the languages differ in keys, files or placeholders."""
    keys = sorted(set().union(*texts.values()))
    for key in keys:
        missing = [language for language in LANGUAGES if key not in texts[language]]
        if missing:
            yield f"{key}: missing in {', '.join(missing)}"
            continue
        first, *others = (texts[language][key] for language in LANGUAGES)
        for other in others:
            if first.file != other.file:
                yield f"{key}: in {first.file} and in {other.file}"
            if first.variables != other.variables:
                odd = ", ".join(sorted(first.variables ^ other.variables))
                yield f"{key}: placeholders differ: {odd}"


# --- the code -------------------------------------------------------------------------------------------


def used_by_code(root: Path = ROOT) -> Used:
    """Return every key that the code names or puts together."""
    used = Used()
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            _read_python(path, path.relative_to(root).as_posix(), used)
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".js", ".html"):
                _read_page(path.read_text("utf-8"), used)
    return used


def _read_python(path: Path, name: str, used: Used) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        key = _key(node)
        if key is not None:
            (used.patterns if isinstance(node, ast.JoinedStr) else used.literals).add(key)
        for asked in _asked(node):
            if (key := _key(asked)) and (isinstance(asked, ast.JoinedStr) or "-" in key):
                used.required[key] = f"{name}:{asked.lineno}"


def _asked(node: ast.AST) -> Iterator[ast.expr]:
    """Give the expressions in which a text is asked for."""
    if isinstance(node, ast.Call) and node.args:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in TAKE_KEY:
            yield node.args[0]
        if isinstance(node.func, ast.Attribute) and name == "get" and len(node.args) > 1:
            owner = node.func.value
            if "texts" in (getattr(owner, "id", ""), getattr(owner, "attr", "")):
                yield node.args[1]


def _key(node: ast.AST) -> str | None:
    """Return a constant as it is, and an f-string as a regular expression; None for what can be no key."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if re.fullmatch(r"[a-z][A-Za-z0-9_-]*", node.value) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    constant = "".join(str(part) for part in parts if part is not None)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", constant) or sum(map(str.isalpha, constant)) < FEWEST_LETTERS:
        return None
    return "".join("[A-Za-z0-9_-]+" if part is None else re.escape(str(part)) for part in parts)


def _read_page(text: str, used: Used) -> None:
    for quoted in re.findall(r"""["'`]([a-z][a-z0-9-]*(?:\$\{[^}]*\}[a-z0-9-]*)*)["'`]""", text):
        pattern = re.sub(r"\\\$\\\{.*?\\\}", "[a-z0-9_-]+", re.escape(quoted))
        if "${" in quoted:
            used.patterns.add(f"{PAGE}-{pattern}")
        else:
            used.literals.add(f"{PAGE}-{quoted}")


def judge(keys: set[str], used: Used) -> Iterator[str]:
    """Tell which keys the code asks for in vain, and which nobody asks for."""
    for key, where in sorted(used.required.items()):
        if not any(re.fullmatch(key, known) for known in keys):
            yield f"{where}: no text {key}"
    patterns = [re.compile(pattern) for pattern in used.patterns]
    for key in sorted(keys - used.literals):
        if not any(pattern.fullmatch(key) for pattern in patterns):
            yield f"{key}: nobody uses it"


def all_faults(root: Path = ROOT) -> list[str]:
    """Return a line for everything that is wrong."""
    faults: list[str] = []
    texts = {language: read(language, faults, root) for language in LANGUAGES}
    faults += compare(texts)
    faults += judge(set().union(*texts.values()), used_by_code(root))
    return faults


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    faults = all_faults()
    for fault in faults:
        print(fault)
    print(f"locales: {len(faults)} faults" if faults else f"locales: complete in {' and '.join(LANGUAGES)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
