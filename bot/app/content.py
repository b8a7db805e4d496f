"""The content that the house works with: loaded at the first start, read again when staff have changed it."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from bot.config import Config
from bot.delivery.recording import cancel
from cluster import content_store
from cluster.content import Content, load_content
from storage.database import Database
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

CONTENT_EVERY_S = 2.0


class ContentWatch:
    """The content as it stands: read again when its version in the database rises."""

    def __init__(self, database: Database, content: Content) -> None:
        self._database = database
        self._content = content
        self._task: asyncio.Task[None] | None = None

    def now(self) -> Content:
        """Return the present content."""
        return self._content

    def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch(), name="content")

    async def stop(self) -> None:
        """Stop watching."""
        if self._task is not None:
            await cancel([self._task])

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CONTENT_EVERY_S)
            try:
                self._content = await self._database.read(content_store.refresh, self._content)
            except DatabaseTrouble:
                await self._database.condition.well()
            except Exception as error:  # what is held stays good until the next look
                log.warning("content could not be read again", error=type(error).__name__)


async def first_content(config: Config, database: Database, now: datetime) -> Content:
    """Return the content; at the very first start it is loaded from its folder."""
    if await database.read(content_store.content_version) == 0:
        report = await database.run(content_store.load, load_content(config.content.folder), now)
        log.info("content loaded", folder=config.content.folder.name, items=len(report.added))
    return await database.read(content_store.snapshot)
