"""What queries on practice give back: immutable, with no way to the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from storage.internship.states import (
    BriefingKind,
    PayBasis,
    PlacementHistoryKind,
    PlacementStatus,
    PracticeKind,
    Recommendation,
)


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody who studies in a college. Erased personal fields are None; `person_id` until they open the bot too."""

    id: int
    person_id: int | None
    applicant_id: int | None
    college: str
    programme: str
    study_group: str
    last_name: str | None
    first_name: str | None
    middle_name: str | None
    birth_date: date | None
    phone: str | None
    sizes: Mapping[str, str]
    district: str | None
    wish: str | None
    needs_bed: bool
    medical_until: date | None
    parent_consent: bool
    supervisor_id: int | None


@dataclass(frozen=True, slots=True)
class NewStudent:
    """A student to be kept. `identity` is the normalised name and birth date, as `cluster.people` makes it."""

    college: str
    programme: str
    study_group: str
    identity: str
    last_name: str
    first_name: str
    middle_name: str | None
    birth_date: date
    phone: str | None = None
    district: str | None = None
    wish: str | None = None
    needs_bed: bool = False
    supervisor_id: int | None = None
    applicant_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """How the first day begins: who meets, where, what to bring, by what papers one gets in. Degrees for the map."""

    person: str
    phone: str | None
    where: str
    bring: str | None = None
    papers: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Places that an enterprise offers. Days are Moscow days, both included; pay is in roubles a month."""

    enterprise: str
    profession: str
    number: int
    date_from: date
    date_to: date
    site: str
    shift_from: time
    shift_to: time
    pay_basis: PayBasis
    created_by: int
    module: str | None = None
    break_minutes: int = 0
    beds: int = 0
    age_min: int = 16
    listed_work: bool = True
    pay_amount: int | None = None
    pay_days: tuple[int, ...] = ()
    gear: str | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Place(NewPlace):
    """Places as they are kept: `taken` of `number` and `beds_taken` of `beds` are given away."""

    id: int = 0
    taken: int = 0
    beds_taken: int = 0
    closed_at: datetime | None = None

    @property
    def free(self) -> int:
        """Return how many more students fit."""
        return 0 if self.closed_at is not None else self.number - self.taken

    @property
    def free_beds(self) -> int:
        """Return how many more of them may sleep there."""
        return self.beds - self.beds_taken


@dataclass(frozen=True, slots=True)
class NewPlacement:
    """A practice to be planned. Days are Moscow days, both included."""

    student_id: int
    college: str
    enterprise: str
    programme: str
    module: str
    kind: PracticeKind
    date_from: date
    date_to: date
    hours_total: int
    place_id: int | None = None
    mentor_id: int | None = None
    supervisor_id: int | None = None
    bed: bool | None = None


@dataclass(frozen=True, slots=True)
class Placement(NewPlacement):
    """A practice as it is kept."""

    id: int = 0
    status: PlacementStatus = PlacementStatus.PLANNED
    status_since: datetime | None = None
    agreement_no: str | None = None
    agreement_date: date | None = None
    agreement_until: date | None = None
    """The last day of the agreement; None where it names none."""
    college_order_no: str | None = None
    college_order_date: date | None = None
    enterprise_order_no: str | None = None
    enterprise_order_date: date | None = None
    gear_issued_on: date | None = None
    pass_issued_on: date | None = None
    student_agreed_at: datetime | None = None
    enterprise_agreed_at: datetime | None = None
    calendar_sequence: int = 0
    mark: int | None = None
    recommendation: Recommendation | None = None
    review: str | None = None
    assessed_by: int | None = None
    assessed_at: datetime | None = None
    signed_by: int | None = None
    signed_at: datetime | None = None
    reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Competence:
    """Whether one competence was mastered, in how many hours, by whose word."""

    code: str
    mastered: bool
    hours: int | None
    by_id: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """A safety briefing that was held."""

    placement_id: int
    kind: BriefingKind
    held_on: date
    held_by: str
    journal_no: str | None = None


@dataclass(frozen=True, slots=True)
class Mentor:
    """What an enterprise's order says of a mentor; `consent_date` is that of the written consent."""

    person_id: int
    enterprise: str
    consent_date: date | None = None
    order_no: str | None = None
    most_students: int = 2
    extra_pay: bool | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a placement."""

    placement_id: int
    at: datetime
    kind: PlacementHistoryKind
    actor_kind: str
    actor_id: int | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    fields: tuple[str, ...] = ()
