"""Content: the data of one cluster, from its files or from the database, checked and immutable."""

from cluster.content.catalogue import Content
from cluster.content.checks import Problem, problems
from cluster.content.incidents import IncidentCall, IncidentParty, IncidentRoute, IncidentStep
from cluster.content.load import ContentError, Fault, deserialise, load_content, serialise
from cluster.content.minors import AgeBand, Barred, MinorRules
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
from cluster.content.notices import NoticeEvent, NoticeMode, NoticeRole, NoticeRule
from cluster.content.practice import Competence, Module, Site
from cluster.content.practice_notices import PracticeEvent, PracticeNoticeRule, PracticeRole
from cluster.content.reminders import ReminderKind, ReminderRole, ReminderRule
from cluster.content.templates import TEMPLATES, template_faults, template_kinds
from cluster.content.values import (
    BaseEducation,
    Item,
    LocalText,
    MedicalExam,
    Point,
    TieBreaker,
)

__all__ = [
    "KINDS",
    "TEMPLATES",
    "AgeBand",
    "Barred",
    "BaseEducation",
    "Campaign",
    "Cluster",
    "College",
    "Competence",
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
    "IncidentCall",
    "IncidentParty",
    "IncidentRoute",
    "IncidentStep",
    "Item",
    "LocalText",
    "MedicalExam",
    "MinorRules",
    "Module",
    "NoticeEvent",
    "NoticeMode",
    "NoticeRole",
    "NoticeRule",
    "PaperCase",
    "Point",
    "PracticeEvent",
    "PracticeNoticeRule",
    "PracticeRole",
    "Problem",
    "Programme",
    "Reason",
    "ReminderKind",
    "ReminderRole",
    "ReminderRule",
    "Site",
    "Source",
    "TieBreaker",
    "deserialise",
    "load_content",
    "problems",
    "serialise",
    "template_faults",
    "template_kinds",
]
