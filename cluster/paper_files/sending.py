"""What may be sent, and taking it: the rules are asked when the form opens, when a file comes, and when it is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster import consents
from cluster.admission.clarifying import give
from cluster.admission.editing import active_applications
from cluster.admission.mine import DOCUMENT_MOVES, checklist
from cluster.admission.status import Actor, is_editable
from cluster.consents import ConsentDocument
from cluster.content import Content, Document
from cluster.events import Done
from cluster.paper_files.keeping import expect_end
from storage import paper_files
from storage.admission import Document as Paper
from storage.admission import DocumentState, applicants
from storage.errors import NotFound, Refusal
from storage.paper_files import Fate, NewFile

MOST_FILES = 8
"""Of one paper and person: a certificate with its supplement has four pages."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of files, one `fate` each in their order, and how many the paper has now."""

    paper: Document
    fates: tuple[Fate, ...]
    total: int


def consent_document(content: Content, language: str) -> ConsentDocument:
    """Return the document to agree to, as it is shown in `language`."""
    return ConsentDocument.from_content(content.consent(consents.PHOTO_FILES), language)


def consent_needed(session: Session, now: datetime, person_id: int, content: Content) -> bool:
    """Whether the person has to be asked: whatever the language, the version counts."""
    return consents.is_needed(session, now, person_id, consent_document(content, "ru"), consents.PHOTO_FILES)


def sendable_paper(session: Session, actor: int, applicant_id: int, kind: str, content: Content) -> Document:
    """Return a paper that the actor may send files of, consent aside; `Refusal` where they may not.

    `NotFound` or `Forbidden` for anybody else's application, and for a paper that is never to be sent.
    """
    asked = [document for document, _ in checklist(session, actor, applicant_id, content).papers]
    standing = active_applications(session, applicant_id)
    if not standing:
        raise Refusal("files-refuse-over")
    if not is_editable(standing):
        raise Refusal("files-refuse-registered")
    if not content.document(kind).may_be_sent:
        raise NotFound
    paper = next((document for document in asked if document.key == kind), None)
    if paper is None:
        raise Refusal("files-refuse-not_asked")
    return paper


def check_may_send(
    session: Session, now: datetime, actor: int, applicant_id: int, kind: str, content: Content
) -> Document:
    """Return a paper that the actor may send files of now; `Refusal` where they may not, or no consent stands."""
    paper = sendable_paper(session, actor, applicant_id, kind, content)
    if consent_needed(session, now, actor, content):
        raise Refusal("files-refuse-consent")
    return paper


def receive(
    session: Session,
    now: datetime,
    actor: int,
    applicant_id: int,
    kind: str,
    sent: Sequence[NewFile],
    content: Content,
) -> Done[Receipt]:
    """Keep files that a job has read; the paper counts as being at home, and as given where it was asked for.

    Staff's marks stay: only the original is verified.
    """
    paper = check_may_send(session, now, actor, applicant_id, kind, content)
    room = MOST_FILES - paper_files.counts(session, applicant_id).get(kind, 0)
    fates = []
    for file in sent:
        fate = _keep(session, now, actor, applicant_id, kind, file, has_room=room > 0)
        room -= fate is Fate.KEPT
        fates.append(fate)
    receipt = Receipt(paper, tuple(fates), MOST_FILES - room)
    if Fate.KEPT not in fates:
        return Done(receipt)
    expect_end(session, now, applicant_id)
    _bring_home(session, now, actor, applicant_id, kind)
    return Done(receipt, tuple(give(session, now, actor, active_applications(session, applicant_id), [kind])))


def discard(session: Session, file_ids: Collection[int]) -> None:
    """Delete what a job has read and no paper keeps."""
    paper_files.discard(session, file_ids)


def _keep(
    session: Session, now: datetime, actor: int, applicant_id: int, kind: str, file: NewFile, *, has_room: bool
) -> Fate:
    if has_room or paper_files.is_kept(session, applicant_id, kind, file.sha256):
        return paper_files.add(session, applicant_id, kind, file, actor, now)
    paper_files.discard(session, [file.file_id])
    return Fate.TOO_MANY


def _bring_home(session: Session, now: datetime, actor: int, applicant_id: int, kind: str) -> None:
    states = {paper.kind: paper.state for paper in applicants.documents(session, applicant_id)}
    state = states.get(kind, DocumentState.NONE)
    if DocumentState.HAVE in DOCUMENT_MOVES.get((state, Actor.APPLICANT), ()):
        applicants.expect_documents(session, applicant_id, [kind], now)
        applicants.set_document(session, applicant_id, Paper(kind, DocumentState.HAVE, now, actor, None))
