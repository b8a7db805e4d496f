"""How long the queues are, and since when their oldest waits: what a monitor asks now and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.inbox import InboxRow, InboxState
from storage.jobs import JobRow, JobState
from storage.outbox import Lane, OutboxRow, OutboxState

INBOX, JOBS = "inbox", "job"
LANES = {lane: lane.name.lower() for lane in Lane}
NAMES = (INBOX, *LANES.values(), JOBS)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in one queue. `oldest` is when its oldest came, None where it is empty."""

    rows: int = 0
    oldest: datetime | None = None


def queues(session: Session, now: datetime) -> dict[str, Queue]:
    """Return the inbox, the lanes of the outbox and the jobs by name; of what is held back only what is due."""
    found = dict.fromkeys(NAMES, Queue())
    inbox = select(func.count(), func.min(InboxRow.received_at)).where(InboxRow.state == InboxState.WAITING)
    found[INBOX] = Queue(*session.execute(inbox).one())
    outbox = (
        select(OutboxRow.lane, func.count(), func.min(OutboxRow.created_at))
        .where(
            OutboxRow.state == OutboxState.WAITING,
            (OutboxRow.not_before.is_(None)) | (OutboxRow.not_before <= now),
        )
        .group_by(OutboxRow.lane)
    )
    for lane, rows, oldest in session.execute(outbox):
        found[LANES[Lane(lane)]] = Queue(rows, oldest)
    jobs = select(func.count(), func.min(JobRow.created_at)).where(
        JobRow.state == JobState.WAITING, JobRow.due_at <= now
    )
    found[JOBS] = Queue(*session.execute(jobs).one())
    return found
