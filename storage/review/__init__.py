"""Review: what staff add to applications while they work on them, and the queues that they work through.

`tables` names the tables, `notes`, `requests` (what was asked of an applicant) and `holding` (decisions not told yet)
hold the queries on them, `cards` makes drawn cards old; `queues` counts and lists applications, `finding` finds them by
name, number and phone.
"""

from storage.review import finding, holding, notes, queues, requests
from storage.review.cards import outdate
from storage.review.holding import HeldDecision
from storage.review.notes import Note
from storage.review.queues import OVERDUE, QueueFilter
from storage.review.requests import InfoRequest
from storage.review.tables import DecisionKind

__all__ = [
    "OVERDUE",
    "DecisionKind",
    "HeldDecision",
    "InfoRequest",
    "Note",
    "QueueFilter",
    "finding",
    "holding",
    "notes",
    "outdate",
    "queues",
    "requests",
]
