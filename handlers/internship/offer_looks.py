"""How an offer of practice is put into words, on screens and in notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.screens import LINE
from cluster import russian
from cluster.content import Content
from cluster.internship.hours import Plan, plan_of
from cluster.internship.offers import Offer
from cluster.internship.status import Actor
from handlers.internship.common import hours_short
from handlers.naming import organisation_name, site_name
from handlers.places.common import NONE, Say, facts, programme_name
from storage.internship import PlacementStatus


def about_offer(say: Say, content: Content, language: str, one: Offer) -> Markup:
    """Return what is offered: where, when, at what hours, for what pay, with a bed or not, how it begins."""
    placement, place = one.placement, one.place
    plan = plan_of(placement, place, one.student, content)
    title = say(
        "internship-offer-title",
        enterprise=organisation_name(content, placement.enterprise, language),
        site=NONE if place is None else site_name(content, place, language),
        profession=programme_name(content, placement.programme, language),
        module=_module_name(content, placement.module, language),
        hours=say("minors-hours", count=_number(plan)),
    )
    short = hours_short(say, language, plan) if one.part is Actor.COLLEGE else []
    if place is None:
        days = russian.format_period(placement.date_from, placement.date_to, language)
        return LINE.join([title, say("places-fact-when", days=days), *short])
    # A roster may have given the practice days of its own.
    dated = replace(place, date_from=placement.date_from, date_to=placement.date_to)
    lines = [title, *facts(say, language, dated), *short]
    if placement.bed is not None:
        lines.append(say("internship-offer-bed", bed=int(placement.bed)))
    return LINE.join(lines)


def _number(plan: Plan) -> int | float:
    return plan.half_hours / 2 if plan.half_hours % 2 else plan.half_hours // 2


def _module_name(content: Content, key: str, language: str) -> str:
    """Return a module's name; its key where the content has it no more."""
    known = next((one for one in content.modules if one.key == key), None)
    return key if known is None else known.name.in_(language)


def stand(say: Say, language: str, one: Offer) -> Markup:
    """Return where an offer stands: who is awaited and by when, or what comes next."""
    if one.placement.status is not PlacementStatus.OFFERED:
        return say(f"internship-offer-status-{one.placement.status}")
    who = "both" if len(one.awaited) > 1 else one.awaited[0].value
    return say("internship-offer-awaits", who=who, me=_me(one.part), due=_day(one.due, language))


def _me(part: Actor | None) -> str:
    return "none" if part is None else part.value


def _day(day: date | None, language: str) -> str:
    return "" if day is None else russian.format_day(day, language)
