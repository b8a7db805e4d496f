"""A day of practice in one message: hours, codes, a mark, and all the rest in its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cluster.russian.words import plain, tidy

# Names of illnesses, not of what happens in a workshop: «давление» and «температура» are words of the trade.
_HEALTH = re.compile(
    r"\b(?:диагноз|орви|орз|грипп|ковид|коронавирус|covid|ангин|бронхит|пневмони|астм|аллерги|гастрит|диабет|эпилепси|"
    r"аппендицит|сотрясени|перелом|туберкул|гепатит|беремен|инвалидност|депресси|психиатр|невроз|отравлени|"
    r"diagnos|flu\b|asthma|allerg|diabet|pregnan|epilep)",
    re.IGNORECASE,
)

# A call for help, an accident, or what is to come: nobody who says so is asked how long they worked.
_NO_DIARY = re.compile(
    r"\b(?:помогите|спасите|нужна помощь|упал|обж[ие]г|ожог|травм|сломал (?:руку|ногу|палец)|порезал|кровь|болит|"
    r"мне плохо|бь[её]т|бьют|бил меня|угрож|пристает|обижа|не отпуска|завтра|help me|hurt|injur|burnt|tomorrow)",
    re.IGNORECASE,
)

# What people do in a workshop, and call so. Only with hours, or asked, is it a line of a diary.
_WORK = re.compile(
    r"\b(?:(?:на|при|за|про|под|с|от|об)?(?:вар(?:ил|ива)|реза|плавл|плави|шлиф|черти|точи)|зачи[щс]|зачист|собир|собра|убир|"
    r"убра|сверл|налад|настр|настра|краси|прихват|разме[тч]|подгот|подогр|помог|делал|дела\b|работ|чисти|нос[ил]|"
    r"учи|провер|контрол|измер|правил|гнул|ждал|смотрел|"
    r"weld|cut|clean|assembl|work|help|grind|ground|prepar|measur|check|drill|learn)",
    re.IGNORECASE,
)
_DAYS_BACK = (
    (re.compile(r"\b(?:сегодня|today)\b", re.IGNORECASE), 0),
    (re.compile(r"\b(?:вчера|yesterday)\b", re.IGNORECASE), 1),
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


def read_hours_by_code(text: str, codes: Sequence[str]) -> dict[str, int] | None:
    """Read «ПК2.1 80, ПК2.2 40», or as many whole hours as there are codes, in their order; None where it is neither.

    Who leaves a code out means no hours; nobody has more than 999.
    """
    left, found = tidy(text), dict[str, int]()
    for code in codes:
        named = re.compile(
            rf"{_code_pattern(code).pattern}[\s:=–—-]*(?P<hours>\d{{1,3}})(?!\d)(?![.,]\d)", re.IGNORECASE
        )
        said = named.search(left)
        if said is not None:
            found[code] = int(said["hours"])
            left = left[: said.start()] + left[said.end() :]
    rest = re.sub(rf"{_HOUR}|[\s,;.]", " ", left).split() if found else re.split(r"[\s,;]+", left.strip(" ,;."))
    if not found and len(rest) == len(codes) and all(word.isdecimal() and len(word) <= 3 for word in rest):
        return dict(zip(codes, map(int, rest), strict=True))
    return {code: found.get(code, 0) for code in codes} if found and not rest else None


def tells_of_work(text: str) -> bool:
    """Whether a text tells what somebody did in a workshop."""
    return _WORK.search(tidy(text).lower().replace("ё", "е")) is not None


def days_back(text: str) -> int | None:
    """Return 0 for a text that says «сегодня», 1 for «вчера», None for one that says neither, or both."""
    said = [back for pattern, back in _DAYS_BACK if pattern.search(tidy(text))]
    return said[0] if len(said) == 1 else None


def is_no_diary(text: str) -> bool:
    """Whether a text calls for help, tells of an accident or of what is to come: never a line of a diary by itself."""
    return _NO_DIARY.search(tidy(text).replace("ё", "е")) is not None


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
