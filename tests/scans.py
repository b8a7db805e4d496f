"""Scans for tests, drawn on the spot: honest ones and such as somebody might try."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image

SECRET = "50.6269N 43.7351E"


def photo(shade: int = 200, form: str = "JPEG", size: tuple[int, int] = (40, 30), *, place: bool = False) -> bytes:
    """A picture of one `shade`; with `place`, one that tells where it was taken."""
    more = {}
    if place:
        exif = Image.Exif()
        exif[ExifTags.Base.Model] = SECRET
        more["exif"] = exif
    out = io.BytesIO()
    Image.new("RGB", size, (shade, shade, shade)).save(out, form, **more)
    return out.getvalue()


def pdf(inside: bytes = b"<</Type /Catalog>>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("virus.exe", b"MZ")
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of 60,000 by 60,000 pixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(100)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
