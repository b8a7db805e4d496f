"""A reminder that is opened from a list, and the answer to the one that asks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session
from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import reminders, russian
from cluster.content import ReminderKind
from cluster.reminders import Answer, Line
from handlers import menu
from handlers.reminders import looks
from handlers.reminders.common import Teller, feature
from storage.errors import NotFound, Refusal

SHORT_DAY = "%y%m%d"


@feature.press("show")
async def show(_update: Update, context: Context) -> None:
    """Show one reminder as it holds now, below the list that it came from; else say that it is over."""
    kind, placement_id, day = _kind(menu.word(context)), menu.number(context, 1), _day(menu.word(context, 2))
    found = await context.read(_look, context, kind, placement_id, day)
    if found is None:
        context.alert("reminders-over")
        await menu.show(context)
        return
    context.send(found)


def _look(session: Session, context: Context, kind: ReminderKind, placement_id: int, day: date) -> Screen | None:
    line: Line | None = reminders.look(
        session, context.now, context.person.id, kind, placement_id, day, context.content
    )
    if line is None:
        return None
    teller = Teller(session, context.now, context.content, context.room.texts, context.language)
    return looks.screen(teller, line)


@feature.press("paid")
async def paid(_update: Update, context: Context) -> None:
    """Take the answer whether pay has come; the other answer stays possible."""
    placement_id, day, said = menu.number(context), _day(menu.word(context, 1)), menu.word(context, 2)
    if said not in {"yes", "no"}:
        raise NotFound
    try:
        found: Answer = await context.run(
            reminders.answer, context.now, context.person.id, placement_id, day, context.content, came=said == "yes"
        )
    except Refusal as refusal:
        if refusal.text_key != "reminders-pay-over":
            raise
        context.alert(refusal.text_key)
        await menu.show(context)
        return
    args = {"day": russian.format_day(day, context.language), "again": int(found.again)}
    other = "no" if found.came else "yes"
    rows = [[Button(f"reminders-pay-{other}", feature.action("paid", placement_id, f"{day:{SHORT_DAY}}", other))]]
    if found.incident_id is not None:
        rows.append([Button("incidents-to-card", Action.of("incidents", "card", found.incident_id))])
    key = "reminders-pay-came" if found.came else "reminders-pay-missing"
    context.show(Screen(key, args, [*rows, [menu.FRESH]]))


def _kind(word: str) -> ReminderKind:
    try:
        return ReminderKind(word)
    except ValueError:
        raise NotFound from None


def _day(word: str) -> date:
    try:
        return datetime.strptime(word, SHORT_DAY).date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        raise NotFound from None
