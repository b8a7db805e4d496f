"""What operators read in their chat: what needs them, with buttons to settle it, and what ails the machine room.

Each kind comes at most once an hour. A message about rows shows the one that has waited longest; settling it shows
the next, so that one message is enough for all of them. Without `operator.chat_id` the log alone is told.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from bot.screens import Action, Button, Screen
from storage import alarms, settling
from storage.outbox import Lane, Outgoing
from storage.settling import Stuck, StuckRow, Way

if TYPE_CHECKING:
    from bot.turn.room import Room

log = structlog.get_logger(__name__)

FEATURE, SETTLE = "operators", "settle"
LANGUAGE = "ru"
OUTAGE, DISK, BACKUP = "outage", "disk", "backup"
HELD_BACK = (OUTAGE, BACKUP)  # what happens at a moment; the others last, and are told of again as they stand
MOSCOW = ZoneInfo("Europe/Moscow")


def tell_stuck(session: Session, room: Room, kind: Stuck, now: datetime) -> list[Outgoing]:
    """Return the message about rows that came to need an operator since the last one; none within an hour of it."""
    chat_id = room.operator_chat_id or 0
    if not alarms.ring_for(session, kind, now, settling.newest(session, kind, chat_id)):
        return []
    log.error("rows need an operator: see `iskra status --list`", kind=kind.value)
    return _message(room, kind, now, next_card(session, kind, chat_id))


def next_card(session: Session, kind: Stuck, apart_from: int = 0) -> Screen:
    """Return the screen about the row that has waited longest, or that there is none any more."""
    rows = settling.stuck(session, kind, 1, apart_from)
    if not rows:
        return Screen("operators-nothing")
    return card(rows[0], settling.count(session, kind, apart_from))


def card(row: StuckRow, waiting: int) -> Screen:
    """Return the screen about one row, of `waiting` of its kind, with the buttons that settle it."""
    again = "replay" if row.kind is Stuck.QUARANTINE else "again"
    drop = "skip" if row.kind is Stuck.QUARANTINE else "drop"
    facts = {
        "what": row.what,
        "chat": masked(row.chat_id),
        "since": local(row.since),
        "error": row.error or "?",
        "waiting": waiting,
    }
    return Screen(
        f"operators-{row.kind.value}",
        facts,
        [
            [Button(f"operators-{again}", _settle(row, Way.AGAIN))],
            [Button(f"operators-{drop}", _settle(row, Way.DROP))],
        ],
    )


def tell(session: Session, room: Room, kind: str, now: datetime, **facts: Any) -> list[Outgoing]:
    """Return the message that something has happened; none within an hour of the last of its kind."""
    held = alarms.ring(session, kind, now)
    if held is None:
        return []
    log.error("operators have to know", kind=kind, **facts)
    return _message(room, kind, now, Screen(f"operators-{kind}", {**facts, "held": held}))


def tell_held_back(session: Session, room: Room, kind: str, now: datetime) -> list[Outgoing]:
    """Return the message about what was held back, once its hour is over."""
    held = alarms.release(session, kind, now)
    return _message(room, kind, now, Screen(f"operators-held-{kind}", {"held": held})) if held else []


def tell_backup_failed(session: Session, room: Room, now: datetime, error: str) -> list[Outgoing]:
    """Return the message that no backup could be made; `error` says why, without anything personal."""
    return tell(session, room, BACKUP, now, error=error)


def masked(chat_id: int) -> str:
    """Return a chat's number as operators see it: enough to tell two apart, too little to write to anybody."""
    return f"{'−' if chat_id < 0 else ''}…{abs(chat_id) % 1000:03d}"


def local(moment: datetime) -> str:
    """Return a moment as operators read it, in Moscow's time."""
    return f"{moment.astimezone(MOSCOW):%d.%m.%Y %H:%M}"


def _message(room: Room, kind: str, now: datetime, screen: Screen) -> list[Outgoing]:
    chat_id = room.operator_chat_id
    if not chat_id:
        return []
    key = f"operators:{kind}:{now:%Y%m%d%H%M%S%f}"
    return [room.outgoing(screen, chat_id, LANGUAGE, now, lane=Lane.NOTICE, dedupe_key=key)]


def _settle(row: StuckRow, way: Way) -> Action:
    return Action.of(FEATURE, SETTLE, row.kind.value, way.value, row.id)
