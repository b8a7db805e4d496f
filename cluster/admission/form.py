"""The application form as a model: every field of the questionnaire, typed, and what fields say about each other.

The model checks each answer by itself. What needs the campaign, the day or other answers is in `problems`: the
form cannot be sent.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from cluster import russian
from cluster.admission import rules
from cluster.admission.options import (
    CALLS,
    Citizenship,
    ContactHours,
    ContactPref,
    Discreet,
    Relation,
    TargetInterest,
)
from cluster.admission.rules import Frame
from cluster.content import BaseEducation
from storage.admission import Answers, Applicant, FilledBy, Parent, SearchKeys
from storage.errors import NotFound, Refusal

V = TypeVar("V")


def _through(parse: Callable[[str], V]) -> AfterValidator:
    """Let a value through only as `parse` would give it; the refusal's key becomes the error's type."""

    def check(value: str) -> V:
        try:
            return parse(value)
        except Refusal as refusal:
            raise PydanticCustomError("refused", "{text_key}", {"text_key": refusal.text_key}) from refusal

    return AfterValidator(check)


def _phone(text: str) -> str:
    if not re.fullmatch(r"\+7\d{10}", text, re.ASCII):
        raise Refusal("russian-phone-unclear")
    return russian.parse_phone(text).value


def _full_name(text: str) -> str:
    name = russian.parse_full_name(text).value
    return russian.format_full_name(name.last, name.first, name.middle)


Name = Annotated[str, _through(lambda text: russian.parse_name(text).value)]
E164 = Annotated[str, _through(_phone)]
Email = Annotated[str, _through(lambda text: russian.parse_email(text).value)]
Grade = Annotated[Decimal, Field(ge=2, le=5, decimal_places=4)]


class ApplicationForm(BaseModel):
    """The answers by the questions' keys. Values are as the parsers of `cluster.russian` give them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consent_pd: Literal[True]
    """Given on its own screen; the record of it is kept by `cluster.consents`."""
    filled_by: FilledBy
    last_name: Name
    first_name: Name
    middle_name: Name | None = None
    """None where there is no patronymic."""
    birth_date: date
    citizenship: Citizenship
    phone: E164
    email: Email | None = None
    district: str
    """A key of content, as are `choices`, `target_enterprise` and `source`."""
    locality: Annotated[str, _through(rules.parse_locality)] | None = None
    base_education: BaseEducation
    school: Annotated[str, _through(rules.parse_school)]
    grad_year: int
    avg_grade: Grade | None = None
    """None while it is not known yet."""
    honours: bool | None = None
    choices: tuple[str, ...]
    """Keys of programmes, the one wanted most first."""
    target_interest: TargetInterest
    target_enterprise: str | None = None
    priority_right: Discreet | None = None
    special_conditions: Discreet | None = None
    dorm_needed: bool
    contact_pref: ContactPref
    contact_hours: ContactHours | None = None
    parent_name: Annotated[str, _through(_full_name)] | None = None
    parent_relation: Relation | None = None
    parent_phone: E164 | None = None
    snils: Annotated[str, _through(lambda text: russian.parse_snils(text).value)] | None = None
    """Not asked unless the operator switches it on."""
    source: str | None = None
    comment: Annotated[str, _through(rules.parse_comment)] | None = None

    @property
    def needs_human(self) -> bool:
        """Whether a person must look before any rule decides: the rules know only citizens of Russia."""
        return self.citizenship is Citizenship.OTHER

    def search_keys(self) -> SearchKeys:
        """Return by what the person is found."""
        return SearchKeys(
            russian.identity_key(self.last_name, self.first_name, self.middle_name, self.birth_date),
            russian.search_terms(self.last_name, self.first_name, self.middle_name),
        )

    def answers(self, signing_day: date) -> Answers:
        """Return what is kept on the person; what their other answers make pointless is left out."""
        minor = rules.parent_needed(self.birth_date, signing_day)
        values = self.model_dump(exclude={"consent_pd", "filled_by", "choices", "contact_hours", "target_enterprise"})
        kept: dict[str, Any] = {k: v for k, v in values.items() if not k.startswith("parent_")}
        for name, value in kept.items():
            kept[name] = value.value if isinstance(getattr(value, "value", None), str) else value
        return Answers(
            **{**kept, "honours": bool(self.honours)},
            contact_hours=self.contact_hours.value if self.contact_hours and self.contact_pref in CALLS else None,
            target_enterprise=None if self.target_interest is TargetInterest.NO else self.target_enterprise,
            parent=self._parent() if minor else None,
        )

    def _parent(self) -> Parent | None:
        if not (self.parent_name and self.parent_relation and self.parent_phone):
            return None
        name = russian.parse_full_name(self.parent_name).value
        return Parent(name.last, name.first, name.middle, self.parent_relation.value, self.parent_phone)


