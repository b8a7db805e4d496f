"""A seat and a bed go back when the practice that holds them ends before its last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.internship.status import Change, follow
from storage.internship import OVER, places


@follow
def give_back(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """Give back what a placement held that was cancelled, ended early or failed.

    Who stayed to the last day has used the seat up: given back it would make places look free whose days are over, and
    nobody could tell any more how many had them.
    """
    for before, event in changes:
        if event.after not in OVER or before.place_id is None or day_of(now) >= before.date_to:
            continue
        places.give_seat_back(session, before.place_id)
        if before.bed:
            places.give_bed_back(session, before.place_id)
