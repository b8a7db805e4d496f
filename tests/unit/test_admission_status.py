"""The life of an application: the table of steps, walked state x actor x target."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster.admission import status
from cluster.admission.status import (
    EDITABLE,
    HOLDS,
    TRANSITIONS,
    Actor,
    By,
    Facts,
    Guard,
    GuardFailed,
    TransitionRefused,
    allow,
)
from cluster.admission.status import ApplicationStatus as S
from cluster.content import NoticeEvent
from storage import people
from storage.admission import (
    ACTIVE,
    CLOSED,
    Application,
    Choice,
    FilledBy,
    HistoryKind,
    NewApplication,
    applicants,
    applications,
)
from tests.storage.test_admission import ARTYOM, keys

# The table of the domain, written out by hand: source -> actor -> where they may take it.
EXPECTED: dict[S, dict[Actor, set[S]]] = {
    S.DRAFT: {Actor.APPLICANT: {S.SUBMITTED, S.WITHDRAWN}, Actor.CLOCK: {S.EXPIRED}},
    S.SUBMITTED: {Actor.APPLICANT: {S.WITHDRAWN}, Actor.STAFF: {S.IN_REVIEW}},
    S.IN_REVIEW: {Actor.APPLICANT: {S.WITHDRAWN}, Actor.STAFF: {S.NEEDS_INFO, S.INVITED, S.REJECTED}},
    S.NEEDS_INFO: {Actor.APPLICANT: {S.IN_REVIEW, S.WITHDRAWN}, Actor.STAFF: {S.REJECTED}},
    S.INVITED: {
        Actor.APPLICANT: {S.WITHDRAWN},
        Actor.STAFF: {S.INVITED, S.REGISTERED, S.REJECTED},
        Actor.CLOCK: {S.EXPIRED},
    },
    S.REGISTERED: {Actor.APPLICANT: {S.WITHDRAWN}, Actor.STAFF: {S.REJECTED}, Actor.CLOCK: {S.RANKED}},
    S.RANKED: {Actor.APPLICANT: {S.WITHDRAWN}, Actor.STAFF: {S.REGISTERED, S.RECOMMENDED, S.RESERVE, S.REJECTED}},
    S.RECOMMENDED: {
        Actor.APPLICANT: {S.WITHDRAWN},
        Actor.STAFF: {S.RANKED, S.RESERVE, S.ENROLLED, S.REJECTED},
    },
    S.RESERVE: {
        Actor.APPLICANT: {S.RECOMMENDED, S.WITHDRAWN},
        Actor.STAFF: {S.RANKED, S.RECOMMENDED, S.REJECTED},
    },
    S.ENROLLED: {Actor.STAFF: {S.RECOMMENDED}},
    S.REJECTED: {},
    S.WITHDRAWN: {},
    S.EXPIRED: {},
}

EVERYTHING: dict[str, Any] = {
    "consent": True,
    "complete": True,
    "campaign_open": True,
    "items_listed": ("phone",),
    "items_changed": True,
    "checklist_seen": True,
    "minor": True,
    "parent_told": True,
    "registration_number": "45",
    "parent_consent": True,
    "papers_verified": 1,
    "ranking_imported": True,
    "after_docs_end": True,
    "original_verified": True,
    "order_number": "12",
    "order_date": date(2026, 8, 21),
    "reason": "no_seats",
    "draft_old": True,
    "offered": True,
    "undoable": True,
}
# For each guard: the facts that make it fail.
LACKING: dict[Guard, dict[str, Any]] = {
    Guard.CONSENT: {"consent": False},
    Guard.COMPLETE: {"complete": False},
    Guard.CAMPAIGN_OPEN: {"campaign_open": False},
    Guard.ITEMS_LISTED: {"items_listed": ()},
    Guard.ITEMS_CHANGED: {"items_changed": False},
    Guard.CHECKLIST_SEEN: {"checklist_seen": False},
    Guard.PARENT_TOLD: {"parent_told": False},
    Guard.REGISTRATION_NUMBER: {"registration_number": ""},
    Guard.PARENT_CONSENT: {"parent_consent": False},
    Guard.PAPER_VERIFIED: {"papers_verified": 0},
    Guard.RANKING_IMPORTED: {"ranking_imported": False},
    Guard.AFTER_DOCS_END: {"after_docs_end": False},
    Guard.ORIGINAL_VERIFIED: {"original_verified": False},
    Guard.ORDER: {"order_number": None},
    Guard.REASON: {"reason": ""},
    Guard.DRAFT_OLD: {"draft_old": False},
    Guard.OFFERED: {"offered": False},
    Guard.UNDOABLE: {"undoable": False},
}


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("actor", Actor)
def test_every_state_and_actor_lead_exactly_where_the_domain_says(source: S, actor: Actor) -> None:
    expected = EXPECTED[source].get(actor, set())
    assert set(status.targets(source, actor)) == expected
    for target in S:
        if target in expected:
            assert allow(source, actor, target, Facts(**EVERYTHING)).target is target
        else:
            with pytest.raises(TransitionRefused):
                allow(source, actor, target, Facts(**EVERYTHING))


GUARDED = [(t.source, t.actor, t.target, guard) for t in TRANSITIONS for guard in t.guards]


@pytest.mark.parametrize(("source", "actor", "target", "guard"), GUARDED)
def test_each_guard_alone_stops_its_step(source: S, actor: Actor, target: S, guard: Guard) -> None:
    with pytest.raises(GuardFailed) as failed:
        allow(source, actor, target, Facts(**{**EVERYTHING, **LACKING[guard]}))
    assert failed.value.guard is guard
    assert failed.value.text_key == f"admission-guard-{guard.value}"


@pytest.mark.parametrize("guard", Guard)
def test_a_guard_that_nobody_spoke_of_fails(guard: Guard) -> None:
    assert not HOLDS[guard](Facts())


@pytest.mark.parametrize(("guard", "lacking"), [(g, LACKING[g]) for g in (Guard.PARENT_TOLD, Guard.PARENT_CONSENT)])
def test_of_age_no_parent_is_asked(guard: Guard, lacking: dict[str, Any]) -> None:
    assert HOLDS[guard](Facts(**{**EVERYTHING, **lacking, "minor": False}))


def test_every_active_state_but_the_last_can_be_withdrawn() -> None:
    assert {t.source for t in TRANSITIONS if t.target is S.WITHDRAWN} == ACTIVE - {S.ENROLLED}


def test_answers_are_locked_from_registration_on() -> None:
    assert set(S) - EDITABLE - CLOSED == {S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE, S.ENROLLED}


def test_only_taking_an_application_is_silent() -> None:
    assert [(t.source, t.target) for t in TRANSITIONS if t.notice is None] == [(S.DRAFT, S.EXPIRED)]


@pytest.fixture
def application(session: Session, now: datetime) -> Application:
    owner = people.meet(session, 501, 501, "ru", now)
    applicant = applicants.keep(session, owner.id, FilledBy.APPLICANT, ARTYOM, keys(ARTYOM), now)
    new = NewApplication(applicant.id, "2026", "klepiki", "KL-26-0001", (Choice("welder", 1),), now, date(2026, 7, 17))
    added = applications.add(session, new)
    assert added is not None
    return added


def test_a_step_changes_the_status_and_writes_who_when_from_to_why(
    session: Session, now: datetime, application: Application
) -> None:
    staff = By(Actor.STAFF, 77)
    taken, told = status.transition(session, now, application, S.IN_REVIEW, staff)
    rejected, event = status.transition(session, now, taken, S.REJECTED, staff, Facts(reason="no_seats"))
    assert (rejected.status, rejected.status_since) == (S.REJECTED, now)
    assert (told.before, told.after, told.notice) == (S.SUBMITTED, S.IN_REVIEW, NoticeEvent.IN_REVIEW)
    assert (event.owner_id, event.notice, event.by_owner) == (application.owner_id, NoticeEvent.REJECTED, False)
    assert [
        (h.kind, h.actor_kind, h.actor_id, h.before, h.after, h.reason)
        for h in applications.history(session, application.id)
    ] == [
        (HistoryKind.STATUS, "staff", 77, "submitted", "in_review", None),
        (HistoryKind.STATUS, "staff", 77, "in_review", "rejected", "no_seats"),
    ]


def test_a_refused_step_changes_nothing(session: Session, now: datetime, application: Application) -> None:
    for actor, target in itertools.product(Actor, (S.ENROLLED, S.REGISTERED, S.RANKED)):
        with pytest.raises(TransitionRefused):
            status.transition(session, now, application, target, By(actor), Facts(**EVERYTHING))
    assert applications.history(session, application.id) == []
    assert applications.get(session, [application.id])[application.id] == application
