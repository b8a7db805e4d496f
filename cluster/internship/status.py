"""The life of a placement as one table: state x actor -> state, guards, notice.

Every use case that changes a status goes through `transition`, so a forged or old button cannot do what the table
forbids.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Never

from sqlalchemy.orm import Session

from cluster import lifecycle
from cluster.internship.events import PlacementChanged
from storage.internship import HistoryEntry, Placement, PlacementHistoryKind, PlacementStatus, placements

__all__ = [
    "FOLLOWERS",
    "HOLDS",
    "TABLE",
    "TRANSITIONS",
    "Actor",
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
    "targets",
    "transition",
    "transition_all",
]

S = PlacementStatus


class Actor(enum.StrEnum):
    """In which part somebody acts on a placement."""

    STUDENT = "student"  # whose practice it is
    MENTOR = "mentor"  # who teaches them at the plant
    ENTERPRISE = "enterprise"  # its personnel department
    COLLEGE = "college"  # a coordinator, or the supervisor of the practice
    CLOCK = "clock"  # a day that has come, or the last open item that was closed


class Guard(enum.StrEnum):
    """What must hold before a step; the text of a failed one is `internship-guard-<value>`."""

    SEAT = "seat"  # the place has room for one more
    OF_AGE = "of_age"  # old enough for this place on its first day
    AGREED = "agreed"  # the student and the enterprise both said yes
    NOTHING_OPEN = "nothing_open"  # every item of the readiness list is done
    LET_PASS = "let_pass"  # noqa: S105 - each open item was let pass by somebody, with a reason
    SOMETHING_OPEN = "something_open"  # an item that was done is open again
    BEGUN = "begun"  # the first day has come
    ENDED = "ended"  # the last day is over
    ASSESSED = "assessed"  # every competence and a mark are given
    SIGNED = "signed"  # the supervisor has the signed papers
    REASON = "reason"  # a reason from the list, or a text


@dataclass(frozen=True, slots=True)
class Facts:
    """What a use case knows when it asks for a step; what it leaves out counts as not so."""

    seat: bool = False
    of_age: bool = False
    agreed: bool = False
    open_items: tuple[str, ...] | None = None  # None: nobody has looked
    let_pass: tuple[str, ...] = ()
    begun: bool = False
    ended: bool = False
    assessed: bool = False
    signed: bool = False
    reason: str | None = None


HOLDS: Final[Mapping[Guard, Callable[[Facts], bool]]] = {
    Guard.SEAT: lambda facts: facts.seat,
    Guard.OF_AGE: lambda facts: facts.of_age,
    Guard.AGREED: lambda facts: facts.agreed,
    Guard.NOTHING_OPEN: lambda facts: facts.open_items == (),
    Guard.LET_PASS: lambda facts: facts.open_items is not None and set(facts.open_items) <= set(facts.let_pass),
    Guard.SOMETHING_OPEN: lambda facts: bool(facts.open_items),
    Guard.BEGUN: lambda facts: facts.begun,
    Guard.ENDED: lambda facts: facts.ended,
    Guard.ASSESSED: lambda facts: facts.assessed,
    Guard.SIGNED: lambda facts: facts.signed,
    Guard.REASON: lambda facts: bool(facts.reason),
}


Transition = lifecycle.Transition[PlacementStatus, Actor, Guard, Never]
By = lifecycle.By[Actor]


class TransitionRefused(lifecycle.TransitionRefused[PlacementStatus, Actor]):
    """The table has no such step: the placement stands elsewhere by now, or this actor may not take it."""

    feature = "internship"


class GuardFailed(lifecycle.GuardFailed[Guard]):
    """The step exists, but something it needs is missing; `guard` says what."""

    feature = "internship"


_BEFORE_DAY_ONE = (S.PLANNED, S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY)


def _rows(
    sources: tuple[PlacementStatus, ...],
    actors: tuple[Actor, ...],
    target: PlacementStatus,
    *guards: Guard,
) -> tuple[Transition, ...]:
    return tuple(Transition(source, actor, target, guards) for source in sources for actor in actors)


TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(S.PLANNED, Actor.COLLEGE, S.OFFERED, (Guard.SEAT, Guard.OF_AGE)),
    # Whoever agrees last confirms; the college notes what was agreed on paper or by telephone.
    *_rows((S.OFFERED,), (Actor.STUDENT, Actor.ENTERPRISE, Actor.COLLEGE), S.CONFIRMED, Guard.AGREED),
    *_rows((S.CONFIRMED,), (Actor.COLLEGE, Actor.CLOCK), S.DOCS_PENDING),
    # The last item closes the list, whoever closed it; one that comes open again opens it.
    *_rows((S.DOCS_PENDING,), (Actor.COLLEGE, Actor.CLOCK), S.READY, Guard.NOTHING_OPEN),
    *_rows((S.READY,), (Actor.COLLEGE, Actor.CLOCK), S.DOCS_PENDING, Guard.SOMETHING_OPEN),
    *_rows((S.READY,), (Actor.MENTOR, Actor.COLLEGE, Actor.CLOCK), S.ACTIVE, Guard.BEGUN, Guard.NOTHING_OPEN),
    # Nobody starts unready, unless somebody in the college answers for each open item by name.
    Transition(S.DOCS_PENDING, Actor.COLLEGE, S.ACTIVE, (Guard.BEGUN, Guard.LET_PASS)),
    *_rows((S.ACTIVE,), (Actor.ENTERPRISE, Actor.COLLEGE), S.PAUSED, Guard.REASON),
    Transition(S.PAUSED, Actor.COLLEGE, S.ACTIVE),
    *_rows((S.ACTIVE,), (Actor.COLLEGE, Actor.CLOCK), S.REPORTING, Guard.ENDED),
    *_rows((S.PAUSED,), (Actor.COLLEGE, Actor.CLOCK), S.REPORTING, Guard.ENDED),
    *_rows((S.REPORTING,), (Actor.MENTOR, Actor.COLLEGE), S.ASSESSED, Guard.ASSESSED),
    # A mark may be put right until the papers are signed.
    Transition(S.ASSESSED, Actor.COLLEGE, S.REPORTING, (Guard.REASON,)),
    Transition(S.ASSESSED, Actor.COLLEGE, S.COMPLETED, (Guard.SIGNED,)),
    *_rows(_BEFORE_DAY_ONE, (Actor.COLLEGE,), S.CANCELLED, Guard.REASON),
    *_rows(_BEFORE_DAY_ONE[1:], (Actor.ENTERPRISE,), S.CANCELLED, Guard.REASON),
    *_rows((S.OFFERED, S.CONFIRMED), (Actor.STUDENT,), S.CANCELLED, Guard.REASON),
    *_rows((S.ACTIVE, S.PAUSED), (Actor.ENTERPRISE, Actor.COLLEGE), S.TERMINATED, Guard.REASON),
    # Never came, or did not pass.
    *_rows(
        (S.DOCS_PENDING, S.READY, S.ACTIVE, S.REPORTING, S.ASSESSED),
        (Actor.COLLEGE,),
        S.FAILED,
        Guard.BEGUN,
        Guard.REASON,
    ),
)

TABLE: Final = lifecycle.Table(TRANSITIONS, HOLDS, TransitionRefused, GuardFailed)
allow: Final = TABLE.allow
targets: Final = TABLE.targets

Change = tuple[Placement, PlacementChanged]
"""A placement as it was, and what became of it."""
Follower = lifecycle.Follower[Placement, PlacementChanged]
FOLLOWERS: Final = lifecycle.Followers[Placement, PlacementChanged]()
follow: Final = FOLLOWERS.add


def transition(
    session: Session,
    now: datetime,
    placement: Placement,
    target: PlacementStatus,
    by: By,
    facts: Facts = Facts(),
) -> tuple[Placement, PlacementChanged]:
    """Take one step of the table: change the status, write the history, return what to tell.

    `placement` must come from this transaction, so that its status is the present one.
    """
    allow(placement.status, by.actor, target, facts)
    changed = placements.set_status(session, placement.id, target, now, reason=facts.reason)
    placements.note(session, _line(now, placement, target, by, facts))
    event = _event(placement, target, by)
    FOLLOWERS.tell(session, now, [(placement, event)])
    return changed, event


def transition_all(
    session: Session,
    now: datetime,
    steps: Sequence[tuple[Placement, Facts]],
    target: PlacementStatus,
    by: By,
) -> list[PlacementChanged]:
    """Take the same step with many placements, in few statements; the first that may not be taken stops all."""
    for placement, facts in steps:
        allow(placement.status, by.actor, target, facts)
    for reason in dict.fromkeys(facts.reason for _, facts in steps):
        of_it = [placement.id for placement, facts in steps if facts.reason == reason]
        placements.set_status_all(session, of_it, target, now, reason=reason)
    placements.note(session, *(_line(now, placement, target, by, facts) for placement, facts in steps))
    changes = [(placement, _event(placement, target, by)) for placement, _ in steps]
    FOLLOWERS.tell(session, now, changes)
    return [event for _, event in changes]


def _event(before: Placement, after: PlacementStatus, by: By) -> PlacementChanged:
    return PlacementChanged(
        placement_id=before.id,
        student_id=before.student_id,
        enterprise=before.enterprise,
        college=before.college,
        before=before.status,
        after=after,
        actor=by.actor.value,
        actor_id=by.person_id,
    )


def _line(now: datetime, before: Placement, after: PlacementStatus, by: By, why: Facts) -> HistoryEntry:
    return HistoryEntry(
        placement_id=before.id,
        at=now,
        kind=PlacementHistoryKind.STATUS,
        actor_kind=by.actor.value,
        actor_id=by.person_id,
        before=before.status.value,
        after=after.value,
        reason=why.reason,
    )
