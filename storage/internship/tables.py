"""The tables of practice. Whatever tells about a person lies encrypted; what lists sort by lies open."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Time, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedJson, EncryptedText, UtcDateTime, enum_column
from storage.internship.states import (
    OVER,
    BriefingKind,
    PayBasis,
    PlacementHistoryKind,
    PlacementStatus,
    PracticeKind,
    Recommendation,
)

_OVER_LIST = ", ".join(f"'{status.value}'" for status in sorted(OVER))
_STILL_CURRENT = text(f"status NOT IN ({_OVER_LIST})")


class StudentRow(Base):
    """Somebody who studies in a college: known to it from a roster or from an enrolment, perhaps not yet to the bot."""

    __tablename__ = "students"
    __table_args__ = (
        # One student of a college stands once, however often a roster is imported.
        UniqueConstraint("college", "identity_hash"),
        Index("ix_students_person_id", "person_id"),
        Index("ix_students_study_group", "college", "programme", "study_group"),
        Index("ix_students_supervisor", "supervisor_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # empty until they open the bot
    applicant_id: Mapped[int | None] = mapped_column(ForeignKey("applicants.id"))
    college: Mapped[str] = mapped_column(String(60))  # ids of content, as are programme, district and wish
    programme: Mapped[str] = mapped_column(String(60))
    study_group: Mapped[str] = mapped_column(String(40))
    # Of the normalised name and the birth date: the same person is found without being readable.
    identity_hash: Mapped[str] = mapped_column(String(64))

    last_name: Mapped[str | None] = mapped_column(EncryptedText)
    first_name: Mapped[str | None] = mapped_column(EncryptedText)
    middle_name: Mapped[str | None] = mapped_column(EncryptedText)
    birth_date: Mapped[str | None] = mapped_column(EncryptedText)  # ISO 8601
    phone: Mapped[str | None] = mapped_column(EncryptedText)  # E.164
    sizes: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)  # of workwear and shoes

    district: Mapped[str | None] = mapped_column(String(60))
    wish: Mapped[str | None] = mapped_column(String(60))  # the enterprise they would like
    needs_bed: Mapped[bool] = mapped_column(default=False)
    medical_until: Mapped[date | None] = mapped_column(Date)  # the medical clearance's last day
    parent_consent: Mapped[bool] = mapped_column(default=False)  # to practice, of the legal representative
    parent_consent_by: Mapped[int | None] = mapped_column(BigId)  # people.id of who noted it
    parent_consent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    supervisor_id: Mapped[int | None] = mapped_column(BigId)  # people.id in the college

    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlaceRow(Base):
    """Places for trainees that an enterprise offers: so many alike, at one site and time. `taken` never passes them."""

    __tablename__ = "practice_places"
    __table_args__ = (
        CheckConstraint("taken BETWEEN 0 AND number", name="taken"),
        CheckConstraint("beds_taken BETWEEN 0 AND beds", name="beds_taken"),
        CheckConstraint("date_to >= date_from", name="dates"),
        Index("ix_practice_places_enterprise", "enterprise", "date_from"),
        Index("ix_practice_places_free", "profession", "date_from"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    enterprise: Mapped[str] = mapped_column(String(60))
    profession: Mapped[str] = mapped_column(String(60))  # a programme's profession in the content
    module: Mapped[str | None] = mapped_column(String(20))
    number: Mapped[int] = mapped_column()
    taken: Mapped[int] = mapped_column(default=0)
    beds: Mapped[int] = mapped_column(default=0)
    beds_taken: Mapped[int] = mapped_column(default=0)
    date_from: Mapped[date] = mapped_column(Date)
    date_to: Mapped[date] = mapped_column(Date)
    site: Mapped[str] = mapped_column(String(200))
    age_min: Mapped[int] = mapped_column(default=16)
    listed_work: Mapped[bool] = mapped_column(default=True)  # on the list of hard work: four hours under 18
    pay_basis: Mapped[PayBasis] = mapped_column(enum_column(PayBasis))
    pay_amount: Mapped[int | None] = mapped_column()  # roubles a month
    pay_days: Mapped[list[int]] = mapped_column(JSON, default=list)  # of the month
    gear: Mapped[str | None] = mapped_column(String(500))  # the protective gear that is given
    shift_from: Mapped[time] = mapped_column(Time)  # Moscow clocks
    shift_to: Mapped[time] = mapped_column(Time)
    break_minutes: Mapped[int] = mapped_column(default=0)
    meeting: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)  # who meets, where, what to bring
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[int] = mapped_column(BigId)  # people.id
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PlacementRow(Base):
    """One student's practice at one enterprise."""

    __tablename__ = "placements"
    __table_args__ = (
        # Nobody is in two places: a student has one current placement a module.
        Index(
            "uq_placements_current",
            "student_id",
            "module",
            unique=True,
            sqlite_where=_STILL_CURRENT,
            postgresql_where=_STILL_CURRENT,
        ),
        Index("ix_placements_college", "college", "status", "date_from"),
        Index("ix_placements_enterprise", "enterprise", "status", "date_from"),
        Index("ix_placements_mentor", "mentor_id", "status"),
        Index("ix_placements_place", "place_id"),
        Index("ix_placements_student", "student_id", "id"),
        Index("ix_placements_supervisor", "supervisor_id", "status"),
        CheckConstraint("date_to >= date_from", name="dates"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("practice_places.id"))
    college: Mapped[str] = mapped_column(String(60))
    enterprise: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(20))
    kind: Mapped[PracticeKind] = mapped_column(enum_column(PracticeKind))
    status: Mapped[PlacementStatus] = mapped_column(enum_column(PlacementStatus))
    status_since: Mapped[datetime] = mapped_column(UtcDateTime)
    date_from: Mapped[date] = mapped_column(Date)  # Moscow days, both included
    date_to: Mapped[date] = mapped_column(Date)
    hours_total: Mapped[int] = mapped_column()
    mentor_id: Mapped[int | None] = mapped_column(BigId)  # people.id
    supervisor_id: Mapped[int | None] = mapped_column(BigId)  # people.id
    agreement_no: Mapped[str | None] = mapped_column(String(40))
    agreement_date: Mapped[date | None] = mapped_column(Date)
    agreement_until: Mapped[date | None] = mapped_column(Date)  # its last day; None where it names none
    college_order_no: Mapped[str | None] = mapped_column(String(40))
    college_order_date: Mapped[date | None] = mapped_column(Date)
    enterprise_order_no: Mapped[str | None] = mapped_column(String(40))
    enterprise_order_date: Mapped[date | None] = mapped_column(Date)
    gear_issued_on: Mapped[date | None] = mapped_column(Date)
    pass_issued_on: Mapped[date | None] = mapped_column(Date)
    bed: Mapped[bool | None] = mapped_column()  # None where none is needed
    student_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enterprise_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    calendar_sequence: Mapped[int] = mapped_column(default=0)  # rises with what the student's calendar shows
    mark: Mapped[int | None] = mapped_column()  # 2 to 5
    recommendation: Mapped[Recommendation | None] = mapped_column(enum_column(Recommendation))
    review: Mapped[str | None] = mapped_column(EncryptedText)  # the mentor's words
    assessed_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    assessed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[int | None] = mapped_column(BigId)  # people.id: who has the signed papers
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(EncryptedText)  # why it was paused or ended
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CompetenceRow(Base):
    """Whether one competence of a placement's module was mastered, and in how many hours."""

    __tablename__ = "placement_competences"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    mastered: Mapped[bool] = mapped_column()
    hours: Mapped[int | None] = mapped_column()
    by_id: Mapped[int] = mapped_column(BigId)  # people.id
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class StudentParentRow(Base):
    """Whose parent somebody is, noted before the student opened the bot; then they become a guardian."""

    __tablename__ = "student_parents"

    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class BriefingRow(Base):
    """One safety briefing of one placement."""

    __tablename__ = "briefings"
    __table_args__ = (Index("ix_briefings_placement", "placement_id", "kind"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"))
    kind: Mapped[BriefingKind] = mapped_column(enum_column(BriefingKind))
    held_on: Mapped[date] = mapped_column(Date)
    held_by: Mapped[str] = mapped_column(EncryptedText)
    journal_no: Mapped[str | None] = mapped_column(String(40))
    noted_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MentorRow(Base):
    """What an enterprise's order says of a mentor."""

    __tablename__ = "mentors"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    enterprise: Mapped[str] = mapped_column(String(60), primary_key=True)
    consent_date: Mapped[date | None] = mapped_column(Date)
    order_no: Mapped[str | None] = mapped_column(String(40))
    most_students: Mapped[int] = mapped_column(default=2)
    extra_pay: Mapped[bool | None] = mapped_column()  # whether, never how much


class OverrideRow(Base):
    """An open item that somebody let pass, by name and with a reason."""

    __tablename__ = "placement_overrides"

    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    by_id: Mapped[int] = mapped_column(BigId)  # people.id
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(EncryptedText)


class PlacementHistoryRow(Base):
    """One thing that happened to a placement: who, when, from, to, why. Never changed, never deleted."""

    __tablename__ = "placement_history"
    __table_args__ = (Index("ix_placement_history_placement", "placement_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[PlacementHistoryKind] = mapped_column(enum_column(PlacementHistoryKind))
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None] = mapped_column(BigId)  # people.id; None for the clock
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)


__all__ = [
    "BriefingRow",
    "CompetenceRow",
    "MentorRow",
    "OverrideRow",
    "PlaceRow",
    "PlacementHistoryRow",
    "PlacementRow",
    "StudentParentRow",
    "StudentRow",
]
