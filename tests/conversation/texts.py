"""Which text a person reads: a key of `locales/` recognised in what was shown, whatever its arguments were."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from bot.texts import Texts
from tests.conversation.stage import LOCALES, plain

_VARIABLE = re.compile(r"\$(\w+)")
_GAP = "\u0001"


def shows(texts: Texts, shown: str, key: str, language: str = "ru", **known: Any) -> bool:
    """Whether the text `key` stands in `shown`; arguments that are not `known` may be anything."""
    pieces = rendered(texts, key, language, **known).split(_GAP)
    return re.search(".*?".join(re.escape(piece) for piece in pieces), shown, re.DOTALL) is not None


def rendered(texts: Texts, key: str, language: str = "ru", **known: Any) -> str:
    """Return the text `key` as a phone shows it, a gap in place of each argument that is not `known`."""
    gaps = {name: Markup(_GAP) for name in _variables(language, key)}
    return plain(str(texts.get(language, key, **{**gaps, **known})))


def _variables(language: str, key: str) -> set[str]:
    for path in sorted((LOCALES / language).glob("*.ftl")):
        found = re.search(
            rf"^{re.escape(key)} *=((?:.*\n)(?:(?:[ }}].*)?\n)*)", path.read_text(encoding="utf-8") + "\n", re.MULTILINE
        )
        if found:
            return set(_VARIABLE.findall(found[1]))
    raise AssertionError(f"no text {key!r} in {language}")
