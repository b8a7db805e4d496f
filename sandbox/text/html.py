"""Parse Telegram's HTML into text and entities, with the official server's errors and byte offsets.

The scan goes over UTF-8 bytes with a closing NUL, which counts as white space, exactly because the error texts
give byte offsets and the official parser works that way.
"""

from typing import NamedTuple

from sandbox.errors import ApiError, bad_request
from sandbox.text import Entity
from sandbox.text.links import checked_link, linked_user

_SPACE = frozenset(b" \t\r\n\0\v")
_ATTRIBUTE_END = _SPACE | frozenset(b"=>/\"'")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_STYLES, "a", "pre", "code", "blockquote", "tg-emoji"}


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Return (plain text, entities). Raises `ApiError` 400 `can't parse entities: …`."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Parser(text).run()


class _Tag(NamedTuple):
    name: str
    argument: str
    offset: int  # in UTF-16 units
    begin: int  # in bytes of the result


def _error(message: str) -> ApiError:
    return bad_request(f"can't parse entities: {message}")


class _Parser:
    def __init__(self, text: str) -> None:
        self._in = text.encode("utf-8", "surrogatepass") + b"\0"
        self._size = len(self._in) - 1
        self._out = bytearray()
        self._offset = 0
        self._at = 0
        self._open: list[_Tag] = []
        self._entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self._at < self._size:
            byte = self._in[self._at]
            if byte == ord("&") and (letter := self._reference()):
                self._add(letter)
            elif byte == ord("<"):
                self._tag()
            else:
                self._plain()
        if self._open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        try:
            return self._out.decode("utf-8"), self._entities
        except UnicodeDecodeError:
            raise _error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    def _add(self, letter: str) -> None:
        self._out += letter.encode("utf-8", "surrogatepass")
        self._offset += 2 if letter > "\uffff" else 1

    def _plain(self) -> None:
        """Copy everything up to the next `<` or `&`, and at least one byte."""
        end = self._at + 1
        while end < self._size and self._in[end] not in b"<&":
            end += 1
        piece = self._in[self._at : end]
        self._out += piece
        self._offset += sum((byte & 0xC0) != 0x80 for byte in piece) + sum(byte >= 0xF0 for byte in piece)
        self._at = end

    def _reference(self) -> str:
        """Decode the character reference at the cursor and step over it; return "" where there is none."""
        data, start = self._in, self._at
        end, code = start + 1, 0
        if data[end] == ord("#"):
            digits, base = (b"0123456789abcdefABCDEF", 16) if data[start + 2] == ord("x") else (b"0123456789", 10)
            end = begin = start + (3 if base == 16 else 2)
            while data[end] in digits:
                end += 1
            code = int(data[begin:end], base) if end > begin else 0
            if code == 0 or code >= 0x10FFFF or end - start >= 10:
                return ""
            letter = chr(code)
        else:
            while chr(data[end]).isalpha() and data[end] < 128:
                end += 1
            letter = _NAMED.get(data[start + 1 : end], "")
            if not letter:
                return ""
        self._at = end + 1 if data[end] == ord(";") else end
        return letter

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._in[self._at] == ord("/"):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _until(self, stops: frozenset[int]) -> bytes:
        begin = self._at
        while self._in[self._at] not in stops:
            self._at += 1
        return self._in[begin : self._at]

    def _skip_space(self) -> None:
        while self._in[self._at] in _SPACE and self._at < self._size:
            self._at += 1

    def _start_tag(self, begin: int) -> None:
        name = self._until(_SPACE | frozenset(b">")).decode("utf-8", "replace").lower()
        if self._at >= self._size:
            raise _error(f"Unclosed start tag at byte offset {begin}")
        if name not in _TAGS:
            raise _error(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = ""
        while self._in[self._at] != ord(">"):
            self._skip_space()
            if self._in[self._at] == ord(">"):
                break
            attribute, value = self._attribute(name, begin)
            argument = _argument(name, attribute, value) or argument
        self._at += 1
        if name == "span" and argument != "spoiler":
            raise _error(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(_Tag(name, argument, self._offset, len(self._out)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        """Return (name, value) of the attribute at the cursor; the value of a bare attribute is None."""
        name = self._until(_ATTRIBUTE_END).decode("utf-8", "replace").lower()
        if not name:
            raise _error(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if self._in[self._at] != ord("="):
            if self._at >= self._size:
                raise _error(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return name, None
        self._at += 1
        self._skip_space()
        if self._at >= self._size:
            raise _error(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self._in[self._at] in b"'\"" else self._token()
        if self._at >= self._size:
            raise _error(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _token(self) -> str:
        begin = self._at
        while (chr(self._in[self._at]).isalnum() and self._in[self._at] < 128) or self._in[self._at] in b".-":
            self._at += 1
        if self._in[self._at] not in _SPACE and self._in[self._at] != ord(">"):
            raise _error(f"Unexpected end of name token at byte offset {begin}")
        return self._in[begin : self._at].decode().lower()

    def _quoted(self) -> str:
        quote = self._in[self._at]
        self._at += 1
        value = bytearray()
        while self._in[self._at] != quote and self._at < self._size:
            if self._in[self._at] == ord("&") and (letter := self._reference()):
                value += letter.encode("utf-8", "surrogatepass")
                continue
            value.append(self._in[self._at])
            self._at += 1
        if self._in[self._at] == quote:
            self._at += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise _error(f"Unexpected end tag at byte offset {begin}")
        self._at += 1
        found = self._until(_SPACE | frozenset(b">")).decode("utf-8", "replace").lower()
        self._skip_space()
        if self._in[self._at] != ord(">"):
            raise _error(f"Unclosed end tag at byte offset {begin}")
        tag = self._open[-1]
        if found and found != tag.name:
            raise _error(f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{found}>"')
        self._at += 1
        self._open.pop()
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        place: Entity = {"offset": tag.offset, "length": self._offset - tag.offset}
        if tag.name in _STYLES:
            self._entities.append({"type": _STYLES[tag.name], **place})
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if tag.argument else "blockquote"
            self._entities.append({"type": kind, **place})
        elif tag.name == "tg-emoji":
            if not tag.argument.isdecimal() or int(tag.argument) == 0:
                raise _error("Invalid custom emoji identifier specified")
            self._entities.append({"type": "custom_emoji", **place, "custom_emoji_id": tag.argument})
        elif tag.name == "a":
            self._link(tag, place)
        else:
            self._code(tag, place)

    def _link(self, tag: _Tag, place: Entity) -> None:
        url = tag.argument or self._out[tag.begin :].decode("utf-8", "replace")
        if (user_id := linked_user(url)) is not None:
            self._entities.append({"type": "text_mention", **place, "user": {"id": user_id}})
        elif link := checked_link(url):
            self._entities.append({"type": "text_link", **place, "url": link})

    def _code(self, tag: _Tag, place: Entity) -> None:
        """`<pre><code class="language-x">` in either order is one `pre` with a language."""
        other = "code" if tag.name == "pre" else "pre"
        last = self._entities[-1] if self._entities else {}
        same = (last.get("type"), last.get("offset"), last.get("length")) == (other, *place.values())
        language = last.pop("_language", "") if same and tag.name == "pre" else tag.argument
        if same and language:
            last.update(type="pre", language=language)
            return
        found: Entity = {"type": tag.name, **place}
        if tag.name == "code" and tag.argument:
            found["_language"] = tag.argument
        self._entities.append(found)


def _argument(tag: str, attribute: str, value: str | None) -> str:
    """Return what an attribute means to its tag, "" for one that Telegram ignores."""
    if tag == "blockquote" and attribute == "expandable":
        return "1"
    if value is None:
        return ""
    if (tag, attribute) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, attribute) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, attribute) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""
