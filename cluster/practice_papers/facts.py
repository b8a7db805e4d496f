"""What papers are made of: records of a practice, gathered by whoever reads them from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.internship import Briefing, Competence, Place, Placement, Student


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: the name as they told it, and their post where it is known."""

    name: str
    post: str | None = None


@dataclass(frozen=True, slots=True)
class DiaryEntryFacts:
    """One day in the diary, in steps of half an hour; `competences` are codes."""

    day: date
    half_hours: int
    text: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """The diary as it is to be printed: accepted days, and those that keep it back.

    `waiting` days are with the mentor, `returned` ones with the student, `stuck` ones were given back and cannot be
    written anew any more.
    """

    entries: tuple[DiaryEntryFacts, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    waiting: tuple[date, ...] = ()
    returned: tuple[date, ...] = ()
    stuck: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """One student's practice; a paper that needs no diary or competences is not given them.

    `competences` are what was said of them; which there are, the module of the content says.
    """

    student: Student
    placement: Placement
    place: Place | None = None
    supervisor: Signer | None = None
    mentor: Signer | None = None
    diary: DiaryFacts = DiaryFacts()
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list for an agreement."""

    student: Student
    placement: Placement
    mentor: Signer | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The students whom a college sends to one enterprise by one agreement; keys of content."""

    college: str
    enterprise: str
    members: tuple[Member, ...]
    agreement_no: str | None = None
    agreement_date: date | None = None
    supervisor: Signer | None = None
    agreement_until: date | None = None
