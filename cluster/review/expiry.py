"""Who was invited and never came: the application closes after the last day on which papers are taken."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.calendar import at, day_of
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done
from storage.admission import Application, applications

EXPIRE: Final = "review-expire"


def expect_expiry(session: Session, application: Application, content: Content) -> None:
    """Close an invited application at the end of the last day, unless somebody came."""
    last = content.campaign(application.campaign).last_day(day_of(application.submitted_at))
    moment = at(last + timedelta(days=1), time(0, 0))
    duties.schedule(session, EXPIRE, str(application.id), moment, {"application": application.id})


def expire(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Close an application whose applicant never came. Where staff moved the last day, wait for that one."""
    application_id = int(duty.payload["application"])
    application = applications.get(session, [application_id]).get(application_id)
    if application is None or application.status is not ApplicationStatus.INVITED:
        return Done(None)
    last = content.campaign(application.campaign).last_day(day_of(application.submitted_at))
    if day_of(now) <= last:
        expect_expiry(session, application, content)
        return Done(None)
    facts = Facts(after_docs_end=True)
    event = transition(session, now, application, ApplicationStatus.EXPIRED, By(Actor.CLOCK), facts)[1]
    return Done(None, (event,))
