"""The safety briefings of the practices on somebody's desk: which were held when and by whom, which is due again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster.calendar import day_of, months_after
from cluster.content import Content, ReminderKind
from cluster.internship import listing
from storage.internship import CURRENT, Briefing, BriefingKind, Placement, PlacementStatus, Student, causes, desks

PAGE: Final = 5
_RENEWING: Final = frozenset({BriefingKind.PRIMARY, BriefingKind.REPEAT})
_AGREED: Final = tuple(sorted(CURRENT - {PlacementStatus.PLANNED, PlacementStatus.OFFERED}))


@dataclass(frozen=True, slots=True)
class Briefed:
    """The briefings of one placement, the latest first; `again` is the last day by which one is to be repeated.

    `soon`: that day is near enough to be reminded of, or gone.
    """

    placement: Placement
    student: Student
    held: tuple[Briefing, ...]
    again: date | None
    soon: bool


@dataclass(frozen=True, slots=True)
class BriefedPage:
    """A page of them; `page` is the one that was found, from 0."""

    lines: tuple[Briefed, ...]
    total: int
    page: int
    pages: int


def repeat_due(held: Iterable[Briefing], placement: Placement, months: int) -> date | None:
    """Return until when the briefing at the post holds, where that ends within the practice."""
    days = [one.held_on for one in held if one.kind in _RENEWING]
    until = months_after(max(days), months) if days else None
    return until if until is not None and until <= placement.date_to else None


def count(session: Session, actor: int, *, mine: bool = False) -> int:
    """Return in how many placements of one's desk a briefing was noted; `Forbidden` to who has none."""
    return len(_ids(session, actor, mine=mine))


def page(
    session: Session, now: datetime, actor: int, content: Content, number: int = 0, *, mine: bool = False
) -> BriefedPage:
    """Return a page: what is due again first, the earliest first, then what was held last; past the end the first."""
    rule, today = content.reminder(ReminderKind.BRIEFING), day_of(now)
    near = today + timedelta(days=max(rule.before or (0,)))
    lines = []
    for one in causes.load(session, _ids(session, actor, mine=mine)).values():
        again = repeat_due(one.briefings, one.placement, rule.holds_months)
        soon = again is not None and again <= near
        lines.append(Briefed(one.placement, one.student, one.briefings[::-1], again, soon))
    due = sorted((one for one in lines if one.soon), key=lambda one: one.again or today)
    others = sorted((one for one in lines if not one.soon), key=lambda one: one.held[0].held_on, reverse=True)
    lines = [*due, *others]
    pages = max(1, -(-len(lines) // PAGE))
    number %= pages
    return BriefedPage(tuple(lines[number * PAGE : (number + 1) * PAGE]), len(lines), number, pages)


def _ids(session: Session, actor: int, *, mine: bool) -> list[int]:
    return desks.briefed(session, listing.whole_desk(session, actor, _AGREED, mine=mine))
