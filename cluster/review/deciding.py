"""Deciding with a moment to think: a decision is held for some seconds, can be taken back or sent at once.

decide ──► held ──► (30 s, or «send now») ──► checked again ──► carried out, the applicant is told
             └────► cancelled: nothing happened
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.admission.status import Actor, ApplicationStatus, By, transition
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.review.decisions import READER, TARGETS, Decision, Reject, carry_out, check
from cluster.review.desk import load, who
from cluster.review.events import DecisionCarried, DecisionFailed
from cluster.review.expiry import expect_expiry
from storage.admission import Application, HistoryEntry, HistoryKind, applications
from storage.errors import Refusal
from storage.review import HeldDecision, holding

HELD: Final = "review-held"
HOLD_FOR = timedelta(seconds=30)


class HeldByOther(Refusal):
    """Somebody has decided already, oneself or a colleague, and the decision is about to be carried out."""

    def __init__(self, name: str, at: datetime) -> None:
        super().__init__("review-held-other", who=name, at=russian.format_numeric_moment(at))


class HeldGone(Refusal):
    """Nothing is held any more: it was carried out, or taken back."""

    def __init__(self) -> None:
        super().__init__("review-held-gone")


def decide(
    session: Session,
    now: datetime,
    actor: int,
    application_id: int,
    seen_version: int | None,
    decision: Decision,
    content: Content,
) -> Done[HeldDecision]:
    """Hold a decision for `HOLD_FOR`. The first of two wins, the other reads whose it is; twice the same is once.

    Raises `CardOutdated` from an old card, `GuardFailed` and other refusals where the rules stand against it.
    """
    standing = holding.get(session, [application_id]).get(application_id)
    payload = decision.model_dump(mode="json")
    if standing is not None:
        load(session, actor, application_id)
        if (standing.decided_by, dict(standing.payload)) == (actor, payload):
            return Done(standing)
        raise HeldByOther(who(session, standing.decided_by), standing.decided_at)
    application = load(session, actor, application_id, seen_version)
    _check_reason(content, decision)
    holding.take_turns(session, application.college)
    check(session, now, application, decision)
    held = HeldDecision(application_id, decision.kind, payload, actor, now, now + HOLD_FOR)
    if not holding.hold(session, held):
        raise HeldByOther("none", now)
    duties.schedule(session, HELD, str(application_id), held.due_at, {"application": application_id})
    return Done(held)


def cancel(session: Session, now: datetime, actor: int, application_id: int) -> Done[Application]:
    """Take a held decision back: one's own, or a colleague's in the same college, who is told. Nobody else hears."""
    application = load(session, actor, application_id)
    held = holding.take(session, application_id)
    if held is None:
        raise HeldGone
    duties.cancel(session, HELD, str(application_id))
    entry = HistoryEntry(
        application_id, now, HistoryKind.UNDO, Actor.STAFF.value, actor, before=TARGETS[held.kind].value
    )
    applications.note(session, entry)
    if held.decided_by == actor:
        return Done(application)
    who_did = (("who", who(session, actor)),)
    return Done(
        application, (DecisionFailed(application_id, held.kind, held.decided_by, "review-held-undone", who_did),)
    )


def send_now(session: Session, now: datetime, actor: int, application_id: int, content: Content) -> Done[Application]:
    """Carry a held decision out without waiting: one's own only. A second tap finds it done."""
    application = load(session, actor, application_id)
    held = holding.get(session, [application_id]).get(application_id)
    if held is None:
        raise HeldGone
    if held.decided_by != actor:
        raise HeldByOther(who(session, held.decided_by), held.decided_at)
    duties.cancel(session, HELD, str(application_id))
    holding.take(session, application_id)
    carried, events = _carry_out(session, now, held, content)
    return Done(carried or application, tuple(events))


def run_held(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Carry a held decision out when its time has come; where that cannot be any more, tell who took it why."""
    held = holding.take(session, int(duty.payload["application"]))
    if held is None:
        return Done(None)
    try:
        with session.begin_nested():
            _, events = _carry_out(session, now, held, content)
    except Refusal as refusal:
        args = tuple(sorted(refusal.args_.items()))
        failed = DecisionFailed(held.application_id, held.kind, held.decided_by, refusal.text_key, args)
        return Done(None, (failed,))
    carried = DecisionCarried(held.application_id, held.decided_by, TARGETS[held.kind])
    return Done(None, (*events, carried))


def _carry_out(
    session: Session, now: datetime, held: HeldDecision, content: Content
) -> tuple[Application | None, list[Event]]:
    """Take the step as who decided, whose right may have ended meanwhile, if it is still allowed."""
    application = load(session, held.decided_by, held.application_id)
    decision = READER.validate_python(dict(held.payload))
    _check_reason(content, decision)
    facts = check(session, now, application, decision)
    by = By(Actor.STAFF, held.decided_by)
    moved, event = transition(session, now, application, TARGETS[held.kind], by, facts)
    moved = carry_out(session, moved, decision)
    if moved.status is ApplicationStatus.INVITED:
        expect_expiry(session, moved, content)
    return moved, [event]


def _check_reason(content: Content, decision: Decision) -> None:
    """Refuse a refusal for a reason that content does not have any more: the applicant would read none."""
    if not isinstance(decision, Reject):
        return
    reason = next((one for one in content.reasons if one.key == decision.reason), None)
    if reason is None:
        raise Refusal("review-reject-reason")
    if reason.needs_comment and not decision.comment:
        raise Refusal("review-reject-comment")


def drop_held(session: Session, application_id: int) -> None:
    """Forget what was held about an application that another step has overtaken; nobody is told."""
    holding.take(session, application_id)
    duties.cancel(session, HELD, str(application_id))


__all__ = [
    "HELD",
    "HOLD_FOR",
    "HeldByOther",
    "HeldGone",
    "cancel",
    "decide",
    "drop_held",
    "run_held",
    "send_now",
]
