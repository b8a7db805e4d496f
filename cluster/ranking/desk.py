"""Where staff do things to many applications at once: whose desk it is, previews, applying once, taking back.

prepared ──► preview (an hour, on the desk as it stands) ──► applied ──► taken back within an hour
                └──► dropped
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.access import Action, require
from cluster.content import Campaign, Content
from cluster.duties import Duty
from cluster.events import Done
from cluster.review.desk import desk_of, who
from storage.errors import NotFound, Refusal
from storage.ranking import PreviewState, Step, StepKind, steps

PREVIEW_ENDS: Final = "ranking-preview-ends"
PREVIEW_FOR = timedelta(hours=1)
A_MOMENT = timedelta(seconds=1)
UNDO_FOR = timedelta(hours=1)


def campaign_on(content: Content, today: date) -> Campaign:
    """Return the campaign whose lists are worked on: the latest that has begun, else the first to come."""
    begun = [one for one in content.campaigns if one.docs_start <= today]
    if begun:
        return max(begun, key=lambda one: one.docs_start)
    if not content.campaigns:
        raise NotFound
    return min(content.campaigns, key=lambda one: one.docs_start)


def check(session: Session, actor: int, college: str) -> None:
    """Let who works on a college's applications go on, or raise `Forbidden`. Asked anew in every transaction."""
    require(session, actor, Action.WRITE, desk_of(session, college))


def load(session: Session, actor: int, step_id: int, *kinds: StepKind) -> Step:
    """Return a step to who works on its college; `NotFound` where it is of another kind."""
    step = steps.get(session, step_id)
    if step is None or (kinds and step.kind not in kinds):
        raise NotFound
    check(session, actor, step.college)
    return step


def prepare(
    session: Session,
    now: datetime,
    actor: int,
    kind: StepKind,
    college: str,
    campaign: str,
    payload: Any,
    programme: str | None = None,
) -> Step:
    """Keep a preview; the one of this kind that the same person had open is dropped."""
    check(session, actor, college)
    step = steps.add(session, kind, college, campaign, programme, actor, now, payload)
    duties.schedule(session, PREVIEW_ENDS, str(step.id), now + PREVIEW_FOR + A_MOMENT, {"step": step.id})
    return step


def end_preview(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Forget what a preview holds that nobody applied in its hour: a whole college's grades."""
    step = steps.get(session, int(duty.payload["step"]))
    if step is not None:
        steps.settle(session, step.id, PreviewState.PREVIEW, PreviewState.DROPPED, now, step.prepared_by)
    return Done(None)


def drop(session: Session, now: datetime, actor: int, step_id: int) -> Step:
    """Cancel a preview. A second tap changes nothing; what is applied stays."""
    step = load(session, actor, step_id)
    if step.state is PreviewState.APPLIED:
        raise Refusal("ranking-already-applied")
    steps.settle(session, step_id, PreviewState.PREVIEW, PreviewState.DROPPED, now, actor)
    return step


def check_fresh(session: Session, now: datetime, step: Step) -> None:
    """Raise a `Refusal` that says why a preview may not be applied any more."""
    if step.state is not PreviewState.PREVIEW:
        raise Refusal("ranking-preview-gone")
    if now - step.prepared_at > PREVIEW_FOR:
        raise Refusal("ranking-preview-old")
    if steps.desk_version(session, step.college, step.campaign) != step.base:
        raise outdated(session, step)


def outdated(session: Session, step: Step) -> Refusal:
    """Return the refusal of a preview that another step came before."""
    last = steps.last_applied(session, step.college, step.campaign)
    if last is None or last.applied_at is None:
        return Refusal("ranking-preview-outdated", who="none", at="")
    return Refusal(
        "ranking-preview-outdated", who=who(session, last.applied_by), at=russian.format_numeric_moment(last.applied_at)
    )


def claim(session: Session, now: datetime, actor: int, step: Step) -> None:
    """Make a preview the applied one, or raise: of two at once, on whatever desk and database, one gets here."""
    check_fresh(session, now, step)
    if not steps.raise_version(session, step.college, step.campaign, step.base):
        raise outdated(session, step)
    if not steps.settle(session, step.id, PreviewState.PREVIEW, PreviewState.APPLIED, now, actor):
        raise Refusal("ranking-preview-gone")


def reclaim(session: Session, now: datetime, actor: int, step: Step) -> None:
    """Take an applied step back, or raise where its hour is over."""
    if step.state is not PreviewState.APPLIED or step.applied_at is None:
        raise Refusal("ranking-undo-gone")
    if now - step.applied_at > UNDO_FOR:
        raise Refusal("ranking-undo-late")
    version = steps.desk_version(session, step.college, step.campaign)
    raised = steps.raise_version(session, step.college, step.campaign, version)
    if not raised or not steps.settle(session, step.id, PreviewState.APPLIED, PreviewState.UNDONE, now, actor):
        raise Refusal("ranking-undo-gone")


def may_undo(step: Step, now: datetime) -> bool:
    """Whether a step may still be taken back."""
    return step.state is PreviewState.APPLIED and step.applied_at is not None and now - step.applied_at <= UNDO_FOR
