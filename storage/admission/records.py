"""What the queries of admission give back and take: frozen, with values as the rules use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from storage.admission.states import (
    ApplicationStatus,
    DocumentState,
    FilledBy,
    HistoryKind,
    ParentConsent,
    ParentState,
)


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent's or guardian's own data; `phone` is E.164."""

    last_name: str
    first_name: str
    middle_name: str | None
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What the form says about a person; one for all their applications.

    Enumerations are their string values, `phone` is E.164, `district` and `target_enterprise` are ids of content.
    """

    last_name: str
    first_name: str
    middle_name: str | None
    birth_date: date
    citizenship: str
    phone: str
    email: str | None
    contact_pref: str
    contact_hours: str | None
    district: str
    locality: str | None
    base_education: str
    school: str
    grad_year: int
    avg_grade: Decimal | None
    honours: bool
    target_interest: str
    target_enterprise: str | None
    priority_right: str | None
    special_conditions: str | None
    dorm_needed: bool
    parent: Parent | None
    snils: str | None
    source: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """The normalised plain texts by which a person is found; only their keyed hashes are kept."""

    identity: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Applicant:
    """A person who wants to study. `answers` is None once their data are erased."""

    id: int
    owner_id: int
    filled_by: FilledBy
    answers: Answers | None
    parent_state: ParentState
    parent_consent: ParentConsent
    created_at: datetime
    updated_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A programme asked for; `place` is its place among all wishes of the person, 1 is first."""

    programme: str
    place: int


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application about to be kept."""

    applicant_id: int
    campaign: str
    college: str
    number: str
    choices: tuple[Choice, ...]
    submitted_at: datetime
    answer_due: date
    needs_human: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """One application to one college. `version` rises with every change: a card drawn from an older one is old."""

    id: int
    applicant_id: int
    owner_id: int
    campaign: str
    college: str
    number: str
    priority: int
    choices: tuple[Choice, ...]
    status: ApplicationStatus
    status_since: datetime
    submitted_at: datetime
    answer_due: date
    assignee_id: int | None
    needs_human: bool
    version: int
    invited_for: datetime | None = None
    invited_room: str | None = None
    registration_number: str | None = None
    original_since: datetime | None = None
    order_number: str | None = None
    order_date: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of an applicant's checklist; `kind` is an id of content."""

    kind: str
    state: DocumentState
    changed_at: datetime
    changed_by: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to an application. `actor_id` is None for the clock; `fields` are names, never values.

    `reason` is a key of content or of the program, `comment` what a person wrote.
    """

    application_id: int
    at: datetime
    kind: HistoryKind
    actor_kind: str
    actor_id: int | None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    fields: tuple[str, ...] = field(default=())
    comment: str | None = None
