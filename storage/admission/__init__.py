"""Admission: applicants, their applications to colleges, papers and history.

`states` names the states, `tables` the tables, `records` what queries give back; `applicants`, `applications` and
`seat_watchers` hold the queries. A person and their papers are kept once; each chosen college gets an application of
its own.
"""

from storage.admission import applicants, applications, seat_watchers
from storage.admission.records import (
    Answers,
    Applicant,
    Application,
    Choice,
    Document,
    HistoryEntry,
    NewApplication,
    Parent,
    SearchKeys,
)
from storage.admission.states import (
    ACTIVE,
    CLOSED,
    ApplicationStatus,
    ConsentWay,
    DocumentState,
    FilledBy,
    HistoryKind,
    ParentConsent,
    ParentState,
)

__all__ = [
    "ACTIVE",
    "CLOSED",
    "Answers",
    "Applicant",
    "Application",
    "ApplicationStatus",
    "Choice",
    "ConsentWay",
    "Document",
    "DocumentState",
    "FilledBy",
    "HistoryEntry",
    "HistoryKind",
    "NewApplication",
    "Parent",
    "ParentConsent",
    "ParentState",
    "SearchKeys",
    "applicants",
    "applications",
    "seat_watchers",
]
