"""Giving students a place, taking it back, asking them: what comes of matching."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.internship import offering, placing, unplaced
from cluster.internship.offering import Asked
from cluster.internship.placing import Batch
from handlers import menu
from handlers.internship.common import hours_short
from handlers.naming import organisation_name
from handlers.places.common import DESK, FILL_FORM, card_ways, feature, joined, place_button, plant_phone
from handlers.places.matching import MOST_MODULES, desk_screen, module_name

MOST_PLANTS = 5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@feature.press("assign")
async def assign(_update: Update, context: Context) -> None:
    """Give one student a place."""
    pair = (menu.number(context), menu.number(context, 1))
    batch: Batch = await context.run(
        placing.assign, context.now, context.person.id, [pair], menu.word(context, 2), context.content
    )
    await show_batch(context, batch)


async def show_batch(context: Context, batch: Batch) -> None:
    """Show what was planned at once, and the ways on: ask everybody, or take it back."""
    name = (batch.moment - EPOCH) // timedelta(microseconds=1)
    first = batch.placements[0].student_id
    rows = [
        [Button("places-ask-batch", feature.action("ask", name), args={"count": len(batch.placements)})],
        [Button("places-undo", feature.action("undo", name))],
        [Button("places-to-group", feature.action("group", first, batch.placements[0].module, 0)), DESK],
    ]
    done = context.text("places-assigned", count=len(batch.placements))
    short = hours_short(context.text, context.language, *batch.plans)
    context.show(Screen("", body=joined([done, LINE.join(short)] if short else [done]), keyboard=rows))


def _moment(context: Context) -> datetime:
    try:
        return EPOCH + timedelta(microseconds=menu.number(context))
    except OverflowError:  # forged
        return EPOCH


@feature.press("undo")
async def undo(_update: Update, context: Context) -> None:
    """Take back what was planned at once; what was offered since stays."""
    count: int = await context.run(placing.undo, context.now, context.person.id, _moment(context))
    key = "places-undone" if count else "places-undone-none"
    context.show(await desk_screen(context, context.text(key, count=count) if count else context.text(key)))


@feature.press("ask")
async def ask(_update: Update, context: Context) -> None:
    """Ask the students and enterprises of what was planned at once."""
    asked: Asked = await context.run(
        offering.offer_planned, context.now, context.person.id, context.content, moment=_moment(context)
    )
    await _asked(context, asked)


@feature.press("askplace")
async def ask_of_place(_update: Update, context: Context) -> None:
    """Ask the students who are planned at a place, and its enterprise."""
    place_id = menu.number(context)
    asked: Asked = await context.run(
        offering.offer_planned, context.now, context.person.id, context.content, place_id=place_id
    )
    await _asked(context, asked)


@feature.press("askall")
async def ask_all(_update: Update, context: Context) -> None:
    """Ask everybody who is planned in one's colleges."""
    asked: Asked = await context.run(offering.offer_planned, context.now, context.person.id, context.content)
    await _asked(context, asked)


async def _asked(context: Context, asked: Asked) -> None:
    if asked.due is None:
        context.show(await desk_screen(context, context.text("places-asked-none")))
        return
    due = russian.format_day(asked.due, context.language)
    deaf = asked.unheard
    said = [context.text("places-asked-nobody" if deaf.everybody else "places-asked", count=asked.count, due=due)]
    if deaf.students:
        said.append(context.text("places-asked-unheard", count=asked.count, deaf=deaf.students))
    said += [
        context.text(
            "places-asked-unheard-plant",
            plant=organisation_name(context.content, key, context.language),
            phone=plant_phone(context, key),
        )
        for key in deaf.plants[:MOST_PLANTS]
    ]
    ways = await card_ways(context, deaf.colleges)
    context.show(await desk_screen(context, BLANK.join(said), ways))


@feature.press("fill")
async def fill(_update: Update, context: Context) -> None:
    """Ask for which practice students are to be picked for a place, where there is a choice."""
    found, modules = await context.read(
        unplaced.place_and_modules, context.person.id, menu.number(context), context.content
    )
    rows = [
        [Button(label=module_name(context, one.key), action=Action.of(FILL_FORM, "open", found.id, one.key))]
        for one in modules[:MOST_MODULES]
    ]
    context.show(Screen("places-which-module", keyboard=[*rows, [place_button(found.id), DESK]]))
