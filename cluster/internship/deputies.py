"""A mentor who is away: for some days another mentor of the plant stands in.

named (by the mentor, or the plant's personnel) ──► acts, from the first day on ──► ended, by the last day or a tap

While they act, a deputy sees the mentor's students, reads and accepts their diaries, and hears of absences and calls
for help, as the mentor still does (`desk.teachers_of`). Marks and a review stay with the mentor. A right that has ended
ends this, too: who is no mentor of the plant any more stands in for nobody, and nobody for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind, Target, allows, load_actor
from cluster.calendar import at, day_of
from cluster.content import Content
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.internship.events import DeputyBegan, DeputyEnded, DeputyNamed
from cluster.internship.touching import touch
from storage import people, roles
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import deputies, placements
from storage.internship.deputies import Deputy, NewDeputy
from storage.roles import Role

BEGIN: Final = "deputy-begin"
END: Final = "deputy-end"
CHANGES_AT = time(0, 5)
LONGEST: Final = timedelta(days=92)
"""A holiday and a long illness; whoever is away for longer has their students taken over by another mentor."""


@dataclass(frozen=True, slots=True)
class Away:
    """A mentor for whom somebody may name a deputy, by plant; `name` is None where they told none."""

    enterprise: str
    mentor_id: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A deputy who stands, or is to come, as somebody sees them who has to do with it."""

    deputy: Deputy
    mentor: str | None
    name: str | None
    may_end: bool


# --- who may ------------------------------------------------------------------------------------------


def may_name_for(session: Session, actor: int) -> list[Away]:
    """Return the mentors for whom somebody may name a deputy: themselves, or those of the plants they act for."""
    own = [(grant.organisation, actor) for grant in roles.of_person(session, actor) if grant.role is Role.MENTOR]
    plants = desk.enterprises_of(session, actor)
    theirs = [(plant, one) for plant in sorted(plants) for one in roles.holders(session, Role.MENTOR, [plant])]
    found = dict.fromkeys((plant, one) for plant, one in [*own, *theirs] if plant is not None)
    names = people.names(session, sorted({one for _, one in found}))
    return [Away(plant, one, names.get(one)) for plant, one in found]


def has_door(session: Session, actor: int) -> bool:
    """Whether there is anybody for whom one could name a deputy, and anybody to be named."""
    plants = {one.enterprise for one in may_name_for(session, actor)}
    return any(len(roles.holders(session, Role.MENTOR, [plant])) > 1 for plant in plants)


def candidates(session: Session, actor: int, enterprise: str, mentor_id: int) -> list[tuple[int, str | None]]:
    """Return who may stand in for a mentor (people.id, name; None: they told none), by name."""
    _check_right(session, actor, enterprise, mentor_id)
    holders = [one for one in roles.holders(session, Role.MENTOR, [enterprise]) if one != mentor_id]
    names = people.names(session, holders)
    return [(one, names.get(one)) for one in sorted(holders, key=lambda one: (names.get(one) or "", one))]


def _check_right(session: Session, actor: int, enterprise: str, mentor_id: int) -> None:
    """Let a mentor decide about themselves, and the plant about its mentors; else `Forbidden`."""
    if roles.find(session, mentor_id, Role.MENTOR, enterprise) is None:
        raise Forbidden
    if actor != mentor_id and not _acts_for(session, actor, enterprise):
        raise Forbidden


def _acts_for(session: Session, actor: int, enterprise: str) -> bool:
    target = Target(Kind.PLACEMENT, organisations=frozenset({enterprise}))
    return allows(load_actor(session, actor), Action.WRITE_PART, target)


# --- naming and ending --------------------------------------------------------------------------------


def standing(session: Session, actor: int) -> list[Standing]:
    """Return the deputies that somebody has to do with: as the mentor, as the deputy, for the plant."""
    plants = desk.enterprises_of(session, actor)
    found = deputies.standing(session, people=[actor], enterprises=plants)
    names = people.names(session, sorted({one for d in found for one in (d.mentor_id, d.deputy_id)}))
    return [
        Standing(
            one,
            names.get(one.mentor_id),
            names.get(one.deputy_id),
            actor == one.mentor_id or one.enterprise in plants,
        )
        for one in found
    ]


