"""Extra seats: after the enrolment order a college opens a programme again, and who waited for it is told.

    closed ──► somebody waits ──► a coordinator opens the programme ──► five minutes later all who wait are told, once
                                        └──► takes it back before: nobody is told

What is open is content (`campaigns.extra_programmes`), whoever changed it: what a file opened is seen at the next look,
once a day while somebody waits. Who is told waits no more; after the campaign's last day nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import content_store, duties
from cluster.access import Action, Kind, Target, allowed, require
from cluster.admission.events import SeatsOpened
from cluster.calendar import after_quiet_hours, at, day_of, is_quiet
from cluster.content import Campaign, Content, ReminderKind, serialise
from cluster.duties import Duty
from cluster.events import Done
from cluster.people.organisations import circle_of
from storage.admission import seat_watchers
from storage.errors import NotFound, Refusal

SEATS: Final = "admission-seats"
UNDO_FOR: Final = timedelta(minutes=5)
"""How long a coordinator may take an opening back before anybody is told."""
AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A programme after the campaign: whether it takes applications again, and whether this person waits for it."""

    programme: str
    is_open: bool
    is_awaited: bool


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """A programme as staff see it: whether it is to be open again, and how many wait to be told."""

    programme: str
    is_on: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class SeatDesk:
    """A college's extra seats. They are open from `begins` to `ends`, both included; `told_at`: when who waits hears.

    `told_at` is None where nobody is about to be told: nobody waits, nothing is open, or the reminder is off.
    """

    college: str
    campaign: str
    begins: date
    ends: date
    lines: tuple[SwitchLine, ...]
    may_switch: bool
    told_at: datetime | None = None


# --- who waits -----------------------------------------------------------------------------------------


def campaign_to_wait_for(now: datetime, content: Content) -> Campaign | None:
    """Return the campaign whose extra seats one may wait for; None outside its time, and where nobody is told."""
    return content.campaign_with_extra(day_of(now)) if content.reminder(ReminderKind.EXTRA_SEATS).on else None


def colleges_to_wait_for(now: datetime, content: Content) -> list[str]:
    """Return the colleges with programmes that one may wait for, in the order of the content."""
    campaign = campaign_to_wait_for(now, content)
    keys = () if campaign is None else campaign.programmes
    with_programmes = {content.programme(key).college for key in keys}
    return [one.key for one in content.colleges if one.key in with_programmes]


def seats_of(session: Session, now: datetime, actor: int, college: str, content: Content) -> tuple[SeatLine, ...]:
    """Return the programmes of a college as somebody may wait for them; `Refusal` where it is not the time for it."""
    campaign = _campaign(now, content)
    awaited = seat_watchers.of_person(session, actor, campaign.key)
    open_now = campaign.open_programmes(day_of(now))
    return tuple(
        SeatLine(key, key in open_now, key in awaited)
        for key in campaign.programmes
        if content.programme(key).college == college
    )


def wait_for_seats(session: Session, now: datetime, actor: int, programme: str, content: Content) -> Done[bool]:
    """Have a person told when a programme opens again; the value says whether that is new.

    `Refusal` where it is open already or it is not the time for it; `NotFound` for what the campaign does not have.
    """
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    campaign = _campaign(now, content)
    if programme not in campaign.programmes:
        raise NotFound
    if programme in campaign.open_programmes(day_of(now)):
        raise Refusal("admission-seats-open-already")
    new = seat_watchers.add(session, actor, campaign.key, programme, now)
    if new and duties.open_one(session, SEATS, campaign.key) is None:
        _plan(session, now, campaign, content)
    return Done(new)


def wait_no_more(session: Session, now: datetime, actor: int, programme: str, content: Content) -> Done[bool]:
    """Have a person told of a programme no more; the value says whether they were to be. A second tap changes nothing.

    Taken back whenever it is pressed, also where nothing can be waited for any more.
    """
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    campaign = content.campaign_with_extra(day_of(now))
    return Done(campaign is not None and bool(seat_watchers.remove(session, actor, campaign.key, {programme})))


def _campaign(now: datetime, content: Content) -> Campaign:
    campaign = campaign_to_wait_for(now, content)
    if campaign is None:
        raise Refusal("admission-seats-not-now")
    return campaign


# --- the switch ----------------------------------------------------------------------------------------


