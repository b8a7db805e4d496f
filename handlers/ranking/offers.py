"""A seat that became free, as who is next in line sees it: take it, or let it go to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from telegram import Update

from bot.feature import Notice, NoticeContext
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import ranking, russian
from cluster.calendar import day_of
from cluster.content import NoticeEvent, NoticeRole
from cluster.ranking import MyOffer, OfferPassed, OriginalReminded, SeatOffered
from handlers import menu
from handlers.admission import facts
from handlers.admission.notices import ways
from handlers.admission.telling import Tale, Teller, tell
from handlers.naming import programme_name
from handlers.ranking.common import feature

feature.on_duty(ranking.DUTIES)
MINE = Action.of("admission", "mine")


def offer_rows(offer_id: int) -> list[list[Button]]:
    """Return the two answers to an offer."""
    return [
        [
            Button("ranking-take", feature.action("take", offer_id)),
            Button("ranking-decline", feature.action("decline", offer_id)),
        ]
    ]


@feature.press("take")
async def take(_update: Update, context: Context) -> None:
    """Take an offered seat."""
    mine: MyOffer = await context.run(ranking.accept, context.now, context.person.id, menu.number(context))
    campaign = context.content.campaign(mine.application.campaign)
    due = ranking.original_due(campaign, day_of(mine.application.status_since))
    college = context.content.college(mine.application.college)
    args = {
        "programme": _programme(context, mine.offer.programme),
        "date": russian.format_day(due, context.language),
        "address": college.address.in_(context.language),
        "room": college.room.in_(context.language),
    }
    context.show(Screen("ranking-taken", args, [[Button("admission-menu-mine", MINE)], [menu.BACK]]))


@feature.press("decline")
async def ask_to_decline(_update: Update, context: Context) -> None:
    """Ask before a seat is let go."""
    mine: MyOffer = await context.read(ranking.read_offer, context.person.id, menu.number(context))
    rows = [
        [Button("ranking-take", feature.action("take", mine.offer.id))],
        [Button("ranking-decline-sure", feature.action("decline-sure", mine.offer.id))],
    ]
    context.show(Screen("ranking-decline-ask", {"programme": _programme(context, mine.offer.programme)}, rows))


@feature.press("decline-sure")
async def decline(_update: Update, context: Context) -> None:
    """Let an offered seat go to the next."""
    await context.run(ranking.decline, context.now, context.person.id, menu.number(context), context.content)
    context.show(Screen("ranking-declined", keyboard=[[Button("admission-menu-mine", MINE)], [menu.BACK]]))


def _programme(context: Context, key: str) -> str:
    return programme_name(context.text, context.language, context.content.programme(key))


# --- telling -----------------------------------------------------------------------------------------


@feature.notice(SeatOffered)
def offered(event: SeatOffered, context: NoticeContext) -> Iterable[Notice]:
    """Ask who is next in line."""

    def about(_teller: Teller, language: str) -> Mapping[str, Any]:
        return {
            **_named(context, language, event.programme),
            "deadline": russian.format_moment(event.deadline, language),
        }

    def rows(teller: Teller, role: NoticeRole) -> Sequence[Sequence[Button]]:
        first = offer_rows(event.offer_id) if role is NoticeRole.APPLICANT else []
        return [*first, *ways(teller, role)]

    tale = Tale(NoticeEvent.OFFERED, event.application_id, str(event.offer_id), facts=about, rows=rows)
    yield from tell(context, tale)


@feature.notice(OfferPassed)
def passed(event: OfferPassed, context: NoticeContext) -> Iterable[Notice]:
    """Tell that an offer is over: kindly who got it, and the college."""

    def about(_teller: Teller, language: str) -> Mapping[str, Any]:
        return {**_named(context, language, event.programme), "declined": int(event.by_owner)}

    once = str(event.offer_id)
    tale = Tale(NoticeEvent.OFFER_PASSED, event.application_id, once, event.actor_id, facts=about, rows=ways)
    yield from tell(context, tale)


@feature.notice(OriginalReminded)
def original_due(event: OriginalReminded, context: NoticeContext) -> Iterable[Notice]:
    """Remind of the original."""
    once = f"{event.application_id}:{event.day}"
    tale = Tale(NoticeEvent.ORIGINAL_DUE, event.application_id, once, facts=facts.originals, rows=ways)
    yield from tell(context, tale)


def _named(context: NoticeContext, language: str, programme: str) -> dict[str, Any]:
    say = partial(context.texts.get, language)
    return {"programme": programme_name(say, language, context.content.programme(programme))}
