"""Texts by key: Fluent files, one folder a language, arguments escaped for Telegram's HTML.

A text is parsed when it is first asked for: all of them at once take longer than the rest of a start, and stay in
memory ten times the size of their files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from markupsafe import Markup, escape

from storage.errors import IskraError

DEFAULT = "ru"
# Rendering a text costs 30-60 µs, half of that for each number. Those that hold nothing but numbers find room here.
MOST_READY = 10_000
# Telegram clients in these languages belong to people who read Russian at least as well as English.
READ_RUSSIAN = frozenset({"ru", "uk", "be", "kk", "ky", "uz", "tg", "hy", "az", "ka", "tk", "tt", "ba"})


class TextError(IskraError):
    """A text is missing or lacks an argument: a fault of the program, found by tests."""


class Texts:
    """Every sentence a person reads, by language and key.

    Values are Telegram HTML. Arguments are escaped unless they are `Markup`. Numbers serve plurals and are shown as
    they are; money and dates come as ready strings, texts of content as they are.
    """

    def __init__(self, folder: Path) -> None:
        self._spoken = {path.name: _Language(path) for path in sorted(folder.iterdir()) if path.is_dir()}
        if DEFAULT not in self._spoken:
            raise TextError(f"{folder}: no folder {DEFAULT}/ with texts")
        self.languages = tuple(self._spoken)
        self._ready: dict[tuple[object, ...], Markup] = {}
        self._labels: dict[tuple[str, str], str] = {}

    def add(self, source: str, *languages: str) -> None:
        """Add texts in Fluent's syntax to these languages, to all where none is named; a key keeps its first text."""
        for language in languages or self.languages:
            self._spoken[language].add(source)

    def get(self, language: str, key: str, **args: Any) -> Markup:
        """Return the text `key` in `language`; `TextError` where the key or one of its arguments is missing."""
        place = _place(language, key, args)
        if place is not None and (known := self._ready.get(place)) is not None:
            return known
        bundle = (self._spoken.get(language) or self._spoken[DEFAULT]).bundle_with(key)
        if bundle is None:
            raise TextError(f"no text {key!r} in {language}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"text {key!r} in {language} has no value")
        errors: list[Exception] = []
        value, errors = bundle.format_pattern(pattern, {name: _safe(value, language) for name, value in args.items()})
        if errors:
            raise TextError(f"text {key!r} in {language}: {errors[0]}")
        text = Markup(value)  # noqa: S704 - the pattern is ours and every argument has been escaped
        if place is not None and len(self._ready) < MOST_READY:
            self._ready[place] = text
        return text

    def label(self, language: str, key: str, args: Mapping[str, Any]) -> str:
        """Return the text `key` as a button shows it: plain, what was escaped is turned back."""
        if args:
            return self.get(language, key, **args).unescape()
        place = language, key
        if (known := self._labels.get(place)) is None:
            known = self._labels[place] = self.get(language, key).unescape()
        return known

    def has(self, key: str) -> bool:
        """Whether every language has the text `key`."""
        return all(spoken.source(key) is not None for spoken in self._spoken.values())

    def source(self, language: str, key: str) -> str | None:
        """Return the text `key` as the file of a language has it: to see whether it has changed; None for none."""
        return self._spoken[language].source(key)

    def language_of(self, client: str | None) -> str:
        """Return the language to speak with a client whose Telegram is set to `client` (an IETF tag, or None)."""
        tag = (client or DEFAULT).split("-")[0].lower()
        if tag in self._spoken:
            return tag
        return DEFAULT if tag in READ_RUSSIAN else "en"


def _place(language: str, key: str, args: dict[str, Any]) -> tuple[object, ...] | None:
    """Return what a text is remembered by; None where it holds more than numbers, such as what people wrote."""
    if not args:
        return language, key
    if all(type(value) is int for value in args.values()):
        return language, key, *args.items()
    return None


class _Language:
    """The texts of one language: where each stands, and those that were asked for, parsed.

    Whoever renders inside a transaction does so in another thread. Nothing is locked: two threads that ask for the
    same text at once parse it twice, into the same.
    """

    # A key (or a term, with its dash) begins its line; whatever belongs to it is indented or holds no "=" after a name.
    _HEAD = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*) *=", re.MULTILINE)
    _NAME = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*")

    def __init__(self, folder: Path) -> None:
        self._name = folder.name
        self._sources: dict[str, str] = {}
        for path in sorted(folder.glob("*.ftl")):
            self.add(path.read_text(encoding="utf-8"))

    @cached_property
    def _bundle(self) -> FluentBundle:
        # Only where somebody speaks the language: what Babel knows of one takes 10 ms and 1.5 MB.
        # Isolating marks around arguments would break names inside Telegram links and are not needed left-to-right.
        return FluentBundle([self._name], use_isolating=False)

    def add(self, source: str) -> None:
        """Note where each text of `source` stands; the first of a key counts."""
        heads = list(self._HEAD.finditer(source))
        for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(source)], strict=True):
            self._sources.setdefault(head[1], source[head.start() : end])

    def source(self, key: str) -> str | None:
        """Return the text `key` as its file has it; None where there is none."""
        return self._sources.get(key)

    def bundle_with(self, key: str) -> FluentBundle | None:
        """Return the bundle, which now knows the text `key`; None where there is no such text, or it is not Fluent."""
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._source(key)))
        return self._bundle if self._bundle.has_message(key) else None

    def _source(self, key: str) -> str:
        """Return the source of `key` after that of all it may refer to: it is whole as soon as it is seen."""
        found: dict[str, str] = {}
        wanted = [key]
        while wanted:
            name = wanted.pop()
            if name in self._sources and name not in found:
                found[name] = self._sources[name]
                wanted += self._NAME.findall(found[name])
        return "\n".join(reversed(found.values()))


def _safe(value: Any, language: str) -> Any:
    if hasattr(value, "in_"):  # a text of content, which a refusal carries without knowing who will read it
        value = value.in_(language)
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return str(escape(value))
