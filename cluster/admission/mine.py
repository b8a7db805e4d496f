"""What a person sees of their own: applications, the next step, the checklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.admission import rules
from cluster.admission.clarifying import give, open_request
from cluster.admission.editing import active_applications, own_applicant
from cluster.admission.originals import original_due
from cluster.admission.status import EDITABLE, Actor, ApplicationStatus, targets
from cluster.calendar import day_of
from cluster.content import Campaign, College, Contact, Content, Document
from cluster.events import Done
from storage.admission import (
    CLOSED,
    Applicant,
    Application,
    DocumentState,
    ParentConsent,
    applicants,
    applications,
)
from storage.admission import Document as Paper
from storage.errors import NotFound, Refusal
from storage.ranking import Offer, OwnPlace, seats
from storage.ranking import lists as rankings

S = ApplicationStatus

DOCUMENT_MOVES: Mapping[tuple[DocumentState, Actor], frozenset[DocumentState]] = {
    (DocumentState.NONE, Actor.APPLICANT): frozenset({DocumentState.HAVE}),
    (DocumentState.HAVE, Actor.APPLICANT): frozenset({DocumentState.NONE}),
    (DocumentState.RETURNED, Actor.APPLICANT): frozenset({DocumentState.HAVE}),
    (DocumentState.NONE, Actor.STAFF): frozenset({DocumentState.BROUGHT, DocumentState.VERIFIED}),
    (DocumentState.HAVE, Actor.STAFF): frozenset({DocumentState.BROUGHT, DocumentState.VERIFIED}),
    (DocumentState.BROUGHT, Actor.STAFF): frozenset({DocumentState.VERIFIED, DocumentState.RETURNED}),
    (DocumentState.VERIFIED, Actor.STAFF): frozenset({DocumentState.RETURNED}),
    (DocumentState.RETURNED, Actor.STAFF): frozenset({DocumentState.BROUGHT, DocumentState.VERIFIED}),
}
"""How a paper moves: state x actor -> states."""


@dataclass(frozen=True, slots=True)
class MyApplication:
    """An application with the person whom it is for, its own places in the lists, and a seat that is offered.

    `asked_until` is the day by whose end the applicant answers what the college asks; None where it asks nothing.
    `refused_for` is the reason of a refusal (a key of content) and what staff wrote beside it.
    """

    application: Application
    applicant: Applicant
    places: tuple[OwnPlace, ...] = ()
    offer: Offer | None = None
    asked_until: date | None = None
    refused_for: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next, by when (None: no day is set), and whom to ask.

    `text_key` takes `$deadline` where one is set, `$moment` where the applicant is awaited, and `$place` and `$room`.
    """

    text_key: str
    deadline: date | None
    moment: datetime | None
    college: College
    contact: Contact | None
    may_edit: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """The papers of one person in the order of content, each with its state; `changes` counts from the latest."""

    applicant_id: int
    papers: tuple[tuple[Document, DocumentState], ...] = field(default=())

    @property
    def ready(self) -> int:
        """Return how many papers are at home, brought or verified."""
        return sum(state not in {DocumentState.NONE, DocumentState.RETURNED} for _, state in self.papers)


def my_applications(session: Session, actor: int) -> list[MyApplication]:
    """Return the applications that a person filled in, and those of their children: newest campaign, then by wish.

    Those that are over come last, the latest of them first, so that no old one stands before what is under way.
    """
    me = load_actor(session, actor)
    owners = [actor, *sorted(me.children)]
    found = [
        one
        for owner in owners
        if allows(me, Action.READ, Target(Kind.APPLICATION, owner))
        for one in applications.of_owner(session, owner)
    ]
    found = [one for one in found if one.status not in CLOSED] + sorted(
        (one for one in found if one.status in CLOSED), key=lambda one: one.id, reverse=True
    )
    people = applicants.get(session, {one.applicant_id for one in found})
    places = rankings.own_places(session, [one.id for one in found])
    offers = {offer.application_id: offer for offer in seats.open_offers(session, [one.id for one in found])}
    return [
        MyApplication(
            one,
            people[one.applicant_id],
            _own(one, places.get(one.id, ())),
            offers.get(one.id),
            _asked_until(session, one),
            _refused_for(session, one),
        )
        for one in found
    ]


def read_application(session: Session, actor: int, application_id: int) -> MyApplication:
    """Return one application to its owner, their parent, or staff of its college."""
    application = applications.get(session, [application_id]).get(application_id)
    if application is None:
        raise NotFound
    target = Target(Kind.APPLICATION, application.owner_id, frozenset({application.college}))
    require(session, actor, Action.READ, target)
    applicant = applicants.get(session, [application.applicant_id])[application.applicant_id]
    places = rankings.own_places(session, [application.id]).get(application.id, ())
    offers = seats.open_offers(session, [application.id])
    return MyApplication(
        application, applicant, _own(application, places), offers[0] if offers else None,
        _asked_until(session, application), _refused_for(session, application),
    )  # fmt: skip


