"""What reminders keep about a person: for some minutes, that they are to be told of something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.events import Event
from cluster.privacy import KEEPERS, Kept
from cluster.reminders.telling import GATHER
from storage import reminders

FEATURE: Final = "reminders"


class RemindersKeeper:
    """Forgets what waits to be told together. It is no record: it tells nothing that the practice itself does not."""

    def kept(self, _session: Session, _person_id: int) -> Sequence[Kept]:
        """Return nothing: what waits is gone in minutes."""
        return ()

    def delete(self, session: Session, _now: datetime, person_id: int) -> Sequence[Event]:
        """Forget it."""
        reminders.take(session, person_id)
        duties.cancel(session, GATHER, str(person_id))
        return ()

    def consent_withdrawn(self, _session: Session, _now: datetime, _person_id: int, _purpose: str) -> Sequence[Event]:
        """Do nothing: reminders rest on a part in a practice, and end with it."""
        return ()


KEEPERS[FEATURE] = RemindersKeeper()
