"""How incidents are told: who gets a card, whose card is settled in place, whose telephone rings.

An urgent kind is told at any hour and nobody can switch it off; any other waits for nine in the morning. What changes
in place keeps the hours of its card, or it would come before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import structlog

from bot.feature import Notice, NoticeContext, Told, ToOperators
from bot.operators import LANGUAGE as OPERATORS_READ
from bot.screens import BLANK, Action, Button, Screen
from cluster import incidents, russian
from cluster.calendar import after_quiet_hours
from cluster.incidents import Case, IncidentReported, IncidentStepped, IncidentUnanswered, IncidentUnclosed, Step
from handlers import menu
from handlers.incidents.common import clock, feature, masked_name, who
from handlers.incidents.looks import Look

log = structlog.get_logger(__name__)

feature.on_duty(incidents.DUTIES)


@feature.notice(IncidentReported)
def reported(event: IncidentReported, context: NoticeContext) -> Iterable[Notice]:
    """A card for each who answers, the student's own where somebody called for them, a word to the parents."""
    once = f"incident:{event.incident_id}:told"
    yield from _screens(context, event.incident_id, event.cards, once)
    yield from _bare(context, event.incident_id, event.bare, once)
    if event.owner_id is not None:
        yield from _screens(context, event.incident_id, (event.owner_id,), once)
    yield from _parents(context, event.incident_id, event.parents, "incidents-parent", once)


@feature.notice(IncidentUnanswered)
def unanswered(event: IncidentUnanswered, context: NoticeContext) -> Iterable[Told]:
    """The next ones get a card; who had one hears again, by a message of its own, since an edited one rings no bell."""
    log.error("an incident has no answer", incident_id=event.incident_id, told=event.level + 1)
    once = f"incident:{event.incident_id}:level:{event.level}"
    yield from _screens(context, event.incident_id, event.fresh, once)
    yield from _bare(context, event.incident_id, event.bare, once)
    for person_id in event.again:
        card = incidents.card(context.session, context.now, person_id, event.incident_id, context.content)
        look = _look(context, person_id)
        text = context.texts.get(
            context.language_of(person_id), "incidents-again", **look.line(card.case), answers=_yes(card.may_answer)
        )
        rows = [[Button("incidents-take", feature.action("take", event.incident_id))]] if card.may_answer else []
        rows.append([_open(event.incident_id)])
        screen = Screen("", body=BLANK.join([text, look.numbers_of(card)]), keyboard=rows)
        yield Notice(person_id, screen, f"{once}:again", not_before=_when(context, card.case))
    if event.owner_id is not None:
        yield from _screens(context, event.incident_id, (event.owner_id,), once)
        if event.is_first:
            yield _student_hears(context, event.incident_id, event.owner_id, "unanswered", once)
    if event.waiting:
        yield _to_operators(context, event)


def _to_operators(context: NoticeContext, event: IncidentUnanswered) -> ToOperators:
    """Return what the operators' chat is told once the ladder has come to its end: numbers, nothing about anybody."""
    case = incidents.find_case(context.session, event.incident_id, context.content)
    args = {
        "no": event.incident_id,
        "at": clock(case.incident.told_at, context.now, OPERATORS_READ),
        "waiting": event.waiting,
    }
    # Once an incident: the same one again and again would drown what else the operators are told.
    once = f"incident:{event.incident_id}:operators"
    return ToOperators(Screen("incidents-operators", args), once, not_before=_when(context, case))


@feature.notice(IncidentUnclosed)
def unclosed(event: IncidentUnclosed, context: NoticeContext) -> Iterable[Notice]:
    """Remind who deals with it, and the coordinators, that nobody has said how it ended. By day, however urgent."""
    for person_id in event.people:
        card = incidents.card(context.session, context.now, person_id, event.incident_id, context.content)
        incident = card.case.incident
        holder = "own" if incident.acknowledged_by == person_id else "other"
        args = {
            **_look(context, person_id).line(card.case),
            "part": f"{holder}_{'asked' if incident.is_waiting else 'taken'}",
            "who": who(card, incident.acknowledged_by),
            "since": clock(incident.acknowledged_at or incident.told_at, context.now, context.language_of(person_id)),
        }
        close = Button("incidents-resolve", Action.of("incident-outcome", "open", event.incident_id))
        rows = [[close] if card.may_answer else [], [_open(event.incident_id)]]
        screen = Screen("incidents-unclosed", args, [row for row in rows if row])
        # Taken anew it is asked anew.
        once = f"incident:{event.incident_id}:unclosed:{incident.acknowledged_at}:{event.asked}"
        yield Notice(person_id, screen, once, not_before=after_quiet_hours(context.now))


