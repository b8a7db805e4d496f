"""Extra seats: asking to be told of them, and being told."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Update

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import admission, russian
from cluster.admission import SeatLine, SeatsOpened
from cluster.calendar import after_quiet_hours
from cluster.content import Content
from handlers import menu
from handlers.admission.applying import feature, seats_button
from handlers.admission.questions import FORM
from handlers.admission.telling import once_at
from handlers.naming import programme_name

MOST_PROGRAMMES = 6
APPLY = Button("admission-open", Action.of(FORM, "open"))


@feature.press("seats")
async def colleges(_update: Update, context: Context) -> None:
    """Choose the college whose extra seats one would like to hear of."""
    keys = admission.colleges_to_wait_for(context.now, context.content)
    if not keys:
        context.show(Screen("admission-seats-not-now", keyboard=[[menu.BACK]]))
        return
    rows = menu.college_rows(context, keys[:MOST_PROGRAMMES], lambda key: feature.action("seats-of", key))
    context.show(Screen("admission-seats-which", keyboard=[*rows, [menu.BACK]]))


@feature.press("seats-of")
async def programmes(_update: Update, context: Context) -> None:
    """Show the programmes of a college, each with its switch."""
    await _show(context, menu.word(context), menu.number(context, 1))


@feature.press("wait")
async def wait(_update: Update, context: Context) -> None:
    """Have the person told of a programme's extra seats, or no more."""
    key, want, page = menu.word(context), menu.number(context, 1), menu.number(context, 2)
    college = context.content.programme(key).college
    change = admission.wait_for_seats if want else admission.wait_no_more
    await context.run(change, context.now, context.person.id, key, context.content)
    await _show(context, college, page)


async def _show(context: Context, college: str, page: int) -> None:
    name = context.content.college(college).short.in_(context.language)
    lines: tuple[SeatLine, ...] = await context.read(
        admission.seats_of, context.now, context.person.id, college, context.content
    )
    pages = max(1, -(-len(lines) // MOST_PROGRAMMES))
    page %= pages
    rows = [[_button(context, line, page)] for line in lines[page * MOST_PROGRAMMES : (page + 1) * MOST_PROGRAMMES]]
    turn = [Button("form-page-next", feature.action("seats-of", college, (page + 1) % pages))] if pages > 1 else []
    args = {"college": name, "waiting": sum(line.is_awaited for line in lines)}
    back = Button("form-back", feature.action("seats"))
    context.show(Screen("admission-seats", args, [*rows, [back, menu.BACK, *turn]]))


def _button(context: Context, line: SeatLine, page: int) -> Button:
    named = {"programme": programme_name(context.text, context.language, context.content.programme(line.programme))}
    if line.is_open:
        return Button("admission-seats-open", Action.of(FORM, "open"), args=named)
    key = "admission-seats-awaited" if line.is_awaited else "admission-seats-wait"
    return Button(key, feature.action("wait", line.programme, int(not line.is_awaited), page), args=named)


@feature.notice(SeatsOpened)
def opened(event: SeatsOpened, context: NoticeContext) -> Iterable[Notice]:
    """Tell who waited that a programme takes applications again."""
    language = context.language_of(event.person_id)
    ends = context.content.campaign(event.campaign).extra_end
    args = {
        "count": len(event.programmes),
        "list": "; ".join(_with_college(context, language, key) for key in event.programmes),
        "date": russian.format_date(ends, language),
    }
    screen = Screen("admission-seats-told", args, [[APPLY], [seats_button()]])
    once = once_at(context.now, "seats", event.campaign)
    yield Notice(event.person_id, screen, once, not_before=after_quiet_hours(context.now))


def _with_college(context: NoticeContext, language: str, key: str) -> str:
    content: Content = context.content
    programme = content.programme(key)

    def say(name: str) -> str:
        return context.texts.get(language, name)

    return f"{programme_name(say, language, programme)} ({content.college(programme.college).short.in_(language)})"