def seat_desk(session: Session, now: datetime, actor: int, college: str, content: Content) -> SeatDesk:
    """Return a college's extra seats to who works on its applications; `Refusal` where it is not the time for them."""
    _check_desk(session, actor, college)
    campaign = content.campaign_with_extra(day_of(now))
    if campaign is None:
        raise Refusal("admission-seats-desk-not-now")
    waiting = seat_watchers.counts(session, campaign.key)
    mine = [key for key in campaign.programmes if content.programme(key).college == college]
    lines = tuple(SwitchLine(key, key in campaign.extra_programmes, waiting.get(key, 0)) for key in mine)
    duty = duties.open_one(session, SEATS, campaign.key)
    awaited = any(line.is_on and line.waiting for line in lines) and content.reminder(ReminderKind.EXTRA_SEATS).on
    return SeatDesk(
        college=college,
        campaign=campaign.key,
        begins=campaign.order_date,
        ends=campaign.extra_end,
        lines=lines,
        may_switch=allowed(session, actor, Action.WRITE, _content_of(session, college)),
        told_at=duty.due_at if duty is not None and awaited else None,
    )


def switch_seats(session: Session, now: datetime, actor: int, programme: str, *, on: bool) -> Done[Content]:
    """Open a programme for more applications, or close it, and return the content as it is then.

    A second tap changes nothing. `Forbidden` to whom the college's applications or its content are not theirs.
    """
    content = content_store.snapshot(session)
    college = content.programme(programme).college
    _check_desk(session, actor, college)
    require(session, actor, Action.WRITE, _content_of(session, college))
    campaign = content.campaign_with_extra(day_of(now))
    if campaign is None:
        raise Refusal("admission-seats-desk-not-now")
    if programme not in campaign.programmes:
        raise NotFound
    if (programme in campaign.extra_programmes) is on:
        return Done(content)
    chosen = {*campaign.extra_programmes, programme} if on else set(campaign.extra_programmes) - {programme}
    extra = [key for key in campaign.programmes if key in chosen]
    content_store.change(
        session, now, actor, "campaigns", campaign.key, {**serialise(campaign), "extra_programmes": extra}
    )
    content = content_store.snapshot(session)
    _plan(session, now, content.campaign(campaign.key), content)
    return Done(content)


def _check_desk(session: Session, actor: int, college: str) -> None:
    require(session, actor, Action.WRITE, Target(Kind.APPLICATION, organisations=circle_of(session, college)))


def _content_of(session: Session, college: str) -> Target:
    return Target(Kind.CONTENT, organisations=circle_of(session, college))


# --- telling -------------------------------------------------------------------------------------------


def _plan(session: Session, now: datetime, campaign: Campaign, content: Content) -> None:
    """Have who waits told: some minutes from now where something of theirs is open, else looked at again tomorrow."""
    waiting = seat_watchers.counts(session, campaign.key)
    if not waiting:
        duties.cancel(session, SEATS, campaign.key)
        return
    duties.schedule(session, SEATS, campaign.key, _moment(now, campaign, content, waiting))


def _moment(now: datetime, campaign: Campaign, content: Content, waiting: dict[str, int]) -> datetime:
    rule, today = content.reminder(ReminderKind.EXTRA_SEATS), day_of(now)
    if rule.on and set(waiting) & set(campaign.extra_programmes):
        return max(after_quiet_hours(now + UNDO_FOR), at(campaign.order_date, rule.clock))
    return at(today if now < at(today, rule.clock) else today + timedelta(days=1), rule.clock)


def tell_seats(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell who waits for what is open now, some hundreds at a time; forget them all once the campaign is over."""
    campaign = next((one for one in content.campaigns if one.key == duty.key), None)
    if campaign is None or day_of(now) > campaign.extra_end:
        seat_watchers.forget(session, campaign=duty.key)
        return Done(None)
    if is_quiet(now):
        duties.schedule(session, SEATS, duty.key, after_quiet_hours(now))
        return Done(None)
    open_now = campaign.open_programmes(day_of(now))
    found: dict[int, frozenset[str]] = {}
    if content.reminder(ReminderKind.EXTRA_SEATS).on:
        found = seat_watchers.waiting(session, campaign.key, open_now, AT_ONCE)
    for person, programmes in found.items():
        seat_watchers.remove(session, person, campaign.key, programmes)
    if len(found) == AT_ONCE:
        duties.schedule(session, SEATS, duty.key, now)
    else:
        _plan(session, now, campaign, content)
    return Done(
        None,
        tuple(
            SeatsOpened(person, campaign.key, tuple(key for key in campaign.programmes if key in programmes))
            for person, programmes in found.items()
        ),
    )
