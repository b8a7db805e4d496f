"""What may be decided about an application, each with its rules, as it is asked and as it is carried out.

`check` is asked twice: when somebody decides, and again when the decision is carried out, since the applicant, a
colleague or the calendar may have been faster.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy.orm import Session

from cluster import russian
from cluster.admission import rules
from cluster.admission.status import Actor, ApplicationStatus, Facts, allow
from cluster.calendar import at, day_of, to_moscow
from cluster.content import Content
from cluster.review.desk import person_of
from storage.admission import Application, DocumentState, ParentConsent, applicants, applications
from storage.errors import Refusal
from storage.review import DecisionKind, holding, queues

S = ApplicationStatus
SLOT = timedelta(minutes=30)
"""How close invitations must be to count as the same time."""
LONGEST_NUMBER, LONGEST_ROOM, LONGEST_COMMENT = 40, 80, 500


class _Decision(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Invite(_Decision):
    """Await the applicant with the papers. `parent_told`: under 18 staff made sure that the parent knows."""

    kind: Literal[DecisionKind.INVITE] = DecisionKind.INVITE
    moment: AwareDatetime
    room: str
    capacity: int
    """How many applicants one room takes in the same half hour."""
    last_day: date
    """The last day on which papers are taken."""
    checklist_seen: bool = False
    parent_told: bool = False


class Register(_Decision):
    """Accept the application officially, under a number of the college's journal."""

    kind: Literal[DecisionKind.REGISTER] = DecisionKind.REGISTER
    number: str


class Reject(_Decision):
    """Refuse the application for a reason of content; `comment` is what the applicant reads beside it."""

    kind: Literal[DecisionKind.REJECT] = DecisionKind.REJECT
    reason: str
    comment: str | None = None


class Enrol(_Decision):
    """Put the applicant into the enrolment order."""

    kind: Literal[DecisionKind.ENROL] = DecisionKind.ENROL
    number: str
    day: date


Decision: TypeAlias = Annotated[Invite | Register | Reject | Enrol, Field(discriminator="kind")]
READER: TypeAdapter[Invite | Register | Reject | Enrol] = TypeAdapter(Decision)
TARGETS = {
    DecisionKind.INVITE: S.INVITED,
    DecisionKind.REGISTER: S.REGISTERED,
    DecisionKind.REJECT: S.REJECTED,
    DecisionKind.ENROL: S.ENROLLED,
}
HELD_STATUSES = frozenset(TARGETS.values())
"""Where staff lead an application only after a moment to think."""


def invitation(
    content: Content, application: Application, day: date, clock: str, room: str, *, parent_told: bool
) -> Invite:
    """Return an invitation for a Moscow day and `HH:MM`, with what the college's content says about rooms."""
    college = content.college(application.college)
    campaign = content.campaign(application.campaign)
    hours, minutes = (int(part) for part in clock.split(":"))
    moment = at(day, datetime.min.time().replace(hour=hours, minute=minutes))
    return Invite(
        moment=moment,
        room=russian.tidy(room),
        capacity=college.room_capacity,
        last_day=campaign.last_day(day_of(application.submitted_at)),
        checklist_seen=True,
        parent_told=parent_told,
    )


def check(session: Session, now: datetime, application: Application, decision: Decision) -> Facts:
    """Return the facts that allow a decision now; `Refusal` where something stands against it."""
    facts = _facts(session, now, application, decision)
    allow(application.status, Actor.STAFF, TARGETS[decision.kind], facts)
    return facts


def _facts(session: Session, now: datetime, application: Application, decision: Decision) -> Facts:
    match decision:
        case Invite():
            return _may_invite(session, now, application, decision)
        case Register():
            return _may_register(session, application, decision)
        case Reject():
            return Facts(reason=decision.reason, comment=_comment(decision.comment))
        case Enrol():
            return _may_enrol(now, application, decision)


def carry_out(session: Session, application: Application, decision: Decision) -> Application:
    """Note what a decision says beside the status."""
    match decision:
        case Invite():
            return applications.set_invitation(session, application.id, decision.moment, decision.room)
        case Register():
            return applications.set_registration(session, application.id, decision.number)
        case Enrol():
            return applications.set_order(session, application.id, decision.number, decision.day)
        case Reject():
            return application


