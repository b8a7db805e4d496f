"""How the diary's events look, and for whom: the student is asked, the supervisor told, the mentor left in peace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from cluster import diary, russian
from cluster.calendar import after_quiet_hours
from cluster.diary import Book, ComfortLow, DaysMissed, DayTooLong, EntryAwaited, EntryReturned, HelpWanted
from handlers.diary.common import ENTRY, feature, hours, name_of
from handlers.naming import organisation_name
from storage import diary as stored
from storage.internship import placements, students

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
    for person in diary.student_of(context.session, book.placement, book.student):
        day = russian.format_day(entry.day, context.language_of(person))
        action = Action.of(ENTRY, "open", entry.placement_id, entry.day.isoformat())
        args = {"day": day, "comment": entry.comment or "", "days": diary.EDITABLE_DAYS}
        screen = Screen("diary-returned", args, [[Button("diary-rewrite", action, args={"day": day})]])
        once = f"diary-returned:{event.entry_id}:{event.version}"
        yield Notice(person, screen, once, not_before=after_quiet_hours(context.now))


@feature.notice(DaysMissed)
def missed(event: DaysMissed, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor of days missed in a row, once for each such row."""
    args = {"count": event.count, "first": event.first, "last": event.last}
    yield from _to_supervisors(context, "diary-missed", event.placement_id, event.first, args)


@feature.notice(HelpWanted)
def help_wanted(event: HelpWanted, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor that a student wants help."""
    yield from _to_supervisors(context, "diary-help-wanted", event.placement_id, event.day)


@feature.notice(ComfortLow)
def comfort_low(event: ComfortLow, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor, never the mentor, that a student is ill at ease."""
    yield from _to_supervisors(context, "diary-comfort-low", event.placement_id, event.day)


@feature.notice(DayTooLong)
def too_long(event: DayTooLong, context: NoticeContext) -> Iterable[Notice]:
    """Tell the supervisor of a day that is longer than the age allows."""
    args = {"said": event.half_hours, "limit": event.limit}
    yield from _to_supervisors(context, "diary-too-long", event.placement_id, event.day, args)


def _to_supervisors(
    context: NoticeContext, key: str, placement_id: int, day: date, more: Mapping[str, Any] | None = None
) -> Iterable[Notice]:
    """Return the same notice for each who watches over a practice, once for each day that it is about."""
    book = _book(context, placement_id)
    for person in diary.supervisors_of(context.session, book.placement, book.student):
        language = context.language_of(person)
        args = {
            "name": name_of(context.texts, language, book),
            "group": book.student.study_group,
            "plant": organisation_name(context.content, book.placement.enterprise, language),
            "day": russian.format_day(day, language),
            **{name: _shown(value, name, language) for name, value in (more or {}).items()},
        }
        rows = [[Button("diary-open", feature.action("look", placement_id, 0))]]
        once = f"{key}:{placement_id}:{day}"
        yield Notice(person, Screen(key, args, rows), once, not_before=after_quiet_hours(context.now))


def _shown(value: Any, name: str, language: str) -> Any:
    if isinstance(value, date):
        return russian.format_short_day(value, language)
    return hours(value, language) if name in {"said", "limit"} else value


def _book(context: NoticeContext, placement_id: int) -> Book:
    placement = placements.get(context.session, placement_id)
    student = students.get(context.session, placement.student_id)
    return diary.load_book(context.session, context.now, placement, student, context.content)
