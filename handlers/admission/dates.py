"""When and where: the campaign's dates, the colleges with their addresses, and the reminder of the next opening."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Button, Screen, Venue
from bot.turn.context import Context
from cluster import admission, russian
from cluster.calendar import day_of
from cluster.content import Campaign
from handlers import menu
from handlers.admission.applying import closed_screen, feature, seats_rows
from handlers.naming import office_hours
from storage.errors import NotFound


@feature.press("when")
async def when_and_where(_update: Update, context: Context) -> None:
    """Show the dates of the campaign, and the colleges to choose from."""
    campaign = admission.open_campaign(context.content, context.now)
    colleges = [
        Button(label=one.short.in_(context.language), action=feature.action("college", one.key))
        for one in context.content.colleges
    ]
    rows = [colleges[i : i + 2] for i in range(0, len(colleges), 2)]
    if campaign is None:
        closed = closed_screen(context)
        body = closed.text(context.room.texts, context.language)
        context.show(Screen("", body=body, keyboard=[*closed.keyboard, *rows, [menu.BACK]]))
        return
    context.show(Screen("admission-dates", _dates(context, campaign), [*rows, *seats_rows(context), [menu.BACK]]))


def _dates(context: Context, campaign: Campaign) -> dict[str, str]:
    def shown(day: date) -> str:
        return russian.format_date(day, context.language)

    return {
        "start": shown(campaign.docs_start),
        "end": shown(campaign.last_day(day_of(context.now))),
        "originals": shown(campaign.originals_end),
        "order": shown(campaign.order_date),
    }


@feature.press("college")
async def college(_update: Update, context: Context) -> None:
    """Show where a college is and when its office is open."""
    one = context.content.college(menu.word(context))
    programmes = [p for p in context.content.programmes if p.college == one.key]
    lines = [
        context.text(
            "admission-programme-line",
            name=p.name.in_(context.language),
            education=", ".join(context.text(f"admission-after-{level}") for level in p.base_education),
            duration=_duration(context, p.duration_months),
            seats=p.funded_seats,
        )
        for p in programmes
    ]
    args = {
        "name": one.name.in_(context.language),
        "address": one.address.in_(context.language),
        "room": one.room.in_(context.language),
        "phone": russian.format_phone(one.phones[0]),
        "hours": office_hours(context.content.office_hours(one.key), context.language),
    }
    body = BLANK.join([context.text("admission-college", **args), *([LINE.join(lines)] if lines else [])])
    map_row = [[Button("admission-on-map", feature.action("map", one.key))]] if one.point is not None else []
    context.show(Screen("", body=body, keyboard=[*map_row, [Button("form-back", feature.action("when")), menu.BACK]]))


def _duration(context: Context, months: int) -> str:
    """Return how long one studies as people say it: 22 months are 1 year 10 months."""
    parts = {"years": months // 12, "months": months % 12}
    return " ".join(context.text(f"admission-{unit}", count=count) for unit, count in parts.items() if count)


@feature.press("map")
async def on_map(_update: Update, context: Context) -> None:
    """Send the place of a college, to be opened in a map."""
    one = context.content.college(menu.word(context))
    if one.point is None:
        raise NotFound
    address = one.address.in_(context.language)
    place = Venue(one.point.latitude, one.point.longitude, one.short.in_(context.language), address)
    context.send(Screen("", body=Markup(), venue=place))


@feature.press("remind")
async def remind(_update: Update, context: Context) -> None:
    """Remember to tell the person when admission opens."""
    day = await context.run(admission.subscribe_opening, context.now, context.person.id, context.content)
    rows = [[Button("admission-opening-forget", feature.action("forget"))], [menu.BACK]]
    context.show(Screen("admission-opening-subscribed", {"date": russian.format_date(day, context.language)}, rows))


@feature.press("forget")
async def forget(_update: Update, context: Context) -> None:
    """Take the reminder back."""
    await context.run(admission.unsubscribe_opening, context.now, context.person.id)
    context.show(Screen("admission-opening-forgotten", keyboard=[[menu.BACK]]))
