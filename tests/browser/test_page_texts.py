"""Every sentence of the page stands in both languages, and no text is left that nobody shows."""

import re
from pathlib import Path

import pytest

from sandbox.control.watch import fluent_texts

_ROOT = Path(__file__).resolve().parent.parent.parent
_SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_ROOT / "sandbox/page/js").glob("*.js")))
# Keys made of parts, as in t(`kind-${kind}`): only the beginning is written in the scripts.
_BEGINNINGS = tuple(f"sandbox-{found}" for found in re.findall(r"\bt\(`([a-z-]+)\$\{", _SCRIPTS))
_QUOTED = {f"sandbox-{found}" for found in re.findall(r'"([a-z][a-z0-9-]*)"', _SCRIPTS)}
_ASKED = {f"sandbox-{found}" for found in re.findall(r'\bt\(\s*"([a-z0-9-]+)"', _SCRIPTS)}


def texts(language: str) -> dict[str, str]:
    """Return {key: text} as the server hands them to the page."""
    return fluent_texts((_ROOT / "locales" / language / "sandbox.ftl").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_asked_text_exists_and_every_text_is_asked_for(language: str) -> None:
    keys = set(texts(language))
    assert _ASKED - keys == set()
    assert {key for key in keys if key not in _QUOTED and not key.startswith(_BEGINNINGS)} == set()


def test_both_languages_take_the_same_values() -> None:
    values = {
        language: {key: set(re.findall(r"\{ \$(\w+) \}", text)) for key, text in texts(language).items()}
        for language in ("ru", "en")
    }
    assert values["ru"] == values["en"]


def test_the_page_speaks_only_through_its_texts() -> None:
    pages = _SCRIPTS + (_ROOT / "sandbox/page/index.html").read_text(encoding="utf-8")
    assert re.findall("[А-Яа-яЁё]+", pages) == []


def test_nothing_is_loaded_from_outside() -> None:
    styles = "\n".join(path.read_text(encoding="utf-8") for path in (_ROOT / "sandbox/page/css").glob("*.css"))
    addresses = re.findall(r"https?://[\w.]+", styles + (_ROOT / "sandbox/page/index.html").read_text(encoding="utf-8"))
    assert addresses == []
