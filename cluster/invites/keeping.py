"""What invites keep about people, and how it goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.events import Event
from cluster.invites.claims import drop, forget_claims
from cluster.privacy import KEEPERS, Kept
from storage import invites
from storage.internship import joining

FEATURE = "invites"


class InvitesKeeper:
    """Keeps what guests called themselves, until the college has said who they are, and whose parents they are."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return the claims that wait, and the students whose parent the person is noted to be."""
        claims, children = len(invites.claims_of(session, person_id)), len(joining.noted_for(session, person_id))
        found = [Kept(FEATURE, "invites-kept-claims", claims), Kept(FEATURE, "invites-kept-children", children)]
        return [one for one in found if one.count]

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Forget both; the college sees that nobody waits any more."""
        joining.forget_parent(session, person_id)
        return forget_claims(session, now, person_id)

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Do nothing: no invite rests on a consent."""
        return ()


def forget_students(session: Session, now: datetime, student_ids: Collection[int]) -> tuple[Event, ...]:
    """Make the invites of students worthless whose records are about to be erased; return what is to be told."""
    unused = invites.unused_of(session, student_ids)
    events = tuple(event for one in unused if one.has_waiting_claim for event in drop(session, now, one, None))
    invites.revoke_many(session, [one.id for one in unused], None, now)
    return events


KEEPERS[FEATURE] = InvitesKeeper()
