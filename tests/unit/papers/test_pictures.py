"""Pictures: known by their bytes, cleaned of all but their pixels, refused with a reason."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from papers import pictures
from papers.errors import PaperError
from papers.pictures import PictureKind, clean, sniff

SECRET = b"50.6269N 43.7351E"


def picture(form: str, *, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """A picture with its left half white and the rest dark."""
    image = Image.new(mode, size)
    image.paste({"RGB": (255, 255, 255), "L": 255}.get(mode, 1), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Model] = SECRET.decode()
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = SECRET.decode()
    return data


def pdf(*objects: bytes, head: bytes = b"%PDF-1.7\n", tail: bytes = b"trailer <</Root 1 0 R>>\n%%EOF\n") -> bytes:
    return head + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1)) + tail


def stream(data: bytes, about: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (about, len(data), data)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


PAGE = b"<</Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit]>>"
SCRIPT = b"<</S /JavaScript /JS (app.alert(1))>>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), "jpg"),
        (picture("PNG"), "png"),
        (picture("WEBP"), "webp"),
        (pdf(PAGE), "pdf"),
        (b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1", "heic"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "unknown"),
        (picture("GIF"), "unknown"),
        (b"PK\x03\x04", "unknown"),
        (b"<svg/>", "unknown"),
        (b" %PDF-1.7", "unknown"),
        (b"", "unknown"),
    ],
)
def test_a_kind_is_known_by_its_first_bytes(content: bytes, kind: str) -> None:
    assert sniff(content) == kind


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_only_pixels_go_out_and_stand_upright(form: str) -> None:
    # Orientation 6: to be turned clockwise, so the left half comes to be above.
    content = picture(form, exif=exif(6), icc_profile=SECRET, comment=SECRET)
    assert SECRET in content
    kept = clean(content, sniff(content))
    image = opened(kept)
    assert SECRET not in kept
    assert (image.format, image.size, dict(image.getexif())) == (form, (20, 40), {})
    assert not {"icc_profile", "comment", "exif"} & set(image.info)
    assert (image.getpixel((10, 5)), image.getpixel((10, 35))) == ((255, 255, 255), (0, 0, 0))


def test_texts_and_tails_are_left_behind() -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", SECRET.decode())
    assert SECRET not in clean(picture("PNG", pnginfo=about) + SECRET, "png")
    assert SECRET not in clean(picture("JPEG") + SECRET, "jpg")


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [("JPEG", "CMYK", "RGB"), ("JPEG", "L", "L"), ("PNG", "P", "P"), ("PNG", "I;16", "I;16"), ("PNG", "1", "1")],
)
def test_any_mode_is_kept_or_made_a_usual_one(form: str, mode: str, kept: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, form)
    assert opened(clean(out.getvalue(), sniff(out.getvalue()))).mode == kept


def test_what_was_transparent_stays_so() -> None:
    image, out = Image.new("P", (8, 8), 3), io.BytesIO()
    image.putpalette([shade for shade in range(256) for _ in "rgb"])
    image.save(out, "PNG", transparency=3)
    assert opened(clean(out.getvalue(), "png")).getpixel((0, 0))[3] == 0


def test_damaged_metadata_do_not_cost_the_picture() -> None:
    content = picture("JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff garbage")
    assert opened(clean(content, "jpg")).size == (40, 20)


def bomb() -> bytes:
    """A PNG of 60,000 by 60,000 pixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (bomb(), "png", "picture_too_large"),
        (picture("PNG", mode="1", size=(10_000, 5_001)), "png", "picture_too_large"),
        (picture("JPEG")[:-200], "jpg", "picture_broken"),
        (picture("PNG")[:60], "png", "picture_broken"),
        (picture("PNG"), "jpg", "picture_broken"),
        (b"\xff\xd8\xff", "jpg", "picture_broken"),
        (b"", "png", "picture_broken"),
        (picture("WEBP"), "webp", "picture_unknown"),
        (b"", "unknown", "picture_unknown"),
        (bytes(pictures.MOST_BYTES + 1), "jpg", "too_large"),
        (pdf(PAGE) + bytes(pictures.MOST_BYTES), "pdf", "too_large"),
        (picture("PNG"), "pdf", "pdf_broken"),
        (pdf(PAGE, tail=b"trailer"), "pdf", "pdf_broken"),
        (pdf(PAGE) + bytes(2_000), "pdf", "pdf_broken"),
        (pdf(PAGE, tail=b"trailer <</Encrypt 9 0 R>>\n%%EOF"), "pdf", "pdf_encrypted"),
        (pdf(PAGE, SCRIPT), "pdf", "pdf_active"),
        (pdf(PAGE, SCRIPT.replace(b"Java", b"J#61v#61")), "pdf", "pdf_active"),
        (pdf(PAGE, b"<</S /Launch /F (cmd.exe)>>"), "pdf", "pdf_active"),
        (pdf(b"<</Names <</EmbeddedFiles 3 0 R>>>>"), "pdf", "pdf_active"),
        (pdf(b"<</Type /EmbeddedFile>>"), "pdf", "pdf_active"),
        (pdf(PAGE, stream(zlib.compress(SCRIPT))), "pdf", "pdf_active"),
        (pdf(PAGE, stream(zlib.compress(bytes(pictures.MOST_AT_ONCE - 9) + SCRIPT))), "pdf", "pdf_active"),
        (pdf(PAGE, stream(b"", b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]")), "pdf", "pdf_active"),
        (pdf(PAGE, *[stream(zlib.compress(bytes(90_000_000)))] * 3), "pdf", "too_large"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_code(content: bytes, kind: PictureKind, code: str) -> None:
    with pytest.raises(PaperError) as caught:
        clean(content, kind)
    assert caught.value.code == code


def test_an_honest_pdf_goes_on_as_it_is() -> None:
    photo = stream(picture("JPEG"), b"/Subtype /Image /Filter /DCTDecode")
    content = pdf(PAGE, stream(zlib.compress(b"<</Type /Page>>")), photo)
    assert clean(content, "pdf") is content
