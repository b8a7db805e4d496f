"""Names, dates, phones and marks as Russians type them; the one code file with Cyrillic literals.

    parse_…   text that a person typed -> `Parsed(value, warning)`, or `Unclear` with the text that helps them
    format_…  a value -> the text that a person reads
    the rest  keys for comparing and searching (Ё = Е), and the matching of typed text to options

Everything here is pure. Whatever a person types, a `parse_…` function returns or raises `Unclear`, and nothing
else. Texts: `locales/*/russian.ftl`, keys `russian-…`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from babel.dates import format_date as babel_date

from cluster.calendar import to_moscow
from storage.errors import Refusal

T = TypeVar("T")
K = TypeVar("K")

NAME_LIMIT = 60
MOST_SEARCH_WORDS, SHORTEST_MENDED = 4, 4
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
EMAIL_LIMIT = 254
MARKS_LIMIT = 60
CAPITAL_CODE = "+74912"
LOWEST_GRADE, HIGHEST_GRADE, DOUBTFUL_GRADE = Decimal(2), Decimal(5), Decimal(3)
GRADE_STEP, SHOWN_GRADE_STEP = Decimal("0.0001"), Decimal("0.01")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Numbers up to this one were given before control digits existed (domain: pension fund's rule).
LAST_SNILS_WITHOUT_CONTROL = 1_001_998

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SIGNS = _DASHES | dict.fromkeys(map(ord, "’‘ʼʹ`´′＇"), "'")
# Latin letters that look like Russian ones; ë comes from foreign keyboards and old forms.
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYËaceopxykmtë", "АВСЕНКМОРТХУЁасеорхукмтё")
_LAYOUT = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)

_NEAR_DAYS = {"сегодня": 0, "завтра": 1, "послезавтра": 2, "today": 0, "tomorrow": 1}

_NAME = re.compile(r"[а-яё]+(?:[-' ][а-яё]+)*", re.IGNORECASE)
_PARTICLES = frozenset({"оглы", "кызы", "гызы", "улы", "уулу", "фон"})
_LEADING_PARTICLES = frozenset({"фон"})
_NO_MIDDLE_NAME = frozenset(
    {"-", "нет", "нету", "нет отчества", "без отчества", "отчества нет", "no", "none", "no patronymic"}
)

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

_GRADE = re.compile(r"([0-9])(?:[.,]([0-9]{1,20}))?(?:\s*(?:б|балл|балла|баллов))?\.?")
_MARK_WORDS = {
    "отлично": 5, "отл": 5, "пять": 5, "пятерка": 5, "хорошо": 4, "хор": 4, "четыре": 4, "четверка": 4,
    "удовлетворительно": 3, "удовл": 3, "уд": 3, "три": 3, "тройка": 3,
    "неудовлетворительно": 2, "неуд": 2, "два": 2, "двойка": 2,
}  # fmt: skip

_YES = frozenset(
    {
        "да",
        "ага",
        "угу",
        "конечно",
        "верно",
        "точно",
        "правильно",
        "хорошо",
        "ок",
        "окей",
        "д",
        "+",
        "yes",
        "y",
        "yep",
        "yeah",
        "ok",
        "okay",
        "sure",
        "true",
    }
)
_NO = frozenset({"нет", "не", "неа", "нету", "неверно", "н", "-", "no", "n", "nope", "not", "false"})

# Names of illnesses, not of what happens in a workshop: «давление» and «температура» are words of the trade.
_HEALTH = re.compile(
    r"\b(?:диагноз|орви|орз|грипп|ковид|коронавирус|covid|ангин|бронхит|пневмони|астм|аллерги|гастрит|диабет|эпилепси|"
    r"аппендицит|сотрясени|перелом|туберкул|гепатит|беремен|инвалидност|депресси|психиатр|невроз|отравлени|"
    r"diagnos|flu\b|asthma|allerg|diabet|pregnan|epilep)",
    re.IGNORECASE,
)

_NUMBER_WORDS = {
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
    "десять": 10, "одиннадцать": 11, "двенадцать": 12,
}  # fmt: skip
_HOUR = r"(?:часов|часа|час|ч|hours|hour|hrs|h)(?![^\W_])\.?"
_MINUTE = r"(?:минуты|минута|минут|мин|м|minutes|min|m)(?![^\W_])\.?"
_SPENT = (
    re.compile(
        r"(?<![^\W_])(?:с|from) (?P<from>\d{1,2})(?::(?P<from_min>[0-5]\d))? (?:до|to|till|until) "
        rf"(?P<until>\d{{1,2}})(?::(?P<until_min>[0-5]\d))?(?![^\W_])(?![.,]\d)(?: ?{_HOUR})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W_])(?<!\d[.,])(?P<whole>\d{{1,2}}) ?{_HOUR} ?(?P<minutes>\d{{1,2}}) ?{_MINUTE}", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![^\W_])(?<!\d[.,])(?P<whole>\d{{1,2}})(?:[.,](?P<part>\d{{1,2}}))?(?P<half> с половиной)? ?{_HOUR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W_])(?P<word>{'|'.join(_NUMBER_WORDS)})(?P<half> с половиной)? (?:часов|часа|час)(?![^\W_])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![^\W_])(?P<one_half>полтора часа)(?![^\W_])", re.IGNORECASE),
    re.compile(r"(?<![^\W_])(?P<only_half>полчаса)(?![^\W_])", re.IGNORECASE),
)
_LEADING = re.compile(r"^(?P<whole>\d{1,2})(?:[.,](?P<part>\d{1,2}))?(?=\s*(?:[,;]\s|$))")
_OUT_OF_FIVE = r"(?:\s*(?:/|из)\s*5(?![^\W_]))?"
_RATING = (
    re.compile(
        r"(?<![^\W_])(?:комфортно|комфорт|оценка|оценку|самочувствие|настроение|comfort)(?: на)?\s*[:=–—-]?\s*"
        rf"(?P<rate>[1-5])(?![^\W_]){_OUT_OF_FIVE}",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![^\W_])(?<!\d[.,])(?P<rate>[1-5])\s*(?:/|из)\s*5(?![^\W_])", re.IGNORECASE),
    re.compile(r"(?<![^\W_])(?<!\d[.,])(?P<rate>[1-5])[.!)]*$"),
)
# Words that begin like a word of a competence and mean something else: «стало понятно» is not about steel.
_NO_STEMS = frozenset({"стало", "стала", "после", "работа", "работал", "работала"})
SHORTEST_STEM, STEM_SHARE = 4, 0.7
_GAP = "\x00"  # stands for what was understood: `tidy` has taken such characters out

_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"().]{2,}")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value understood from text.

    `warning` asks the person to look again before the value is kept. It is the end of a text key, as
    `confirm-one-letter` of `russian-confirm-one-letter`; such a text shows `$value`, as a person reads it.
    """

    value: T
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name in the order of Russian papers; `middle` is None where there is no patronymic."""

    last: str
    first: str
    middle: str | None = None


class Unclear(Refusal):
    """The text can't be understood; `text_key` says what to write instead."""


