"""By when the papers of a practice that is over are due: the mentor's word first, then the signatures."""

from __future__ import annotations

from datetime import date
from typing import Final

from cluster.calendar import WorkCalendar, day_of
from storage.internship import Placement

WORKING_DAYS_TO_REVIEW: Final = 2
WORKING_DAYS_TO_SIGN: Final = 5


def review_due(placement: Placement, calendar: WorkCalendar) -> date:
    """Return by when the mentor writes the review and gives the marks."""
    return calendar.add_working_days(placement.date_to, WORKING_DAYS_TO_REVIEW)


def sign_due(placement: Placement, calendar: WorkCalendar) -> date | None:
    """Return by when the supervisor has the signed papers; None before there is a mark."""
    if placement.assessed_at is None:
        return None
    return calendar.add_working_days(day_of(placement.assessed_at), WORKING_DAYS_TO_SIGN)
