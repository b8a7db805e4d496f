"""Pictures through Pillow: drawn anew from their pixels, and measured."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from papers.errors import PaperError

MOST_PIXELS = 50_000_000  # the best telephones of the day; up to 200 MB while it is drawn
JPEG_QUALITY = 88

_JPEG_MODES = ("L", "RGB")


def redrawn(content: bytes, name: str) -> bytes:
    """Return a picture of the format `name` ("JPEG", "PNG") with its pixels and nothing else.

    `PaperError`: `picture_broken`, `picture_too_large` (pixels).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are judged here
            return _redrawn(content, name)
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PaperError("picture_too_large", {"megapixels": MOST_PIXELS // 1_000_000}) from error
    except PaperError:
        raise
    except Exception as error:  # Pillow raises whatever a damaged file makes it stumble over
        raise PaperError("picture_broken") from error


def size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels."""
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size


def _redrawn(content: bytes, name: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[name]) as source:
        if source.width * source.height > MOST_PIXELS:
            raise PaperError("picture_too_large", {"megapixels": MOST_PIXELS // 1_000_000})
        source.load()
        picture = _upright(source)
    if "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif name == "JPEG" and picture.mode not in _JPEG_MODES:
        picture = picture.convert("RGB")
    picture.info = {}  # comments and profiles, which Pillow would write again
    out = io.BytesIO()
    picture.save(out, name, **({"quality": JPEG_QUALITY} if name == "JPEG" else {}))
    return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # its metadata are damaged and go anyway; the pixels have been read
        return picture.copy()
