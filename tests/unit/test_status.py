"""`iskra status`: what waits, and what needs a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.commands.status import _table, _trouble, look
from cluster.internship import keeping
from cluster.internship.keeping import Forgotten
from storage import facts, jobs
from storage.internship import NewStudent, students
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


def test_who_will_be_forgotten_is_counted_beforehand(session: Session, now: datetime) -> None:
    new = NewStudent(
        "klepiki", "klepiki-welder-9", "СВ-21", "белов|2009-06-08", "Белов", "Пётр", None, date(2009, 6, 8)
    )
    students.keep(session, new, now)
    later = now + timedelta(days=401)
    assert look(session, later).to_forget == Forgotten(0, 0)
    assert look(session, later, unplaced_for=timedelta(days=400)).to_forget == Forgotten(0, 1)
    facts.write(session, keeping.REPORT, "2026-07-14 2 3")
    table = _table(look(session, later, unplaced_for=timedelta(days=400)), later)
    shown = {tuple(row) for row in zip(*(column.cells for column in table.columns), strict=True)}
    assert ("students", "never placed, to be forgotten tonight", "1", "") in shown
    assert ("students", "forgotten on 2026-07-14", "2 + 3", "") in shown
