"""Files as an answer: what a message carries, read from what Telegram tells of it. Nothing is downloaded here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Message

from bot.errors import MEGABYTE
from bot.form.spec import FileRule, Given
from bot.form.typing import clean
from storage.errors import Refusal

LONGEST_NAME = 100
DOCUMENT, PHOTO = "document", "photo"


def read_files(messages: Sequence[Message], rule: FileRule) -> Given:
    """Return the files that messages (one, or the parts of an album) carry; `Refusal` where they do not fit."""
    parts = [_file(message) for message in messages]
    files = [file for file in parts if file is not None and file["kind"] in rule.kinds]
    if rule.partial and files:
        return Given([file if file in files else None for file in parts])
    if len(messages) > rule.most:
        raise Refusal("form-too-many-files", most=rule.most)
    if len(files) < len(messages):
        raise Refusal(_wanted(rule))
    if any(file["size"] > rule.most_bytes for file in files):
        raise Refusal("form-file-too-large", most=max(1, rule.most_bytes // MEGABYTE))
    return Given(files)


def _file(message: Message) -> dict[str, Any] | None:
    """Return the document or photo of a message, described in JSON values."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        name, mime, kind = "photo.jpg", "image/jpeg", PHOTO
        file_id, unique_id, size = largest.file_id, largest.file_unique_id, largest.file_size
    elif message.document is not None and message.animation is None:  # an animation says that it is a document, too
        sent = message.document
        name, mime, kind = clean(sent.file_name or "")[:LONGEST_NAME], sent.mime_type or "", DOCUMENT
        file_id, unique_id, size = sent.file_id, sent.file_unique_id, sent.file_size
    else:
        return None
    return {
        "file_id": file_id,
        "unique_id": unique_id,
        "name": name or "file",
        "mime": mime or "application/octet-stream",
        "size": size or 0,
        "kind": kind,
    }


def _wanted(rule: FileRule) -> str:
    if rule.kinds == {PHOTO}:
        return "form-need-photo"
    return "form-need-document" if rule.kinds == {DOCUMENT} else "form-need-file"