def _refused_for(session: Session, application: Application) -> tuple[str | None, str | None] | None:
    """Return why an application was refused; None where it was not."""
    if application.status is not S.REJECTED:
        return None
    lines = applications.history(session, application.id)
    last = next(one for one in reversed(lines) if one.after == S.REJECTED.value)
    return last.reason, last.comment


def next_step(mine: MyApplication, content: Content, now: datetime) -> NextStep:
    """Return what the applicant has to do or wait for: the key `admission-next-<status>` and its facts."""
    application, applicant = mine.application, mine.applicant
    campaign = content.campaign(application.campaign)
    contacts = content.contacts_of(application.college)
    deadline = mine.asked_until or _deadline(application, campaign)
    awaited = application.invited_for if application.status is S.INVITED else None
    moment = awaited if awaited is not None and awaited > now else None
    late = deadline is not None and application.status in _WAITING and day_of(now) > deadline
    key = f"admission-next-{application.status.value}"
    if late:
        key = "admission-next-late"
    elif application.status is S.INVITED:
        parent = "_parent" if applicant.parent_consent is ParentConsent.PENDING else ""
        key = f"admission-next-{'awaited' if moment is not None else 'invited'}{parent}"
    return NextStep(
        text_key=key,
        deadline=deadline,
        moment=moment,
        college=content.college(application.college),
        contact=contacts[0] if contacts else None,
        may_edit=application.status in EDITABLE,
        may_withdraw=S.WITHDRAWN in targets(application.status, Actor.APPLICANT),
    )


def checklist(session: Session, actor: int, applicant_id: int, content: Content) -> Checklist:
    """Return the papers that a person is asked for by their present answers."""
    applicant = own_applicant(session, actor, applicant_id)
    active = active_applications(session, applicant_id)
    answers = applicant.answers
    if answers is None or not active:
        return Checklist(applicant_id)
    asked = rules.papers(
        content,
        base_education=answers.base_education,
        choices=[choice.programme for one in active for choice in one.choices],
        minor=rules.parent_needed(answers.birth_date, day_of(min(one.submitted_at for one in active))),
        target_interest=answers.target_interest,
        priority_right=answers.priority_right,
    )
    states = {paper.kind: paper.state for paper in applicants.documents(session, applicant_id)}
    return Checklist(applicant_id, tuple((one, states.get(one.key, DocumentState.NONE)) for one in asked))


def mark_document(
    session: Session, now: datetime, actor: int, applicant_id: int, kind: str, have: bool, content: Content
) -> Done[Checklist]:
    """Tick a paper as being at home, or take the tick away; staff's marks stay. A second tap changes nothing."""
    listed = checklist(session, actor, applicant_id, content)
    state = next((state for document, state in listed.papers if document.key == kind), None)
    if state is None:
        raise NotFound
    wanted = DocumentState.HAVE if have else DocumentState.NONE
    if state is not wanted:
        if wanted not in DOCUMENT_MOVES.get((state, Actor.APPLICANT), ()):
            raise Refusal("admission-document-staff")
        applicants.expect_documents(session, applicant_id, [kind], now)
        applicants.set_document(session, applicant_id, Paper(kind, wanted, now, actor, None))
        if have:
            told = give(session, now, actor, active_applications(session, applicant_id), [kind])
            return Done(checklist(session, actor, applicant_id, content), tuple(told))
    return Done(checklist(session, actor, applicant_id, content))


def _own(application: Application, places: Iterable[OwnPlace]) -> tuple[OwnPlace, ...]:
    """Return the places that still say something: not of who left, nor of who is enrolled."""
    return tuple(places) if application.status in _IN_LINE else ()


def _asked_until(session: Session, application: Application) -> date | None:
    asked = open_request(session, application)
    return asked.due if asked is not None else None


_IN_LINE = frozenset({S.RANKED, S.RECOMMENDED, S.RESERVE})
_WAITING = frozenset({S.SUBMITTED, S.IN_REVIEW})


def _deadline(application: Application, campaign: Campaign) -> date | None:
    """Return the day by which the next thing happens; None where no day is set or all is over."""
    match application.status:
        case S.SUBMITTED | S.IN_REVIEW:
            return application.answer_due
        case S.INVITED | S.NEEDS_INFO:
            return campaign.last_day(day_of(application.submitted_at))
        case S.REGISTERED | S.RANKED:
            return campaign.originals_end
        case S.RECOMMENDED:
            return original_due(campaign, day_of(application.status_since))
        case S.RESERVE:
            return campaign.order_date
        case S.ENROLLED:
            return campaign.first_september
        case status:
            assert status in CLOSED or status is S.DRAFT
            return None