# --- text as it comes ------------------------------------------------------------------------------


def tidy(text: str) -> str:
    """Return text without invisible characters and spare spaces, letters composed (е + ¨ = ё)."""
    visible = "".join(letter for letter in " ".join(text.split()) if not unicodedata.category(letter).startswith("C"))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def plain(text: str) -> str:
    """Return text for comparing: lower case, Ё = Е, words of letters and digits with one space between."""
    lowered = tidy(text).lower().replace("ё", "е")
    return " ".join(re.findall(r"[^\W_]+", lowered))


def to_russian_layout(text: str) -> str:
    """Return what the same keys give on a Russian keyboard: `hzpfym` is «рязань»."""
    return text.translate(_LAYOUT)


# --- names -----------------------------------------------------------------------------------------


def parse_name(text: str) -> Parsed[str]:
    """Return one part of a name (last, first or middle) in its usual spelling, at most 60 characters.

    Latin look-alikes are replaced and offered (`confirm-latin`); a single letter is asked about
    (`confirm-one-letter`).
    """
    name = _tidy_name(text)
    mended = name.translate(_LOOK_ALIKES)
    if not _NAME.fullmatch(mended):
        raise Unclear("russian-name-letters")
    if len(mended) > NAME_LIMIT:
        raise Unclear("russian-name-long", limit=NAME_LIMIT)
    titled = _title(mended)
    if mended != name:
        return Parsed(titled, "confirm-latin")
    return Parsed(titled, "confirm-one-letter" if len(titled) == 1 else None)


