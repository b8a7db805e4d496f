"""How admission's events look, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import admission, russian
from cluster.admission import ApplicationEdited, ApplicationSubmitted, CampaignOpened, ParentDataDropped, StatusChanged
from cluster.calendar import after_quiet_hours
from cluster.content import NoticeEvent, NoticeRole
from handlers.admission import facts
from handlers.admission.applying import MINE, feature
from handlers.admission.questions import FORM
from handlers.admission.telling import Tale, Teller, once_at, tell
from storage.admission import applications

feature.on_duty(admission.DUTIES)


def ways(teller: Teller, role: NoticeRole) -> Sequence[Sequence[Button]]:
    """Return the button that leads to the application: the owner's, or the card of staff."""
    if role is NoticeRole.APPLICANT:
        return [[MINE]]
    if role is NoticeRole.PARENT:
        return [[Button("notice-open", feature.action("card", teller.application.id))]]
    return [[Button("notice-card", Action.of("review", "card", teller.application.id))]]


@feature.notice(ApplicationSubmitted)
def submitted(event: ApplicationSubmitted, context: NoticeContext) -> Iterable[Notice]:
    """Tell the college; the applicant has it on the screen."""
    yield from tell(
        context, Tale(NoticeEvent.SUBMITTED, event.application_id, str(event.application_id), event.owner_id,
                      facts=facts.answer_due, rows=ways),
    )  # fmt: skip


@feature.notice(StatusChanged)
def status_changed(event: StatusChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody whom the table of content names what became of an application."""
    if event.notice is None:
        return
    once = once_at(context.now, event.application_id, event.after)
    known = facts.OF_EVENT.get(event.notice, facts.nothing)
    yield from tell(
        context, Tale(event.notice, event.application_id, once, event.actor_id, facts=known, rows=facts.rows_of(ways))
    )


@feature.notice(ApplicationEdited)
def edited(event: ApplicationEdited, context: NoticeContext) -> Iterable[Notice]:
    """Tell who has taken the application which answers changed, never their values."""

    def changed(teller: Teller, language: str) -> Mapping[str, Any]:
        return {"fields": facts.labels(teller, language, event.fields)}

    once = once_at(context.now, event.application_id)
    yield from tell(
        context, Tale(NoticeEvent.EDITED, event.application_id, once, event.owner_id, facts=changed, rows=ways)
    )


@feature.notice(ParentDataDropped)
def parent_dropped(event: ParentDataDropped, context: NoticeContext) -> Iterable[Notice]:
    """Ask for the parent's data again."""
    standing = applications.of_applicant(context.session, event.applicant_id, active=True)
    for one in standing[:1]:
        once = f"{event.applicant_id}:{context.now.date()}"
        yield from tell(context, Tale(NoticeEvent.PARENT_DROPPED, one.id, once, rows=ways))


@feature.notice(CampaignOpened)
def opened(event: CampaignOpened, context: NoticeContext) -> Iterable[Notice]:
    """Tell who wanted to know that admission is open."""
    campaign = context.content.campaign(event.campaign)
    language = context.language_of(event.person_id)
    args = {"date": russian.format_date(campaign.docs_end, language)}
    rows = [[Button("admission-open", Action.of(FORM, "open"))]]
    screen = Screen("admission-opened", args, rows)
    yield Notice(event.person_id, screen, f"opened:{event.campaign}", not_before=after_quiet_hours(context.now))
