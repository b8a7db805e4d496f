"""The card: everything that staff need to decide about one application, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, allowed
from cluster.admission.clarifying import open_request
from cluster.admission.status import Actor, ApplicationStatus, steps
from cluster.calendar import day_of
from cluster.content import Content, Document
from cluster.review.acting import WORKABLE, is_free, receivers
from cluster.review.desk import consent_in, load, person_of, who
from cluster.review.papers import asked_papers
from cluster.review.queue import is_overdue
from storage import duplicates, people, roles
from storage.admission import (
    ACTIVE,
    Applicant,
    Application,
    DocumentState,
    HistoryEntry,
    ParentConsent,
    applicants,
    applications,
)
from storage.people import Person
from storage.review import HeldDecision, InfoRequest, Note, holding, notes

S = ApplicationStatus


@dataclass(frozen=True, slots=True)
class Reach:
    """How the applicant can be told. `second_phone` is E.164: another way where the chat does not work."""

    owner: Person | None
    parents: int
    """How many parents read along in chats of their own."""
    second_phone: str | None

    @property
    def in_chat(self) -> bool:
        """Whether messages reach the owner."""
        return self.owner is not None and self.owner.chat_id is not None and not self.owner.unreachable


@dataclass(frozen=True, slots=True)
class Card:
    """An application as staff see it.

    `others` are active applications of the same person, here and elsewhere, but of nobody whom staff told apart.
    """

    application: Application
    applicant: Applicant
    papers: tuple[tuple[Document, DocumentState], ...]
    request: InfoRequest | None
    held: HeldDecision | None
    decider: str | None
    """Name of who took the held decision, "none" where they told none; None where nothing is held."""
    notes: int
    overdue: bool
    reach: Reach
    others: tuple[Application, ...]
    assignee: str | None
    """Name of who has taken it, "none" where they told none; None while nobody has."""
    steps: tuple[ApplicationStatus, ...]
    """Where staff may take it next, guards aside."""
    may_take: bool
    receivers: tuple[int, ...]
    """Whom the reader may hand it to (people.id), the reader among them who may take it over."""
    may_receive_consent: bool
    workable: bool

    @property
    def consent_awaited(self) -> bool:
        """Whether the legal representative's consent is still to come."""
        return self.applicant.parent_consent is ParentConsent.PENDING

    @property
    def is_repeated(self) -> bool:
        """Whether another has filled in the same person, and both records have something under way."""
        one = self.application
        return one.status in ACTIVE and any(other.applicant_id != one.applicant_id for other in self.others)


def read_card(session: Session, now: datetime, actor: int, application_id: int, content: Content) -> Card:
    """Return the card to who works on the application."""
    application = load(session, actor, application_id, action=Action.READ)
    person = person_of(session, application)
    held = holding.get(session, [application.id]).get(application.id)
    return Card(
        application=application,
        applicant=person,
        papers=asked_papers(session, application, content),
        request=open_request(session, application),
        held=held,
        decider=who(session, held.decided_by) if held is not None else None,
        notes=notes.count(session, application.id),
        overdue=is_overdue(application, day_of(now)),
        reach=_reach(session, person),
        others=_others(session, application),
        assignee=_assignee(session, application),
        steps=steps(application.status, Actor.STAFF),
        may_take=is_free(session, application) and application.status in WORKABLE,
        receivers=receivers(session, actor, application),
        may_receive_consent=allowed(session, actor, Action.WRITE, consent_in(session, application.college)),
        workable=application.status in WORKABLE,
    )


def read_history(session: Session, actor: int, application_id: int) -> tuple[list[HistoryEntry], dict[int, str]]:
    """Return what happened to an application, newest first, and the names of the staff who did it."""
    application = load(session, actor, application_id, action=Action.READ)
    lines = applications.history(session, application.id)
    mentioned = {one.actor_id for one in lines} | {
        int(value) for one in lines for value in (one.before, one.after) if value is not None and value.isdecimal()
    }
    return list(reversed(lines)), people.names(session, [one for one in mentioned if one is not None])


def read_notes(session: Session, actor: int, application_id: int) -> tuple[list[Note], dict[int, str]]:
    """Return the notes about an application, newest first, and the names of who wrote them."""
    application = load(session, actor, application_id, action=Action.READ)
    found = notes.of_application(session, application.id)
    return found, people.names(session, [one.author_id for one in found])


def _reach(session: Session, person: Applicant) -> Reach:
    owner = people.get(session, [person.owner_id]).get(person.owner_id)
    answers = person.answers
    phone = answers.parent.phone if answers and answers.parent else (answers.phone if answers else None)
    return Reach(owner, len(roles.parents_of(session, person.owner_id)), phone)


def _others(session: Session, application: Application) -> tuple[Application, ...]:
    own = application.applicant_id
    apart = duplicates.told_apart(session, own)
    same = [own, *(one for one in applicants.same_person(session, own) if one not in apart)]
    found = [one for person in same for one in applications.of_applicant(session, person) if one.status in ACTIVE]
    return tuple(one for one in found if one.id != application.id)


def _assignee(session: Session, application: Application) -> str | None:
    if application.assignee_id is None:
        return None
    return who(session, application.assignee_id)
