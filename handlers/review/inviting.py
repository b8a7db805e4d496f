"""Inviting an applicant: a look at the papers, the day, the time, the room, and under 18 the parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.turn.context import Context
from cluster import review, russian
from cluster.admission.status import Guard
from cluster.calendar import day_of
from handlers.review.acting import words
from handlers.review.common import feature
from handlers.review.holding import COMMON, hold, read, said_whose, shown_day, whose
from storage.errors import Refusal

INVITE = "invite"
DAYS_OFFERED = 6
HALF_HOUR_MINUTES = 30
SEEN = (Option(True, "review-option-seen", code="1"),)


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


feature.form(
    FormSpec(
        name=INVITE,
        model=Invitation,
        questions=[
            Question("checklist", options=SEEN, prompt_args=_checklist),
            Question("day", options=_days, columns=2, parse=_day, check=_check_day, show=shown_day),
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
