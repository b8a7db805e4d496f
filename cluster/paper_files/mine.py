"""What an applicant sees of their own files, and deletes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.admission.editing import active_applications, own_applicant
from cluster.admission.mine import checklist
from cluster.admission.status import is_editable
from cluster.content import Content, Document
from cluster.events import Done
from cluster.paper_files.pages import Pages, read_pages
from storage import paper_files
from storage.errors import NotFound, Refusal
from storage.paper_files import PaperFile


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers that may be sent, or of which files are kept, each with how many there are.

    `may_change`: whether more may be sent and what is there deleted; no longer once the college has registered it.
    """

    applicant_id: int
    papers: tuple[tuple[Document, int], ...]
    may_change: bool

    def count(self, kind: str) -> int:
        """Return how many files a paper has; `NotFound` where it is not on the shelf."""
        found = next((count for document, count in self.papers if document.key == kind), None)
        if found is None:
            raise NotFound
        return found


def my_shelf(session: Session, actor: int, applicant_id: int, content: Content) -> Shelf:
    """Return the shelf of a person whom the actor filled in."""
    listed = checklist(session, actor, applicant_id, content)
    asked = {document.key for document, _ in listed.papers if document.may_be_sent}
    kept = paper_files.counts(session, applicant_id)
    papers = [(one, kept.get(one.key, 0)) for one in content.documents if one.key in asked or one.key in kept]
    return Shelf(applicant_id, tuple(papers), is_editable(active_applications(session, applicant_id)))


def see(session: Session, actor: int, applicant_id: int, kind: str, start: int) -> Pages:
    """Return one's own files of a paper."""
    own_applicant(session, actor, applicant_id)
    return read_pages(session, applicant_id, kind, start)


def drop_file(session: Session, now: datetime, actor: int, file_id: int) -> Done[PaperFile]:
    """Delete one of one's own files, and return it; `NotFound` for a second tap."""
    file = paper_files.get(session, file_id)
    if file is None:
        raise NotFound("files-refuse-gone")
    _check_may_change(session, actor, file.applicant_id)
    paper_files.forget(session, [file_id])
    return Done(file)


def drop_paper(session: Session, now: datetime, actor: int, applicant_id: int, kind: str) -> Done[int]:
    """Delete all of one's own files of a paper; return how many there were. A second tap changes nothing."""
    _check_may_change(session, actor, applicant_id)
    files = paper_files.of_paper(session, applicant_id, kind)
    return Done(paper_files.forget(session, [file.file_id for file in files]))


def _check_may_change(session: Session, actor: int, applicant_id: int) -> None:
    own_applicant(session, actor, applicant_id)
    if not is_editable(active_applications(session, applicant_id)):
        raise Refusal("files-refuse-registered")
