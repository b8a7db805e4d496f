"""What a file of students tells others: an enrolled applicant is a student now."""

from __future__ import annotations

from collections.abc import Iterable

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import roster
from cluster.calendar import after_quiet_hours
from cluster.roster import StudentLinked
from handlers.naming import organisation_name
from handlers.roster.common import feature

feature.on_duty(roster.DUTIES)


@feature.notice(StudentLinked)
def linked(event: StudentLinked, context: NoticeContext) -> Iterable[Notice]:
    """Tell somebody that they are a student in the bot; one tap goes on as one."""
    language = context.language_of(event.person_id)
    college = organisation_name(context.content, event.college, language)
    go_on = Button("roster-linked-go", Action.of("menu", "role", event.grant_id))
    yield Notice(
        event.person_id,
        Screen("roster-linked", {"college": college}, [[go_on]]),
        f"roster-linked:{event.student_id}",
        not_before=after_quiet_hours(context.now),
    )