def _may_invite(session: Session, now: datetime, application: Application, decision: Invite) -> Facts:
    if decision.moment <= now:
        raise Refusal("review-invite-past")
    if day_of(decision.moment) > decision.last_day:
        raise Refusal("review-invite-late", date=decision.last_day.strftime("%d.%m.%Y"))
    if not 1 <= len(decision.room) <= LONGEST_ROOM:
        raise Refusal("admission-refuse-long", limit=LONGEST_ROOM)
    _check_room(session, application, decision)
    return Facts(
        checklist_seen=decision.checklist_seen,
        minor=_is_minor(session, application),
        parent_told=decision.parent_told,
    )


def _check_room(session: Session, application: Application, decision: Invite) -> None:
    start = slot_of(decision.moment)
    awaited = {
        one.id: one.invited_room
        for one in queues.invited_between(session, application.college, start, start + SLOT)
        if one.id != application.id
    }
    for held_id, other in _held(session, application, DecisionKind.INVITE):
        if isinstance(other, Invite) and slot_of(other.moment) == start:
            awaited[held_id] = other.room
    taken = sum((room or "").casefold() == decision.room.casefold() for room in awaited.values())
    if taken >= decision.capacity:
        shown = to_moscow(decision.moment).strftime("%H:%M")
        raise Refusal("review-invite-full", time=shown, room=decision.room, count=taken)


def _held(session: Session, application: Application, kind: DecisionKind) -> list[tuple[int, Decision]]:
    """Return what is held about other applications of the college, with their ids."""
    found = holding.of_college(session, application.college, kind)
    return [
        (held.application_id, READER.validate_python(held.payload))
        for held in found
        if held.application_id != application.id
    ]


def slot_of(moment: datetime) -> datetime:
    """Return the beginning of the half hour that a moment falls into."""
    return moment - timedelta(minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond)


def _may_register(session: Session, application: Application, decision: Register) -> Facts:
    if len(decision.number) > LONGEST_NUMBER:
        raise Refusal("admission-refuse-long", limit=LONGEST_NUMBER)
    other = _with_number(session, application, decision.number)
    if other is not None:
        raise Refusal("review-register-taken", number=decision.number, no=other.number)
    person = person_of(session, application)
    papers = applicants.documents(session, application.applicant_id)
    return Facts(
        registration_number=decision.number,
        minor=_is_minor(session, application),
        parent_consent=person.parent_consent is ParentConsent.RECEIVED,
        papers_verified=sum(paper.state is DocumentState.VERIFIED for paper in papers),
    )


def _with_number(session: Session, application: Application, number: str) -> Application | None:
    """Return the other application that has this registration number, or is about to get it."""
    other = applications.with_registration(session, application.college, application.campaign, number)
    if other is not None and other.id != application.id:
        return other
    held = [
        held_id
        for held_id, decision in _held(session, application, DecisionKind.REGISTER)
        if isinstance(decision, Register) and decision.number == number
    ]
    rivals = applications.get(session, held).values()
    return next((one for one in rivals if one.campaign == application.campaign), None)


def _may_enrol(now: datetime, application: Application, decision: Enrol) -> Facts:
    if len(decision.number) > LONGEST_NUMBER:
        raise Refusal("admission-refuse-long", limit=LONGEST_NUMBER)
    if decision.day > day_of(now):
        raise Refusal("review-enrol-future")
    if decision.day < day_of(application.submitted_at):
        raise Refusal("review-enrol-before")
    original = application.original_since is not None
    return Facts(original_verified=original, order_number=decision.number, order_date=decision.day)


def _is_minor(session: Session, application: Application) -> bool:
    """Whether the applicant was under 18 on the day of submitting, which decides about parents."""
    person = person_of(session, application)
    if person.answers is None:
        return False
    return rules.parent_needed(person.answers.birth_date, day_of(application.submitted_at))


def _comment(text: str | None) -> str | None:
    tidied = russian.tidy(text or "")
    if len(tidied) > LONGEST_COMMENT:
        raise Refusal("admission-refuse-long", limit=LONGEST_COMMENT)
    return tidied or None
