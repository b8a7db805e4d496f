"""How absences are told: mentor, supervisor and parents, nobody twice; today's at once, others by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import absences, diary, russian
from cluster.absences import REASONS, AbsenceAlarm, AbsenceAsked, AbsenceSeen, AbsenceTold, AbsenceWithdrawn, Absent
from cluster.calendar import after_quiet_hours, at, day_of
from handlers import menu
from handlers.absences.common import (
    feature,
    own_anchor,
    reason_text,
    seen_line,
    span,
    told_card,
)
from handlers.internship.common import short_name
from handlers.naming import organisation_name
from storage import people
from storage.internship import Place, places

BEFORE_THE_SHIFT = timedelta(hours=2)
"""Whoever awaits a student hears of it so early, though it is still night."""
USUAL_START = time(8)

feature.on_duty(absences.DUTIES)


@feature.notice(AbsenceTold)
def told(event: AbsenceTold, context: NoticeContext) -> Iterable[Notice]:
    """Tell the mentor and the supervisor, and the parents of somebody under 18."""
    found = absences.about(context.session, event.absence_id)
    once = f"absence-told:{event.absence_id}:{event.version}"
    moment = _when(context, found)
    heard = {found.absence.told_by}
    for person in _staff(context, found):
        if person not in heard:
            heard.add(person)
            card = told_card(context.texts, context.content, context.language_of(person), found, None, person)
            yield Notice(person, card, once, not_before=moment)
    if not found.minor:
        return
    for person in diary.parents_to_tell(context.session, found.placement, found.student):
        if person not in heard:
            heard.add(person)
            # The days alone: a word more, or another reason, is no news for them.
            days = f"absence-parent:{event.absence_id}:{found.absence.first_day}:{found.absence.last_day}"
            yield Notice(person, _for_parent(context, found, person, "told"), days, not_before=moment)


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
    moment = _when(context, found)
    heard = {event.by_id}
    by_student = event.by_id == found.student.person_id
    # Whoever noted that somebody is missed hears of it, though nobody else was told yet.
    mentor = diary.mentor_of(context.session, found.placement, found.student) if by_student else []
    for person in _staff(context, found) if event.alarmed else mentor:
        if person not in heard:
            heard.add(person)
            key = "absences-comes" if found.absence.withdrawn_at is not None else "absences-comes-from"
            yield Notice(person, Screen(key, _names(context, found, person)), once, not_before=moment)
    student = found.student.person_id
    if student is not None and student not in heard and event.asked:
        yield Notice(student, Screen("absences-unmissed", anchor=own_anchor(event.absence_id)), once)
    if found.minor and event.alarmed:
        for person in diary.parents_to_tell(context.session, found.placement, found.student):
            if person not in heard:
                heard.add(person)
                yield Notice(person, _for_parent(context, found, person, "comes"), once, not_before=moment)


@feature.notice(AbsenceAsked)
def asked(event: AbsenceAsked, context: NoticeContext) -> Iterable[Notice]:
    """Ask the student where they are: one tap answers."""
    found = absences.about(context.session, event.absence_id)
    one = found.absence
    buttons = [
        Button(f"absences-reason-{reason}", feature.action("tell", one.placement_id, one.first_day.isoformat(), reason))
        for reason in REASONS
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    here = Button("absences-am-here", feature.action("come", one.id))
    screen = Screen("absences-where-are-you", keyboard=[[here], *rows], anchor=own_anchor(one.id))
    for person in diary.student_of(context.session, found.placement, found.student):
        yield Notice(person, screen, f"absence-asked:{one.id}")


@feature.notice(AbsenceAlarm)
def alarm(event: AbsenceAlarm, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor whom nobody can find, and that the parent is to be called where the student is under 18."""
    found = absences.about(context.session, event.absence_id)
    for person in diary.supervisors_of(context.session, found.placement, found.student):
        args = {**_names(context, found, person), "minor": int(found.minor)}
        rows = [[Button("absences-show-phones", feature.action("phones", event.absence_id))]]
        yield Notice(person, Screen("absences-alarm", args, rows), f"absence-alarm:{event.absence_id}")


def _staff(context: NoticeContext, found: Absent) -> Iterator[int]:
    """Give the mentor, then who watches over the practice."""
    yield from diary.mentor_of(context.session, found.placement, found.student)
    yield from diary.supervisors_of(context.session, found.placement, found.student)


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


def _names(context: NoticeContext, found: Absent, person: int) -> dict[str, object]:
    language = context.language_of(person)
    return {
        "name": short_name(found.student) or context.texts.get(language, "diary-nameless"),
        "group": found.student.study_group,
        "plant": organisation_name(context.content, found.placement.enterprise, language),
        "days": span(found.absence.first_day, found.absence.last_day, language),
    }


def _for_parent(context: NoticeContext, found: Absent, person: int, what: str) -> Screen:
    """Return what a parent reads: the days, and whom to call; not the reason, which is the student's to tell."""
    college = context.content.college(found.placement.college)
    args = {**_names(context, found, person), "phone": russian.format_phone(college.phones[0])}
    return Screen(f"absences-parent-{what}", args)