def parse_middle_name(text: str) -> Parsed[str | None]:
    """Return a patronymic, or None for «нет» and its like."""
    if tidy(text).translate(_SIGNS).lower().strip(" .") in _NO_MIDDLE_NAME:
        return Parsed(None)
    name = parse_name(text)
    return Parsed(name.value, name.warning)


def parse_full_name(text: str) -> Parsed[FullName]:
    """Return «Соловьёва Ольга Петровна» in its parts; the third may be missing or have several words."""
    words = _tidy_name(text).split(" ")
    lead = 2 if words[0].lower() in _LEADING_PARTICLES else 1
    if len(words) <= lead:
        raise Unclear("russian-full-name")
    last = parse_name(" ".join(words[:lead]))
    first = parse_name(words[lead])
    middle = parse_middle_name(" ".join(words[lead + 1 :])) if words[lead + 1 :] else Parsed(None)
    warnings = [part.warning for part in (last, first, middle) if part.warning]
    return Parsed(FullName(last.value, first.value, middle.value), warnings[0] if warnings else None)


def parse_said_name(text: str) -> Parsed[FullName]:
    """Return a full name as `parse_full_name` does; one typed on a Latin keyboard is mended and offered, too."""
    try:
        return parse_full_name(text)
    except Unclear:
        if not re.fullmatch(r"[\x00-\x7f]+", text):
            raise
        return Parsed(parse_full_name(to_russian_layout(text)).value, "confirm-latin")


def is_name_of(said: str, last: str, first: str, middle: str | None) -> bool:
    """Whether somebody who calls themselves `said` has this name: its order and the middle name are theirs to choose.

    As in `identity_key`, case, Ё, hyphens, spaces, apostrophes don't count.
    """
    orders: list[tuple[str, ...]] = [(last, first), (first, last)]
    if middle:
        orders += [(last, first, middle), (first, middle, last)]
    return "".join(_name_words(said)) in {"".join(_name_words(" ".join(parts))) for parts in orders}


def is_nearly_name_of(said: str, last: str, first: str) -> bool:
    """Whether `said` holds this last and first name, with one letter of each word forgiven as in `search_words`."""
    spellings = search_words(said)
    return all(any(word in one for one in spellings) for word in _name_words(f"{last} {first}"))


def _name_words(name: str) -> list[str]:
    return plain(name.translate(_SIGNS)).split()


def identity_key(last: str, first: str, middle: str | None, birth_date: date) -> str:
    """Return what makes two forms one person, to be hashed; case, Ё, hyphens, spaces, apostrophes don't count."""
    parts = [re.sub(r"[^а-я]", "", part.lower().replace("ё", "е")) for part in (last, first, middle or "")]
    return "|".join([*parts, birth_date.isoformat()])


def search_terms(*names: str | None) -> frozenset[str]:
    """Return the words of `names` and their beginnings from 3 letters on (Ё = Е), to be hashed for search."""
    words = {word for name in names if name for word in plain(name.translate(_SIGNS)).split()}
    return frozenset(words | {word[:size] for word in words for size in range(3, len(word))})


def search_words(text: str) -> tuple[frozenset[str], ...]:
    """Return for each word that somebody looks for its spellings: as typed, and with one letter mended.

    A mistyped, missing, spare or swapped letter is forgiven from four letters on; a Latin keyboard is understood.
    """
    typed = to_russian_layout(text) if re.fullmatch(r"[\x00-\x7f]+", text) else text
    words = plain(typed.translate(_SIGNS).translate(_LOOK_ALIKES)).split()
    return tuple(_spellings(word[:NAME_LIMIT]) for word in words[:MOST_SEARCH_WORDS])


