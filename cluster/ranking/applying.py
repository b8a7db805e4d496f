"""Applying a step, whatever its kind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.content import Content
from cluster.events import Done
from cluster.ranking.desk import load
from cluster.ranking.enrolling import apply_enrolment
from cluster.ranking.freeing import apply_freeing
from cluster.ranking.importing import apply_list
from cluster.ranking.recommending import apply_seats
from storage.ranking import Step, StepKind


def apply(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> Done[Step]:
    """Apply what was prepared and looked at, as a whole or not at all. A second tap finds it applied."""
    match load(session, actor, step_id).kind:
        case StepKind.LIST:
            return apply_list(session, now, actor, step_id, content)
        case StepKind.RECOMMEND:
            return apply_seats(session, now, actor, step_id, content)
        case StepKind.FREE:
            return apply_freeing(session, now, actor, step_id, content)
        case StepKind.ENROL:
            return apply_enrolment(session, now, actor, step_id)
