"""The morning's digest: what waits, each line with its button; and the switch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from telegram import Update

from bot.feature import Feature, Notice, NoticeContext
from bot.screens import LINE, Action, Button, Screen
from bot.texts import Texts
from bot.turn.context import Context
from cluster import digest, russian
from cluster.calendar import day_of
from cluster.digest import DESK, SHELVES, DigestDue, Line, Topic
from handlers import menu
from handlers.exports.common import REPORTS
from storage.errors import NotFound

feature = Feature("digest")
feature.on_duty(digest.DUTIES)
feature.at_start(digest.ensure)

MOST_ALONE_IN_A_ROW = 5
SETTINGS = Button("digest-settings", feature.action("open"))


def look(texts: Texts, language: str, day: date, found: Sequence[Line]) -> Screen:
    """Return the digest: numbers in the text, a button to the shelf for each line."""
    head = texts.get(language, "digest-head", day=russian.format_day(day, language))
    told = [texts.get(language, f"digest-line-{one.topic}", **_args(one, language)) for one in found]
    buttons = [
        Button(
            f"digest-button-{one.topic}",
            _way(one.topic),
            args={"count": one.count},
        )
        for one in found
    ]
    columns = 1 if len(buttons) <= MOST_ALONE_IN_A_ROW else 2
    rows = [buttons[i : i + columns] for i in range(0, len(buttons), columns)]
    return Screen("", body=LINE.join([head, *told]), keyboard=[*rows, [SETTINGS]])


def _way(topic: Topic) -> Action:
    """Return what opens the shelf or the list of a line."""
    if topic in DESK:
        return Action.of("internship", "shelf", DESK[topic], 0, 0)
    match topic:
        case Topic.INCIDENTS:
            return Action.of("incidents", "list", 0)
        case Topic.SILENT:
            return Action.of("diary", "staff", 0, 0)
        case _:
            return Action.of("review", "shelf", SHELVES[topic], 0)


def _args(line: Line, language: str) -> dict[str, object]:
    day = russian.format_day(line.day, language) if line.day else ""
    return {"count": line.count, "late": line.late, "day": day}


@feature.notice(DigestDue)
def due(event: DigestDue, context: NoticeContext) -> Iterable[Notice]:
    """Send a person's digest, once a day; at 8:30, which is the stated exception from the quiet hours."""
    found = digest.lines(context.session, context.now, event.person_id, context.content)
    screen = look(context.texts, context.language_of(event.person_id), event.day, found)
    yield Notice(event.person_id, screen, f"digest:{event.day}")


@feature.press("open")
async def settings(_update: Update, context: Context) -> None:
    """Show whether the digest comes, with the switch."""
    await _show(context, wanted=await context.read(digest.is_wanted, context.person.id))


@feature.press("switch")
async def switch(_update: Update, context: Context) -> None:
    """Switch one's digest on or off."""
    said = menu.word(context)
    if said not in {"on", "off"}:
        raise NotFound
    wanted = await context.run(digest.switch, context.now, context.person.id, wanted=said == "on")
    await _show(context, wanted=wanted)


@feature.press("now")
async def now(_update: Update, context: Context) -> None:
    """Show at once what the digest would say."""
    await context.read(digest.is_wanted, context.person.id)  # refuses whoever has no such role
    found = await context.read(digest.lines, context.now, context.person.id, context.content)
    if not found:
        context.toast("digest-nothing")
        return
    context.show(look(context.room.texts, context.language, day_of(context.now), found))


async def _show(context: Context, *, wanted: bool) -> None:
    other = "off" if wanted else "on"
    rows = [
        [Button(f"digest-{other}", feature.action("switch", other))],
        [Button("digest-now", feature.action("now"))],
        [REPORTS],
    ]
    context.show(Screen("digest-is-on" if wanted else "digest-is-off", keyboard=rows))
