"""Sending the form: one person, one list of papers, one application for each chosen college."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from cluster.admission import consent, rules
from cluster.admission.events import ApplicationSubmitted
from cluster.admission.form import ApplicationForm, FormRefused, problems
from cluster.admission.options import PersonalData
from cluster.admission.parents import note_parent
from cluster.admission.rules import Frame
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, Guard, GuardFailed, allow, is_editable, record
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done
from cluster.people.organisations import coordinators_of
from storage.admission import Applicant, Application, Choice, NewApplication, applicants, applications
from storage.errors import Refusal


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a person has sent: the active applications of this campaign, the one wanted most first.

    `repeated` tells that they stood already and nothing was changed: a second tap, or the same form again.
    """

    applicant_id: int
    applications: tuple[Application, ...]
    repeated: bool = False


def frame_on(content: Content, now: datetime) -> Frame:
    """Return the frame of a new form at `now`; `GuardFailed` while no campaign takes applications."""
    today = day_of(now)
    campaign = content.campaign_on(today)
    if campaign is None:
        raise GuardFailed(Guard.CAMPAIGN_OPEN)
    return Frame(content, campaign, today)


def submit(
    session: Session,
    now: datetime,
    actor: int,
    form: ApplicationForm,
    content: Content,
    personal_data: PersonalData | str = PersonalData.FULL,
) -> Done[Submitted]:
    """Send the form: an application to every chosen college that has none of this person yet.

    Twice the same gives the same applications and tells nobody again. Raises `FormRefused` for answers that don't go
    together, `GuardFailed` without consent or outside the campaign, `Refusal` in a mode that keeps no personal data.
    """
    if PersonalData(personal_data) is not PersonalData.FULL:
        raise Refusal("admission-refuse-mode")
    require(session, actor, Action.WRITE, Target(Kind.APPLICATION, actor))
    frame = frame_on(content, now)
    facts = _facts(session, now, actor, form, frame)
    allow(ApplicationStatus.DRAFT, Actor.APPLICANT, ApplicationStatus.SUBMITTED, facts)

    known = applicants.find(session, actor, form.search_keys().identity)
    standing = _standing(session, known, frame)
    fresh = _fresh(content, form, standing)
    if known is not None and not fresh:
        return Done(Submitted(known.id, tuple(standing), repeated=True))
    applicant = _keep(session, now, actor, form, frame, known, locked=not is_editable(standing))
    events = [
        file_one(session, now, applicant, frame, college, choices, needs_human=form.needs_human)
        for college, choices in fresh.items()
    ]
    active = applications.of_applicant(session, applicant.id, frame.campaign.key, active=True)
    return Done(Submitted(applicant.id, tuple(active)), tuple(events))


def by_college(content: Content, choices: Sequence[str], after: int = 0) -> dict[str, tuple[Choice, ...]]:
    """Return the chosen programmes by college, in the order of wishes; places count on from `after`."""
    grouped: dict[str, tuple[Choice, ...]] = {}
    for place, key in enumerate(choices, start=after + 1):
        college = content.programme(key).college
        grouped[college] = (*grouped.get(college, ()), Choice(key, place))
    return grouped


def file_one(
    session: Session,
    now: datetime,
    applicant: Applicant,
    frame: Frame,
    college: str,
    choices: tuple[Choice, ...],
    *,
    needs_human: bool,
) -> ApplicationSubmitted:
    """Keep one new application with a number of its own, and return what to tell.

    The caller has asked `allow`, and has seen that the person has no active application in this college.
    """
    series = f"{frame.content.college(college).prefix}-{frame.campaign.year % 100:02}"
    new = NewApplication(
        applicant_id=applicant.id,
        campaign=frame.campaign.key,
        college=college,
        number=f"{series}-{applications.next_number(session, series):04}",
        choices=choices,
        submitted_at=now,
        answer_due=rules.answer_due(frame.content, frame.today),
        needs_human=needs_human,
    )
    added = applications.add(session, new)
    if added is None:
        raise AssertionError(f"applicant {applicant.id} has an active application to {college} already")
    by = By(Actor.APPLICANT, applicant.owner_id)
    record(session, now, added, by, before=ApplicationStatus.DRAFT, after=ApplicationStatus.SUBMITTED)
    return ApplicationSubmitted(
        application_id=added.id,
        owner_id=added.owner_id,
        college=college,
        number=added.number,
        answer_due=added.answer_due,
        coordinators=tuple(coordinators_of(session, college)),
    )


def expect_papers(session: Session, now: datetime, applicant_id: int, form: ApplicationForm, frame: Frame) -> None:
    """Put the papers that these answers ask for on the person's checklist."""
    asked = rules.papers(
        frame.content,
        base_education=form.base_education,
        choices=form.choices,
        minor=rules.parent_needed(form.birth_date, frame.signing_day),
        target_interest=form.target_interest,
        priority_right=form.priority_right,
    )
    applicants.expect_documents(session, applicant_id, [document.key for document in asked], now)


def _facts(session: Session, now: datetime, actor: int, form: ApplicationForm, frame: Frame) -> Facts:
    found = problems(form, frame)
    if found:
        raise FormRefused(found)
    consented = form.consent_pd and consent.is_given(session, now, frame.content, actor)
    return Facts(consent=consented, complete=True, campaign_open=True)


def _standing(session: Session, known: Applicant | None, frame: Frame) -> list[Application]:
    if known is None:
        return []
    return applications.of_applicant(session, known.id, frame.campaign.key, active=True)


def _fresh(content: Content, form: ApplicationForm, standing: Sequence[Application]) -> dict[str, tuple[Choice, ...]]:
    """Return the chosen colleges that have no application yet; their wishes come after those that stand."""
    taken = {one.college for one in standing}
    places = [choice.place for one in standing for choice in one.choices]
    keys = [key for key in form.choices if content.programme(key).college not in taken]
    if len(places) + len(keys) > rules.MOST_CHOICES and keys:
        raise Refusal("admission-refuse-choices_total", most=rules.MOST_CHOICES)
    return by_college(content, keys, after=max(places, default=0))


def _keep(
    session: Session,
    now: datetime,
    actor: int,
    form: ApplicationForm,
    frame: Frame,
    known: Applicant | None,
    *,
    locked: bool,
) -> Applicant:
    """Keep the person's answers; those of somebody who is registered elsewhere stay as they are."""
    if known is not None and locked:
        return known
    answers = form.answers(frame.signing_day)
    before = known.answers.parent if known is not None and known.answers is not None else None
    applicant = applicants.keep(session, actor, form.filled_by, answers, form.search_keys(), now)
    note_parent(session, now, applicant, minor=rules.parent_needed(form.birth_date, frame.signing_day), before=before)
    expect_papers(session, now, applicant.id, form, frame)
    return applicant
