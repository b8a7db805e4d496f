"""How the diary's events look, and for whom: the student is asked, the supervisor told, the mentor left in peace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import diary, russian
from cluster.calendar import after_quiet_hours
from cluster.content import PracticeEvent, PracticeRole
from cluster.diary import (
    Book,
    ComfortLow,
    DaysMissed,
    DayTooLong,
    EntryAwaited,
    EntryLeftOut,
    EntryReturned,
    HelpWanted,
    HoursBehind,
)
from handlers.diary.common import ENTRY, feature, hours, name_of
from handlers.naming import organisation_name
from handlers.telling import hearers
from storage import diary as stored
from storage.internship import placements, students

E, R = PracticeEvent, PracticeRole

feature.on_duty(diary.DUTIES)
feature.at_start(diary.ensure)


@feature.notice(EntryAwaited)
def awaited(event: EntryAwaited, context: NoticeContext) -> Iterable[Notice]:
    """Ask the student for an entry."""
    book = _book(context, event.placement_id)
    for person in diary.student_of(context.session, book.placement, book.student):
        day = russian.format_day(event.day, context.language_of(person))
        write = Action.of(ENTRY, "open", event.placement_id, event.day.isoformat())
        rows = [
            [Button("diary-write", write, args={"day": day})],
            [Button("diary-was-away", Action.of("absences", "day", event.placement_id, event.day.isoformat()))],
        ]
        key = "diary-remind-again" if event.again else "diary-remind"
        screen = Screen(key, {"day": day, "days": diary.EDITABLE_DAYS}, rows)
        once = f"diary-awaited:{event.placement_id}:{event.day}:{int(event.again)}"
        yield Notice(person, screen, once, not_before=after_quiet_hours(context.now))


@feature.notice(EntryReturned)
def returned(event: EntryReturned, context: NoticeContext) -> Iterable[Notice]:
    """Tell the student what the mentor wants to be written anew."""
    entry = stored.get(context.session, event.entry_id)
    if entry is None:
        return
    book = _book(context, entry.placement_id)
    concerned = {R.STUDENT: diary.student_of(context.session, book.placement, book.student)}
    for one in hearers(context, context.content.practice_notice(E.DIARY_RETURNED), concerned):
        day = russian.format_day(entry.day, one.language)
        action = Action.of(ENTRY, "open", entry.placement_id, entry.day.isoformat())
        args = {"day": day, "comment": entry.comment or "", "days": diary.EDITABLE_DAYS}
        screen = Screen("diary-returned", args, [[Button("diary-rewrite", action, args={"day": day})]])
        yield one.notice(screen, f"diary-returned:{event.entry_id}:{event.version}")


@feature.notice(EntryLeftOut)
def left_out(event: EntryLeftOut, context: NoticeContext) -> Iterable[Notice]:
    """Tell the student that a day of theirs is on no paper, and why."""
    entry = stored.get(context.session, event.entry_id)
    if entry is None:
        return
    book = _book(context, entry.placement_id)
    concerned = {R.STUDENT: diary.student_of(context.session, book.placement, book.student)}
    for one in hearers(context, context.content.practice_notice(E.DAY_LEFT_OUT), concerned):
        args = {"day": russian.format_day(entry.day, one.language), "comment": entry.comment or ""}
        action = feature.action("day", entry.placement_id, entry.day.isoformat())
        screen = Screen("diary-left-out", args, [[Button("diary-to-day", action)]])
        yield one.notice(screen, f"diary-left-out:{event.entry_id}:{event.version}")


@feature.notice(DaysMissed)
def missed(event: DaysMissed, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor of days missed in a row, once for each such row, and again each week of it."""
    args = {"count": event.count, "first": event.first, "last": event.last, "weeks": event.weeks}
    yield from _to_supervisors(context, E.DAYS_MISSED, "diary-missed", event.placement_id, event.first, args)


@feature.notice(HoursBehind)
def hours_behind(event: HoursBehind, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor that the hours stay behind the plan."""
    args = {"real": event.real, "planned": event.planned}
    yield from _to_supervisors(context, E.HOURS_BEHIND, "diary-behind", event.placement_id, event.day, args)


@feature.notice(HelpWanted)
def help_wanted(event: HelpWanted, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor that a student wants help."""
    yield from _to_supervisors(context, E.HELP_WANTED, "diary-help-wanted", event.placement_id, event.day)


@feature.notice(ComfortLow)
def comfort_low(event: ComfortLow, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor, never the mentor, that a student is ill at ease."""
    yield from _to_supervisors(context, E.COMFORT_LOW, "diary-comfort-low", event.placement_id, event.day)


@feature.notice(DayTooLong)
def too_long(event: DayTooLong, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor of a day that is longer than the age allows."""
    args = {"said": event.half_hours, "limit": event.limit}
    yield from _to_supervisors(context, E.DAY_TOO_LONG, "diary-too-long", event.placement_id, event.day, args)


def _to_supervisors(
    context: NoticeContext,
    what: PracticeEvent,
    key: str,
    placement_id: int,
    day: date,
    more: Mapping[str, Any] | None = None,
) -> Iterable[Notice]:
    """Return the same notice for each who watches over a practice, once for each day that it is about."""
    book = _book(context, placement_id)
    concerned = {R.SUPERVISOR: diary.supervisors_of(context.session, book.placement, book.student)}
    for one in hearers(context, context.content.practice_notice(what), concerned):
        args = {
            "name": name_of(context.texts, one.language, book),
            "group": book.student.study_group,
            "plant": organisation_name(context.content, book.placement.enterprise, one.language),
            "day": russian.format_day(day, one.language),
            **{name: _shown(value, name, one.language) for name, value in (more or {}).items()},
        }
        rows = [[Button("diary-open", feature.action("look", placement_id, 0))]]
        weeks = (more or {}).get("weeks", 0)
        yield one.notice(Screen(key, args, rows), f"{key}:{placement_id}:{day}{f':{weeks}' if weeks else ''}")


def _shown(value: Any, name: str, language: str) -> Any:
    if isinstance(value, date):
        return russian.format_short_day(value, language)
    return hours(value, language) if name in {"said", "limit", "real", "planned"} else value


def _book(context: NoticeContext, placement_id: int) -> Book:
    placement = placements.get(context.session, placement_id)
    student = students.get(context.session, placement.student_id)
    return diary.load_book(context.session, context.now, placement, student, context.content)
