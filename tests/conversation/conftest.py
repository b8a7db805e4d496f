"""What conversation tests of the house's own features share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from storage.database import Database
from tests.conversation.people import open_house
from tests.conversation.stage import Stage


@pytest.fixture
async def house(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    """Give a stage with every feature, the real content and its organisations, 14 July 2026, 10:00 in Moscow."""
    stage = await open_house(sqlite_database, now)
    yield stage
    await stage.close()
