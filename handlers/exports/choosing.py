"""«Reports», and the way to a file: the college, the campaign, all or one shelf."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import exports
from cluster.exports import ALL, Choice, Export, ExportState
from cluster.people import COLLEGE_ROLES
from handlers import menu
from handlers.exports.common import REPORTS, campaign_year, facts, feature
from handlers.exports.making import start
from handlers.naming import organisation_name

MOST_COLLEGES = 14
GoOn = Callable[[Context, str], Awaitable[None]]


@feature.press("reports")
async def reports(_update: Update, context: Context) -> None:
    """Show the reports that staff have."""
    await context.read(exports.colleges, context.person.id)
    rows = [
        [Button("exports-excel", feature.action("college"))],
        [Button("exports-record", feature.action("record"))],
        [Button("duplicates-menu", Action.of("duplicates", "list"))],
        [Button("digest-menu", Action.of("digest", "open"))],
        [Button("reminders-menu", Action.of("reminders", "table"))],
        [menu.BACK],
    ]
    context.show(Screen("exports-reports", keyboard=rows))


@feature.press("college")
async def college(_update: Update, context: Context) -> None:
    """Choose the college; where there is only one, go on to its campaigns."""
    await choose_college(context, "campaign", _show_campaigns)


async def choose_college(context: Context, verb: str, go_on: GoOn) -> None:
    """Show the person's colleges as buttons of `verb`; with only one, `go_on` with it."""
    found = await context.read(exports.colleges, context.person.id)
    if len(found) == 1:
        await go_on(context, found[0])
        return
    buttons = [
        Button(label=organisation_name(context.content, key, context.language), action=feature.action(verb, key))
        for key in found[:MOST_COLLEGES]
    ]
    context.show(Screen("exports-college", keyboard=[*_pairs(buttons), [REPORTS]]))


@feature.press("campaign")
async def campaign(_update: Update, context: Context) -> None:
    """Choose the campaign of a college."""
    await _show_campaigns(context, menu.word(context))


async def _show_campaigns(context: Context, key: str) -> None:
    found = await context.read(exports.campaigns, context.now, context.person.id, key, context.content)
    if not found:
        context.show(Screen("exports-nothing", keyboard=[[REPORTS]]))
    elif len(found) == 1:
        await _show_shelves(context, key, found[0])
    else:
        rows = [
            [
                Button(
                    "exports-campaign",
                    feature.action("shelves", key, one),
                    args={"campaign": campaign_year(context.content, one)},
                )
            ]
            for one in found[:6]
        ]
        context.show(Screen("exports-which-campaign", keyboard=[*rows, [REPORTS]]))


@feature.press("shelves")
async def shelves(_update: Update, context: Context) -> None:
    """Choose all applications of a campaign, or one shelf."""
    await _show_shelves(context, menu.word(context), menu.word(context, 1))


async def _show_shelves(context: Context, key: str, of_campaign: str) -> None:
    found = await context.read(exports.shelves, context.now, context.person.id, key, of_campaign)
    if not found:
        context.show(Screen("exports-nothing", keyboard=[[REPORTS]]))
        return
    buttons = [
        Button(
            "exports-all" if shelf == ALL else f"review-shelf-{shelf}",
            feature.action("ask", key, of_campaign, shelf),
            args={"count": n},
        )
        for shelf, n in found.items()
    ]
    args = {
        "college": organisation_name(context.content, key, context.language),
        "campaign": campaign_year(context.content, of_campaign),
    }
    context.show(Screen("exports-which", args, [buttons[:1], *_pairs(buttons[1:]), [REPORTS]]))


@feature.press("ask")
async def ask(_update: Update, context: Context) -> None:
    """Ask for a file: it is made at once, or waits for a second person's word."""
    choice = Choice(*(menu.word(context, place) for place in range(3)))
    export: Export = await context.run(exports.ask, context.now, context.person.id, choice, context.content)
    if export.state is ExportState.ALLOWED:
        await start(context, export.id)
        return
    args = facts(context.room.texts, context.content, context.language, export)
    rows = [[Button("exports-withdraw", feature.action("withdraw", export.id))], [REPORTS]]
    context.show(Screen("exports-waiting", {**args, "most": exports.MOST_ALONE}, rows))


def _pairs(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


menu.offer(menu.MenuEntry("exports-menu", feature.action("reports"), order=30, roles=COLLEGE_ROLES))
