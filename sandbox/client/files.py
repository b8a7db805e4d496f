"""Files as a person sends and gets them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file on the person's device; `mime_type` is what the app says where the name says nothing."""

    name: str
    data: bytes = field(repr=False)
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class GotFile:
    """A file of a message, as it lands in the person's downloads."""

    name: str
    mime_type: str
    data: bytes = field(repr=False)


# A name, its end (".xlsx"), or a condition on the message.
WantedFile = str | Callable[[Message], bool]


def attachment(message: Message) -> dict[str, Any]:
    """Return the document, or the largest size of the photo, of a message; raise `AssertionError` for neither."""
    if "document" in message:
        return dict(message["document"])
    if message.get("photo"):
        return dict(max(message["photo"], key=lambda size: size["width"] * size["height"]))
    raise AssertionError(f"message {message['message_id']} has no file: {sorted(message)}")


def brings(message: Message, wanted: WantedFile) -> bool:
    """Tell whether a message brings a document of this name (or with this end of it), or meets the condition."""
    if not isinstance(wanted, str):
        return wanted(message)
    return str(message.get("document", {}).get("file_name", "")).endswith(wanted)
