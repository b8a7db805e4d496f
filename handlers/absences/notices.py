"""How absences are told: to mentor, supervisor and parents, as content says; today's at once, others by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import absences, diary, russian
from cluster.absences import AbsenceAlarm, AbsenceAsked, AbsenceSeen, AbsenceTold, AbsenceWithdrawn, Absent
from cluster.calendar import after_quiet_hours, at, day_of
from cluster.content import PracticeEvent, PracticeRole
from cluster.internship.naming import short_name
from handlers import menu
from handlers.absences.common import (
    feature,
    own_anchor,
    reason_rows,
    reason_text,
    seen_line,
    span,
    told_card,
)
from handlers.naming import organisation_name
from handlers.telling import hearers
from storage import people
from storage.internship import Place, places

BEFORE_THE_SHIFT = timedelta(hours=2)
"""Whoever awaits a student hears of it so early, though it is still night."""
USUAL_START = time(8)

E, R = PracticeEvent, PracticeRole

feature.on_duty(absences.DUTIES)


@feature.notice(AbsenceTold)
def told(event: AbsenceTold, context: NoticeContext) -> Iterable[Notice]:
    """Tell the mentor and the supervisor, and the parents of somebody under 18."""
    found = absences.about(context.session, event.absence_id)
    one = found.absence
    # A parent hears of the days alone: a word more, or another reason, is no news for them.
    days = f"absence-parent:{event.absence_id}:{one.first_day}:{one.last_day}"
    row, soon = context.content.practice_notice(E.ABSENCE_TOLD), _when(context, found)
    for hearer in hearers(context, row, _concerned(context, found), but={one.told_by}, by_day=soon):
        if hearer.role is R.PARENT:
            yield hearer.notice(_for_parent(context, found, hearer.language, "told"), days)
        else:
            card = told_card(context.texts, context.content, hearer.language, found, None, hearer.person_id)
            yield hearer.notice(card, f"absence-told:{event.absence_id}:{event.version}")


@feature.notice(AbsenceSeen)
def seen(event: AbsenceSeen, context: NoticeContext) -> Iterable[Notice]:
    """Show the student, in the message where they told it, who has read of it."""
    found = absences.about(context.session, event.absence_id)
    if found.student.person_id is None or found.absence.seen_by is None:
        return
    language = context.language_of(found.student.person_id)
    name = people.names(context.session, [found.absence.seen_by]).get(found.absence.seen_by)
    one = found.absence
    args = {
        "days": span(one.first_day, one.last_day, language),
        "reason": reason_text(context.texts, language, one.reason),
        "note": one.note or "",
        "noted": int(bool(one.note)),
        "seen": seen_line(context.texts, language, one, name),
    }
    rows = [[Button("absences-to-card", feature.action("card", one.id))], [menu.BACK]]
    screen = Screen("absences-mine", args, rows, anchor=own_anchor(one.id))
    yield Notice(found.student.person_id, screen, f"absence-seen:{one.id}:{event.version}")


@feature.notice(AbsenceWithdrawn)
def withdrawn(event: AbsenceWithdrawn, context: NoticeContext) -> Iterable[Notice]:
    """Tell those who were told, and the student who was asked in vain."""
    found = absences.about(context.session, event.absence_id)
    once = f"absence-withdrawn:{event.absence_id}:{event.version}"
    student = found.student.person_id
    concerned = _concerned(context, found)
    if not event.alarmed:
        # Whoever noted that somebody is missed hears of it, though nobody else was told yet.
        concerned = {R.MENTOR: concerned[R.MENTOR]} if event.by_id == student else {}
    row, soon = context.content.practice_notice(E.ABSENCE_WITHDRAWN), _when(context, found)
    for hearer in hearers(context, row, concerned, but={event.by_id}, by_day=soon):
        if hearer.role is R.PARENT:
            yield hearer.notice(_for_parent(context, found, hearer.language, "comes"), once)
        else:
            key = "absences-comes" if found.absence.withdrawn_at is not None else "absences-comes-from"
            yield hearer.notice(Screen(key, _names(context, found, hearer.language)), once)
    if student is not None and student != event.by_id and event.asked:
        yield Notice(student, Screen("absences-unmissed", anchor=own_anchor(event.absence_id)), once)


@feature.notice(AbsenceAsked)
def asked(event: AbsenceAsked, context: NoticeContext) -> Iterable[Notice]:
    """Ask the student where they are: one tap answers."""
    found = absences.about(context.session, event.absence_id)
    one = found.absence
    here = Button("absences-am-here", feature.action("come", one.id))
    rows = [[here], *reason_rows(one.placement_id, one.first_day)]
    screen = Screen("absences-where-are-you", keyboard=rows, anchor=own_anchor(one.id))
    concerned = {R.STUDENT: diary.student_of(context.session, found.placement, found.student)}
    for hearer in hearers(context, context.content.practice_notice(E.ABSENCE_ASKED), concerned):
        yield hearer.notice(screen, f"absence-asked:{one.id}")


@feature.notice(AbsenceAlarm)
def alarm(event: AbsenceAlarm, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor whom nobody can find, and that the parent is to be called where the student is under 18."""
    found = absences.about(context.session, event.absence_id)
    concerned = {R.SUPERVISOR: diary.supervisors_of(context.session, found.placement, found.student)}
    for hearer in hearers(context, context.content.practice_notice(E.ABSENCE_ALARM), concerned):
        args = {**_names(context, found, hearer.language), "minor": int(found.minor)}
        rows = [[Button("absences-show-phones", feature.action("phones", event.absence_id))]]
        yield hearer.notice(Screen("absences-alarm", args, rows), f"absence-alarm:{event.absence_id}")


def _concerned(context: NoticeContext, found: Absent) -> dict[PracticeRole, list[int]]:
    """Return the mentor, who watches over the practice, and the parents of somebody under 18."""
    session, placement, student = context.session, found.placement, found.student
    return {
        R.MENTOR: diary.mentor_of(session, placement, student),
        R.SUPERVISOR: diary.supervisors_of(session, placement, student),
        R.PARENT: diary.parents_to_tell(session, placement, student) if found.minor else [],
    }


def _when(context: NoticeContext, found: Absent) -> datetime:
    """Return when an absence is told: not by night, but before the shift on which the student is awaited."""
    morning = after_quiet_hours(context.now)
    place = places.find(context.session, found.placement.place_id) if found.placement.place_id is not None else None
    today = day_of(context.now)
    if context.now >= at(today, _end_of(place)):
        today += timedelta(days=1)
    awaited = max(today, found.absence.first_day)
    if awaited > found.absence.last_day:
        return morning
    soon = at(awaited, USUAL_START if place is None else place.shift_from) - BEFORE_THE_SHIFT
    return min(morning, max(context.now, soon))


def _end_of(place: Place | None) -> time:
    over_midnight = place is not None and place.shift_to <= place.shift_from
    return time(21) if place is None or over_midnight else place.shift_to


def _names(context: NoticeContext, found: Absent, language: str) -> dict[str, object]:
    return {
        "name": short_name(found.student) or context.texts.get(language, "diary-nameless"),
        "group": found.student.study_group,
        "plant": organisation_name(context.content, found.placement.enterprise, language),
        "days": span(found.absence.first_day, found.absence.last_day, language),
    }


def _for_parent(context: NoticeContext, found: Absent, language: str, what: str) -> Screen:
    """Return what a parent reads: the days, and whom to call; not the reason, which is the student's to tell."""
    college = context.content.college(found.placement.college)
    args = {**_names(context, found, language), "phone": russian.format_phone(college.phones[0])}
    return Screen(f"absences-parent-{what}", args)
