"""Saying no to an offer of practice, with a reason: the student's, or the enterprise's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster.internship import offering, offers
from cluster.internship.offers import Offer
from cluster.internship.status import Actor
from cluster.places import parse_words
from handlers import menu
from handlers.internship.common import feature
from handlers.short_forms import AT_ONCE
from storage.errors import Forbidden, NotFound

DECLINE: Final = "offerno"
PARTS: Final[Mapping[str, Actor]] = {"student": Actor.STUDENT, "enterprise": Actor.ENTERPRISE}
"""Who has an answer to give, as buttons name them."""


class Why(BaseModel):
    """Why somebody says no."""

    reason: str


def _part_of(subject: Subject) -> Actor:
    part = PARTS.get(subject[1]) if len(subject) > 1 else None
    if part is None:
        raise NotFound
    return part


def _placement_of(subject: Subject) -> int:
    return menu.read_number(subject[0]) if subject else 0


def _reasons(view: FormView) -> Sequence[Option]:
    return [Option(one, f"internship-why-{one}") for one in offering.REASONS[_part_of(view.subject)]]


def _own_words(text: str, _view: FormView) -> Given:
    return Given(parse_words(text, offering.REASON_LIMIT))


async def _may_decline(context: Context, subject: Subject) -> None:
    part = _part_of(subject)
    one: Offer = await context.read(
        offers.load_offer, context.now, context.person.id, _placement_of(subject), context.content
    )
    if one.part is not part:
        raise Forbidden


async def _begin_decline(context: Context, subject: Subject) -> dict[str, Any]:
    await _may_decline(context, subject)
    return {}


async def _decline(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Why)
    part = _part_of(subject)
    await context.run(offering.decline, context.now, context.person.id, _placement_of(subject), part, filled.reason)
    rows = [[Button("internship-offer-to-asked", feature.action("asked", 0))]] if part is Actor.ENTERPRISE else []
    context.show(Screen(f"internship-offer-declined-{part}", keyboard=[*rows, [menu.BACK]]))


feature.form(
    FormSpec(
        name=DECLINE,
        model=Why,
        questions=[Question("reason", options=_reasons, parse=_own_words)],
        submit=_decline,
        initial=_begin_decline,
        still=_may_decline,
        **AT_ONCE,
    )
)
