"""What staff of a college see: the files of the papers that one application asks for, each look written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, log
from cluster.content import Content, Document
from cluster.events import Done
from cluster.paper_files.pages import Pages, read_pages
from cluster.review.desk import load
from cluster.review.papers import asked_papers
from storage import paper_files
from storage.admission import ACTIVE, Application
from storage.errors import NotFound, Refusal


@dataclass(frozen=True, slots=True)
class CollegeShelf:
    """The papers of an application of which there are files, each with how many."""

    application: Application
    papers: tuple[tuple[Document, int], ...]

    @property
    def total(self) -> int:
        """Return how many files there are."""
        return sum(count for _, count in self.papers)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files of one paper of an application, as staff look at them."""

    application: Application
    paper: Document
    pages: Pages


def college_shelf(session: Session, actor: int, application_id: int, content: Content) -> CollegeShelf:
    """Return what files there are to who works on the application; of a closed one, none."""
    application = load(session, actor, application_id, action=Action.READ)
    if application.status not in ACTIVE:
        return CollegeShelf(application, ())
    kept = paper_files.counts(session, application.applicant_id)
    asked = asked_papers(session, application, content)
    return CollegeShelf(application, tuple((one, kept[one.key]) for one, _ in asked if one.key in kept))


def look(
    session: Session, now: datetime, actor: int, application_id: int, kind: str, start: int, content: Content
) -> Done[Bundle]:
    """Return files of a paper to who works on the application, and write the look down.

    Refused once the application is closed: the applicant has turned to others, or nothing is left to decide.
    """
    shelf = college_shelf(session, actor, application_id, content)
    application = shelf.application
    if application.status not in ACTIVE:
        raise Refusal("files-refuse-closed")
    paper = next((document for document, _ in shelf.papers if document.key == kind), None)
    if paper is None:
        raise NotFound
    pages = read_pages(session, application.applicant_id, kind, start)
    log(session, now, actor, Action.READ, Kind.APPLICATION, application.owner_id, application.id, f"files: {kind}")
    return Done(Bundle(application, paper, pages))
