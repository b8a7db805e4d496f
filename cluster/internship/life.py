"""What happens to a placement after it is confirmed: it begins, is interrupted, ends, is assessed and signed off.

What a day brings is a duty: on the first day who is ready begins, after the last one the papers are due. Whatever was
to happen to a placement ends with it, whoever ended it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind
from cluster.calendar import after_quiet_hours, at, day_of, is_quiet
from cluster.content import Content
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import desk, items
from cluster.internship.events import NotStarted
from cluster.internship.status import TABLE, Actor, By, Change, Facts, Guard, follow, transition
from storage.errors import Refusal
from storage.internship import (
    OVER,
    Competence,
    Placement,
    PlacementStatus,
    Recommendation,
    Student,
    competences,
    placements,
    places,
)

S = PlacementStatus

BEGIN: Final = "internship-begin"
END: Final = "internship-end"
BEGIN_AT = time(6, 0)
AT_THE_LATEST = timedelta(minutes=15)
"""So long the word of the first morning may take, where the shift itself begins as early."""
USUAL_START = time(8, 0)
"""When a shift begins where no place says it."""
END_AT = time(0, 5)
"""After the last day is over."""
SHORTEST_REVIEW, LONGEST_REVIEW = 50, 1000
LOWEST_MARK, HIGHEST_MARK = 2, 5


class Why(enum.StrEnum):
    """Why a practice is interrupted or ends early, as it is picked; its text is `internship-why-<value>`."""

    OWN_WISH = "own_wish"
    ILLNESS = "illness"
    PLANT = "plant"  # the plant cannot go on
    UNSUITABLE = "unsuitable"  # the work does not suit
    BREACH = "breach"  # of the rules
    NO_SHOW = "no_show"
    TRANSFER = "transfer"  # to another plant
    OTHER = "other"


REASONS: Final = {
    S.PAUSED: (Why.ILLNESS, Why.PLANT, Why.OWN_WISH, Why.OTHER),
    S.CANCELLED: (Why.OWN_WISH, Why.PLANT, Why.UNSUITABLE, Why.OTHER),
    S.TERMINATED: (Why.OWN_WISH, Why.ILLNESS, Why.PLANT, Why.UNSUITABLE, Why.BREACH, Why.OTHER),
    S.FAILED: (Why.NO_SHOW, Why.BREACH, Why.OTHER),
    S.REPORTING: (Why.OTHER,),
}
"""Which reasons a step may have; a text of one's own goes with each."""


def step(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    seen_version: int | None,
    target: PlacementStatus,
    content: Content,
    reason: str | None = None,
) -> Done[Placement]:
    """Take a step of the table for a college or a plant.

    `PlacementOutdated`, `TransitionRefused`, `GuardFailed`; a second tap on what is done already changes nothing.
    """
    placement, student = desk.load_placement(session, actor, placement_id)
    if placement.status is target:
        return Done(placement)
    desk.load_placement(session, actor, placement_id, seen_version=seen_version)
    if target is S.ACTIVE and placement.date_to < day_of(now):
        raise Refusal("internship-days-over")  # nothing would ever end it
    by = By(desk.part_of(session, actor, placement), actor)
    facts = facts_of(session, now, placement, student, content, reason)
    changed, event = transition(session, now, placement, target, by, facts)
    return Done(changed, (event,))


def steps(session: Session, now: datetime, actor: int, placement: Placement) -> tuple[PlacementStatus, ...]:
    """Return where this person may take a placement; what waits for a day is no step before that day."""
    today = day_of(now)
    waits = {Guard.BEGUN} if placement.date_from > today else set[Guard]()
    waits |= {Guard.ENDED} if placement.date_to >= today else set()
    ways = TABLE.ways(placement.status, desk.part_of(session, actor, placement))
    gone = {S.ACTIVE} if placement.date_to < today else set[PlacementStatus]()
    return tuple(way.target for way in ways if not waits & set(way.guards) and way.target not in gone)


