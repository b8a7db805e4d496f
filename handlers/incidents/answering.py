"""Answering a call for help: take it, close it, call, hand it on, note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, Question, Subject
from bot.screens import BLANK, Button, Screen
from bot.turn.context import Context
from cluster import incidents, people
from cluster.incidents import Card, TakenByOther
from handlers import menu
from handlers.incidents.calling import show, stay
from handlers.incidents.common import feature, subject_id, words
from handlers.incidents.looks import Look
from handlers.short_forms import AT_ONCE

OUTCOME, NOTE = "incident-outcome", "incident-note"
MOST_OUTCOME = 500
ON_A_PAGE = 6


@feature.press("take")
async def take(_update: Update, context: Context) -> None:
    """Take an incident; who comes second reads who has it."""
    one = menu.number(context)
    try:
        await context.run(incidents.acknowledge, context.now, context.person.id, one, context.content)
    except TakenByOther as taken:
        await context.undo()
        context.alert(taken.text_key, **taken.args_)
    await show(context, one)


@feature.press("call")
async def call(_update: Update, context: Context) -> None:
    """Show whom to call, below the card."""
    found: Card = await context.read(
        incidents.card, context.now, context.person.id, menu.number(context), context.content
    )
    look = Look(context.room.texts, context.content, context.language, context.now, context.person.id)
    text = BLANK.join([context.text("incidents-call-head", no=found.case.incident.id), look.numbers_of(found)])
    context.send(Screen("", body=text, keyboard=[[menu.FRESH]]))


@feature.press("hand")
async def hand(_update: Update, context: Context) -> None:
    """Choose who shall deal with an incident."""
    one = menu.number(context)
    listed = await context.read(incidents.receivers, context.person.id, one, context.content)
    names = {person: await context.read(people.name_of, person) for person in listed}
    pages = max(1, -(-len(listed) // ON_A_PAGE))
    page = menu.number(context, 1) % pages
    rows = [
        [_colleague(context, one, person, names[person])]
        for person in listed[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    turn = [Button("form-page-next", feature.action("hand", one, (page + 1) % pages))] if pages > 1 else []
    screen = Screen("incidents-hand-whom", {"no": one}, [*rows, [*turn, _to_card(one)]])
    # The first page comes below the card, which stays; the next ones in its place.
    if menu.word(context, 1) == "0":
        context.stay()
    context.show(screen)


def _colleague(context: Context, incident_id: int, person_id: int, name: str | None) -> Button:
    action = feature.action("give", incident_id, person_id)
    if person_id == context.person.id:
        return Button("incidents-hand-me", action)
    return Button(label=name, action=action) if name else Button("incidents-hand-unnamed", action)


def _to_card(incident_id: int) -> Button:
    return Button("incidents-to-card", feature.action("card", incident_id))


@feature.press("give")
async def give(_update: Update, context: Context) -> None:
    """Hand an incident to a colleague, who hears of it at once."""
    one, to_id = menu.number(context), menu.number(context, 1)
    await context.run(incidents.hand_on, context.now, context.person.id, one, to_id, context.content)
    context.toast("incidents-handed-toast")
    await show(context, one)


class Outcome(BaseModel):
    """What came of it."""

    text: str


class Noted(BaseModel):
    """A note for the colleagues."""

    text: str


async def _about(context: Context, subject: Subject) -> Mapping[str, Any]:
    await _still(context, subject)
    return {}


async def _still(context: Context, subject: Subject) -> None:
    await context.read(incidents.load_to_answer, context.person.id, subject_id(subject), context.content)


async def _resolve(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Outcome)
    one = subject_id(subject)
    await context.run(incidents.resolve, context.now, context.person.id, one, filled.text, context.content)
    await show(context, one)


async def _note(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Noted)
    one = subject_id(subject)
    await context.run(incidents.add_note, context.now, context.person.id, one, filled.text, context.content)
    await show(context, one)


feature.form(
    FormSpec(
        name=OUTCOME,
        model=Outcome,
        questions=[Question("text", parse=words(MOST_OUTCOME))],
        submit=_resolve,
        at_door=stay,
        initial=_about,
        still=_still,
        **AT_ONCE,
    )
)
feature.form(
    FormSpec(
        name=NOTE,
        model=Noted,
        questions=[Question("text", parse=words(MOST_OUTCOME))],
        submit=_note,
        at_door=stay,
        initial=_about,
        still=_still,
        **AT_ONCE,
    )
)
