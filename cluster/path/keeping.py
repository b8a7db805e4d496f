"""What the path keeps about a person: that they have a card, and no word of what stands there (`/privacy`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.events import Event
from cluster.path import drawing
from cluster.privacy import KEEPERS, Kept

FEATURE = "path"


class PathKeeper:
    """Keeps nothing that could be shown; who asks that everything be deleted gets no card drawn any more."""

    def kept(self, _session: Session, _person_id: int) -> Sequence[Kept]:
        """Return nothing: a path is read from what others keep."""
        return ()

    def delete(self, session: Session, _now: datetime, person_id: int) -> Sequence[Event]:
        """Let the card be."""
        drawing.forget(session, person_id)
        return ()

    def consent_withdrawn(self, _session: Session, _now: datetime, _person_id: int, _purpose: str) -> Sequence[Event]:
        """Stop nothing: what rested on the consent is gone from the path by itself."""
        return ()


KEEPERS[FEATURE] = PathKeeper()
