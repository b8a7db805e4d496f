"""How admission's events look, and for whom."""

from __future__ import annotations

from collections.abc import Iterable

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import admission, russian
from cluster.admission import (
    ApplicationEdited,
    ApplicationStatus,
    ApplicationSubmitted,
    CampaignOpened,
    ParentDataDropped,
    StatusChanged,
)
from cluster.calendar import after_quiet_hours
from cluster.people import coordinators_of
from handlers.admission.applying import MINE, feature
from handlers.admission.questions import FORM

feature.on_duty(admission.DUTIES)


@feature.notice(ApplicationSubmitted)
def submitted(event: ApplicationSubmitted, context: NoticeContext) -> Iterable[Notice]:
    """Tell the college's coordinators; the applicant has it on the screen."""
    for person_id in event.coordinators:
        language = context.language_of(person_id)
        args = {
            "no": event.number,
            "college": context.content.college(event.college).short.in_(language),
            "date": russian.format_day(event.answer_due, language),
        }
        yield Notice(
            person_id,
            Screen("admission-college-submitted", args),
            f"submitted:{event.application_id}",
            not_before=after_quiet_hours(context.now),
        )


@feature.notice(StatusChanged)
def status_changed(event: StatusChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell the owner what others decided, and the college what the owner did."""
    key = f"status:{event.application_id}:{event.after}:{context.now.isoformat()}"
    if event.by_owner and event.after is ApplicationStatus.WITHDRAWN:
        for person_id in coordinators_of(context.session, event.college):
            screen = Screen("admission-college-withdrawn", {"no": event.number})
            yield Notice(person_id, screen, key, not_before=after_quiet_hours(context.now))


@feature.notice(ApplicationEdited)
def edited(event: ApplicationEdited, context: NoticeContext) -> Iterable[Notice]:
    """Tell who has taken the application which answers changed, never their values."""
    if event.assignee_id is None:
        return
    language, texts = context.language_of(event.assignee_id), context.texts
    names = [
        texts.get(language, f"admission-label-{name}") for name in event.fields if texts.has(f"admission-label-{name}")
    ]
    args = {"no": event.number, "fields": ", ".join(names)}
    key = f"edited:{event.application_id}:{context.now.isoformat()}"
    screen = Screen("admission-college-edited", args)
    yield Notice(event.assignee_id, screen, key, not_before=after_quiet_hours(context.now))


@feature.notice(CampaignOpened)
def opened(event: CampaignOpened, context: NoticeContext) -> Iterable[Notice]:
    """Tell who wanted to know that admission is open."""
    campaign = context.content.campaign(event.campaign)
    language = context.language_of(event.person_id)
    args = {"date": russian.format_date(campaign.docs_end, language)}
    rows = [[Button("admission-open", Action.of(FORM, "open"))]]
    screen = Screen("admission-notice-opened", args, rows)
    yield Notice(event.person_id, screen, f"opened:{event.campaign}", not_before=after_quiet_hours(context.now))


@feature.notice(ParentDataDropped)
def parent_dropped(event: ParentDataDropped, context: NoticeContext) -> Iterable[Notice]:
    """Ask for the parent's data again."""
    key = f"parent-dropped:{event.applicant_id}:{context.now.date()}"
    screen = Screen("admission-notice-parent_dropped", keyboard=[[MINE]])
    yield Notice(event.owner_id, screen, key, not_before=after_quiet_hours(context.now))
