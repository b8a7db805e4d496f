"""Offering a planned practice: the student and the enterprise say yes or no, in either order.

    planned ──► offered ──► both said yes ──► confirmed ──► docs pending, the next morning
                   └──► one said no, or the college took it back ──► cancelled: seat and bed are free again

What was agreed on paper or by telephone is noted by the college. After five working days without an answer the college
is told; nothing ends by itself, since a person has to ask why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind, Target, require
from cluster.calendar import QUIET_UNTIL, age_on, at, day_of
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.internship import desk, items, seating
from cluster.internship.events import OfferAnswered, OfferConfirmed, OfferDeclined, OfferOverdue, PracticeOffered
from cluster.internship.hearing import Unheard, unheard_of
from cluster.internship.offers import SAID, answer_due, plans_for, standing
from cluster.internship.status import Actor, By, Change, Facts, follow, transition, transition_all
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    CURRENT,
    HistoryEntry,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    places,
    seats,
    students,
)

__all__ = [
    "DUTIES",
    "REASONS",
    "Asked",
    "agree",
    "agree_all",
    "decline",
    "note_agreed",
    "offer",
    "offer_planned",
    "seating",
]

S = PlacementStatus
OFFER_ENDS: Final = "internship-offer-ends"
PAPERS_BEGIN: Final = "internship-papers-begin"
TELL_OFFERED: Final = "internship-tell-offered"
TOLD_AT_ONCE: Final = 30
"""How many students are asked in the turn that offers; others a moment later, so that nobody's reply waits for them."""
REASON_LIMIT: Final = 300
REASONS: Final[Mapping[Actor, tuple[str, ...]]] = MappingProxyType(
    {
        Actor.STUDENT: ("far", "other_place", "days", "shift"),
        Actor.ENTERPRISE: ("no_room", "age", "days"),
    }
)
"""What is offered as reasons to each part, with the text `internship-why-<reason>`; own words do as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many were asked at once, by when the first answer is due, and who cannot hear the question."""

    count: int
    due: date | None
    unheard: Unheard = field(default_factory=Unheard)


# --- asking ------------------------------------------------------------------------------------------


