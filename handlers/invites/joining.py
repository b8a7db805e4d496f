"""The guest: what a link offers, the question who they are, and what comes of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import Again, FormSpec, FormView, Given, Question, Subject
from bot.screens import BLANK, Action, Button, Screen
from bot.turn.context import Context
from cluster import invites, russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.invites import LINK_PREFIX, Answer, Answered, InviteState, Offer
from cluster.people import Role
from handlers import menu
from handlers.invites.common import JOIN_FORM, call, feature, join_button
from handlers.naming import organisation_name
from storage.errors import Refusal

ANSWERED_WITHIN_DAYS = 1
LATER = Button("people-invite-decline", feature.action("later"))


class Who(BaseModel):
    """Who a guest says the record is about."""

    name: str
    birth_date: date | None = None


# --- the link -----------------------------------------------------------------------------------------------


@feature.deep_link(LINK_PREFIX)
async def open_link(_update: Update, context: Context) -> None:
    """Show what an invite offers, and nothing about the person whom it is for; the name may be typed at once."""
    token = menu.word(context)
    offer: Offer = await context.run(invites.look, context.now, context.person.id, token)
    if offer.waits:
        context.show(_waits(context, offer.invite_id or 0, offer.college, token))
    elif offer.why_not is not None:
        context.show(Screen(offer.why_not, keyboard=[[menu.BACK]]))
    elif offer.state is not InviteState.GOOD or offer.expires_at is None:
        context.show(_bad(context, offer))
    else:
        args = {
            "group": offer.study_group,
            "college": organisation_name(context.content, offer.college, context.language),
            "until": russian.format_moment(offer.expires_at, context.language),
        }
        note = context.text(f"invites-offer-{offer.role}", **args)
        await context.room.forms[JOIN_FORM].open(context, "anew", (token,), note, [[LATER]])


def _bad(context: Context, offer: Offer) -> Screen:
    body = BLANK.join([context.text(f"invites-{offer.state}"), call(context, offer.college)])
    return Screen("", body=body, keyboard=[[Button("people-ask-access", Action.of("start", "who"))], [menu.BACK]])


@feature.press("later")
async def later(_update: Update, context: Context) -> None:
    """Leave the invite as it is."""
    context.talks.end(JOIN_FORM)
    context.show(Screen("people-invite-later", keyboard=[[menu.BACK]]))


# --- who are you? -------------------------------------------------------------------------------------------


async def _begin(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Ask for the day of birth where a name was not the record's."""
    role, again = await context.read(invites.begin, context.now, context.person.id, _token(subject))
    return {"role": role.value, "again": again}


async def _still(context: Context, subject: Subject) -> None:
    await context.read(invites.check, context.now, context.person.id, _token(subject))


def _token(subject: Subject) -> str:
    return subject[0] if subject else ""


def _again(view: FormView) -> bool:
    return bool(view.answers.get("again"))


def _prompt(view: FormView) -> Mapping[str, Any]:
    return {"role": view.answers.get("role", Role.STUDENT.value), "again": "yes" if _again(view) else "no"}


def _name(text: str, _view: FormView) -> Given:
    parsed = russian.parse_said_name(text)
    name = russian.format_full_name(parsed.value.last, parsed.value.first, parsed.value.middle)
    return Given(name, f"russian-{parsed.warning}" if parsed.warning else None, {"value": name})


def _birth_date(text: str, view: FormView) -> Given:
    return Given(russian.parse_birth_date(text, day_of(view.now)).value.isoformat())


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> Again | None:
    """Take who the guest says it is; after a slip it is asked anew, with the day of birth."""
    assert isinstance(filled, Who)
    token = _token(subject)
    answered: Answered = await context.run(
        invites.answer, context.now, context.person.id, token, filled.name, filled.birth_date
    )
    match answered.answer:
        case Answer.JOINED:
            await menu.show(context, context.text(f"invites-joined-{answered.role}"))
        case Answer.AGAIN:
            return Again(context.text(f"invites-again-{answered.role}"), [[LATER]])
        case Answer.WAITS if answered.is_anybody_there:
            context.show(_waits(context, answered.invite_id, answered.college, token))
        case _:
            context.show(_stuck(context, answered))
    return None


feature.form(
    FormSpec(
        name=JOIN_FORM,
        model=Who,
        questions=[
            Question("name", parse=_name, prompt_args=_prompt),
            Question("birth_date", parse=_birth_date, prompt_args=_prompt, when=_again),
        ],
        submit=_submit,
        initial=_begin,
        still=_still,
        review=False,
        reminders=(),
        expires=invites.VALID_FOR,
        after_quiet=after_quiet_hours,
    )
)


# --- waiting for the college ----------------------------------------------------------------------------------


def _waits(context: Context, invite_id: int, college: str | None, token: str) -> Screen:
    until = context.content.calendar.add_working_days(day_of(context.now), ANSWERED_WITHIN_DAYS)
    args = {
        "college": organisation_name(context.content, college, context.language),
        "until": russian.format_day(until, context.language),
    }
    take_back = Button("invites-take-back", feature.action("takeback", invite_id))
    return Screen("invites-waits", args, [[join_button("invites-mend-name", token)], [take_back], [menu.BACK]])


def _stuck(context: Context, answered: Answered) -> Screen:
    """Return what to do where the college cannot answer here: somebody else waits, or nobody is there."""
    body = BLANK.join([context.text(f"invites-stuck-{answered.answer}"), call(context, answered.college)])
    rows = [[menu.BACK]]
    if answered.answer is Answer.WAITS:
        rows = [[Button("invites-take-back", feature.action("takeback", answered.invite_id))], *rows]
    return Screen("", body=body, keyboard=rows)


@feature.press("takeback")
async def take_back(_update: Update, context: Context) -> None:
    """Take one's own claim back."""
    try:
        await context.run(invites.take_back, context.now, context.person.id, menu.number(context))
    except Refusal as refusal:
        await context.undo()
        await menu.show(context, context.text(refusal.text_key))
    else:
        await menu.show(context, context.text("invites-taken-back"))
