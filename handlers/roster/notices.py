"""What a file of students tells others: an enrolled applicant is a student now."""

from __future__ import annotations

from collections.abc import Iterable

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import roster
from cluster.content import PracticeEvent, PracticeRole
from cluster.roster import StudentLinked
from handlers.naming import organisation_name
from handlers.roster.common import feature
from handlers.telling import hearers

feature.on_duty(roster.DUTIES)


@feature.notice(StudentLinked)
def linked(event: StudentLinked, context: NoticeContext) -> Iterable[Notice]:
    """Tell somebody that they are a student in the bot; one tap goes on as one."""
    row = context.content.practice_notice(PracticeEvent.STUDENT_LINKED)
    go_on = Button("roster-linked-go", Action.of("menu", "role", event.grant_id))
    for one in hearers(context, row, {PracticeRole.STUDENT: [event.person_id]}):
        college = organisation_name(context.content, event.college, one.language)
        screen = Screen("roster-linked", {"college": college}, [[go_on]])
        yield one.notice(screen, f"roster-linked:{event.student_id}")