def offer(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Done[Placement]:
    """Ask the student and the enterprise. A second tap changes nothing."""
    placement, _ = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status is S.OFFERED:
        return Done(placement)
    done = _offer_all(session, now, actor, [placement], content)
    return Done(placements.get(session, placement_id), done.events)


def offer_planned(
    session: Session,
    now: datetime,
    actor: int,
    content: Content,
    *,
    moment: datetime | None = None,
    place_id: int | None = None,
) -> Done[Asked]:
    """Ask everybody who is planned in one's colleges (at a moment, at a place).

    Whoever cannot be asked any more, as too young or too late, stays in the list, where it is said why.
    """
    mine = plans_for(session, actor)
    if moment is not None:
        found = seats.planned_at(session, mine, moment)
    elif place_id is not None:
        held = seats.at_place(session, desk.load_place(session, actor, place_id).id)
        found = [one for one in held if one.status is S.PLANNED and one.college in mine]
    else:
        found = standing(session, S.PLANNED, colleges=mine)
    askable = [one for one in found if _may_be_asked(session, now, one)]
    return _offer_all(session, now, actor, askable, content) if askable else Done(Asked(0, None))


def _may_be_asked(session: Session, now: datetime, placement: Placement) -> bool:
    student = students.get(session, placement.student_id)
    return placement.date_from >= day_of(now) and _facts(session, placement, student).of_age


def _offer_all(
    session: Session, now: datetime, actor: int, found: Sequence[Placement], content: Content
) -> Done[Asked]:
    if any(one.date_from < day_of(now) for one in found):
        raise Refusal("places-begun")
    known = students.many(session, [one.student_id for one in found])
    steps = [(one, _facts(session, one, known[one.student_id])) for one in found]
    transition_all(session, now, steps, S.OFFERED, By(Actor.COLLEGE, actor))
    asked = [placements.get(session, one.id) for one in found]
    due = {one.id: answer_due(one, content) for one in asked}
    for one, day in due.items():
        late = at(content.calendar.next_working_day(day), QUIET_UNTIL)
        duties.schedule(session, OFFER_ENDS, str(one), late, {"placement": one})
    ids = list(due)
    for first in range(TOLD_AT_ONCE, len(ids), TOLD_AT_ONCE):
        some = {"placements": ids[first : first + TOLD_AT_ONCE], "by": actor}
        duties.schedule(session, TELL_OFFERED, str(ids[first]), now, some)
    return Done(
        Asked(len(ids), min(due.values()), unheard_of(session, asked)),
        (PracticeOffered(tuple(ids[:TOLD_AT_ONCE]), actor),),
    )


def _facts(session: Session, placement: Placement, student: Student) -> Facts:
    """What the table asks: the seat was taken when the practice was planned, so it is held even by closed places."""
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    born = student.birth_date
    # Of an unknown age somebody was told when the place was chosen; the readiness list asks again.
    old_enough = place is None or born is None or age_on(born, placement.date_from) >= place.age_min
    return Facts(seat=True, of_age=old_enough)


# --- answering ---------------------------------------------------------------------------------------


def agree(session: Session, now: datetime, actor: int, placement_id: int, part: Actor) -> Done[Placement]:
    """Say yes, as the student or for the enterprise. Whoever is last confirms; a second tap changes nothing."""
    placement = _load_as(session, actor, placement_id, part)
    return _agreed(session, now, placement, part, By(part, actor))


def agree_all(session: Session, now: datetime, actor: int) -> Done[int]:
    """Say yes for the enterprises one acts for to everybody who waits for it; return to how many."""
    plants = desk.enterprises_of(session, actor)
    if not plants:
        require(session, actor, Action.WRITE_PART, Target(Kind.PLACEMENT))
    found = standing(session, S.OFFERED, enterprises=plants)
    today = day_of(now)
    waiting = [one for one in found if one.enterprise_agreed_at is None and one.date_to >= today]
    by = By(Actor.ENTERPRISE, actor)
    agreed = [_agreed(session, now, one, Actor.ENTERPRISE, by).value for one in waiting]
    confirmed = tuple(one.id for one in agreed if one.status is S.CONFIRMED)
    # One event for all, so that nobody is told as often as there are students.
    return Done(len(waiting), (OfferConfirmed(confirmed, by.actor.value, actor),) if confirmed else ())


def note_agreed(session: Session, now: datetime, actor: int, placement_id: int, part: Actor) -> Done[Placement]:
    """Note that the student or the enterprise said yes on paper or by telephone."""
    placement, _ = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if part not in {Actor.STUDENT, Actor.ENTERPRISE}:
        raise NotFound
    return _agreed(session, now, placement, part, By(Actor.COLLEGE, actor))


def _agreed(session: Session, now: datetime, placement: Placement, part: Actor, by: By) -> Done[Placement]:
    field = SAID[part]
    if getattr(placement, field) is not None and placement.status in CURRENT:
        return Done(placement)
    if placement.status is not S.OFFERED:
        raise Refusal("internship-offer-gone")
    if placement.date_to < day_of(now):
        raise Refusal("internship-over")
    agreed = placements.change(session, placement.id, **{field: now})
    line = HistoryEntry(
        placement.id, now, PlacementHistoryKind.EDIT, by.actor.value, by.person_id, fields=(f"{part}_agreed",)
    )
    placements.note(session, line)
    said: Event = OfferAnswered(placement.id, part.value, by.actor.value, by.person_id)
    if agreed.student_agreed_at is None or agreed.enterprise_agreed_at is None:
        return Done(agreed, (said,))
    confirmed, _ = transition(session, now, agreed, S.CONFIRMED, by, Facts(agreed=True))
    return Done(confirmed, (OfferConfirmed((placement.id,), by.actor.value, by.person_id),))


def decline(
    session: Session, now: datetime, actor: int, placement_id: int, part: Actor, reason: str
) -> Done[Placement]:
    """Say no, as the student or for the enterprise, with a reason. Seat and bed are free again at once."""
    placement = _load_as(session, actor, placement_id, part)
    if placement.status is S.CANCELLED:
        return Done(placement)
    facts = Facts(reason=reason[:REASON_LIMIT])
    declined, event = transition(session, now, placement, S.CANCELLED, By(part, actor), facts)
    return Done(declined, (OfferDeclined(placement.id, event.before, event.actor, actor),))


def _load_as(session: Session, actor: int, placement_id: int, part: Actor) -> Placement:
    """Return a placement to who acts in it as its student, or for its enterprise; a plan is not theirs to answer."""
    action = Action.WRITE_PART if part is Actor.ENTERPRISE else Action.READ
    placement, student = desk.load_placement(session, actor, placement_id, action)
    if part is not Actor.ENTERPRISE and student.person_id != actor:
        raise Forbidden  # a parent reads along
    if placement.status is S.PLANNED:
        raise NotFound
    return placement


# --- what follows by itself --------------------------------------------------------------------------


@follow
def end_waiting(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """End what hangs on an offer wherever its status changes, and have the papers begin after both said yes."""
    for before, event in changes:
        if before.status is S.OFFERED:
            duties.cancel(session, OFFER_ENDS, str(before.id))
        if before.status is S.CONFIRMED:
            duties.cancel(session, PAPERS_BEGIN, str(before.id))
        if event.after is S.CONFIRMED:
            # In the morning: until then a student may take the yes back without anybody having begun on the papers.
            morning = at(day_of(now) + timedelta(days=1), QUIET_UNTIL)
            duties.schedule(session, PAPERS_BEGIN, str(before.id), morning, {"placement": before.id})


def run_overdue(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Tell the college that an offer was not answered in time."""
    found = placements.find(session, int(duty.payload["placement"]))
    if found is None or found.status is not S.OFFERED:
        return Done(None)
    return Done(None, (OfferOverdue(found.id),))


def run_tell(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Ask some more of many who were offered a practice at once; whoever has answered meanwhile was told otherwise."""
    found = [placements.find(session, int(one)) for one in duty.payload["placements"]]
    asked = tuple(one.id for one in found if one is not None and one.status is S.OFFERED)
    return Done(None, (PracticeOffered(asked, int(duty.payload["by"])),) if asked else ())


def run_papers(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Begin to gather the papers of a practice that both want; where all are there already, it is ready."""
    found = placements.find(session, int(duty.payload["placement"]))
    if found is None or found.status is not S.CONFIRMED:
        return Done(None)
    _, event = transition(session, now, found, S.DOCS_PENDING, By(Actor.CLOCK))
    return Done(None, (event, *items.settle(session, now, found.id, content)))


DUTIES: Final[duties.Duties] = MappingProxyType(
    {OFFER_ENDS: run_overdue, PAPERS_BEGIN: run_papers, TELL_OFFERED: run_tell}
)
