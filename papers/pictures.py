"""Photos and scans that people send: known by their first bytes, stripped of what nobody meant to tell.

A JPEG or PNG is drawn anew from its pixels: no place, camera, comment or hidden tail goes along. A PDF is passed on
as it is, unless it could do something by itself or cannot be looked into. That keeps out what an honest scan never
has; it is no scanner for viruses.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Literal, TypeAlias

from papers.errors import PaperError

PictureKind: TypeAlias = Literal["jpg", "png", "pdf", "heic", "webp", "unknown"]

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_PDF = 256 * 1024 * 1024  # eight colour pages, packed without loss
PDF_TAIL = 1024  # bytes from the end, in which readers look for the end mark
CHUNK, MOST_AT_ONCE = 16 * 1024, 1024 * 1024  # bytes into the unpacker, bytes out of it

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_FORMATS = {"jpg": "JPEG", "png": "PNG"}

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENCRYPTED = re.compile(rb"/Encrypt[\s/<\[]")
# Scripts, programs, files inside, forms that send themselves, and media that bring a player of their own.
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|SubmitForm|ImportData|GoToE|RichMedia|XFA)\b")
_LONGEST_ACTIVE = 64  # bytes of the longest of these names, each letter of it escaped
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT_STREAM = b"/ObjStm"
# Objects packed twice, or in a way that no maker of PDF files uses for objects.
_HIDING = re.compile(rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|FlateDecode\s*/FlateDecode)\b")


def sniff(content: bytes) -> PictureKind:
    """Tell what `content` is by its first bytes; whatever its name says."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "heic"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return "unknown"


def clean(content: bytes, kind: PictureKind) -> bytes:
    """Return what may be kept of a "jpg", "png" or "pdf".

    `PaperError`: `too_large`, `picture_unknown` (another kind), `picture_broken`, `picture_too_large` (pixels),
    `pdf_broken`, `pdf_encrypted`, `pdf_active`.
    """
    if len(content) > MOST_BYTES:
        raise PaperError("too_large", {"megabytes": MOST_BYTES // 1024**2})
    if kind == "pdf":
        _check_pdf(content)
        return content
    if kind not in _FORMATS:
        raise PaperError("picture_unknown", {"kind": kind})
    from papers import drawing  # Pillow: told what a picture is, most of this file needs none

    return drawing.redrawn(content, _FORMATS[kind])


def _check_pdf(content: bytes) -> None:
    if sniff(content) != "pdf" or b"%%EOF" not in content[-PDF_TAIL:]:
        raise PaperError("pdf_broken")
    plain = _named(content)
    if _ENCRYPTED.search(plain):
        raise PaperError("pdf_encrypted")
    if _ACTIVE.search(plain) or (_OBJECT_STREAM in plain and _HIDING.search(plain)):
        raise PaperError("pdf_active")
    left = MOST_UNPACKED_PDF
    for piece in _unpacked(content):
        left -= len(piece)
        if left < 0:
            raise PaperError("too_large", {"megabytes": MOST_BYTES // 1024**2})
        if _ACTIVE.search(_named(piece)):
            raise PaperError("pdf_active")


def _named(content: bytes) -> bytes:
    """Return `content` with names spelled out: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give what is packed in the streams, for objects can be; pieces overlap, so that no name falls between two."""
    for start in _STREAM.finditer(content):
        kept = b""
        try:
            for piece in _inflated(memoryview(content)[start.end() :]):
                yield kept + piece
                kept = piece[-_LONGEST_ACTIVE:]
        except zlib.error:  # a photo, or a stream packed in another way
            continue


def _inflated(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for at in range(0, len(packed), CHUNK):
        waiting: bytes | memoryview = packed[at : at + CHUNK]
        while waiting and not unpacker.eof:
            if piece := unpacker.decompress(waiting, MOST_AT_ONCE):
                yield piece
            waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            return
