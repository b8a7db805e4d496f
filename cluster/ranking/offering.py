"""The waiting list: a seat that somebody leaves is offered to the next in line, one person at a time.

left ──► free ──► offered to the next ──► taken
           ▲             └──► declined, or not answered by the deadline
           └─────────────────────┘
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind, Target, require
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.calendar import QUIET_FROM, after_quiet_hours, at
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.ranking.events import OfferPassed, SeatOffered
from storage.admission import Application, HistoryEntry, HistoryKind, applications
from storage.errors import NotFound, Refusal
from storage.ranking import FreeSeat, Offer, OfferState, SeatState, lists, seats

SEAT_FREED: Final = "ranking-seat-freed"
OFFER_ENDS: Final = "ranking-offer-ends"
NEXT_IN_LINE: Final = "ranking-next-in-line"
LAST_MINUTE: Final = timedelta(minutes=1)
"""How long before the evening's quiet hours the last deadline of a campaign ends."""
S = ApplicationStatus


@dataclass(frozen=True, slots=True)
class MyOffer:
    """An offer as who got it sees it."""

    offer: Offer
    application: Application


def seat_freed(
    session: Session, now: datetime, application: Application, programme: str, freed_at: datetime, content: Content
) -> list[Event]:
    """Keep the seat that an application left and offer it to the next in line. The same seat twice is nothing."""
    seat = seats.free(session, application.campaign, application.college, programme, application.id, freed_at)
    return [] if seat is None else offer_next(session, now, seat, content)


def offer_next(session: Session, now: datetime, seat: FreeSeat, content: Content) -> list[Event]:
    """Offer a free seat to the next in line.

    It stays free where nobody is, where the commission has to decide first between equals who stand higher, or where
    the campaign leaves no time to answer.
    """
    deadline = offer_deadline(now, content, seat.campaign)
    found = _next(session, seat) if deadline is not None else None
    offer = seats.offer(session, seat, found.id, now, deadline) if found is not None and deadline is not None else None
    if offer is None or found is None:
        seats.set_seat(session, [seat.id], SeatState.FREE)
        return []
    duties.schedule(session, OFFER_ENDS, str(offer.id), offer.deadline, {"offer": offer.id})
    _note(session, now, found, "offered", By(Actor.CLOCK), offer)
    return [SeatOffered(offer.id, found.id, offer.programme, offer.deadline)]


def offer_deadline(now: datetime, content: Content, campaign_key: str) -> datetime | None:
    """Return until when an offer of `now` may be answered; None where the campaign leaves no time for it.

    The hours count from when it can be read: never in the quiet hours, in which no deadline ends either.
    """
    campaign = content.campaign(campaign_key)
    start = after_quiet_hours(now)
    last = at(campaign.order_date, QUIET_FROM) - LAST_MINUTE
    if start >= last:
        return None
    return min(after_quiet_hours(start + timedelta(hours=campaign.offer_hours)), last)


def read_offer(session: Session, actor: int, offer_id: int) -> MyOffer:
    """Return an offer to the owner of its application."""
    offer = seats.get_offer(session, offer_id)
    if offer is None:
        raise NotFound
    application = applications.get(session, [offer.application_id])[offer.application_id]
    require(session, actor, Action.WRITE, Target(Kind.APPLICATION, application.owner_id))
    return MyOffer(offer, application)


def accept(session: Session, now: datetime, actor: int, offer_id: int) -> Done[MyOffer]:
    """Take an offered seat. A second tap changes nothing; too late, or after a no, the person reads why."""
    mine = read_offer(session, actor, offer_id)
    if mine.offer.state is OfferState.TAKEN:
        return Done(mine)
    _check_open(mine, now)
    application, offer = mine.application, mine.offer
    if not seats.settle(session, offer.id, OfferState.TAKEN, now):
        raise Refusal("ranking-offer-gone")
    duties.cancel(session, OFFER_ENDS, str(offer.id))
    seats.set_seat(session, [offer.seat_id], SeatState.TAKEN)
    seats.hold(session, application.campaign, offer.programme, [application.id], now)
    by = By(Actor.APPLICANT, actor)
    _note(session, now, application, "taken", by, offer)
    taken, event = transition(session, now, application, S.RECOMMENDED, by, Facts(offered=True))
    return Done(MyOffer(offer, taken), (event,))


