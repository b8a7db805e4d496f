"""The readiness list of a placement: what is missing, and the ways to close an item."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster.internship import card as cards
from cluster.internship import items
from cluster.internship.card import PlacementCard
from cluster.internship.items import NOTED, Given
from cluster.internship.naming import short_name
from cluster.internship.readiness import Item, Line, State
from cluster.internship.status import Actor
from handlers import menu
from handlers.internship.common import card_button, feature
from handlers.internship.looks import MARKS, ends_line, item_line, passed_line, value_words
from handlers.minors import explain
from storage.errors import NotFound
from storage.internship import CURRENT

NOTE = "practice-item"
PASS = "practice-pass"  # noqa: S105 - letting an item pass


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
    if _correctable(found):
        rows.append([Button("internship-to-noted", feature.action("noted", placement_id))])
    body = BLANK.join([title, LINE.join(lines)])
    context.show(Screen("", body=body, keyboard=[*rows[:8], [card_button(placement_id)]]))


@feature.press("noted")
async def show_noted(_update: Update, context: Context) -> None:
    """Show what this person may put right, or note anew: a button for each item that is done."""
    placement_id = menu.number(context)
    found = await context.run(cards.read_card, context.now, context.person.id, placement_id, context.content)
    buttons = [_button(context, found, line) for line in _correctable(found)]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    name = short_name(found.student) or context.text("internship-erased")
    back = Button("internship-to-items", feature.action("items", placement_id))
    context.show(Screen("internship-noted-list", {"name": name, "count": len(buttons)}, [*rows, [back]]))


def _correctable(found: PlacementCard) -> list[Line]:
    if found.placement.status not in CURRENT:
        return []
    return [line for line in found.readiness.lines if _may_correct(found, line)]


def _may_correct(found: PlacementCard, line: Line) -> bool:
    """Whether an item is done, and by something that may have been written wrongly."""
    standing = line.state is State.DONE and not _is_short(found, line)
    return standing and line.item in found.may_note and bool(NOTED[line.item].needs)


def _is_short(found: PlacementCard, line: Line) -> bool:
    """Whether it is an agreement that ends before the practice does."""
    return line.item is Item.AGREEMENT and items.ends_early(found.placement)


def _line(context: Context, found: PlacementCard, line: Line) -> Markup:
    shown = passed_line(context, found, line) or item_line(context, line)
    value = value_words(context, found, line) if line.state is State.DONE else Markup()
    if value:
        shown = context.text("internship-item-value", line=shown, value=value)
    warned = [ends_line(context, found)] if _is_short(found, line) else []
    return LINE.join([shown, *warned])


def _is_offered(found: PlacementCard, line: Line) -> bool:
    if found.placement.status not in CURRENT or line.state is State.NOT_NEEDED:
        return False
    if line.item is Item.SCHEDULE and found.schedule.findings:  # a warning is read even where nothing is in the way
        return True
    if _is_short(found, line):  # the next one is to be noted
        return line.item in found.may_note
    if line.state is State.DONE:  # put right from the list of what is noted
        return False
    return line.item in found.may_note or found.part is Actor.COLLEGE


def _button(context: Context, found: PlacementCard, line: Line) -> Button:
    mark = MARKS[State.PASSED] if line.state is State.DONE and _is_short(found, line) else MARKS[line.state]
    label = f"{mark} {context.text(f'internship-short-{line.item}')}"
    return Button(label=label, action=feature.action("item", found.placement.id, line.item.value))


@feature.press("item")
async def item(_update: Update, context: Context) -> None:
    """Show one item: how it stands, and the ways to close it."""
    chosen = read_item(menu.word(context, 1))
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
    if line.item in found.may_note and (line.state is not State.DONE or NOTED[line.item].needs):
        noting = NOTED[line.item]
        action = (
            Action.of(NOTE, "open", one, line.item.value)
            if noting.needs
            else feature.action("tick", one, line.item.value)
        )
        key = "internship-item-correct" if _may_correct(found, line) else "internship-item-note"
        rows.append([Button(key, action)])
    if found.part is Actor.COLLEGE and line.state is State.OPEN:
        rows.append([Button("internship-item-let", Action.of(PASS, "open", one, line.item.value))])
    if found.part is Actor.COLLEGE and line.state is State.PASSED:
        rows.append([Button("internship-item-insist", feature.action("insist", one, line.item.value))])
    return rows


def read_item(word: str) -> Item:
    """Return the item that a button names."""
    try:
        return Item(word)
    except ValueError:
        raise NotFound from None


@feature.press("tick")
async def tick(_update: Update, context: Context) -> None:
    """Note an item that needs no more than a word."""
    chosen = read_item(menu.word(context, 1))
    await context.run(
        items.note, context.now, context.person.id, menu.number(context), chosen, Given(), context.content
    )
    context.toast("internship-noted")
    await show_list(context, menu.number(context))


@feature.press("insist")
async def insist(_update: Update, context: Context) -> None:
    """Ask for an item after all."""
    chosen = read_item(menu.word(context, 1))
    await context.run(items.insist, context.now, context.person.id, menu.number(context), chosen)
    await show_list(context, menu.number(context))


__all__ = ["NOTE", "PASS", "read_item", "show_list"]
