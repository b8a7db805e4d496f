"""The lines of a path that lead into the college: application, documents, enrolment, a bed for the time of study."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cluster.admission import Checklist, MyApplication, NextStep, next_step
from cluster.admission.status import ACTIVE, CLOSED, EDITABLE
from cluster.calendar import day_of
from cluster.content import Content
from cluster.path.lines import Ball, Line, Next, Stage, State, Where
from storage.admission import ApplicationStatus, ParentConsent

S = ApplicationStatus

_ENDED = {S.REJECTED: Next.REFUSED, S.WITHDRAWN: Next.WITHDRAWN, S.EXPIRED: Next.EXPIRED}
_LOOKED_AT = frozenset({S.SUBMITTED, S.IN_REVIEW})


def lines(mine: MyApplication, listed: Checklist, content: Content, now: datetime) -> tuple[Line, ...]:
    """Return the four lines of an application; `listed` are the papers that are asked for."""
    step = next_step(mine, content, now)
    return _application(mine, step, now), _documents(mine, listed, step), _enrolment(mine, step), _bed(mine)


def _application(mine: MyApplication, step: NextStep, now: datetime) -> Line:
    said = _said_of_application(mine, step, now)
    return replace(said, where=Where.APPLICATION, ref=mine.application.id)


def _said_of_application(mine: MyApplication, step: NextStep, now: datetime) -> Line:
    one, here = mine.application, Stage.APPLICATION
    if one.status in CLOSED:
        return Line(here, State.STOPPED, _ENDED[one.status])
    if one.status not in EDITABLE:
        return Line(here, State.DONE, Next.ACCEPTED, number=one.registration_number or one.number)
    if one.status in _LOOKED_AT:
        if step.deadline is not None and day_of(now) > step.deadline:
            return Line(here, State.NOW, Next.ANSWER_LATE, Ball.COLLEGE)
        return Line(here, State.NOW, Next.ANSWER, Ball.COLLEGE, step.deadline)
    if one.status is S.NEEDS_INFO:
        return Line(here, State.NOW, Next.CLARIFY, Ball.YOU, step.deadline)
    with_parent = mine.applicant.parent_consent is ParentConsent.PENDING
    awaited = step.moment is not None
    day = day_of(step.moment) if step.moment is not None else step.deadline
    return Line(here, State.NOW, Next.COME_PARENT if with_parent else Next.COME, Ball.YOU, day, exact=awaited)


def _documents(mine: MyApplication, listed: Checklist, step: NextStep) -> Line:
    one, here = mine.application, Stage.DOCUMENTS
    if one.status in CLOSED:
        return Line(here, State.LATER, Next.AFTER)
    if one.status in EDITABLE:
        return _gathered(mine, listed, step)
    if one.status is S.ENROLLED or one.original_since is not None:
        return Line(here, State.DONE, Next.PAPERS_THERE)
    by = None if one.status is S.RESERVE else step.deadline
    return Line(here, State.NOW, Next.ORIGINAL, Ball.YOU, by, where=Where.APPLICATION, ref=one.id)


def _gathered(mine: MyApplication, listed: Checklist, step: NextStep) -> Line:
    total = len(listed.papers)
    said = Line(
        Stage.DOCUMENTS, State.DONE, Next.GATHER, where=Where.CHECKLIST, ref=mine.applicant.id,
        count=listed.ready, total=total,
    )  # fmt: skip
    if total and listed.ready == total:
        return said
    # Until somebody has looked at the application its own day is that of the college's answer.
    by = None if mine.application.status in _LOOKED_AT else step.deadline
    return replace(said, state=State.NOW, ball=Ball.YOU, by=by)


def _enrolment(mine: MyApplication, step: NextStep) -> Line:
    one = mine.application
    if one.status is S.ENROLLED:
        return Line(
            Stage.ENROLMENT, State.DONE, Next.ENROLLED, where=Where.APPLICATION, ref=one.id, number=one.order_number
        )
    if one.status not in ACTIVE or one.status in EDITABLE:
        return Line(Stage.ENROLMENT, State.LATER, Next.AFTER)
    if mine.offer is not None:
        until = day_of(mine.offer.deadline)
        return Line(Stage.ENROLMENT, State.NOW, Next.TAKE_SEAT, Ball.YOU, until, where=Where.APPLICATION, ref=one.id)
    said = {S.RESERVE: Next.RESERVE, S.RECOMMENDED: Next.WAIT_ORDER}.get(one.status, Next.WAIT_LIST)
    by = step.deadline if one.status is not S.RECOMMENDED else None
    return Line(Stage.ENROLMENT, State.NOW, said, Ball.COLLEGE, by, where=Where.APPLICATION, ref=one.id)


def _bed(mine: MyApplication) -> Line:
    answers = mine.applicant.answers
    if answers is not None and not answers.dorm_needed:
        return Line(Stage.DORMITORY, State.NOT_NEEDED, Next.NO_BED)
    return Line(Stage.DORMITORY, State.LATER, Next.BED_LATER)
