"""Practice: students, the places that enterprises offer, placements and what they need.

`states` names the states, `tables` the tables, `records` what queries give back; `students`, `places` and `placements`
hold the queries. A student of a college is kept once; each practice is a placement of its own.
"""

from storage.internship import causes, competences, deputies, desks, joining, placements, places, seats, students
from storage.internship.desks import DeskFilter
from storage.internship.records import (
    Briefing,
    Competence,
    HistoryEntry,
    Meeting,
    Mentor,
    NewPlace,
    NewPlacement,
    NewStudent,
    Place,
    Placement,
    Student,
)
from storage.internship.states import (
    CURRENT,
    FIRST_BRIEFINGS,
    NOT_BEGUN,
    OVER,
    UNDER_WAY,
    BriefingKind,
    PayBasis,
    PlacementHistoryKind,
    PlacementStatus,
    PracticeKind,
    Recommendation,
)

__all__ = [
    "CURRENT",
    "FIRST_BRIEFINGS",
    "NOT_BEGUN",
    "OVER",
    "UNDER_WAY",
    "Briefing",
    "BriefingKind",
    "Competence",
    "DeskFilter",
    "HistoryEntry",
    "Meeting",
    "Mentor",
    "NewPlace",
    "NewPlacement",
    "NewStudent",
    "PayBasis",
    "Place",
    "Placement",
    "PlacementHistoryKind",
    "PlacementStatus",
    "PracticeKind",
    "Recommendation",
    "Student",
    "causes",
    "competences",
    "deputies",
    "desks",
    "joining",
    "placements",
    "places",
    "seats",
    "students",
]
