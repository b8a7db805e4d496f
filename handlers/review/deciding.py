"""Deciding: the forms of invitation, registration, refusal and enrolment, and the moment in which they are held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import AnswerRefused, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import review, russian
from cluster.admission.status import Guard, GuardFailed
from cluster.calendar import after_quiet_hours, day_of, is_quiet
from cluster.review import Card, CardOutdated, HeldByOther, HeldGone
from handlers import menu
from handlers.review.acting import words
from handlers.review.card import held_rows, outdated, show_card
from handlers.review.common import QUEUE, card_button, feature, full_name
from storage.errors import Refusal
from storage.review import HeldDecision

DAYS_OFFERED = 6
HALF_HOUR_MINUTES = 30
INVITE, REGISTER, REJECT, ENROL = "invite", "register", "reject", "enrol"
HIDDEN_ID, HIDDEN_VERSION = "_id", "_version"
"""Beside the answers of a form: which application it is about, and the version of its card."""

Initial = Callable[[Context, Card], Awaitable[Mapping[str, Any]]]


def about(subject: Subject) -> tuple[int, int | None]:
    """Return the application that a form is about, and the version of its card."""
    numbers = [menu.read_number(word) for word in subject]
    return (numbers[0] if numbers else 0), (numbers[1] if len(numbers) > 1 else None) or None


async def read(context: Context, subject: Subject) -> Card:
    """Return the card that a form is about."""
    card: Card = await context.read(
        review.read_card, context.now, context.person.id, about(subject)[0], context.content
    )
    return card


def whose(card: Card) -> Mapping[str, Any]:
    """Return what a form remembers of whom it is about."""
    return {"_name": full_name(card.applicant), "_no": card.application.number}


def said_whose(view: FormView) -> Mapping[str, Any]:
    """Return what the first question of a form says about whose application it is."""
    return {"name": view.answers.get("_name", ""), "no": view.answers.get("_no", "")}


async def hold(context: Context, subject: Subject, decision: Any, leads: Mapping[str, str]) -> None:
    """Hold a decision, and show how it may be taken back. `leads` maps a refusal to the question that is in the way."""
    application_id, version = about(subject)
    try:
        held: HeldDecision = await context.run(
            review.decide, context.now, context.person.id, application_id, version, decision, context.content
        )
    except CardOutdated:
        await outdated(context, application_id)
        return
    except Refusal as refused:
        key = refused.guard.value if isinstance(refused, GuardFailed) else refused.text_key
        if key in leads:
            raise AnswerRefused(leads[key], refused.text_key, **refused.args_) from refused
        raise
    await show_held(context, held)


async def show_held(context: Context, held: HeldDecision) -> None:
    """Show a decision that waits, and the two ways on."""
    card = await context.run(review.read_card, context.now, context.person.id, held.application_id, context.content)
    args = {
        "what": context.text(f"review-decision-{held.kind}"),
        "no": card.application.number,
        "name": full_name(card.applicant) or context.text("review-erased"),
        "seconds": int(review.HOLD_FOR.total_seconds()),
        "quiet": int(is_quiet(held.due_at)),
    }
    ways = [card_button(card.application, fresh=True), Button("review-next", feature.action("next"))]
    rows = [*held_rows(held.application_id, own=True), ways]
    context.show(Screen("review-held", args, rows, anchor=anchor_of(held.application_id, context.person.id)))


def anchor_of(application_id: int, person_id: int) -> str:
    """Return the name of the message that shows a held decision to who took it."""
    return f"review:held:{application_id}:{person_id}"


@feature.press("unhold")
async def unhold(_update: Update, context: Context) -> None:
    """Take a held decision back."""
    await context.run(review.cancel, context.now, context.person.id, menu.number(context))
    context.toast("review-held-cancelled")
    await show_card(context, menu.number(context))


@feature.press("now")
async def send_now(_update: Update, context: Context) -> None:
    """Carry a held decision out without waiting."""
    try:
        await context.run(review.send_now, context.now, context.person.id, menu.number(context), context.content)
    except (HeldByOther, HeldGone):
        raise
    except Refusal as refusal:
        await context.undo()
        await context.run(review.cancel, context.now, context.person.id, menu.number(context))
        context.alert(refusal.text_key, **refusal.args_)
    else:
        context.toast("review-held-sent", quiet=int(is_quiet(context.now)))
    await show_card(context, menu.number(context))


# --- inviting ----------------------------------------------------------------------------------------


class Invitation(BaseModel):
    """When and where an applicant is awaited."""

    checklist: bool
    day: date
    clock: str
    room: str
    parent_told: bool = False


async def _invite_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    card = await read(context, subject)
    answers = card.applicant.answers
    parent = answers.parent if answers is not None else None
    papers = [f"{document.label.in_(context.language)} \u2014 {context.text(f'review-paper-{state}')}"
              for document, state in card.papers]  # fmt: skip
    campaign = context.content.campaign(card.application.campaign)
    return {
        **whose(card),
        "_college": card.application.college,
        "_minor": card.applicant.parent_consent.value != "not_needed",
        "_papers": "\n".join(papers),
        "_phone": russian.format_phone(parent.phone) if parent else "",
        "_last": campaign.last_day(day_of(card.application.submitted_at)).isoformat(),
    }


def _checklist(view: FormView) -> Mapping[str, Any]:
    return {**said_whose(view), "papers": view.answers.get("_papers", "")}


def _days(view: FormView) -> Sequence[Option]:
    """Return the next working days on which papers are taken."""
    day, last = day_of(view.now), date.fromisoformat(view.answers.get("_last", "2000-01-01"))
    options: list[Option] = []
    while len(options) < DAYS_OFFERED and day < last:
        day = view.content.calendar.next_working_day(day)
        if day <= last:
            options.append(Option(day.isoformat(), label=russian.format_day(day, view.language)))
    return options


def _day(text: str, view: FormView) -> Given:
    return Given(russian.parse_near_day(text, day_of(view.now)).value.isoformat())


def _check_day(value: Any, view: FormView) -> Given:
    day, last = date.fromisoformat(value), date.fromisoformat(view.answers.get("_last", "2000-01-01"))
    if day < day_of(view.now):
        raise Refusal("review-invite-past")
    if day > last:
        raise Refusal("review-invite-late", date=russian.format_numeric_date(last))
    return Given(value, None if view.content.calendar.is_working(day) else "review-invite-day_off")


def _clocks(view: FormView) -> Sequence[Option]:
    """Return the half hours in which the college's office is open."""
    hours = view.content.office_hours(view.answers.get("_college", ""))
    begin, end = hours.opens.hour * 60 + hours.opens.minute, hours.closes.hour * 60 + hours.closes.minute
    options: list[Option] = []
    for minute in range(begin, end, HALF_HOUR_MINUTES):
        shown = f"{minute // 60:02}:{minute % 60:02}"
        if _is_open(shown, hours):
            options.append(Option(shown, label=shown))
    return options


