"""Deciding: held for half a minute, taken back, sent at once, dropped when it cannot be any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, duties, review
from cluster.admission import StatusChanged
from cluster.admission.status import ApplicationStatus as S
from cluster.admission.status import Guard, GuardFailed, TransitionRefused
from cluster.review import CardOutdated, DecisionCarried, DecisionFailed, HeldByOther, HeldGone
from cluster.review.decisions import READER
from cluster.review.expiry import expect_expiry, expire
from storage.admission import DocumentState, HistoryKind, ParentConsent, ParentState, applicants, applications
from storage.errors import Forbidden, Refusal
from storage.review import DecisionKind, holding
from tests.unit.review_desk import CONTENT, Desk, form, moscow, open_desk

REJECT = review.Reject(reason="no_seats")
FIRST_SEEN = 1


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    return open_desk(session, now)


def held(desk: Desk) -> bool:
    return desk.id in holding.get(desk.session, [desk.id])


# --- held --------------------------------------------------------------------------------------------


def test_a_decision_waits_half_a_minute_and_nobody_hears(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    done = desk.decide(REJECT)
    assert (done.events, done.value.due_at) == ((), desk.now + timedelta(seconds=30))
    assert desk.later(seconds=29.9) == []
    assert desk.reread().status is S.IN_REVIEW
    changed, carried = desk.later(seconds=0.1)
    assert isinstance(changed, StatusChanged)
    assert (changed.after, changed.actor_id) == (S.REJECTED, desk.olga)
    assert carried == DecisionCarried(desk.id, desk.olga, S.REJECTED)
    assert desk.reread().status is S.REJECTED
    assert not held(desk)
    assert desk.later(days=1) == []


def test_a_decision_taken_back_never_was(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    assert review.cancel(desk.session, desk.now, desk.olga, desk.id).events == ()
    assert desk.later(minutes=5) == []
    assert desk.reread().status is S.IN_REVIEW
    line = desk.history()[-1]
    assert (line.kind, line.actor_id, line.before) == (HistoryKind.UNDO, desk.olga, "rejected")
    with pytest.raises(HeldGone):
        review.cancel(desk.session, desk.now, desk.olga, desk.id)
    desk.decide(desk.invitation())  # and another may follow


def test_a_colleague_takes_it_back_and_who_decided_is_told_who(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    done = review.cancel(desk.session, desk.now, desk.dasha, desk.id)
    assert done.events == (
        DecisionFailed(desk.id, DecisionKind.REJECT, desk.olga, "review-held-undone", (("who", "Скрытнева Дарья"),)),
    )
    assert not held(desk)


def test_nobody_elsewhere_touches_it(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    for stranger in (desk.pavel, desk.artyom):
        with pytest.raises(Forbidden):
            review.cancel(desk.session, desk.now, stranger, desk.id)
        with pytest.raises(Forbidden):
            review.send_now(desk.session, desk.now, stranger, desk.id, CONTENT)
        with pytest.raises(Forbidden):
            desk.decide(REJECT, actor=stranger)
    assert held(desk)


def test_sent_at_once_it_is_done_once(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    done = review.send_now(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert done.value.status is S.REJECTED
    assert [type(event) for event in done.events] == [StatusChanged]
    with pytest.raises(HeldGone):
        review.send_now(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert desk.later(minutes=5) == []


def test_only_who_decided_sends_at_once(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    with pytest.raises(HeldByOther) as refused:
        review.send_now(desk.session, desk.now, desk.dasha, desk.id, CONTENT)
    assert refused.value.args_ == {"who": "Тайнова Ольга", "at": "14.07.2026 10:00"}
    assert held(desk)


def test_twice_at_once_is_once(desk: Desk) -> None:
    one = desk.stand(S.IN_REVIEW)
    first = desk.decide(REJECT)
    again = review.decide(
        desk.session, desk.now + timedelta(milliseconds=10), desk.olga, desk.id, one.version, REJECT, CONTENT
    )
    assert (again.value, again.events) == (first.value, ())
    assert len(desk.later(minutes=1)) == 2


@pytest.mark.parametrize("who", ["dasha", "olga"])
def test_while_one_is_held_nothing_else_is_decided(desk: Desk, who: str) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    with pytest.raises(HeldByOther) as refused:
        desk.decide(desk.invitation(), actor=getattr(desk, who))
    assert refused.value.args_ == {"who": "Тайнова Ольга", "at": "14.07.2026 10:00"}
    assert desk.later(minutes=1)[0].after is S.REJECTED  # type: ignore[attr-defined]


# --- what may happen meanwhile -------------------------------------------------------------------------


def test_withdrawn_meanwhile_it_is_dropped_and_who_decided_reads_why(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(desk.invitation())
    admission.withdraw(desk.session, desk.now, desk.artyom, desk.id)
    (failed,) = desk.later(seconds=30)
    assert isinstance(failed, DecisionFailed)
    assert (failed.kind, failed.decided_by, failed.text_key) == (
        DecisionKind.INVITE, desk.olga, "admission-transition-refused",
    )  # fmt: skip
    assert desk.reread().status is S.WITHDRAWN
    assert desk.reread().invited_for is None
    assert not held(desk)


def test_a_right_that_ended_carries_nothing_out(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(REJECT)
    desk.dismiss(desk.olga)
    (failed,) = desk.later(seconds=30)
    assert isinstance(failed, DecisionFailed)
    assert (failed.decided_by, failed.text_key) == (desk.olga, "access-forbidden")
    assert desk.reread().status is S.IN_REVIEW
    assert not held(desk)


def test_a_failed_decision_leaves_nothing_half_done(desk: Desk) -> None:
    """The parent's consent is taken away between deciding and carrying out: all or nothing."""
    desk.ready_to_register()
    desk.decide(review.Register(number="45"))
    lines = len(desk.history())
    applicants.set_parent(
        desk.session, desk.application.applicant_id, ParentState.UNCONFIRMED, ParentConsent.PENDING, desk.now
    )
    (failed,) = desk.later(seconds=30)
    assert isinstance(failed, DecisionFailed)
    assert failed.text_key == "admission-guard-parent_consent"
    assert (desk.reread().status, desk.reread().registration_number) == (S.INVITED, None)
    assert len(desk.history()) == lines