def facts_of(
    session: Session,
    now: datetime,
    placement: Placement,
    student: Student,
    content: Content,
    reason: str | None = None,
) -> Facts:
    """Return what is known of a placement when somebody asks for a step."""
    listed, today = items.ready(session, placement, student, content), day_of(now)
    return Facts(
        open_items=tuple(item.value for item in listed.open),
        let_pass=tuple(item.value for item in listed.passed),
        begun=placement.date_from <= today,
        ended=placement.date_to < today,
        assessed=placement.mark is not None and not _missing(session, placement, content),
        signed=placement.signed_at is not None,
        agreed=placement.student_agreed_at is not None and placement.enterprise_agreed_at is not None,
        reason=reason,
    )


# --- the end -------------------------------------------------------------------------------------------


def assess(
    session: Session,
    now: datetime,
    actor: int,
    placement_id: int,
    mastered: dict[str, bool],
    mark: int,
    recommendation: Recommendation,
    review: str,
    content: Content,
    hours: Mapping[str, int] | None = None,
) -> Done[Placement]:
    """Give every competence of the module, a mark and a recommendation: the mentor's, or what the college copies in.

    `hours` by competence are written only where they are not those of the diary (None): these go on being counted.

    May be put right until the papers are signed; the first time leads to `assessed`.
    """
    placement, student = may_assess(session, actor, placement_id)
    _check_assessment(placement, mastered, mark, review, content)
    written = {code: hours.get(code, 0) if hours else None for code in mastered}
    said = [Competence(code, ok, written[code], actor) for code, ok in mastered.items()]
    competences.put(session, placement_id, said, now)
    changed = placements.change(
        session, placement_id, mark=mark, recommendation=recommendation, review=review, assessed_by=actor,
        assessed_at=now,
    )  # fmt: skip
    if changed.status is S.ASSESSED:
        return Done(changed)
    part = Actor.MENTOR if actor == placement.mentor_id else Actor.COLLEGE
    facts = facts_of(session, now, changed, student, content)
    changed, event = transition(session, now, changed, S.ASSESSED, By(part, actor), facts)
    return Done(changed, (event,))


def may_assess(session: Session, actor: int, placement_id: int) -> tuple[Placement, Student]:
    """Return a placement to who may assess it now: its mentor, or the college for them; `Forbidden`, `Refusal`."""
    placement, student = desk.load_placement(session, actor, placement_id)
    if actor == placement.mentor_id:
        desk.load_placement(session, actor, placement_id, Action.WRITE, kind=Kind.DIARY)
    else:
        desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status not in {S.REPORTING, S.ASSESSED}:
        raise Refusal("internship-over" if placement.status in OVER else "internship-assess-early")
    return placement, student


def may_sign(session: Session, actor: int, placement_id: int) -> tuple[Placement, Student]:
    """Return a practice to who may complete it, or has; `Forbidden`, `Refusal` where it is not assessed."""
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status not in {S.ASSESSED, S.COMPLETED}:
        raise Refusal("internship-transition-refused")
    return placement, student


def sign(
    session: Session, now: datetime, actor: int, placement_id: int, content: Content, seen_version: int | None = None
) -> Done[Placement]:
    """Note that the signed papers are in the college, which completes a practice. A second tap changes nothing.

    `PlacementOutdated` where it changed since its version `seen_version` was shown.
    """
    placement, student = desk.load_placement(session, actor, placement_id, Action.WRITE)
    if placement.status is S.COMPLETED:
        return Done(placement)
    desk.load_placement(session, actor, placement_id, seen_version=seen_version)
    if placement.status is S.ASSESSED:
        placement = placements.change(session, placement_id, signed_by=actor, signed_at=now)
    facts = facts_of(session, now, placement, student, content)
    changed, event = transition(session, now, placement, S.COMPLETED, By(Actor.COLLEGE, actor), facts)
    return Done(changed, (event,))


