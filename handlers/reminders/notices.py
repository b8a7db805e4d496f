"""How reminders reach people: one by one, gathered in one message; and what a student said of pay."""

from __future__ import annotations

from collections.abc import Iterable

from bot.feature import Notice, NoticeContext
from bot.screens import Screen
from cluster import reminders, russian
from cluster.calendar import after_quiet_hours
from cluster.content import PracticeEvent, PracticeRole, ReminderRole
from cluster.internship.naming import short_name
from cluster.reminders import PayMissing, ReminderDue, RemindersGathered
from handlers.internship.common import card_button
from handlers.naming import organisation_name
from handlers.reminders import looks
from handlers.reminders.common import Teller, feature
from handlers.telling import hearers
from storage.internship import causes

feature.on_duty(reminders.DUTIES)
feature.at_start(reminders.ensure)


@feature.notice(ReminderDue)
def due(event: ReminderDue, context: NoticeContext) -> Iterable[Notice]:
    """Remind a person of one thing."""
    screen = looks.screen(_teller(context, event.person_id), event.line)
    yield Notice(event.person_id, screen, event.once, not_before=after_quiet_hours(context.now))


@feature.notice(RemindersGathered)
def gathered(event: RemindersGathered, context: NoticeContext) -> Iterable[Notice]:
    """Remind a person of several things at once."""
    screen = looks.gathered(_teller(context, event.person_id), event.lines, late=event.late)
    once = f"reminders:{context.now.isoformat()}"
    yield Notice(event.person_id, screen, once, not_before=after_quiet_hours(context.now))


@feature.notice(PayMissing)
def pay_missing(event: PayMissing, context: NoticeContext) -> Iterable[Notice]:
    """Tell who supervises the practice that pay has not come, or has come after all."""
    practice = causes.load(context.session, [event.placement_id])[event.placement_id]
    row = context.content.practice_notice(PracticeEvent.PAY_ANSWERED)
    concerned = {PracticeRole.SUPERVISOR: reminders.in_part(context.session, practice, ReminderRole.SUPERVISOR)}
    for one in hearers(context, row, concerned):
        args = {
            "name": short_name(practice.student) or context.texts.get(one.language, "internship-erased"),
            "plant": organisation_name(context.content, practice.placement.enterprise, one.language),
            "day": russian.format_day(event.day, one.language),
        }
        key = "reminders-pay-told-came" if event.came else "reminders-pay-told-missing"
        screen = Screen(key, args, [[card_button(event.placement_id, "internship-open-card")]])
        once = f"pay:{event.placement_id}:{event.day:%Y%m%d}:{int(event.came)}:{context.now.isoformat()}"
        yield one.notice(screen, once)


def _teller(context: NoticeContext, person: int) -> Teller:
    return Teller(context.session, context.now, context.content, context.texts, context.language_of(person))
