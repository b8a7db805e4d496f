"""The digest: on working days at 8:30, one message to each member of staff who wants it, on what waits for them.

    8:25  the plan: whoever holds the role now, and wants it, gets a duty for today; the next plan is tomorrow's
    8:30  each duty: still staff, still today, before 17:00, and something waits? Then it is told, once a day

8:30 lies in the quiet hours that end at 9:00. It is their one stated exception: work begins at 8:30, the message is
about work alone, and one tap switches it off. After an outage whoever missed today's gets it until 17:00; a day that
is over is never told.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import diary, duties, incidents
from cluster.calendar import at, day_of
from cluster.content import Campaign, Content
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import listing as practice
from cluster.review.desk import colleges_of
from cluster.review.queue import Shelf, counts
from storage import digest, roles
from storage.admission import ApplicationStatus
from storage.duties import open_one
from storage.errors import Forbidden
from storage.review import QueueFilter, queues
from storage.roles import Role

PLAN: Final = "digest-plan"
DIGEST: Final = "digest"
EVERYBODY: Final = "all"
PLAN_AT = time(8, 25)
SEND_AT = time(8, 30)
NOT_FROM = time(17, 0)
SOON = timedelta(days=7)
READERS: Mapping[Role, bool] = {Role.COORDINATOR: True, Role.COLLEGE_STAFF: False}
"""Who may have a digest, and whether they get one without asking for it."""


class Topic(enum.StrEnum):
    """What a line of the digest is about; the first wants staff most."""

    INCIDENTS = "incidents"  # open ones
    UNREADY = "unready"  # a first day comes near, and something is missing
    UNDECIDED = "undecided"  # the first day was days ago, and nothing has begun
    OVERDUE = "overdue"
    NEW = "new"
    REVIEW = "review"  # taken and not answered
    INFO = "info"  # the applicant was asked; `late` of them are
    TODAY = "today"  # invited for today
    CONSENT = "consent"
    REVIEWS = "reviews"  # the mentor's word is late
    SIGNATURES = "signatures"  # so are the signatures
    SILENT = "silent"  # diaries in which nothing was written for days
    DOCS_END = "docs_end"  # papers are taken until `day`, and these were invited and did not come
    ORIGINALS_END = "originals_end"  # recommended, the original is not here
    ORDER = "order"  # recommended, and the order comes
    UNREACHABLE = "unreachable"


SHELVES: Mapping[Topic, Shelf] = {
    Topic.OVERDUE: Shelf.OVERDUE,
    Topic.NEW: Shelf.NEW,
    Topic.REVIEW: Shelf.REVIEW,
    Topic.INFO: Shelf.INFO,
    Topic.TODAY: Shelf.INVITED,
    Topic.CONSENT: Shelf.CONSENT,
    Topic.DOCS_END: Shelf.INVITED,
    Topic.ORIGINALS_END: Shelf.RECOMMENDED,
    Topic.ORDER: Shelf.RECOMMENDED,
    Topic.UNREACHABLE: Shelf.UNREACHABLE,
}
"""Where a line about applications leads."""
DESK: Mapping[Topic, practice.Shelf] = {
    Topic.UNREADY: practice.Shelf.LATE,
    Topic.UNDECIDED: practice.Shelf.UNDECIDED,
    Topic.REVIEWS: practice.Shelf.REPORTING,
    Topic.SIGNATURES: practice.Shelf.TO_SIGN,
}
"""Where a line about practices leads. Incidents and diaries have lists of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how many, how many of them are late, and the day that comes near."""

    topic: Topic
    count: int
    late: int = 0
    day: date | None = None


@dataclass(frozen=True)
class DigestDue(Event):
    """A person's digest of this Moscow day is to be sent."""

    person_id: int
    day: date


def lines(session: Session, now: datetime, actor: int, content: Content) -> tuple[Line, ...]:
    """Return what waits in all colleges of a person, in the order of `Topic`; nothing where nothing waits."""
    found = {one.topic: one for one in _lines(session, now, actor, content) if one.count}
    return tuple(found[topic] for topic in Topic if topic in found)


def _lines(session: Session, now: datetime, actor: int, content: Content) -> Iterator[Line]:
    colleges, today = colleges_of(session, actor), day_of(now)
    shelves = counts(session, now, actor)
    for topic in (Topic.OVERDUE, Topic.NEW, Topic.REVIEW, Topic.CONSENT, Topic.UNREACHABLE):
        yield Line(topic, shelves.get(SHELVES[topic], 0))
    late = QueueFilter(colleges, statuses=(ApplicationStatus.NEEDS_INFO,), overdue_on=today)
    yield Line(Topic.INFO, shelves.get(Shelf.INFO, 0), queues.count(session, late))
    start, end = at(today, time()), at(today + timedelta(days=1), time())
    yield Line(Topic.TODAY, sum(len(queues.invited_between(session, one, start, end)) for one in colleges))
    yield from _practice(session, now, actor, content)
    for campaign in content.campaigns:
        yield from _dates(session, campaign, colleges, today)


