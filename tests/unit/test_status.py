"""`iskra status`: what waits, and what needs a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.commands.status import _trouble, look
from storage import jobs
from storage.jobs import Job, JobState


def test_jobs_that_wait_are_counted_and_those_given_up_need_a_person(session: Session, now: datetime) -> None:
    for number in (1, 2, 3):
        jobs.start(session, Job(number, 7, "read", str(number), number, number, {}, now))
    assert _trouble(look(session, now)) == []
    jobs.settle(session, 1, JobState.FAILED, now, "Boom")
    jobs.settle(session, 2, JobState.DONE, now)
    found = look(session, now)
    assert found.jobs == {JobState.WAITING: 1, JobState.FAILED: 1}
    assert found.queues["job"].oldest == now
    assert _trouble(found) == ["1 jobs failed and were given up: read the log for them"]
