"""When admission opens, and reminding those who came too early."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.access import Action, Kind, Target, require
from cluster.admission.events import CampaignOpened
from cluster.calendar import at, day_of
from cluster.content import Campaign, Content, ReminderKind
from cluster.duties import Duty
from cluster.events import Done
from storage.errors import Refusal

OPENING: Final = "admission-opening"


def open_campaign(content: Content, now: datetime) -> Campaign | None:
    """Return the campaign that takes applications at `now`, or None."""
    return content.campaign_on(day_of(now))


def next_opening(content: Content, now: datetime) -> Campaign | None:
    """Return the campaign that opens next; None while its dates are not known."""
    return content.next_campaign(day_of(now))


def subscribe_opening(session: Session, now: datetime, actor: int, content: Content) -> Done[date]:
    """Have a person told on the day when the next campaign opens; return that day. A second tap changes nothing.

    Raises `Refusal` where one is open already or nobody has entered the next one's dates.
    """
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    if open_campaign(content, now) is not None:
        raise Refusal("admission-opening-now")
    campaign = next_opening(content, now)
    if campaign is None or not is_told(content):
        raise Refusal("admission-opening-unknown")
    payload = {"person": actor, "campaign": campaign.key}
    duties.schedule(
        session, OPENING, str(actor), at(campaign.docs_start, content.reminder(ReminderKind.OPENING).clock), payload
    )
    return Done(campaign.docs_start)


def unsubscribe_opening(session: Session, now: datetime, actor: int) -> Done[bool]:
    """Forget the wish to be told; the value says whether there was one."""
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    return Done(duties.cancel(session, OPENING, str(actor)))


def is_told(content: Content) -> bool:
    """Whether people are told that admission opens, so that they may ask for it."""
    return content.reminder(ReminderKind.OPENING).on


def tell_opening(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell a person that admission has opened."""
    told = CampaignOpened(int(duty.payload["person"]), str(duty.payload["campaign"]))
    return Done(None, (told,) if is_told(content) else ())
