"""Offering places and changing them: two forms with the same questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.form import AnswerRefused, FormSpec, Subject
from bot.turn.context import Context
from cluster import places
from cluster.access import Action
from cluster.calendar import after_quiet_hours
from cluster.internship import desk
from cluster.places import PlaceForm, PlaceRefused, PlacesOutdated
from handlers import menu
from handlers.places.common import CHANGE_FORM, OFFER_FORM, feature, label
from handlers.places.listing import show_place
from handlers.places.questions import BEDS_TAKEN, ENTERPRISE, LIKE, PLACE, QUESTIONS, SEEN, TAKEN
from storage.errors import Forbidden
from storage.internship import Place

ALIKE = frozenset({"profession", "number", "date_from", "date_to"})
"""What is asked anew where places like others are offered."""
ASKED_EACH_TIME = ALIKE | {"listed_work"}
"""What is asked although the enterprise offered places before; whether work is listed hangs on the profession."""


def _place_id(subject: Subject, place: int = 0) -> int:
    return menu.read_number(subject[place]) if len(subject) > place else 0


async def _for_whom(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Begin with the enterprise, and with what it said of these places, else of its last ones: that is not asked."""
    await _may_offer(context, subject)
    answers: dict[str, Any] = {ENTERPRISE: subject[0]}
    if len(subject) > 1:
        like: Place = await context.read(desk.load_place, context.person.id, _place_id(subject, 1))
        kept = {key: value for key, value in _answers(like).items() if key not in ALIKE - {"profession"}}
        answers |= kept if like.enterprise == subject[0] else {}
        return answers
    last: Place | None = await context.read(places.latest, context.now, context.person.id, subject[0])
    if last is not None:
        told = {key: value for key, value in _answers(last).items() if key not in ASKED_EACH_TIME}
        answers |= {**told, LIKE: label(context, last)}
    return answers


async def _may_offer(context: Context, subject: Subject) -> None:
    enterprise = context.content.enterprise(subject[0] if subject else "").key
    if not await context.read(places.may_write, context.person.id, enterprise):
        raise Forbidden


async def _as_they_stand(context: Context, subject: Subject) -> Mapping[str, Any]:
    one: Place = await context.read(desk.load_place, context.person.id, _place_id(subject), Action.WRITE)
    beside = {ENTERPRISE: one.enterprise, PLACE: one.id, TAKEN: one.taken, BEDS_TAKEN: one.beds_taken}
    return {**_answers(one), **beside, SEEN: places.answers_of(one)}


async def _may_change(context: Context, subject: Subject) -> None:
    await context.read(desk.load_place, context.person.id, _place_id(subject), Action.WRITE)


def _answers(place: Place) -> dict[str, Any]:
    """Return what is known of places; what is empty and must be told is asked."""
    return {key: value for key, value in places.answers_of(place).items() if value != ""}


async def _offer(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, PlaceForm)
    try:
        made: Place = await context.run(
            places.offer, context.now, context.person.id, subject[0], filled, context.content
        )
    except PlaceRefused as refused:
        raise AnswerRefused(refused.question, refused.text_key, **refused.args_) from refused
    await show_place(context, made.id, context.text("places-offered", count=made.number))


async def _change(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, PlaceForm)
    place_id = _place_id(subject)
    talk = context.talks.get(CHANGE_FORM)
    seen = talk.data["answers"].get(SEEN, {}) if talk is not None else {}
    try:
        told: int = await context.run(
            places.change, context.now, context.person.id, place_id, filled, seen, context.content
        )
    except PlacesOutdated as outdated:
        await show_place(context, place_id, context.text(outdated.text_key))
        return
    except PlaceRefused as refused:
        raise AnswerRefused(refused.question, refused.text_key, **refused.args_) from refused
    await show_place(context, place_id, context.text("places-changed", told=told))


feature.form(
    FormSpec(
        name=OFFER_FORM,
        model=PlaceForm,
        questions=QUESTIONS,
        submit=_offer,
        initial=_for_whom,
        still=_may_offer,
        after_quiet=after_quiet_hours,
    )
)
feature.form(
    FormSpec(
        name=CHANGE_FORM,
        model=PlaceForm,
        questions=QUESTIONS,
        submit=_change,
        initial=_as_they_stand,
        still=_may_change,
        shared_texts=OFFER_FORM,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)
