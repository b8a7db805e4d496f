"""Calendars: what telephones read is what was meant, line by line as the standard has it, and a change finds its day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.workshop import Workshop
from papers.calendars import CalendarEvent, Method, calendar, changed, uid_of_day
from tests.conftest import NOW

MOSCOW = ZoneInfo("Europe/Moscow")
FIRST = date(2026, 9, 7)
REMINDER = "Завтра практика, начало в 8:00"
THING = "placement-7@iskra_bot"
ENDS = timedelta(hours=6, minutes=30)


def event(day: date = FIRST, clock: time = time(8), thing: str = THING, **more: Any) -> CalendarEvent:
    starts = datetime.combine(day, clock, MOSCOW)
    values = {"title": "Практика", **more}
    return CalendarEvent(uid_of_day(thing, day), starts, starts + ENDS, **values)


def days(*numbers: int, **more: Any) -> list[CalendarEvent]:
    return [event(FIRST + timedelta(days=number), **more) for number in numbers]


def made(
    events: Iterable[CalendarEvent], sequence: int = 0, method: Method = "PUBLISH", reminder: str = REMINDER
) -> bytes:
    return calendar(list(events), name="Практика", sequence=sequence, method=method, made_at=NOW, reminder=reminder)


def read(content: bytes) -> dict[str, Any]:
    """The events that icalendar finds, by their day."""
    return {str(found["uid"])[6:8]: found for found in Calendar.from_ical(content).walk("VEVENT")}


# --- a reader of our own, as strict as the standard (RFC 5545, 3.1, 3.2, 3.3.11) ---

LINE = re.compile(
    r'([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):(.*)', re.DOTALL
)
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "NAME", "X-WR-CALNAME"}
TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")


def lines(content: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each line; a text is given back as it was before it was escaped."""
    assert content.endswith(b"\r\n")
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and 0 < len(line) <= 75 for line in folded)
    for line in folded:
        line.decode("utf-8")  # no letter is folded in two
    found = []
    for line in re.split(r"\r\n(?! )", content.decode("utf-8").removesuffix("\r\n")):
        match = LINE.fullmatch(line.replace("\r\n ", ""))
        assert match, line
        name, parameters, value = match.groups()
        if name in TEXTS:
            assert TEXT.fullmatch(value), value
            value = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)
        found.append((name, parameters, value))
    return found


