"""Days, years and times of day: read as people type them, and written for screens and papers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date as babel_date

from cluster.calendar import to_moscow
from cluster.russian.words import DASHES, Parsed, Unclear, is_near, tidy

FIRST_YEAR, LAST_YEAR = 1900, 2100

_NEAR_DAYS = {
    "сегодня": 0, "завтра": 1, "послезавтра": 2, "вчера": -1, "позавчера": -2,
    "today": 0, "tomorrow": 1, "yesterday": -1,
}  # fmt: skip
_NEAR_TEXTS = {
    "russian-date-unclear": "russian-day-unclear",
    "russian-date-not-real": "russian-day-not-real",
    "russian-date-year": "russian-day-year",
}
_MONTHS = (
    ("января", "январь", "january"), ("февраля", "февраль", "february"), ("марта", "март", "march"),
    ("апреля", "апрель", "april"), ("мая", "май", "may"), ("июня", "июнь", "june"),
    ("июля", "июль", "july"), ("августа", "август", "august"), ("сентября", "сентябрь", "september"),
    ("октября", "октябрь", "october"), ("ноября", "ноябрь", "november"), ("декабря", "декабрь", "december"),
)  # fmt: skip
_YEAR_WORD = r"(?:\s*(?:г|гг|год|года|году)\.?)?"
_NUMERIC_DATE = re.compile(
    r"([0-9]{1,2})(?:\s*[./,-]\s*|\s+)([0-9]{1,2})(?:(?:\s*[./,-]\s*|\s+)([0-9]+)|[./,-]?)" + _YEAR_WORD
)
_SOLID_DATE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WORDY_DATE = re.compile(r"([0-9]{1,2})(?:-?(?:го|ое|е|st|nd|rd|th))?\s*([а-яёa-z]+)\.?,?(?:\s*([0-9]+))?" + _YEAR_WORD)
_AMERICAN_DATE = re.compile(r"([a-z]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]+))?")


def parse_date(text: str) -> Parsed[date]:
    """Return a day typed as 01.09.2010, 1/9/2010, 01092010, 2010-09-01, «1 сентября 2010» or September 1, 2010."""
    day, month, year = _date_parts(tidy(text).translate(DASHES).lower().strip(" ."))
    if year is None or len(year) == 2:
        raise Unclear("russian-date-year")
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unclear("russian-date-unclear")
    try:
        return Parsed(date(int(year), month, int(day)))
    except ValueError:
        raise Unclear("russian-date-not-real") from None


def parse_day(text: str, today: date) -> Parsed[date]:
    """Return a day as `parse_date` does, or one said in a word: «сегодня», «вчера», «завтра».

    What is wrong is told with `today` as the example: a day of birth would be none for a paper or a briefing.
    """
    lowered = tidy(text).lower().strip(" .")
    if lowered in _NEAR_DAYS:
        return Parsed(today + timedelta(days=_NEAR_DAYS[lowered]))
    try:
        return parse_date(text)
    except Unclear as unclear:
        raise _near(unclear, today) from None


def parse_birth_date(text: str, today: date) -> Parsed[date]:
    """Return a day of birth, not after `today`. Whether the age fits is for the campaign to say."""
    born = parse_date(text)
    if born.value > today:
        raise Unclear("russian-date-future")
    return born


def parse_near_day(text: str, today: date) -> Parsed[date]:
    """Return a day to come, as typed for an appointment: without a year the next such day is meant."""
    lowered = tidy(text).lower().strip(" .")
    if lowered in _NEAR_DAYS:
        return Parsed(today + timedelta(days=_NEAR_DAYS[lowered]))
    try:
        day, month, year = _date_parts(lowered)
        if year is not None:
            return parse_date(text)
    except Unclear as unclear:
        raise _near(unclear, today) from None
    for nearest in (today.year, today.year + 1):
        try:
            found = date(nearest, month, int(day))
        except ValueError:
            continue
        if found >= today:
            return Parsed(found)
    raise Unclear("russian-day-unclear", example=format_numeric_date(today))


def _near(unclear: Unclear, today: date) -> Unclear:
    """Return what is wrong with a day, with an example of these days instead of a day of birth."""
    return Unclear(_NEAR_TEXTS[unclear.text_key], example=format_numeric_date(today))


def parse_clock(text: str) -> Parsed[str]:
    """Return a time of day as HH:MM; «10», «9.30», «9-30» and «0930» are understood."""
    found = re.fullmatch(r"([01]?\d|2[0-3])(?:\s*[:.\- ]?\s*([0-5]\d))?", tidy(text))
    if not found:
        raise Unclear("russian-clock-unclear")
    return Parsed(f"{int(found[1]):02}:{found[2] or '00'}")


def parse_year(text: str, lowest: int, highest: int) -> Parsed[int]:
    """Return a year between `lowest` and `highest`, both included."""
    found = re.fullmatch(r"([0-9]{4})" + _YEAR_WORD, tidy(text).lower())
    if not found:
        raise Unclear("russian-year-unclear", example=str(highest))
    year = int(found[1])
    if not lowest <= year <= highest:
        raise Unclear("russian-year-range", lowest=str(lowest), highest=str(highest))
    return Parsed(year)


def format_day(day: date, language: str = "ru") -> str:
    """Return «5 сентября, сб»."""
    return babel_date(day, "d MMMM, EEE", locale=language)


def format_short_day(day: date, language: str = "ru") -> str:
    """Return «5 сентября»."""
    return babel_date(day, "d MMMM", locale=language)


def format_weekday(day: date, language: str = "ru", *, number: bool = True) -> str:
    """Return «пн 5», as a calendar shows a day; «пн» without its number."""
    return babel_date(day, "EEE d" if number else "EEE", locale=language)


def format_span(first: date, last: date, language: str = "ru") -> str:
    """Return «5–9 октября», or «29 октября – 2 ноября»."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_short_day(last, language)}"
    return f"{format_short_day(first, language)} – {format_short_day(last, language)}"


