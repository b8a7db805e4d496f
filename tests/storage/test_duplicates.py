"""Duplicates on both databases: what a merge leaves, and what two do at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duplicates
from cluster import people as cluster_people
from cluster.people import Role
from storage import duplicates as stored
from storage import people
from storage.admission import (
    ACTIVE,
    Application,
    ApplicationStatus,
    Document,
    DocumentState,
    HistoryKind,
    ParentConsent,
    ParentState,
    applicants,
    applications,
)
from storage.database import Database
from storage.errors import Refusal
from storage.review import DecisionKind, HeldDecision, InfoRequest, holding, notes, requests
from tests import applied
from tests.storage.test_people import settle
from tests.unit.test_admission_rules import CONTENT

S = ApplicationStatus
KEPT, GONE = 1, 2
WELDER, MOUNTING = ("klepiki-welder-9",), ("kasimov-mounting-9",)


def staff(session: Session, now: datetime) -> None:
    """Lay staff 1 and 2 of klepiki, and 3 of the base college."""
    cluster_people.register_organisations(session, cluster_people.organisations_of(CONTENT))
    for number, college in enumerate(("klepiki", "klepiki", "electronics"), 1):
        assert people.meet(session, 900 + number, 900 + number, "ru", now).id == number
        cluster_people.grant(session, now, None, number, Role.COORDINATOR, college)


def lay(session: Session, now: datetime, record: int, college: str = "klepiki", hours: int = 0) -> Application:
    """Lay an application of one of the two records, `hours` later."""
    programmes = WELDER if college == "klepiki" else MOUNTING
    when = now + timedelta(hours=hours)
    return applied.apply(session, applied.owner(session, 100 + record, now), when, applied.ANSWERS, college, programmes)


@pytest.fixture
async def prepared(database: Database, now: datetime) -> Database:
    """Give a database with staff, and one application each of two records in klepiki; the second is the later."""

    def prepare(session: Session) -> None:
        staff(session, now)
        assert lay(session, now, KEPT).applicant_id == KEPT
        assert lay(session, now, GONE, hours=1).applicant_id == GONE

    await database.run(prepare)
    return database


async def read(database: Database, application_id: int) -> Application:
    return (await database.read(applications.get, [application_id]))[application_id]


async def test_what_goes_over_what_is_refused(prepared: Database, now: datetime) -> None:
    await prepared.run(lambda session: lay(session, now, GONE, "kasimov", 2).id)
    await prepared.run(duplicates.merge, now, 1, KEPT, GONE)
    first, second, third = [await read(prepared, n) for n in (1, 2, 3)]
    assert [(one.applicant_id, one.status) for one in (first, second, third)] == [
        (KEPT, S.SUBMITTED), (GONE, S.REJECTED), (KEPT, S.SUBMITTED),
    ]  # fmt: skip
    assert [(c.programme, c.place) for c in third.choices] == [("kasimov-mounting-9", 2)]
    lines = await prepared.read(applications.history, second.id)
    assert [(one.kind, one.after, one.reason) for one in lines] == [
        (HistoryKind.STATUS, "in_review", None),
        (HistoryKind.STATUS, "rejected", "duplicate"),
        (HistoryKind.MERGE, "#1", None),
    ]
    assert CONTENT.reason("duplicate")
    for moved in (first, third):
        assert [one.kind for one in await prepared.read(applications.history, moved.id)] == [HistoryKind.MERGE]


PAPERS = [
    ((None, DocumentState.VERIFIED), DocumentState.VERIFIED),
    ((DocumentState.HAVE, DocumentState.BROUGHT), DocumentState.BROUGHT),
    ((DocumentState.VERIFIED, DocumentState.HAVE), DocumentState.VERIFIED),
    ((DocumentState.RETURNED, DocumentState.HAVE), DocumentState.HAVE),
    ((DocumentState.HAVE, DocumentState.RETURNED), DocumentState.HAVE),
    ((DocumentState.NONE, DocumentState.RETURNED), DocumentState.RETURNED),
]


@pytest.mark.parametrize(("states", "expected"), PAPERS)
def test_the_better_state_of_a_paper_counts(
    session: Session, now: datetime, states: tuple[DocumentState | None, DocumentState], expected: DocumentState
) -> None:
    staff(session, now)
    for record, state in zip((KEPT, GONE), states, strict=True):
        lay(session, now, record, hours=record)
        if state is not None:
            applicants.expect_documents(session, record, ["passport"], now)
            applicants.set_document(session, record, Document("passport", state, now, None, None))
    duplicates.merge(session, now, 1, KEPT, GONE)
    assert [(one.kind, one.state) for one in applicants.documents(session, KEPT)] == [("passport", expected)]


@pytest.mark.parametrize(
    ("status", "refused"), [(S.REGISTERED, 2), (S.RANKED, 2), (S.ENROLLED, 2), (S.INVITED, 2), (S.NEEDS_INFO, 2)]
)
def test_what_is_official_is_never_refused(session: Session, now: datetime, status: S, refused: int) -> None:
    staff(session, now)
    kept = lay(session, now, KEPT, hours=5)  # the later one
    lay(session, now, GONE)
    applied.stand(session, kept, status)
    duplicates.merge(session, now, 1, KEPT, GONE)
    standing = {one.id: one.status in ACTIVE for one in applications.get(session, [1, 2]).values()}
    official = status not in {S.INVITED, S.NEEDS_INFO}
    assert standing == ({1: True, 2: False} if official else {1: False, 2: True})


def test_a_record_that_is_official_cannot_go(session: Session, now: datetime) -> None:
    staff(session, now)
    lay(session, now, KEPT)
    applied.stand(session, lay(session, now, GONE, hours=1), S.REGISTERED)
    with pytest.raises(Refusal, match="duplicates-official"):
        duplicates.merge(session, now, 1, KEPT, GONE)
    duplicates.merge(session, now, 1, GONE, KEPT)
    assert applications.get(session, [2])[2].status is S.REGISTERED


def test_where_both_applied_elsewhere_too_that_college_is_asked(session: Session, now: datetime) -> None:
    staff(session, now)
    for record in (KEPT, GONE):
        for college in ("klepiki", "kasimov"):
            lay(session, now, record, college, hours=record)
    with pytest.raises(Refusal, match="duplicates-both-elsewhere"):
        duplicates.merge(session, now, 1, KEPT, GONE)


def test_notes_stay_and_what_was_held_or_asked_goes(session: Session, now: datetime) -> None:
    staff(session, now)
    lay(session, now, KEPT)
    gone = lay(session, now, GONE, hours=1)
    applied.stand(session, gone, S.NEEDS_INFO)
    notes.add(session, gone.id, 1, "called", now)
    requests.ask(session, InfoRequest(gone.id, ("phone",), (), None, 1, now, now.date()))
    holding.hold(session, HeldDecision(gone.id, DecisionKind.REJECT, {}, 1, now, now))
    duplicates.merge(session, now, 1, KEPT, GONE)
    assert [one.text for one in notes.of_application(session, gone.id)] == ["called"]
    assert requests.open_one(session, gone.id) is None
    assert holding.get(session, [gone.id]) == {}


def test_an_original_and_a_consent_that_the_college_has_are_kept(session: Session, now: datetime) -> None:
    staff(session, now)
    lay(session, now, KEPT)
    gone = lay(session, now, GONE, hours=1)
    applied.stand(session, gone, S.INVITED)
    since = datetime(2026, 7, 1, tzinfo=UTC)
    applications.set_original(session, gone.id, since)
    applicants.set_parent(session, KEPT, ParentState.NONE, ParentConsent.PENDING, now)
    applicants.set_parent(session, GONE, ParentState.NONE, ParentConsent.RECEIVED, now)
    duplicates.merge(session, now, 1, KEPT, GONE)
    both = applications.get(session, [1, 2])
    assert (both[1].original_since, both[2].original_since) == (since, None)
    assert applicants.get(session, [KEPT])[KEPT].parent_consent is ParentConsent.RECEIVED


# --- at once ---------------------------------------------------------------------------------------


async def test_two_who_merge_in_opposite_directions(prepared: Database, now: datetime) -> None:
    won, refused = await settle(
        prepared.run(duplicates.merge, now, 1, KEPT, GONE), prepared.run(duplicates.merge, now, 2, GONE, KEPT)
    )
    assert (len(won), refused) == (1, ["duplicates-settled"])
    standing = [await read(prepared, n) for n in (1, 2)]
    assert [one.status in ACTIVE for one in standing].count(True) == 1


async def test_two_who_merge_alike(prepared: Database, now: datetime) -> None:
    won, refused = await settle(
        prepared.run(duplicates.merge, now, 1, KEPT, GONE), prepared.run(duplicates.merge, now, 2, KEPT, GONE)
    )
    assert (len(won), refused) == (1, ["duplicates-settled"])


async def test_one_who_merges_twice_at_once(prepared: Database, now: datetime) -> None:
    won, refused = await settle(*(prepared.run(duplicates.merge, now, 1, KEPT, GONE) for _ in range(3)))
    assert (len(won), refused) == (3, [])
    assert sorted(len(one.events) for one in won) == [0, 0, 1]  # type: ignore[attr-defined]


async def test_merging_against_withdrawing(prepared: Database, now: datetime) -> None:
    from cluster import admission

    owner = (await read(prepared, 2)).owner_id
    won, _ = await settle(
        prepared.run(duplicates.merge, now, 1, KEPT, GONE), prepared.run(admission.withdraw, now, owner, 2)
    )
    assert won
    assert (await read(prepared, 2)).status in {S.REJECTED, S.WITHDRAWN}
    assert (await read(prepared, 1)).status is S.SUBMITTED


async def test_pairs_are_found_once_and_only_where_both_stand(prepared: Database, now: datetime) -> None:
    assert await prepared.read(stored.pairs, ["klepiki"]) == [(KEPT, GONE)]
    assert await prepared.read(stored.pairs, ["kasimov"]) == []
    assert await prepared.run(stored.set_distinct, GONE, KEPT, 1, now)
    assert not await prepared.run(stored.set_distinct, KEPT, GONE, 1, now)
    assert await prepared.read(stored.pairs, ["klepiki"]) == []
    apart = [await prepared.read(stored.told_apart, one) for one in (KEPT, GONE, 3)]
    assert apart == [{GONE}, {KEPT}, set()]
