"""Downloading what people send: asked for at the moment of need, since Telegram's address of a file lives an hour."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.errors import BadCall, FileGone, FileTooLarge
from bot.http import BotApi

TOO_BIG = "file is too big"


class Downloads:
    """Fetches files of one bot, by the ids that its updates carry."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    async def fetch(self, file_id: str, most_bytes: int) -> bytes:
        """Return a file; `FileTooLarge` over `most_bytes`, `FileGone`, or a `TelegramError` that may heal."""
        try:
            found = await self._api.call("getFile", {"file_id": file_id})
        except BadCall as error:
            raise (FileTooLarge(most_bytes) if TOO_BIG in error.description else FileGone()) from None
        if int(found.get("file_size") or 0) > most_bytes:
            raise FileTooLarge(most_bytes)
        place = found.get("file_path")
        if not isinstance(place, str) or not place:
            raise FileGone
        # A Bot API server of one's own lays files on its disk and answers where.
        if place.startswith("/") and not self._api.is_telegrams:
            return await asyncio.to_thread(_read, Path(place), most_bytes)
        return await self._api.download(place, most_bytes)


def _read(path: Path, most_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError:
        raise FileGone from None
    if len(content) > most_bytes:
        raise FileTooLarge(most_bytes)
    return content
