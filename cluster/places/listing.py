"""Which places somebody sees: an enterprise its own, a college all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster.access import Action, allowed, allows, load_actor, require
from cluster.calendar import day_of
from cluster.internship import desk
from storage import roles
from storage.internship import Place, Placement, PlacementStatus, Student, places, seats, students
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

LIKE_LAST_TIME = timedelta(days=2 * 366)
"""So long what a plant told of its places is offered to it again."""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Places as somebody sees them, with those of their students who are theirs to see.

    `others` are counted alone: those of other colleges, and to an enterprise those of whom it was not asked yet.
    """

    place: Place
    placed: tuple[tuple[Placement, Student], ...]
    others: int
    today: date
    may_write: bool

    @property
    def begun(self) -> bool:
        """Whether the first day is over."""
        return self.place.date_from < self.today


def _to_see(placement: Placement) -> Action:
    """Return the right that shows a placement in a list: a plan is its college's own business."""
    return Action.WRITE if placement.status is PlacementStatus.PLANNED else Action.READ


def enterprises_of(session: Session, actor: int, action: Action = Action.READ) -> tuple[str, ...]:
    """Return the enterprises whose places somebody may see (or, by `action`, change)."""
    who = load_actor(session, actor)
    known = [one.key for one in organisations(session, OrganisationKind.ENTERPRISE)]
    return tuple(key for key in known if allows(who, action, desk.place_target(key)))


def may_write(session: Session, actor: int, enterprise: str) -> bool:
    """Whether somebody may offer and change places of an enterprise."""
    return allowed(session, actor, Action.WRITE, desk.place_target(enterprise))


def acts_for(session: Session, actor: int, enterprise: str) -> bool:
    """Whether somebody acts for an enterprise itself, and not on its behalf."""
    return any(held.organisation == enterprise for held in roles.of_person(session, actor))


def listed(session: Session, now: datetime, actor: int, enterprise: str) -> list[Place]:
    """Return the places of an enterprise that are not over, the earliest first."""
    require(session, actor, Action.READ, desk.place_target(enterprise))
    return places.of_enterprise(session, enterprise, day_of(now))


def latest(session: Session, now: datetime, actor: int, enterprise: str) -> Place | None:
    """Return what an enterprise offered last, to who may offer for it; None where that was long ago, or never."""
    require(session, actor, Action.WRITE, desk.place_target(enterprise))
    found = places.of_enterprise(session, enterprise, day_of(now) - LIKE_LAST_TIME)
    return max(found, key=lambda one: one.id, default=None)


def card(session: Session, now: datetime, actor: int, place_id: int) -> PlaceCard:
    """Return places with who has them."""
    place = desk.load_place(session, actor, place_id)
    held = seats.at_place(session, place_id)
    known = students.many(session, [one.student_id for one in held])
    who = load_actor(session, actor)
    seen = [
        (one, known[one.student_id])
        for one in held
        if allows(who, _to_see(one), desk.target(session, one, known[one.student_id]))
    ]
    return PlaceCard(
        place, tuple(seen), len(held) - len(seen), day_of(now), may_write(session, actor, place.enterprise)
    )
