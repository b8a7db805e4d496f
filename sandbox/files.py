"""Files that people and bots send: their ids, their bytes, the size of a picture."""

import hashlib
import mimetypes
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from pathlib import PurePosixPath

from sandbox.errors import ApiError, ControlError, bad_request
from sandbox.model import Bot, File, Json
from sandbox.wire import Upload
from sandbox.world import World

# In bytes. What a bot sends, what a person sends, what a bot downloads.
MAX_PHOTO = 10 * 1024 * 1024
MAX_FILE = 50 * 1024 * 1024
MAX_FROM_PERSON = 2000 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_ALBUM = 10
# As the page hears them, so that it can say before it sends what will not go.
LIMITS = {"photo": MAX_PHOTO, "file": MAX_FROM_PERSON, "download": MAX_DOWNLOAD, "album": MAX_ALBUM}

# The list of this machine is not asked: it may know no Excel, or another name for it.
_MIME_TYPES = mimetypes.MimeTypes(filenames=())
_OFFICE = "application/vnd.openxmlformats-officedocument"
for _suffix, _mime_type in {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".heic": "image/heic",
    ".webp": "image/webp",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".rtf": "application/rtf",
    ".7z": "application/x-7z-compressed",
    ".rar": "application/vnd.rar",
    ".md": "text/markdown",
}.items():
    _MIME_TYPES.add_type(_mime_type, _suffix)
_MIME_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/")

# Kind: folder of getFile's path, suffix, first letters of a file_id (so that one can tell kinds apart, as at Telegram).
_KINDS = {
    "photo": ("photos", ".jpg", "AgACAgIAAxk"),
    "document": ("documents", "", "BQACAgIAAxk"),
    "voice": ("voice", ".oga", "AwACAgIAAxk"),
    "sticker": ("stickers", ".webp", "CAACAgIAAxk"),
}


def keep(world: World, upload: Upload, kind: str, bots: Iterable[Bot]) -> File:
    """Store an upload of a kind (photo, document, voice, sticker) for the bots that get it, and return it."""
    folder, suffix, prefix = _KINDS[kind]
    number = world.number()
    name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
    mime_type = _mime_type_of(name, upload.content_type, kind)
    digest = hashlib.sha256(f"{number}:{kind}:".encode() + upload.data).digest()
    unique_id = urlsafe_b64encode(digest[:12]).decode().rstrip("=")
    path = f"{folder}/file_{number}{suffix or PurePosixPath(name).suffix}"
    file_id = prefix + urlsafe_b64encode(digest[:27]).decode().rstrip("=")
    file = File(file_id, unique_id, name, mime_type, len(upload.data), path, bots=[bot.id for bot in bots])
    world.files[file.id] = file
    world.put_bytes(unique_id, upload.data)
    world.save_file(file)
    return file


def _mime_type_of(name: str, declared: str, kind: str) -> str:
    """Return what Telegram makes of a name, else what the sender said, else plain bytes."""
    guessed, packed = _MIME_TYPES.guess_type(name)
    if packed:
        guessed = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}.get(packed)
    said = declared.partition(";")[0].strip().lower()
    fallback = said if _MIME_TYPE.fullmatch(said) else "application/octet-stream"
    return guessed or ("image/jpeg" if kind == "photo" and not said.startswith("image/") else fallback)


def is_shown(file: File) -> bool:
    """Tell whether a browser may show the file itself: what was sent as a picture or to listen to, and is one."""
    return not file.path.startswith("documents/") and file.mime_type.startswith(_SHOWN)


def check_sent(uploads: list[Upload], kind: str) -> None:
    """Raise `ControlError` for files that no Telegram app would let a person send."""
    if kind not in _KINDS or not 1 <= len(uploads) <= MAX_ALBUM:
        raise ControlError(400, f"kind is photo, document, voice or sticker; 1 to {MAX_ALBUM} files")
    for each in uploads:
        if not each.data:
            raise ControlError(400, f"{each.name}: the file is empty")
        if len(each.data) > MAX_FROM_PERSON:
            raise ControlError(413, f"{each.name}: a file may have up to {MAX_FROM_PERSON} bytes")
        if kind == "photo":
            _check_sent_photo(each)


def _check_sent_photo(upload: Upload) -> None:
    if len(upload.data) > MAX_PHOTO:
        raise ControlError(413, f"{upload.name}: a photo may have up to {MAX_PHOTO} bytes; send it as a document")
    try:
        _photo_size(upload.data)
    except ApiError:
        raise ControlError(400, f"{upload.name}: not a picture, or too long or wide; send it as a document") from None


def from_parameter(world: World, bot: Bot, value: str | Upload, kind: str) -> File:
    """Return the file that a send method means: an upload or the file_id of one sent before."""
    if isinstance(value, Upload):
        if not value.data:
            raise bad_request("file must be non-empty")
        if len(value.data) > MAX_FILE:
            raise ApiError(413, "Request Entity Too Large")
        if kind == "photo" and len(value.data) > MAX_PHOTO:
            raise bad_request(
                f"file of size {len(value.data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        if kind == "photo":
            _photo_size(value.data)
        return keep(world, value, kind, [bot])
    if value.lower().startswith(("http://", "https://")):
        # The sandbox loads nothing from outside.
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(value)
    if file is None or not file.known_to(bot.id):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file.id.startswith(_KINDS[kind][2]):
        raise bad_request("type of file mismatch")
    return file


def photo(world: World, file: File) -> list[Json]:
    """Return the `photo` of a message: one size, since nothing is scaled here."""
    width, height = image_size(world.get_bytes(file)) or (800, 600)
    return [{**_ids(file), "width": width, "height": height}]


def document(file: File) -> Json:
    """Return the `document` of a message."""
    return {"file_name": file.name, "mime_type": file.mime_type, **_ids(file)}


def voice(file: File) -> Json:
    """Return the `voice` of a message."""
    return {"duration": 3, "mime_type": "audio/ogg", **_ids(file)}


def sticker(file: File) -> Json:
    """Return the `sticker` of a message."""
    flags = {"type": "regular", "is_animated": False, "is_video": False}
    return {"width": 512, "height": 512, **flags, "emoji": "👍", **_ids(file)}


def _ids(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def _photo_size(data: bytes) -> None:
    """Refuse what Telegram refuses as a photo."""
    size = image_size(data)
    if size is None:
        raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size) or min(size) == 0:
        raise ApiError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8 " and len(data) >= 30:
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    if data[12:16] == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
