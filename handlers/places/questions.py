"""The questions about places, in their order: what is asked, how an answer is read and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.form import FormView, Given, Option, Question
from cluster import places, russian
from cluster.calendar import day_of
from handlers.places.common import OFFER_FORM
from storage.internship import PayBasis

ENTERPRISE, PLACE, TAKEN, BEDS_TAKEN, SEEN = "_enterprise", "_place", "_taken", "_beds_taken", "_seen"
"""Beside the answers: whose places, which ones are changed, what of them is given away, how they stood."""
LIKE = "_like"
"""Beside the answers: from which places the rest was taken, in words."""
YES_NO = (Option(True, "form-yes", code="1"), Option(False, "form-no", code="0"))
SHIFTS = ("08:00-12:00", "08:00-16:30", "08:00-17:00", "13:00-17:00")
BREAKS = (0, 30, 45, 60)
MOST_WORDS = {"site": 200, "gear": 500, "meeting_person": 100, "meeting_where": 200, "bring": 300, "papers": 300}


def _words(key: str) -> Callable[[str, FormView], Given]:
    return lambda text, _view: Given(places.parse_words(text, MOST_WORDS[key]))


def _number(least: Callable[[FormView], int], most: Callable[[FormView], int]) -> Callable[[str, FormView], Given]:
    return lambda text, view: Given(places.parse_number(text, least(view), most(view)))


def _is_new(view: FormView) -> bool:
    return PLACE not in view.answers


def _professions(view: FormView) -> Sequence[Option]:
    content = view.content
    return [
        Option(code, label=content.programme(key).short.in_(view.language))
        for code, key in places.professions(content).items()
    ]


# --- how many, and when ------------------------------------------------------------------------------


def _taken(view: FormView) -> int:
    return max(1, int(view.answers.get(TAKEN, 0)))


def _number_of(view: FormView) -> int:
    return int(view.answers.get("number", places.MOST_NUMBER))


def _day(text: str, view: FormView) -> Given:
    return Given(russian.parse_near_day(text, day_of(view.now)).value.isoformat())


def _warned(value: Any, warning: str | None, view: FormView) -> Given:
    args = {"day": russian.format_day(date.fromisoformat(value), view.language)} if warning else {}
    return Given(value, warning, args)


def _check_first(value: Any, view: FormView) -> Given:
    if value == view.answers.get(SEEN, {}).get("date_from"):
        return Given(value)  # it may have come by now: nobody moves it
    return _warned(value, places.check_first_day(date.fromisoformat(value), day_of(view.now), view.content), view)


def _check_last(value: Any, view: FormView) -> Given:
    first = date.fromisoformat(view.answers.get("date_from") or value)
    return _warned(value, places.check_last_day(date.fromisoformat(value), first, view.content), view)


def _last_holds(value: Any, view: FormView) -> bool:
    first = view.answers.get("date_from")
    if first is None:
        return True
    return date.fromisoformat(first) <= date.fromisoformat(value) <= date.fromisoformat(first) + places.FARTHEST


def _show_day(value: Any, view: FormView) -> str:
    return russian.format_date(date.fromisoformat(value), view.language)


# --- where, and at what hours ------------------------------------------------------------------------


def _sites(view: FormView) -> Sequence[Option]:
    enterprise = view.content.enterprise(view.answers[ENTERPRISE])
    return [
        Option(site.name.ru, label=site.name.in_(view.language), code=str(number))
        for number, site in enumerate(enterprise.sites)
    ]


def _shift(text: str, _view: FormView) -> Given:
    shift = places.parse_shift(text)
    starts, ends = places.shift_hours(shift)
    return Given(shift, "places-warn-night" if ends < starts else None, {"shift": _shown_shift(shift)})


def _shown_shift(shift: str) -> str:
    starts, ends = places.shift_hours(shift)
    return f"{starts:%-H:%M}\u2013{ends:%-H:%M}"


def _shifts(_view: FormView) -> Sequence[Option]:
    return [Option(one, label=_shown_shift(one), code=str(number)) for number, one in enumerate(SHIFTS)]


def _breaks(view: FormView) -> Sequence[Option]:
    return [
        Option(minutes, label=str(view.texts.get(view.language, "places-minutes", minutes=minutes)))
        for minutes in BREAKS
    ]


def _show_break(value: Any, view: FormView) -> str:
    return view.texts.get(view.language, "places-minutes", minutes=int(value))


# --- what is paid, given and asked -------------------------------------------------------------------


def _is_paid(view: FormView) -> bool:
    return view.answers.get("pay_basis") not in {None, PayBasis.NONE.value}


def _amount(text: str, _view: FormView) -> Given:
    return Given(places.parse_amount(text))


def _show_amount(value: Any, _view: FormView) -> str:
    return russian.format_money(int(value))


def _days(text: str, _view: FormView) -> Given:
    return Given(places.parse_days(text))


def _show_days(value: Any, _view: FormView) -> str:
    return ", ".join(map(str, value))


def _beds_hold(value: Any, view: FormView) -> bool:
    return int(value) <= _number_of(view)


def _ages(_view: FormView) -> Sequence[Option]:
    return [Option(age, label=str(age)) for age in range(places.YOUNGEST, places.OLDEST + 1)]


def _phone(text: str, _view: FormView) -> Given:
    parsed = russian.parse_phone(text)
    # A landline is what a plant has: no reason to ask back.
    return Given(parsed.value)


def _show_phone(value: Any, _view: FormView) -> str:
    return russian.format_phone(value)


def _how_far(view: FormView) -> Mapping[str, Any]:
    return {"taken": int(view.answers.get(TAKEN, 0)), "most": places.MOST_NUMBER}


def _beds(view: FormView) -> Mapping[str, Any]:
    return {"most": _number_of(view)}


def _like(view: FormView) -> Mapping[str, Any]:
    return {"like": view.answers.get(LIKE, "none")}


def _no_beds(view: FormView) -> Sequence[Option]:
    return [] if view.answers.get(BEDS_TAKEN) else [Option(0, f"{OFFER_FORM}-option-beds-none", code="0")]


QUESTIONS: tuple[Question, ...] = (
    Question("profession", options=_professions, when=_is_new, prompt_args=_like),
    Question("number", parse=_number(_taken, lambda _view: places.MOST_NUMBER), prompt_args=_how_far),
    Question("date_from", parse=_day, check=_check_first, show=_show_day),
    Question("date_to", parse=_day, check=_check_last, holds=_last_holds, show=_show_day),
    Question("site", options=_sites, parse=_words("site")),
    Question("shift", options=_shifts, parse=_shift, columns=2, show=lambda value, _view: _shown_shift(value)),
    Question(
        "break_minutes",
        options=_breaks,
        parse=_number(lambda _view: 0, lambda _view: places.MOST_BREAK),
        columns=2,
        show=_show_break,
    ),
    Question("pay_basis", options=[Option(one.value, f"places-pay-{one}") for one in PayBasis]),
    Question("pay_amount", parse=_amount, required=False, when=_is_paid, show=_show_amount),
    Question("pay_days", parse=_days, required=False, when=_is_paid, show=_show_days),
    Question(
        "beds",
        options=_no_beds,
        parse=_number(lambda view: int(view.answers.get(BEDS_TAKEN, 0)), _number_of),
        holds=_beds_hold,
        prompt_args=_beds,
        show=lambda value, _view: str(value),
    ),
    Question("gear", parse=_words("gear"), required=False),
    Question("age_min", options=_ages, columns=3),
    Question("listed_work", options=YES_NO, columns=2),
    Question("meeting_person", parse=_words("meeting_person")),
    Question("meeting_phone", parse=_phone, required=False, show=_show_phone),
    Question("meeting_where", parse=_words("meeting_where")),
    Question("bring", parse=_words("bring"), required=False),
    Question("papers", parse=_words("papers"), required=False),
)
