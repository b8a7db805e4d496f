"""The questions of the application form, in their order: what is asked, how an answer is read and shown."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.form import Alternative, FormView, Given, Option, Question
from cluster import russian
from cluster.admission import (
    Citizenship,
    ContactHours,
    ContactPref,
    Discreet,
    Frame,
    Relation,
    TargetInterest,
    frame_on,
    rules,
)
from cluster.admission.options import CALLS
from cluster.calendar import day_of
from cluster.consents import APPLICATION
from cluster.content import BaseEducation, Programme
from handlers.naming import with_leads
from storage.admission import FilledBy

FORM = "admission"
SUBMITTED_ON = "_submitted_on"
"""Beside the answers of a form that changes what was sent: the Moscow day of sending, which decides about parents."""
MOST_CHOICES = rules.MOST_CHOICES
YES_NO = (Option(True, "form-yes", code="1"), Option(False, "form-no", code="0"))


def _frame(view: FormView) -> Frame:
    """Return where and when the form is filled in; what was sent keeps the campaign and the day that it was sent in."""
    sent_on = view.answers.get(SUBMITTED_ON)
    campaign = view.content.campaign_on(date.fromisoformat(sent_on)) if sent_on else None
    if sent_on is None or campaign is None:
        return frame_on(view.content, view.now)
    return Frame(view.content, campaign, day_of(view.now), date.fromisoformat(sent_on))


def _given(parsed: russian.Parsed[Any], show: Callable[[Any], str] = str, keep: Callable[[Any], Any] = str) -> Given:
    """Turn what was understood into an answer; a doubt becomes a question back."""
    warning = f"russian-{parsed.warning}" if parsed.warning else None
    value = None if parsed.value is None else keep(parsed.value)
    return Given(value, warning, {"value": show(parsed.value)} if warning else {})


def _plain(parse: Callable[[str], str]) -> Callable[[str, FormView], Given]:
    return lambda text, _view: Given(parse(text))


def _choice(
    key: str, values: type[enum.StrEnum], allowed: Callable[[Any, FormView], bool] | None = None
) -> Callable[[FormView], Sequence[Option]]:
    """Return the options of an enum, labelled `admission-option-<key>-<value>`."""

    def options(view: FormView) -> Sequence[Option]:
        return [
            Option(member.value, f"{FORM}-option-{key}-{member.value}")
            for member in values
            if allowed is None or allowed(member, view)
        ]

    return options


def _voice(view: FormView) -> Mapping[str, Any]:
    """Tell about whom is asked: a parent is asked about the child, everybody else about themselves."""
    return {"who": "child" if view.answers.get("filled_by") == FilledBy.PARENT.value else "own"}


def _typed(options: Callable[[FormView], Sequence[Option]]) -> Callable[[str, FormView], Given]:
    """Read a typed answer to a list: case, Ё and one wrong letter don't count."""

    def parse(text: str, view: FormView) -> Given:
        labels = [
            (option.value, option.label or str(view.texts.get(view.language, option.key))) for option in options(view)
        ]
        return Given(russian.match_option(text, labels))

    return parse


# --- who ---------------------------------------------------------------------------------------------


def consent_text(view: FormView) -> Mapping[str, Any]:
    """Return the consent as it is shown and recorded: its title and its whole text."""
    consent = view.content.consent(APPLICATION)
    return {"title": consent.title.in_(view.language), "text": with_leads(consent.text.in_(view.language))}


def _name(parse: Callable[[str], russian.Parsed[Any]]) -> Callable[[str, FormView], Given]:
    return lambda text, _view: _given(parse(text))


def _birth_date(text: str, view: FormView) -> Given:
    return _given(russian.parse_birth_date(text, day_of(view.now)), keep=date.isoformat, show=str)


def _check_birth_date(value: Any, view: FormView) -> Given:
    frame = _frame(view)
    filled_by = FilledBy(view.answers.get("filled_by", FilledBy.APPLICANT))
    warning = rules.check_birth_date(date.fromisoformat(value), filled_by, frame.campaign, frame.signing_day)
    shown = russian.format_date(date.fromisoformat(value), view.language)
    return Given(value, warning, {"date": shown, "year": str(frame.campaign.year)} if warning else {})


def _birth_date_holds(value: Any, view: FormView) -> bool:
    young = rules.needs_parent_to_fill(date.fromisoformat(value), day_of(view.now))
    return not young or view.answers.get("filled_by") == FilledBy.PARENT.value


