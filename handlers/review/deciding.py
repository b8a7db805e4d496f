"""Registering, refusing and enrolling: the forms that end in a held decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.turn.context import Context
from cluster import review, russian
from cluster.calendar import day_of
from handlers.review.acting import words
from handlers.review.common import feature
from handlers.review.holding import COMMON, hold, read, said_whose, shown_day, whose
from storage.errors import Refusal

REGISTER, REJECT, ENROL = "register", "reject", "enrol"


class Registration(BaseModel):
    """The official number."""

    number: str


async def _of_application(context: Context, subject: Subject) -> Mapping[str, Any]:
    card = await read(context, subject)
    return whose(card)


async def _register(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Registration)
    await hold(context, subject, review.Register(number=filled.number), {"review-register-taken": "number"})


class Refused(BaseModel):
    """Why an application is refused."""

    reason: str
    comment: str | None = None


def _reasons(view: FormView) -> Sequence[Option]:
    return [Option(reason.key, label=reason.label.in_(view.language)) for reason in view.content.reasons]


async def _reject(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Refused)
    decision = review.Reject(reason=filled.reason, comment=filled.comment)
    await hold(context, subject, decision, {"review-reject-reason": "reason", "review-reject-comment": "comment"})


class Order(BaseModel):
    """The enrolment order."""

    number: str
    day: date


def _order_day(text: str, view: FormView) -> Given:
    day = russian.parse_day(text, day_of(view.now)).value
    if day > day_of(view.now):
        raise Refusal("review-enrol-future")
    return Given(day.isoformat())


def _order_days(view: FormView) -> Sequence[Option]:
    today = day_of(view.now)
    return [
        Option(day.isoformat(), label=russian.format_day(day, view.language))
        for day in (today, today - timedelta(days=1))
    ]


async def _enrol(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Order)
    decision = review.Enrol(number=filled.number, day=filled.day)
    await hold(context, subject, decision, {"review-enrol-future": "day", "review-enrol-before": "day"})


feature.form(
    FormSpec(
        name=REGISTER,
        model=Registration,
        questions=[Question("number", parse=words(40), prompt_args=said_whose)],
        submit=_register,
        initial=_of_application,
        review=False,
        **COMMON,
    )
)
feature.form(
    FormSpec(
        name=REJECT,
        model=Refused,
        questions=[
            Question("reason", options=_reasons, prompt_args=said_whose),
            Question("comment", parse=words(500), required=False),
        ],
        submit=_reject,
        initial=_of_application,
        **COMMON,
    )
)
feature.form(
    FormSpec(
        name=ENROL,
        model=Order,
        questions=[
            Question("number", parse=words(40), prompt_args=said_whose),
            Question("day", options=_order_days, parse=_order_day, show=shown_day),
        ],
        submit=_enrol,
        initial=_of_application,
        **COMMON,
    )
)
