"""Waiting for the original of who is recommended: begun and ended wherever its cause begins and ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.content import Campaign

ORIGINAL_DUE: Final = "ranking-original"


def original_due(campaign: Campaign, recommended_on: date) -> date:
    """Return the last day for the original: a seat that came later than that leaves time until the order."""
    return campaign.originals_end if recommended_on <= campaign.originals_end else campaign.order_date


def await_original(session: Session, now: datetime, application_id: int) -> None:
    """Have the reminders seen to: the duty that is due at once finds out when the first one goes out."""
    duties.schedule(session, ORIGINAL_DUE, str(application_id), now, {"application": application_id})


def forget_original(session: Session, application_id: int) -> None:
    """Cancel the reminders, with their cause."""
    duties.cancel(session, ORIGINAL_DUE, str(application_id))