def format_period(first: date, last: date, language: str = "ru") -> str:
    """Return «5 октября – 27 ноября 2026», the year of the first day where it is another."""
    begins = format_short_day(first, language) if first.year == last.year else format_date(first, language)
    return f"{begins} – {format_date(last, language)}"


def format_date(day: date, language: str = "ru") -> str:
    """Return «5 сентября 2026»."""
    return babel_date(day, "d MMMM y", locale=language)


def format_paper_date(day: date) -> str:
    """Return «5 сентября 2026 г.», as official papers write a day; the last space doesn't break."""
    return f"{format_date(day)}\u00a0г."


def format_numeric_date(day: date) -> str:
    """Return «05.09.2026»."""
    return f"{day:%d.%m}.{day.year:04}"


def format_numeric_span(first: date, last: date) -> str:
    """Return «05.09.2026 – 07.09.2026»; of a single day its date alone."""
    begins = format_numeric_date(first)
    return begins if first == last else f"{begins} – {format_numeric_date(last)}"


def format_numeric_moment(moment: datetime) -> str:
    """Return «05.09.2026 18:00», in Moscow time, which both languages read."""
    local = to_moscow(moment)
    return f"{format_numeric_date(local.date())} {local:%H:%M}"


def format_moment(moment: datetime, language: str = "ru") -> str:
    """Return «5 сентября, сб, 18:00», in Moscow time."""
    local = to_moscow(moment)
    return f"{format_day(local.date(), language)}, {local:%H:%M}"


def _date_parts(text: str) -> tuple[str, int, str | None]:
    """Return day, month and year as typed; the year may be missing."""
    if found := _ISO_DATE.fullmatch(text):
        return found[3], int(found[2]), found[1]
    if found := _SOLID_DATE.fullmatch(text) or _NUMERIC_DATE.fullmatch(text):
        return found[1], int(found[2]), found[3]
    if found := _WORDY_DATE.fullmatch(text):
        return found[1], _month(found[2]), found[3]
    if found := _AMERICAN_DATE.fullmatch(text):
        return found[2], _month(found[1]), found[3]
    raise Unclear("russian-date-unclear")


def _month(word: str) -> int:
    for test in (str.startswith, is_near):
        for number, names in enumerate(_MONTHS, start=1):
            if len(word) >= 3 and any(test(name, word) for name in names):
                return number
    raise Unclear("russian-date-unclear")