# --- from which card ---------------------------------------------------------------------------------


def test_an_old_card_decides_nothing(desk: Desk) -> None:
    one = desk.stand(S.IN_REVIEW)
    review.hand_on(desk.session, desk.now, desk.olga, desk.id, desk.dasha)
    for version in (FIRST_SEEN, one.version):
        with pytest.raises(CardOutdated):
            desk.decide(REJECT, seen=version)
    assert not held(desk)
    assert review.decide(desk.session, desk.now, desk.olga, desk.id, None, REJECT, CONTENT).value


@pytest.mark.parametrize(("changes", "old"), [({"school": "Школа № 2"}, True), ({"honours": True}, True), ({}, False)])
def test_an_edit_of_the_applicant_makes_cards_old(desk: Desk, changes: dict[str, Any], old: bool) -> None:
    one = desk.stand(S.IN_REVIEW)
    filled = form(choices=["klepiki-welder-9"], **changes)
    admission.edit(desk.session, desk.now, desk.artyom, one.applicant_id, filled, CONTENT)
    if old:
        with pytest.raises(CardOutdated):
            desk.decide(REJECT, seen=one.version)
    desk.decide(REJECT)


# --- decision by status ------------------------------------------------------------------------------

FROM: dict[DecisionKind, set[S]] = {
    DecisionKind.INVITE: {S.IN_REVIEW, S.INVITED},
    DecisionKind.REGISTER: {S.INVITED},
    DecisionKind.REJECT: {
        S.IN_REVIEW, S.NEEDS_INFO, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE,
    },
    DecisionKind.ENROL: {S.RECOMMENDED},
}  # fmt: skip
MADE = {
    DecisionKind.REGISTER: review.Register(number="45"),
    DecisionKind.REJECT: REJECT,
    DecisionKind.ENROL: review.Enrol(number="112-у", day=date(2026, 7, 14)),
}
EVERY = [s for s in S if s is not S.DRAFT]


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("status", EVERY)
def test_which_decision_may_be_taken_where(desk: Desk, kind: DecisionKind, status: S) -> None:
    desk.stand(status)
    desk.paper("passport", DocumentState.VERIFIED)
    applicants.set_parent(
        desk.session, desk.application.applicant_id, ParentState.CONFIRMED, ParentConsent.RECEIVED, desk.now
    )
    applications.set_original(desk.session, desk.id, desk.now)
    decision = MADE[kind] if kind in MADE else desk.invitation()
    if status in FROM[kind]:
        desk.decide(decision)
        assert DecisionCarried in [type(event) for event in desk.later(seconds=30)]
        return
    with pytest.raises((TransitionRefused, GuardFailed)) as refused:
        desk.decide(decision)
    assert not isinstance(refused.value, GuardFailed) or refused.value.guard is Guard.UNDOABLE
    assert desk.reread().status is status


