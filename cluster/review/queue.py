"""The queue: which applications wait for staff, in shelves, what is overdue and oldest first."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster import russian
from cluster.calendar import day_of
from cluster.review.desk import colleges_of
from storage import people
from storage.admission import Applicant, Application, ApplicationStatus, applicants
from storage.errors import Forbidden, Refusal
from storage.review import QueueFilter, finding, queues

S = ApplicationStatus
PAGE = 6
LONGEST_SEARCH = 100
MOST_FOUND = finding.MOST
"""As many are looked for; where so many are found there may be more."""


class Shelf(enum.StrEnum):
    """A part of the queue. What stands first wants staff most."""

    OVERDUE = "overdue"  # an answer, or what the applicant owes, is late
    NEW = "new"  # nobody has taken it
    MINE = "mine"  # taken by who looks
    REVIEW = "review"  # taken by anybody
    INFO = "info"  # the applicant was asked
    INVITED = "invited"  # awaited with the papers
    REGISTERED = "registered"  # accepted, not ranked yet
    RANKED = "ranked"
    RECOMMENDED = "recommended"
    RESERVE = "reserve"
    ENROLLED = "enrolled"
    CLOSED = "closed"  # refused, withdrawn, expired
    CONSENT = "consent"  # the parent's consent is awaited
    UNREACHABLE = "unreachable"  # the owner gets no messages


_STATUSES: Mapping[Shelf, tuple[ApplicationStatus, ...]] = {
    Shelf.NEW: (S.SUBMITTED,),
    Shelf.MINE: (S.IN_REVIEW, S.NEEDS_INFO, S.INVITED),
    Shelf.REVIEW: (S.IN_REVIEW,),
    Shelf.INFO: (S.NEEDS_INFO,),
    Shelf.INVITED: (S.INVITED,),
    Shelf.REGISTERED: (S.REGISTERED,),
    Shelf.RANKED: (S.RANKED,),
    Shelf.RECOMMENDED: (S.RECOMMENDED,),
    Shelf.RESERVE: (S.RESERVE,),
    Shelf.ENROLLED: (S.ENROLLED,),
    Shelf.CLOSED: (S.REJECTED, S.WITHDRAWN, S.EXPIRED),
    Shelf.UNREACHABLE: (
        S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One application in a list: masked, with what tells why it stands there."""

    application: Application
    name: str
    """Last name and initials; "" once the person's data are erased."""
    overdue: bool
    unreachable: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of a shelf; `total` counts the whole shelf, `page` is the one that was found, from 0."""

    shelf: Shelf
    lines: tuple[QueueLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least 1."""
        return max(1, -(-self.total // PAGE))


def counts(session: Session, now: datetime, actor: int) -> dict[Shelf, int]:
    """Return how much lies on each shelf of this person's colleges; empty shelves are left out."""
    colleges = _desk(session, actor)
    found = {shelf: queues.count(session, filter_of(shelf, colleges, actor, now)) for shelf in Shelf}
    return {shelf: n for shelf, n in found.items() if n}


def waiting(session: Session, now: datetime, actor: int) -> int:
    """Return how many applications nobody has taken yet; 0 for who works on none."""
    colleges = colleges_of(session, actor)
    return queues.count(session, filter_of(Shelf.NEW, colleges, actor, now)) if colleges else 0


def page(session: Session, now: datetime, actor: int, shelf: Shelf, number: int = 0) -> QueuePage:
    """Return a page of a shelf; past the last one begins again with the first."""
    wanted = filter_of(shelf, _desk(session, actor), actor, now)
    total = queues.count(session, wanted)
    number %= max(1, -(-total // PAGE))
    found = queues.page(session, wanted, PAGE, number * PAGE)
    return QueuePage(shelf, _lines(session, found, day_of(now)), total, number)


def search(session: Session, now: datetime, actor: int, typed: str) -> tuple[QueueLine, ...]:
    """Find applications by name (beginnings, Ё = Е, one wrong letter), by number, by phone; newest first."""
    colleges = _desk(session, actor)
    text = russian.tidy(typed)
    if not 1 <= len(text) <= LONGEST_SEARCH:
        raise Refusal("admission-refuse-long", limit=LONGEST_SEARCH)
    found = {one.id: one for one in finding.by_number(session, colleges, text.lstrip("№ "))}
    phone = _phone(text)
    if phone is not None:
        found |= {one.id: one for one in finding.by_phone(session, colleges, phone)}
    elif not found:
        found |= {one.id: one for one in finding.by_name(session, colleges, russian.search_words(text))}
    return _lines(session, list(found.values()), day_of(now))


def next_in_line(session: Session, now: datetime, actor: int) -> Application | None:
    """Return the application that should be taken next: late ones first, then the oldest that nobody has."""
    colleges = _desk(session, actor)
    found = queues.page(session, filter_of(Shelf.NEW, colleges, actor, now), 1)
    return found[0] if found else None


def is_overdue(application: Application, today: date) -> bool:
    """Whether the college owes an answer since a day before `today`."""
    return application.status in queues.OVERDUE and application.answer_due < today


def _desk(session: Session, actor: int) -> frozenset[str]:
    colleges = colleges_of(session, actor)
    if not colleges:
        raise Forbidden
    return colleges


def filter_of(shelf: Shelf, colleges: frozenset[str], actor: int, now: datetime) -> QueueFilter:
    """Return what lies on a shelf of these colleges; `actor` is whose own shelf is meant."""
    return QueueFilter(
        colleges=colleges,
        statuses=_STATUSES.get(shelf, ()),
        assignee_id=actor if shelf is Shelf.MINE else None,
        overdue_on=day_of(now) if shelf is Shelf.OVERDUE else None,
        unreachable=shelf is Shelf.UNREACHABLE,
        no_consent=shelf is Shelf.CONSENT,
    )


def _lines(session: Session, found: list[Application], today: date) -> tuple[QueueLine, ...]:
    known = applicants.get(session, {one.applicant_id for one in found})
    owners = people.get(session, [one.owner_id for one in found])
    return tuple(
        QueueLine(
            one,
            short_name_of(known[one.applicant_id]),
            is_overdue(one, today),
            one.owner_id in owners and (owners[one.owner_id].unreachable or owners[one.owner_id].chat_id is None),
        )
        for one in found
    )


def short_name_of(person: Applicant) -> str:
    """Return last name and initials; "" once the person's data are erased."""
    answers = person.answers
    return russian.short_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""


def _phone(text: str) -> str | None:
    if len(re.sub(r"\D", "", text)) < 10:
        return None
    try:
        return russian.parse_phone(text).value
    except Refusal:
        return None
