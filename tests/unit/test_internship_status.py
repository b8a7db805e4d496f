"""The life of a placement: the table of steps, walked state x actor x target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster.internship import status
from cluster.internship.status import (
    HOLDS,
    TRANSITIONS,
    Actor,
    By,
    Facts,
    Guard,
    GuardFailed,
    TransitionRefused,
    allow,
    transition,
    transition_all,
)
from storage.internship import CURRENT, OVER, NewPlacement, NewStudent, Placement, PracticeKind, placements, students
from storage.internship import PlacementStatus as S

# domain.md 2: planned -> offered -> confirmed -> docs_pending -> ready -> active <-> paused -> reporting -> assessed ->
# completed; out by cancelled, terminated, failed.
EXPECTED: dict[S, dict[Actor, set[S]]] = {
    S.PLANNED: {Actor.COLLEGE: {S.OFFERED, S.CANCELLED}},
    S.OFFERED: {
        Actor.STUDENT: {S.CONFIRMED, S.CANCELLED},
        Actor.ENTERPRISE: {S.CONFIRMED, S.CANCELLED},
        Actor.COLLEGE: {S.CONFIRMED, S.CANCELLED},
    },
    S.CONFIRMED: {
        Actor.STUDENT: {S.CANCELLED},
        Actor.ENTERPRISE: {S.CANCELLED},
        Actor.COLLEGE: {S.DOCS_PENDING, S.CANCELLED},
        Actor.CLOCK: {S.DOCS_PENDING},
    },
    S.DOCS_PENDING: {
        Actor.ENTERPRISE: {S.CANCELLED},
        Actor.COLLEGE: {S.READY, S.ACTIVE, S.CANCELLED, S.FAILED},
        Actor.CLOCK: {S.READY},
    },
    S.READY: {
        Actor.MENTOR: {S.ACTIVE},
        Actor.ENTERPRISE: {S.CANCELLED},
        Actor.COLLEGE: {S.DOCS_PENDING, S.ACTIVE, S.CANCELLED, S.FAILED},
        Actor.CLOCK: {S.DOCS_PENDING, S.ACTIVE},
    },
    S.ACTIVE: {
        Actor.ENTERPRISE: {S.PAUSED, S.TERMINATED},
        Actor.COLLEGE: {S.PAUSED, S.REPORTING, S.TERMINATED, S.FAILED},
        Actor.CLOCK: {S.REPORTING},
    },
    S.PAUSED: {
        Actor.ENTERPRISE: {S.TERMINATED},
        Actor.COLLEGE: {S.ACTIVE, S.REPORTING, S.TERMINATED},
        Actor.CLOCK: {S.REPORTING},
    },
    S.REPORTING: {Actor.MENTOR: {S.ASSESSED}, Actor.COLLEGE: {S.ASSESSED, S.FAILED}},
    S.ASSESSED: {Actor.COLLEGE: {S.REPORTING, S.COMPLETED, S.FAILED}},
    S.COMPLETED: {},
    S.CANCELLED: {},
    S.TERMINATED: {},
    S.FAILED: {},
}

EVERYTHING: dict[Guard, dict[str, Any]] = {
    Guard.SEAT: {"seat": True},
    Guard.OF_AGE: {"of_age": True},
    Guard.AGREED: {"agreed": True},
    Guard.NOTHING_OPEN: {"open_items": ()},
    Guard.LET_PASS: {"open_items": ("pass",), "let_pass": ("pass", "bed")},
    Guard.SOMETHING_OPEN: {"open_items": ("pass",)},
    Guard.BEGUN: {"begun": True},
    Guard.ENDED: {"ended": True},
    Guard.ASSESSED: {"assessed": True},
    Guard.SIGNED: {"signed": True},
    Guard.REASON: {"reason": "own_wish"},
}
# For each guard: the facts that make it fail.
LACKING: dict[Guard, dict[str, Any]] = {
    Guard.SEAT: {"seat": False},
    Guard.OF_AGE: {"of_age": False},
    Guard.AGREED: {"agreed": False},
    Guard.NOTHING_OPEN: {"open_items": ("pass",)},
    Guard.LET_PASS: {"open_items": ("pass", "medical"), "let_pass": ("pass",)},
    Guard.SOMETHING_OPEN: {"open_items": ()},
    Guard.BEGUN: {"begun": False},
    Guard.ENDED: {"ended": False},
    Guard.ASSESSED: {"assessed": False},
    Guard.SIGNED: {"signed": False},
    Guard.REASON: {"reason": ""},
}


def enough(source: S, actor: Actor, target: S) -> dict[str, Any]:
    """Return facts with which every guard of a step holds."""
    guards = [g for t in TRANSITIONS if (t.source, t.actor, t.target) == (source, actor, target) for g in t.guards]
    return {name: value for guard in guards for name, value in EVERYTHING[guard].items()}


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("actor", Actor)
def test_every_state_and_actor_lead_exactly_where_the_domain_says(source: S, actor: Actor) -> None:
    expected = EXPECTED[source].get(actor, set())
    assert set(status.targets(source, actor)) == expected
    for target in S:
        if target in expected:
            assert allow(source, actor, target, Facts(**enough(source, actor, target))).target is target
        else:
            with pytest.raises(TransitionRefused):
                allow(source, actor, target, Facts(**enough(source, actor, target)))


GUARDED = [(t.source, t.actor, t.target, guard) for t in TRANSITIONS for guard in t.guards]


@pytest.mark.parametrize(("source", "actor", "target", "guard"), GUARDED)
def test_each_guard_alone_stops_its_step(source: S, actor: Actor, target: S, guard: Guard) -> None:
    with pytest.raises(GuardFailed) as failed:
        allow(source, actor, target, Facts(**{**enough(source, actor, target), **LACKING[guard]}))
    assert failed.value.guard is guard
    assert failed.value.text_key == f"internship-guard-{guard.value}"


@pytest.mark.parametrize("guard", Guard)
def test_a_guard_that_nobody_spoke_of_fails(guard: Guard) -> None:
    assert not HOLDS[guard](Facts())


def test_nobody_becomes_active_while_an_item_is_open_that_nobody_answers_for() -> None:
    into = [t for t in TRANSITIONS if t.target is S.ACTIVE and t.source is not S.PAUSED]
    assert into
    assert all({Guard.NOTHING_OPEN, Guard.LET_PASS} & set(t.guards) and Guard.BEGUN in t.guards for t in into)
    assert {t.actor for t in into if Guard.LET_PASS in t.guards} == {Actor.COLLEGE}


@pytest.mark.parametrize("source", sorted(CURRENT))
def test_every_current_placement_may_still_be_completed_or_ended_otherwise(source: S) -> None:
    ends = {source}
    for _ in S:
        ends |= {t.target for t in TRANSITIONS if t.source in ends}
    assert S.COMPLETED in ends
    assert ends & (OVER - {S.COMPLETED})


# --- a step in the database


def planned(session: Session, now: datetime, module: str = "ПМ.01") -> Any:
    new = NewStudent("klepiki", "klepiki-welder-9", "СВ-21", "соловьев артем 2008-09-05", "Соловьёв", "Артём", None,
                     date(2008, 9, 5))  # fmt: skip
    student, _ = students.keep(session, new, now)
    placement = placements.add(
        session,
        NewPlacement(student.id, "klepiki", "tyazhpressmash", "klepiki-welder-9", module, PracticeKind.PRODUCTION,
                     date(2026, 9, 1), date(2026, 10, 24), 288),
        now,
    )  # fmt: skip
    assert placement is not None
    return placement


def test_a_step_changes_the_status_writes_history_and_tells(session: Session, now: datetime) -> None:
    placement = planned(session, now)
    by = By(Actor.COLLEGE, 7)
    changed, event = transition(session, now, placement, S.OFFERED, by, Facts(seat=True, of_age=True))
    assert (changed.status, changed.status_since) == (S.OFFERED, now)
    assert (event.before, event.after, event.actor, event.actor_id) == (S.PLANNED, S.OFFERED, "college", 7)
    line = placements.history(session, placement.id)[-1]
    assert (line.before, line.after, line.actor_kind, line.actor_id, line.at) == (
        "planned",
        "offered",
        "college",
        7,
        now,
    )


def test_a_refused_step_leaves_everything_as_it_was(session: Session, now: datetime) -> None:
    placement = planned(session, now)
    with pytest.raises(GuardFailed):
        transition(session, now, placement, S.CANCELLED, By(Actor.COLLEGE, 7))
    with pytest.raises(TransitionRefused):
        transition(session, now, placement, S.ACTIVE, By(Actor.MENTOR, 8), Facts(begun=True, open_items=()))
    assert placements.get(session, placement.id) == placement
    assert placements.history(session, placement.id) == []


def test_the_reason_of_an_end_is_kept(session: Session, now: datetime) -> None:
    placement = planned(session, now)
    changed, _ = transition(session, now, placement, S.CANCELLED, By(Actor.COLLEGE, 7), Facts(reason="own_wish"))
    assert changed.reason == "own_wish"
    assert placements.history(session, placement.id)[-1].reason == "own_wish"


def test_followers_hear_of_each_step_in_its_transaction(
    session: Session, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[Placement, S, S]] = []
    monkeypatch.setattr(status.FOLLOWERS, "known", [])

    @status.follow
    def hear(inside: Session, _now: datetime, changes: Sequence[status.Change]) -> None:
        assert inside is session
        heard.extend((before, event.before, event.after) for before, event in changes)

    placement = planned(session, now)
    transition(session, now, placement, S.CANCELLED, By(Actor.COLLEGE, 7), Facts(reason="own_wish"))
    assert heard == [(placement, S.PLANNED, S.CANCELLED)]


def test_many_take_a_step_at_once_each_for_its_own_reason(
    session: Session, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Sequence[status.Change]] = []
    monkeypatch.setattr(status.FOLLOWERS, "known", [lambda _session, _now, changes: heard.append(changes)])
    before = [planned(session, now, module) for module in ("ПМ.01", "ПМ.02", "ПМ.03")]
    reasons = ["own_wish", "moved", "own_wish"]
    steps = [(one, Facts(reason=reason)) for one, reason in zip(before, reasons, strict=True)]
    events = transition_all(session, now, steps, S.CANCELLED, By(Actor.COLLEGE, 7))
    assert [(event.placement_id, event.before, event.after, event.actor_id) for event in events] == [
        (one.id, S.PLANNED, S.CANCELLED, 7) for one in before
    ]
    after = [placements.get(session, one.id) for one in before]
    assert [(one.status, one.status_since, one.reason) for one in after] == [(S.CANCELLED, now, r) for r in reasons]
    lines = [placements.history(session, one.id) for one in before]
    assert [[(line.before, line.after, line.reason) for line in of] for of in lines] == [
        [("planned", "cancelled", reason)] for reason in reasons
    ]
    assert heard == [list(zip(before, events, strict=True))]


def test_one_that_may_not_take_the_step_stops_all(session: Session, now: datetime) -> None:
    first, second = (planned(session, now, module) for module in ("ПМ.01", "ПМ.02"))
    steps = [(first, Facts(reason="own_wish")), (second, Facts())]
    with pytest.raises(GuardFailed):
        transition_all(session, now, steps, S.CANCELLED, By(Actor.COLLEGE, 7))
    assert [placements.get(session, one.id) for one in (first, second)] == [first, second]
    assert placements.history(session, first.id) == []


def test_a_step_of_nobody_changes_nothing(session: Session, now: datetime) -> None:
    assert transition_all(session, now, [], S.CANCELLED, By(Actor.COLLEGE, 7)) == []
