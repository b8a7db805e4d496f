"""Calling for help: numbers first, one tap on what happened; afterwards words, whom it is about, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, Question, Subject
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import incidents
from cluster.incidents import Card, Help, Whom
from cluster.internship.naming import full_name
from cluster.people import Role
from handlers import menu
from handlers.incidents.common import HELP, feature, masked_name, numbers, subject_id, words
from handlers.incidents.looks import Look
from handlers.short_forms import AT_ONCE
from storage.errors import NotFound
from storage.incidents import IncidentKind

WORDS = "incident-words"
MOST_OWN, MOST_MENTEES = 2, 6


@feature.command("sos")
async def sos(_update: Update, context: Context) -> None:
    """Show the way to help, from wherever the person is."""
    await _show_help(context)


@feature.press("help")
async def help_pressed(_update: Update, context: Context) -> None:
    """Show the way to help, in place."""
    await _show_help(context)


@feature.press("for")
async def help_for(_update: Update, context: Context) -> None:
    """Show the way to help for a student of whom one is the mentor, or whose college one works for."""
    await _show_help(context, menu.number(context))


async def _show_help(context: Context, student_id: int | None = None) -> None:
    found: Help = await context.read(incidents.help_for, context.now, context.person.id, context.content, student_id)
    first = context.text("incidents-help-first", reader=context.person.role or "none")
    calls = LINE.join([numbers(context.room.texts, context.language, found.calls[:1]), first])
    if found.calls[1:]:
        calls = BLANK.join([calls, numbers(context.room.texts, context.language, found.calls[1:])])
    if found.student is None:
        rows = [[_mentee(one)] for one in found.mentees[:MOST_MENTEES]]
        key = "incidents-help-whom" if rows else "incidents-help-numbers"
        key = "incidents-help-unlisted" if not rows and context.person.role is Role.STUDENT else key
        context.show(Screen("", body=BLANK.join([calls, context.text(key)]), keyboard=[*rows, [menu.BACK]]))
        return
    whose = context.text("incidents-help-for", name=full_name(found.student) or "none")
    asked = (
        context.text("incidents-help") if found.is_own else BLANK.join([whose, context.text("incidents-help-other")])
    )
    rows = [*_kinds(context, found), *_own(context, found), [menu.BACK]]
    context.show(Screen("", body=BLANK.join([calls, asked]), keyboard=rows))


def _kinds(context: Context, found: Help) -> list[list[Button]]:
    whose = () if found.is_own or found.student is None else (found.student.id,)
    buttons = [
        Button(label=context.content.incident_route(kind).label.in_(context.language), action=_tell(kind, *whose))
        for kind in IncidentKind
    ]
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


def _tell(kind: IncidentKind, *whose: int) -> Action:
    return feature.action("tell", kind, *whose)


def _own(context: Context, found: Help) -> list[list[Button]]:
    look = _look(context)
    return [
        [Button("incidents-own-line", feature.action("card", case.incident.id), args=look.line(case))]
        for case in found.own[:MOST_OWN]
    ]


def _mentee(student: Any) -> Button:
    return Button("incidents-mentee", feature.action("for", student.id), args={"name": masked_name(student) or "none"})


@feature.press("tell")
async def tell(_update: Update, context: Context) -> None:
    """Call for help: whoever has to know hears of it at once."""
    try:
        kind = IncidentKind(menu.word(context))
    except ValueError:
        raise NotFound from None
    student_id = menu.number(context, 1) if menu.word(context, 1) else None
    told = await context.run(incidents.report, context.now, context.person.id, kind, context.content, student_id)
    context.toast("incidents-told-toast")
    await show(context, told.id)


async def show(context: Context, incident_id: int, *, fresh: bool = False) -> None:
    """Show an incident as it stands; `fresh` below the message whose button was pressed."""
    await context.run(incidents.look, context.now, context.person.id, incident_id, context.content)
    card: Card = await context.run(incidents.card, context.now, context.person.id, incident_id, context.content)
    screen = _look(context).screen(card)
    if fresh:
        context.send(screen)
    else:
        context.show(screen)


def _look(context: Context) -> Look:
    return Look(context.room.texts, context.content, context.language, context.now, context.person.id)


@feature.press("card")
async def card(_update: Update, context: Context) -> None:
    """Show an incident below what is on the screen: its message changes with it and is to stay."""
    await show(context, menu.number(context), fresh=True)


@feature.press("oops")
async def withdraw(_update: Update, context: Context) -> None:
    """Take back what was pressed by mistake."""
    one = menu.number(context)
    await context.run(incidents.withdraw, context.now, context.person.id, one, context.content)
    await show(context, one)


# --- whom it is about ------------------------------------------------------------------------------------


@feature.press("whom")
async def whom(_update: Update, context: Context) -> None:
    """Ask whom a conflict is about, if the student wants to say."""
    found: Card = await context.read(
        incidents.card, context.now, context.person.id, menu.number(context), context.content
    )
    if not found.may_name:
        raise NotFound
    one = found.case.incident
    offered = [way for way in Whom if _is_offered(found, way)]
    rows = [[Button(f"incidents-whom-{way}", feature.action("named", one.id, way))] for way in offered]
    context.send(
        Screen("incidents-whom-ask", keyboard=[*rows, [Button("incidents-to-card", feature.action("card", one.id))]])
    )


def _is_offered(found: Card, way: Whom) -> bool:
    at_plant = found.case.incident.enterprise is not None
    return {Whom.MENTOR: found.has_mentor, Whom.PLANT: at_plant}.get(way, True)


@feature.press("named")
async def named(_update: Update, context: Context) -> None:
    """Keep whom a conflict is about: whoever that is sees nothing of it."""
    try:
        way = Whom(menu.word(context, 1))
    except ValueError:
        raise NotFound from None
    one = menu.number(context)
    await context.run(incidents.name, context.now, context.person.id, one, way, context.content)
    context.toast("incidents-named-toast")
    await show(context, one)


# --- words -----------------------------------------------------------------------------------------------


class Words(BaseModel):
    """What the student adds."""

    words: str


async def stay(context: Context) -> None:
    """Let the question come below the card, which changes with the incident while the person types."""
    context.stay()


async def _mine(context: Context, subject: Subject) -> Mapping[str, Any]:
    await _still(context, subject)
    return {}


async def _still(context: Context, subject: Subject) -> None:
    await context.read(incidents.load_own, context.person.id, subject_id(subject), context.content)


async def _add(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Words)
    one = subject_id(subject)
    await context.run(incidents.add_words, context.now, context.person.id, one, filled.words, context.content)
    await show(context, one)


def _has_mentees(view: menu.MenuView) -> bool:
    return bool(incidents.students_of(view.session, view.now, view.person_id))


feature.form(
    FormSpec(
        name=WORDS,
        model=Words,
        questions=[Question("words", parse=words(incidents.MOST_WORDS))],
        submit=_add,
        at_door=stay,
        initial=_mine,
        still=_still,
        **AT_ONCE,
    )
)
menu.offer(
    menu.MenuEntry(HELP.key, feature.action("help"), order=1, roles=frozenset({Role.STUDENT})),
    menu.MenuEntry(
        "incidents-menu-report", feature.action("help"), order=15, roles=frozenset({Role.MENTOR}), when=_has_mentees
    ),
)
