"""Moving a student to another plant: where to, from which day, and done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup
from telegram import Update

from bot.screens import LINE, Button, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.internship import transferring
from cluster.internship.card import PlacementCard
from cluster.internship.desk import PlacementOutdated
from cluster.internship.hours import plan_at
from cluster.internship.matching import Suggestion
from cluster.internship.naming import short_name
from cluster.internship.status import Actor
from cluster.internship.transferring import ENDS, EndsLater, Moving
from handlers import menu
from handlers.internship.card import offer, outdated, show_card
from handlers.internship.common import card_button, hours_short, version
from handlers.places.common import facts, feature, joined, label, reasons
from storage.errors import NotFound
from storage.internship import Placement

MOST_SHOWN = 5


@offer
def _on_card(found: PlacementCard) -> list[Button]:
    one = found.placement
    if found.part is not Actor.COLLEGE or one.status not in ENDS:
        return []
    return [Button("places-move", feature.action("move", one.id))]


@feature.press("move")
async def move(_update: Update, context: Context) -> None:
    """Show where a student may be moved to, the best place first, each with its reasons."""
    seen = await context.read(
        transferring.destinations, context.now, context.person.id, menu.number(context), context.content
    )
    one, shown, calendar = seen.placement, seen.found[:MOST_SHOWN], context.content.calendar
    whose = short_name(seen.student) or context.text("internship-erased")
    blocks = [
        LINE.join(
            [
                context.text("places-move-line", place=label(context, found.place)),
                reasons(context, found),
                *_short(context, seen, found, *transferring.first_days(found.place, context.now, calendar)[:1]),
            ]
        )
        for found in shown
    ]
    rows = [[_to(context, one, found)] for found in shown]
    title = context.text("places-move-where" if shown else "places-move-nowhere", name=whose)
    context.show(Screen("", body=joined([title, *blocks]), keyboard=[*rows, [card_button(one.id)]]))


def _short(
    context: Context, seen: Moving, found: Suggestion, first_day: date, last_day: date | None = None
) -> list[Markup]:
    """Warn where the days from a first one to a last one hold fewer hours than are left."""
    plan = plan_at(found.place, seen.student, seen.hours_left, context.content, first_day, last_day)
    return hours_short(context.text, context.language, plan)


def _by_day(context: Context, side: str, warned: Mapping[date, list[Markup]]) -> list[Markup]:
    """Return the warnings of some days, each with its day; of none, nothing."""
    return [
        context.text(f"places-move-short-{side}", day=russian.format_short_day(day, context.language), warning=line)
        for day, lines in warned.items()
        for line in lines
    ]


def _to(context: Context, one: Placement, found: Suggestion) -> Button:
    action = feature.action("moveto", one.id, one.version, found.place.id)
    return Button(label=label(context, found.place), action=action)


@feature.press("moveto")
async def move_to(_update: Update, context: Context) -> None:
    """Show one place and the first days that may be chosen."""
    placement_id, seen_version = menu.number(context), version(context)
    seen, chosen = await _chosen(context, placement_id, menu.number(context, 2))
    days = transferring.first_days(chosen.place, context.now, context.content.calendar)
    rows = [
        [
            Button(
                label=russian.format_day(day, context.language),
                action=feature.action("moved", placement_id, seen_version, chosen.place.id, f"{day:%Y%m%d}"),
            )
        ]
        for day in days
    ]
    title = context.text(
        "places-move-from", name=short_name(seen.student) or context.text("internship-erased"),
        place=label(context, chosen.place), hours=seen.hours_left,
    )  # fmt: skip
    what = LINE.join(facts(context.text, context.language, chosen.place))
    short = _by_day(context, "from", {day: _short(context, seen, chosen, day) for day in days})
    back = Button("places-move-back", feature.action("move", placement_id))
    body = joined([title, what, *([LINE.join(short)] if short else [])])
    context.show(Screen("", body=body, keyboard=[*rows, [back, card_button(placement_id)]]))


async def _chosen(context: Context, placement_id: int, place_id: int) -> tuple[Moving, Suggestion]:
    seen = await context.read(transferring.destinations, context.now, context.person.id, placement_id, context.content)
    found = next((one for one in seen.found if one.place.id == place_id), None)
    if found is None:
        raise NotFound("places-move-gone")
    return seen, found


@feature.press("moved")
async def moved(_update: Update, context: Context) -> None:
    """End the practice, and offer the rest of it at the other plant; first ask where it would end too late."""
    placement_id, first_day = menu.number(context), menu.day(context, 3)
    last_day = menu.day(context, 4) if menu.word(context, 4) else None
    try:
        made = await context.run(
            transferring.transfer, context.now, context.person.id, placement_id, version(context),
            menu.number(context, 2), first_day, context.content, last_day,
        )  # fmt: skip
    except EndsLater as later:
        await context.undo()
        await _ask_until(context, later)
        return
    except PlacementOutdated:
        await outdated(context, placement_id)
        return
    context.toast("places-moved")
    await show_card(context, made.id)


async def _ask_until(context: Context, later: EndsLater) -> None:
    """Ask until when, where the days of the place go on for longer than the old plan has reason to."""
    placement_id, place_id, first_day = menu.number(context), menu.number(context, 2), menu.day(context, 3)
    seen, chosen = await _chosen(context, placement_id, place_id)
    days = [later.last] if later.latest < first_day else [later.latest, later.last]
    rows = [
        [
            Button(
                "places-move-until",
                feature.action(
                    "moved", placement_id, version(context), place_id, f"{first_day:%Y%m%d}", f"{day:%Y%m%d}"
                ),
                args={"day": russian.format_date(day, context.language)},
            )
        ]
        for day in days
    ]
    args = {
        "name": short_name(seen.student) or context.text("internship-erased"),
        "place": label(context, chosen.place),
        "last": russian.format_date(later.last, context.language),
        "latest": russian.format_date(later.latest, context.language),
        "planned": russian.format_date(seen.placement.date_to, context.language),
        "paused": (later.latest - seen.placement.date_to).days,
        "hours": seen.hours_left,
    }
    back = Button("places-move-back", feature.action("move", placement_id))
    short = _by_day(context, "until", {day: _short(context, seen, chosen, first_day, day) for day in days})
    body = joined([context.text("places-move-later", **args), *([LINE.join(short)] if short else [])])
    context.show(Screen("", body=body, keyboard=[*rows, [back, card_button(placement_id)]]))