def _show_date(value: Any, view: FormView) -> str:
    return russian.format_date(date.fromisoformat(value), view.language)


def _is_minor(view: FormView) -> bool:
    """Whether the parent's part is asked: under 18 on the day of submitting."""
    born = view.answers.get("birth_date")
    sent_on = view.answers.get(SUBMITTED_ON)
    signing_day = date.fromisoformat(sent_on) if sent_on else day_of(view.now)
    return born is not None and rules.parent_needed(date.fromisoformat(born), signing_day)


def _check_citizenship(value: Any, _view: FormView) -> Given:
    return Given(value, "admission-warn-citizenship" if value == Citizenship.OTHER.value else None)


# --- contact -------------------------------------------------------------------------------------------


def _phone(text: str, _view: FormView) -> Given:
    return _given(russian.parse_phone(text), show=russian.format_phone)


def _show_phone(value: Any, _view: FormView) -> str:
    return russian.format_phone(value)


def _email(text: str, _view: FormView) -> Given:
    return _given(russian.parse_email(text))


def _contact_ways(value: Any, view: FormView) -> bool:
    return value != ContactPref.PARENT or _is_minor(view)


def _contact_way_holds(value: Any, view: FormView) -> bool:
    return _contact_ways(ContactPref(value), view)


def _contact_options(view: FormView) -> Sequence[Option]:
    """Return the ways to get in touch, named from the side of who fills the form in."""
    ways = _choice("contact_pref", ContactPref, _contact_ways)(view)
    of_child = [replace(way, key=f"{way.key}-{_voice(view)['who']}") for way in ways]
    return [one if view.texts.has(one.key) else way for way, one in zip(ways, of_child, strict=True)]


def _needs_hours(view: FormView) -> bool:
    return view.answers.get("contact_pref") in CALLS


def _districts(view: FormView) -> Sequence[Option]:
    return [Option(one.key, label=one.label.in_(view.language)) for one in view.content.districts]


# --- education and choices ---------------------------------------------------------------------------


def _year(text: str, view: FormView) -> Given:
    return _given(russian.parse_year(text, *rules.grad_years(_frame(view).campaign)), keep=int)


def _show_plain(value: Any, _view: FormView) -> str:
    return str(value)


def _grade(text: str, view: FormView) -> Given:
    return _given(russian.parse_grade(text), show=lambda grade: russian.format_grade(grade, view.language))


def _marks(text: str, view: FormView) -> Given:
    average = rules.calculate_average(russian.parse_marks(text).value)
    return Given(str(average), "admission-warn-average", {"average": russian.format_grade(average, view.language)})


def _show_grade(value: Any, view: FormView) -> str:
    return russian.format_grade(Decimal(value), view.language)


def _programmes(view: FormView) -> Sequence[Option]:
    education = view.answers.get("base_education")
    if education is None or view.content.campaign_on(day_of(view.now)) is None:
        return []
    frame = _frame(view)
    offered = list(rules.open_choices(view.content, frame.campaign, education, frame.today))
    # What was sent may stand on a programme that takes no new applications any more.
    kept = view.answers.get("choices") or () if SUBMITTED_ON in view.answers else ()
    known = [one for one in view.content.programmes if one.key in kept and education in one.base_education]
    offered += [one for one in known if one not in offered]
    return [Option(one.key, label=_programme_label(one, view)) for one in offered]


def _programme_label(one: Programme, view: FormView) -> str:
    college = view.content.college(one.college)
    return f"{college.short.in_(view.language)} \u00b7 {one.short.in_(view.language)}"


def _choices_hold(value: Any, view: FormView) -> bool:
    # While no campaign runs the form cannot be sent anyway, and nothing is dropped for it.
    closed = view.content.campaign_on(day_of(view.now)) is None
    return closed or {str(key) for key in value} <= {option.value for option in _programmes(view)}


def _show_choices(value: Any, view: FormView) -> str:
    # By the content and not by the options: a programme that is closed by now still has a name.
    labels = [_programme_label(view.content.programme(key), view) for key in value]
    return "; ".join(f"{place}. {label}" for place, label in enumerate(labels, start=1))


def _wants_target(view: FormView) -> bool:
    return view.answers.get("target_interest") in {TargetInterest.WANT.value, TargetInterest.SIGNED.value}