def name(
    session: Session,
    now: datetime,
    actor: int,
    enterprise: str,
    mentor_id: int,
    deputy_id: int,
    first: date,
    last: date,
) -> Done[Deputy]:
    """Have a mentor stand in for another, in place of whoever was named before. `Forbidden`, `Refusal`.

    The second tap of a double tap finds the same deputy named.
    """
    _check_right(session, actor, enterprise, mentor_id)
    _check(session, now, enterprise, mentor_id, deputy_id, first, last)
    before = next(
        (one for one in deputies.standing(session, people=[mentor_id])
         if (one.mentor_id, one.enterprise) == (mentor_id, enterprise)),
        None,
    )  # fmt: skip
    if before is not None and (before.deputy_id, before.first_day, before.last_day) == (deputy_id, first, last):
        return Done(before)
    if before is not None and not (before.first_day <= last and first <= before.last_day):
        raise Refusal("deputies-other-days")  # naming another would end the one who stands in until then
    events: list[Event] = []
    if before is not None:
        events += _end(session, now, before, actor)
    made = deputies.add(session, NewDeputy(enterprise, mentor_id, deputy_id, first, last, actor), now)
    events.append(DeputyNamed(made.id, actor))
    duties.schedule(session, END, str(made.id), at(last + timedelta(days=1), CHANGES_AT), {"deputy": made.id})
    if first <= day_of(now):
        made = _begin(session, now, made)
    else:
        duties.schedule(session, BEGIN, str(made.id), at(first, CHANGES_AT), {"deputy": made.id})
    return Done(made, tuple(events))


def end(session: Session, now: datetime, actor: int, number: int) -> Done[None]:
    """End a deputy before the last day: the mentor, or the plant. A second tap changes nothing."""
    found = deputies.find(session, number)
    if found is None:
        raise NotFound
    if actor != found.mentor_id and not _acts_for(session, actor, found.enterprise):
        raise Forbidden
    return Done(None, tuple(_end(session, now, found, actor)) if found.ended_at is None else ())


def _check(
    session: Session, now: datetime, enterprise: str, mentor_id: int, deputy_id: int, first: date, last: date
) -> None:
    if deputy_id == mentor_id or roles.find(session, deputy_id, Role.MENTOR, enterprise) is None:
        raise NotFound("deputies-unknown")
    if first < day_of(now):
        raise Refusal("deputies-past")
    if not first <= last <= first + LONGEST:
        raise Refusal("deputies-days", most=LONGEST.days)
    for one in deputies.standing(session, people=[mentor_id, deputy_id]):
        meets = one.first_day <= last and first <= one.last_day
        if meets and one.mentor_id == deputy_id:
            raise Refusal("deputies-away")
        if meets and one.deputy_id == mentor_id:
            raise Refusal("deputies-stands-in")


def _begin(session: Session, now: datetime, one: Deputy) -> Deputy:
    begun = deputies.change(session, one.id, begun_at=now)
    _touch(session, now, one)
    return begun


def _end(session: Session, now: datetime, one: Deputy, actor: int | None) -> list[Event]:
    deputies.change(session, one.id, ended_at=now)
    for kind in (BEGIN, END):
        duties.cancel(session, kind, str(one.id))
    _touch(session, now, one)
    return [DeputyEnded(one.id, actor)]


def _touch(session: Session, now: datetime, one: Deputy) -> None:
    """Have looked at again whatever shows who teaches the students."""
    for placement in placements.of_mentor(session, one.mentor_id):
        if placement.enterprise == one.enterprise:
            touch(session, now, placement)


# --- the clock ----------------------------------------------------------------------------------------


def _begin_due(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    found = deputies.find(session, int(duty.payload["deputy"]))
    if found is None or found.ended_at is not None or found.begun_at is not None:
        return Done(None)
    _begin(session, now, found)
    return Done(None, (DeputyBegan(found.id),))


def _end_due(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    found = deputies.find(session, int(duty.payload["deputy"]))
    if found is None or found.ended_at is not None:
        return Done(None)
    return Done(None, tuple(_end(session, now, found, None)))


DUTIES: Duties = {BEGIN: _begin_due, END: _end_due}
