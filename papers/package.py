"""A file of Excel or Word itself: is it one at all, and is it safe to open.

Such a file is a zip of XML parts. Nothing is ever unpacked to disk, so a part's name can lead nowhere. The zip's
directory is judged first; as it may lie, what is really read is counted too.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from papers.errors import PaperError

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
# XML of tables shrinks 10 to 100 times; what shrinks more was made to, unless it is small anyway.
MOST_SHRINKING, SMALL = 250, 4 * 1024 * 1024
CHUNK = 64 * 1024

_ZIP, _ZIP_OF_NOTHING = b"PK\x03\x04", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_PART = 0x1
_UNPACKABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CONTENT_TYPES = "[Content_Types].xml"
_MACROS = (b"macroenabled", b"vbaproject", b"macrosheet")


@dataclass(frozen=True)
class Format:
    """What tells one kind of file from the others; `other` and `old` are the codes of those that are none."""

    types: tuple[bytes, ...]  # one of them stands in the table of content types
    others: tuple[str, ...]  # streams of other programs' old files
    other: str
    old: str


WORKBOOK = Format(
    (b"spreadsheetml", b"ms-excel"), ("WordDocument", "PowerPoint Document"), other="not_excel", old="old_excel"
)
DOCUMENT = Format(
    # A template of Word's own (.dotx) is none: a paper made from it would be one as well.
    (b"wordprocessingml.document.main+xml", b"ms-word.document.macroenabled"),
    ("Workbook", "PowerPoint Document"),
    other="not_word",
    old="old_word",
)


class Package:
    """The parts of a file, by name without regard to case, as Office takes them."""

    def __init__(self, content: bytes, format_: Format) -> None:
        _refuse_other_files(content, format_)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise PaperError("broken") from error
        parts = self._zip.infolist()
        _refuse_bombs(parts)
        self._parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
        self._left = MOST_UNPACKED
        if len(self._parts) < len(parts):  # two parts of one name: two programs would read two different tables
            raise PaperError("broken")
        self.unpacked = sum(part.file_size for part in parts)
        self._refuse_other_packages(format_)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part `name`."""
        return name.lower() in self._parts

    def names(self) -> Iterator[str]:
        """Give the names of all parts, in lower case."""
        yield from self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the part `name` in pieces; `broken` if it is missing or damaged, `too_large` once too much came out."""
        part = self._parts.get(name.lower())
        if part is None:
            raise PaperError("broken")
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise PaperError("too_large")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise PaperError("broken") from error

    def _refuse_other_packages(self, format_: Format) -> None:
        if CONTENT_TYPES not in self:
            raise PaperError(format_.other)
        types = b"".join(self.chunks(CONTENT_TYPES)).lower()
        if not any(mark in types for mark in format_.types):
            raise PaperError(format_.other)
        if any(name.endswith("vbaproject.bin") for name in self._parts) or any(mark in types for mark in _MACROS):
            raise PaperError("macros")


def _refuse_other_files(content: bytes, format_: Format) -> None:
    if not content:
        raise PaperError("empty")
    if content.startswith(_OLE):
        if _OLE_ENCRYPTED in content:
            raise PaperError("encrypted")
        foreign = any(name.encode("utf-16-le") in content for name in format_.others)
        raise PaperError(format_.other if foreign else format_.old)
    if not content.startswith((_ZIP, _ZIP_OF_NOTHING)):
        raise PaperError(format_.other)
    if len(content) > MOST_BYTES:
        raise PaperError("too_large", {"megabytes": MOST_BYTES // 1024**2})


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    shrinks = unpacked > SMALL and unpacked > packed * MOST_SHRINKING
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or shrinks:
        raise PaperError("too_large", {"megabytes": MOST_BYTES // 1024**2})
    if any(part.flag_bits & _ENCRYPTED_PART for part in parts):
        raise PaperError("encrypted")
    if any(part.compress_type not in _UNPACKABLE for part in parts):
        raise PaperError("broken")
