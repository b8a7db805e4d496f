"""Telling many people what a step did: some at a time, so that nobody's reply waits for a whole college's notices."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.events import StatusChanged
from cluster.admission.status import ApplicationStatus
from cluster.content import Content, NoticeEvent
from cluster.duties import Duty
from cluster.events import Done
from storage.admission import Application, applications
from storage.ranking import PreviewState, Step, steps

TELL: Final = "ranking-tell"
AT_ONCE = 100
S = ApplicationStatus
N = NoticeEvent
NOTICES = {S.RANKED: N.RANKED, S.RECOMMENDED: N.RECOMMENDED, S.RESERVE: N.RESERVE,
           S.REJECTED: N.REJECTED, S.ENROLLED: N.ENROLLED}  # fmt: skip
"""What a step that led there tells."""


def begin(session: Session, now: datetime, step_id: int) -> None:
    """Have everybody told whom a step moved, or whom its undoing moved back."""
    duties.schedule(session, TELL, str(step_id), now, {"step": step_id})


def tell(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Tell the next hundred. Who has moved on since hears of that, and not of this."""
    step = steps.get(session, int(duty.payload["step"]))
    if step is None:
        return Done(None)
    if step.state is PreviewState.APPLIED:
        events, more = _told(session, now, step)
    else:
        events, more = _corrected(session, now, step)
    if more:
        begin(session, now, step.id)
    return Done(None, tuple(events))


def _told(session: Session, now: datetime, step: Step) -> tuple[list[StatusChanged], bool]:
    found = steps.untold(session, step.id, AT_ONCE)
    ids = [one for one, _, _ in found]
    steps.mark_told(session, step.id, ids, now)
    known = applications.get(session, ids)
    events = [
        _event(known[one], before, after, NOTICES.get(after), step)
        for one, before, after in found
        if known[one].status is after
    ]
    return events, len(found) == AT_ONCE


def _corrected(session: Session, now: datetime, step: Step) -> tuple[list[StatusChanged], bool]:
    found = steps.uncorrected(session, step.id, AT_ONCE)
    ids = [one for one, _, _ in found]
    steps.mark_corrected(session, step.id, ids, now)
    known = applications.get(session, ids)
    events = [_event(known[one], after, before, N.CORRECTED, step) for one, before, after in found]
    return events, len(found) == AT_ONCE


def _event(
    one: Application, before: ApplicationStatus, after: ApplicationStatus, notice: NoticeEvent | None, step: Step
) -> StatusChanged:
    return StatusChanged(
        application_id=one.id,
        owner_id=one.owner_id,
        college=one.college,
        number=one.number,
        before=before,
        after=after,
        notice=notice,
        by_owner=False,
        actor_id=step.applied_by,
    )
