"""The calendar file of a practice: made on a press, and made again where what was fetched is old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from telegram import Update

from bot.feature import Errand, NoticeContext
from bot.jobs.work import Work
from bot.screens import Document, Screen
from bot.turn.context import Context
from cluster.path import agenda
from cluster.path.agenda import Agenda, CalendarChanged
from cluster.path.today import shift
from handlers import menu
from handlers.naming import organisation_name
from handlers.path.common import TODAY, feature
from papers.calendars import CalendarEvent, calendar, changed, uid_of_day
from storage import files

MAKE = "path-calendar"
ICS = "text/calendar"
NAME = "practice.ics"
"""Says nothing about anybody: it is seen in lists of chats and downloads."""

feature.on_duty(agenda.DUTIES)


@feature.press("calendar")
async def calendar_pressed(_update: Update, context: Context) -> None:
    """Have the file of one's own practice made; the second tap of a double tap starts nothing."""
    placement_id = menu.number(context)
    await context.run(agenda.agenda, context.now, context.person.id, placement_id, context.content)
    payload = {"person": context.person.id, "placement": placement_id, "newer": False}
    await context.start_job(MAKE, payload, key=str(placement_id))
    context.toast("today-calendar-soon")


@feature.notice(CalendarChanged)
def file_is_old(event: CalendarChanged, _context: NoticeContext) -> Iterable[Errand]:
    """Make a newer file for who fetched one before."""
    payload = {"person": event.person_id, "placement": event.placement_id, "newer": True}
    yield Errand(event.person_id, MAKE, payload, str(event.placement_id))


@feature.job(MAKE)
async def make(work: Work, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make the file; it names the days that were told before and are no more."""
    person, placement_id = int(payload["person"]), int(payload["placement"])
    found: Agenda = await work.read(agenda.agenda, work.now(), person, placement_id, work.content())
    language = await work.read(agenda.language_of, person)
    say = _Say(work, found, language)
    now, told = [say.day(day) for day in found.days], [say.day(day) for day in found.told]
    events = changed(told, now)
    content = await work.make(
        calendar,
        events,
        name=work.text(language, "today-calendar-name"),
        sequence=found.sequence,
        method="PUBLISH" if now else "CANCEL",
        made_at=work.now(),
        reminder=work.text(language, "today-calendar-reminder"),
    )
    return {
        "placement": placement_id,
        "days": [day.isoformat() for day in found.all_days],
        "sequence": found.sequence,
        "seen": found.seen,
        "file": work.keep(NAME, content, ICS),
    }


class _Say:
    """Writes the days of one practice into a calendar."""

    def __init__(self, work: Work, found: Agenda, language: str) -> None:
        site, place, content = found.site, found.place, work.content()
        self._found = found
        self._thing = f"placement-{found.placement.id}@iskra-{work.bot_id}"
        plant = organisation_name(content, place.enterprise, language)
        self._title = work.text(language, "today-calendar-title", plant=plant)
        name = site.name.in_(language) if site is not None else place.site
        address = site.address.in_(language) if site is not None else plant
        self._place = f"{name}, {address}"
        bring = place.meeting.bring if place.meeting is not None else None
        self._about = work.text(language, "today-calendar-about", what=bring) if bring else ""
        meeting = place.meeting
        self._geo: tuple[float, float] | None = None
        if meeting is not None and meeting.latitude is not None and meeting.longitude is not None:
            self._geo = (meeting.latitude, meeting.longitude)
        elif site is not None and site.point is not None:
            self._geo = (site.point.latitude, site.point.longitude)

    def day(self, day: date) -> CalendarEvent:
        """Return a day of work."""
        starts, ends = shift(self._found.place, day)
        uid = uid_of_day(self._thing, day)
        return CalendarEvent(uid, starts, ends, self._title, self._place, self._about, self._geo)


@feature.job_done(MAKE)
async def hand_over(_update: Update, context: Context) -> None:
    """Send the file, and remember what is in it."""
    result = context.job.require()
    placement_id, days = int(result["placement"]), [date.fromisoformat(day) for day in result["days"]]
    await context.run(
        agenda.delivered, context.now, context.person.id, placement_id, days, int(result["sequence"]),
        str(result["seen"]),
    )  # fmt: skip
    file = await context.run(files.get, int(result["file"]))
    if file is None:
        return
    await context.run(files.forget, [file.id])
    key = "today-calendar-newer" if context.job.payload["newer"] else "today-calendar-file"
    context.send(Screen(key, keyboard=[[TODAY]], document=Document(file.name, file.content, file.mime)))
