"""Offering a planned practice: the student and the enterprise say yes or no, in either order.

    planned ──► offered ──► both said yes ──► confirmed ──► docs pending, the next morning
                   └──► one said no, or the college took it back ──► cancelled: seat and bed are free again

What was agreed on paper or by telephone is noted by the college. After five working days without an answer the college
is told; nothing ends by itself, since a person has to ask why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.calendar import QUIET_UNTIL, age_on, at, day_of
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.internship import desk, items, seating
from cluster.internship.events import OfferAnswered, OfferConfirmed, OfferDeclined, OfferOverdue, PracticeOffered
from cluster.internship.status import Actor, By, Change, Facts, follow, targets, transition, transition_all
from cluster.places.listing import staff_of
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    CURRENT,
    DeskFilter,
    HistoryEntry,
    Place,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    desks,
    placements,
    places,
    seats,
    students,
)

__all__ = [
    "DUTIES",
    "REASONS",
    "Offer",
    "agree",
    "agree_all",
    "answer_due",
    "asked_of",
    "asked_of_me",
    "decline",
    "load_offer",
    "note_agreed",
    "offer",
    "offer_planned",
    "offers_of",
    "planned_in",
    "seating",
    "waiting_in",
]

S = PlacementStatus
OFFER_ENDS: Final = "internship-offer-ends"
PAPERS_BEGIN: Final = "internship-papers-begin"
TELL_OFFERED: Final = "internship-tell-offered"
TOLD_AT_ONCE: Final = 30
"""How many students are asked in the turn that offers; others a moment later, so that nobody's reply waits for them."""
ANSWER_WITHIN_DAYS: Final = 5
REASON_LIMIT: Final = 300
REASONS: Final[Mapping[Actor, tuple[str, ...]]] = MappingProxyType(
    {
        Actor.STUDENT: ("far", "other_place", "days", "shift"),
        Actor.ENTERPRISE: ("no_room", "age", "days"),
    }
)
"""What is offered as reasons to each part, with the text `internship-why-<reason>`; own words do as well."""


