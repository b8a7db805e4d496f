"""The readiness list of a placement: what is missing, noting it, letting it pass by name and with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, FormView, Option, Question, Subject
from bot.form.spec import Given as Answer
from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.access import Action as Right
from cluster.calendar import after_quiet_hours, day_of
from cluster.internship import card as cards
from cluster.internship import desk, items
from cluster.internship.card import PlacementCard
from cluster.internship.items import NOTED, Given, Need
from cluster.internship.naming import short_name
from cluster.internship.readiness import Item, Line, State
from cluster.internship.status import Actor
from handlers import menu
from handlers.internship.common import card_button, feature
from handlers.internship.looks import MARKS, item_line
from handlers.minors import explain
from handlers.review.acting import words
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import CURRENT, desks

NOTE = "practice-item"
PASS = "practice-pass"  # noqa: S105 - letting an item pass
LONGEST = {Need.NUMBER: 40, Need.HELD_BY: 120, Need.JOURNAL: 40, Need.CLOTHES: 20, Need.SHOES: 20}


@feature.press("items")
async def show_items(_update: Update, context: Context) -> None:
    """Show the whole list; each item that this person may do something about is a button."""
    await show_list(context, menu.number(context))


async def show_list(context: Context, placement_id: int) -> None:
    """Show the readiness list of a placement."""
    found = await context.run(cards.read_card, context.now, context.person.id, placement_id, context.content)
    lines = [_line(context, found, line) for line in found.readiness.lines if line.state is not State.NOT_NEEDED]
    done = sum(line.state is State.DONE for line in found.readiness.lines)
    title = context.text(
        "internship-items", name=short_name(found.student) or context.text("internship-erased"), done=done,
        total=len(lines),
    )  # fmt: skip
    buttons = [_button(context, found, line) for line in found.readiness.lines if _is_offered(found, line)]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    body = BLANK.join([title, LINE.join(lines)])
    context.show(Screen("", body=body, keyboard=[*rows[:7], [card_button(placement_id)]]))


def _line(context: Context, found: PlacementCard, line: Line) -> Markup:
    if line.state is State.PASSED:
        by = found.passed_by.get(line.item.value, "") or context.text("internship-nameless")
        return context.text("internship-item-passed", name=context.text(line.item.text_key), by=by)
    return item_line(context, line)


def _is_offered(found: PlacementCard, line: Line) -> bool:
    if found.placement.status not in CURRENT or line.state is State.NOT_NEEDED:
        return False
    if line.item is Item.SCHEDULE and found.schedule.findings:  # a warning is read even where nothing is in the way
        return True
    if line.state is State.DONE:  # whoever noted it may put it right from the item's own screen
        return False
    return line.item in found.may_note or found.part is Actor.COLLEGE


def _button(context: Context, found: PlacementCard, line: Line) -> Button:
    label = f"{MARKS[line.state]} {context.text(f'internship-short-{line.item}')}"
    return Button(label=label, action=feature.action("item", found.placement.id, line.item.value))


@feature.press("item")
async def item(_update: Update, context: Context) -> None:
    """Show one item: how it stands, and the ways to close it."""
    chosen = _item(menu.word(context, 1))
    found = await context.run(cards.read_card, context.now, context.person.id, menu.number(context), context.content)
    line = next((line for line in found.readiness.lines if line.item is chosen), None)
    if line is None:
        raise NotFound
    parts = [_line(context, found, line), context.text(f"internship-hint-{chosen}")]
    if chosen is Item.SCHEDULE:
        parts.append(explain(context.room.texts, context.language, found.schedule))
    body = BLANK.join(part for part in parts if part)
    back = Button("internship-to-items", feature.action("items", found.placement.id))
    context.show(Screen("", body=body, keyboard=[*_ways(found, line), [back]]))


def _ways(found: PlacementCard, line: Line) -> list[list[Button]]:
    one, rows = found.placement.id, []
    if line.item in found.may_note and line.state is not State.DONE:
        noting = NOTED[line.item]
        action = (
            Action.of(NOTE, "open", one, line.item.value)
            if noting.needs
            else feature.action("tick", one, line.item.value)
        )
        rows.append([Button("internship-item-note", action)])
    if found.part is Actor.COLLEGE and line.state is State.OPEN:
        rows.append([Button("internship-item-let", Action.of(PASS, "open", one, line.item.value))])
    if found.part is Actor.COLLEGE and line.state is State.PASSED:
        rows.append([Button("internship-item-insist", feature.action("insist", one, line.item.value))])
    return rows


def _item(word: str) -> Item:
    try:
        return Item(word)
    except ValueError:
        raise NotFound from None


@feature.press("tick")
async def tick(_update: Update, context: Context) -> None:
    """Note an item that needs no more than a word."""
    chosen = _item(menu.word(context, 1))
    await context.run(
        items.note, context.now, context.person.id, menu.number(context), chosen, Given(), context.content
    )
    context.toast("internship-noted")
    await show_list(context, menu.number(context))


@feature.press("insist")
async def insist(_update: Update, context: Context) -> None:
    """Ask for an item after all."""
    chosen = _item(menu.word(context, 1))
    await context.run(items.insist, context.now, context.person.id, menu.number(context), chosen)
    await show_list(context, menu.number(context))


# --- noting --------------------------------------------------------------------------------------------


class Noted(BaseModel):
    """What is said of an item."""

    number: str | None = None
    day: date | None = None
    mentor: int | None = None
    until: date | None = None
    held_by: str | None = None
    journal: str | None = None
    clothes: str | None = None
    shoes: str | None = None
    group: bool = False


def about(subject: Subject) -> tuple[int, Item]:
    """Return the placement and the item that a form is about."""
    return (menu.read_number(subject[0]) if subject else 0), _item(subject[1] if len(subject) > 1 else "")


def _needs(need: Need) -> Any:
    def asked(view: FormView) -> bool:
        known = view.answers.get("_item")
        return known in set(Item) and need in NOTED[Item(known)].needs

    return asked


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id, chosen = about(subject)
    await _still(context, subject)
    found, student = await context.read(desk.load_placement, context.person.id, placement_id)
    mentors = await context.read(items.mentors_for, context.person.id, placement_id) if chosen is Item.MENTOR else []
    alike = await context.read(desks.alike, found, CURRENT) if NOTED[chosen].grouped else []
    return {
        "_item": chosen.value,
        "_what": str(context.text(chosen.text_key)),
        "_name": short_name(student),
        "_mentors": [[person, name or "", now, most] for person, name, now, most in mentors],
        "_alike": len(alike),
        "_last": found.date_to.isoformat(),
    }


async def _still(context: Context, subject: Subject) -> None:
    """Refuse to who may not note the item, or may not any more."""
    placement_id, chosen = about(subject)
    found, student = await context.read(desk.load_placement, context.person.id, placement_id)
    if chosen not in await context.read(items.may_note, context.person.id, found, student):
        raise Forbidden


def _said(view: FormView) -> Mapping[str, Any]:
    return {"what": view.answers.get("_what", ""), "name": view.answers.get("_name", "")}


def _past_day(text: str, view: FormView) -> Answer:
    day = russian.parse_date(text).value
    if day > day_of(view.now):
        raise Refusal("internship-day-future")
    return Answer(day.isoformat())


def _days(view: FormView) -> Sequence[Option]:
    today = day_of(view.now)
    return [Option(today.isoformat(), label=russian.format_day(today, view.language))]


def _until(text: str, view: FormView) -> Answer:
    day = russian.parse_date(text).value
    if day < day_of(view.now):
        raise Refusal("internship-medical-past")
    last = date.fromisoformat(view.answers.get("_last", "2000-01-01"))
    return Answer(day.isoformat(), None if day >= last else "internship-medical-short")


def _mentors(view: FormView) -> Sequence[Option]:
    return [
        Option(person, label=f"{name or '?'} \u00b7 {now}/{most}", code=str(person))
        for person, name, now, most in view.answers.get("_mentors", [])
    ]


def _shown(value: Any, view: FormView) -> str:
    return russian.format_day(date.fromisoformat(value), view.language)


def _is_grouped(view: FormView) -> bool:
    known = view.answers.get("_item")
    return known in set(Item) and NOTED[Item(known)].grouped and view.answers.get("_alike", 0) > 1


def _groups(view: FormView) -> Sequence[Option]:
    count = view.answers.get("_alike", 0)
    everybody = str(view.texts.get(view.language, "practice-item-option-all", count=count))
    alone = str(view.texts.get(view.language, "practice-item-option-one"))
    return [Option(True, label=everybody, code="all"), Option(False, label=alone, code="one")]


async def _note(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Noted)
    placement_id, chosen = about(subject)
    given = Given(
        number=filled.number, day=filled.day, mentor_id=filled.mentor, until=filled.until, held_by=filled.held_by,
        journal=filled.journal, clothes=filled.clothes, shoes=filled.shoes,
    )  # fmt: skip
    await context.run(
        items.note, context.now, context.person.id, placement_id, chosen, given, context.content, group=filled.group
    )
    await _after(context, placement_id)


async def _after(context: Context, placement_id: int) -> None:
    """Show the list to who works on it; a student goes on in the menu."""
    found, student = await context.run(desk.load_placement, context.person.id, placement_id)
    if student.person_id == context.person.id:
        await menu.show(context, context.text("internship-noted"))
        return
    await show_list(context, found.id)


def _text(need: Need) -> Question:
    return Question(
        need.value, parse=words(LONGEST[need]), when=_needs(need), prompt_args=_said, required=need is not Need.JOURNAL
    )


COMMON: dict[str, Any] = {"still": _still, "reminders": (), "after_quiet": after_quiet_hours}

feature.form(
    FormSpec(
        name=NOTE,
        model=Noted,
        questions=[
            _text(Need.NUMBER),
            Question("day", options=_days, parse=_past_day, show=_shown, when=_needs(Need.DAY), prompt_args=_said),
            Question("mentor", options=_mentors, when=_needs(Need.MENTOR), prompt_args=_said),
            Question("until", parse=_until, show=_shown, when=_needs(Need.UNTIL), prompt_args=_said),
            _text(Need.HELD_BY),
            _text(Need.JOURNAL),
            _text(Need.CLOTHES),
            _text(Need.SHOES),
            Question("group", options=_groups, when=_is_grouped, prompt_args=_said),
        ],
        submit=_note,
        initial=_initial,
        **COMMON,
    )
)


# --- letting pass --------------------------------------------------------------------------------------


class Passed(BaseModel):
    """Why an open item is let pass."""

    reason: str


async def _pass_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id, chosen = about(subject)
    await _pass_still(context, subject)
    _, student = await context.read(desk.load_placement, context.person.id, placement_id)
    return {"_what": str(context.text(chosen.text_key)), "_name": short_name(student)}


async def _pass_still(context: Context, subject: Subject) -> None:
    await context.read(desk.load_placement, context.person.id, about(subject)[0], Right.WRITE)


async def _let_pass(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Passed)
    placement_id, chosen = about(subject)
    await context.run(items.let_pass, context.now, context.person.id, placement_id, chosen, filled.reason)
    await show_list(context, placement_id)


feature.form(
    FormSpec(
        name=PASS,
        model=Passed,
        questions=[Question("reason", parse=words(300), prompt_args=_said)],
        submit=_let_pass,
        initial=_pass_initial,
        still=_pass_still,
        review=False,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)

__all__ = ["NOTE", "PASS", "show_list"]
