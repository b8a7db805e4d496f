"""What papers are made of: records of a practice, gathered by whoever reads them from the database."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from storage.internship import Briefing, Place, Placement, Student


class Recommendation(enum.StrEnum):
    """What an enterprise thinks of a student for the time after; its words are `practice_papers-recommend-<value>`."""

    HIRE = "hire"
    TARGET = "target"  # a target contract
    REPEAT = "repeat"  # another practice
    NO = "no"


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: the name as they told it, and their post where it is known."""

    name: str
    post: str | None = None


@dataclass(frozen=True, slots=True)
class DiaryEntryFacts:
    """One day in the diary; `competences` are codes."""

    day: date
    hours: Decimal
    text: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """The diary as it is to be printed. `unaccepted` days are still with the mentor, or returned to the student."""

    entries: tuple[DiaryEntryFacts, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    unaccepted: int = 0


@dataclass(frozen=True, slots=True)
class AssessedCompetence:
    """A competence of the module: None where nobody has judged or counted yet."""

    code: str
    name: str
    hours: Decimal | None = None
    mastered: bool | None = None


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """What the mentor said at the end; the mark is 2 to 5."""

    competences: tuple[AssessedCompetence, ...] = ()
    mark: int | None = None
    recommendation: Recommendation | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """One student's practice; a paper that needs no diary or assessment is not given one."""

    student: Student
    placement: Placement
    place: Place | None = None
    module_name: str | None = None
    supervisor: Signer | None = None
    mentor: Signer | None = None
    diary: DiaryFacts | None = None
    assessment: AssessmentFacts | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list for an agreement."""

    student: Student
    placement: Placement
    mentor: Signer | None = None


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The students whom a college sends to one enterprise by one agreement; keys of content."""

    college: str
    enterprise: str
    members: tuple[Member, ...]
    agreement_no: str | None = None
    agreement_date: date | None = None
    supervisor: Signer | None = None
