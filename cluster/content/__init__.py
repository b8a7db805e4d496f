"""Content: the data of one cluster, from its files or from the database, checked and immutable."""

from cluster.content.catalogue import Content
from cluster.content.checks import Problem, problems
from cluster.content.load import ContentError, Fault, deserialise, load_content, serialise
from cluster.content.models import (
    KINDS,
    Campaign,
    Cluster,
    College,
    Consent,
    Contact,
    DayRange,
    District,
    Document,
    Enterprise,
    Holidays,
    PaperCase,
    Programme,
    Reason,
    Source,
)
from cluster.content.values import BaseEducation, Item, LocalText, MedicalExam, Point, TieBreaker

__all__ = [
    "KINDS",
    "BaseEducation",
    "Campaign",
    "Cluster",
    "College",
    "Consent",
    "Contact",
    "Content",
    "ContentError",
    "DayRange",
    "District",
    "Document",
    "Enterprise",
    "Fault",
    "Holidays",
    "Item",
    "LocalText",
    "MedicalExam",
    "PaperCase",
    "Point",
    "Problem",
    "Programme",
    "Reason",
    "Source",
    "TieBreaker",
    "deserialise",
    "load_content",
    "problems",
    "serialise",
]
