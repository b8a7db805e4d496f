"""What may be exported: of which college, which campaign, all of it or one shelf of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.review.desk import colleges_of
from cluster.review.queue import Shelf, filter_of
from storage import exports
from storage.errors import Forbidden, NotFound
from storage.review import QueueFilter, queues

ALL = "all"
"""In place of a shelf: everything that the college has in the campaign."""
OFFERED = tuple(shelf for shelf in Shelf if shelf not in {Shelf.MINE, Shelf.UNREACHABLE})
"""Shelves that may be exported. The other two are ways of working, not lists that anybody files."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A college, a campaign, and a shelf or `ALL`, as somebody chose them; checked by `checked`."""

    college: str
    campaign: str
    shelf: str


def colleges(session: Session, actor: int) -> tuple[str, ...]:
    """Return the colleges whose applications this person may export; `Forbidden` where there is none."""
    found = colleges_of(session, actor)
    if not found:
        raise Forbidden
    return tuple(sorted(found))


def campaigns(session: Session, now: datetime, actor: int, college: str, content: Content) -> tuple[str, ...]:
    """Return the campaigns in which a college has applications: the present one first, then the newest."""
    check_college(session, actor, college)
    known = exports.campaigns(session, college)
    present = content.campaign_on(day_of(now))
    listed = sorted((one for one in content.campaigns if one.key in known), key=lambda one: one.docs_start)
    keys = [one.key for one in reversed(listed)]
    first = [present.key] if present is not None and present.key in known else []
    return tuple(dict.fromkeys([*first, *keys]))


def shelves(session: Session, now: datetime, actor: int, college: str, campaign: str) -> Mapping[str, int]:
    """Return what may be exported of a college's campaign, `ALL` first, with how many applications that is."""
    check_college(session, actor, college)
    choices = (Choice(college, campaign, shelf) for shelf in (ALL, *OFFERED))
    counted = {one.shelf: queues.count(session, filter_for(one, actor, now)) for one in choices}
    return {shelf: n for shelf, n in counted.items() if n}


def check_college(session: Session, actor: int, college: str) -> None:
    """Refuse whoever does not work on the applications of a college."""
    if college not in colleges_of(session, actor):
        raise Forbidden


def checked(session: Session, actor: int, choice: Choice, content: Content) -> Choice:
    """Return a choice that came out of a button, if it is one that this person has."""
    check_college(session, actor, choice.college)
    content.campaign(choice.campaign)
    if choice.shelf not in {ALL, *OFFERED}:
        raise NotFound
    return choice


def filter_for(choice: Choice, actor: int, now: datetime) -> QueueFilter:
    """Return which applications a choice means; `now` decides what is overdue."""
    college = frozenset({choice.college})
    wanted = QueueFilter(college) if choice.shelf == ALL else filter_of(Shelf(choice.shelf), college, actor, now)
    return replace(wanted, campaign=choice.campaign)
