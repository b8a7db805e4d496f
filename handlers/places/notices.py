"""Who is told what became of places: the enterprise's people, those who match students, and who has one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from bot.feature import Notice, NoticeContext
from bot.screens import LINE, Screen
from cluster import russian
from cluster.calendar import after_quiet_hours
from cluster.internship import parties
from cluster.people import coordinators_of, enterprise_staff
from cluster.places import FIELDS_TOLD, PlacesChanged, PlacesOffered, PlacesShut
from handlers import menu
from handlers.naming import organisation_name, site_name
from handlers.places.common import facts, feature, place_button, profession_name
from storage.internship import Place, placements, places, students


@feature.notice(PlacesOffered)
def offered(event: PlacesOffered, context: NoticeContext) -> Iterable[Notice]:
    """Tell of new places those who match students, and the enterprise where a coordinator wrote them down for it."""
    place = places.get(context.session, event.place_id)
    yield from _both_sides(context, place, event.actor_id, "places-told-offered", f"places-offered:{place.id}")


@feature.notice(PlacesShut)
def shut(event: PlacesShut, context: NoticeContext) -> Iterable[Notice]:
    """Tell that places are offered no longer, or again."""
    place = places.get(context.session, event.place_id)
    key = "places-told-closed" if event.closed else "places-told-reopened"
    once = f"{key}:{place.id}:{context.now.isoformat()}"
    yield from _both_sides(context, place, event.actor_id, key, once)


@feature.notice(PlacesChanged)
def changed(event: PlacesChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell of new facts: those who planned their days by the old ones first, then both sides."""
    place = places.get(context.session, event.place_id)
    once = f"places-changed:{place.id}:{context.now.isoformat()}"
    told = {event.actor_id}
    for person_id in _whose_days(context, event):
        if person_id not in told:
            told.add(person_id)
            yield _new_facts(context, place, event, person_id, once)
    for notice in _both_sides(context, place, event.actor_id, "places-told-changed", once):
        if notice.person_id not in told:
            yield notice


def _whose_days(context: NoticeContext, event: PlacesChanged) -> Iterator[int]:
    """Whoever goes there by these facts: students and their mentors."""
    for placement_id in event.placement_ids:
        placement = placements.get(context.session, placement_id)
        student = students.get(context.session, placement.student_id)
        yield from parties.themselves(context.session, placement, student)
        yield from parties.mentor_of(context.session, placement)


def _new_facts(context: NoticeContext, place: Place, event: PlacesChanged, person_id: int, once: str) -> Notice:
    language = context.language_of(person_id)
    say = partial(context.texts.get, language)
    what = ", ".join(say(f"internship-item-{name}") for name in event.fields if name in FIELDS_TOLD)
    title = say("places-told-moved", **_named(context, place, language), what=what)
    body = LINE.join([title, *facts(say, language, place)])
    return _notice(context, person_id, Screen("", body=body, keyboard=[[menu.FRESH]]), once)


def _both_sides(context: NoticeContext, place: Place, actor: int, key: str, once: str) -> Iterator[Notice]:
    """Tell the enterprise's people and those who match students of this profession; who acted knows."""
    people = [*enterprise_staff(context.session, place.enterprise), *_colleges(context, place)]
    for person_id in dict.fromkeys(people):
        if person_id == actor:
            continue
        args = _named(context, place, context.language_of(person_id))
        rows = [[place_button(place.id)], [menu.FRESH]]
        yield _notice(context, person_id, Screen(key, args, rows), once)


def _colleges(context: NoticeContext, place: Place) -> list[int]:
    teaching = {one.college for one in context.content.programmes if one.code == place.profession}
    return [one for college in sorted(teaching) for one in coordinators_of(context.session, college)]


def _named(context: NoticeContext, place: Place, language: str) -> dict[str, object]:
    return {
        "profession": profession_name(context.content, place.profession, language),
        "enterprise": organisation_name(context.content, place.enterprise, language),
        "site": site_name(context.content, place, language),
        "count": place.number,
        "days": russian.format_period(place.date_from, place.date_to, language),
    }


def _notice(context: NoticeContext, person_id: int, screen: Screen, once: str) -> Notice:
    morning = after_quiet_hours(context.now)
    return Notice(person_id, screen, once, not_before=morning if morning > context.now else None)
