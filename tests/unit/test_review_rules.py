"""What each decision asks for: room and day of an invitation, numbers, papers, the original, days of orders."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import review
from cluster.admission.status import ApplicationStatus as S
from cluster.admission.status import Guard, GuardFailed
from storage.admission import Application, DocumentState, ParentConsent, ParentState, applicants, applications
from storage.errors import Refusal
from tests.unit.review_desk import ADULT, CONTENT, LAST_DAY, Desk, moscow, open_desk

PETYA, VASYA = 601, 602
CAPACITY = CONTENT.college("klepiki").room_capacity


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    return open_desk(session, now)


def refusal_of(desk: Desk, decision: Any, application: Application | None = None) -> str | None:
    try:
        desk.decide(decision, application=application)
    except Refusal as refused:
        return refused.text_key
    return None


# --- inviting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2026, 7, 14), "09:59", "review-invite-past"),
        (date(2026, 7, 14), "10:00", "review-invite-past"),  # this very moment
        (date(2026, 7, 14), "10:01", None),
        (date(2026, 7, 13), "12:00", "review-invite-past"),
        (LAST_DAY, "16:30", None),
        (LAST_DAY, "23:59", None),
        (LAST_DAY + timedelta(days=1), "00:00", "review-invite-late"),
        (date(2027, 7, 16), "10:00", "review-invite-late"),
        (date(2026, 7, 18), "10:00", None),  # a Saturday: the form warns, the rule lets it be
    ],
)
def test_on_which_day_an_applicant_is_awaited(desk: Desk, day: date, clock: str, expected: str | None) -> None:
    desk.stand(S.IN_REVIEW)
    assert refusal_of(desk, desk.invitation(day, clock)) == expected


def test_a_moment_that_passes_while_it_is_held_is_past(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(desk.invitation(desk.now.date(), "10:01"))
    desk.now += timedelta(seconds=45)
    desk.decide(desk.invitation(desk.now.date(), "10:01"))  # the same: held already
    (failed,) = desk.later(seconds=60)
    assert failed.text_key == "review-invite-past"  # type: ignore[attr-defined]


def test_an_invitation_says_when_and_where(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(desk.invitation(date(2026, 7, 16), "10:30", "  кабинет   7 "))
    desk.later(seconds=30)
    one = desk.reread()
    assert (one.invited_for, one.invited_room) == (moscow(date(2026, 7, 16), "10:30"), "кабинет 7")


@pytest.mark.parametrize("room", ["x" * 81, "<b>" * 40])
def test_a_room_is_named_in_some_words(desk: Desk, room: str) -> None:
    desk.stand(S.IN_REVIEW)
    assert refusal_of(desk, desk.invitation(room=room)) == "admission-refuse-long"


@pytest.mark.parametrize(
    ("adult", "told", "expected"),
    [(False, False, "admission-guard-parent_told"), (False, True, None), (True, False, None)],
)
def test_under_18_the_parent_knows(
    session: Session, now: datetime, adult: bool, told: bool, expected: str | None
) -> None:
    desk = open_desk(session, now, **(ADULT if adult else {}))
    desk.stand(S.IN_REVIEW)
    assert refusal_of(desk, desk.invitation(parent_told=told)) == expected


def test_nobody_is_invited_unseen(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    assert refusal_of(desk, desk.invitation(checklist_seen=False)) == "admission-guard-checklist_seen"


def crowd(desk: Desk, count: int, clock: str = "10:00", room: str = "", *, carried: bool = True) -> None:
    """Invite others at a time, till the last of them is carried out or still held."""
    for place in range(count):
        one = desk.apply(700 + place, first_name=("Пётр", "Иван", "Олег", "Глеб", "Юрий", "Яков")[place])
        desk.stand(S.IN_REVIEW, one)
        desk.decide(desk.invitation(clock=clock, room=room), application=one)
        if carried:
            review.send_now(desk.session, desk.now, desk.olga, one.id, CONTENT)


@pytest.mark.parametrize("carried", [True, False])
def test_a_full_room_takes_nobody(desk: Desk, carried: bool) -> None:
    desk.stand(S.IN_REVIEW)
    crowd(desk, CAPACITY, carried=carried)
    for clock in ("10:00", "10:29"):
        with pytest.raises(Refusal) as refused:
            desk.decide(desk.invitation(clock=clock))
        assert refused.value.text_key == "review-invite-full"
        assert refused.value.args_ == {
            "time": clock, "room": CONTENT.college("klepiki").room.ru, "count": CAPACITY,
        }  # fmt: skip
    assert refusal_of(desk, desk.invitation(room=CONTENT.college("klepiki").room.ru.upper())) == "review-invite-full"
    assert refusal_of(desk, desk.invitation(clock="10:30")) is None


@pytest.mark.parametrize(
    ("clock", "room"), [("09:59", ""), ("10:30", ""), ("10:00", "кабинет 7")], ids=["before", "after", "elsewhere"]
)
def test_another_time_or_room_has_place(desk: Desk, clock: str, room: str) -> None:
    desk.stand(S.IN_REVIEW)
    crowd(desk, CAPACITY)
    assert refusal_of(desk, desk.invitation(clock=clock, room=room)) is None


def test_the_last_place_is_one_and_ones_own_place_is_kept(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    crowd(desk, CAPACITY - 1)
    desk.decide(desk.invitation())
    desk.later(seconds=30)
    assert desk.reread().status is S.INVITED
    # Invited again into the room that is full with oneself: at another minute of the same half hour.
    assert refusal_of(desk, desk.invitation(clock="10:10")) is None


# --- registering -------------------------------------------------------------------------------------


def test_registered_under_its_number(desk: Desk) -> None:
    desk.ready_to_register()
    desk.decide(review.Register(number=" 45 "))
    desk.later(seconds=30)
    assert (desk.reread().status, desk.reread().registration_number) == (S.REGISTERED, "45")


@pytest.mark.parametrize(
    ("paper", "consent", "number", "expected"),
    [
        (DocumentState.VERIFIED, ParentConsent.RECEIVED, "45", None),
        (DocumentState.VERIFIED, ParentConsent.RECEIVED, "", "admission-guard-registration_number"),
        (DocumentState.VERIFIED, ParentConsent.RECEIVED, "  ", "admission-guard-registration_number"),
        (DocumentState.VERIFIED, ParentConsent.RECEIVED, "4" * 41, "admission-refuse-long"),
        (DocumentState.VERIFIED, ParentConsent.PENDING, "45", "admission-guard-parent_consent"),
        (DocumentState.BROUGHT, ParentConsent.RECEIVED, "45", "admission-guard-paper_verified"),
        (DocumentState.RETURNED, ParentConsent.RECEIVED, "45", "admission-guard-paper_verified"),
        (DocumentState.HAVE, ParentConsent.RECEIVED, "45", "admission-guard-paper_verified"),
    ],
)
def test_what_a_registration_needs(
    desk: Desk, paper: DocumentState, consent: ParentConsent, number: str, expected: str | None
) -> None:
    one = desk.ready_to_register()
    desk.paper("passport", paper)
    applicants.set_parent(desk.session, one.applicant_id, ParentState.UNCONFIRMED, consent, desk.now)
    assert refusal_of(desk, review.Register(number=number)) == expected


def test_of_age_no_consent_is_needed(session: Session, now: datetime) -> None:
    desk = open_desk(session, now, **ADULT)
    desk.stand(S.INVITED)
    desk.paper("passport", DocumentState.VERIFIED)
    assert refusal_of(desk, review.Register(number="45")) is None


@pytest.mark.parametrize("carried", [True, False])
def test_a_number_is_given_once(desk: Desk, carried: bool) -> None:
    petya = desk.apply(PETYA, first_name="Пётр")
    desk.ready_to_register(petya)
    desk.decide(review.Register(number="45"), application=petya)
    if carried:
        desk.later(seconds=30)
    desk.ready_to_register()
    with pytest.raises(Refusal) as refused:
        desk.decide(review.Register(number="45"))
    assert refused.value.text_key == "review-register-taken"
    assert refused.value.args_ == {"number": "45", "no": petya.number}
    assert refusal_of(desk, review.Register(number="46")) is None


def test_a_number_is_free_again_after_its_owner_left(desk: Desk) -> None:
    petya = desk.apply(PETYA, first_name="Пётр")
    desk.stand(S.REGISTERED, petya)
    applications.set_registration(desk.session, petya.id, "45")
    applications.set_status(desk.session, petya.id, S.WITHDRAWN, desk.now)
    desk.ready_to_register()
    assert refusal_of(desk, review.Register(number="45")) is None


# --- enrolling ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 13), "review-enrol-before"),
        (date(2026, 7, 14), None),  # the day of the application
        (date(2026, 7, 20), None),  # today
        (date(2026, 7, 21), "review-enrol-future"),
    ],
)
def test_of_which_day_an_order_may_be(desk: Desk, day: date, expected: str | None) -> None:
    desk.stand(S.RECOMMENDED)
    applications.set_original(desk.session, desk.id, desk.now)
    desk.now = moscow(date(2026, 7, 20), "00:30")  # it is still the 19th in London
    assert refusal_of(desk, review.Enrol(number="112-у", day=day)) == expected


@pytest.mark.parametrize(
    ("original", "number", "guard"),
    [(False, "112-у", Guard.ORIGINAL_VERIFIED), (True, " ", Guard.ORDER), (True, "112-у", None)],
)
def test_what_an_enrolment_needs(desk: Desk, original: bool, number: str, guard: Guard | None) -> None:
    desk.stand(S.RECOMMENDED)
    applications.set_original(desk.session, desk.id, desk.now if original else None)
    decision = review.Enrol(number=number, day=date(2026, 7, 14))
    if guard is not None:
        with pytest.raises(GuardFailed) as failed:
            desk.decide(decision)
        assert failed.value.guard is guard
        return
    desk.decide(decision)
    desk.later(seconds=30)
    one = desk.reread()
    assert (one.status, one.order_number, one.order_date) == (S.ENROLLED, "112-у", date(2026, 7, 14))


def test_a_long_order_number_is_refused(desk: Desk) -> None:
    desk.stand(S.RECOMMENDED)
    assert refusal_of(desk, review.Enrol(number="1" * 41, day=date(2026, 7, 14))) == "admission-refuse-long"
