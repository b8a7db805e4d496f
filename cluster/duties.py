"""Duties: what has to be done at a moment, without anybody pressing a button.

A feature schedules rows and says in `DUTIES = {"draft-reminder": run}` what is done when one is due; the clock runs
`run(session, now, duty, content)`, tells its events, and finishes the duty, in one transaction. A periodic duty
schedules its next moment itself while it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from cluster.content import Content
from cluster.events import Done
from storage.duties import (
    Duty,
    cancel,
    cancel_all,
    due,
    fail,
    finish,
    hasten,
    next_due,
    open_one,
    open_ones,
    schedule,
)
from storage.errors import IskraError

Run: TypeAlias = Callable[[Session, datetime, Duty, Content], Done[None]]
Duties: TypeAlias = Mapping[str, Run]

__all__ = [
    "Duties",
    "Duty",
    "Run",
    "UnknownDuty",
    "cancel",
    "cancel_all",
    "due",
    "fail",
    "finish",
    "hasten",
    "next_due",
    "open_one",
    "open_ones",
    "perform",
    "schedule",
]


class UnknownDuty(IskraError):
    """No feature does duties of this kind: a release took it away, or nobody registered it."""


def perform(session: Session, now: datetime, duty: Duty, duties: Duties, content: Content) -> Done[None]:
    """Do a due duty and finish it; `UnknownDuty` where `duties` has nothing for its kind.

    Nothing is done where it was cancelled, done or scheduled anew since it was read.
    """
    run = duties.get(duty.kind)
    if run is None:
        raise UnknownDuty(f"nothing is registered for duties of the kind {duty.kind!r}")
    return run(session, now, duty, content) if finish(session, duty, now) else Done(None)