def _is_open(clock: str, hours: Any) -> bool:
    within = f"{hours.opens:%H:%M}" <= clock < f"{hours.closes:%H:%M}"
    lunch = hours.lunch_from is not None and f"{hours.lunch_from:%H:%M}" <= clock < f"{hours.lunch_until:%H:%M}"
    return within and not lunch


def _clock(text: str, _view: FormView) -> Given:
    return Given(russian.parse_clock(text).value)


def _check_clock(value: Any, view: FormView) -> Given:
    hours = view.content.office_hours(view.answers.get("_college", ""))
    return Given(value, None if _is_open(value, hours) else "review-invite-closed")


def _rooms(view: FormView) -> Sequence[Option]:
    return [Option(room, label=room, code="usual") for room in (_room_of(view),) if room]


def _room_of(view: FormView) -> str:
    college = view.answers.get("_college")
    return view.content.college(college).room.in_("ru") if college else ""


async def _invite(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Invitation)
    card = await read(context, subject)
    decision = review.invitation(
        context.content, card.application, filled.day, filled.clock, filled.room, parent_told=filled.parent_told
    )
    leads = {"review-invite-past": "clock", "review-invite-late": "day", "review-invite-full": "clock"}
    await hold(context, subject, decision, {**leads, Guard.PARENT_TOLD.value: "parent_told"})


# --- registering, refusing, enrolling -----------------------------------------------------------------


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
    await hold(context, subject, decision, {"review-reject-comment": "comment"})


class Order(BaseModel):
    """The enrolment order."""

    number: str
    day: date


def _order_day(text: str, view: FormView) -> Given:
    day = russian.parse_date(text).value
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


def _shown_day(value: Any, view: FormView) -> str:
    return russian.format_day(date.fromisoformat(value), view.language)


async def still(context: Context, subject: Subject) -> None:
    """Refuse to go on to whose right has ended since the form was opened."""
    await context.read(review.load, context.person.id, about(subject)[0])


COMMON: dict[str, Any] = {
    "still": still,
    "reminders": (),
    "expires": timedelta(days=1),
    "after_quiet": after_quiet_hours,
}
SEEN = (Option(True, "review-option-seen", code="1"),)

feature.form(
    FormSpec(
        name=INVITE,
        model=Invitation,
        questions=[
            Question("checklist", options=SEEN, prompt_args=_checklist),
            Question("day", options=_days, columns=2, parse=_day, check=_check_day, show=_shown_day),
            Question("clock", options=_clocks, columns=4, parse=_clock, check=_check_clock),
            Question("room", options=_rooms, parse=words(80)),
            Question(
                "parent_told",
                options=(Option(True, "review-option-told", code="1"),),
                when=lambda view: bool(view.answers.get("_minor")),
                show=lambda _value, view: str(view.texts.get(view.language, "form-yes")),
                prompt_args=lambda view: {"phone": view.answers.get("_phone", "")},
            ),
        ],
        submit=_invite,
        initial=_invite_initial,
        **COMMON,
    )
)
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
            Question("day", options=_order_days, parse=_order_day, show=_shown_day),
        ],
        submit=_enrol,
        initial=_of_application,
        **COMMON,
    )
)

__all__ = ["COMMON", "QUEUE", "about", "anchor_of", "read"]
