"""Texts by key: Fluent files, one folder a language, arguments escaped for Telegram's HTML."""

from __future__ import annotations

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
        self._bundles = {path.name: _bundle(path) for path in sorted(folder.iterdir()) if path.is_dir()}
        if DEFAULT not in self._bundles:
            raise TextError(f"{folder}: no folder {DEFAULT}/ with texts")
        self.languages = tuple(self._bundles)
        self._ready: dict[tuple[object, ...], Markup] = {}

    def get(self, language: str, key: str, **args: Any) -> Markup:
        """Return the text `key` in `language`; `TextError` where the key or one of its arguments is missing."""
        place = _place(language, key, args)
        if place is not None and (known := self._ready.get(place)) is not None:
            return known
        bundle = self._bundles.get(language) or self._bundles[DEFAULT]
        if not bundle.has_message(key):
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

    def has(self, key: str) -> bool:
        """Whether every language has the text `key`."""
        return all(bundle.has_message(key) for bundle in self._bundles.values())

    def language_of(self, client: str | None) -> str:
        """Return the language to speak with a client whose Telegram is set to `client` (an IETF tag, or None)."""
        tag = (client or DEFAULT).split("-")[0].lower()
        if tag in self._bundles:
            return tag
        return DEFAULT if tag in READ_RUSSIAN else "en"


def _place(language: str, key: str, args: dict[str, Any]) -> tuple[object, ...] | None:
    """Return what a text is remembered by; None where it holds more than numbers, such as what people wrote."""
    if not args:
        return language, key
    if all(type(value) is int for value in args.values()):
        return language, key, *args.items()
    return None


def _bundle(folder: Path) -> Any:
    # Isolating marks around arguments would break names inside Telegram links and are not needed left-to-right.
    bundle = FluentBundle([folder.name], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _safe(value: Any, language: str) -> Any:
    if hasattr(value, "in_"):  # a text of content, which a refusal carries without knowing who will read it
        value = value.in_(language)
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return str(escape(value))
