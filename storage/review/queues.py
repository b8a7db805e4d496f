"""Queries on queues: how many applications stand where, and which come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from storage.admission.applications import get
from storage.admission.records import Application
from storage.admission.states import ApplicationStatus, ParentConsent
from storage.admission.tables import ApplicantRow, ApplicationRow
from storage.people import PersonRow
from storage.review.tables import InfoRequestRow

S = ApplicationStatus
OVERDUE = (S.SUBMITTED, S.IN_REVIEW)
"""Where the college owes an answer by `answer_due`."""
_NEEDS_CONSENT = (S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.INVITED)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which applications of some colleges are meant. Each condition that is set narrows it.

    `overdue_on`: the Moscow day before which the answer, or what was asked for, was due. `unreachable`: the owner gets
    no messages. `no_consent`: a parent's consent is awaited. `no_original`: the certificate's original lies
    elsewhere.
    """

    colleges: frozenset[str]
    campaign: str | None = None
    statuses: tuple[ApplicationStatus, ...] = ()
    assignee_id: int | None = None
    overdue_on: date | None = None
    unreachable: bool = False
    no_consent: bool = False
    no_original: bool = False
    submitted_since: datetime | None = None


def count(session: Session, wanted: QueueFilter) -> int:
    """Return how many applications match."""
    return int(session.scalar(select(func.count()).select_from(ApplicationRow).where(*conditions(wanted))) or 0)


def page(session: Session, wanted: QueueFilter, limit: int, offset: int = 0) -> list[Application]:
    """Return matching applications, overdue and oldest first."""
    waits = case((ApplicationRow.status.in_(OVERDUE), 0), else_=1)
    ids = session.scalars(
        select(ApplicationRow.id)
        .where(*conditions(wanted))
        .order_by(waits, ApplicationRow.answer_due, ApplicationRow.submitted_at, ApplicationRow.id)
        .limit(limit)
        .offset(offset)
    ).all()
    found = get(session, ids)
    return [found[one] for one in ids]


def invited_between(session: Session, college: str, start: datetime, end: datetime) -> Sequence[Application]:
    """Return the applicants of a college who are awaited from `start` on and before `end`."""
    ids = session.scalars(
        select(ApplicationRow.id).where(
            ApplicationRow.college == college,
            ApplicationRow.status == S.INVITED,
            ApplicationRow.invited_for >= start,
            ApplicationRow.invited_for < end,
        )
    ).all()
    return list(get(session, ids).values())


def conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """Return what an application row has to fulfil."""
    found: list[ColumnElement[bool]] = [ApplicationRow.college.in_(sorted(wanted.colleges))]
    if not wanted.colleges:
        return [false()]
    if wanted.campaign is not None:
        found.append(ApplicationRow.campaign == wanted.campaign)
    if wanted.statuses:
        found.append(ApplicationRow.status.in_(wanted.statuses))
    if wanted.assignee_id is not None:
        found.append(ApplicationRow.assignee_id == wanted.assignee_id)
    if wanted.submitted_since is not None:
        found.append(ApplicationRow.submitted_at >= wanted.submitted_since)
    if wanted.no_original:
        found.append(ApplicationRow.original_since.is_(None))
    if wanted.overdue_on is not None:
        late_request = (
            select(InfoRequestRow.id)
            .where(
                InfoRequestRow.application_id == ApplicationRow.id,
                InfoRequestRow.closed_at.is_(None),
                InfoRequestRow.due < wanted.overdue_on,
            )
            .exists()
        )
        unanswered = and_(ApplicationRow.status.in_(OVERDUE), ApplicationRow.answer_due < wanted.overdue_on)
        found.append(or_(unanswered, and_(ApplicationRow.status == S.NEEDS_INFO, late_request)))
    if wanted.unreachable:
        away = PersonRow.unreachable_since.is_not(None) | PersonRow.chat_id.is_(None)
        owner = select(PersonRow.id).join(ApplicantRow, ApplicantRow.owner_person_id == PersonRow.id)
        found.append(owner.where(ApplicantRow.id == ApplicationRow.applicant_id, away).exists())
    if wanted.no_consent:
        waits = select(ApplicantRow.id).where(
            ApplicantRow.id == ApplicationRow.applicant_id, ApplicantRow.parent_consent == ParentConsent.PENDING
        )
        found.append(and_(ApplicationRow.status.in_(_NEEDS_CONSENT), waits.exists()))
    return found
