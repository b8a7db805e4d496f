"""How what became of places is told: to the enterprise's people, those who match students, and who has one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from bot.feature import Notice, NoticeContext
from bot.screens import LINE, Screen
from cluster import russian
from cluster.content import PracticeEvent, PracticeRole
from cluster.internship import parties
from cluster.people import coordinators_of, enterprise_staff
from cluster.places import FIELDS_TOLD, PlacesChanged, PlacesOffered, PlacesShut
from handlers import menu
from handlers.naming import organisation_name, site_name
from handlers.places.common import facts, feature, place_button, profession_name
from handlers.telling import hearers
from storage.internship import Place, placements, places, students

E, R = PracticeEvent, PracticeRole


@feature.notice(PlacesOffered)
def offered(event: PlacesOffered, context: NoticeContext) -> Iterable[Notice]:
    """Tell of new places those who match students, and the enterprise where a coordinator wrote them down for it."""
    place = places.get(context.session, event.place_id)
    row, concerned = context.content.practice_notice(E.PLACES_OFFERED), _both_sides(context, place)
    for one in hearers(context, row, concerned, but={event.actor_id}):
        yield one.notice(_card(context, place, "places-told-offered", one.language), f"places-offered:{place.id}")


@feature.notice(PlacesShut)
def shut(event: PlacesShut, context: NoticeContext) -> Iterable[Notice]:
    """Tell that places are offered no longer, or again."""
    place = places.get(context.session, event.place_id)
    key = "places-told-closed" if event.closed else "places-told-reopened"
    row, concerned = context.content.practice_notice(E.PLACES_SHUT), _both_sides(context, place)
    for one in hearers(context, row, concerned, but={event.actor_id}):
        yield one.notice(_card(context, place, key, one.language), f"{key}:{place.id}:{context.now.isoformat()}")


@feature.notice(PlacesChanged)
def changed(event: PlacesChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell of new facts: those who planned their days by the old ones first, then both sides."""
    place = places.get(context.session, event.place_id)
    goers = _whose_days(context, event)
    row, concerned = context.content.practice_notice(E.PLACES_CHANGED), {**goers, **_both_sides(context, place)}
    for one in hearers(context, row, concerned, but={event.actor_id}):
        if one.role in goers:
            screen = _new_facts(context, place, event, one.language)
        else:
            screen = _card(context, place, "places-told-changed", one.language)
        yield one.notice(screen, f"places-changed:{place.id}:{context.now.isoformat()}")


def _whose_days(context: NoticeContext, event: PlacesChanged) -> dict[PracticeRole, list[int]]:
    """Return who goes there by these facts: students and their mentors."""
    going: dict[PracticeRole, list[int]] = {R.STUDENT: [], R.MENTOR: []}
    for placement_id in event.placement_ids:
        placement = placements.get(context.session, placement_id)
        student = students.get(context.session, placement.student_id)
        going[R.STUDENT] += parties.themselves(context.session, placement, student)
        going[R.MENTOR] += parties.mentor_of(context.session, placement)
    return going


def _both_sides(context: NoticeContext, place: Place) -> dict[PracticeRole, list[int]]:
    """Return the enterprise's people and those who match students of this profession."""
    teaching = {one.college for one in context.content.programmes if one.code == place.profession}
    return {
        R.ENTERPRISE: enterprise_staff(context.session, place.enterprise),
        R.COORDINATORS: [one for college in sorted(teaching) for one in coordinators_of(context.session, college)],
    }


def _new_facts(context: NoticeContext, place: Place, event: PlacesChanged, language: str) -> Screen:
    say = partial(context.texts.get, language)
    what = ", ".join(say(f"internship-item-{name}") for name in event.fields if name in FIELDS_TOLD)
    title = say("places-told-moved", **_named(context, place, language), what=what)
    return Screen("", body=LINE.join([title, *facts(say, language, place)]), keyboard=[[menu.FRESH]])


def _card(context: NoticeContext, place: Place, key: str, language: str) -> Screen:
    return Screen(key, _named(context, place, language), [[place_button(place.id)], [menu.FRESH]])


def _named(context: NoticeContext, place: Place, language: str) -> dict[str, object]:
    return {
        "profession": profession_name(context.content, place.profession, language),
        "enterprise": organisation_name(context.content, place.enterprise, language),
        "site": site_name(context.content, place, language),
        "count": place.number,
        "days": russian.format_period(place.date_from, place.date_to, language),
    }
