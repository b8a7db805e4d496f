"""Texts parsed one by one say what they say when whole files are parsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.app import LOCALES
from bot.texts import TextError, Texts

ODD = """\
# A comment of nobody's.

whole = One { part }, two { -brand }, three { loop }
### A heading = with a sign
part = <b>part</b>
    .title = of { -brand }
loop = again { loop }
-brand = Iskra
count = { $n ->
[one] one = line
*[other] { $n }
    lines of { whole-not }
}
lines =
    first
    part = of the text
    { whole }
whole-not = other
whole = never
broken = { $
last=end"""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """Give the texts above, in one language."""
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru/odd.ftl").write_text(ODD, "utf-8")
    return Texts(tmp_path)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_text_of_the_house_is_what_its_file_says(language: str) -> None:
    texts = Texts(LOCALES)
    parsed = 0
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentResource(path.read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                bundle = texts._spoken[language].bundle_with(entry.id.name)
                assert bundle is not None
                found = bundle._messages[entry.id.name]
                assert entry.equals(found, ignored_fields=["span", "comment"])
                parsed += 1
    assert parsed > 1000
    assert len(texts._spoken[language]._sources) == parsed


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("part", "<b>part</b>"),
        ("count", "one = line"),
        ("lines", "first\npart = of the text\nOne <b>part</b>, two Iskra, three "),
        ("whole-not", "other"),
        ("last", "end"),
    ],
)
def test_a_text_is_found_whole_with_what_it_refers_to(texts: Texts, key: str, said: str) -> None:
    whole = FluentBundle(["ru"], use_isolating=False)
    whole.add_resource(FluentResource(ODD))
    expected = whole.format_pattern(whole.get_message(key).value, {"n": 1})[0]
    assert expected.startswith(said)
    if key == "lines":  # it refers, through another, to one that refers to itself: an error, and no endless search
        with pytest.raises(TextError, match=r"[Cc]yclic"):
            texts.get("ru", key, n=1)
    else:
        assert texts.get("ru", key, n=1) == expected


@pytest.mark.parametrize("key", ["brand", "-brand", "title", "broken", "nothing", "A"])
def test_what_is_no_text_is_refused(texts: Texts, key: str) -> None:
    with pytest.raises(TextError):
        texts.get("ru", key)


def test_texts_that_are_added_replace_none(texts: Texts) -> None:
    texts.add("part = other\nnew = { part } and { -brand }")
    assert texts.get("ru", "new") == "<b>part</b> and Iskra"
    assert texts.get("ru", "part") == "<b>part</b>"