def _spellings(word: str) -> frozenset[str]:
    if len(word) < SHORTEST_MENDED:
        return frozenset({word})
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {a + letter + b for a, b in pairs for letter in _LETTERS}
    spare = {a + b[1:] for a, b in pairs if b}
    other = {a + letter + b[1:] for a, b in pairs if b for letter in _LETTERS}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1}
    return frozenset({word} | missing | spare | other | swapped)


def format_full_name(last: str, first: str, middle: str | None) -> str:
    """Return «Соловьёв Артём Игоревич»."""
    return " ".join(part for part in (last, first, middle) if part)


def short_name(last: str, first: str, middle: str | None = None) -> str:
    """Return «Соловьёв А. И.»."""
    initials = [f"{part[0]}." for part in (first, middle) if part]
    return " ".join([last, *initials])


def shortened(name: str) -> str:
    """Return a name that was told as a whole as «Громов В. П.»; one that is no such name as it is."""
    try:
        full = parse_full_name(name).value
    except Unclear:
        return tidy(name)
    return short_name(full.last, full.first, full.middle)


def masked_name(last: str, first: str) -> str:
    """Return «Соловьёв А.», as lists show people."""
    return short_name(last, first)


def _tidy_name(text: str) -> str:
    return re.sub(r" ?([-']) ?", r"\1", tidy(text).translate(_SIGNS)).strip(" .,;")


