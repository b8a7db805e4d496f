"""The original certificate of who is recommended: until when it is awaited, and the reminders."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.originals import ORIGINAL_DUE, original_due
from cluster.admission.status import ApplicationStatus
from cluster.calendar import at, day_of
from cluster.content import Content, ReminderKind
from cluster.duties import Duty
from cluster.events import Done
from cluster.ranking.events import OriginalReminded
from storage.admission import Application, applications


def remind(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Remind somebody of their original, as long as it is awaited; and see to the next reminder."""
    application = applications.get(session, [int(duty.payload["application"])]).get(int(duty.payload["application"]))
    if application is None or not is_awaited(application):
        return Done(None)
    later = [moment for moment in moments(application, content) if moment > now]
    if later:
        payload = {"application": application.id, "remind": True}
        duties.schedule(session, ORIGINAL_DUE, str(application.id), later[0], payload)
    is_on = content.reminder(ReminderKind.ORIGINALS).on
    if not is_on or not duty.payload.get("remind") or day_of(now) > _due(application, content):
        return Done(None)
    return Done(None, (OriginalReminded(application.id, day_of(now)),))


def is_awaited(application: Application) -> bool:
    """Whether a recommended applicant still owes the original."""
    return application.status is ApplicationStatus.RECOMMENDED and application.original_since is None


def moments(application: Application, content: Content) -> list[datetime]:
    """Return when somebody is reminded, earliest first."""
    due, rule = _due(application, content), content.reminder(ReminderKind.ORIGINALS)
    return [at(due - timedelta(days=days), rule.clock) for days in rule.days_before]


def _due(application: Application, content: Content) -> date:
    return original_due(content.campaign(application.campaign), day_of(application.status_since))
