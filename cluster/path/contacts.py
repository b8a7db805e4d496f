"""Whom a student on practice turns to, and their parents: by name, from the offer that both agreed to until its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster.access import load_actor
from cluster.content import Content
from cluster.incidents.routing import site_of
from cluster.path.reading import deputy_of, found_practice, name_of, names_of
from storage.internship import CURRENT, UNDER_WAY, Placement, PlacementStatus

TOLD = CURRENT - {PlacementStatus.PLANNED, PlacementStatus.OFFERED}
"""While a practice stands so there is somebody to turn to about it."""


@dataclass(frozen=True, slots=True)
class PracticeContacts:
    """Who answers for one practice; of names "" is one that was not told, and None says that there is nobody.

    `child` is the student's name where a parent reads: they hear nothing of the people at the plant but its telephone.
    """

    placement: Placement
    supervisor: str | None
    mentor: str | None
    deputy: tuple[str, date] | None
    safety_phone: str | None
    """Of those who answer for safety at the site, E.164."""
    child: str | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether there are days on which one could be missed."""
        return self.placement.status in UNDER_WAY


def contacts(session: Session, now: datetime, actor: int, content: Content) -> tuple[PracticeContacts, ...]:
    """Return whom to turn to about one's own practice and those of one's children; empty where there is none."""
    me = load_actor(session, actor)
    found = []
    for person in (actor, *sorted(me.children)):
        student, placement = found_practice(session, now, me, person)
        if student is None or placement is None or placement.status not in TOLD:
            continue
        own = person == actor
        mentor, supervisor = names_of(session, placement)
        site = site_of(session, placement.place_id, placement.enterprise, content)
        found.append(
            PracticeContacts(
                placement,
                supervisor,
                mentor if own else None,
                deputy_of(session, placement) if own else None,
                None if site is None else site.safety_phone,
                None if own else name_of(student),
            )
        )
    return tuple(found)
