"""What hangs on a status of the ranking, ended or begun wherever that status changes, whoever changes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.originals import await_original, forget_original
from cluster.admission.status import CLOSED, ApplicationStatus, Change, follow
from cluster.ranking.offering import OFFER_ENDS, SEAT_FREED, pass_on
from storage.admission import Application
from storage.ranking import OfferState, seats

S = ApplicationStatus


@follow
def keep_in_step(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """End offers and reminders with their cause; have a seat that somebody leaves offered to the next."""
    _withdraw_offers(session, now, [event.application_id for _, event in changes if event.before is S.RESERVE])
    for before, event in changes:
        if event.before is S.RECOMMENDED:
            forget_original(session, event.application_id)
            if event.after in CLOSED:
                _leave_seat(session, now, before)
        if event.after is S.RECOMMENDED and before.original_since is None:
            await_original(session, now, event.application_id)


def _withdraw_offers(session: Session, now: datetime, application_ids: Sequence[int]) -> None:
    for offer in seats.open_offers(session, application_ids):
        duties.cancel(session, OFFER_ENDS, str(offer.id))
        if seats.settle(session, offer.id, OfferState.CANCELLED, now):
            pass_on(session, now, offer.seat_id)


def _leave_seat(session: Session, now: datetime, application: Application) -> None:
    held = seats.held_by(session, application.id)
    if held is None:
        return
    seats.let_go(session, [application.id])
    payload = {"application": application.id, "programme": held.programme, "freed_at": now.isoformat()}
    duties.schedule(session, SEAT_FREED, f"{application.id}:{held.programme}", now, payload)