def _check_assessment(
    placement: Placement, mastered: dict[str, bool], mark: int, review: str, content: Content
) -> None:
    wanted = {one.code for one in content.module(placement.module).competences}
    if set(mastered) != wanted:
        raise Refusal("internship-guard-assessed")
    if not LOWEST_MARK <= mark <= HIGHEST_MARK:
        raise Refusal("internship-mark-range")
    if not SHORTEST_REVIEW <= len(review) <= LONGEST_REVIEW:
        raise Refusal("internship-review-length", least=str(SHORTEST_REVIEW), most=str(LONGEST_REVIEW))


def _missing(session: Session, placement: Placement, content: Content) -> set[str]:
    known = {one.code for one in competences.of_placement(session, placement.id)}
    modules = {module.key: module for module in content.modules}
    wanted = modules.get(placement.module)
    return {one.code for one in wanted.competences} - known if wanted is not None else set()


# --- the clock -----------------------------------------------------------------------------------------


@follow
def _keep_days(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """Wait for the days of a placement while it goes on, and for none of them once it is over."""
    for before, event in changes:
        if event.after in OVER:
            duties.cancel(session, BEGIN, str(before.id))
            duties.cancel(session, END, str(before.id))
        elif event.after is S.CONFIRMED or (event.after is S.DOCS_PENDING and before.status is not S.CONFIRMED):
            # From the second yes on: who agreed on the eve must not simply go in the morning, either.
            plan_days(session, now, before)
        elif event.after in {S.ACTIVE, S.REPORTING}:
            duties.cancel(session, BEGIN if event.after is S.ACTIVE else END, str(before.id))


def plan_days(session: Session, now: datetime, placement: Placement) -> None:
    """Schedule what the first and the last day of a placement bring; again where they changed.

    A first morning that is over is due now, not at a moment before the yes.
    """
    payload = {"placement": placement.id}
    duties.schedule(session, BEGIN, str(placement.id), max(now, at(placement.date_from, BEGIN_AT)), payload)
    after = placement.date_to + timedelta(days=1)
    duties.schedule(session, END, str(placement.id), at(after, END_AT), payload)


def _begin(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Let who is ready begin; tell of who is not.

    Before the shift that is told at any hour, or somebody would set out in vain. Whose second yes comes after it began
    misses it anyway: they hear by day, and when to come.
    """
    placement = placements.find(session, int(duty.payload["placement"]))
    if placement is None or placement.status not in {S.CONFIRMED, S.DOCS_PENDING, S.READY}:
        return Done(None)
    if day_of(now) < placement.date_from:  # the days have moved since
        plan_days(session, now, placement)
        return Done(None)
    events: list[Event] = list(items.settle(session, now, placement.id, content))
    if placements.get(session, placement.id).status is S.ACTIVE:
        return Done(None, tuple(events))
    place = None if placement.place_id is None else places.find(session, placement.place_id)
    begins = USUAL_START if place is None else place.shift_from
    first = at(placement.date_from, begins)
    if now < max(first, at(placement.date_from, BEGIN_AT) + AT_THE_LATEST):
        events.append(NotStarted(placement.id, placement.student_id))
    elif is_quiet(now):
        duties.schedule(session, BEGIN, duty.key, after_quiet_hours(now), duty.payload)
    else:
        following = _next_day(placement, now, begins, content)
        events.append(NotStarted(placement.id, placement.student_id, True, following, begins))
    return Done(None, tuple(events))


def _next_day(placement: Placement, now: datetime, begins: time, content: Content) -> date | None:
    """Return the earliest day on which somebody may still come to their practice; None where none is left."""
    today = day_of(now)
    is_ahead = content.calendar.is_working(today) and now < at(today, begins)
    day = today if is_ahead else content.calendar.next_working_day(today)
    return day if day <= placement.date_to else None


def _end(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """After the last day the papers are due."""
    placement = placements.find(session, int(duty.payload["placement"]))
    if placement is None or placement.status not in {S.ACTIVE, S.PAUSED}:
        return Done(None)
    if day_of(now) <= placement.date_to:
        plan_days(session, now, placement)
        return Done(None)
    _, event = transition(session, now, placement, S.REPORTING, By(Actor.CLOCK), Facts(ended=True))
    return Done(None, (event,))


DUTIES: Duties = {BEGIN: _begin, END: _end}
