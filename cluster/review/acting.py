"""What staff do to an application at once: take it, hand it on, check papers, receive a consent, write a note."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.access import Action, allowed, log, require
from cluster.access import Kind as Object
from cluster.admission.clarifying import brought
from cluster.admission.mine import DOCUMENT_MOVES
from cluster.admission.parents import DROP_PARENT
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done
from cluster.review.desk import colleagues, consent_in, desk_of, load, person_of, who
from cluster.review.events import HandedOn, PaperChecked, ParentConsentReceived
from cluster.review.papers import asked_papers
from storage.admission import (
    ACTIVE,
    Application,
    ConsentWay,
    Document,
    DocumentState,
    HistoryEntry,
    HistoryKind,
    ParentConsent,
    ParentState,
    applicants,
    applications,
)
from storage.errors import Forbidden, NotFound, Refusal
from storage.review import notes

S = ApplicationStatus
NOTE_LIMIT = 1000
REASON_LIMIT = 300
WORKABLE = ACTIVE - {S.ENROLLED}
"""Where staff still have something to do."""


class Taken(Refusal):
    """A colleague has taken it first; the person reads who and when."""

    def __init__(self, name: str, at: datetime) -> None:
        super().__init__("review-taken", who=name, at=russian.format_numeric_moment(at))


def take(session: Session, now: datetime, actor: int, application_id: int) -> Done[Application]:
    """Take an application to work on. Of two at once one wins, the other reads who it was; a second tap is nothing."""
    application = load(session, actor, application_id)
    if application.assignee_id == actor:
        return Done(application)
    if not is_free(session, application):
        raise Taken(who(session, application.assignee_id), _taken_at(session, application))
    if application.status is not S.SUBMITTED:  # left over by a colleague whose role has ended
        _check_workable(application)
        return Done(_assign(session, now, actor, application, actor))
    event = transition(session, now, application, S.IN_REVIEW, By(Actor.STAFF, actor))[1]
    return Done(_assign(session, now, actor, application, actor), (event,))


def is_free(session: Session, application: Application) -> bool:
    """Whether nobody who still works in the college has taken it."""
    return application.assignee_id not in colleagues(session, application.college)


def hand_on(session: Session, now: datetime, actor: int, application_id: int, to_id: int) -> Done[Application]:
    """Hand an application to a colleague of the same college, who is told. Taking it over oneself is the same."""
    application = load(session, actor, application_id)
    if to_id not in colleagues(session, application.college):
        raise NotFound
    if application.assignee_id == to_id:
        return Done(application)
    _check_workable(application)
    if to_id not in receivers(session, actor, application):
        raise Forbidden
    events = []
    if application.status is S.SUBMITTED:
        events.append(transition(session, now, application, S.IN_REVIEW, By(Actor.STAFF, actor))[1])
    handed = _assign(session, now, actor, application, to_id)
    told = () if to_id == actor else (HandedOn(application.id, actor, to_id),)
    return Done(handed, (*events, *told))


def receivers(session: Session, actor: int, application: Application) -> tuple[int, ...]:
    """Return whom somebody who works on an application may hand it to; nobody once it is over.

    Coordinators share the work out; other staff hand on what they have taken, and take anything over for themselves.
    """
    if application.status not in WORKABLE:
        return ()
    others = [one for one in colleagues(session, application.college) if one != application.assignee_id]
    shares_out = allowed(session, actor, Action.ASSIGN, desk_of(session, application.college))
    if shares_out or application.assignee_id == actor:
        return tuple(others)
    return tuple(one for one in others if one == actor)


def check_paper(
    session: Session,
    now: datetime,
    actor: int,
    application_id: int,
    kind: str,
    state: DocumentState,
    content: Content,
    reason: str | None = None,
) -> Done[Application]:
    """Note that a paper was brought, verified, or given back with a `reason`. A second tap changes nothing.

    The checklist is one for all colleges of a person, as the papers are.
    """
    application = load(session, actor, application_id)
    _check_workable(application)
    listed = asked_papers(session, application, content)
    before = next((have for document, have in listed if document.key == kind), None)
    if before is None:
        raise NotFound
    if before is state:
        return Done(application)
    if state not in paper_moves(before):
        raise Refusal("review-paper-refused")
    words = _words(reason, REASON_LIMIT)
    if state is DocumentState.RETURNED and words is None:
        raise Refusal("review-paper-reason")
    applicants.expect_documents(session, application.applicant_id, [kind], now)
    applicants.set_document(session, application.applicant_id, Document(kind, state, now, actor, words))
    entry = HistoryEntry(
        application.id, now, HistoryKind.DOCUMENT, Actor.STAFF.value, actor,
        before=before.value, after=state.value, fields=(kind,), comment=words,
    )  # fmt: skip
    applications.note(session, entry)
    if state is DocumentState.RETURNED:
        return Done(application, (PaperChecked(application.id, kind, state, actor),))
    # Whoever asked for it has it now: the applicant is not asked and reminded any more.
    events = brought(session, now, application, [kind])
    if state is DocumentState.VERIFIED:
        events.append(PaperChecked(application.id, kind, state, actor))
    return Done(applications.get(session, [application.id])[application.id], tuple(events))


def paper_moves(state: DocumentState) -> frozenset[DocumentState]:
    """Return how staff may mark a paper that stands in `state`."""
    return DOCUMENT_MOVES.get((state, Actor.STAFF), frozenset())


def receive_consent(
    session: Session, now: datetime, actor: int, application_id: int, way: ConsentWay
) -> Done[Application]:
    """Note that the legal representative agreed, and how. Also their data, typed by another, may then be kept."""
    application = load(session, actor, application_id)
    require(session, actor, Action.WRITE, consent_in(session, application.college))
    person = person_of(session, application)
    if person.parent_consent is ParentConsent.NOT_NEEDED:
        raise Refusal("review-consent-not_needed")
    if person.parent_consent is ParentConsent.RECEIVED:
        return Done(application)
    _check_workable(application)
    known = person.answers is not None and person.answers.parent is not None
    state = ParentState.CONFIRMED if known else person.parent_state
    applicants.set_parent(session, person.id, state, ParentConsent.RECEIVED, now)
    duties.cancel(session, DROP_PARENT, str(person.id))
    entry = HistoryEntry(
        application.id, now, HistoryKind.CONSENT, Actor.STAFF.value, actor, after=way.value, reason=way.value
    )
    applications.note(session, entry)
    return Done(application, (ParentConsentReceived(application.id, actor),))


def reserve(session: Session, now: datetime, actor: int, application_id: int, content: Content) -> Done[Application]:
    """Put somebody of the ranking into the reserve; a second tap changes nothing."""
    application = load(session, actor, application_id)
    if application.status is S.RESERVE:
        return Done(application)
    facts = Facts(after_docs_end=is_after_docs_end(application, content, now))
    moved, event = transition(session, now, application, S.RESERVE, By(Actor.STAFF, actor), facts)
    return Done(moved, (event,))


def add_note(session: Session, now: datetime, actor: int, application_id: int, text: str) -> Done[Application]:
    """Write a note for the colleagues; the applicant never sees it."""
    application = load(session, actor, application_id)
    words = _words(text, NOTE_LIMIT)
    if words is None:
        raise Refusal("admission-refuse-empty")
    notes.add(session, application.id, actor, words, now)
    return Done(application)


def look(session: Session, now: datetime, actor: int, application_id: int) -> Done[Application]:
    """Write down that somebody looks at a person's data in full."""
    application = load(session, actor, application_id, action=Action.READ)
    log(session, now, actor, Action.READ, Object.APPLICATION, application.owner_id, application.id)
    return Done(application)


def is_after_docs_end(application: Application, content: Content, now: datetime) -> bool:
    """Whether papers for an application are no longer taken."""
    campaign = content.campaign(application.campaign)
    return day_of(now) > campaign.last_day(day_of(application.submitted_at))


def _assign(session: Session, now: datetime, actor: int, application: Application, to_id: int) -> Application:
    assigned = applications.assign(session, application.id, to_id)
    entry = HistoryEntry(
        application.id, now, HistoryKind.ASSIGN, Actor.STAFF.value, actor,
        before=_number(application.assignee_id), after=_number(to_id),
    )  # fmt: skip
    applications.note(session, entry)
    return assigned


def _number(person_id: int | None) -> str | None:
    return None if person_id is None else str(person_id)


def _taken_at(session: Session, application: Application) -> datetime:
    lines = applications.history(session, application.id)
    return next((one.at for one in reversed(lines) if one.kind is HistoryKind.ASSIGN), application.status_since)


def _check_workable(application: Application) -> None:
    if application.status not in WORKABLE:
        raise Refusal("review-closed")


def _words(text: str | None, limit: int) -> str | None:
    tidied = russian.tidy(text or "")
    if len(tidied) > limit:
        raise Refusal("admission-refuse-long", limit=limit)
    return tidied or None
