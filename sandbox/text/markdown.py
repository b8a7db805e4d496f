"""Parse Telegram's MarkdownV2 and its older Markdown into text and entities."""

from sandbox.errors import ApiError, bad_request
from sandbox.text import Entity, utf16_length
from sandbox.text.links import checked_link, linked_user

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_LEGACY = {"_": "italic", "*": "bold", "`": "code"}


def _error(message: str) -> ApiError:
    return bad_request(f"can't parse entities: {message}")


def _bytes_before(text: str, at: int) -> int:
    return len(text[:at].encode("utf-8", "surrogatepass"))


class _Output:
    """Plain text so far, its length in UTF-16 units and the entities."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.offset += utf16_length(piece)

    def close(self, kind: str, begin: int, **extra: object) -> None:
        if self.offset > begin:
            self.entities.append({"type": kind, "offset": begin, "length": self.offset - begin, **extra})

    def close_link(self, begin: int, url: str) -> None:
        if (user_id := linked_user(url)) is not None:
            self.close("text_mention", begin, user={"id": user_id})
        elif link := checked_link(url):
            self.close("text_link", begin, url=link)

    def done(self) -> tuple[str, list[Entity]]:
        return "".join(self.pieces), self.entities


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """Return (plain text, entities) of MarkdownV2. Raises `ApiError` 400 `can't parse entities: …`."""
    return _V2(text).run()


class _V2:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out = _Output()
        self._open: list[tuple[str, int, int]] = []  # mark, its place, offset of its text

    def run(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter == "\\" and self._text[self._at + 1 : self._at + 2] and ord(self._text[self._at + 1]) < 127:
                self._out.add(self._text[self._at + 1])
                self._at += 2
            elif letter == "`":
                self._code()
            elif letter == ">" and self._line_start():
                self._quote_begin()
            elif letter == "\n":
                self._newline()
            elif letter in _RESERVED:
                self._mark(letter)
            else:
                self._out.add(letter)
                self._at += 1
        self._quote_end()
        if self._open:
            mark, place, _ = self._open[-1]
            raise _error(
                f"Can't find end of {self._name(mark)} entity at byte offset {_bytes_before(self._text, place)}"
            )
        return self._out.done()

    @staticmethod
    def _name(mark: str) -> str:
        return {"[": "a URL", "![": "a custom emoji"}.get(mark, _MARKS.get(mark, "Code").title())

    def _line_start(self) -> bool:
        return self._at == 0 or self._text[self._at - 1] == "\n"

    def _quote_begin(self) -> None:
        self._at += 1
        if not any(mark == ">" for mark, _, _ in self._open):
            self._open.append((">", self._at, self._out.offset))

    def _newline(self) -> None:
        if not self._text.startswith("\n>", self._at):
            self._quote_end()
        self._out.add("\n")
        self._at += 1

    def _quote_end(self) -> None:
        if self._open and self._open[-1][0] == ">":
            _, _, begin = self._open.pop()
            self._out.close("blockquote", begin)

    def _code(self) -> None:
        """Everything up to the closing mark is literal, but for escapes."""
        start = self._at
        mark = "```" if self._text.startswith("```", start) else "`"
        self._at += len(mark)
        language = self._language() if mark == "```" else ""
        begin = self._out.offset
        while not self._text.startswith(mark, self._at):
            if self._at >= len(self._text):
                name = "PreCode" if language else ("Pre" if mark == "```" else "Code")
                raise _error(f"Can't find end of {name} entity at byte offset {_bytes_before(self._text, start)}")
            if self._text[self._at] == "\\" and self._at + 1 < len(self._text):
                self._at += 1
            self._out.add(self._text[self._at])
            self._at += 1
        self._at += len(mark)
        extra = {"language": language} if language else {}
        self._out.close("pre" if mark == "```" else "code", begin, **extra)

    def _language(self) -> str:
        end = self._at
        while end < len(self._text) and not self._text[end].isspace() and self._text[end] != "`":
            end += 1
        if self._text[end : end + 1] != "\n":
            return ""
        language, self._at = self._text[self._at : end], end + 1
        return language

    def _mark(self, letter: str) -> None:
        two = self._text[self._at : self._at + 2]
        mark = two if two in ("__", "||", "![") else letter
        if self._open and self._open[-1][0] == mark and mark in _MARKS:
            _, _, begin = self._open.pop()
            self._at += len(mark)
            self._out.close(_MARKS[mark], begin)
        elif mark in _MARKS or mark in ("[", "!["):
            self._open.append((mark, self._at, self._out.offset))
            self._at += len(mark)
        elif mark == "]" and self._open and self._open[-1][0] in ("[", "!["):
            self._link_end()
        else:
            raise _error(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")

    def _link_end(self) -> None:
        mark, place, begin = self._open.pop()
        self._at += 1
        url = ""
        if self._text.startswith("(", self._at):
            end = self._at + 1
            while end < len(self._text) and self._text[end] != ")":
                end += 2 if self._text[end] == "\\" else 1
            if end >= len(self._text):
                raise _error(f"Can't find end of a URL at byte offset {_bytes_before(self._text, place)}")
            url = self._text[self._at + 1 : end].replace("\\", "")
            self._at = end + 1
        if mark == "![":
            if not url.startswith("tg://emoji?id="):
                raise _error('Custom emoji URL must have scheme "tg"')
            self._out.close("custom_emoji", begin, custom_emoji_id=url.removeprefix("tg://emoji?id="))
        else:
            self._out.close_link(begin, url or "".join(self._out.pieces)[-(self._out.offset - begin) :])


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """Return (plain text, entities) of the older Markdown, which does not nest."""
    out, at = _Output(), 0
    while at < len(text):
        letter = text[at]
        if letter == "\\" and text[at + 1 : at + 2] and text[at + 1] in "_*`[":
            out.add(text[at + 1])
            at += 2
        elif letter in "_*`[":
            at = _legacy_entity(text, at, out)
        else:
            out.add(letter)
            at += 1
    return out.done()


def _legacy_entity(text: str, at: int, out: _Output) -> int:
    """Add the entity that begins at `at`; return the place after it."""
    mark = "```" if text.startswith("```", at) else text[at]
    closing = "]" if mark == "[" else mark
    begin = at + len(mark)
    end = text.find(closing, begin)
    if end < 0:
        raise _error(f"Can't find end of the entity starting at byte offset {_bytes_before(text, at)}")
    offset = out.offset
    out.add(text[begin:end])
    after = end + len(closing)
    if mark == "[":
        url = ""
        if text.startswith("(", after) and (stop := text.find(")", after)) > 0:
            url, after = text[after + 1 : stop], stop + 1
        out.close_link(offset, url)
    else:
        out.close(_LEGACY.get(mark, "pre"), offset)
    return after
