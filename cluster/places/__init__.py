"""Places for practice that enterprises offer: how many, for whom, when, where, for what pay.

A place is offered, changed, closed and opened again by the enterprise, or by a coordinator on its behalf. Who gets a
seat of it is decided in `cluster.internship.placing`.
"""

from cluster.places.events import PlacesChanged, PlacesOffered, PlacesShut
from cluster.places.form import (
    FARTHEST,
    FIELDS_TOLD,
    MOST_BREAK,
    MOST_NUMBER,
    OLDEST,
    YOUNGEST,
    PlaceForm,
    PlaceRefused,
    answers_of,
    check_first_day,
    check_last_day,
    parse_amount,
    parse_days,
    parse_number,
    parse_shift,
    parse_words,
    professions,
    shift_hours,
    site_of,
)
from cluster.places.keeping import PlacesOutdated, change, close, offer, reopen
from cluster.places.listing import PlaceCard, acts_for, card, enterprises_of, latest, listed, may_write

__all__ = [
    "FARTHEST",
    "FIELDS_TOLD",
    "MOST_BREAK",
    "MOST_NUMBER",
    "OLDEST",
    "YOUNGEST",
    "PlaceCard",
    "PlaceForm",
    "PlaceRefused",
    "PlacesChanged",
    "PlacesOffered",
    "PlacesOutdated",
    "PlacesShut",
    "acts_for",
    "answers_of",
    "card",
    "change",
    "check_first_day",
    "check_last_day",
    "close",
    "enterprises_of",
    "latest",
    "listed",
    "may_write",
    "offer",
    "parse_amount",
    "parse_days",
    "parse_number",
    "parse_shift",
    "parse_words",
    "professions",
    "reopen",
    "shift_hours",
    "site_of",
]