def _title(name: str) -> str:
    lowered = name.lower()

    def spell(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in _PARTICLES and word != lowered else word.capitalize()

    return re.sub(r"[а-яё]+", spell, lowered)


# --- dates -----------------------------------------------------------------------------------------


def parse_date(text: str) -> Parsed[date]:
    """Return a day typed as 01.09.2010, 1/9/2010, 01092010, 2010-09-01, «1 сентября 2010» or September 1, 2010."""
    day, month, year = _date_parts(tidy(text).translate(_DASHES).lower().strip(" ."))
    if year is None or len(year) == 2:
        raise Unclear("russian-date-year")
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unclear("russian-date-unclear")
    try:
        return Parsed(date(int(year), month, int(day)))
    except ValueError:
        raise Unclear("russian-date-not-real") from None


def parse_birth_date(text: str, today: date) -> Parsed[date]:
    """Return a day of birth, not after `today`. Whether the age fits is for the campaign to say."""
    born = parse_date(text)
    if born.value > today:
        raise Unclear("russian-date-future")
    return born


def parse_near_day(text: str, today: date) -> Parsed[date]:
    """Return a day to come, as typed for an appointment: without a year the next such day is meant."""
    lowered = tidy(text).lower()
    if lowered in _NEAR_DAYS:
        return Parsed(today + timedelta(days=_NEAR_DAYS[lowered]))
    day, month, year = _date_parts(lowered)
    if year is not None:
        return parse_date(text)
    for nearest in (today.year, today.year + 1):
        try:
            found = date(nearest, month, int(day))
        except ValueError:
            continue
        if found >= today:
            return Parsed(found)
    raise Unclear("russian-date-unclear")


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
    for test in (str.startswith, _is_near):
        for number, names in enumerate(_MONTHS, start=1):
            if len(word) >= 3 and any(test(name, word) for name in names):
                return number
    raise Unclear("russian-date-unclear")


# --- phones and addresses of mail --------------------------------------------------------------------


def parse_phone(text: str) -> Parsed[str]:
    """Return a Russian number in E.164, `+79101234567`.

    A landline gets `confirm-landline`, a number of Kazakhstan (+7 6…, +7 7…) `confirm-kazakhstan`.
    """
    typed = unicodedata.normalize("NFKC", tidy(text).translate(_DASHES))
    digits = re.sub(r"[ ().-]", "", typed)
    if not re.fullmatch(r"\+?[0-9]{3,20}", digits):
        raise Unclear("russian-phone-unclear")
    national = _national(digits)
    if national is None:
        raise Unclear("russian-phone-foreign" if _is_foreign(digits) else "russian-phone-unclear")
    phone = f"+7{national}"
    if is_kazakhstan(phone):
        return Parsed(phone, "confirm-kazakhstan")
    return Parsed(phone, "confirm-landline" if is_landline(phone) else None)


def is_landline(phone: str) -> bool:
    """Whether the Russian E.164 number can't get an SMS: area codes begin with 3, 4 or 8."""
    return phone[2:3] in {"3", "4", "8"}


def is_kazakhstan(phone: str) -> bool:
    """Whether the +7 number belongs to Kazakhstan."""
    return phone[2:3] in {"6", "7"}


def format_phone(phone: str) -> str:
    """Return an E.164 number as people write it, «+7 910 123-45-67», in the region's capital «+7 4912 00-00-14»."""
    if phone.startswith(CAPITAL_CODE):
        # The library knows codes of three digits only.
        rest = phone.removeprefix(CAPITAL_CODE)
        return f"+7 4912 {rest[:2]}-{rest[2:4]}-{rest[4:]}"
    if phone.startswith("+79") and len(phone) == 12:
        # As the library would, in a hundredth of its time: a table holds ten thousand of them.
        return f"+7 {phone[2:5]} {phone[5:8]}-{phone[8:10]}-{phone[10:]}"
    import phonenumbers  # for the few numbers that only a library knows

    return phonenumbers.format_number(phonenumbers.parse(phone), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def mask_phone(phone: str) -> str:
    """Return «+7 9** ***-**-12», as lists show a number."""
    return f"+7 {phone[2:3]}** ***-**-{phone[-2:]}"


def parse_email(text: str) -> Parsed[str]:
    """Return an e-mail address of at most 254 characters, as typed; no letter is sent to prove it."""
    address = tidy(text)
    if len(address) > EMAIL_LIMIT or not _EMAIL.fullmatch(address):
        raise Unclear("russian-email-unclear")
    return Parsed(address)


def _national(digits: str) -> str | None:
    """Return the ten digits after +7, or None when this is no Russian or Kazakhstan number."""
    found = re.fullmatch(r"(?:\+?7|8)([346789][0-9]{9})|(9[0-9]{9})", digits)
    return (found[1] or found[2]) if found else None


def _is_foreign(digits: str) -> bool:
    if digits.startswith("+7"):
        return False
    if digits.startswith("+"):
        return True
    if len(digits) <= 10:
        return False
    import phonenumbers

    # Telegram gives the phone of a contact without its plus.
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


# --- marks -----------------------------------------------------------------------------------------


def parse_grade(text: str) -> Parsed[Decimal]:
    """Return an average grade from 2 to 5 with at most 4 decimals, more are rounded half up.

    Below 3 it gets `confirm-low-grade`: a certificate holds no twos.
    """
    found = _GRADE.fullmatch(unicodedata.normalize("NFKC", tidy(text)).lower())
    if not found:
        raise Unclear("russian-grade-unclear")
    typed = Decimal(f"{found[1]}.{found[2] or 0}")
    if not LOWEST_GRADE <= typed <= HIGHEST_GRADE:
        raise Unclear("russian-grade-unclear")
    grade = typed if -int(typed.as_tuple().exponent) <= 4 else typed.quantize(GRADE_STEP, ROUND_HALF_UP)
    return Parsed(grade, "confirm-low-grade" if grade < DOUBTFUL_GRADE else None)


def parse_marks(text: str) -> Parsed[tuple[int, ...]]:
    """Return the marks of a certificate typed as `5 4 4 3`, `5,4,4,3`, `5443` or «отл хор уд»."""
    typed = unicodedata.normalize("NFKC", tidy(text)).lower().replace("ё", "е")
    if re.fullmatch(r"[2-5][.,][2-5]", typed):
        raise Unclear("russian-marks-unclear")  # «4,5» is an average or two marks: ask
    words = list(typed) if re.fullmatch(r"[2-5]+", typed) else re.split(r"[\s,;+/.]+", typed.strip(" .,;"))
    if len(words) > MARKS_LIMIT:
        raise Unclear("russian-marks-many", limit=MARKS_LIMIT)
    marks = tuple(int(word) if word in {"2", "3", "4", "5"} else _MARK_WORDS.get(word, 0) for word in words)
    if not all(marks):
        raise Unclear("russian-marks-unclear")
    return Parsed(marks)


def average(marks: Sequence[int]) -> Decimal:
    """Return the mean of at least one mark, kept to 4 decimals, rounded half up."""
    return (Decimal(sum(marks)) / len(marks)).quantize(GRADE_STEP, ROUND_HALF_UP)


def format_grade(grade: Decimal, language: str = "ru") -> str:
    """Return «4,26»: two digits, rounded half up; the stored value stays whole."""
    shown = f"{grade.quantize(SHOWN_GRADE_STEP, ROUND_HALF_UP):f}"
    return shown.replace(".", ",") if language == "ru" else shown


# --- numbers and money -------------------------------------------------------------------------------


def parse_snils(text: str) -> Parsed[str]:
    """Return the 11 digits of a pension insurance number whose control number fits."""
    digits = re.sub(r"[ -]", "", tidy(text).translate(_DASHES))
    if not re.fullmatch(r"[0-9]{11}", digits):
        raise Unclear("russian-snils-unclear")
    control = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9])) % 101 % 100
    if int(digits[:9]) > LAST_SNILS_WITHOUT_CONTROL and control != int(digits[9:]):
        raise Unclear("russian-snils-control")
    return Parsed(digits)