def _enterprises(view: FormView) -> Sequence[Option]:
    return [Option(one.key, label=one.short.in_(view.language)) for one in view.content.target_enterprises()]


def _discreet(text: str, _view: FormView) -> Given:
    return Given(rules.refuse_details(text).value)


def _distance(view: FormView) -> Mapping[str, Any]:
    """Tell how far the chosen colleges are, so that the answer about the dormitory is an informed one."""
    km = rules.farthest_km(view.content, view.answers.get("choices") or (), view.answers.get("district") or "")
    return {"km": km or 0}


# --- the parent --------------------------------------------------------------------------------------


def _parent_name(text: str, _view: FormView) -> Given:
    parsed = russian.parse_full_name(text)
    name = russian.format_full_name(parsed.value.last, parsed.value.first, parsed.value.middle)
    return _given(russian.Parsed(name, parsed.warning))


def _check_parent_phone(value: Any, view: FormView) -> Given:
    return Given(value, rules.check_parent_phone(value, view.answers.get("phone")))


def _sources(view: FormView) -> Sequence[Option]:
    return [Option(one.key, label=one.label.in_(view.language)) for one in view.content.sources]


QUESTIONS: tuple[Question, ...] = (
    Question("filled_by", options=_choice("filled_by", FilledBy, lambda who, _view: who is not FilledBy.STAFF)),
    Question("last_name", parse=_name(russian.parse_name), prompt_args=_voice),
    Question("first_name", parse=_name(russian.parse_name), prompt_args=_voice),
    Question(
        "middle_name",
        parse=_name(russian.parse_middle_name),
        options=[Option(None, "admission-option-middle_name-none", code="none")],
        prompt_args=_voice,
    ),
    Question(
        "birth_date",
        parse=_birth_date,
        check=_check_birth_date,
        holds=_birth_date_holds,
        show=_show_date,
        prompt_args=_voice,
    ),
    Question("citizenship", options=_choice("citizenship", Citizenship), check=_check_citizenship, prompt_args=_voice),
    Question("phone", parse=_phone, contact=True, show=_show_phone, prompt_args=_voice),
    Question("email", parse=_email, required=False),
    Question("district", options=_districts, parse=_typed(_districts), columns=2, prompt_args=_voice),
    Question("locality", parse=_plain(rules.parse_locality), required=False),
    Question("base_education", options=_choice("base_education", BaseEducation), prompt_args=_voice),
    Question("school", parse=_plain(rules.parse_school)),
    Question("grad_year", parse=_year, show=_show_plain),
    Question(
        "avg_grade",
        parse=_grade,
        options=[Option(None, "admission-option-avg_grade-unknown", code="unknown")],
        alternatives=[
            Alternative("marks", "admission-option-avg_grade-calculate", "admission-question-avg_grade-marks", _marks)
        ],
        show=_show_grade,
    ),
    Question("honours", options=YES_NO, required=False),
    Question(
        "choices",
        options=_programmes,
        parse=_typed(_programmes),
        many=(1, MOST_CHOICES),
        holds=_choices_hold,
        show=_show_choices,
        prompt_args=_voice,
    ),
    Question("target_interest", options=_choice("target_interest", TargetInterest), prompt_args=_voice),
    Question("target_enterprise", options=_enterprises, parse=_typed(_enterprises), when=_wants_target),
    Question("priority_right", options=_choice("priority_right", Discreet), parse=_discreet, required=False),
    Question("special_conditions", options=_choice("special_conditions", Discreet), parse=_discreet, required=False),
    Question("dorm_needed", options=YES_NO, prompt_args=_distance),
    Question("parent_name", parse=_parent_name, when=_is_minor, prompt_args=_voice),
    Question("parent_relation", options=_choice("parent_relation", Relation), when=_is_minor, prompt_args=_voice),
    Question(
        "parent_phone", parse=_phone, check=_check_parent_phone, when=_is_minor, show=_show_phone, prompt_args=_voice
    ),
    Question("contact_pref", options=_contact_options, holds=_contact_way_holds),
    Question("contact_hours", options=_choice("contact_hours", ContactHours), when=_needs_hours),
    Question("source", options=_sources, parse=_typed(_sources), required=False),
    Question("comment", parse=_plain(rules.parse_comment), required=False),
)
"""Every question but the consent, which stands before them on a screen of its own."""

__all__ = ["FORM", "QUESTIONS", "consent_text"]
