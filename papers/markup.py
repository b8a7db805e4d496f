"""XML as a stream of three events, with no tree to fill the memory and no entities to fool it.

Entities are declared in a DOCTYPE alone and Office never writes one: a part that has it is broken, and neither a
"billion laughs" nor a reference to another file gets as far as being one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

from papers.errors import PaperError


class Listener:
    """Hears of elements by their names without a prefix; subclasses keep what they need."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that it ended."""

    def text(self, text: str) -> None:
        """Hear a piece of text."""


def listen(chunks: Iterable[bytes], listener: Listener) -> None:
    """Let `listener` hear the whole part; `broken` if that is no XML."""
    for _ in steps(chunks, listener):
        pass


def steps(chunks: Iterable[bytes], listener: Listener) -> Iterator[None]:
    """Let `listener` hear the part, a chunk a step: whoever has heard enough stops."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _without_prefix_and_attributes(listener.start)
    parser.EndElementHandler = _without_prefix(listener.end)
    parser.CharacterDataHandler = listener.text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise PaperError("broken") from error
    yield


def _refuse(*_: object) -> NoReturn:
    raise PaperError("broken")


def _without_prefix(heard: Callable[[str], None]) -> Callable[[str], None]:
    def hear(name: str) -> None:
        heard(name.rpartition(":")[2] if ":" in name else name)

    return hear


def _without_prefix_and_attributes(
    heard: Callable[[str, Mapping[str, str]], None],
) -> Callable[[str, Mapping[str, str]], None]:
    def hear(name: str, attributes: Mapping[str, str]) -> None:
        heard(name.rpartition(":")[2] if ":" in name else name, attributes)

    return hear
