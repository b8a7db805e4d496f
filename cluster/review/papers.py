"""The papers of an application as its college sees them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.admission import rules
from cluster.calendar import day_of
from cluster.content import Content, Document
from cluster.review.desk import person_of
from storage.admission import Application, DocumentState, applicants

CERTIFICATES = frozenset({"certificate", "diploma"})
"""Papers on education: the original of one of them decides about the seat."""


def asked_papers(
    session: Session, application: Application, content: Content
) -> tuple[tuple[Document, DocumentState], ...]:
    """Return the papers that this application asks for, each with its state, in the order of content."""
    person = person_of(session, application)
    if person.answers is None:
        return ()
    asked = rules.papers(
        content,
        base_education=person.answers.base_education,
        choices=[choice.programme for choice in application.choices],
        minor=rules.parent_needed(person.answers.birth_date, day_of(application.submitted_at)),
        target_interest=person.answers.target_interest,
        priority_right=person.answers.priority_right,
    )
    states = {paper.kind: paper.state for paper in applicants.documents(session, application.applicant_id)}
    return tuple((one, states.get(one.key, DocumentState.NONE)) for one in asked)
