"""Calendars for telephones (RFC 5545): each day an event of its own, which can move or vanish alone.

    first day told ──► calendar(events, sequence=0)
    something changed ──► calendar(changed(told, events), sequence=1), and so on

A rule that repeats, with exceptions for holidays, would be shorter; but telephones disagree about what becomes of an
exception when the series is sent again. A day keeps its UID for ever, so that a newer file finds it and changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias
from zoneinfo import ZoneInfo

from papers.tables.text import tidy, writable

if TYPE_CHECKING:
    import icalendar

ZONE = ZoneInfo("Europe/Moscow")
REMIND_AT = time(18, 0)  # of the evening before the first day
PRODUCT = "-//Iskra//Practice//RU"
# The clocks of Moscow have stood still since then.
_STILL_SINCE, _HOURS_BEFORE, _HOURS_SINCE = datetime(2014, 10, 26, 2, 0), 4, 3  # noqa: DTZ001 - a wall clock

Method: TypeAlias = Literal["PUBLISH", "CANCEL"]


@dataclass(frozen=True)
class CalendarEvent:
    """Something on one day. Whatever is a text may hold several lines."""

    uid: str  # the same for as long as it is the same day of the same thing: `uid_of_day`
    starts: datetime  # aware, as is `ends`; shown by the clocks of Moscow
    ends: datetime
    title: str
    place: str = ""
    description: str = ""
    geo: tuple[float, float] | None = None  # latitude, longitude
    cancelled: bool = False


def uid_of_day(thing: str, day: date) -> str:
    """Return the UID of `day` of `thing`: "placement-7@iskra_bot", ids only, which no other installation uses."""
    return f"{day:%Y%m%d}-{thing}"


def changed(told: Iterable[CalendarEvent], now: Sequence[CalendarEvent]) -> list[CalendarEvent]:
    """Return what to send after `told` was sent and `now` holds: `now`, and the days that vanished, cancelled.

    What was cancelled in `told` stays so unless it is back: whoever missed a file learns it from the next one. So hand
    over all that was ever told, which is what this returned the last time.
    """
    held = {event.uid for event in now}
    vanished = [replace(event, cancelled=True) for event in told if event.uid not in held]
    return sorted([*now, *vanished], key=_order)


def calendar(
    events: Sequence[CalendarEvent],
    *,
    name: str,
    sequence: int,
    method: Method,
    made_at: datetime,
    reminder: str = "",
) -> bytes:
    """Return the calendar `name` with `events`, in order of time.

    `sequence` counts the files that were sent, from 0: only a greater one changes what a telephone has. CANCEL is for a
    file in which every event is cancelled; a few of them go with PUBLISH. `reminder` is shown at 18:00 on the evening
    before the first day that is not cancelled; without it there is no alarm. The same call gives the same bytes.

    `ValueError`: no events, two with one UID, one that ends before it starts, a moment without a time zone, a CANCEL
    that cancels not everything. There is no ORGANIZER: to a telephone that would be an invitation to be answered.
    """
    _check(events, method, made_at)
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", method)
    for title in ("name", "x-wr-calname"):  # the standard's name, and the one that telephones read
        book.add(title, _text(name))
    book.add("x-wr-timezone", ZONE.key)
    book.add_component(_zone())
    first = next((event for event in sorted(events, key=_order) if not event.cancelled), None)
    for event in sorted(events, key=_order):
        day = _day(event, sequence, made_at)
        if reminder and event is first:
            day.add_component(_alarm(event, _text(reminder)))
        book.add_component(day)
    return bytes(book.to_ical())


def _check(events: Sequence[CalendarEvent], method: Method, made_at: datetime) -> None:
    if not events:
        raise ValueError("a calendar without events")
    if len({event.uid for event in events}) < len(events):
        raise ValueError("two events with one UID")
    if any(moment.tzinfo is None for event in events for moment in (event.starts, event.ends, made_at)):
        raise ValueError("a moment without a time zone")
    if any(event.ends <= event.starts for event in events):
        raise ValueError("an event ends before it starts")
    if method == "CANCEL" and not all(event.cancelled for event in events):
        raise ValueError("CANCEL is for what is cancelled whole")


def _order(event: CalendarEvent) -> tuple[datetime, str]:
    return event.starts, event.uid


def _text(text: str) -> str:
    """Return `text` without what would end a line of the file, or is no character of any text."""
    return writable(tidy(text)).replace("\x7f", "")


def _day(event: CalendarEvent, sequence: int, made_at: datetime) -> icalendar.Event:
    from icalendar import Event

    day = Event()
    day.add("uid", event.uid)
    day.add("dtstamp", made_at)
    day.add("last-modified", made_at)
    day.add("sequence", sequence)
    day.add("dtstart", event.starts.astimezone(ZONE))
    day.add("dtend", event.ends.astimezone(ZONE))
    day.add("summary", _text(event.title))
    day.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    day.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    for key, text in (("location", _text(event.place)), ("description", _text(event.description))):
        if text:
            day.add(key, text)
    if event.geo is not None:
        day.add("geo", event.geo)
    return day


def _alarm(event: CalendarEvent, text: str) -> icalendar.Alarm:
    """Return the alarm, as so long before the start: a moment of its own is what some telephones do not read."""
    from icalendar import Alarm

    starts = event.starts.astimezone(ZONE)
    evening = datetime.combine(starts.date() - timedelta(days=1), REMIND_AT, ZONE)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", evening - starts)
    return alarm


def _zone() -> icalendar.Timezone:
    from icalendar import Timezone, TimezoneStandard

    still = TimezoneStandard()
    still.add("dtstart", _STILL_SINCE)
    still.add("tzname", "MSK")
    still.add("tzoffsetfrom", timedelta(hours=_HOURS_BEFORE))
    still.add("tzoffsetto", timedelta(hours=_HOURS_SINCE))
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(still)
    return zone