@pytest.mark.parametrize("decision", [REJECT, MADE[DecisionKind.REGISTER], MADE[DecisionKind.ENROL]])
def test_a_decision_survives_being_stored(decision: Any) -> None:
    assert READER.validate_python(decision.model_dump(mode="json")) == decision


# --- who never came ----------------------------------------------------------------------------------


def invite(desk: Desk, day: date = date(2026, 7, 16)) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(desk.invitation(day))
    desk.later(seconds=30)
    assert desk.reread().status is S.INVITED


def test_an_invited_application_closes_after_the_last_day(desk: Desk) -> None:
    invite(desk)
    desk.due(moscow(date(2026, 8, 15), "23:59"))
    assert desk.reread().status is S.INVITED
    (closed, *_) = [event for event in desk.due(moscow(date(2026, 8, 16), "00:00")) if isinstance(event, StatusChanged)]
    assert (closed.after, closed.by_owner, closed.actor_id) == (S.EXPIRED, False, None)
    assert desk.reread().status is S.EXPIRED


def test_who_came_in_time_stays(desk: Desk) -> None:
    invite(desk)
    desk.paper("passport", DocumentState.VERIFIED)
    applicants.set_parent(
        desk.session, desk.application.applicant_id, ParentState.CONFIRMED, ParentConsent.RECEIVED, desk.now
    )
    desk.decide(review.Register(number="45"))
    desk.later(seconds=30)
    desk.due(moscow(date(2026, 9, 1), "00:00"))
    assert desk.reread().status is S.REGISTERED


@pytest.mark.parametrize("last", [date(2026, 8, 16), date(2026, 8, 20)])
def test_another_day_for_papers_is_waited_for(desk: Desk, last: date) -> None:
    invite(desk)
    campaign = CONTENT.campaign("2026").model_copy(update={"docs_end": last})
    others = tuple(one for one in CONTENT.campaigns if one.key != "2026")
    moved = replace(CONTENT, campaigns=(campaign, *others))

    def run(moment: datetime) -> list[Any]:
        table = {review.EXPIRE: expire}
        due = [one for one in duties.due(desk.session, moment) if one.kind == review.EXPIRE]
        return [event for one in due for event in duties.perform(desk.session, moment, one, table, moved).events]

    assert run(moscow(date(2026, 8, 16), "00:00")) == []
    assert run(moscow(last, "23:59")) == []
    assert [event.after for event in run(moscow(last + timedelta(days=1), "00:00"))] == [S.EXPIRED]


def test_who_applied_in_the_extra_intake_has_until_its_end(desk: Desk, session: Session) -> None:
    campaign = CONTENT.campaign("2026").model_copy(update={"extra_programmes": ("klepiki-welder-9",)})
    others = tuple(one for one in CONTENT.campaigns if one.key != "2026")
    extra = replace(CONTENT, campaigns=(campaign, *others))
    late = moscow(date(2026, 9, 10), "12:00")
    one = applications.get(session, [desk.id])[desk.id]
    assert campaign.last_day(late.date()) == date(2026, 12, 1)
    expect_expiry(session, replace(one, submitted_at=late), extra)
    (duty,) = [due for due in duties.due(session, moscow(date(2026, 12, 2), "00:00")) if due.kind == review.EXPIRE]
    assert duty.due_at == moscow(date(2026, 12, 2), "00:00")


@pytest.mark.parametrize("reason", ["no_seats", "other"])
@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (None, {"other": "review-reject-comment"}),
        ("   ", {"other": "review-reject-comment"}),
        ("Нужен <b>аттестат</b>", {}),
        ("ы" * 500, {}),
        ("ы" * 501, {"other": "admission-refuse-long", "no_seats": "admission-refuse-long"}),
        ("<b>жирно</b> " * 300, {"other": "admission-refuse-long", "no_seats": "admission-refuse-long"}),
    ],
)
def test_what_a_refusal_says(desk: Desk, reason: str, comment: str | None, expected: dict[str, str]) -> None:
    desk.stand(S.IN_REVIEW)
    decision = review.Reject(reason=reason, comment=comment)
    if reason in expected:
        with pytest.raises(Refusal) as refused:
            desk.decide(decision)
        assert refused.value.text_key == expected[reason]
        assert not held(desk)
        return
    desk.decide(decision)
    desk.later(seconds=30)
    line = desk.history()[-1]
    assert (line.after, line.reason, line.comment) == ("rejected", reason, (comment or "").strip() or None)


def test_a_reason_that_content_lacks_is_no_reason(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    with pytest.raises(Refusal):
        desk.decide(review.Reject(reason="because"))
