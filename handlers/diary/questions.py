"""What is asked about a day of the diary, in which order, and what an answer may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.form import FormView, Given, Option, Question
from cluster import diary, russian
from cluster.content.practice import Competence
from cluster.diary import MOST
from handlers import menu
from handlers.diary.common import hours
from storage.errors import Refusal

CALENDAR = "calendar"
HELP, KEEP, OTHER_WORK, OTHER_DAY = "help", "keep", "work", "day"
USUAL = (8, 12, 14, 16, 6, 10)
"""Half hours that are offered where nobody knows the shift."""
LESS = (0, 1, 2, 3, 4, 6)
"""So many half hours less than planned are offered, the plan itself first."""
MOST_BY_NAME = 5
"""With more competences than these, buttons carry their codes and the question their names: all fit one screen."""
COMPETENCES, PLANNED, DAY, BACK_WITH, DAYS, LAST = "_competences", "_planned", "_day", "_comment", "_days", "_last"
"""Beside the answers: what may be picked, how long the day should be, which it is, why it came back, which others
may be meant, what was done last."""


def _day_of(view: FormView) -> Mapping[str, Any]:
    comment = view.answers.get(BACK_WITH, "")
    day = russian.format_day(menu.read_day(view.answers.get("day") or view.answers[DAY]), view.language)
    planned = view.answers.get(PLANNED)
    return {
        "day": day,
        "planned": hours(planned, view.language) if planned else "none",
        "example": _example(view),
        "comment": comment,
        "returned": int(bool(comment)),
    }


def _example(view: FormView) -> str:
    """Return work of this module in the words of a competence that they name: what is shown is understood at once."""
    known = _known(view)
    labels = [
        label
        for one in known
        if diary.understand(label := one.label.in_(view.language), known).competences == (one.code,)
    ]
    label = next(iter(labels), "") or next((one.code for one in known), "")
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _offered(view: FormView) -> Sequence[int]:
    planned = view.answers.get(PLANNED)
    if not planned:
        return USUAL
    return [planned - less for less in LESS if planned - less > 0]


def _hours_label(view: FormView, half_hours: int) -> str:
    return str(view.texts.get(view.language, "diary-hours", hours=hours(half_hours, view.language)))


def _first_options(view: FormView) -> Sequence[Option]:
    offered = [Option({"half": one}, label=_hours_label(view, one), code=str(one)) for one in _offered(view)]
    return [*offered, Option(CALENDAR, "diary-to-calendar")]


def _hours_options(view: FormView) -> Sequence[Option]:
    return [Option(one, label=_hours_label(view, one)) for one in _offered(view)]


def _known(view: FormView) -> list[Competence]:
    return [Competence.model_validate(one) for one in view.answers.get(COMPETENCES, ())]


def _read_message(text: str, view: FormView) -> Given:
    """Read a whole day out of one message; what is missing in it is asked for."""
    found = diary.understand(text, _known(view))
    said: dict[str, Any] = {}
    if found.half_hours is not None:
        said["half"] = _in_range(found.half_hours)
    if found.competences or found.guessed:
        said["what"] = list(found.competences) or _guess(found.guessed, view)
    if found.comfort is not None:
        said["comfort"] = found.comfort
    if found.words is not None:
        said["words"] = diary.check_words(found.words)
    return Given(said)


def _guess(likely: Sequence[str], view: FormView) -> list[str]:
    """Return the competence that words may mean: the one of the last day where it is among them, else the first."""
    last = [code for code in view.answers.get(LAST, ()) if code in likely]
    return (last or list(likely))[:1]


def _read_hours(text: str, view: FormView) -> Given:
    found = diary.understand(text, _known(view))
    if found.half_hours is None:
        raise Refusal("diary-hours-unclear")
    return Given(_in_range(found.half_hours))


def _in_range(half_hours: int) -> int:
    if not 1 <= half_hours <= MOST:
        raise Refusal("diary-hours-range", most=MOST // 2)
    return half_hours


def _weigh_said(value: Any, view: FormView) -> Given:
    half_hours = value.get("half") if isinstance(value, dict) else None
    return Given(value) if half_hours is None else _weighed(value, half_hours, view)


def _weigh_hours(value: Any, view: FormView) -> Given:
    return _weighed(value, value, view)


def _weighed(value: Any, half_hours: int, view: FormView) -> Given:
    """Warn of a day that is longer than planned or allowed: it is kept all the same, and the supervisor sees it."""
    planned = view.answers.get(PLANNED)
    if not planned or half_hours <= planned:
        return Given(value)
    args = {"said": hours(half_hours, view.language), "planned": hours(planned, view.language)}
    return Given(value, "diary-warn-over", args)


def _said(view: FormView, name: str) -> Any:
    said = view.answers.get("said")
    return said.get(name) if isinstance(said, dict) else None


def _what_options(view: FormView) -> Sequence[Option]:
    return [Option(one.code, label=f"{one.code} {one.label.in_(view.language)}") for one in _known(view)]


def _code_options(view: FormView) -> Sequence[Option]:
    return [Option(one.code, label=one.code) for one in _known(view)]


def _names(view: FormView) -> Mapping[str, Any]:
    return {"list": "\n".join(f"{one.code} {one.label.in_(view.language)}" for one in _known(view))}


def _asks_what(view: FormView, *, by_name: bool) -> bool:
    asked = not _said(view, "what") or view.answers.get("sure") == OTHER_WORK or bool(_picked(view))
    return asked and (len(_known(view)) <= MOST_BY_NAME) is by_name


def _picked(view: FormView) -> list[str]:
    """Return what was picked by buttons, also in place of what a message was taken for."""
    return list(view.answers.get("what") or view.answers.get("codes") or [])


def _day_options(view: FormView) -> Sequence[Option]:
    days = [view.answers[DAY], *view.answers.get(DAYS, ())]
    return [Option(day, label=russian.format_day(menu.read_day(day), view.language)) for day in days]


def _asks_day(view: FormView) -> bool:
    return view.answers.get("sure") == OTHER_DAY or "day" in view.answers


def _format(day: str, view: FormView) -> str:
    return russian.format_day(menu.read_day(day), view.language)


def _sure_options(view: FormView) -> Sequence[Option]:
    rows = [Option(KEEP, "diary-sure-keep"), Option(HELP, "diary-sure-help")]
    if _said(view, "what") and not _picked(view):
        rows.append(Option(OTHER_WORK, "diary-sure-other-work"))
    if view.answers.get(DAYS) and "day" not in view.answers:
        rows.append(Option(OTHER_DAY, "diary-sure-other-day"))
    return rows


def _still_sure(value: Any, view: FormView) -> bool:
    """Whether the word at the end holds: what was to be corrected is corrected, and looked at once more."""
    return not (value == OTHER_WORK and _picked(view)) and not (value == OTHER_DAY and "day" in view.answers)


def _comfort_options(_view: FormView) -> Sequence[Option]:
    return [Option(number, label=str(number)) for number in range(1, 6)]


def _understood(view: FormView) -> Mapping[str, Any]:
    """Return all that would be kept, to be looked at before it is."""
    half_hours = _said(view, "half") or view.answers.get("hours") or 0
    picked = _picked(view) or _said(view, "what") or []
    known = {one.code: one.label.in_(view.language) for one in _known(view)}
    return {
        **_day_of(view),
        "hours": hours(half_hours, view.language),
        "what": ", ".join(f"{code} {known.get(code, '')}".strip() for code in picked),
        "comfort": _said(view, "comfort") or view.answers.get("comfort") or 0,
        "words": _said(view, "words") or "",
        "worded": int(bool(_said(view, "words"))),
    }


QUESTIONS: Sequence[Question] = [
    Question(
        "said", parse=_read_message, options=_first_options, columns=3, check=_weigh_said,
        prompt_args=_day_of, show=lambda value, view: _hours_label(view, value.get("half", 0)),
        leave_on=CALENDAR,
    ),
    Question(
        "hours", parse=_read_hours, options=_hours_options, columns=3, check=_weigh_hours,
        when=lambda view: "said" in view.answers and _said(view, "half") is None,
    ),
    Question(
        "what", options=_what_options, many=(1, diary.MOST_COMPETENCES), ordered=False,
        when=lambda view: _asks_what(view, by_name=True),
    ),
    Question(
        "codes", options=_code_options, many=(1, diary.MOST_COMPETENCES), ordered=False, columns=3,
        prompt_args=_names, when=lambda view: _asks_what(view, by_name=False),
    ),
    Question(
        "comfort", options=_comfort_options, columns=5, when=lambda view: _said(view, "comfort") is None
    ),
    Question(
        "day", options=_day_options, when=_asks_day, show=_format,
    ),
    Question(
        "sure", options=_sure_options, holds=_still_sure,
        prompt_args=_understood, when=lambda view: bool(_said(view, "words") or _said(view, "what")),
    ),
]  # fmt: skip