def prefill(applicant: Applicant, choices: Iterable[str]) -> dict[str, Any]:
    """Return a person's answers as JSON values by the questions' keys, for the form to edit; `{}` once erased."""
    kept = applicant.answers
    if kept is None:
        return {}
    values = dataclasses.asdict(kept)
    parent = values.pop("parent")
    values |= {
        "consent_pd": True,
        "filled_by": applicant.filled_by.value,
        "birth_date": kept.birth_date.isoformat(),
        "avg_grade": None if kept.avg_grade is None else str(kept.avg_grade),
        "choices": list(choices),
    }
    if parent is not None:
        name = russian.format_full_name(parent["last_name"], parent["first_name"], parent["middle_name"])
        values |= {"parent_name": name, "parent_relation": parent["relation"], "parent_phone": parent["phone"]}
    return values


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the answer to a question: a text key with its placeholders."""

    question: str
    text_key: str
    args: dict[str, object] = field(default_factory=dict)


class FormRefused(Refusal):
    """The form cannot be sent as it is; `problems` names the answers to change, the first one is told."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].text_key, **problems[0].args)
        self.problems = tuple(problems)


def problems(form: ApplicationForm, frame: Frame) -> list[Problem]:
    """Return what keeps the form from being sent on this day in this campaign; empty when all is well."""
    found: list[Problem] = []
    for name, check in _checks(form, frame):
        try:
            check()
        except NotFound:  # a key that content no longer has
            found.append(Problem(name, "admission-refuse-gone"))
        except Refusal as refusal:
            found.append(Problem(name, refusal.text_key, dict(refusal.args_)))
    return found


def _checks(form: ApplicationForm, frame: Frame) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give each rule with the question that it is about, in the order of the form."""
    content, campaign, day = frame.content, frame.campaign, frame.signing_day
    yield "birth_date", lambda: rules.check_birth_date(form.birth_date, form.filled_by, campaign, day)
    yield "district", lambda: content.district(form.district)
    yield "grad_year", lambda: russian.parse_year(str(form.grad_year), *rules.grad_years(campaign))
    yield "choices", lambda: rules.check_choices(form.choices, form.base_education, frame)
    yield "target_enterprise", lambda: rules.check_target(form.target_interest, form.target_enterprise, content)
    yield "contact_pref", lambda: _check_contact(form, day)
    if form.contact_pref in CALLS:
        yield "contact_hours", lambda: _require(form.contact_hours)
    if rules.parent_needed(form.birth_date, day):
        yield "parent_name", lambda: _require(form.parent_name)
        yield "parent_relation", lambda: _require(form.parent_relation)
        yield "parent_phone", lambda: _require(form.parent_phone)
    if form.source is not None:
        source = form.source
        yield "source", lambda: content.source(source)


def _check_contact(form: ApplicationForm, day: date) -> None:
    if form.contact_pref is ContactPref.PARENT and not rules.parent_needed(form.birth_date, day):
        raise Refusal("admission-refuse-contact_parent")


def _require(value: object) -> None:
    if value is None:
        raise Refusal("admission-refuse-missing")