_SAID: Final[Mapping[Actor, str]] = MappingProxyType(
    {Actor.STUDENT: "student_agreed_at", Actor.ENTERPRISE: "enterprise_agreed_at"}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as one of those it concerns sees it. `part` is theirs: None reads along (a parent, a mentor)."""

    placement: Placement
    student: Student
    place: Place | None
    part: Actor | None
    due: date | None
    overdue: bool = False
    plant_in_bot: bool = True

    @property
    def awaited(self) -> tuple[Actor, ...]:
        """Return who has not answered yet."""
        if self.placement.status is not S.OFFERED:
            return ()
        said = (
            (Actor.STUDENT, self.placement.student_agreed_at),
            (Actor.ENTERPRISE, self.placement.enterprise_agreed_at),
        )
        return tuple(part for part, when in said if when is None)

    @property
    def may_answer(self) -> bool:
        """Whether whoever looks has an answer to give."""
        return self.part in self.awaited

    @property
    def may_decline(self) -> bool:
        """Whether whoever looks may say no, perhaps after a yes."""
        asked = self.placement.status in {S.OFFERED, S.CONFIRMED}
        return asked and self.part is not None and S.CANCELLED in targets(self.placement.status, self.part)


# --- who sees what -----------------------------------------------------------------------------------


def load_offer(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Offer:
    """Return an offer to whom it concerns; `NotFound`, `Forbidden`. A plan is the college's own business."""
    placement, student = desk.load_placement(session, actor, placement_id)
    part = _part(session, actor, placement, student)
    if placement.status is S.PLANNED and part is not Actor.COLLEGE:
        raise NotFound
    return _offer(session, now, placement, student, part, content)


def offers_of(session: Session, now: datetime, person_id: int, content: Content) -> list[Offer]:
    """Return what somebody was offered as a student, and has a say in: asked, or agreed and not begun."""
    found = []
    for student in students.of_person(session, person_id):
        mine = [one for one in placements.current_of(session, student.id) if one.status in {S.OFFERED, S.CONFIRMED}]
        found += [_offer(session, now, one, student, Actor.STUDENT, content) for one in mine]
    return found


def asked_of(session: Session, actor: int) -> int:
    """Return how many answers wait for the enterprises that somebody acts for."""
    found = _standing(session, S.OFFERED, enterprises=desk.enterprises_of(session, actor))
    return sum(one.enterprise_agreed_at is None for one in found)


def asked_of_me(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return the offers that wait for the enterprises one acts for, the oldest first; `Forbidden` to who has none."""
    plants = desk.enterprises_of(session, actor)
    if not plants:
        require(session, actor, Action.WRITE_PART, Target(Kind.PLACEMENT))
    found = _standing(session, S.OFFERED, enterprises=plants)
    return _offers(session, now, [one for one in found if one.enterprise_agreed_at is None], Actor.ENTERPRISE, content)


def planned_in(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return what is planned in one's colleges and offered to nobody, the oldest first."""
    found = _standing(session, S.PLANNED, colleges=_colleges(session, actor))
    return _offers(session, now, found, Actor.COLLEGE, content)


def waiting_in(session: Session, now: datetime, actor: int, content: Content) -> list[Offer]:
    """Return the offers of one's colleges that wait for an answer, the oldest first."""
    found = _standing(session, S.OFFERED, colleges=_colleges(session, actor))
    return _offers(session, now, found, Actor.COLLEGE, content)


def _standing(
    session: Session, status: PlacementStatus, *, colleges: Iterable[str] = (), enterprises: Iterable[str] = ()
) -> list[Placement]:
    """Return placements by how long they have stood in a status, the longest first."""
    wanted = DeskFilter(frozenset(colleges), frozenset(enterprises), (status,))
    found = desks.every(session, wanted)
    return sorted(found, key=lambda one: (one.status_since or datetime.max.replace(tzinfo=UTC), one.id))


def _part(session: Session, actor: int, placement: Placement, student: Student) -> Actor | None:
    who = load_actor(session, actor)
    about = desk.target(session, placement, student)
    if student.person_id == actor:
        return Actor.STUDENT
    if allows(who, Action.WRITE, about):
        return Actor.COLLEGE
    return Actor.ENTERPRISE if allows(who, Action.WRITE_PART, about) else None


def _offers(session: Session, now: datetime, found: Sequence[Placement], part: Actor, content: Content) -> list[Offer]:
    known = students.many(session, [one.student_id for one in found])
    return [_offer(session, now, one, known[one.student_id], part, content) for one in found]


def _offer(
    session: Session, now: datetime, placement: Placement, student: Student, part: Actor | None, content: Content
) -> Offer:
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    offered = placement.status is S.OFFERED and placement.status_since is not None
    due = answer_due(placement.status_since, content) if offered and placement.status_since else None
    plant = staff_of(session, placement.enterprise)
    late = due is not None and due < day_of(now)
    return Offer(placement, student, place, part, due, overdue=late, plant_in_bot=bool(plant))


def answer_due(offered_at: datetime, content: Content) -> date:
    """Return the last day on which an offer is to be answered."""
    return content.calendar.add_working_days(day_of(offered_at), ANSWER_WITHIN_DAYS)


# --- asking ------------------------------------------------------------------------------------------


def offer(session: Session, now: datetime, actor: int, placement_id: int, content: Content) -> Done[Placement]:
    """Ask the student and the enterprise. A second tap changes nothing."""
    placement, _ = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status is S.OFFERED:
        return Done(placement)
    events = _offer_all(session, now, actor, [placement], content)
    return Done(placements.get(session, placement_id), events)


def offer_planned(
    session: Session,
    now: datetime,
    actor: int,
    content: Content,
    *,
    moment: datetime | None = None,
    place_id: int | None = None,
) -> Done[int]:
    """Ask everybody who is planned in one's colleges (at a moment, at a place); return how many were asked.

    Whoever cannot be asked any more, as too young or too late, stays in the list, where it is said why.
    """
    mine = _colleges(session, actor)
    if moment is not None:
        found = seats.planned_at(session, mine, moment)
    elif place_id is not None:
        held = seats.at_place(session, desk.load_place(session, actor, place_id).id)
        found = [one for one in held if one.status is S.PLANNED and one.college in mine]
    else:
        found = _standing(session, S.PLANNED, colleges=mine)
    askable = [one for one in found if _may_be_asked(session, now, one)]
    return Done(len(askable), _offer_all(session, now, actor, askable, content) if askable else ())


def _may_be_asked(session: Session, now: datetime, placement: Placement) -> bool:
    student = students.get(session, placement.student_id)
    return placement.date_from >= day_of(now) and _facts(session, placement, student).of_age


def _offer_all(
    session: Session, now: datetime, actor: int, found: Sequence[Placement], content: Content
) -> tuple[Event, ...]:
    if any(one.date_from < day_of(now) for one in found):
        raise Refusal("places-begun")
    known = students.many(session, [one.student_id for one in found])
    steps = [(one, _facts(session, one, known[one.student_id])) for one in found]
    transition_all(session, now, steps, S.OFFERED, By(Actor.COLLEGE, actor))
    due = answer_due(now, content)
    told_on = content.calendar.next_working_day(due)
    for one in found:
        duties.schedule(session, OFFER_ENDS, str(one.id), at(told_on, QUIET_UNTIL), {"placement": one.id})
    asked = [one.id for one in found]
    for first in range(TOLD_AT_ONCE, len(asked), TOLD_AT_ONCE):
        some = asked[first : first + TOLD_AT_ONCE]
        duties.schedule(
            session, TELL_OFFERED, str(some[0]), now, {"placements": some, "due": due.isoformat(), "by": actor}
        )
    return (PracticeOffered(tuple(asked[:TOLD_AT_ONCE]), due, actor),)


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
    found = _standing(session, S.OFFERED, enterprises=plants)
    waiting = [one for one in found if one.enterprise_agreed_at is None]
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
    field = _SAID[part]
    if getattr(placement, field) is not None and placement.status in CURRENT:
        return Done(placement)
    if placement.status is not S.OFFERED:
        raise Refusal("internship-offer-gone")
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
    due = date.fromisoformat(duty.payload["due"])
    return Done(None, (PracticeOffered(asked, due, int(duty.payload["by"])),) if asked else ())


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


def _colleges(session: Session, actor: int) -> Iterable[str]:
    mine = sorted(desk.colleges_of(session, actor))
    if not mine:
        require(session, actor, Action.WRITE, Target(Kind.PLACEMENT))
    return mine
