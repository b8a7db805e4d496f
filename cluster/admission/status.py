"""The life of an application as one table: state x actor -> state, guard, notice.

Every use case that changes a status goes through `transition`, so a forged or old button cannot do what the table
forbids.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import lifecycle
from cluster.admission.events import StatusChanged
from cluster.content import NoticeEvent
from storage.admission import ACTIVE, CLOSED, Application, ApplicationStatus, HistoryEntry, HistoryKind, applications
from storage.review import requests

__all__ = [
    "ACTIVE",
    "CLOSED",
    "EDITABLE",
    "FOLLOWERS",
    "HOLDS",
    "TABLE",
    "TRANSITIONS",
    "Actor",
    "ApplicationStatus",
    "By",
    "Change",
    "Facts",
    "Follower",
    "Guard",
    "GuardFailed",
    "Transition",
    "TransitionRefused",
    "allow",
    "follow",
    "steps",
    "targets",
    "transition",
    "transition_all",
]

S = ApplicationStatus
N = NoticeEvent


class Actor(enum.StrEnum):
    """In which part somebody acts on an application."""

    APPLICANT = "applicant"  # who filled it in: the applicant, a parent for a child, staff on their behalf
    STAFF = "staff"  # a coordinator of the college
    CLOCK = "clock"  # a duty or an import that nobody decides on one by one


class Guard(enum.StrEnum):
    """What must hold before a step; the text of a failed one is `admission-guard-<value>`."""

    CONSENT = "consent"  # consent to process data, of the present version
    COMPLETE = "complete"  # every required answer is there and valid
    CAMPAIGN_OPEN = "campaign_open"  # the campaign takes applications on this day
    ITEMS_LISTED = "items_listed"  # staff said which answers or papers they miss
    ITEMS_CHANGED = "items_changed"  # the applicant changed each of them
    CHECKLIST_SEEN = "checklist_seen"  # staff looked at the list of papers
    PARENT_TOLD = "parent_told"  # under 18: the parent knows of the invitation
    REGISTRATION_NUMBER = "registration_number"  # the official number is given
    PARENT_CONSENT = "parent_consent"  # under 18: the representative's consent was received
    PAPER_VERIFIED = "paper_verified"  # at least one paper was compared with its original
    RANKING_IMPORTED = "ranking_imported"  # the college's list with this person's place was read
    AFTER_DOCS_END = "after_docs_end"  # papers are no longer taken
    ORIGINAL_VERIFIED = "original_verified"  # the original certificate lies in the college
    ORDER = "order"  # the enrolment order's number and date are given
    REASON = "reason"  # a reason from the list, or a text
    DRAFT_OLD = "draft_old"  # nobody touched the draft for 14 days
    OFFERED = "offered"  # a free seat was offered, and its deadline has not passed
    UNDOABLE = "undoable"  # the import that led here may still be taken back


@dataclass(frozen=True, slots=True)
class Facts:
    """What a use case knows when it asks for a step; what it leaves out counts as not so."""

    consent: bool = False
    complete: bool = False
    campaign_open: bool = False
    items_listed: tuple[str, ...] = ()
    items_changed: bool = False
    checklist_seen: bool = False
    minor: bool = True
    parent_told: bool = False
    registration_number: str | None = None
    parent_consent: bool = False
    papers_verified: int = 0
    ranking_imported: bool = False
    after_docs_end: bool = False
    original_verified: bool = False
    order_number: str | None = None
    order_date: date | None = None
    reason: str | None = None
    draft_old: bool = False
    offered: bool = False
    undoable: bool = False
    comment: str | None = None


HOLDS: Final[Mapping[Guard, Callable[[Facts], bool]]] = {
    Guard.CONSENT: lambda facts: facts.consent,
    Guard.COMPLETE: lambda facts: facts.complete,
    Guard.CAMPAIGN_OPEN: lambda facts: facts.campaign_open,
    Guard.ITEMS_LISTED: lambda facts: bool(facts.items_listed),
    Guard.ITEMS_CHANGED: lambda facts: facts.items_changed,
    Guard.CHECKLIST_SEEN: lambda facts: facts.checklist_seen,
    Guard.PARENT_TOLD: lambda facts: facts.parent_told or not facts.minor,
    Guard.REGISTRATION_NUMBER: lambda facts: bool(facts.registration_number),
    Guard.PARENT_CONSENT: lambda facts: facts.parent_consent or not facts.minor,
    Guard.PAPER_VERIFIED: lambda facts: facts.papers_verified >= 1,
    Guard.RANKING_IMPORTED: lambda facts: facts.ranking_imported,
    Guard.AFTER_DOCS_END: lambda facts: facts.after_docs_end,
    Guard.ORIGINAL_VERIFIED: lambda facts: facts.original_verified,
    Guard.ORDER: lambda facts: bool(facts.order_number and facts.order_date),
    Guard.REASON: lambda facts: bool(facts.reason),
    Guard.DRAFT_OLD: lambda facts: facts.draft_old,
    Guard.OFFERED: lambda facts: facts.offered,
    Guard.UNDOABLE: lambda facts: facts.undoable,
}


Transition = lifecycle.Transition[ApplicationStatus, Actor, Guard, NoticeEvent]
By = lifecycle.By[Actor]


class TransitionRefused(lifecycle.TransitionRefused[ApplicationStatus, Actor]):
    """The table has no such step: the application stands elsewhere by now, or this actor may not take it."""

    feature = "admission"


class GuardFailed(lifecycle.GuardFailed[Guard]):
    """The step exists, but something it needs is missing; `guard` says what."""

    feature = "admission"


_REFUSABLE = (S.IN_REVIEW, S.NEEDS_INFO, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE)
_WITHDRAWABLE = (S.DRAFT, S.SUBMITTED, *_REFUSABLE)

TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(
        S.DRAFT,
        Actor.APPLICANT,
        S.SUBMITTED,
        (Guard.CONSENT, Guard.COMPLETE, Guard.CAMPAIGN_OPEN),
        N.SUBMITTED,
    ),
    Transition(S.DRAFT, Actor.CLOCK, S.EXPIRED, (Guard.DRAFT_OLD,)),
    Transition(S.SUBMITTED, Actor.STAFF, S.IN_REVIEW, (), N.IN_REVIEW),
    Transition(S.IN_REVIEW, Actor.STAFF, S.NEEDS_INFO, (Guard.ITEMS_LISTED,), N.NEEDS_INFO),
    # Back to whoever asked: a second claim would only lose time.
    Transition(S.NEEDS_INFO, Actor.APPLICANT, S.IN_REVIEW, (Guard.ITEMS_CHANGED,), N.INFO_GIVEN),
    Transition(S.IN_REVIEW, Actor.STAFF, S.INVITED, (Guard.CHECKLIST_SEEN, Guard.PARENT_TOLD), N.INVITED),
    # Another day, or another room.
    Transition(S.INVITED, Actor.STAFF, S.INVITED, (Guard.CHECKLIST_SEEN, Guard.PARENT_TOLD), N.INVITED),
    Transition(
        S.INVITED,
        Actor.STAFF,
        S.REGISTERED,
        (Guard.REGISTRATION_NUMBER, Guard.PARENT_CONSENT, Guard.PAPER_VERIFIED),
        N.REGISTERED,
    ),
    Transition(S.INVITED, Actor.CLOCK, S.EXPIRED, (Guard.AFTER_DOCS_END,), N.EXPIRED),
    Transition(S.REGISTERED, Actor.CLOCK, S.RANKED, (Guard.RANKING_IMPORTED,), N.RANKED),
    Transition(S.RANKED, Actor.STAFF, S.RECOMMENDED, (Guard.AFTER_DOCS_END,), N.RECOMMENDED),
    Transition(S.RANKED, Actor.STAFF, S.RESERVE, (Guard.AFTER_DOCS_END,), N.RESERVE),
    Transition(S.RESERVE, Actor.STAFF, S.RECOMMENDED, (Guard.AFTER_DOCS_END,), N.RECOMMENDED),
    Transition(S.RESERVE, Actor.APPLICANT, S.RECOMMENDED, (Guard.OFFERED,), N.RECOMMENDED),
    Transition(S.RECOMMENDED, Actor.STAFF, S.ENROLLED, (Guard.ORIGINAL_VERIFIED, Guard.ORDER), N.ENROLLED),
    # An import that is taken back within its hour leads everybody to where they stood.
    *(
        Transition(source, Actor.STAFF, target, (Guard.UNDOABLE,), N.CORRECTED)
        for source, target in (
            (S.RANKED, S.REGISTERED),
            (S.RECOMMENDED, S.RANKED),
            (S.RESERVE, S.RANKED),
            (S.RECOMMENDED, S.RESERVE),
            (S.ENROLLED, S.RECOMMENDED),
        )
    ),
    *(Transition(s, Actor.STAFF, S.REJECTED, (Guard.REASON,), N.REJECTED) for s in _REFUSABLE),
    *(Transition(s, Actor.APPLICANT, S.WITHDRAWN, (), N.WITHDRAWN) for s in _WITHDRAWABLE),
)

TABLE: Final = lifecycle.Table(TRANSITIONS, HOLDS, TransitionRefused, GuardFailed)
allow: Final = TABLE.allow
targets: Final = TABLE.targets

EDITABLE: Final = frozenset({S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.INVITED})
"""Answers may change until the application is registered."""


def steps(source: ApplicationStatus, actor: Actor) -> tuple[ApplicationStatus, ...]:
    """Return where `actor` may lead an application on to; what only an undo does is no step."""
    return tuple(way.target for way in TABLE.ways(source, actor) if Guard.UNDOABLE not in way.guards)


Change = tuple[Application, StatusChanged]
"""An application as it was, and what became of it."""
Follower = lifecycle.Follower[Application, StatusChanged]
FOLLOWERS: Final = lifecycle.Followers[Application, StatusChanged]()
follow: Final = FOLLOWERS.add


def transition(
    session: Session,
    now: datetime,
    application: Application,
    target: ApplicationStatus,
    by: By,
    facts: Facts = Facts(),
) -> tuple[Application, StatusChanged]:
    """Take one step of the table: change the status, write the history, return what to tell.

    `application` must come from this transaction, so that its status is the present one.
    """
    row = allow(application.status, by.actor, target, facts)
    changed = applications.set_status(session, application.id, target, now)
    applications.note(session, _line(now, application, application.status, target, by, facts))
    return changed, _followed(session, now, [(application, row)], by)[0]


def transition_all(
    session: Session,
    now: datetime,
    steps: Sequence[tuple[Application, Facts]],
    target: ApplicationStatus,
    by: By,
) -> list[StatusChanged]:
    """Take the same step with many applications, in few statements; the first that may not be taken stops all."""
    rows = [allow(application.status, by.actor, target, facts) for application, facts in steps]
    applications.set_status_all(session, [application.id for application, _ in steps], target, now)
    applications.note_all(session, [_line(now, one, one.status, target, by, facts) for one, facts in steps])
    return _followed(session, now, [(one, row) for (one, _), row in zip(steps, rows, strict=True)], by)


def _followed(
    session: Session, now: datetime, taken: Sequence[tuple[Application, Transition]], by: By
) -> list[StatusChanged]:
    for one, _ in taken:
        if one.status is S.NEEDS_INFO:  # answered, or over: either way nothing is asked any more
            requests.close(session, one.id, now)
    changes = [(one, _event(one, row, by)) for one, row in taken]
    FOLLOWERS.tell(session, now, changes)
    return [event for _, event in changes]


def _event(before: Application, row: Transition, by: By) -> StatusChanged:
    return StatusChanged(
        application_id=before.id,
        owner_id=before.owner_id,
        college=before.college,
        number=before.number,
        before=before.status,
        after=row.target,
        notice=row.notice,
        by_owner=by.actor is Actor.APPLICANT,
        actor_id=by.person_id,
    )


def _line(
    now: datetime, application: Application, before: ApplicationStatus, after: ApplicationStatus, by: By, why: Facts
) -> HistoryEntry:
    return HistoryEntry(
        application_id=application.id,
        at=now,
        kind=HistoryKind.STATUS,
        actor_kind=by.actor.value,
        actor_id=by.person_id,
        before=before.value,
        after=after.value,
        reason=why.reason,
        comment=why.comment,
    )


def record(
    session: Session,
    now: datetime,
    application: Application,
    by: By,
    *,
    before: ApplicationStatus,
    after: ApplicationStatus,
    why: Facts = Facts(),
) -> None:
    """Write a step into the application's history."""
    applications.note(session, _line(now, application, before, after, by, why))


def is_editable(active: Iterable[Application]) -> bool:
    """Whether answers may still change: none of the person's active applications is registered."""
    return all(application.status in EDITABLE for application in active)
