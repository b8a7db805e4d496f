"""The original certificate: it lies in one college at a time, and decides about the seat there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.admission.originals import await_original, forget_original
from cluster.admission.status import Actor, ApplicationStatus
from cluster.content import Content
from cluster.events import Done
from cluster.review.desk import load
from cluster.review.events import OriginalMoved
from cluster.review.papers import CERTIFICATES, asked_papers
from storage.admission import (
    ACTIVE,
    Application,
    Document,
    DocumentState,
    HistoryEntry,
    HistoryKind,
    applicants,
    applications,
)
from storage.errors import Refusal

S = ApplicationStatus
ORIGINAL = "original"
"""How the original is named among the fields of a history line."""
_TAKES = (S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE)


def bring_original(
    session: Session, now: datetime, actor: int, application_id: int, content: Content
) -> Done[Application]:
    """Note that the original certificate was brought; it counts as verified, too. A second tap changes nothing.

    Refused where it lies in another college of the same person: it has to be taken back from there first.
    """
    application = load(session, actor, application_id)
    if application.original_since is not None:
        return Done(application)
    if application.status not in _TAKES:
        raise Refusal("review-original-early")
    for other in applications.of_applicant(session, application.applicant_id):
        if other.original_since is not None and other.status in ACTIVE:
            raise Refusal("review-original-elsewhere", college=content.college(other.college).short)
    brought = applications.set_original(session, application.id, now)
    forget_original(session, application.id)
    _verify_certificate(session, now, actor, application, content)
    _note(session, now, actor, application, "brought")
    return Done(brought, (OriginalMoved(application.id, brought=True, by_id=actor),))


def give_original_back(session: Session, now: datetime, actor: int, application_id: int) -> Done[Application]:
    """Note that the original was given back to the applicant. A second tap changes nothing."""
    application = load(session, actor, application_id)
    if application.original_since is None:
        return Done(application)
    if application.status is S.ENROLLED:
        raise Refusal("review-original-enrolled")
    given = applications.set_original(session, application.id, None)
    if application.status is S.RECOMMENDED:
        await_original(session, now, application.id)
    _note(session, now, actor, application, "given_back")
    return Done(given, (OriginalMoved(application.id, brought=False, by_id=actor),))


def _verify_certificate(
    session: Session, now: datetime, actor: int, application: Application, content: Content
) -> None:
    for paper, state in asked_papers(session, application, content):
        if paper.key in CERTIFICATES and state is not DocumentState.VERIFIED:
            applicants.expect_documents(session, application.applicant_id, [paper.key], now)
            verified = Document(paper.key, DocumentState.VERIFIED, now, actor, None)
            applicants.set_document(session, application.applicant_id, verified)


def _note(session: Session, now: datetime, actor: int, application: Application, after: str) -> None:
    entry = HistoryEntry(
        application.id, now, HistoryKind.DOCUMENT, Actor.STAFF.value, actor, after=after, fields=(ORIGINAL,)
    )
    applications.note(session, entry)