def format_snils(digits: str) -> str:
    """Return «112-233-445 95»."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def format_hours(hours: Decimal | int) -> str:
    """Return «6,5» or «6»."""
    shown = f"{Decimal(hours):f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace(".", ",")


def format_half_hours(half_hours: int, language: str = "ru") -> str:
    """Return half hours as hours, «6» or «6,5»."""
    shown = format_hours(Decimal(half_hours) / 2)
    return shown if language == "ru" else shown.replace(",", ".")


def format_money(roubles: int, upper: int | None = None) -> str:
    """Return «34 000 ₽», or «22 000–34 000 ₽» with an upper bound; spaces don't break."""
    amounts = [f"{amount:,}".replace(",", "\u00a0") for amount in (roubles, upper) if amount is not None]
    return "–".join(amounts) + "\u00a0₽"


# --- choices ---------------------------------------------------------------------------------------


def parse_yes_no(text: str) -> Parsed[bool]:
    """Return whether the text says yes, in Russian or English."""
    word = tidy(text).translate(_DASHES).lower().strip(" .,!")
    for candidate in (word, to_russian_layout(word)):
        if candidate in _YES or candidate in _NO:
            return Parsed(candidate in _YES)
    raise Unclear("russian-yes-no")


def match_option(text: str, options: Iterable[tuple[K, str]]) -> K:
    """Return the key of the one option whose label was meant.

    Case, Ё, emoji and punctuation don't count; the beginning of a word (3 letters and more) is enough where one
    label has it; one wrong letter in four or more is forgiven; Latin keys are read as Russian ones. The closest
    kind of match decides.
    """
    labels = [(key, plain(label)) for key, label in options]
    for typed in (plain(text), plain(to_russian_layout(tidy(text)))):
        for rule in (_is_same, _is_beginning, _is_inside, _is_near):
            found = [key for key, label in labels if typed and rule(label, typed)]
            if len(found) == 1:
                return found[0]
            if found:
                raise Unclear("russian-option-several")
    raise Unclear("russian-option-unclear")


def _is_same(label: str, typed: str) -> bool:
    return label == typed


def _is_beginning(label: str, typed: str) -> bool:
    return len(typed) >= 3 and label.startswith(typed)


def _is_inside(label: str, typed: str) -> bool:
    return len(typed) >= 3 and f" {typed}" in label


def _is_near(label: str, typed: str) -> bool:
    """Whether one letter of four or more was added, left out, replaced or swapped with its neighbour."""
    if len(typed) < 4 or abs(len(label) - len(typed)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(label, typed, strict=False)) if a != b), None)
    if start is None:
        return True
    mine, theirs = label[start:], typed[start:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]


