"""What one item of content may hold: strict, immutable, in the words of the files under `content/`.

An item checks itself in two steps: types and lengths when it is built, and sense (`Item.complaints`) together with
all the others, so that every fault of a file is told at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints

from cluster.calendar import OfficeHours, YearOfRest
from cluster.content.incidents import IncidentRoute
from cluster.content.minors import MinorRules
from cluster.content.practice import Module, Site
from cluster.content.reminders import ReminderRule
from cluster.content.values import (
    BaseEducation,
    Complaint,
    Email,
    Grade,
    Item,
    Key,
    Label,
    LocalText,
    MedicalExam,
    NoticeEvent,
    NoticeMode,
    NoticeRole,
    Phone,
    Point,
    Roubles,
    Strict,
    TieBreaker,
)


class Cluster(Item):
    """The cluster itself and who answers for the bot."""

    noun = "cluster"

    name: LocalText
    region: LocalText
    operator: LocalText
    operator_address: LocalText
    operator_email: Email
    phone: Phone
    office_hours: OfficeHours = OfficeHours()
    files_kept_days: Annotated[int, Field(ge=7, le=180)] = 30
    """How long files of papers are kept after the last application of a person is over."""
    incidents_kept_days: Annotated[int, Field(ge=365, le=16500)] = 1096
    """How long the words of an incident are kept: accidents are inquired into for years."""


class District(Item):
    """A district of the region, as the form's pick list shows it."""

    noun = "district"

    label: Label
    outside: bool = False
    """Whether this is the answer of somebody from another region."""


class College(Item):
    """A college of the cluster. `distances_km` are by road from the main town of a district."""

    noun = "college"

    name: LocalText
    short: Label
    number_prefix: Annotated[str, StringConstraints(pattern=r"^\w{1,6}$")] | None = None
    """What the numbers of its applications begin with; None: the first letters of the key."""
    base: bool = False
    """Whether this is the base college, which answers for what belongs to no other."""
    city: LocalText
    district: Key
    address: LocalText
    room: LocalText
    room_capacity: Annotated[int, Field(ge=1, le=100)] = 6
    """How many applicants one room takes in the same half hour."""
    phones: Annotated[tuple[Phone, ...], Field(min_length=1)]
    email: Email
    office_hours: OfficeHours | None = None
    point: Point | None = None
    distances_km: dict[Key, Annotated[int, Field(ge=0, le=2000)]] = {}

    @property
    def prefix(self) -> str:
        """Return what the numbers of the college's applications begin with."""
        return self.number_prefix or self.key[:2].upper()


class Programme(Item):
    """A programme of one college on one base of education, with its own seats."""

    noun = "programme"

    code: Annotated[str, StringConstraints(pattern=r"^\d{2}\.\d{2}\.\d{2}$")]
    name: LocalText
    short: Label
    college: Key
    base_education: Annotated[tuple[BaseEducation, ...], Field(min_length=1)]
    duration_months: Annotated[int, Field(ge=1, le=72)]
    qualification: LocalText
    grade_range: LocalText | None = None
    funded_seats: Annotated[int, Field(ge=0, le=1000)]
    paid_price_roubles: Roubles | None = None
    """What a paid seat costs a year; None where there are none."""
    scholarship_roubles: Roubles | None = None
    last_year_min: Grade | None = None
    last_year_mean: Grade | None = None
    medical_exam: MedicalExam = MedicalExam.NONE
    entrance_tests: bool = False
    tie_breakers: tuple[TieBreaker, ...] | None = None
    """None where the campaign's order holds."""

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the programme."""
        if len(set(self.base_education)) < len(self.base_education):
            yield "base_education", "names the same education twice"
        if self.last_year_min and self.last_year_mean and self.last_year_mean < self.last_year_min:
            yield "last_year_mean", f"{self.last_year_mean} is below last_year_min {self.last_year_min}"
        if not self.funded_seats and self.paid_price_roubles is None:
            yield "funded_seats", "there are neither funded nor paid seats"


class Campaign(Item):
    """An admission campaign: its dates (both ends included) and what it is open for, in the order shown."""

    noun = "campaign"

    year: Annotated[int, Field(ge=2020, le=2100)]
    preliminary: bool = False
    """Whether the dates may still move."""
    rules_published: date
    docs_start: date
    docs_end: date
    ranking_daily_from: date
    originals_end: date
    order_date: date
    extra_end: date
    programmes: Annotated[tuple[Key, ...], Field(min_length=1)]
    extra_programmes: tuple[Key, ...] = ()
    """Programmes with seats left, open again from the enrolment order to `extra_end`."""
    tie_breakers: tuple[TieBreaker, ...] = ()
    offer_hours: Annotated[int, Field(ge=1, le=240)] = 24
    """How long somebody in reserve has to answer when a seat becomes free."""

    def open_programmes(self, day: date) -> tuple[str, ...]:
        """Return the keys of the programmes that take applications on `day`."""
        if self.docs_start <= day <= self.docs_end:
            return self.programmes
        if self.order_date <= day <= self.extra_end:
            return self.extra_programmes
        return ()

    def last_day(self, day: date) -> date:
        """Return the last day of the intake that runs on `day`."""
        return self.docs_end if day <= self.docs_end else self.extra_end

    @property
    def first_september(self) -> date:
        """Return the day on which studies begin and ages are looked at."""
        return date(self.year, 9, 1)

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the campaign."""
        names = ("rules_published", "docs_start", "docs_end", "originals_end", "order_date", "extra_end")
        for earlier, later in pairwise(names):
            if getattr(self, later) < getattr(self, earlier):
                yield later, f"{getattr(self, later)} is before {earlier} {getattr(self, earlier)}"
        if not self.docs_start <= self.ranking_daily_from <= self.originals_end:
            yield "ranking_daily_from", f"{self.ranking_daily_from} is outside docs_start to originals_end"
        if self.docs_start.year != self.year:
            yield "year", f"{self.year} is not the year of docs_start {self.docs_start}"
        for name in ("programmes", "extra_programmes"):
            keys = getattr(self, name)
            for key in sorted({key for key in keys if keys.count(key) > 1}):
                yield name, f'"{key}" stands there twice'
        for key in self.extra_programmes:
            if key not in self.programmes:
                yield "extra_programmes", f'"{key}" is not among programmes'


