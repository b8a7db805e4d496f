"""Making two records one, telling them apart, and asking another college.

What stays is one record with its answers and its owner. The other's applications go over to it; where both applied to
one college, the later of the two is refused as a duplicate, unless it is official already. The better state of each
paper counts. The other record keeps its history and has nothing under way; the files that its owner sent stay with it,
since nobody may see through this what another owner sent.

There is no taking back: the papers' states, the order of wishes and what was asked or held about a refused application
are gone with it, and both owners may act on what they were told within a minute. The screen says so before.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, log
from cluster.admission.status import EDITABLE, Actor, ApplicationStatus, By, Facts, transition
from cluster.calendar import day_of
from cluster.duplicates.events import AskedAboutSame, Merged
from cluster.duplicates.finding import active, checked_desk
from cluster.events import Done
from cluster.review.deciding import drop_held
from storage import duplicates
from storage.admission import (
    Application,
    Choice,
    DocumentState,
    HistoryEntry,
    HistoryKind,
    ParentConsent,
    applicants,
    applications,
)
from storage.duplicates import Merge
from storage.errors import Forbidden, Refusal
from storage.review import requests

S = ApplicationStatus
DUPLICATE = "duplicate"
"""The reason of content with which the later of two applications is refused."""
_BETTER = (
    DocumentState.NONE, DocumentState.RETURNED, DocumentState.HAVE, DocumentState.BROUGHT, DocumentState.VERIFIED,
)  # fmt: skip


def merge(session: Session, now: datetime, actor: int, kept_id: int, gone_id: int) -> Done[Merge]:
    """Make two records of one person one. The second tap of who did it changes nothing.

    Only staff on whose desk both lie, and every college to which both applied. Refused where the record that would go
    is official somewhere: then that one has to stay.
    """
    desk = checked_desk(session, actor, kept_id, gone_id)
    going, staying = active(session, gone_id), active(session, kept_id)
    if not going or not staying:
        before = duplicates.last_merge(session, kept_id, gone_id)
        if before is not None and before.merged_by == actor:
            return Done(before)
        raise Refusal("duplicates-settled")
    _check_rights(desk, going, staying)
    official = next((one for one in going if one.status not in EDITABLE), None)
    if official is not None:
        raise Refusal("duplicates-official", no=official.number)
    own = next(one for one in going if one.college in desk)
    joined = _join(session, now, actor, (kept_id, gone_id), going, staying)
    standing = tuple(one.id for one in sorted(joined, key=lambda one: one.college != own.college))
    _better_papers(session, now, kept_id, gone_id)
    _carry_consent(session, now, kept_id, gone_id)
    for one in (own, next(one for one in staying if one.college in desk)):
        log(session, now, actor, Action.WRITE, Kind.APPLICATION, one.owner_id, one.id, "merged")
    done = duplicates.add_merge(session, kept_id, gone_id, own.college, actor, now)
    return Done(done, (Merged(done.id, actor, own.owner_id, own.id, standing, now),))


def tell_apart(session: Session, now: datetime, actor: int, first_id: int, second_id: int) -> Done[bool]:
    """Note that two records are two people: they are listed no more. The value says whether that is new."""
    desk = checked_desk(session, actor, first_id, second_id)
    for record in (first_id, second_id):
        if not any(one.college in desk for one in active(session, record)):
            raise Forbidden
    return Done(duplicates.set_distinct(session, first_id, second_id, actor, now))


def ask_other(session: Session, now: datetime, actor: int, ours_id: int, theirs_id: int) -> Done[tuple[str, ...]]:
    """Ask the coordinators of other colleges about the same person; return which. Once a day each is told."""
    desk = checked_desk(session, actor, ours_id, theirs_id)
    here = [one for one in active(session, ours_id) if one.college in desk]
    there = [one for one in active(session, theirs_id) if one.college not in desk]
    if not here or not there:
        raise Refusal("duplicates-settled")
    events = tuple(AskedAboutSame(here[0].college, one.id, actor, day_of(now)) for one in there)
    return Done(tuple(one.college for one in there), events)


def _check_rights(desk: frozenset[str], going: list[Application], staying: list[Application]) -> None:
    if not any(one.college in desk for one in going) or not any(one.college in desk for one in staying):
        raise Forbidden
    both = {(one.campaign, one.college) for one in going} & {(one.campaign, one.college) for one in staying}
    if any(college not in desk for _, college in both):
        raise Refusal("duplicates-both-elsewhere")


def _join(
    session: Session,
    now: datetime,
    actor: int,
    records: tuple[int, int],
    going: list[Application],
    staying: list[Application],
) -> list[Application]:
    """Bring each application of the going record over, or refuse one of two; return those that go on."""
    kept_id, gone_id = records
    joined = []
    for one in going:
        rival = next((r for r in staying if (r.campaign, r.college) == (one.campaign, one.college)), None)
        winner = one
        if rival is not None:
            winner, loser = _settle(one, rival)
            _refuse(session, now, actor, loser)
            _hand_original_on(session, loser, winner)
            _note(session, now, actor, loser.id, gone_id, kept_id)
        if winner is one:
            duplicates.move(session, one.id, kept_id)
            _put_last(session, one, active(session, kept_id))
        _note(session, now, actor, winner.id, gone_id, kept_id)
        joined.append(winner)
    return joined


def _settle(one: Application, rival: Application) -> tuple[Application, Application]:
    """Return which of two applications to one college goes on, and which is refused: the later, never an official one.

    `rival` is that of the record which stays; the other is not official.
    """
    if rival.status not in EDITABLE:
        return rival, one
    first, second = sorted((one, rival), key=lambda either: (either.submitted_at, either.id))
    return first, second


def _hand_original_on(session: Session, loser: Application, winner: Application) -> None:
    """Note that the certificate which lies in the college lies there for the application that goes on."""
    if loser.original_since is None:
        return
    applications.set_original(session, loser.id, None)
    if winner.original_since is None:
        applications.set_original(session, winner.id, loser.original_since)


def _refuse(session: Session, now: datetime, actor: int, application: Application) -> None:
    """Refuse an application as a duplicate. Its owner reads of the merge, not of a refusal."""
    drop_held(session, application.id)
    requests.close(session, application.id, now)
    by = By(Actor.STAFF, actor)
    if application.status is S.SUBMITTED:  # refusing takes somebody who has looked at it
        application, _ = transition(session, now, application, S.IN_REVIEW, by)
    transition(session, now, application, S.REJECTED, by, Facts(reason=DUPLICATE))


def _put_last(session: Session, moved: Application, standing: list[Application]) -> None:
    """Put the wishes of an application that came over behind those that the person has; official ones never move."""
    others = (one for one in standing if one.id != moved.id and one.campaign == moved.campaign)
    taken = [choice.place for one in others for choice in one.choices]
    if not taken:
        return
    behind = max(taken)
    choices = tuple(Choice(c.programme, behind + n) for n, c in enumerate(moved.choices, 1))
    applications.set_choices(session, moved.id, choices)


def _better_papers(session: Session, now: datetime, kept_id: int, gone_id: int) -> None:
    known = {paper.kind: paper.state for paper in applicants.documents(session, kept_id)}
    for paper in applicants.documents(session, gone_id):
        if _BETTER.index(paper.state) > _BETTER.index(known.get(paper.kind, DocumentState.NONE)):
            applicants.expect_documents(session, kept_id, [paper.kind], now)
            applicants.set_document(session, kept_id, paper)


def _carry_consent(session: Session, now: datetime, kept_id: int, gone_id: int) -> None:
    """Keep a representative's consent that the college has: it is about the same child."""
    both = applicants.get(session, [kept_id, gone_id])
    kept, gone = both[kept_id], both[gone_id]
    if kept.parent_consent is ParentConsent.PENDING and gone.parent_consent is ParentConsent.RECEIVED:
        applicants.set_parent(session, kept_id, kept.parent_state, ParentConsent.RECEIVED, now)


def _note(session: Session, now: datetime, actor: int, application_id: int, gone_id: int, kept_id: int) -> None:
    entry = HistoryEntry(
        application_id, now, HistoryKind.MERGE, Actor.STAFF.value, actor, before=f"#{gone_id}", after=f"#{kept_id}"
    )  # fmt: skip
    applications.note(session, entry)
