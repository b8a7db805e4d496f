"""Which reminders lie in the database: a duty for the next step of each kind, placement and audience.

They are laid when their cause begins, and cancelled in the transaction that ends it. Whatever slips past, a new date or
a row of content that changed, is put right every night: what ought to be there is made, what ought not is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.calendar import at, day_of
from cluster.content import Content, ReminderKind
from cluster.duties import Duty
from cluster.events import Done
from cluster.internship.status import Change, follow
from cluster.internship.touching import on_touch
from cluster.reminders.causes import STANDING
from cluster.reminders.steps import Audience, Step, key_of, keys_of, steps
from storage.internship import Placement, causes
from storage.internship.causes import Practice

REMIND: Final = "reminder"
LAY: Final = "reminder-lay"
PLAN: Final = "reminder-plan"
ASK_AGAIN: Final = "reminder-pay"
"""The second question after pay that was missing, one a placement."""
EVERYBODY: Final = "all"
PLAN_AT = time(4, 0)
AT_ONCE = 50
LOOK_BACK = timedelta(days=3)
"""Placements that ended so lately are looked at once more."""


def keep_up(
    session: Session,
    now: datetime,
    practices: Iterable[Practice],
    content: Content,
    kinds: Iterable[ReminderKind] = tuple(STANDING),
) -> None:
    """Make the duties of some kinds that ought to be there, and cancel those that ought not. Repeatable.

    One that is due, or was put off, is left alone as long as its step still stands.
    """
    wanted = {
        key_of(kind, practice.placement.id, audience): steps(
            practice, content.reminder(kind), audience, content.calendar
        )
        for practice in practices
        for kind in kinds
        for audience in Audience
    }
    laid = duties.open_ones(session, REMIND, list(wanted))
    gone = []
    for key, its in wanted.items():
        standing = Step.of(laid[key].payload) if key in laid else None
        if standing is not None and standing.at <= now and standing in its:
            continue
        following = next((step for step in its if step.at > now), None)
        if following is None:
            gone += [key] if standing is not None else []
        elif following != standing:
            duties.schedule(session, REMIND, key, following.at, following.payload())
    duties.cancel_all(session, REMIND, gone)


def lay_soon(session: Session, now: datetime, placement_id: int) -> None:
    """Have the reminders of a placement seen to: the duty that is due at once has the content that it takes."""
    duties.schedule(session, LAY, str(placement_id), now, {"placement": placement_id})


@follow
def _keep_in_step(session: Session, now: datetime, changes: Sequence[Change]) -> None:
    """End what hung on the state that a placement leaves; have laid what hangs on its new one."""
    gone: list[str] = []
    over: list[str] = []
    for before, event in changes:
        for kind, states in STANDING.items():
            if event.after not in states:
                gone += keys_of(kind, before.id)
        if event.after not in STANDING[ReminderKind.PAY]:
            over.append(str(before.id))
        if any(event.after in states for states in STANDING.values()):
            lay_soon(session, now, before.id)
        else:
            duties.cancel(session, LAY, str(before.id))
    duties.cancel_all(session, REMIND, gone)
    duties.cancel_all(session, ASK_AGAIN, over)


@on_touch
def _follow_facts(session: Session, now: datetime, placement: Placement) -> None:
    """Look again at what a fact of a placement moves: a medical clearance, a briefing, its days."""
    if any(placement.status in states for states in STANDING.values()):
        lay_soon(session, now, placement.id)


def _lay(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Lay the reminders of one placement."""
    keep_up(session, now, causes.load(session, [int(duty.payload["placement"])], diaries=True).values(), content)
    return Done(None)


# --- every night -------------------------------------------------------------------------------------


def ensure(session: Session, now: datetime) -> None:
    """Make sure that a look at everything is due: at the very first start, and where one was given up after failing."""
    if duties.open_one(session, PLAN, EVERYBODY) is None:
        look_at_all(session, now)


def look_at_all(session: Session, now: datetime) -> None:
    """Have everything looked at from the beginning, as after a change of content."""
    duties.schedule(session, PLAN, EVERYBODY, now, {"after": 0})


def _plan(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Look at the next placements; after the last ones, tonight again."""
    found = causes.page(session, int(duty.payload.get("after", 0)), now - LOOK_BACK, AT_ONCE)
    keep_up(session, now, found, content)
    if len(found) == AT_ONCE:
        duties.schedule(session, PLAN, EVERYBODY, now, {"after": found[-1].placement.id})
    else:
        today = day_of(now)
        tonight = today if now < at(today, PLAN_AT) else today + timedelta(days=1)
        duties.schedule(session, PLAN, EVERYBODY, at(tonight, PLAN_AT), {"after": 0})
    return Done(None)


DUTIES: duties.Duties = {LAY: _lay, PLAN: _plan}