def nested(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every component with its properties, in the order of their ends; each property stands in it once."""
    open_, found = [], []
    for name, _, value in lines(content):
        if name == "BEGIN":
            open_.append((value, {}))
        elif name == "END":
            assert open_[-1][0] == value
            found.append(open_.pop())
        else:
            assert name not in open_[-1][1]
            open_[-1][1][name] = value
    assert open_ == []
    return found


GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Iskra//Practice//RU
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Практика
X-WR-CALNAME:Практика
X-WR-TIMEZONE:Europe/Moscow
BEGIN:VTIMEZONE
TZID:Europe/Moscow
BEGIN:STANDARD
DTSTART:20141026T020000
TZNAME:MSK
TZOFFSETFROM:+0400
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Практика: ПАО «Тяжпрессмаш»
DTSTART;TZID=Europe/Moscow:20260907T080000
DTEND;TZID=Europe/Moscow:20260907T143000
DTSTAMP:20260714T070000Z
UID:20260907-placement-7@iskra_bot
SEQUENCE:2
DESCRIPTION:Наставник: Громов В. П.\\nС собой: па
 спорт\\, спецодежда
GEO:54.6269;39.7416
LAST-MODIFIED:20260714T070000Z
LOCATION:Рязань\\, ул. Промышленная\\, 5\\; цех 3
STATUS:CONFIRMED
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Завтра практика\\, начало в 8:00
TRIGGER:-PT14H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Практика
DTSTART;TZID=Europe/Moscow:20260908T080000
DTEND;TZID=Europe/Moscow:20260908T143000
DTSTAMP:20260714T070000Z
UID:20260908-placement-7@iskra_bot
SEQUENCE:2
LAST-MODIFIED:20260714T070000Z
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_the_file_is_these_bytes() -> None:
    full = event(
        title="Практика: ПАО «Тяжпрессмаш»",
        place="Рязань, ул. Промышленная, 5; цех 3",
        description="Наставник: Громов В. П.\nС собой: паспорт, спецодежда",
        geo=(54.6269, 39.7416),
    )
    content = made([replace(event(FIRST + timedelta(days=1)), cancelled=True), full], sequence=2)
    assert content == GOLDEN.replace("\n", "\r\n").encode()
    assert content == made([replace(event(FIRST + timedelta(days=1)), cancelled=True), full], sequence=2)


def test_icalendar_reads_what_was_meant() -> None:
    full = event(place="Рязань, цех 3", description="Пропуск; паспорт", geo=(54.6269, 39.7416))
    found = read(made([full], sequence=4))["07"]
    assert found["dtstart"].dt == datetime(2026, 9, 7, 5, tzinfo=UTC)
    assert found["dtend"].dt == datetime(2026, 9, 7, 11, 30, tzinfo=UTC)
    assert (found["location"], found["description"]) == ("Рязань, цех 3", "Пропуск; паспорт")
    assert (found["geo"].latitude, found["geo"].longitude) == (54.6269, 39.7416)
    assert (found["sequence"], found["status"], found["dtstamp"].dt) == (4, "CONFIRMED", NOW)


def test_a_strict_reader_finds_whatever_a_component_must_have() -> None:
    kinds = [kind for kind, _ in nested(made(days(0, 1)))]
    assert kinds == ["STANDARD", "VTIMEZONE", "VALARM", "VEVENT", "VEVENT", "VCALENDAR"]
    for kind, properties in nested(made(days(0, 1))):
        must = {
            "VCALENDAR": {"PRODID", "VERSION", "METHOD"},
            "VTIMEZONE": {"TZID"},
            "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
            "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"},
            "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
        }[kind]
        assert must <= properties.keys()


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.sampled_from(["title", "place", "description"]))
def test_no_text_breaks_out_of_its_line(text: str, field: str) -> None:
    found = nested(made([replace(event(), **{field: f"a{text}b\\;,:\"'"})]))
    assert [kind for kind, _ in found] == ["STANDARD", "VTIMEZONE", "VALARM", "VEVENT", "VCALENDAR"]
    properties = found[3][1]
    written = properties[{"title": "SUMMARY", "place": "LOCATION", "description": "DESCRIPTION"}[field]]
    assert written[0] == "a"
    assert written.endswith("b\\;,:\"'")
    assert (properties["UID"], properties["STATUS"]) == (event().uid, "CONFIRMED")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b"])
def test_a_line_end_in_a_text_is_one_of_the_text(end: str) -> None:
    found = nested(made([event(description=f"раз{end}END:VEVENT{end}два\x00\x07\x7f")]))
    assert found[3][1]["DESCRIPTION"] == "раз\nEND:VEVENT\nдва"


def test_each_day_is_an_event_with_an_uid_of_its_own() -> None:
    found = read(made(days(0, 1, 4)))
    assert list(found) == ["07", "08", "11"]
    assert {str(e["uid"]) for e in found.values()} == {f"202609{day}-{THING}" for day in found}
    assert uid_of_day("placement-8@iskra_bot", FIRST) != uid_of_day(THING, FIRST)


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    found = read(made([event(clock=time(20))]))["07"]
    assert found["dtend"].dt.astimezone(MOSCOW) == datetime(2026, 9, 8, 2, 30, tzinfo=MOSCOW)


def test_the_clocks_are_those_of_moscow_in_every_year_to_come() -> None:
    standard = Calendar.from_ical(made([event()])).walk("STANDARD")[0]
    for year in range(2026, 2036):
        for month in range(1, 13):
            assert datetime(year, month, 1, tzinfo=MOSCOW).utcoffset() == standard["tzoffsetto"].td
    before = datetime(2014, 10, 25, tzinfo=MOSCOW).utcoffset()
    assert (before, standard["dtstart"].dt.date()) == (standard["tzoffsetfrom"].td, date(2014, 10, 26))


def test_moments_of_other_zones_are_shown_by_the_clocks_of_moscow() -> None:
    moved = replace(event(), starts=event().starts.astimezone(UTC), ends=event().ends.astimezone(UTC))
    assert made([moved]) == made([event()])


# --- the evening before ---


@pytest.mark.parametrize("clock", [time(0, 30), time(7, 15), time(8), time(23)])
def test_the_alarm_rings_at_six_of_the_evening_before_the_first_day(clock: time) -> None:
    found = read(made(days(3, 0, 1, clock=clock)))
    alarms = {day: one.walk("VALARM") for day, one in found.items()}
    assert [len(alarms[day]) for day in ("07", "08", "10")] == [1, 0, 0]
    alarm = alarms["07"][0]
    rings = found["07"]["dtstart"].dt + alarm["trigger"].dt
    assert rings == datetime(2026, 9, 6, 18, tzinfo=MOSCOW)
    assert (alarm["action"], alarm["description"]) == ("DISPLAY", REMINDER)


def test_the_alarm_moves_to_the_first_day_that_is_left() -> None:
    found = read(made(changed(days(0, 1, 2), days(1, 2)), 1))
    assert [len(found[day].walk("VALARM")) for day in ("07", "08", "09")] == [0, 1, 0]


def test_without_words_nothing_rings() -> None:
    assert b"VALARM" not in made(days(0, 1), reminder="")


# --- changes ---


def status(content: bytes) -> dict[str, str]:
    return {day: str(found["status"]) for day, found in read(content).items()}


def test_a_pause_takes_its_days_away() -> None:
    told = days(0, 1, 2, 3)
    content = made(changed(told, days(0, 1)), 1)
    assert status(content) == {"07": "CONFIRMED", "08": "CONFIRMED", "09": "CANCELLED", "10": "CANCELLED"}
    assert {found["sequence"] for found in read(content).values()} == {1}


def test_a_day_that_is_back_is_held_again() -> None:
    told = changed(days(0, 1), days(0))
    assert status(made(changed(told, days(0, 1)), 2)) == {"07": "CONFIRMED", "08": "CONFIRMED"}


def test_who_missed_a_file_learns_from_the_next_one_what_was_cancelled() -> None:
    told = changed(days(0, 1, 2), days(0, 1))
    assert status(made(changed(told, days(1)), 2)) == {"07": "CANCELLED", "08": "CONFIRMED", "09": "CANCELLED"}
    assert status(made(changed(told, days(0, 1)), 2)) == {"07": "CONFIRMED", "08": "CONFIRMED", "09": "CANCELLED"}


def test_a_transfer_takes_away_the_old_place_and_brings_the_new_one() -> None:
    there = days(1, 2, thing="placement-8@iskra_bot", place="Михайлов")
    found = list(Calendar.from_ical(made(changed(days(0, 1), there), 1)).walk("VEVENT"))
    assert [(str(e["uid"]), str(e["status"])) for e in found] == [
        ("20260907-placement-7@iskra_bot", "CANCELLED"),
        ("20260908-placement-7@iskra_bot", "CANCELLED"),
        ("20260908-placement-8@iskra_bot", "CONFIRMED"),
        ("20260909-placement-8@iskra_bot", "CONFIRMED"),
    ]
    assert [len(e.walk("VALARM")) for e in found] == [0, 0, 1, 0]


def test_another_time_is_the_same_day_changed() -> None:
    later = changed(days(0), days(0, clock=time(12)))
    assert [(e.uid, e.starts.hour, e.cancelled) for e in later] == [(event().uid, 12, False)]


def test_a_cancelled_practice_is_cancelled_whole() -> None:
    content = made(changed(days(0, 1), []), 3, "CANCEL")
    assert b"METHOD:CANCEL\r\n" in content
    assert status(content) == {"07": "CANCELLED", "08": "CANCELLED"}
    assert b"VALARM" not in content


@given(st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=6))
def test_whatever_happens_every_day_that_was_told_is_told_as_it_is(plans: list[set[int]]) -> None:
    told: list[CalendarEvent] = []
    for plan in plans:
        told = changed(told, days(*plan))
        assert all(one.starts <= two.starts for one, two in pairwise(told))
    ever = {event(FIRST + timedelta(days=n)).uid for plan in plans for n in plan}
    held = {event(FIRST + timedelta(days=n)).uid for n in plans[-1]}
    assert {e.uid for e in told} == ever
    assert {e.uid for e in told if not e.cancelled} == held


BAD: list[tuple[str, list[CalendarEvent], Method]] = [
    ("without events", [], "PUBLISH"),
    ("one UID", [event(), event()], "PUBLISH"),
    ("time zone", [replace(event(), starts=event().starts.replace(tzinfo=None))], "PUBLISH"),
    ("before it starts", [replace(event(), ends=event().starts)], "PUBLISH"),
    ("cancelled whole", [replace(event(), cancelled=True), *days(1)], "CANCEL"),
]


@pytest.mark.parametrize(("said", "events", "method"), BAD, ids=[case[0] for case in BAD])
def test_what_no_telephone_would_understand_is_not_made(said: str, events: list[CalendarEvent], method: Method) -> None:
    with pytest.raises(ValueError, match=said):
        made(events, method=method)


async def test_a_calendar_comes_from_the_workshop() -> None:
    made_there = await Workshop().make(
        calendar, days(0, 1), name="Практика", sequence=0, method="PUBLISH", made_at=NOW, reminder=REMINDER
    )
    assert made_there == made(days(0, 1))
