"""Offering places, changing them, closing them and opening them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from cluster.access import Action, require
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done, Event
from cluster.internship import items, life
from cluster.internship.desk import load_place, place_target
from cluster.internship.status import Actor
from cluster.internship.touching import touch
from cluster.places.events import PlacesChanged, PlacesOffered, PlacesShut
from cluster.places.form import FIELDS_TOLD, PlaceForm, PlaceRefused, answers_of, check, professions
from cluster.places.listing import acts_for
from storage.errors import NotFound, Refusal
from storage.internship import (
    CURRENT,
    UNDER_WAY,
    HistoryEntry,
    NewPlace,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    placements,
    places,
    seats,
)

S = PlacementStatus
DAYS_TO_COME: Final = CURRENT - {S.REPORTING, S.ASSESSED}
"""Where the days of a practice are not over yet."""
DAYS_WATCHED: Final = DAYS_TO_COME - {S.PLANNED, S.OFFERED}
"""Where the clock waits for the first or the last day."""
RESTED_ON: Final = frozenset({"date_from", "date_to", "shift", "gear", "listed_work", "pay_basis"})
"""What items of the readiness list rest on."""


class PlacesOutdated(Refusal):
    """Somebody else changed these places after the form was opened: the present ones are shown."""

    def __init__(self) -> None:
        super().__init__("places-outdated")


def offer(
    session: Session, now: datetime, actor: int, enterprise: str, form: PlaceForm, content: Content
) -> Done[Place]:
    """Offer places of an enterprise; those who match students are told."""
    content.enterprise(enterprise)
    require(session, actor, Action.WRITE, place_target(enterprise))
    if form.profession is None or form.profession not in professions(content):
        raise NotFound
    check(form, now, content)
    new = NewPlace(
        enterprise=enterprise, profession=form.profession, created_by=actor, **form.columns(enterprise, content)
    )
    made = places.add(session, new, now)
    return Done(made, (PlacesOffered(made.id, actor),))


def change(
    session: Session,
    now: datetime,
    actor: int,
    place_id: int,
    form: PlaceForm,
    seen: Mapping[str, Any],
    content: Content,
) -> Done[int]:
    """Change places; return how many students are told. Who has one goes by the new days, shift, site and meeting.

    `seen` are the answers that the form began with; `PlacesOutdated` where somebody changed them since. Seats that were
    given away meanwhile change nothing of it, but there can be no fewer than those.
    """
    place = load_place(session, actor, place_id, Action.WRITE)
    before = answers_of(place)
    if before != dict(seen):
        raise PlacesOutdated
    check(form, now, content, place)
    changed = places.change(session, place_id, **form.columns(place.enterprise, content))
    fields = _differing(before, answers_of(changed))
    told = fields & FIELDS_TOLD
    moved = _follow(session, now, actor, place, changed, tuple(sorted(told))) if told else ()
    if not fields:
        return Done(0)
    settled = _settle(session, now, changed, content) if fields & RESTED_ON else ()
    return Done(len(moved), (PlacesChanged(place_id, tuple(sorted(fields)), moved, actor), *settled))


def close(session: Session, now: datetime, actor: int, place_id: int) -> Done[Place]:
    """Offer places no longer; who has one keeps it. A second tap changes nothing."""
    place = load_place(session, actor, place_id, Action.WRITE)
    if place.closed_at is not None:
        return Done(place)
    places.close(session, place_id, now)
    return Done(places.get(session, place_id), (PlacesShut(place_id, closed=True, actor_id=actor),))


def reopen(session: Session, now: datetime, actor: int, place_id: int) -> Done[Place]:
    """Offer closed places again, while their first day lies ahead. A second tap changes nothing."""
    place = load_place(session, actor, place_id, Action.WRITE)
    if place.closed_at is None:
        return Done(place)
    if place.date_from < day_of(now):
        raise Refusal("places-begun")
    places.reopen(session, place_id)
    return Done(places.get(session, place_id), (PlacesShut(place_id, closed=False, actor_id=actor),))


_MEETING: Final = frozenset({"meeting_person", "meeting_phone", "meeting_where", "bring", "papers"})


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    fields = {name for name, value in after.items() if before[name] != value}
    hours = {"break_minutes"} & fields
    return fields - _MEETING - hours | ({"meeting"} if fields & _MEETING else set()) | ({"shift"} if hours else set())


def _follow(
    session: Session, now: datetime, actor: int, before: Place, after: Place, fields: tuple[str, ...]
) -> tuple[int, ...]:
    """Lead the placements of a place along; return those whose students know of it."""
    held = [one for one in seats.at_place(session, before.id) if one.status in DAYS_TO_COME]
    moved_days = (before.date_from, before.date_to) != (after.date_from, after.date_to)
    if moved_days:
        _check_overlaps(session, held, before, after)
    if before.date_from != after.date_from and any(
        one.status in UNDER_WAY and _goes_along(one, before) for one in held
    ):
        raise PlaceRefused("date_from", "places-first-begun")
    known = []
    part = Actor.ENTERPRISE if acts_for(session, actor, before.enterprise) else Actor.COLLEGE
    for one in held:
        values: dict[str, Any] = {"calendar_sequence": one.calendar_sequence + 1}
        if moved_days and _goes_along(one, before):
            values |= {"date_from": after.date_from, "date_to": after.date_to}
        changed = placements.change(session, one.id, **values)
        if "date_from" in values and one.status in DAYS_WATCHED:
            life.plan_days(session, now, changed)
        touch(session, now, changed)
        placements.note(session, HistoryEntry(one.id, now, PlacementHistoryKind.EDIT, part.value, actor, fields=fields))
        if one.status is not S.PLANNED:  # of a plan nobody was told
            known.append(one.id)
    return tuple(known)


def _settle(session: Session, now: datetime, place: Place, content: Content) -> tuple[Event, ...]:
    """Look at the readiness lists again: who was ready by the old days or the old shift may not be by the new."""
    gathered = [one for one in seats.at_place(session, place.id) if one.status in {S.DOCS_PENDING, S.READY}]
    return tuple(event for one in gathered for event in items.settle(session, now, one.id, content))


def _goes_along(placement: Placement, place: Place) -> bool:
    """Whether a placement keeps to the days of its place: a roster may have given it days of its own."""
    return (placement.date_from, placement.date_to) == (place.date_from, place.date_to)


def _check_overlaps(session: Session, held: Sequence[Placement], before: Place, after: Place) -> None:
    """Nobody can be in two places: refuse days on which somebody who has a seat has another practice."""
    along = [one for one in held if _goes_along(one, before)]
    others = seats.of_students(session, [one.student_id for one in along])
    busy = [
        one
        for one in along
        if any(
            other.id != one.id and other.date_from <= after.date_to and after.date_from <= other.date_to
            for other in others[one.student_id]
        )
    ]
    if busy:
        raise PlaceRefused("date_to", "places-days-overlap", count=len(busy))