@feature.notice(IncidentStepped)
def stepped(event: IncidentStepped, context: NoticeContext) -> Iterable[Notice]:
    """Settle the cards in place; ring where somebody waits for it, and tell the parents when it is over."""
    once = f"incident:{event.incident_id}:{event.version}"
    yield from _screens(context, event.incident_id, event.cards, once)
    if event.step in {Step.ACKNOWLEDGED, Step.RESOLVED, Step.WITHDRAWN}:
        yield from _bare(context, event.incident_id, event.bare, once)
    if event.owner_id is not None and event.step is not Step.NOTED:
        yield from _screens(context, event.incident_id, (event.owner_id,), once)
        if event.step in {Step.ACKNOWLEDGED, Step.RESOLVED}:
            yield _student_hears(context, event.incident_id, event.owner_id, event.step, once)
    for person_id in event.ring:
        yield from _ring(context, event, person_id, once)
    yield from _parents(context, event.incident_id, event.parents, f"incidents-parent-{event.step}", once)


def _screens(context: NoticeContext, incident_id: int, people: tuple[int, ...], once: str) -> Iterator[Notice]:
    for person_id in people:
        card = incidents.card(context.session, context.now, person_id, incident_id, context.content)
        screen = _look(context, person_id).screen(card)
        # The student has the message already, and an edited one rings no bell: theirs changes at any hour.
        own = card.is_own and card.reporter == "student"
        not_before = None if own else _when(context, card.case)
        yield Notice(person_id, screen, once, not_before=not_before)


def _bare(context: NoticeContext, incident_id: int, people: tuple[int, ...], once: str) -> Iterator[Notice]:
    for person_id in people:
        case, calls = incidents.bare(context.session, person_id, incident_id, context.content)
        screen = _look(context, person_id).bare(case, calls)
        yield Notice(person_id, screen, f"{once}:bare", not_before=_when(context, case))


def _student_hears(context: NoticeContext, incident_id: int, person_id: int, what: str, once: str) -> Notice:
    """Ring for the student: somebody helps, nobody does, it is over. The message above says the rest."""
    card = incidents.card(context.session, context.now, person_id, incident_id, context.content)
    look = _look(context, person_id)
    text = context.texts.get(
        context.language_of(person_id),
        f"incidents-own-ring-{what}",
        **look.line(card.case),
        who=who(card, card.case.incident.acknowledged_by),
        text=card.case.incident.outcome or "none",
    )
    parts = [text, look.numbers_of(card)] if what == "unanswered" else [text]
    screen = Screen("", body=BLANK.join(parts), keyboard=[[_open(incident_id)]])
    return Notice(person_id, screen, f"{once}:ring", not_before=_when(context, card.case))


def _ring(context: NoticeContext, event: IncidentStepped, person_id: int, once: str) -> Iterator[Notice]:
    is_bare = person_id in event.bare
    if is_bare:
        case, _ = incidents.bare(context.session, person_id, event.incident_id, context.content)
    else:
        case = incidents.card(context.session, context.now, person_id, event.incident_id, context.content).case
    line = _look(context, person_id).line(case)
    args = {**line, "name": "none"} if is_bare else line
    screen = Screen(f"incidents-ring-{event.step}", args, [] if is_bare else [[_open(event.incident_id)]])
    yield Notice(person_id, screen, f"{once}:ring", not_before=_when(context, case))


def _parents(
    context: NoticeContext, incident_id: int, people: tuple[int, ...], key: str, once: str
) -> Iterator[Notice]:
    for person_id in people:
        case, calls = incidents.for_parent(context.session, person_id, incident_id, context.content)
        look = _look(context, person_id)
        phone = russian.format_phone(calls[0].phone or "")
        args: dict[str, Any] = {**look.line(case), "name": masked_name(case.student) or "none", "phone": phone}
        screen = Screen(key, args, [[menu.FRESH]])
        yield Notice(person_id, screen, f"{once}:parent", not_before=_when(context, case))


def _when(context: NoticeContext, case: Case) -> datetime | None:
    """Return until when a message about a case waits: an urgent one not at all."""
    return None if case.route.urgent else after_quiet_hours(context.now)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _open(incident_id: int) -> Button:
    return Button("incidents-open", feature.action("card", incident_id))


def _look(context: NoticeContext, person_id: int) -> Look:
    return Look(context.texts, context.content, context.language_of(person_id), context.now, person_id)