# --- a day of practice in one message ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """What was understood of a message about a day of practice; `words` is all the rest, `used` what was understood.

    Hours come in half hours, minutes rounded to the nearest half; several stretches are added up, «с 8 до 12» too.
    """

    half_hours: int | None
    rating: int | None
    codes: tuple[str, ...]
    words: str
    used: tuple[str, ...]


def read_diary(text: str, codes: Sequence[str]) -> DiaryLine:
    """Read «6 часов, варил тавровые швы, ПК2.1, всё понятно 4»; `codes` are those of competences that there are.

    No word is lost: what is neither hours, nor a code, nor a mark from 1 to 5 stands in `words`, in its order.
    """
    left, used = tidy(text), list[str]()

    def take(pattern: re.Pattern[str]) -> re.Match[str] | None:
        nonlocal left
        found = pattern.search(left)
        if found is not None:
            used.append(found[0])
            left = left[: found.start()] + _GAP * len(found[0]) + left[found.end() :]
        return found

    named = [code for code in codes if take(_code_pattern(code)) is not None]
    minutes = [_minutes(found) for pattern in _SPENT for found in iter(lambda: take(pattern), None)]  # noqa: B023
    named += [code for code in codes if code not in named and minutes and take(_bare_pattern(code)) is not None]
    if not minutes and (leading := take(_LEADING)) is not None:
        minutes.append(_minutes(leading))
    rated = next((found for pattern in _RATING if (found := take(pattern)) is not None), None)
    half_hours = max(int(any(minutes)), (sum(minutes) + 15) // 30) if minutes else None
    words = re.sub(rf"[\s,;]*{_GAP}[\s,;:{_GAP}]*", ", ", left).strip(" ,;.:-–—")
    picked = tuple(code for code in codes if code in named)
    return DiaryLine(half_hours, int(rated["rate"]) if rated else None, picked, words, tuple(used))


def shared_stems(label: str, text: str) -> frozenset[str]:
    """Return the words of `label` that `text` has in whatever form: «наплавлял» has that of «Наплавлять покрытия»."""
    said = [word for word in plain(text).split() if word not in _NO_STEMS]
    return frozenset(word for word in plain(label).split() if any(_same_stem(word, one) for one in said))


def tells_of_health(text: str) -> bool:
    """Whether a text names an illness: such words are not kept, whoever writes them."""
    return _HEALTH.search(tidy(text).replace("ё", "е")) is not None


def _minutes(found: re.Match[str]) -> int:
    parts = found.groupdict()
    if parts.get("only_half"):
        return 30
    if parts.get("one_half"):
        return 90
    if parts.get("until"):
        begins, ends = (int(parts[at]) * 60 + int(parts[f"{at}_min"] or 0) for at in ("from", "until"))
        return (ends - begins) % (24 * 60)  # a shift over midnight ends on the next day
    whole = int(parts["whole"]) if parts.get("whole") else _NUMBER_WORDS[parts["word"].lower()]
    fraction = int(Decimal(f"0.{parts.get('part') or 0}") * 60)
    return whole * 60 + int(parts.get("minutes") or 0) + fraction + (30 if parts.get("half") else 0)


def _code_pattern(code: str) -> re.Pattern[str]:
    """Return what finds a code however it is typed: with spaces, in small or in Latin letters that look alike."""
    latin = {cyrillic: letter for letter, cyrillic in zip("ABCEHKMOPTX", "АВСЕНКМОРТХ", strict=True)}
    letters = (f"[{re.escape(sign)}{latin.get(sign, '')}]" if sign.isalpha() else re.escape(sign) for sign in code)
    return re.compile(r"(?<![^\W_])" + r"\s?".join(letters) + r"(?![^\W_])(?![.,]\d)", re.IGNORECASE)


def _bare_pattern(code: str) -> re.Pattern[str]:
    """Return what finds the figures of a code that stand alone, as the second of «ПК2.1, 2.3»."""
    figures = re.sub(r"^\D+", "", code)
    never = r"(?!)"
    return re.compile(rf"(?<![^\W_])(?<!\d[.,]){re.escape(figures)}(?![^\W_])(?![.,]\d)" if "." in figures else never)


def _same_stem(word: str, said: str) -> bool:
    least = max(SHORTEST_STEM, round(len(word) * STEM_SHARE))
    return min(len(word), len(said)) > SHORTEST_STEM and word[:least] == said[:least]
