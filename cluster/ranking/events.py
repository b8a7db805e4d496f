"""What ranking tells others, beside the changes of status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cluster.events import Event


@dataclass(frozen=True)
class SeatOffered(Event):
    """A free seat is offered to the next in line until `deadline`."""

    offer_id: int
    application_id: int
    programme: str
    deadline: datetime


@dataclass(frozen=True)
class OfferPassed(Event):
    """An offer was not taken: declined, or not answered in time. `by_owner`: it was declined, by `actor_id`."""

    offer_id: int
    application_id: int
    programme: str
    by_owner: bool
    actor_id: int | None = None


@dataclass(frozen=True)
class OriginalReminded(Event):
    """A recommended applicant still owes the original; reminded once on this Moscow day."""

    application_id: int
    day: date
