"""A decision with a moment to think: how it is held and shown, taken back or sent at once; what its forms share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from telegram import Update

from bot.form import AnswerRefused, FormView, Subject
from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import review, russian
from cluster.admission.status import GuardFailed
from cluster.calendar import is_quiet
from cluster.review import Card, CardOutdated, HeldByOther, HeldGone
from handlers import menu
from handlers.review.card import held_rows, outdated, show_card
from handlers.review.common import card_button, feature, full_name
from handlers.short_forms import SHORT
from storage.errors import Refusal
from storage.review import HeldDecision


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
        "heard": _heard(card, held.due_at),
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
        card = await read(context, (str(menu.number(context)),))
        context.toast("review-held-sent", heard=_heard(card, context.now))
    await show_card(context, menu.number(context))


def _heard(card: Card, at: datetime) -> str:
    """Return whether the applicant hears of a decision of that moment now, later, or never."""
    if not card.reach.in_chat:
        return "never"
    return "later" if is_quiet(at) else "now"


def shown_day(value: Any, view: FormView) -> str:
    """Return a day as it stands on the review of a form."""
    return russian.format_day(date.fromisoformat(value), view.language)


async def still(context: Context, subject: Subject) -> None:
    """Refuse to go on to whose right has ended since the form was opened."""
    await context.read(review.load, context.person.id, about(subject)[0])


COMMON: dict[str, Any] = {**SHORT, "still": still}
