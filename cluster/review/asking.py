"""Asking an applicant for answers and papers that are missing or not clear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.admission.clarifying import REMIND_INFO
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.calendar import at, day_of
from cluster.content import Content, ReminderKind, ReminderRule
from cluster.duties import Duty
from cluster.events import Done
from cluster.review.desk import load
from cluster.review.events import InfoReminded
from cluster.review.papers import asked_papers
from storage.admission import Application, applications
from storage.errors import Refusal
from storage.review import InfoRequest, requests

ASKABLE: Final = (
    "phone", "avg_grade", "last_name", "first_name", "middle_name", "birth_date", "school", "grad_year",
    "base_education", "citizenship", "parent_name", "parent_relation", "parent_phone", "email", "district",
    "target_interest", "dorm_needed",
)  # fmt: skip
"""Answers that staff may ask for anew, by the names of the form's questions; the usual doubts first."""
ANSWER_WORKING_DAYS = 5
WORDS_LIMIT = 500


def ask(
    session: Session,
    now: datetime,
    actor: int,
    application_id: int,
    seen_version: int,
    items: tuple[Sequence[str], Sequence[str]],
    words: str | None,
    content: Content,
) -> Done[Application]:
    """Ask for `items`: names of answers, kinds of papers. The applicant is asked for these and nothing else."""
    application = load(session, actor, application_id, seen_version)
    fields, papers = (tuple(dict.fromkeys(listed)) for listed in items)
    known = {document.key for document, _ in asked_papers(session, application, content)}
    if not set(fields) <= set(ASKABLE) or not set(papers) <= known:
        raise Refusal("review-ask-unknown")
    comment = russian.tidy(words or "") or None
    if comment is not None and len(comment) > WORDS_LIMIT:
        raise Refusal("admission-refuse-long", limit=WORDS_LIMIT)
    facts = Facts(items_listed=(*fields, *papers), comment=comment)
    asked, event = transition(session, now, application, ApplicationStatus.NEEDS_INFO, By(Actor.STAFF, actor), facts)
    due = due_day(content, day_of(now))
    requests.ask(session, InfoRequest(application.id, fields, papers, comment, actor, now, due))
    _remind_next(session, application.id, now, due, day_of(now), _rule(content))
    return Done(asked, (event,))


def due_day(content: Content, today: date) -> date:
    """Return the day by whose end the applicant answers."""
    return content.calendar.add_working_days(today, ANSWER_WORKING_DAYS)


def remind(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Remind an applicant of what they were asked for, as long as it is open."""
    application_id = int(duty.payload["application"])
    application = applications.get(session, [application_id]).get(application_id)
    asked = requests.open_one(session, application_id)
    if application is None or asked is None or application.status is not ApplicationStatus.NEEDS_INFO:
        return Done(None)
    if day_of(now) > asked.due:  # after an outage; staff see it among the overdue
        return Done(None)
    rule = _rule(content)
    _remind_next(session, application_id, now, asked.due, day_of(asked.asked_at), rule)
    return Done(None, (InfoReminded(application_id, day_of(now)),) if rule.on else ())


def reminder_days(asked_on: date, due: date, rule: ReminderRule) -> tuple[date, ...]:
    """Return the days of reminders, none of them after the day before the term."""
    last = due.toordinal() - 1
    days = {asked_on.toordinal() + step for step in rule.days_after}
    days |= {due.toordinal() - step for step in rule.days_before}
    return tuple(date.fromordinal(day) for day in sorted(days) if asked_on.toordinal() < day <= last)


def _rule(content: Content) -> ReminderRule:
    return content.reminder(ReminderKind.NEEDS_INFO)


def _remind_next(
    session: Session, application_id: int, now: datetime, due: date, asked_on: date, rule: ReminderRule
) -> None:
    # Laid while they are switched off, too: what is asked today is reminded of once they are on again.
    moments = [at(day, rule.clock) for day in reminder_days(asked_on, due, rule)]
    later = [moment for moment in moments if moment > now]
    if later:
        duties.schedule(session, REMIND_INFO, str(application_id), later[0], {"application": application_id})
