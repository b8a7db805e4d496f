"""What staff do at once: take, hand on, papers, the parent's consent, the original, the reserve, notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from cluster import review
from cluster.admission.status import Actor, By, Facts, GuardFailed, transition
from cluster.admission.status import ApplicationStatus as S
from cluster.review import HandedOn, OriginalMoved, PaperChecked, ParentConsentReceived, Taken
from storage.admission import (
    ConsentWay,
    DocumentState,
    HistoryKind,
    ParentConsent,
    ParentState,
    applicants,
    applications,
)
from storage.errors import Forbidden, NotFound, Refusal
from storage.review import notes
from storage.roles import Role
from tests.unit.review_desk import ADULT, CONTENT, EVERYTHING, Desk, open_desk, staff

D = DocumentState
WORKED_ON = [S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE]
DONE_WITH = [S.ENROLLED, S.REJECTED, S.WITHDRAWN, S.EXPIRED]


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    return open_desk(session, now)


def refused(do: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as told:
        do()
    return told.value.text_key, told.value.args_


# --- taking ------------------------------------------------------------------------------------------


def test_who_takes_first_has_it_and_the_second_reads_who_and_when(desk: Desk) -> None:
    done = review.take(desk.session, desk.now, desk.olga, desk.id)
    assert (done.value.status, done.value.assignee_id) == (S.IN_REVIEW, desk.olga)
    with pytest.raises(Taken) as taken:
        review.take(desk.session, datetime(2026, 7, 14, 9, 0, tzinfo=UTC), desk.dasha, desk.id)
    assert taken.value.args_ == {"who": "Тайнова Ольга", "at": "14.07.2026 10:00"}
    assert desk.reread().assignee_id == desk.olga


def test_a_second_tap_takes_nothing_and_tells_nobody(desk: Desk) -> None:
    review.take(desk.session, desk.now, desk.olga, desk.id)
    before = desk.history()
    again = review.take(desk.session, desk.now, desk.olga, desk.id)
    assert (again.events, desk.history()) == ((), before)


@pytest.mark.parametrize("status", [S.IN_REVIEW, S.INVITED, S.RANKED])
def test_what_a_colleague_left_behind_can_be_taken_over(desk: Desk, status: S) -> None:
    desk.stand(status)
    assert not review.read_card(desk.session, desk.now, desk.dasha, desk.id, CONTENT).may_take
    desk.dismiss(desk.olga)
    assert review.read_card(desk.session, desk.now, desk.dasha, desk.id, CONTENT).may_take
    done = review.take(desk.session, desk.now, desk.dasha, desk.id)
    assert (done.value.assignee_id, done.value.status, done.events) == (desk.dasha, status, ())


@pytest.mark.parametrize("status", DONE_WITH)
def test_what_is_over_is_not_taken(desk: Desk, status: S) -> None:
    desk.stand(status)
    desk.dismiss(desk.olga)
    assert refused(lambda: review.take(desk.session, desk.now, desk.dasha, desk.id))[0] == "review-closed"


@pytest.mark.parametrize("actor", ["pavel", "artyom"])
def test_nobody_else_may_take_look_or_write(desk: Desk, actor: str) -> None:
    who = getattr(desk, actor)
    for attempt in (
        lambda: review.take(desk.session, desk.now, who, desk.id),
        lambda: review.hand_on(desk.session, desk.now, who, desk.id, desk.dasha),
        lambda: review.add_note(desk.session, desk.now, who, desk.id, "note"),
        lambda: review.read_card(desk.session, desk.now, who, desk.id, CONTENT),
        lambda: review.read_history(desk.session, who, desk.id),
        lambda: review.read_notes(desk.session, who, desk.id),
        lambda: review.check_paper(desk.session, desk.now, who, desk.id, "passport", D.VERIFIED, CONTENT),
        lambda: review.receive_consent(desk.session, desk.now, who, desk.id, ConsentWay.PAPER),
        lambda: review.bring_original(desk.session, desk.now, who, desk.id, CONTENT),
    ):
        with pytest.raises(Forbidden):
            attempt()  # type: ignore[no-untyped-call]


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        review.take(desk.session, desk.now, desk.olga, 999)


# --- handing on --------------------------------------------------------------------------------------


def test_a_colleague_who_gets_an_application_is_told(desk: Desk) -> None:
    done = review.hand_on(desk.session, desk.now, desk.olga, desk.id, desk.dasha)
    assert (done.value.assignee_id, desk.reread().status) == (desk.dasha, S.IN_REVIEW)
    assert done.events[-1] == HandedOn(desk.id, desk.olga, desk.dasha)
    assert review.hand_on(desk.session, desk.now, desk.olga, desk.id, desk.dasha).events == ()


def test_taking_over_from_a_colleague_tells_nobody_new(desk: Desk) -> None:
    review.take(desk.session, desk.now, desk.olga, desk.id)
    done = review.hand_on(desk.session, desk.now, desk.dasha, desk.id, desk.dasha)
    assert (done.value.assignee_id, done.events) == (desk.dasha, ())
    line = desk.history()[-1]
    assert (line.kind, line.actor_id, line.before, line.after) == (
        HistoryKind.ASSIGN, desk.dasha, str(desk.olga), str(desk.dasha),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("taken_by", "actor", "to", "allowed"),
    [
        (None, "olga", "dasha", True),
        (None, "dasha", "dasha", True),
        (None, "dasha", "olga", False),
        (None, "dasha", "vera", False),
        ("dasha", "olga", "vera", True),
        ("dasha", "dasha", "vera", True),
        ("dasha", "dasha", "olga", True),
        ("dasha", "vera", "vera", True),
        ("dasha", "vera", "olga", False),
        ("olga", "vera", "dasha", False),
    ],
)
def test_coordinators_share_work_out_and_others_hand_on_their_own(
    desk: Desk, taken_by: str | None, actor: str, to: str, allowed: bool
) -> None:
    vera = staff(desk.session, desk.now, 904, Role.COLLEGE_SUPERVISOR, "klepiki", "Новикова Вера")
    people = {"olga": desk.olga, "dasha": desk.dasha, "vera": vera}
    if taken_by is not None:
        review.take(desk.session, desk.now, people[taken_by], desk.id)
    listed = review.read_card(desk.session, desk.now, people[actor], desk.id, CONTENT).receivers
    assert (people[to] in listed) is allowed
    if allowed:
        assert (
            review.hand_on(desk.session, desk.now, people[actor], desk.id, people[to]).value.assignee_id == people[to]
        )
        return
    with pytest.raises(Forbidden):
        review.hand_on(desk.session, desk.now, people[actor], desk.id, people[to])
    assert desk.reread().assignee_id == (people[taken_by] if taken_by else None)


def test_a_second_tap_of_who_handed_their_own_on_is_nothing(desk: Desk) -> None:
    review.take(desk.session, desk.now, desk.dasha, desk.id)
    review.hand_on(desk.session, desk.now, desk.dasha, desk.id, desk.olga)
    before = desk.history()
    again = review.hand_on(desk.session, desk.now, desk.dasha, desk.id, desk.olga)
    assert (again.value.assignee_id, again.events, desk.history()) == (desk.olga, (), before)


@pytest.mark.parametrize("status", DONE_WITH)
def test_what_is_over_is_handed_to_nobody(desk: Desk, status: S) -> None:
    desk.stand(status)
    assert review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT).receivers == ()
    assert refused(lambda: review.hand_on(desk.session, desk.now, desk.olga, desk.id, desk.dasha))[0] == "review-closed"


@pytest.mark.parametrize("to", ["pavel", "artyom", "nobody"])
def test_an_application_is_handed_to_colleagues_only(desk: Desk, to: str) -> None:
    with pytest.raises(NotFound):
        review.hand_on(desk.session, desk.now, desk.olga, desk.id, getattr(desk, to, 4040))
    assert desk.reread().assignee_id is None


# --- papers ------------------------------------------------------------------------------------------

STAFF_MOVES = {
    D.NONE: {D.BROUGHT, D.VERIFIED},
    D.HAVE: {D.BROUGHT, D.VERIFIED},
    D.BROUGHT: {D.VERIFIED, D.RETURNED},
    D.VERIFIED: {D.RETURNED},
    D.RETURNED: {D.BROUGHT, D.VERIFIED},
}


@pytest.mark.parametrize("before", D)
@pytest.mark.parametrize("after", D)
def test_how_staff_mark_a_paper(desk: Desk, before: D, after: D) -> None:
    desk.paper("passport", before)
    lines = len(desk.history())

    def mark() -> object:
        return review.check_paper(
            desk.session, desk.now, desk.olga, desk.id, "passport", after, CONTENT, "нет печати <b>"
        ).events

    if before is after:
        assert mark() == ()
        assert len(desk.history()) == lines
    elif after in STAFF_MOVES[before]:
        told = () if after is D.BROUGHT else (PaperChecked(desk.id, "passport", after, desk.olga),)
        assert mark() == told
        assert desk.paper_state("passport") is after
        line = desk.history()[-1]
        assert (line.before, line.after, line.fields) == (before, after, ("passport",))
    else:
        assert refused(mark)[0] == "review-paper-refused"
        assert desk.paper_state("passport") is before
    assert (after in review.paper_moves(before)) is (after in STAFF_MOVES[before])


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (None, "review-paper-reason"),
        ("  ", "review-paper-reason"),
        ("x" * 301, "admission-refuse-long"),
        ("<b>" * 1400, "admission-refuse-long"),
    ],
)
def test_a_paper_is_given_back_with_a_reason_of_some_words(desk: Desk, reason: str | None, expected: str) -> None:
    desk.paper("passport", D.BROUGHT)
    told = refused(
        lambda: review.check_paper(desk.session, desk.now, desk.olga, desk.id, "passport", D.RETURNED, CONTENT, reason)
    )
    assert told[0] == expected
    assert desk.paper_state("passport") is D.BROUGHT


def test_papers_that_are_not_asked_for_are_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        review.check_paper(desk.session, desk.now, desk.olga, desk.id, "diploma", D.VERIFIED, CONTENT)


@pytest.mark.parametrize("status", DONE_WITH)
def test_papers_rest_once_it_is_over(desk: Desk, status: S) -> None:
    desk.stand(status)
    told = refused(
        lambda: review.check_paper(desk.session, desk.now, desk.olga, desk.id, "passport", D.VERIFIED, CONTENT)
    )
    assert told[0] == "review-closed"


# --- the parent's consent ------------------------------------------------------------------------------


def test_a_consent_is_received_once_and_says_how(desk: Desk) -> None:
    done = review.receive_consent(desk.session, desk.now, desk.olga, desk.id, ConsentWay.IN_PERSON)
    assert done.events == (ParentConsentReceived(desk.id, desk.olga),)
    person = applicants.get(desk.session, [desk.application.applicant_id])[desk.application.applicant_id]
    assert (person.parent_consent, person.parent_state) == (ParentConsent.RECEIVED, ParentState.CONFIRMED)
    assert (desk.history()[-1].kind, desk.history()[-1].reason) == (HistoryKind.CONSENT, "in_person")
    assert review.receive_consent(desk.session, desk.now, desk.olga, desk.id, ConsentWay.PAPER).events == ()
    assert desk.later(days=31) == []  # the parent's data stay, too


def test_who_is_of_age_needs_no_consent(session: Session, now: datetime) -> None:
    desk = open_desk(session, now, **ADULT)
    told = refused(lambda: review.receive_consent(desk.session, desk.now, desk.olga, desk.id, ConsentWay.PAPER))
    assert told[0] == "review-consent-not_needed"


# --- the original ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [*WORKED_ON, *DONE_WITH])
def test_from_when_an_original_is_taken(desk: Desk, status: S) -> None:
    desk.stand(status)

    def bring() -> object:
        return review.bring_original(desk.session, desk.now, desk.olga, desk.id, CONTENT).events

    if status in {S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE}:
        assert bring() == (OriginalMoved(desk.id, brought=True, by_id=desk.olga),)
        assert desk.paper_state("certificate") is D.VERIFIED
        assert bring() == ()
    else:
        assert refused(bring)[0] == "review-original-early"


@pytest.mark.parametrize("status", [S.INVITED, S.RECOMMENDED, S.REJECTED, S.WITHDRAWN])
def test_an_original_is_given_back_also_to_who_did_not_make_it(desk: Desk, status: S) -> None:
    one = desk.stand(S.INVITED)
    review.bring_original(desk.session, desk.now, desk.olga, one.id, CONTENT)
    if status is not S.INVITED:
        path = {S.RECOMMENDED: [S.REGISTERED, S.RANKED, S.RECOMMENDED]}.get(status, [status])
        for target in path:
            actor = {S.RANKED: Actor.CLOCK, S.WITHDRAWN: Actor.APPLICANT}.get(target, Actor.STAFF)
            transition(desk.session, desk.now, desk.reread(), target, By(actor), Facts(**EVERYTHING))
    done = review.give_original_back(desk.session, desk.now, desk.olga, desk.id)
    assert (done.value.original_since, done.events) == (None, (OriginalMoved(desk.id, brought=False, by_id=desk.olga),))
    assert review.give_original_back(desk.session, desk.now, desk.olga, desk.id).events == ()


def test_the_original_of_who_is_enrolled_stays(desk: Desk) -> None:
    desk.stand(S.ENROLLED)
    applications.set_original(desk.session, desk.id, desk.now)
    told = refused(lambda: review.give_original_back(desk.session, desk.now, desk.olga, desk.id))
    assert told[0] == "review-original-enrolled"


def test_an_original_lies_in_one_college_at_a_time(session: Session, now: datetime) -> None:
    desk = open_desk(session, now, choices=["klepiki-welder-9", "zhivago-welder-9"])
    first, second = applications.of_applicant(session, desk.application.applicant_id)
    desk.stand(S.INVITED)
    review.bring_original(session, now, desk.olga, first.id, CONTENT)
    elsewhere = review.take(session, now, desk.pavel, second.id).value
    transition(session, now, elsewhere, S.INVITED, By(Actor.STAFF, desk.pavel), Facts(**EVERYTHING))
    told = refused(lambda: review.bring_original(session, now, desk.pavel, second.id, CONTENT))
    assert (told[0], told[1]["college"]) == ("review-original-elsewhere", CONTENT.college("klepiki").short)
    review.give_original_back(session, now, desk.olga, first.id)
    brought = review.bring_original(session, now, desk.pavel, second.id, CONTENT).value
    assert brought.original_since == now


# --- the reserve, notes -------------------------------------------------------------------------------


def test_the_reserve_waits_for_the_end_of_the_papers(desk: Desk) -> None:
    desk.stand(S.RANKED)
    with pytest.raises(GuardFailed):
        review.reserve(desk.session, datetime(2026, 8, 15, 20, 59, tzinfo=UTC), desk.olga, desk.id, CONTENT)
    after = datetime(2026, 8, 15, 21, 0, tzinfo=UTC)
    assert review.reserve(desk.session, after, desk.olga, desk.id, CONTENT).value.status is S.RESERVE
    assert review.reserve(desk.session, after, desk.olga, desk.id, CONTENT).events == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "admission-refuse-empty"), (" \n ", "admission-refuse-empty"), ("ы" * 1001, "admission-refuse-long")],
)
def test_notes_that_are_refused(desk: Desk, text: str, expected: str) -> None:
    assert refused(lambda: review.add_note(desk.session, desk.now, desk.olga, desk.id, text))[0] == expected
    assert notes.count(desk.session, desk.id) == 0


def test_notes_come_newest_first_with_who_wrote_them(desk: Desk) -> None:
    review.add_note(desk.session, desk.now, desk.olga, desk.id, "ы" * 1000)
    review.add_note(desk.session, desk.now, desk.dasha, desk.id, "Звонила <b>маме</b>")
    found, names = review.read_notes(desk.session, desk.olga, desk.id)
    assert [(one.author_id, len(one.text)) for one in found] == [(desk.dasha, 19), (desk.olga, 1000)]
    assert names[desk.dasha] == "Скрытнева Дарья"
    assert desk.reread().version == 1  # a note makes nobody's card old


# --- the card ----------------------------------------------------------------------------------------

STEPS = {
    S.SUBMITTED: {S.IN_REVIEW},
    S.IN_REVIEW: {S.NEEDS_INFO, S.INVITED, S.REJECTED},
    S.NEEDS_INFO: {S.REJECTED},
    S.INVITED: {S.INVITED, S.REGISTERED, S.REJECTED},
    S.REGISTERED: {S.REJECTED},
    S.RANKED: {S.RECOMMENDED, S.RESERVE, S.REJECTED},
    S.RECOMMENDED: {S.ENROLLED, S.REJECTED},
    S.RESERVE: {S.RECOMMENDED, S.REJECTED},
}


@pytest.mark.parametrize("status", [*WORKED_ON, *DONE_WITH])
def test_a_card_offers_steps_and_no_undoing(desk: Desk, status: S) -> None:
    desk.stand(status)
    card = review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert set(card.steps) == STEPS.get(status, set())
    assert card.workable is (status in WORKED_ON)


def test_a_card_tells_what_is_asked_only_while_it_is(desk: Desk) -> None:
    desk.ask("phone", words="Номер не отвечает")
    card = review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert card.request is not None
    assert card.request.missing == ("phone",)
    desk.decide(review.Reject(reason="no_seats"))
    desk.later(seconds=30)
    assert review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT).request is None


def test_who_applied_twice_is_seen_twice(desk: Desk) -> None:
    again = desk.apply(777)
    card = review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert [one.id for one in card.others] == [again.id]