def _practice(session: Session, now: datetime, actor: int, content: Content) -> Iterator[Line]:
    """Give what waits in practice; nothing to who has no desk of it."""
    yield Line(Topic.INCIDENTS, incidents.count_open(session, now, actor, content))
    yield Line(Topic.SILENT, diary.count_silent(session, now, actor, content))
    reviews, signatures = practice.overdue(session, now, actor, content)
    yield Line(Topic.REVIEWS, reviews)
    yield Line(Topic.SIGNATURES, signatures)
    try:
        shelves = practice.counts(session, now, actor)
    except Forbidden:
        return
    for topic in (Topic.UNREADY, Topic.UNDECIDED):
        yield Line(topic, shelves.get(DESK[topic], 0))


def _dates(session: Session, campaign: Campaign, colleges: frozenset[str], today: date) -> Iterator[Line]:
    """Give the days of a campaign that come near, each with those whom it concerns."""
    invited = QueueFilter(colleges, campaign.key, (ApplicationStatus.INVITED,))
    recommended = QueueFilter(colleges, campaign.key, (ApplicationStatus.RECOMMENDED,))
    waiting = QueueFilter(colleges, campaign.key, (ApplicationStatus.RECOMMENDED,), no_original=True)
    for topic, day, concerned in (
        (Topic.DOCS_END, campaign.docs_end, invited),
        (Topic.ORIGINALS_END, campaign.originals_end, waiting),
        (Topic.ORDER, campaign.order_date, recommended),
    ):
        if today <= day <= today + SOON:
            yield Line(topic, queues.count(session, concerned), day=day)


# --- who wants it ------------------------------------------------------------------------------------


def is_wanted(session: Session, person_id: int) -> bool:
    """Whether a person gets the digest now: by their choice, else by their role; `Forbidden` without such a role."""
    by_role = [READERS[held.role] for held in roles.of_person(session, person_id) if held.role in READERS]
    if not by_role:
        raise Forbidden
    return digest.choices(session, [person_id]).get(person_id, any(by_role))


def switch(session: Session, now: datetime, actor: int, *, wanted: bool) -> Done[bool]:
    """Switch one's own digest on or off. A second tap changes nothing."""
    is_wanted(session, actor)  # refuses whoever has no such role
    digest.choose(session, actor, now, wanted=wanted)
    return Done(wanted)


def readers(session: Session) -> list[int]:
    """Return everybody who gets the digest now (people.id)."""
    default: dict[int, bool] = {}
    for role, on in READERS.items():
        for person in roles.holders(session, role):
            default[person] = default.get(person, False) or on
    chosen = digest.choices(session, default)
    return sorted(person for person, on in default.items() if chosen.get(person, on))


# --- the clock ---------------------------------------------------------------------------------------


def ensure(session: Session, now: datetime) -> None:
    """Make sure that a plan is due: at the very first start, and where one was given up after failing."""
    if open_one(session, PLAN, EVERYBODY) is None:
        _plan_next(session, now)


def _plan_next(session: Session, now: datetime) -> None:
    today = day_of(now)
    day = today if now < at(today, PLAN_AT) else today + timedelta(days=1)
    duties.schedule(session, PLAN, EVERYBODY, at(day, PLAN_AT))


def _plan(session: Session, now: datetime, _duty: Duty, content: Content) -> Done[None]:
    """Give everybody who gets the digest today a duty of their own, and plan tomorrow."""
    _plan_next(session, now)
    today = day_of(now)
    if content.calendar.is_working(today) and now < at(today, NOT_FROM):
        moment = max(now, at(today, SEND_AT))
        for person in readers(session):
            duties.schedule(session, DIGEST, str(person), moment, {"person": person, "day": today.isoformat()})
    return Done(None)


def _send(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Send one person's digest if it is still worth it. The duty ends here: tomorrow's plan gives the next one."""
    person, day = int(duty.payload["person"]), date.fromisoformat(duty.payload["day"])
    if day != day_of(now) or now >= at(day, NOT_FROM) or person not in readers(session):
        return Done(None)
    return Done(None, (DigestDue(person, day),) if lines(session, now, person, content) else ())


DUTIES: Duties = {PLAN: _plan, DIGEST: _send}
