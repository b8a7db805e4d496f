"""Facts of a placement that changed: whoever keeps something drawn from them hears of it in the same transaction.

A status has followers of its own (`status.follow`); this is for everything else that a card, a calendar or a reminder
may rest on: an item of the readiness list, a mentor, the days, what the diary says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from storage.internship import Placement

Toucher = Callable[[Session, datetime, Placement], None]
_TOUCHERS: Final[list[Toucher]] = []


def on_touch(toucher: Toucher) -> Toucher:
    """Register what is written when facts of a placement change, while modules are imported; a decorator."""
    _TOUCHERS.append(toucher)
    return toucher


def touch(session: Session, now: datetime, placement: Placement) -> None:
    """Tell everybody who registered that facts of a placement have changed; it is handed on as it is now."""
    for toucher in _TOUCHERS:
        toucher(session, now, placement)
