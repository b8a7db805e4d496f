"""What an enterprise tells of its places, how that is read, and what it has to keep to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from pydantic import BaseModel

from cluster import russian
from cluster.calendar import day_of
from cluster.content import Content, Site
from storage.errors import Refusal
from storage.internship import Meeting, PayBasis, Place

MOST_NUMBER: Final = 100
FARTHEST: Final = timedelta(days=366)
"""How far ahead places may begin, and how long they may last."""
YOUNGEST, OLDEST = 14, 18
MOST_BREAK: Final = 180
LEAST_PAY, MOST_PAY = 1_000, 1_000_000
MOST_PAY_DAYS: Final = 4
MOST_AMOUNT_DIGITS: Final = 9
FIELDS_TOLD: Final = frozenset({"date_from", "date_to", "site", "shift", "meeting"})
"""What a student who has such a place plans the day by: a change of these is told."""

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])(?:[:.](\d\d))?(?!\d)")


class PlaceRefused(Refusal):
    """What is told of places makes no sense, or no sense any more; `question` is the answer that is in the way."""

    def __init__(self, question: str, text_key: str, **args: object) -> None:
        super().__init__(text_key, **args)
        self.question = question


class PlaceForm(BaseModel):
    """What an enterprise tells of its places; `profession` only where they are new."""

    profession: str | None = None
    number: int
    date_from: date
    date_to: date
    site: str
    shift: str
    break_minutes: int
    pay_basis: PayBasis
    pay_amount: int | None = None
    pay_days: list[int] | None = None
    beds: int
    gear: str | None = None
    age_min: int
    listed_work: bool
    meeting_person: str
    meeting_phone: str | None = None
    meeting_where: str
    bring: str | None = None
    papers: str | None = None

    def columns(self, enterprise: str, content: Content) -> dict[str, Any]:
        """Return what is kept of it."""
        starts, ends = shift_hours(self.shift)
        paid = self.pay_basis is not PayBasis.NONE
        return {
            "number": self.number,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "site": self.site,
            "shift_from": starts,
            "shift_to": ends,
            "break_minutes": self.break_minutes,
            "pay_basis": self.pay_basis,
            "pay_amount": self.pay_amount if paid else None,
            "pay_days": tuple(self.pay_days or ()) if paid else (),
            "beds": self.beds,
            "gear": self.gear,
            "age_min": self.age_min,
            "listed_work": self.listed_work,
            "meeting": self._meeting(site_of(content, enterprise, self.site)),
        }

    def _meeting(self, site: Site | None) -> Meeting:
        point = site.point if site is not None else None
        return Meeting(
            self.meeting_person,
            self.meeting_phone,
            self.meeting_where,
            self.bring,
            self.papers,
            point.latitude if point is not None else None,
            point.longitude if point is not None else None,
        )


def answers_of(place: Place) -> dict[str, Any]:
    """Return places as the answers of the form, JSON values."""
    meeting = place.meeting
    return {
        "profession": place.profession,
        "number": place.number,
        "date_from": place.date_from.isoformat(),
        "date_to": place.date_to.isoformat(),
        "site": place.site,
        "shift": f"{place.shift_from:%H:%M}-{place.shift_to:%H:%M}",
        "break_minutes": place.break_minutes,
        "pay_basis": place.pay_basis.value,
        "pay_amount": place.pay_amount,
        "pay_days": list(place.pay_days) or None,
        "beds": place.beds,
        "gear": place.gear,
        "age_min": place.age_min,
        "listed_work": place.listed_work,
        "meeting_person": meeting.person if meeting else "",
        "meeting_phone": meeting.phone if meeting else None,
        "meeting_where": meeting.where if meeting else "",
        "bring": meeting.bring if meeting else None,
        "papers": meeting.papers if meeting else None,
    }


def professions(content: Content) -> Mapping[str, str]:
    """Return the professions that the colleges teach, by their code, each with the key of a programme of it."""
    found: dict[str, str] = {}
    for programme in content.programmes:
        found.setdefault(programme.code, programme.key)
    return found


def site_of(content: Content, enterprise: str, name: str) -> Site | None:
    """Return the site of an enterprise that content knows under this name, in either language."""
    known = next((one for one in content.enterprises if one.key == enterprise), None)
    return next((one for one in known.sites if name in {one.name.ru, one.name.en}), None) if known is not None else None


def shift_hours(shift: str) -> tuple[time, time]:
    """Return when a shift begins and ends, as in 08:00-17:00."""
    starts, _, ends = shift.partition("-")
    return time.fromisoformat(starts), time.fromisoformat(ends)


# --- how answers are read ----------------------------------------------------------------------------


def parse_number(text: str, least: int, most: int) -> int:
    """Return a whole number between both, words behind it are passed over: «6 мест»."""
    found = re.fullmatch(r"(\d{1,6})\D{0,30}", russian.tidy(text))
    if found is None or not least <= int(found[1]) <= most:
        raise Refusal("places-number-wrong", least=least, most=most)
    return int(found[1])


def parse_shift(text: str) -> str:
    """Return a shift as 08:00-17:00; «8-17», «с 8.00 до 17.00» are understood."""
    clocks = [(int(hours) % 24, int(minutes or 0)) for hours, minutes in _CLOCK.findall(russian.tidy(text))]
    if len(clocks) != 2 or any(minutes > 59 for _, minutes in clocks) or clocks[0] == clocks[1]:
        raise Refusal("places-shift-unclear")
    (from_hour, from_minute), (to_hour, to_minute) = clocks
    return f"{from_hour:02}:{from_minute:02}-{to_hour:02}:{to_minute:02}"


def parse_amount(text: str) -> int:
    """Return roubles: «22 000», «22000 руб.»; a span, or thousands in words, is asked for again."""
    found = re.fullmatch(r"(\d[\d\s\u00a0]*)\D{0,20}", russian.tidy(text))
    digits = re.sub(r"\D", "", found[1]) if found is not None else ""
    if not digits or len(digits) > MOST_AMOUNT_DIGITS:
        raise Refusal("places-pay-unclear")
    # Less than a thousand may have been meant in thousands.
    if not LEAST_PAY <= int(digits) <= MOST_PAY:
        raise Refusal("places-pay-unclear")
    return int(digits)


def parse_days(text: str) -> list[int]:
    """Return days of the month in order: «5 и 20»."""
    days = sorted({int(day) for day in re.findall(r"\d{1,6}", text)})
    if not 1 <= len(days) <= MOST_PAY_DAYS or not all(1 <= day <= 31 for day in days):
        raise Refusal("places-days-unclear", most=MOST_PAY_DAYS)
    return days


def parse_words(text: str, most: int) -> str:
    """Return words of at most `most` characters."""
    words = russian.tidy(text)
    if len(words) > most:
        raise Refusal("form-too-long", most=most)
    return words


# --- what holds --------------------------------------------------------------------------------------


def check_first_day(day: date, today: date, content: Content) -> str | None:
    """Refuse a first day that is over or too far away; return a warning where nobody works on it."""
    if day < today:
        raise PlaceRefused("date_from", "places-first-past")
    if day > today + FARTHEST:
        raise PlaceRefused("date_from", "places-first-far")
    return None if content.calendar.is_working(day) else "places-warn-day-off"


def check_last_day(day: date, first: date, content: Content) -> str | None:
    """Refuse a last day before the first, or after more than a year; return a warning where nobody works on it."""
    if day < first:
        raise PlaceRefused("date_to", "places-last-before")
    if day > first + FARTHEST:
        raise PlaceRefused("date_to", "places-last-far")
    return None if content.calendar.is_working(day) else "places-warn-day-off"


def check(form: PlaceForm, now: datetime, content: Content, place: Place | None = None) -> None:
    """Refuse what makes no sense at this moment. `place`: as it stands, where it is changed."""
    if place is None or form.date_from != place.date_from:
        check_first_day(form.date_from, day_of(now), content)
    check_last_day(form.date_to, form.date_from, content)
    if place is not None and form.date_to < day_of(now):
        raise PlaceRefused("date_to", "places-last-past")
    taken, beds_taken = (place.taken, place.beds_taken) if place is not None else (0, 0)
    if not max(1, taken) <= form.number <= MOST_NUMBER:
        raise PlaceRefused("number", "places-number-taken", taken=taken, most=MOST_NUMBER)
    if not beds_taken <= form.beds <= form.number:
        raise PlaceRefused("beds", "places-beds-taken", taken=beds_taken, most=form.number)
    if not YOUNGEST <= form.age_min <= OLDEST:
        raise PlaceRefused("age_min", "places-number-wrong", least=YOUNGEST, most=OLDEST)
    if not 0 <= form.break_minutes <= min(MOST_BREAK, _length(form.shift) - 30):
        raise PlaceRefused("break_minutes", "places-break-long")


def _length(shift: str) -> int:
    """Return the minutes from the beginning of a shift to its end, which may lie on the next day."""
    starts, ends = shift_hours(shift)
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return minutes if minutes > 0 else minutes + 24 * 60
