"""The tables of admission. Whatever tells about a person lies encrypted; what the queues sort by lies open."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON, TypeDecorator

from storage.admission.states import (
    CLOSED,
    ApplicationStatus,
    DocumentState,
    FilledBy,
    HistoryKind,
    ParentConsent,
    ParentState,
)
from storage.base import Base, BigId, EncryptedJson, EncryptedText, UtcDateTime, enum_column

FOUR_PLACES = Decimal("0.0001")
_CLOSED_LIST = ", ".join(f"'{status.value}'" for status in sorted(CLOSED))
_STILL_ACTIVE = text(f"status NOT IN ({_CLOSED_LIST})")
_STILL_REGISTERED = text(f"registration_number IS NOT NULL AND status NOT IN ({_CLOSED_LIST})")


class ExactGrade(TypeDecorator[Decimal]):
    """A mark of 2.0000–5.0000 kept exactly; as text of one width it sorts as the number does on both databases."""

    impl = String(8)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value.quantize(FOUR_PLACES))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class ApplicantRow(Base):
    """One person who wants to study, as one owner (themselves, a parent, staff) filled them in."""

    __tablename__ = "applicants"
    __table_args__ = (
        UniqueConstraint("owner_person_id", "identity_hash"),
        Index("ix_applicants_identity_hash", "identity_hash"),
        Index("ix_applicants_phone_hash", "phone_hash"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    # Of the normalised name and the birth date: the same person is found without being readable.
    identity_hash: Mapped[str] = mapped_column(String(64))
    phone_hash: Mapped[str | None] = mapped_column(String(64))
    filled_by: Mapped[FilledBy] = mapped_column(enum_column(FilledBy))

    last_name: Mapped[str | None] = mapped_column(EncryptedText)
    first_name: Mapped[str | None] = mapped_column(EncryptedText)
    middle_name: Mapped[str | None] = mapped_column(EncryptedText)
    birth_date: Mapped[str | None] = mapped_column(EncryptedText)  # ISO 8601
    phone: Mapped[str | None] = mapped_column(EncryptedText)  # E.164
    email: Mapped[str | None] = mapped_column(EncryptedText)
    locality: Mapped[str | None] = mapped_column(EncryptedText)
    school: Mapped[str | None] = mapped_column(EncryptedText)
    comment: Mapped[str | None] = mapped_column(EncryptedText)
    snils: Mapped[str | None] = mapped_column(EncryptedText)
    # Special: that there is a priority right or a condition, never which.
    special: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)
    parent: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)
    parent_state: Mapped[ParentState] = mapped_column(enum_column(ParentState), default=ParentState.NONE)
    parent_noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    parent_consent: Mapped[ParentConsent] = mapped_column(enum_column(ParentConsent), default=ParentConsent.NOT_NEEDED)

    citizenship: Mapped[str] = mapped_column(String(8))
    district: Mapped[str] = mapped_column(String(60))
    base_education: Mapped[str] = mapped_column(String(20))
    grad_year: Mapped[int] = mapped_column()
    avg_grade: Mapped[Decimal | None] = mapped_column(ExactGrade)
    honours: Mapped[bool] = mapped_column(default=False)
    dorm_needed: Mapped[bool] = mapped_column(default=False)
    target_interest: Mapped[str] = mapped_column(String(20))
    target_enterprise: Mapped[str | None] = mapped_column(String(60))
    contact_pref: Mapped[str] = mapped_column(String(20))
    contact_hours: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(String(20))

    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ApplicantWordRow(Base):
    """One keyed hash of a name's word, or of its beginning: the way to find somebody by name."""

    __tablename__ = "applicant_words"
    __table_args__ = (Index("ix_applicant_words_hash", "hash"),)

    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicants.id", ondelete="CASCADE"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class ApplicantDocumentRow(Base):
    """One paper of an applicant's checklist, shared by all their applications."""

    __tablename__ = "applicant_documents"

    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicants.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), primary_key=True)  # an id of content
    state: Mapped[DocumentState] = mapped_column(enum_column(DocumentState), default=DocumentState.NONE)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    reason: Mapped[str | None] = mapped_column(EncryptedText)  # why it was returned


class ApplicationRow(Base):
    """One application to one college in one campaign."""

    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "uq_applications_active",
            "applicant_id",
            "campaign",
            "college",
            unique=True,
            sqlite_where=_STILL_ACTIVE,
            postgresql_where=_STILL_ACTIVE,
        ),
        Index("uq_applications_number", "number", unique=True),
        Index("ix_applications_applicant", "applicant_id"),
        Index("ix_applications_queue", "college", "status", "answer_due"),
        Index(
            "uq_applications_registration",
            "college",
            "campaign",
            "registration_number",
            unique=True,
            sqlite_where=_STILL_REGISTERED,
            postgresql_where=_STILL_REGISTERED,
        ),
        Index("ix_applications_invited", "college", "invited_for"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"))
    campaign: Mapped[str] = mapped_column(String(60))  # an id of content, as is the college
    college: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(40))
    priority: Mapped[int] = mapped_column()  # 1 is the wish that matters most
    status: Mapped[ApplicationStatus] = mapped_column(enum_column(ApplicationStatus))
    status_since: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_due: Mapped[date] = mapped_column(Date)  # a local day: an answer until its evening is in time
    assignee_id: Mapped[int | None] = mapped_column(BigId)  # people.id of the coordinator who took it
    needs_human: Mapped[bool] = mapped_column(default=False)  # citizenship or age that a rule does not decide
    invited_for: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the applicant is awaited with the papers
    invited_room: Mapped[str | None] = mapped_column(String(80))
    registration_number: Mapped[str | None] = mapped_column(String(40))  # the official one
    original_since: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the original certificate lies here
    order_number: Mapped[str | None] = mapped_column(String(40))  # of the enrolment order
    order_date: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(default=1)

    choices: Mapped[list[ApplicationChoiceRow]] = relationship(
        order_by="ApplicationChoiceRow.place", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class ApplicationChoiceRow(Base):
    """A programme asked for in an application's college; `place` is its place among all wishes of the person."""

    __tablename__ = "application_choices"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    programme: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int] = mapped_column()


class ApplicationHistoryRow(Base):
    """One thing that happened to an application: who, when, from, to, why. Never changed, never deleted."""

    __tablename__ = "application_history"
    __table_args__ = (Index("ix_application_history_application_id", "application_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[HistoryKind] = mapped_column(enum_column(HistoryKind))
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None] = mapped_column(BigId)  # people.id; None for the clock
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(EncryptedText)  # a key of content or of the program
    comment: Mapped[str | None] = mapped_column(EncryptedText)  # in a person's own words
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)


class NumberSeriesRow(Base):
    """The last number given in a series such as one college and year."""

    __tablename__ = "application_number_series"

    series: Mapped[str] = mapped_column(String(30), primary_key=True)
    last: Mapped[int] = mapped_column()


class SeatWatcherRow(Base):
    """Somebody who wants to be told when a programme has extra seats; gone once they are told."""

    __tablename__ = "seat_watchers"
    __table_args__ = (Index("ix_seat_watchers_programme", "campaign", "programme"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    campaign: Mapped[str] = mapped_column(String(60), primary_key=True)  # ids of content, as is the programme
    programme: Mapped[str] = mapped_column(String(60), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


__all__ = [
    "ApplicantDocumentRow",
    "ApplicantRow",
    "ApplicantWordRow",
    "ApplicationChoiceRow",
    "ApplicationHistoryRow",
    "ApplicationRow",
    "NumberSeriesRow",
    "SeatWatcherRow",
]
