"""Markup becomes text and entities in UTF-16 units, and entities become safe HTML."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.text import utf16_length
from sandbox.text.formatted import formatted
from sandbox.text.render import to_html

Case = tuple[str, str, str, list[dict[str, Any]]]


def entity(kind: str, offset: int, length: int, **extra: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **extra}


FOUND = "see https://x.ru/a, mail a@b.ru or @somebody #тег +7 900 123-45-67"
PARSED: list[Case] = [
    ("HTML", "a &lt; b &amp;amp; &quot;c&quot; &copy; &#33;", 'a < b &amp; "c" &copy; !', []),
    ("HTML", "<b>жи<i>р</i></b>", "жир", [entity("bold", 0, 3), entity("italic", 2, 1)]),
    ("HTML", "👋<b>hi</b>", "👋hi", [entity("bold", 2, 2)]),
    ("HTML", "<B>x</>", "x", [entity("bold", 0, 1)]),
    ("HTML", "<b></b>x", "x", []),
    ("HTML", "  <b> x </b>\n", "x", [entity("bold", 0, 1)]),
    ("HTML", "<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 2)]),
    ("HTML", "<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler>", "abc",
     [entity("underline", 0, 1), entity("strikethrough", 1, 1), entity("spoiler", 2, 1)]),
    ("HTML", '<span class="tg-spoiler">c</span>', "c", [entity("spoiler", 0, 1)]),
    ("HTML", '<a href="https://x.ru?a=1&amp;b=2">x</a>', "x", [entity("text_link", 0, 1, url="https://x.ru?a=1&b=2")]),
    ("HTML", '<a href="x.ru">x</a>', "x", [entity("text_link", 0, 1, url="http://x.ru/")]),
    ("HTML", '<a href="javascript:alert(1)">x</a>', "x", []),
    ("HTML", '<a href="tg://user?id=7">x</a>', "x", [entity("text_mention", 0, 1, user={"id": 7})]),
    ("HTML", "<code>a_b</code>", "a_b", [entity("code", 0, 3)]),
    ("HTML", '<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
    ("HTML", "<blockquote>q</blockquote>", "q", [entity("blockquote", 0, 1)]),
    ("HTML", "<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
    ("HTML", "<code>/start</code> /help", "/start /help", [entity("code", 0, 6), entity("bot_command", 7, 5)]),
    ("", "/start@iskra_bot go", "/start@iskra_bot go", [entity("bot_command", 0, 16)]),
    ("", FOUND, FOUND, [entity("url", 4, 14), entity("email", 25, 6), entity("mention", 35, 9),
     entity("hashtag", 45, 4), entity("phone_number", 50, 16)]),
    ("", "и/или 12/07 <b>", "и/или 12/07 <b>", []),
    ("", "a\r\nb\x07c", "a\nb c", []),
    ("", "\u202eabc", "abc", []),
    ("MarkdownV2", r"*b* _i_ __u__ ~s~ ||p|| `c\`` \*", "b i u s p c` *",
     [entity("bold", 0, 1), entity("italic", 2, 1), entity("underline", 4, 1), entity("strikethrough", 6, 1),
      entity("spoiler", 8, 1), entity("code", 10, 2)]),
    ("MarkdownV2", "[x](https://x.ru/)", "x", [entity("text_link", 0, 1, url="https://x.ru/")]),
    ("MarkdownV2", "```python\nx\n```", "x", [entity("pre", 0, 1, language="python")]),
    ("MarkdownV2", ">a\n>b\nc", "a\nb\nc", [entity("blockquote", 0, 3)]),
    ("Markdown", "*b* _i_ `c` [x](http://x.ru/) 2_3"[:-4], "b i c x",
     [entity("bold", 0, 1), entity("italic", 2, 1), entity("code", 4, 1), entity("text_link", 6, 1, url="http://x.ru/")]),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "source", "text", "entities"), PARSED)
def test_markup_becomes_text_and_entities(mode: str, source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert formatted(source, mode, None, 4096) == (text, entities)


@pytest.mark.parametrize(
    ("mode", "source", "why"),
    [
        ("MarkdownV2", "a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "я *b", "Can't find end of Bold entity at byte offset 3"),
        ("MarkdownV2", "`b", "Can't find end of Code entity at byte offset 0"),
        ("Markdown", "я _b", "Can't find end of the entity starting at byte offset 3"),
    ],
)
def test_markdown_that_cannot_be_parsed(mode: str, source: str, why: str) -> None:
    with pytest.raises(ApiError) as error:
        formatted(source, mode, None, 4096)
    assert error.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("<b>&", [], "&lt;b&gt;&amp;"),
        ("👋ab", [entity("bold", 2, 1)], "👋<strong>a</strong>b"),
        ("abc", [entity("bold", 0, 2), entity("italic", 1, 2)], "<strong>a<em>b</em></strong><em>c</em>"),
        ("x", [entity("text_link", 0, 1, url='https://x.ru/"><script>')],
         '<a href="https://x.ru/&quot;&gt;&lt;script&gt;" target="_blank" rel="noopener noreferrer">x</a>'),
        ("x", [entity("text_link", 0, 1, url="javascript:alert(1)")],
         '<a href="#" target="_blank" rel="noopener noreferrer">x</a>'),
        ("/start", [entity("bot_command", 0, 6)], '<span class="bot_command">/start</span>'),
    ],
)  # fmt: skip
def test_entities_become_safe_html(text: str, entities: list[dict[str, Any]], html: str) -> None:
    assert to_html(text, entities) == html


class Reader(HTMLParser):
    """Collects the text of HTML and checks that its tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.data())
def test_any_entities_give_html_that_nests_and_keeps_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab<&\"' жщ👋\n@/#"), min_size=1, max_size=20))
    size = utf16_length(text)
    kinds = st.sampled_from(["bold", "italic", "code", "pre", "text_link", "spoiler", "blockquote"])
    drawn = data.draw(st.lists(st.tuples(kinds, st.integers(-2, size), st.integers(0, size + 2)), max_size=5))
    given_ = [entity(kind, offset, length, url="https://x.ru") for kind, offset, length in drawn]
    kept, entities = formatted(f"x{text}", None, given_, 4096)
    for each in entities:
        assert 0 <= each["offset"] < each["offset"] + each["length"] <= utf16_length(kept)
    reader = Reader()
    reader.feed(to_html(kept, entities))
    reader.close()
    assert reader.text == kept
    assert reader.open == []
