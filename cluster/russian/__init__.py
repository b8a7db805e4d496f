"""Names, dates, phones and marks as Russians type them; the one package of code with Cyrillic literals.

    parse_…   text that a person typed -> `Parsed(value, warning)`, or `Unclear` with the text that helps them
    format_…  a value -> the text that a person reads
    the rest  keys for comparing and searching (Ё = Е), and the matching of typed text to options

Everything here is pure. Whatever a person types, a `parse_…` function returns or raises `Unclear`, and nothing
else. A module a subject; others import the package alone. Texts: `locales/*/russian.ftl`, keys `russian-…`.
"""

from cluster.russian.contacts import format_phone, is_kazakhstan, is_landline, parse_email, parse_phone
from cluster.russian.days import (
    FIRST_YEAR,
    LAST_YEAR,
    format_date,
    format_day,
    format_moment,
    format_numeric_date,
    format_numeric_moment,
    format_numeric_span,
    format_paper_date,
    format_period,
    format_short_day,
    format_span,
    format_weekday,
    parse_birth_date,
    parse_clock,
    parse_date,
    parse_day,
    parse_near_day,
    parse_year,
)
from cluster.russian.diary import (
    DiaryLine,
    days_back,
    read_diary,
    read_hours_by_code,
    shared_stems,
    tells_of_health,
    tells_of_work,
)
from cluster.russian.marks import average, format_grade, parse_grade, parse_marks
from cluster.russian.names import (
    FullName,
    format_full_name,
    identity_key,
    is_name_of,
    is_nearly_name_of,
    masked_name,
    parse_full_name,
    parse_middle_name,
    parse_name,
    parse_said_name,
    search_terms,
    search_words,
    short_name,
    shortened,
)
from cluster.russian.numbers import format_half_hours, format_hours, format_money, parse_snils
from cluster.russian.options import match_option
from cluster.russian.words import Parsed, Unclear, plain, tidy, to_russian_layout

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DiaryLine",
    "FullName",
    "Parsed",
    "Unclear",
    "average",
    "days_back",
    "format_date",
    "format_day",
    "format_full_name",
    "format_grade",
    "format_half_hours",
    "format_hours",
    "format_moment",
    "format_money",
    "format_numeric_date",
    "format_numeric_moment",
    "format_numeric_span",
    "format_paper_date",
    "format_period",
    "format_phone",
    "format_short_day",
    "format_span",
    "format_weekday",
    "identity_key",
    "is_kazakhstan",
    "is_landline",
    "is_name_of",
    "is_nearly_name_of",
    "masked_name",
    "match_option",
    "parse_birth_date",
    "parse_clock",
    "parse_date",
    "parse_day",
    "parse_email",
    "parse_full_name",
    "parse_grade",
    "parse_marks",
    "parse_middle_name",
    "parse_name",
    "parse_near_day",
    "parse_phone",
    "parse_said_name",
    "parse_snils",
    "parse_year",
    "plain",
    "read_diary",
    "read_hours_by_code",
    "search_terms",
    "search_words",
    "shared_stems",
    "short_name",
    "shortened",
    "tells_of_health",
    "tells_of_work",
    "tidy",
    "to_russian_layout",
]
