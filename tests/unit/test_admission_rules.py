"""The rules of the application form: ages, parents, choices, free texts, what follows from the answers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster import russian
from cluster.admission import Frame, problems, rules
from cluster.admission.form import ApplicationForm, prefill
from cluster.content import load_content
from storage.admission import Applicant, FilledBy, ParentConsent, ParentState
from storage.errors import Refusal

CONTENT = load_content(Path(__file__).parents[2] / "content" / "ryazan")
CAMPAIGN = CONTENT.campaign("2026")
TODAY = date(2026, 7, 14)
FRAME = Frame(CONTENT, CAMPAIGN, TODAY)

ANSWERS: dict[str, Any] = {
    "consent_pd": True,
    "filled_by": "applicant",
    "last_name": "Соловьёв",
    "first_name": "Артём",
    "middle_name": "Игоревич",
    "birth_date": "2010-09-05",
    "citizenship": "RU",
    "phone": "+79101234567",
    "email": None,
    "district": "klepikovsky",
    "locality": None,
    "base_education": "grade9",
    "school": "Школа № 1",
    "grad_year": 2026,
    "avg_grade": "4.255",
    "honours": False,
    "choices": ["klepiki-welder-9", "kasimov-mounting-9"],
    "target_interest": "no",
    "priority_right": "no",
    "special_conditions": "no",
    "dorm_needed": True,
    "contact_pref": "chat",
    "parent_name": "Соловьёва Ольга Петровна",
    "parent_relation": "mother",
    "parent_phone": "+79107654321",
    "source": "school",
    "comment": None,
}
ADULT = {"birth_date": "2000-01-31", "parent_name": None, "parent_relation": None, "parent_phone": None}


def form(**changes: Any) -> ApplicationForm:
    return ApplicationForm.model_validate({**ANSWERS, **changes})


def told(found: list[Any]) -> list[tuple[str, str]]:
    return [(problem.question, problem.text_key) for problem in found]


@pytest.mark.parametrize(
    ("born", "filled_by", "expected"),
    [
        (date(2010, 9, 5), FilledBy.APPLICANT, None),
        # 13 on 1 September: a soft warning, and a parent fills the form in.
        (date(2012, 9, 2), FilledBy.PARENT, "admission-warn-age_young"),
        (date(2012, 9, 2), FilledBy.APPLICANT, Refusal("admission-refuse-under_14")),
        (date(2012, 9, 2), FilledBy.STAFF, Refusal("admission-refuse-under_14")),
        # 14 on the very day of submitting; 13 the day after.
        (date(2012, 7, 14), FilledBy.APPLICANT, None),
        (date(2012, 7, 15), FilledBy.APPLICANT, Refusal("admission-refuse-under_14")),
        (date(2012, 7, 15), FilledBy.PARENT, None),
        (date(2013, 9, 1), FilledBy.PARENT, "admission-warn-age_young"),
        (date(2013, 9, 2), FilledBy.PARENT, Refusal("admission-refuse-age")),
        (date(2026, 1, 1), FilledBy.PARENT, Refusal("admission-refuse-age")),
        (date(2026, 7, 15), FilledBy.PARENT, Refusal("admission-refuse-age")),
        (date(2000, 9, 2), FilledBy.APPLICANT, None),
        (date(2000, 9, 1), FilledBy.APPLICANT, "admission-warn-age_old"),
        (date(1956, 9, 1), FilledBy.APPLICANT, "admission-warn-age_old"),
        (date(1955, 9, 2), FilledBy.APPLICANT, "admission-warn-age_old"),
        (date(1955, 9, 1), FilledBy.APPLICANT, Refusal("admission-refuse-age")),
    ],
)
def test_ages(born: date, filled_by: FilledBy, expected: str | Refusal | None) -> None:
    if isinstance(expected, Refusal):
        with pytest.raises(Refusal) as refused:
            rules.check_birth_date(born, filled_by, CAMPAIGN, TODAY)
        assert refused.value.text_key == expected.text_key
    else:
        assert rules.check_birth_date(born, filled_by, CAMPAIGN, TODAY) == expected


@pytest.mark.parametrize(
    ("born", "day", "needed"),
    [
        # 17 at submit, 18 at practice: the parent is needed for the first, not for the second.
        (date(2008, 10, 1), date(2026, 7, 14), True),
        (date(2008, 10, 1), date(2026, 11, 1), False),
        (date(2008, 7, 14), date(2026, 7, 14), False),
        (date(2008, 7, 15), date(2026, 7, 14), True),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_a_parent_is_needed_under_18_on_the_day(born: date, day: date, needed: bool) -> None:
    assert rules.parent_needed(born, day) is needed


@given(st.dates(date(1950, 1, 1), date(2015, 1, 1)), st.integers(0, 4000))
def test_nobody_needs_a_parent_again(born: date, days: int) -> None:
    later = TODAY + timedelta(days=days)
    assert rules.parent_needed(born, later) <= rules.parent_needed(born, TODAY)


@pytest.mark.parametrize(
    ("typed", "exact", "shown"),
    [("5 4 4 3", "4", "4,00"), ("5 5 4", "4.6667", "4,67"), ("5443", "4", "4,00"), ("3", "3", "3,00")],
)
def test_the_calculator(typed: str, exact: str, shown: str) -> None:
    average = rules.calculate_average(russian.parse_marks(typed).value)
    assert (average, russian.format_grade(average)) == (Decimal(exact), shown)


def test_no_marks_have_no_average() -> None:
    with pytest.raises(Refusal):
        rules.calculate_average([])


@given(st.lists(st.integers(2, 5), min_size=1, max_size=60))
def test_an_average_is_a_grade(marks: list[int]) -> None:
    average = rules.calculate_average(marks)
    assert min(marks) <= average <= max(marks)
    assert form(avg_grade=str(average)).avg_grade == average


@pytest.mark.parametrize(
    ("education", "day", "found"),
    [
        ("grade9", TODAY, True),
        ("grade11", TODAY, True),
        ("grade9", date(2026, 6, 19), False),
        ("grade9", date(2026, 6, 20), True),
        ("grade9", date(2026, 8, 15), True),
        ("grade9", date(2026, 8, 16), False),
    ],
)
def test_choices_are_open_by_day_and_education(education: str, day: date, found: bool) -> None:
    offered = rules.open_choices(CONTENT, CAMPAIGN, education, day)
    assert bool(offered) is found
    assert all(education in programme.base_education for programme in offered)


@pytest.mark.parametrize(
    ("choices", "education", "refused"),
    [
        (["klepiki-welder-9"], "grade9", None),
        (["klepiki-welder-9", "kasimov-mounting-9", "zhivago-welder-9"], "grade9", None),
        ([], "grade9", "admission-refuse-choices_count"),
        (["klepiki-welder-9", "kasimov-welder-9", "zhivago-welder-9", "kasimov-mounting-9"], "grade9",
         "admission-refuse-choices_count"),
        (["klepiki-welder-9", "klepiki-welder-9"], "grade9", "admission-refuse-choices_twice"),
        (["klepiki-welder-11"], "grade9", "admission-refuse-choices_education"),
        (["klepiki-welder-9"], "spo", "admission-refuse-choices_education"),
        (["gone"], "grade9", "admission-refuse-gone"),
    ],
)  # fmt: skip
def test_choices(choices: list[str], education: str, refused: str | None) -> None:
    found = told(problems(form(choices=choices, base_education=education), FRAME))
    assert found == ([("choices", refused)] if refused else [])


def test_a_closed_programme_is_refused_unless_it_stands() -> None:
    after = Frame(CONTENT, CAMPAIGN, date(2026, 8, 16))
    assert told(problems(form(), after)) == [("choices", "admission-refuse-choices_closed")]
    standing = Frame(CONTENT, CAMPAIGN, date(2026, 8, 16), TODAY, frozenset(ANSWERS["choices"]))
    assert problems(form(), standing) == []


def test_a_good_form_has_no_problems() -> None:
    assert problems(form(), FRAME) == []
    assert problems(form(**ADULT), FRAME) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"parent_name": None}, ("parent_name", "admission-refuse-missing")),
        ({"parent_relation": None}, ("parent_relation", "admission-refuse-missing")),
        ({"parent_phone": None}, ("parent_phone", "admission-refuse-missing")),
        ({"target_interest": "want"}, ("target_enterprise", "admission-refuse-target_enterprise")),
        (
            {"target_interest": "signed", "target_enterprise": "serebryansky"},
            ("target_enterprise", "admission-refuse-target_enterprise"),
        ),
        ({"contact_pref": "call"}, ("contact_hours", "admission-refuse-missing")),
        ({"contact_pref": "parent"}, ("contact_hours", "admission-refuse-missing")),
        (
            {**ADULT, "contact_pref": "parent", "contact_hours": "9-12"},
            ("contact_pref", "admission-refuse-contact_parent"),
        ),
        ({"grad_year": 1985}, ("grad_year", "russian-year-range")),
        ({"grad_year": 2027}, ("grad_year", "russian-year-range")),
        ({"district": "atlantis"}, ("district", "admission-refuse-gone")),
        ({"source": "rumour"}, ("source", "admission-refuse-gone")),
        ({"birth_date": "2012-09-02"}, ("birth_date", "admission-refuse-under_14")),
    ],
)
def test_answers_that_do_not_go_together(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert told(problems(form(**changes), FRAME)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"grad_year": 1986},
        {"target_interest": "want", "target_enterprise": "tyazhpressmash"},
        {"contact_pref": "call", "contact_hours": "17-20"},
        {"avg_grade": None},
        {"middle_name": None, "honours": None, "email": None},
        {"birth_date": "2012-09-02", "filled_by": "parent"},
        {"last_name": "Ю", "first_name": "Максим"},
        {"last_name": "Мамедов", "middle_name": "Октай оглы"},
        {"last_name": "Д'Анжело", "first_name": "Марко"},
        {"parent_phone": "+79101234567"},
        {"citizenship": "other"},
        {**ADULT, "parent_phone": "+79101234567"},
    ],
)
def test_answers_that_go_together(changes: dict[str, Any]) -> None:
    assert problems(form(**changes), FRAME) == []


def test_a_parent_with_the_number_of_the_applicant_is_asked_about() -> None:
    assert rules.check_parent_phone("+79101234567", "+79101234567") == "admission-warn-same_phone"
    assert rules.check_parent_phone("+79101234568", "+79101234567") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"consent_pd": False},
        {"last_name": "Иванов1"},
        {"last_name": "—"},
        {"last_name": "И" * 61},
        {"first_name": None},
        {"phone": "123"},
        {"phone": "+493012345678"},
        {"phone": "+70121234567"},
        {"phone": "89101234567"},
        {"phone": "+7910123456७"},
        {"email": "кто-то"},
        {"avg_grade": "5.01"},
        {"avg_grade": "1.9"},
        {"avg_grade": "4.25555"},
        {"avg_grade": "NaN"},
        {"birth_date": "2010-02-31"},
        {"citizenship": "RUS"},
        {"school": "Ш" * 151},
        {"school": "  "},
        {"locality": "Л" * 81},
        {"comment": "К" * 501},
        {"snils": "112-233-445 96"},
        {"parent_name": "Ольга"},
        {"parent_relation": "uncle"},
        {"contact_hours": "0-24"},
        {"unknown": 1},
    ],
)
def test_the_model_refuses(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        form(**changes)


def test_snils_is_taken_with_its_control_number() -> None:
    assert form(snils="112-233-445 95").snils == "11223344595"


def test_details_are_never_taken() -> None:
    with pytest.raises(Refusal, match="admission-refuse-no_details"):
        rules.refuse_details("астма")


@pytest.mark.parametrize(
    ("text", "kept"), [("  Школа \u202e№ 1 ", "Школа № 1"), ("<b>&", "<b>&"), ("Ш" * 150, "Ш" * 150)]
)
def test_free_text_is_tidied(text: str, kept: str) -> None:
    assert rules.parse_school(text) == kept


@pytest.mark.parametrize("text", ["", " ", "\u200b", "Ш" * 151])
def test_free_text_has_limits(text: str) -> None:
    with pytest.raises(Refusal):
        rules.parse_school(text)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 7, 14), date(2026, 7, 17)),
        (date(2026, 7, 17), date(2026, 7, 22)),
        (date(2026, 7, 18), date(2026, 7, 22)),
        (date(2026, 11, 3), date(2026, 11, 9)),
    ],
)
def test_the_answer_is_due_in_three_working_days(day: date, due: date) -> None:
    assert rules.answer_due(CONTENT, day) == due


def test_the_farthest_college_decides_about_the_dormitory() -> None:
    assert rules.farthest_km(CONTENT, ["klepiki-welder-9", "electronics-mecha-9"], "klepikovsky") == 70
    assert rules.farthest_km(CONTENT, [], "klepikovsky") is None


@pytest.mark.parametrize(
    ("changes", "asked", "not_asked"),
    [
        ({}, {"passport", "certificate", "medical", "parent_passport"}, {"diploma", "target_contract", "priority"}),
        (
            {**ADULT, "base_education": "spo", "choices": ["klepiki-welder-11"], "target_interest": "signed"},
            {"diploma", "target_contract"},
            {"certificate", "parent_passport"},
        ),
        ({"priority_right": "tell_in_person", "choices": ["kasimov-mounting-9"]}, {"priority"}, {"medical"}),
    ],
)
def test_papers_follow_from_the_answers(changes: dict[str, Any], asked: set[str], not_asked: set[str]) -> None:
    answers = form(**changes)
    listed = rules.papers(
        CONTENT,
        base_education=answers.base_education,
        choices=answers.choices,
        minor=rules.parent_needed(answers.birth_date, TODAY),
        target_interest=answers.target_interest,
        priority_right=answers.priority_right,
    )
    keys = {document.key for document in listed}
    assert asked <= keys
    assert not not_asked & keys


def test_pointless_answers_are_not_kept() -> None:
    kept = form(
        **{**ADULT, "parent_name": "Соловьёва Ольга Петровна", "parent_relation": "mother"},
        contact_hours="9-12",
        target_enterprise="tyazhpressmash",
    ).answers(TODAY)
    assert (kept.parent, kept.contact_hours, kept.target_enterprise) == (None, None, None)


NAMES = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=20).map(str.capitalize)
FORMS = st.fixed_dictionaries(
    {
        "last_name": NAMES,
        "first_name": NAMES,
        "middle_name": st.none() | NAMES,
        "birth_date": st.dates(date(1956, 9, 1), date(2012, 7, 14)).map(date.isoformat),
        "avg_grade": st.none() | st.decimals(2, 5, places=4).map(str),
        "honours": st.none() | st.booleans(),
        "dorm_needed": st.booleans(),
        "target_interest": st.sampled_from(["no", "want", "signed"]),
        "target_enterprise": st.just("rnpk"),
        "citizenship": st.sampled_from(["RU", "other"]),
        "comment": st.none() | st.text("абв <b>&\u202e\u0301", min_size=1, max_size=60).filter(russian.tidy),
        "contact_pref": st.sampled_from(["chat", "call", "sms"]),
        "contact_hours": st.just("12-17"),
    }
)


@given(FORMS)
def test_any_good_form_survives_being_kept_and_edited(changes: dict[str, Any]) -> None:
    first = form(**changes)
    assert problems(first, FRAME) == []
    kept = first.answers(TODAY)
    moment = CAMPAIGN.docs_start
    applicant = Applicant(
        1,
        1,
        first.filled_by,
        kept,
        ParentState.NONE,
        ParentConsent.NOT_NEEDED,
        moment,
        moment,
        1,  # type: ignore[arg-type]
    )
    again = ApplicationForm.model_validate(prefill(applicant, first.choices))
    assert problems(again, FRAME) == []
    assert again.answers(TODAY) == kept
    assert again.search_keys() == first.search_keys()
    assert (kept.parent is not None) is rules.parent_needed(first.birth_date, TODAY)
