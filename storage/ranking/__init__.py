"""Ranking: lists with places, seats given out by them, and the waiting list.

`tables` names the tables; `steps` holds what staff do to many applications at once, `lists` who stands where, `seats`
who holds a seat, which became free and to whom it is offered.
"""

from storage.previews import PreviewState
from storage.ranking import lists, seats, steps
from storage.ranking.lists import Candidate, OwnPlace, PlaceRow, Ranking
from storage.ranking.seats import FreeSeat, Held, Offer
from storage.ranking.steps import Move, Step
from storage.ranking.tables import OfferState, RankingState, SeatState, StepKind

__all__ = [
    "Candidate",
    "FreeSeat",
    "Held",
    "Move",
    "Offer",
    "OfferState",
    "OwnPlace",
    "PlaceRow",
    "PreviewState",
    "Ranking",
    "RankingState",
    "SeatState",
    "Step",
    "StepKind",
    "lists",
    "seats",
    "steps",
]
