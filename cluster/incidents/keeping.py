"""How long incidents are kept: accidents are inquired into for years, so nobody deletes one before its term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.incidents.desk import Case
from cluster.privacy import KEEPERS, Kept
from storage import incidents

FEATURE = "incidents"
FORGET: Final = "incident-forget"


class IncidentsKeeper:
    """Keeps the incidents of students, as long as content says."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return how many of a person's incidents hold words still."""
        count = incidents.count_of_person(session, person_id)
        return [Kept(FEATURE, "incidents-kept", count, deletable=False)] if count else []

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Delete nothing before its term: what happened to a student at a plant may have to be inquired into."""
        return ()

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Delete nothing: no incident rests on a consent."""
        return ()


KEEPERS[FEATURE] = IncidentsKeeper()


def expect_end(session: Session, now: datetime, case: Case, content: Content) -> None:
    """See to it that the words of an incident go at the end of its term."""
    term = timedelta(days=content.cluster.incidents_kept_days)
    duties.schedule(session, FORGET, str(case.incident.id), now + term, {"incident": case.incident.id})


def forget(session: Session, _now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Forget what was said about an incident and whom it named; that there was one stays for the counts."""
    incidents.forget(session, int(duty.payload["incident"]))
    return Done(None)