class Enterprise(Item):
    """A factory or plant of the cluster."""

    noun = "enterprise"

    name: LocalText
    short: Label
    district: Key
    target_training: bool
    """Whether it signs target contracts with applicants."""
    about: LocalText | None = None
    phone: Phone | None = None
    """Who answers for trainees, in office hours."""
    sites: tuple[Site, ...] = ()
    distances_km: dict[Key, Annotated[int, Field(ge=0, le=2000)]] = {}
    """By road from the main town of a district."""


@dataclass(frozen=True, slots=True)
class PaperCase:
    """What decides which papers an applicant brings."""

    base_education: BaseEducation
    minor: bool
    target_signed: bool = False
    priority_right: bool = False
    medical_exam: bool = False


class Document(Item):
    """A paper of the checklist. Each condition that is set narrows who is asked for it."""

    noun = "document"

    label: Label
    hint: LocalText | None = None
    required: bool = True
    """Whether the rules ask for it; else it is brought where there is one."""
    base_education: tuple[BaseEducation, ...] = ()
    """Who is asked by education; empty for everybody."""
    only_minor: bool = False
    only_target: bool = False
    only_priority: bool = False
    only_medical: bool = False
    may_be_sent: bool = False
    """Whether a photo or scan of it may be sent in the chat, where the operator has switched that on at all."""

    def is_asked_in(self, case: PaperCase) -> bool:
        """Whether an applicant in this case is asked for the paper."""
        return (
            (not self.base_education or case.base_education in self.base_education)
            and (case.minor or not self.only_minor)
            and (case.target_signed or not self.only_target)
            and (case.priority_right or not self.only_priority)
            and (case.medical_exam or not self.only_medical)
        )


class Reason(Item):
    """Why an application was refused, as staff pick it and the applicant reads it."""

    noun = "reason"

    label: Label
    text: LocalText
    needs_comment: bool = False


class Source(Item):
    """Where an applicant heard of the programme."""

    noun = "source"

    label: Label


class Consent(Item):
    """The consent document for one purpose, as it is shown and recorded."""

    noun = "consent"

    purpose: Key
    version: Annotated[int, Field(ge=1)]
    valid_months: Annotated[int, Field(ge=1, le=120)] | None = None
    """The term that its text names, from the day on which it is given; None: as long as what it is for."""
    title: LocalText
    text: LocalText

    def sha256(self, language: str) -> str:
        """Return the hex digest of exactly the text shown in `language`."""
        return hashlib.sha256(self.text.in_(language).encode()).hexdigest()


class Contact(Item):
    """A person whom applicants and their parents may turn to."""

    noun = "contact"

    name: LocalText
    role: LocalText
    college: Key | None = None
    enterprise: Key | None = None
    phone: Phone
    email: Email | None = None


class NoticeRule(Item):
    """Who is told of one event of admission, and when. The key is the event's name."""

    noun = "notice"

    applicant: NoticeMode = NoticeMode.DAY
    parent: NoticeMode = NoticeMode.DAY
    assignee: NoticeMode = NoticeMode.OFF
    college: NoticeMode = NoticeMode.OFF

    def mode(self, role: NoticeRole) -> NoticeMode:
        """Return whether and when `role` is told."""
        found: NoticeMode = getattr(self, role.value)
        return found

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the rule."""
        if self.key not in set(NoticeEvent):
            yield "key", f'"{self.key}" is no event; there are: {", ".join(NoticeEvent)}'


class DayRange(Strict):
    """Days in a row, both ends included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Return every day of the range."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


class Holidays(Item):
    """The days off of one year by decree."""

    noun = "holidays"

    year: Annotated[int, Field(ge=2020, le=2100)]
    preliminary: bool = False
    source: LocalText
    rest: tuple[DayRange, ...]
    working_weekends: tuple[date, ...] = ()

    def year_of_rest(self) -> YearOfRest:
        """Return the year as the calendar counts with it."""
        days = frozenset(day for span in self.rest for day in span.days())
        return YearOfRest(self.year, days, frozenset(self.working_weekends), self.preliminary)

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the year."""
        if self.key != str(self.year):
            yield "key", f'"{self.key}" is not the year {self.year}'
        for span in self.rest:
            if span.last < span.first:
                yield "rest", f"{span.last} is before {span.first}"
            if {span.first.year, span.last.year} != {self.year}:
                yield "rest", f"{span.first} to {span.last} leaves the year {self.year}"
        for day in self.working_weekends:
            if day.year != self.year or day.weekday() < 5:
                yield "working_weekends", f"{day} is no weekend of {self.year}"


KINDS: dict[str, type[Item]] = {
    "cluster": Cluster,
    "districts": District,
    "colleges": College,
    "programmes": Programme,
    "campaigns": Campaign,
    "enterprises": Enterprise,
    "documents": Document,
    "reasons": Reason,
    "sources": Source,
    "consents": Consent,
    "contacts": Contact,
    "holidays": Holidays,
    "notices": NoticeRule,
    "modules": Module,
    "minor_rules": MinorRules,
    "reminders": ReminderRule,
    "incident_routes": IncidentRoute,
}
"""Every kind of content by the name that files, database and `Content` share. A new kind is a line here and there."""
