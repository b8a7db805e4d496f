"""Changing what was sent, until it is registered, and taking it back, until the end."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from cluster.admission import consent, rules
from cluster.admission.clarifying import Reply, give, given_items, open_request
from cluster.admission.events import ApplicationEdited
from cluster.admission.filing import by_college, expect_papers, file_one
from cluster.admission.form import ApplicationForm, FormRefused, problems
from cluster.admission.parents import note_parent
from cluster.admission.rules import Frame
from cluster.admission.status import (
    Actor,
    ApplicationStatus,
    By,
    Facts,
    Guard,
    GuardFailed,
    allow,
    is_editable,
    transition,
)
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done, Event
from storage.admission import (
    Answers,
    Applicant,
    Application,
    Choice,
    Document,
    DocumentState,
    HistoryEntry,
    HistoryKind,
    applicants,
    applications,
)
from storage.errors import NotFound, Refusal
from storage.review import InfoRequest, outdate

ENROLLED_ELSEWHERE = "enrolled_elsewhere"
"""Why an application was withdrawn whose person studies in another college."""
CHOICE_REMOVED = "choice_removed"
"""Why an application was withdrawn whose college was taken out of the choices."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit changed: the names of fields (`choices` among them), colleges added and withdrawn."""

    applications: tuple[Application, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def own_applicant(session: Session, actor: int, applicant_id: int) -> Applicant:
    """Return a person whom the actor filled in; `NotFound` once erased, `Forbidden` for anybody else's."""
    applicant = applicants.get(session, [applicant_id]).get(applicant_id)
    if applicant is None or applicant.answers is None:
        raise NotFound
    # Without organisations in the target, staff of the college don't act here as if they were the applicant.
    require(session, actor, Action.WRITE, Target(Kind.APPLICATION, applicant.owner_id))
    return applicant


def own_application(session: Session, actor: int, application_id: int) -> Application:
    """Return an application to who filled it in; a parent reads along, and staff have the desk."""
    application = applications.get(session, [application_id]).get(application_id)
    if application is None:
        raise NotFound
    require(session, actor, Action.WRITE, Target(Kind.APPLICATION, application.owner_id))
    return application


def active_applications(session: Session, applicant_id: int) -> list[Application]:
    """Return a person's active applications of the newest campaign that they applied in."""
    active = applications.of_applicant(session, applicant_id, active=True)
    newest = max((one.submitted_at for one in active), default=None)
    campaign = next((one.campaign for one in active if one.submitted_at == newest), None)
    return [one for one in active if one.campaign == campaign]


def edit(
    session: Session,
    now: datetime,
    actor: int,
    applicant_id: int,
    form: ApplicationForm,
    content: Content,
    reply: Reply | None = None,
) -> Done[Edited]:
    """Replace the answers of somebody who is not registered yet.

    `reply` goes to the college whose questions this answers. Cards drawn before are old from here on. Colleges added
    to the choices get applications, those of colleges taken out are withdrawn. History names the fields that changed,
    never their values. Raises `FormRefused`, `GuardFailed` without consent, and `Refusal` where there is nothing to
    edit, where it is locked, or where it would become another person.
    """
    applicant = own_applicant(session, actor, applicant_id)
    standing = active_applications(session, applicant_id)
    if not standing:
        raise Refusal("admission-edit-nothing")
    if not is_editable(standing):
        raise Refusal("admission-edit-locked")
    if not consent.is_given(session, now, content, actor):
        raise GuardFailed(Guard.CONSENT)
    frame = _frame(content, now, standing)
    found = problems(form, frame)
    if found:
        raise FormRefused(found)

    items = given_items(applicant.answers, form.answers(frame.signing_day))
    fields = _replace_answers(session, now, applicant, form, frame)
    events, edited = _replace_choices(session, now, applicant, standing, form, frame)
    if edited.changed or edited.added or edited.withdrawn:
        fields = (*fields, "choices")
    if fields:
        left = [one for one in standing if one.college not in edited.withdrawn]
        applications.set_needs_human(session, [one.id for one in left], needs_human=form.needs_human)
        events += [_note_edit(session, now, actor, one, fields) for one in left]
        outdate(session, [one.id for one in left])
        expect_papers(session, now, applicant_id, form, frame)
        events += give(session, now, actor, active_applications(session, applicant_id), items, reply)
    standing = active_applications(session, applicant_id)
    return Done(dataclasses.replace(edited, applications=tuple(standing), changed=fields), tuple(events))


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """What the college asks of an applicant. `may_edit`: answers may still change, else words have to do."""

    application: Application
    applicant: Applicant
    request: InfoRequest
    standing: tuple[Application, ...]
    may_edit: bool


def asked_of_me(session: Session, actor: int, application_id: int) -> AskedOfMe:
    """Return what a college asks of the actor; `Refusal` where nothing is open any more."""
    application = applications.get(session, [application_id]).get(application_id)
    if application is None:
        raise NotFound
    applicant = own_applicant(session, actor, application.applicant_id)
    asked = open_request(session, application)
    if asked is None:
        raise Refusal("admission-clarify-nothing")
    standing = active_applications(session, applicant.id)
    return AskedOfMe(application, applicant, asked, tuple(standing), is_editable(standing))


def clarify(
    session: Session,
    now: datetime,
    actor: int,
    application_id: int,
    form: ApplicationForm | None,
    papers: Sequence[str],
    reply: str | None,
    content: Content,
) -> Done[Application]:
    """Give what the college asked for: the answers of `form` (None where they are locked), papers at home, a `reply`.

    An answer counts once it differs, or once the reply says why it stays; `StillMissing` names the first that does not.
    """
    mine = asked_of_me(session, actor, application_id)
    words = Reply(application_id, reply) if reply else None
    events: list[Event] = []
    if form is not None and mine.may_edit:
        events += edit(session, now, actor, mine.applicant.id, form, content, words).events
    at_home = [paper for paper in papers if paper in mine.request.papers]
    _bring_home(session, now, actor, mine.applicant.id, at_home)
    events += give(session, now, actor, active_applications(session, mine.applicant.id), at_home, words)
    asked = applications.get(session, [application_id])[application_id]
    left = open_request(session, asked)
    if left is not None:
        missing = [item for item in left.missing if words is None or item not in left.fields]
        if missing:
            raise StillMissing(missing[0])
        events += give(session, now, actor, [asked], left.missing, words)
    # Who asked is told that the answer came; that answers changed says nothing more.
    told = [one for one in events if not isinstance(one, ApplicationEdited) or one.application_id != application_id]
    return Done(applications.get(session, [application_id])[application_id], tuple(told))


class StillMissing(Refusal):
    """Something that the college asked for was not given; `item` is its name."""

    def __init__(self, item: str) -> None:
        super().__init__("admission-clarify-missing")
        self.item = item


def _bring_home(session: Session, now: datetime, actor: int, applicant_id: int, papers: Sequence[str]) -> None:
    states = {paper.kind: paper.state for paper in applicants.documents(session, applicant_id)}
    for kind in papers:
        if states.get(kind, DocumentState.NONE) in {DocumentState.NONE, DocumentState.RETURNED}:
            applicants.expect_documents(session, applicant_id, [kind], now)
            applicants.set_document(session, applicant_id, Document(kind, DocumentState.HAVE, now, actor, None))


def withdraw(
    session: Session, now: datetime, actor: int, application_id: int, reason: str | None = None
) -> Done[Application]:
    """Take an application back, at any time before enrolment. A second tap changes nothing and tells nobody."""
    application = own_application(session, actor, application_id)
    if application.status is ApplicationStatus.WITHDRAWN:
        return Done(application)
    withdrawn, event = transition(
        session, now, application, ApplicationStatus.WITHDRAWN, By(Actor.APPLICANT, actor), Facts(reason=reason)
    )
    return Done(withdrawn, (event,))


def others_of(session: Session, actor: int, application_id: int) -> list[Application]:
    """Return the other active applications of the same person, to who filled them in."""
    application = applications.get(session, [application_id]).get(application_id)
    if application is None:
        raise NotFound
    own_applicant(session, actor, application.applicant_id)
    found = applications.of_applicant(session, application.applicant_id, active=True)
    return [one for one in found if one.id != application_id and one.status is not ApplicationStatus.ENROLLED]


def withdraw_others(session: Session, now: datetime, actor: int, application_id: int) -> Done[int]:
    """Take back every other active application of somebody who is enrolled; return how many there were."""
    events: list[Event] = []
    found = others_of(session, actor, application_id)
    for one in found:
        events += withdraw(session, now, actor, one.id, ENROLLED_ELSEWHERE).events
    return Done(len(found), tuple(events))


def changed_fields(before: Answers | None, after: Answers) -> tuple[str, ...]:
    """Return the names of answers that differ, in the order of the form."""
    names = [field.name for field in dataclasses.fields(Answers)]
    return tuple(name for name in names if before is None or getattr(before, name) != getattr(after, name))


def _frame(content: Content, now: datetime, standing: list[Application]) -> Frame:
    return Frame(
        content=content,
        campaign=content.campaign(standing[0].campaign),
        today=day_of(now),
        submitted_on=day_of(min(one.submitted_at for one in standing)),
        standing=frozenset(choice.programme for one in standing for choice in one.choices),
    )


def _replace_answers(
    session: Session, now: datetime, applicant: Applicant, form: ApplicationForm, frame: Frame
) -> tuple[str, ...]:
    answers = form.answers(frame.signing_day)
    fields = changed_fields(applicant.answers, answers)
    if not fields:
        return ()
    updated = applicants.update(session, applicant.id, answers, form.search_keys(), now)
    if updated is None:
        raise Refusal("admission-refuse-same_person")
    minor = rules.parent_needed(form.birth_date, frame.signing_day)
    note_parent(session, now, updated, minor=minor, before=applicant.answers.parent if applicant.answers else None)
    return fields


def _replace_choices(
    session: Session,
    now: datetime,
    applicant: Applicant,
    standing: list[Application],
    form: ApplicationForm,
    frame: Frame,
) -> tuple[list[Event], Edited]:
    wanted = by_college(frame.content, form.choices)
    held = {one.college: one for one in standing}
    by = By(Actor.APPLICANT, applicant.owner_id)
    events: list[Event] = []
    for college in sorted(held.keys() - wanted.keys()):
        why = Facts(reason=CHOICE_REMOVED)
        events.append(transition(session, now, held[college], ApplicationStatus.WITHDRAWN, by, why)[1])
    moved = [college for college in wanted if college in held and held[college].choices != wanted[college]]
    for college in moved:
        applications.set_choices(session, held[college].id, wanted[college])
    added = [college for college in wanted if college not in held]
    events += [_add(session, now, applicant, frame, form, college, wanted[college]) for college in added]
    withdrawn = tuple(sorted(held.keys() - wanted.keys()))
    return events, Edited((), tuple(moved), tuple(added), withdrawn)


def _add(
    session: Session,
    now: datetime,
    applicant: Applicant,
    frame: Frame,
    form: ApplicationForm,
    college: str,
    choices: tuple[Choice, ...],
) -> Event:
    facts = Facts(consent=True, complete=True, campaign_open=bool(frame.campaign.open_programmes(frame.today)))
    allow(ApplicationStatus.DRAFT, Actor.APPLICANT, ApplicationStatus.SUBMITTED, facts)
    return file_one(session, now, applicant, frame, college, choices, needs_human=form.needs_human)


def _note_edit(session: Session, now: datetime, actor: int, one: Application, fields: tuple[str, ...]) -> Event:
    entry = HistoryEntry(one.id, now, HistoryKind.EDIT, Actor.APPLICANT.value, actor, fields=fields)
    applications.note(session, entry)
    return ApplicationEdited(one.id, one.owner_id, one.college, one.number, fields, one.assignee_id)