def decline(session: Session, now: datetime, actor: int, offer_id: int, content: Content) -> Done[MyOffer]:
    """Say no to an offered seat: it goes to the next at once, and this programme's are not offered again."""
    mine = read_offer(session, actor, offer_id)
    if mine.offer.state is OfferState.DECLINED:
        return Done(mine)
    _check_open(mine, now)
    if not seats.settle(session, mine.offer.id, OfferState.DECLINED, now):
        raise Refusal("ranking-offer-gone")
    duties.cancel(session, OFFER_ENDS, str(mine.offer.id))
    _note(session, now, mine.application, "declined", By(Actor.APPLICANT, actor), mine.offer)
    passed = OfferPassed(mine.offer.id, mine.application.id, mine.offer.programme, by_owner=True, actor_id=actor)
    return Done(mine, (passed, *_free_again(session, now, mine.offer, content)))


def pass_on(session: Session, now: datetime, seat_id: int) -> None:
    """Have a seat offered to the next in line at once, by a duty that knows the content."""
    duties.schedule(session, NEXT_IN_LINE, str(seat_id), now, {"seat": seat_id})


def run_freed(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Offer a seat that somebody left a moment ago."""
    application = applications.get(session, [int(duty.payload["application"])])[int(duty.payload["application"])]
    freed_at = datetime.fromisoformat(duty.payload["freed_at"])
    events = seat_freed(session, now, application, str(duty.payload["programme"]), freed_at, content)
    return Done(None, tuple(events))


def run_next(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Offer a seat whose offer came to nothing, unless it was given out meanwhile."""
    seat = seats.get_seat(session, int(duty.payload["seat"]))
    if seat.state in {SeatState.TAKEN, SeatState.CLOSED}:
        return Done(None)
    return Done(None, tuple(offer_next(session, now, seat, content)))


def run_ended(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Pass an offer on that was not answered in time."""
    offer = seats.get_offer(session, int(duty.payload["offer"]))
    if offer is None or not seats.settle(session, offer.id, OfferState.PASSED, now):
        return Done(None)
    application = applications.get(session, [offer.application_id])[offer.application_id]
    _note(session, now, application, "passed", By(Actor.CLOCK), offer)
    passed = OfferPassed(offer.id, application.id, offer.programme, by_owner=False)
    return Done(None, (passed, *_free_again(session, now, offer, content)))


def _free_again(session: Session, now: datetime, offer: Offer, content: Content) -> list[Event]:
    return offer_next(session, now, seats.get_seat(session, offer.seat_id), content)


def _next(session: Session, seat: FreeSeat) -> Application | None:
    """Return the next in line: the best place in the reserve. Nobody, while equals above it are not decided on."""
    ranking = lists.current(session, seat.college, seat.campaign).get(seat.programme)
    if ranking is None:
        return None
    rows = lists.places(session, [ranking.id])[ranking.id]
    found = applications.get(session, [row.application_id for row in rows if row.application_id is not None])
    skipped = seats.not_to_ask(session, seat)
    for row in rows:
        one = found.get(row.application_id or 0)
        if one is None or one.id in skipped:
            continue
        if one.status is S.RANKED:
            return None
        if one.status is S.RESERVE:
            return one
    return None


def _check_open(mine: MyOffer, now: datetime) -> None:
    if mine.offer.state is not OfferState.OPEN:
        raise Refusal(f"ranking-offer-{mine.offer.state.value}")
    if now > mine.offer.deadline:
        raise Refusal("ranking-offer-passed")
    if mine.application.status is not S.RESERVE:
        raise Refusal("ranking-offer-gone")


def _note(session: Session, now: datetime, application: Application, what: str, by: By, offer: Offer) -> None:
    entry = HistoryEntry(
        application.id, now, HistoryKind.OFFER, by.actor.value, by.person_id, after=what, fields=(offer.programme,)
    )
    applications.note(session, entry)
