"""«I need help»: two taps from anywhere, and somebody answers in time.

`reporting` is what a student does, `answering` what is done about it, `escalating` what happens when nobody answers;
`routing` says who is told at which level by content, `desk` who may see it at all. Whoever is named in an incident
learns nothing of it, at any door.
"""

from cluster.incidents.answering import (
    TakenByOther,
    acknowledge,
    add_note,
    hand_on,
    look,
    receivers,
    resolve,
)
from cluster.incidents.desk import Case, IncidentClosed, find_case, load_own, load_to_answer
from cluster.incidents.escalating import DUTIES
from cluster.incidents.events import IncidentReported, IncidentStepped, IncidentUnanswered, IncidentUnclosed, Step
from cluster.incidents.reading import Card, Help, bare, card, count_open, for_parent, help_for, seen
from cluster.incidents.reporting import (
    MOST_WORDS,
    Whom,
    add_words,
    name,
    practice_of,
    report,
    students_of,
    withdraw,
)
from cluster.incidents.routing import Call

__all__ = [
    "DUTIES",
    "MOST_WORDS",
    "Call",
    "Card",
    "Case",
    "Help",
    "IncidentClosed",
    "IncidentReported",
    "IncidentStepped",
    "IncidentUnanswered",
    "IncidentUnclosed",
    "Step",
    "TakenByOther",
    "Whom",
    "acknowledge",
    "add_note",
    "add_words",
    "bare",
    "card",
    "count_open",
    "find_case",
    "for_parent",
    "hand_on",
    "help_for",
    "load_own",
    "load_to_answer",
    "look",
    "name",
    "practice_of",
    "receivers",
    "report",
    "resolve",
    "seen",
    "students_of",
    "withdraw",
]
