"""Seats: given out by the list, left, offered to the next in line, freed where no original came, ordered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duties, ranking, review
from cluster.admission import StatusChanged, withdraw
from cluster.admission.originals import ORIGINAL_DUE
from cluster.admission.status import ApplicationStatus as S
from cluster.admission.status import GuardFailed
from cluster.calendar import to_moscow
from cluster.content import Content, NoticeEvent
from cluster.ranking import EnrolRow, OfferPassed, OriginalReminded, SeatOffered
from cluster.ranking.offering import offer_deadline
from storage.admission import Application, HistoryKind, applications
from storage.errors import Forbidden, NotFound, Refusal
from storage.ranking import OfferState, SeatState, lists, seats
from tests.ranking import (
    AFTER_DOCS,
    AFTER_ORIGINALS,
    CAMPAIGN,
    COLLEGE,
    CONTENT,
    MOUNTING,
    WELDER,
    content,
    import_list,
    listed,
    recommend,
    register,
    row,
    run_duties,
    staff,
    status_of,
)

ONE_SEAT = content(welder=1, mounting=1)


@pytest.fixture
def actor(session: Session, now: datetime) -> int:
    return staff(session, now)


def people(session: Session, now: datetime, count: int, *programmes: str) -> list[Application]:
    return [register(session, now, f"{n}", *(programmes or (WELDER,))) for n in range(1, count + 1)]


def fresh(session: Session, one: Application) -> Application:
    session.expire_all()
    return applications.get(session, [one.id])[one.id]


def lay_reserve(
    session: Session, now: datetime, actor: int, count: int, given: Content = ONE_SEAT
) -> list[Application]:
    """Return applicants of whom the first ones have the seats, the others stand in the reserve."""
    found = people(session, now, count)
    import_list(session, now, actor, listed(*(f"{n}" for n in range(1, count + 1))), given)
    recommend(session, AFTER_DOCS, actor, WELDER, given)
    run_duties(session, AFTER_DOCS, given)
    return found


def quit_seat(session: Session, at: datetime, one: Application, given: Content = ONE_SEAT) -> list[object]:
    done = withdraw(session, at, one.owner_id, one.id)
    return [*done.events, *run_duties(session, at, given)]


# --- giving out -------------------------------------------------------------------------------------


def test_seats_are_given_out_by_the_list(session: Session, now: datetime, actor: int) -> None:
    given = content(welder=2)
    first, second, third = people(session, now, 3)
    import_list(session, now, actor, listed("1", "P1", "2", "3"), given)
    step = ranking.prepare_seats(session, AFTER_DOCS, actor, COLLEGE, CAMPAIGN, WELDER, given).value
    found = ranking.preview_seats(session, AFTER_DOCS, actor, step.id, given)
    assert (found.seats, found.chosen, found.on_paper, found.reserve, found.tied) == (2, ("1",), 1, ("2", "3"), ())
    ranking.apply_seats(session, AFTER_DOCS, actor, step.id, given)
    assert [status_of(session, one) for one in (first, second, third)] == [S.RECOMMENDED, S.RESERVE, S.RESERVE]
    told = {
        (event.application_id, event.notice)
        for event in run_duties(session, AFTER_DOCS, given)
        if isinstance(event, StatusChanged) and event.notice is not NoticeEvent.RANKED
    }
    assert told == {
        (first.id, NoticeEvent.RECOMMENDED), (second.id, NoticeEvent.RESERVE), (third.id, NoticeEvent.RESERVE)
    }  # fmt: skip
    ranking.apply_seats(session, AFTER_DOCS, actor, step.id, given)
    assert run_duties(session, AFTER_DOCS, given) == []


def test_equals_at_the_border_stay_ranked_until_the_commission_decides(
    session: Session, now: datetime, actor: int
) -> None:
    given = content(welder=2)
    found = people(session, now, 4)
    rows = [row(2, "1", "5"), row(3, "2", "4"), row(4, "3", "4"), row(5, "4", "3")]
    import_list(session, now, actor, rows, given)
    recommend(session, AFTER_DOCS, actor, WELDER, given)
    assert [status_of(session, one) for one in found] == [S.RECOMMENDED, S.RANKED, S.RANKED, S.RESERVE]
    decided = [row(n, no, "4", place=n - 1) for n, no in enumerate(["1", "3", "2", "4"], 2)]
    import_list(session, AFTER_DOCS, actor, decided, given)
    recommend(session, AFTER_DOCS, actor, WELDER, given)
    assert [status_of(session, one) for one in found] == [S.RECOMMENDED, S.RESERVE, S.RECOMMENDED, S.RESERVE]


def test_one_seat_a_person_for_the_wish_that_matters_more(session: Session, now: datetime, actor: int) -> None:
    one, other = people(session, now, 2, WELDER, MOUNTING)
    rows = [*listed("1", "2"), row(8, "1", "5", MOUNTING), row(9, "2", "4", MOUNTING)]
    import_list(session, now, actor, rows, ONE_SEAT)
    recommend(session, AFTER_DOCS, actor, MOUNTING, ONE_SEAT)
    assert [status_of(session, each) for each in (one, other)] == [S.RANKED, S.RECOMMENDED]
    recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)
    assert [status_of(session, each) for each in (one, other)] == [S.RECOMMENDED, S.RECOMMENDED]
    held = {key: held.programme for key, held in seats.held(session, CAMPAIGN, [WELDER, MOUNTING]).items()}
    assert held == {one.id: WELDER, other.id: MOUNTING}


def test_no_seats_while_papers_are_taken(session: Session, now: datetime, actor: int) -> None:
    people(session, now, 1)
    import_list(session, now, actor, listed("1"))
    with pytest.raises(GuardFailed):
        ranking.prepare_seats(session, now, actor, COLLEGE, CAMPAIGN, WELDER, CONTENT)
    for programme in (MOUNTING, "klepiki-welder-9"):
        with pytest.raises(Refusal) as refused:
            ranking.prepare_seats(session, AFTER_DOCS, actor, COLLEGE, CAMPAIGN, programme, CONTENT)
        assert refused.value.text_key == "ranking-no-list"


def test_giving_out_is_taken_back_for_an_hour(session: Session, now: datetime, actor: int) -> None:
    first, second = people(session, now, 2)
    import_list(session, now, actor, listed("1", "2"), ONE_SEAT)
    step = recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)
    run_duties(session, AFTER_DOCS, ONE_SEAT)
    done = ranking.undo(session, AFTER_DOCS + timedelta(minutes=30), actor, step).value
    assert (done.back, done.left_count) == (2, 0)
    assert [status_of(session, one) for one in (first, second)] == [S.RANKED, S.RANKED]
    assert seats.held(session, CAMPAIGN, [WELDER]) == {}
    told = run_duties(session, AFTER_DOCS + timedelta(minutes=30), ONE_SEAT)
    assert {event.notice for event in told if isinstance(event, StatusChanged)} == {NoticeEvent.CORRECTED}
    days = AFTER_DOCS + timedelta(days=3)
    assert [event for event in run_duties(session, days, ONE_SEAT) if isinstance(event, OriginalReminded)] == []


def test_steps_are_taken_back_one_after_the_other(session: Session, now: datetime, actor: int) -> None:
    (one,) = people(session, now, 1)
    imported = import_list(session, AFTER_DOCS, actor, listed("1"), ONE_SEAT)
    given_out = recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)
    later = AFTER_DOCS + timedelta(minutes=5)
    assert ranking.undo(session, later, actor, given_out).value.back == 1
    assert ranking.undo(session, later + timedelta(minutes=1), actor, imported).value.back == 1
    assert status_of(session, one) is S.REGISTERED


# --- originals --------------------------------------------------------------------------------------


def reminded(session: Session, until: datetime, given: Content = ONE_SEAT) -> list[tuple[int, str]]:
    """Return who was reminded when, playing every due moment up to `until`."""
    found = []
    while (moment := duties.next_due(session)) is not None and moment <= until:
        found += [
            (event.application_id, f"{to_moscow(moment):%d.%m %H:%M}")
            for event in run_duties(session, moment, given)
            if isinstance(event, OriginalReminded)
        ]
    return found


def test_originals_are_reminded_of_before_their_term(session: Session, now: datetime, actor: int) -> None:
    given = ONE_SEAT
    (one,) = people(session, now, 1)
    import_list(session, now, actor, listed("1"), given)
    early = datetime(2026, 8, 16, 6, 0, tzinfo=UTC)
    late = given.campaigns[0].model_copy(update={"originals_end": early.date() + timedelta(days=9)})
    longer = _with_campaign(given, late)
    recommend(session, early, actor, WELDER, longer)
    assert reminded(session, early + timedelta(days=20), longer) == [(one.id, "20.08 10:00"), (one.id, "24.08 10:00")]


def test_who_is_recommended_late_is_reminded_of_what_is_left(session: Session, now: datetime, actor: int) -> None:
    (one,) = people(session, now, 1)
    import_list(session, now, actor, listed("1"), ONE_SEAT)
    recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)  # on the 16th, the term is the 18th
    assert reminded(session, AFTER_DOCS + timedelta(days=9)) == [(one.id, "17.08 10:00")]


@pytest.mark.parametrize("cause", ["brought", "withdrawn"])
def test_a_reminder_ends_with_its_cause(session: Session, now: datetime, actor: int, cause: str) -> None:
    (one,) = people(session, now, 1)
    import_list(session, now, actor, listed("1"), ONE_SEAT)
    recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)
    run_duties(session, AFTER_DOCS, ONE_SEAT)
    if cause == "brought":
        review.bring_original(session, AFTER_DOCS, actor, one.id, ONE_SEAT)
    else:
        withdraw(session, AFTER_DOCS, one.owner_id, one.id)
    assert [duty for duty in duties.due(session, AFTER_DOCS + timedelta(days=9)) if duty.kind == ORIGINAL_DUE] == []
    assert reminded(session, AFTER_DOCS + timedelta(days=9)) == []


def test_an_original_given_back_is_awaited_again(session: Session, now: datetime, actor: int) -> None:
    (one,) = people(session, now, 1)
    import_list(session, now, actor, listed("1"), ONE_SEAT)
    recommend(session, AFTER_DOCS, actor, WELDER, ONE_SEAT)
    review.bring_original(session, AFTER_DOCS, actor, one.id, ONE_SEAT)
    review.give_original_back(session, AFTER_DOCS, actor, one.id)
    assert reminded(session, AFTER_DOCS + timedelta(days=9)) == [(one.id, "17.08 10:00")]


def _with_campaign(given: Content, campaign: object) -> Content:
    return replace(given, campaigns=(campaign, *given.campaigns[1:]))  # type: ignore[arg-type]


# --- the waiting list ---------------------------------------------------------------------------------


def test_a_seat_that_is_left_goes_to_the_next_in_line(session: Session, now: datetime, actor: int) -> None:
    first, second, third = lay_reserve(session, now, actor, 3)
    told = quit_seat(session, AFTER_DOCS, first)
    (offered,) = [event for event in told if isinstance(event, SeatOffered)]
    assert (offered.application_id, offered.programme) == (second.id, WELDER)
    assert offered.deadline == AFTER_DOCS + timedelta(hours=24)
    done = ranking.accept(session, AFTER_DOCS + timedelta(hours=2), second.owner_id, offered.offer_id)
    assert status_of(session, second) is S.RECOMMENDED
    assert [event.notice for event in done.events if isinstance(event, StatusChanged)] == [NoticeEvent.RECOMMENDED]
    again = ranking.accept(session, AFTER_DOCS + timedelta(hours=2), second.owner_id, offered.offer_id)
    assert again.events == ()
    run_duties(session, AFTER_DOCS + timedelta(days=5), ONE_SEAT, ["ranking-offer-ends"])
    assert (status_of(session, third), seats.open_offers(session, [third.id])) == (S.RESERVE, [])
    lines = [(line.kind, line.after) for line in applications.history(session, second.id)]
    assert (HistoryKind.OFFER, "offered") in lines
    assert (HistoryKind.OFFER, "taken") in lines


def test_a_seat_said_no_to_passes_on_at_once(session: Session, now: datetime, actor: int) -> None:
    first, second, third = lay_reserve(session, now, actor, 3)
    (offered,) = [event for event in quit_seat(session, AFTER_DOCS, first) if isinstance(event, SeatOffered)]
    done = ranking.decline(session, AFTER_DOCS, second.owner_id, offered.offer_id, ONE_SEAT)
    passed, following = done.events
    assert isinstance(passed, OfferPassed)
    assert (passed.application_id, passed.by_owner) == (second.id, True)
    assert isinstance(following, SeatOffered)
    assert following.application_id == third.id
    assert ranking.decline(session, AFTER_DOCS, second.owner_id, offered.offer_id, ONE_SEAT).events == ()
    with pytest.raises(Refusal) as refused:
        ranking.accept(session, AFTER_DOCS, second.owner_id, offered.offer_id)
    assert refused.value.text_key == "ranking-offer-declined"
    assert status_of(session, second) is S.RESERVE


def test_an_offer_that_nobody_answers_passes_on(session: Session, now: datetime, actor: int) -> None:
    first, second, third = lay_reserve(session, now, actor, 3)
    (offered,) = [event for event in quit_seat(session, AFTER_DOCS, first) if isinstance(event, SeatOffered)]
    told = run_duties(session, offered.deadline, ONE_SEAT, ["ranking-offer-ends"])
    assert [(type(event), event.application_id) for event in told] == [  # type: ignore[attr-defined]
        (OfferPassed, second.id), (SeatOffered, third.id)
    ]  # fmt: skip
    with pytest.raises(Refusal) as refused:
        ranking.accept(session, offered.deadline, second.owner_id, offered.offer_id)
    assert refused.value.text_key == "ranking-offer-passed"
    (last,) = seats.open_offers(session, [third.id])
    told = run_duties(session, last.deadline, ONE_SEAT, ["ranking-offer-ends"])
    assert [type(event) for event in told] == [OfferPassed]
    (seat,) = seats.free_seats(session, CAMPAIGN, COLLEGE)
    assert seat.state is SeatState.FREE


def test_late_by_a_second_before_the_clock_noticed(session: Session, now: datetime, actor: int) -> None:
    first, second = lay_reserve(session, now, actor, 2)
    (offered,) = [event for event in quit_seat(session, AFTER_DOCS, first) if isinstance(event, SeatOffered)]
    for answer in (
        lambda at: ranking.accept(session, at, second.owner_id, offered.offer_id),
        lambda at: ranking.decline(session, at, second.owner_id, offered.offer_id, ONE_SEAT),
    ):
        with pytest.raises(Refusal) as refused:
            answer(offered.deadline + timedelta(seconds=1))
        assert refused.value.text_key == "ranking-offer-passed"
    assert status_of(session, second) is S.RESERVE


def test_an_offer_ends_with_the_withdrawal(session: Session, now: datetime, actor: int) -> None:
    first, second, third = lay_reserve(session, now, actor, 3)
    (offered,) = [event for event in quit_seat(session, AFTER_DOCS, first) if isinstance(event, SeatOffered)]
    told = quit_seat(session, AFTER_DOCS + timedelta(minutes=5), second)
    assert [event.application_id for event in told if isinstance(event, SeatOffered)] == [third.id]
    with pytest.raises(Refusal) as refused:
        ranking.accept(session, AFTER_DOCS + timedelta(minutes=6), second.owner_id, offered.offer_id)
    assert refused.value.text_key == "ranking-offer-cancelled"


def test_two_seats_go_to_two_people(session: Session, now: datetime, actor: int) -> None:
    two = content(welder=2)
    first, second, third, fourth, _ = lay_reserve(session, now, actor, 5, two)
    told = quit_seat(session, AFTER_DOCS, first, two) + quit_seat(session, AFTER_DOCS, second, two)
    assert [event.application_id for event in told if isinstance(event, SeatOffered)] == [third.id, fourth.id]


def test_nobody_is_asked_past_equals_who_are_not_decided_on(session: Session, now: datetime, actor: int) -> None:
    given = content(welder=2)
    first, *_ = people(session, now, 4)
    rows = [row(2, "1", "5"), row(3, "2", "4"), row(4, "3", "4"), row(5, "4", "3")]
    import_list(session, now, actor, rows, given)
    recommend(session, AFTER_DOCS, actor, WELDER, given)
    run_duties(session, AFTER_DOCS, given)
    assert [event for event in quit_seat(session, AFTER_DOCS, first, given) if isinstance(event, SeatOffered)] == []
    assert len(seats.free_seats(session, CAMPAIGN, COLLEGE)) == 1
    # Both equals now fit: giving the seats out anew takes the free one along.
    recommend(session, AFTER_DOCS, actor, WELDER, given)
    assert seats.free_seats(session, CAMPAIGN, COLLEGE) == []


def test_an_offered_seat_is_not_given_out_again(session: Session, now: datetime, actor: int) -> None:
    first, _second, _third = lay_reserve(session, now, actor, 3)
    quit_seat(session, AFTER_DOCS, first)
    step = ranking.prepare_seats(session, AFTER_DOCS, actor, COLLEGE, CAMPAIGN, WELDER, ONE_SEAT).value
    found = ranking.preview_seats(session, AFTER_DOCS, actor, step.id, ONE_SEAT)
    assert (found.held, found.chosen, found.reserve) == (1, (), ("2", "3"))


def test_only_the_owner_answers(session: Session, now: datetime, actor: int) -> None:
    first, second, third = lay_reserve(session, now, actor, 3)
    (offered,) = [event for event in quit_seat(session, AFTER_DOCS, first) if isinstance(event, SeatOffered)]
    for stranger in (third.owner_id, actor):
        with pytest.raises(Forbidden):
            ranking.accept(session, AFTER_DOCS, stranger, offered.offer_id)
    with pytest.raises(NotFound):
        ranking.accept(session, AFTER_DOCS, second.owner_id, 987654)


@pytest.mark.parametrize(
    ("now_moscow", "hours", "expected"),
    [
        ("16.08 12:00", 24, "17.08 12:00"),
        # The hours count from the morning in which it can be read, and end outside the quiet hours.
        ("15.08 23:00", 24, "17.08 09:00"),
        ("16.08 20:00", 2, "17.08 09:00"),
        ("16.08 20:00", 1, "17.08 09:00"),
        ("16.08 19:00", 1, "16.08 20:00"),
        # Never past the day of the order.
        ("19.08 10:00", 24, "19.08 20:59"),
        ("19.08 20:59", 24, None),
        ("20.08 10:00", 24, None),
    ],
)
def test_deadlines(now_moscow: str, hours: int, expected: str | None) -> None:
    moment = datetime.strptime(f"{now_moscow} 2026 +0300", "%d.%m %H:%M %Y %z")
    given = _with_campaign(CONTENT, CONTENT.campaign(CAMPAIGN).model_copy(update={"offer_hours": hours}))
    deadline = offer_deadline(moment, given, CAMPAIGN)
    assert (deadline and f"{to_moscow(deadline):%d.%m %H:%M}") == expected


# --- freeing ----------------------------------------------------------------------------------------


def test_seats_without_an_original_are_freed_and_offered(session: Session, now: datetime, actor: int) -> None:
    given = content(welder=2)
    first, second, third, _ = lay_reserve(session, now, actor, 4, given)
    review.bring_original(session, AFTER_DOCS, actor, first.id, given)
    with pytest.raises(Refusal) as refused:
        ranking.prepare_freeing(session, AFTER_DOCS, actor, COLLEGE, CAMPAIGN, given)
    assert refused.value.text_key == "ranking-free-early"
    step = ranking.prepare_freeing(session, AFTER_ORIGINALS, actor, COLLEGE, CAMPAIGN, given).value
    found = ranking.preview_freeing(session, AFTER_ORIGINALS, actor, step.id, given)
    assert (found.count, found.by_programme, found.named[0][0]) == (1, ((WELDER, 1),), "2")
    ranking.apply_freeing(session, AFTER_ORIGINALS, actor, step.id, given)
    told = run_duties(session, AFTER_ORIGINALS, given)
    assert [status_of(session, one) for one in (first, second)] == [S.RECOMMENDED, S.REJECTED]
    assert applications.history(session, second.id)[-1].reason == "no_original"
    assert [event.application_id for event in told if isinstance(event, SeatOffered)] == [third.id]
    assert [event.notice for event in told if isinstance(event, StatusChanged)] == [NoticeEvent.REJECTED]


def test_who_brought_it_since_the_preview_keeps_the_seat(session: Session, now: datetime, actor: int) -> None:
    (one,) = lay_reserve(session, now, actor, 1)
    step = ranking.prepare_freeing(session, AFTER_ORIGINALS, actor, COLLEGE, CAMPAIGN, ONE_SEAT).value
    review.bring_original(session, AFTER_ORIGINALS, actor, one.id, ONE_SEAT)
    ranking.apply_freeing(session, AFTER_ORIGINALS, actor, step.id, ONE_SEAT)
    assert status_of(session, one) is S.RECOMMENDED


def test_who_took_a_seat_after_the_term_has_time_until_the_order(session: Session, now: datetime, actor: int) -> None:
    first, second = lay_reserve(session, now, actor, 2)
    (offered,) = [event for event in quit_seat(session, AFTER_ORIGINALS, first) if isinstance(event, SeatOffered)]
    ranking.accept(session, AFTER_ORIGINALS, second.owner_id, offered.offer_id)
    for at, late in ((AFTER_ORIGINALS, False), (AFTER_ORIGINALS + timedelta(days=1), True)):
        if late:
            ranking.prepare_freeing(session, at, actor, COLLEGE, CAMPAIGN, ONE_SEAT)
            continue
        with pytest.raises(Refusal) as refused:
            ranking.prepare_freeing(session, at, actor, COLLEGE, CAMPAIGN, ONE_SEAT)
        assert refused.value.text_key == "ranking-free-none"


# --- the order ----------------------------------------------------------------------------------------


def ordered(number: str, order: str | None = "17-у", day: datetime | None = AFTER_ORIGINALS, at: int = 2) -> EnrolRow:
    return EnrolRow(at, number, order, day.date() if day else None)


def test_the_enrolment_list_goes_out_and_comes_back(session: Session, now: datetime, actor: int) -> None:
    given = content(welder=3)
    first, second, _third = lay_reserve(session, now, actor, 3, given)
    for one in (first, second):
        review.bring_original(session, AFTER_DOCS, actor, one.id, given)
    out = ranking.to_enrol(session, actor, COLLEGE, CAMPAIGN)
    assert [(one.number, one.programme, one.place, one.original_on) for one in out] == [
        ("1", WELDER, 1, AFTER_DOCS.date()), ("2", WELDER, 2, AFTER_DOCS.date())
    ]  # fmt: skip
    rows = [ordered("1"), ordered("2", None, None, 3)]
    step = ranking.prepare_enrolment(session, AFTER_ORIGINALS, actor, COLLEGE, CAMPAIGN, rows).value
    found = ranking.preview_enrolment(session, AFTER_ORIGINALS, actor, step.id)
    assert (found.count, found.orders, found.without) == (1, (("17-у", AFTER_ORIGINALS.date(), 1),), 1)
    ranking.apply_enrolment(session, AFTER_ORIGINALS, actor, step.id)
    enrolled = fresh(session, first)
    assert (enrolled.status, enrolled.order_number) == (S.ENROLLED, "17-у")
    assert status_of(session, second) is S.RECOMMENDED
    ranking.apply_enrolment(session, AFTER_ORIGINALS, actor, step.id)
    told = run_duties(session, AFTER_ORIGINALS, given, ["ranking-tell"])
    assert [(e.application_id, e.notice) for e in told if isinstance(e, StatusChanged)] == [
        (first.id, NoticeEvent.ENROLLED)
    ]
    done = ranking.undo(session, AFTER_ORIGINALS + timedelta(minutes=59), actor, step.id).value
    back = fresh(session, first)
    assert (done.back, back.status, back.order_number, back.order_date) == (1, S.RECOMMENDED, None, None)
    assert seats.held_by(session, first.id) is not None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (ordered("1"), None),
        (ordered("1", None, None), None),
        (ordered("1", None), ("order", "order_missing")),
        (ordered("1", "17", None), ("day", "day_missing")),
        (ordered("1", "1" * 41), ("order", "too_long")),
        (ordered("77"), ("number", "unknown")),
        (ordered("2"), ("number", "no_original")),
        (ordered("3"), ("number", "not_recommended")),
        (ordered("1", day=AFTER_ORIGINALS + timedelta(days=1)), ("day", "day_future")),
        (ordered("1", day=datetime(2026, 7, 13, tzinfo=UTC)), ("day", "day_before")),
    ],
)
def test_rows_of_an_enrolment_list(
    session: Session, now: datetime, actor: int, given: EnrolRow, expected: tuple[str, str] | None
) -> None:
    two = content(welder=2)
    first, _, _ = lay_reserve(session, now, actor, 3, two)
    review.bring_original(session, AFTER_DOCS, actor, first.id, two)
    faults = ranking.check_enrolment(session, AFTER_ORIGINALS, actor, COLLEGE, CAMPAIGN, [given])
    assert [(fault.column, fault.code) for fault in faults] == ([] if expected is None else [expected])


def test_one_who_left_since_stops_the_whole_order(session: Session, now: datetime, actor: int) -> None:
    two = content(welder=2)
    first, second = lay_reserve(session, now, actor, 2, two)
    for one in (first, second):
        review.bring_original(session, AFTER_DOCS, actor, one.id, two)
    rows = [ordered("1"), ordered("2", at=3)]
    step = ranking.prepare_enrolment(session, AFTER_ORIGINALS, actor, COLLEGE, CAMPAIGN, rows).value
    withdraw(session, AFTER_ORIGINALS, second.owner_id, second.id)
    with pytest.raises(Refusal) as refused:
        ranking.apply_enrolment(session, AFTER_ORIGINALS, actor, step.id)
    assert (refused.value.text_key, refused.value.args_["number"]) == ("ranking-list-changed", "2")
    assert status_of(session, first) is S.RECOMMENDED


def test_offers_are_never_open_twice(session: Session, now: datetime, actor: int) -> None:
    first, second, _ = lay_reserve(session, now, actor, 3)
    quit_seat(session, AFTER_DOCS, first)
    (offer,) = seats.open_offers(session, [second.id])
    seat = seats.get_seat(session, offer.seat_id)
    assert seats.offer(session, seat, second.id, AFTER_DOCS, offer.deadline) is None
    assert ranking.offer_free(session, AFTER_DOCS, actor, COLLEGE, CAMPAIGN, ONE_SEAT).value == 0
    assert offer.state is OfferState.OPEN
    assert lists.current(session, COLLEGE, CAMPAIGN)[WELDER].total == 3
