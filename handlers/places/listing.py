"""The places of an enterprise: the list, one of them, who has it, closing and opening again."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import places
from cluster.internship import desk
from cluster.internship.naming import short_name
from cluster.places import PlaceCard
from handlers import menu
from handlers.naming import organisation_name, site_name
from handlers.places.common import (
    CHANGE_FORM,
    OFFER_FORM,
    facts,
    feature,
    joined,
    paged,
    place_button,
    profession_name,
    turn,
)
from storage.errors import Forbidden
from storage.internship import Place, Placement, PlacementStatus, Student

MOST_ENTERPRISES = 6
ASKED = frozenset({PlacementStatus.PLANNED, PlacementStatus.OFFERED, PlacementStatus.CONFIRMED})


@feature.press("enterprises")
async def enterprises(_update: Update, context: Context) -> None:
    """Let an enterprise be chosen whose places are to be seen."""
    await show_enterprises(context, menu.number(context))


async def show_enterprises(context: Context, page: int) -> None:
    """Show the places of one's enterprise; who sees several chooses one."""
    mine = await context.read(places.enterprises_of, context.person.id)
    if not mine:
        raise Forbidden
    if len(mine) == 1:
        await _list(context, mine[0], 0)
        return
    rows = [
        [Button(label=organisation_name(context.content, key, context.language), action=feature.action("of", key, 0))]
        for key in mine
    ]
    shown = paged(rows, page, turn("enterprises"), MOST_ENTERPRISES)
    context.show(Screen("places-which-enterprise", keyboard=[*shown, [menu.BACK]]))


@feature.press("of")
async def of_enterprise(_update: Update, context: Context) -> None:
    """Show a page of an enterprise's places."""
    await _list(context, menu.word(context), menu.number(context, 1))


async def _list(context: Context, enterprise: str, page: int) -> None:
    found: list[Place] = await context.read(places.listed, context.now, context.person.id, enterprise)
    rows = [[_line(context, one)] for one in found]
    offer = Button(f"{OFFER_FORM}-open", Action.of(OFFER_FORM, "open", enterprise))
    may_write = await context.read(places.may_write, context.person.id, enterprise)
    args = {
        "enterprise": organisation_name(context.content, enterprise, context.language),
        "count": len(found),
        "free": sum(one.free for one in found),
    }
    ways = [[offer]] if may_write else []
    context.show(Screen("places-list", args, [*paged(rows, page, turn("of", enterprise)), *ways, [menu.BACK]]))


def _line(context: Context, one: Place) -> Button:
    args = {
        "profession": profession_name(context.content, one.profession, context.language),
        "from": one.date_from.strftime("%d.%m"),
        "free": one.free,
        "number": one.number,
    }
    key = "places-line-closed" if one.closed_at is not None else "places-line"
    return Button(key, feature.action("place", one.id), args=args)


# --- one of them -------------------------------------------------------------------------------------


@feature.press("place")
async def place(_update: Update, context: Context) -> None:
    """Show places with all that is known of them."""
    await show_place(context, menu.number(context))


async def show_place(context: Context, place_id: int, note: Markup | None = None) -> None:
    """Show places as they stand; `note` goes above them."""
    card: PlaceCard = await context.read(places.card, context.now, context.person.id, place_id)
    parts = [note] if note else []
    title = context.text("places-card", **_title(context, card.place))
    lines = facts(context.text, context.language, card.place)
    lines.append(context.text("places-fact-age", age=card.place.age_min, listed=int(card.place.listed_work)))
    body = joined([*parts, LINE.join([title, *_state(context, card)]), LINE.join(lines)])
    context.show(Screen("", body=body, keyboard=await _ways(context, card)))


def _title(context: Context, one: Place) -> dict[str, object]:
    return {
        "profession": profession_name(context.content, one.profession, context.language),
        "enterprise": organisation_name(context.content, one.enterprise, context.language),
        "site": site_name(context.content, one, context.language),
    }


def _state(context: Context, card: PlaceCard) -> list[Markup]:
    one = card.place
    key = "places-state-closed" if one.closed_at is not None else "places-state"
    lines = [context.text(key, free=one.number - one.taken, number=one.number, taken=one.taken)]
    if one.beds:
        lines.append(context.text("places-state-beds", free=one.free_beds, beds=one.beds))
    return lines


async def _ways(context: Context, card: PlaceCard) -> list[list[Button]]:
    one = card.place
    rows = []
    if card.place.taken:
        who = Button("places-who", feature.action("who", one.id, 0), args={"count": len(card.placed) + card.others})
        rows.append([who])
    if await context.read(desk.colleges_of, context.person.id):
        planned = sum(held.status is PlacementStatus.PLANNED for held, _ in card.placed)
        if one.free and not card.begun:
            rows.append([Button("places-fill", feature.action("fill", one.id))])
        if planned:
            rows.append([Button("places-offer-them", feature.action("askplace", one.id), args={"count": planned})])
    if card.may_write:
        shut = (
            [Button("places-reopen", feature.action("reopen", one.id))]
            if one.closed_at is not None
            else [Button("places-close", feature.action("close", one.id))]
        )
        rows.append([Button("places-change", Action.of(CHANGE_FORM, "open", one.id)), *([] if card.begun else shut)])
        rows.append([Button("places-alike", Action.of(OFFER_FORM, "open", one.enterprise, one.id))])
    return [*rows, [Button("places-to-list", feature.action("of", one.enterprise, 0)), menu.BACK]]


@feature.press("who")
async def who(_update: Update, context: Context) -> None:
    """Show who has these places, a button for each."""
    card: PlaceCard = await context.read(places.card, context.now, context.person.id, menu.number(context))
    rows = [[_who_line(context, held, student)] for held, student in card.placed]
    shown = paged(rows, menu.number(context, 1), turn("who", card.place.id))
    args = {**_title(context, card.place), "count": len(card.placed) + card.others, "others": card.others}
    context.show(Screen("places-who-list", args, [*shown, [place_button(card.place.id), menu.BACK]]))


def _who_line(context: Context, held: Placement, student: Student) -> Button:
    """Return the way to who has a place: to what was asked of them, and once both have agreed to their card."""
    verb = "offer-of" if held.status in ASKED else "card"
    args = {
        "name": short_name(student) or context.text("internship-erased"),
        "status": context.text(f"places-status-{held.status}"),
    }
    return Button("places-who-line", Action.of("internship", verb, held.id), args=args)


@feature.press("close")
async def close(_update: Update, context: Context) -> None:
    """Offer places no longer."""
    await context.run(places.close, context.now, context.person.id, menu.number(context))
    context.toast("places-closed")
    await show_place(context, menu.number(context))


@feature.press("reopen")
async def reopen(_update: Update, context: Context) -> None:
    """Offer places again."""
    await context.run(places.reopen, context.now, context.person.id, menu.number(context))
    context.toast("places-reopened")
    await show_place(context, menu.number(context))
