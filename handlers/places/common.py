"""What the screens of places share: how places, their facts and the reasons for them are put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import BLANK, Action, Button
from bot.turn.context import Context
from cluster import invites, places, russian
from cluster.content import Content
from cluster.internship.matching import Suggestion
from handlers.naming import organisation_name
from storage.internship import PayBasis, Place

feature = Feature("places")

DOT = Markup(" \u00b7 ")
ON_A_PAGE = 5
MOST_COLLEGES = 3
NONE = "none"
"""What a text is told where there is nothing to tell."""
OFFER_FORM, CHANGE_FORM, MATCH_FORM, FILL_FORM = "place", "placeedit", "placematch", "placefill"
DESK = Button("places-to-desk", feature.action("desk"))

Say = Callable[..., Markup]
"""Gives a text of one language by its key."""


def place_button(place_id: int, key: str = "places-to-place") -> Button:
    """Return the button that opens places."""
    return Button(key, feature.action("place", place_id))


async def card_ways(context: Context, colleges: Sequence[str]) -> list[list[Button]]:
    """Return the ways to cards with links for students of these colleges, to who may make them."""
    mine = await context.read(invites.colleges_of, context.person.id)
    keys = [key for key in colleges if key in mine][:MOST_COLLEGES]
    if len(keys) == 1:
        return [[Button("invites-to-cards", Action.of("invites", "cards", keys[0]))]]
    return [
        [
            Button(
                "places-cards-of",
                Action.of("invites", "cards", key),
                args={"college": context.content.college(key).short.in_(context.language)},
            )
        ]
        for key in keys
    ]


def plant_phone(context: Context, enterprise: str) -> str:
    """Return the telephone of a plant; `NONE` where content knows none."""
    phone = next((one.phone for one in context.content.enterprises if one.key == enterprise), None)
    return NONE if phone is None else russian.format_phone(phone)


def profession_name(content: Content, code: str, language: str) -> str:
    """Return a profession's short name; its code where the content teaches it no more."""
    known = places.professions(content).get(code)
    return content.programme(known).short.in_(language) if known is not None else code


def programme_name(content: Content, key: str, language: str) -> str:
    """Return a programme's short name; its key where the content has it no more."""
    known = next((one for one in content.programmes if one.key == key), None)
    return key if known is None else known.short.in_(language)


def label(context: Context, place: Place) -> str:
    """Return places in a few words: whose, and when they begin."""
    name = organisation_name(context.content, place.enterprise, context.language)
    return f"{name} \u00b7 {russian.format_short_day(place.date_from, context.language)}"


def facts(say: Say, language: str, place: Place) -> list[Markup]:
    """Return what somebody who goes there has to know, a line each."""
    shift = f"{place.shift_from:%-H:%M}\u2013{place.shift_to:%-H:%M}"
    lines = [
        say("places-fact-when", days=russian.format_period(place.date_from, place.date_to, language)),
        say("places-fact-shift", shift=shift, minutes=place.break_minutes),
        say("places-fact-pay", pay=pay(say, place)),
    ]
    if place.gear:
        lines.append(say("places-fact-gear", gear=place.gear))
    return [*lines, *meeting(say, place)]


def pay(say: Say, place: Place) -> Markup:
    """Return what the enterprise says that it pays, and when."""
    basis = say(f"places-pay-{place.pay_basis}")
    if place.pay_basis is PayBasis.NONE:
        return basis
    parts = [basis]
    if place.pay_amount is not None:
        parts.append(say("places-pay-amount", amount=russian.format_money(place.pay_amount)))
    if place.pay_days:
        parts.append(say("places-pay-days", days=", ".join(map(str, place.pay_days))))
    return Markup(", ").join(parts)


def meeting(say: Say, place: Place) -> list[Markup]:
    """Return how the first day begins, a line each."""
    met = place.meeting
    if met is None:
        return []
    phone = russian.format_phone(met.phone) if met.phone else NONE
    lines = [say("places-fact-meeting", person=met.person, phone=phone, where=met.where)]
    lines += [say("places-fact-bring", things=met.bring)] if met.bring else []
    lines += [say("places-fact-papers", papers=met.papers)] if met.papers else []
    return lines


def reasons(context: Context, one: Suggestion) -> Markup:
    """Return what speaks for and against a place, in words."""
    said = [context.text(reason.text_key) for reason in one.reasons]
    if one.distance_km is not None:
        said.append(context.text("places-km", km=one.distance_km))
    return DOT.join(said) if said else context.text("places-no-reasons")


def paged(
    rows: Sequence[list[Button]], page: int, turned: Callable[[int], Button], size: int = ON_A_PAGE
) -> list[list[Button]]:
    """Return one page of rows, and a button to the next one where there is more; after the last comes the first."""
    pages = max(1, -(-len(rows) // size))
    here = page % pages
    shown = list(rows[here * size : (here + 1) * size])
    return shown if pages == 1 else [*shown, [turned((here + 1) % pages)]]


def turn(verb: str, *args: object) -> Callable[[int], Button]:
    """Return what makes the button to a page, whose number comes last."""
    return lambda page: Button("form-page-next", feature.action(verb, *args, page))


def joined(parts: Iterable[Markup]) -> Markup:
    """Return parts of a screen, a blank line between them."""
    return BLANK.join(parts)
