"""What the features want done without anybody's press: at each start, and when a duty is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.clock import DueSource
from bot.feature import Feature
from bot.turn.room import Room
from cluster import duties
from storage import restored
from storage.database import Database
from storage.duties import Duty
from storage.outbox import Outgoing
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)


async def begin(database: Database, features: Sequence[Feature], now: datetime) -> None:
    """Do what features want done at each start, such as making sure that what is done every day has its first duty."""
    for feature in features:
        for start in feature.starts:
            await database.run(start, now)


def duties_due(room: Room, features: Sequence[Feature]) -> DueSource:
    """Return what the clock asks about the features' duties."""
    known = {kind: run for feature in features for kind, run in feature.duties.items()}

    async def run(now: datetime) -> int:
        due = await room.database.read(duties.due, now, 100)
        for duty in due:
            try:
                calls = await room.database.run(_perform, room, now, duty, known)
            except DatabaseTrouble:  # no failure of its own: not counted
                raise
            except Exception as error:
                log.exception("duty failed", kind=duty.kind, duty_id=duty.id)
                room.counts.errors["duty"] += 1
                await room.database.run(duties.fail, duty, now, type(error).__name__)
            else:
                room.counts.was_due("duties", duty.due_at, now)
                room.sender.offer(calls)
        return len(due)

    async def next_due() -> datetime | None:
        return await room.database.read(duties.next_due)

    return DueSource("duties", next_due, run)


def _perform(session: Session, room: Room, now: datetime, duty: Duty, known: dict[str, Any]) -> list[Outgoing]:
    done = duties.perform(session, now, duty, known, room.content())
    return restored.keep(session, room.render(session, now, done.events), room.restored)
