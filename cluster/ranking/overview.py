"""What staff see of their college's lists before they do anything, and what they would have to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.content import Content
from cluster.ranking.desk import campaign_on, check, may_undo
from cluster.ranking.freeing import late_ones
from cluster.ranking.listing import LISTED
from cluster.review.queue import short_name_of
from storage.admission import ApplicationStatus, applicants, applications
from storage.ranking import Ranking, Step, lists, seats, steps

S = ApplicationStatus


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme of the college: its list, if there is one, and its seats."""

    programme: str
    ranking: Ranking | None
    seats: int
    held: int
    free: int
    offered: int
    registered: int
    """How many stand in no list yet."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A college in the present campaign. `last` is the newest step that may still be taken back."""

    college: str
    campaign: str
    lines: tuple[ProgrammeLine, ...]
    last: Step | None
    may_recommend: bool
    late_originals: int
    free_seats: int
    to_enrol: int
    has_extra: bool
    """Whether extra seats may be opened now."""


@dataclass(frozen=True, slots=True)
class ToList:
    """Somebody who belongs on the list, as the template shows them."""

    number: str
    name: str
    programme: str
    grade: Decimal | None
    priority_right: bool
    target_contract: bool
    original: bool


def overview(session: Session, now: datetime, actor: int, college: str, content: Content) -> Overview:
    """Return how a college's lists stand."""
    check(session, actor, college)
    campaign = campaign_on(content, day_of(now))
    offered = [content.programme(key) for key in campaign.programmes]
    mine = [one for one in offered if one.college == college]
    known = lists.candidates(session, college, campaign.key)
    current = lists.current(session, college, campaign.key)
    held = [one.programme for one in seats.held(session, campaign.key, [one.key for one in mine]).values()]
    free = [one.programme for one in seats.free_seats(session, campaign.key, college)]
    asked = seats.offered(session, campaign.key, [one.key for one in mine])
    registered = [one for one in known if one.status is S.REGISTERED]
    lines = tuple(
        ProgrammeLine(
            programme=one.key,
            ranking=current.get(one.key),
            seats=one.funded_seats,
            held=held.count(one.key),
            free=free.count(one.key),
            offered=asked.get(one.key, 0),
            registered=sum(one.key in waiting.wishes for waiting in registered),
        )
        for one in mine
    )
    last = steps.last_applied(session, college, campaign.key)
    return Overview(
        college=college,
        campaign=campaign.key,
        lines=lines,
        last=last if last is not None and may_undo(last, now) else None,
        may_recommend=bool(current) and day_of(now) > campaign.docs_end,
        late_originals=len(late_ones(session, now, college, campaign.key, content)),
        free_seats=len(free),
        has_extra=content.campaign_with_extra(day_of(now)) is campaign,
        to_enrol=sum(one.status is S.RECOMMENDED and one.original for one in known),
    )


def to_list(session: Session, actor: int, college: str, campaign: str) -> list[ToList]:
    """Return who belongs on the list, a line for each programme that they chose, by programme and number."""
    check(session, actor, college)
    known = [one for one in lists.candidates(session, college, campaign) if one.status in LISTED]
    found = applications.get(session, [one.id for one in known])
    people = applicants.get(session, {one.applicant_id for one in found.values()})
    listed: list[ToList] = []
    for one in known:
        answers = people[found[one.id].applicant_id].answers
        listed += [
            ToList(
                number=one.registration_number or "",
                name=short_name_of(people[found[one.id].applicant_id]),
                programme=programme,
                grade=answers.avg_grade if answers else None,
                priority_right=bool(answers and answers.priority_right == "yes"),
                target_contract=bool(answers and answers.target_interest == "signed"),
                original=one.original,
            )
            for programme in one.wishes
        ]
    return sorted(listed, key=lambda one: (one.programme, one.number))
