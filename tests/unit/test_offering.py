"""Offering a practice: both say yes in either order, one says no, nobody answers; what follows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duties, people
from cluster.access import Forbidden
from cluster.events import Event
from cluster.internship import items, offering
from cluster.internship import offers as asking
from cluster.internship.events import (
    OfferAnswered,
    OfferConfirmed,
    OfferDeclined,
    OfferOverdue,
    PlacementChanged,
    PracticeOffered,
)
from cluster.internship.readiness import Item
from cluster.internship.status import Actor, GuardFailed, TransitionRefused
from cluster.people import Role
from storage.duties import open_one
from storage.errors import NotFound, Refusal
from storage.internship import Placement, PlacementStatus, placements, students
from storage.internship import PlacementStatus as S
from tests.conversation.people import CONTENT
from tests.practice import GIVEN, NEEDED, NOW, lead
from tests.unit.seats_desk import Desk, open_desk

STUDENT, ENTERPRISE = Actor.STUDENT, Actor.ENTERPRISE
DUE = date(2026, 9, 17)  # five working days after Thursday, 10 September


@pytest.fixture
def desk(session: Session) -> Desk:
    return open_desk(session)


def who(desk: Desk, part: Actor) -> int:
    return desk.petya if part is STUDENT else desk.nina


def clock(desk: Desk, until: datetime) -> list[Event]:
    """Do what is due until a moment; return what is to be told."""
    told: list[Event] = []
    for duty in duties.due(desk.session, until):
        if duty.kind in offering.DUTIES:
            told += duties.perform(desk.session, duty.due_at, duty, offering.DUTIES, CONTENT).events
    return told


# --- asking ------------------------------------------------------------------------------------------


def test_one_is_asked_once(desk: Desk) -> None:
    planned = desk.assign((desk.student(person_id=desk.petya), desk.place())).placements[0]
    done = offering.offer(desk.session, NOW, desk.sergey, planned.id, CONTENT)
    assert done.value.status is S.OFFERED
    assert done.events == (PracticeOffered((planned.id,), desk.sergey),)
    assert offering.offer(desk.session, NOW, desk.olga, planned.id, CONTENT).events == ()
    for other in (desk.pavel, desk.nina, desk.petya):
        with pytest.raises(Forbidden):
            offering.offer(desk.session, NOW, other, planned.id, CONTENT)


def test_a_plan_is_the_colleges_own_business(desk: Desk) -> None:
    planned = desk.assign((desk.student(person_id=desk.petya), desk.place())).placements[0]
    assert asking.offers_of(desk.session, NOW, desk.petya, CONTENT) == []
    for other in (desk.petya, desk.nina, desk.mother):
        with pytest.raises(NotFound):
            asking.load_offer(desk.session, NOW, other, planned.id, CONTENT)
    for part in (STUDENT, ENTERPRISE):
        with pytest.raises(NotFound):
            offering.agree(desk.session, NOW, who(desk, part), planned.id, part)
        with pytest.raises(NotFound):
            offering.decline(desk.session, NOW, who(desk, part), planned.id, part, "far")


def test_all_of_a_moment_of_a_place_or_of_the_college_are_asked_with_one_event(desk: Desk) -> None:
    place, other = desk.place(), desk.place(site="Цех 2")
    later = NOW + timedelta(minutes=1)
    first = desk.assign((desk.student("а"), place)).placements[0]
    second = desk.assign((desk.student("б"), place), now=later).placements[0]
    third = desk.assign((desk.student("в"), other), now=later).placements[0]
    run = offering.offer_planned
    assert run(desk.session, NOW, desk.pavel, CONTENT).value == offering.Asked(0, None)
    assert run(desk.session, NOW, desk.olga, CONTENT, moment=NOW).events == (PracticeOffered((first.id,), desk.olga),)
    assert run(desk.session, NOW, desk.olga, CONTENT, place_id=place.id).events == (
        PracticeOffered((second.id,), desk.olga),
    )
    assert run(desk.session, NOW, desk.olga, CONTENT).events == (PracticeOffered((third.id,), desk.olga),)
    assert run(desk.session, NOW, desk.olga, CONTENT).events == ()
    with pytest.raises(Forbidden):
        run(desk.session, NOW, desk.nina, CONTENT)


def test_who_cannot_be_asked_keeps_nobody_else_from_it(desk: Desk) -> None:
    place = desk.place(age_min=17)
    good, young, late = desk.assign(*((desk.student(name), place) for name in ("а", "б", "в"))).placements
    students.change(desk.session, young.student_id, NOW, birth_date=date(2010, 1, 1).isoformat())
    placements.change(desk.session, late.id, date_from=date(2026, 9, 9))
    done = offering.offer_planned(desk.session, NOW, desk.olga, CONTENT)
    assert (done.value.count, done.value.due) == (1, DUE)
    assert [desk.again(one).status for one in (good, young, late)] == [S.OFFERED, S.PLANNED, S.PLANNED]
    assert offering.offer_planned(desk.session, NOW, desk.olga, CONTENT).value == offering.Asked(0, None)


def test_too_young_or_too_late_nobody_is_asked(desk: Desk) -> None:
    planned = desk.assign((desk.student(), desk.place(age_min=17))).placements[0]
    students.change(desk.session, planned.student_id, NOW, birth_date=date(2010, 1, 1).isoformat())
    with pytest.raises(GuardFailed, match="internship-guard-of_age"):
        offering.offer(desk.session, NOW, desk.olga, planned.id, CONTENT)
    students.change(desk.session, planned.student_id, NOW, birth_date=None)  # unknown: somebody was told
    with pytest.raises(Refusal, match="places-begun"):
        offering.offer(desk.session, datetime(2026, 10, 6, 9, tzinfo=UTC), desk.olga, planned.id, CONTENT)
    assert offering.offer(desk.session, NOW, desk.olga, planned.id, CONTENT).value.status is S.OFFERED


# --- saying yes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(STUDENT, ENTERPRISE), (ENTERPRISE, STUDENT)], ids=["student first", "plant first"])
def test_whoever_says_yes_last_confirms(desk: Desk, order: Sequence[Actor]) -> None:
    one = desk.offered()
    first, last = order
    done = offering.agree(desk.session, NOW, who(desk, first), one.id, first)
    assert done.value.status is S.OFFERED
    assert done.events == (OfferAnswered(one.id, first.value, first.value, who(desk, first)),)
    seen = asking.load_offer(desk.session, NOW, desk.olga, one.id, CONTENT)
    assert (seen.awaited, seen.due, seen.overdue) == ((last,), DUE, False)
    again = offering.agree(desk.session, NOW, who(desk, first), one.id, first)
    assert (again.value.status, again.events) == (S.OFFERED, ())
    done = offering.agree(desk.session, NOW, who(desk, last), one.id, last)
    assert done.value.status is S.CONFIRMED
    assert done.events == (OfferConfirmed((one.id,), last.value, who(desk, last)),)
    assert offering.agree(desk.session, NOW, who(desk, last), one.id, last).events == ()
    fields = [line.fields for line in placements.history(desk.session, one.id) if line.fields]
    assert fields == [(f"{first}_agreed",), (f"{last}_agreed",)]


def test_nobody_says_yes_for_another(desk: Desk) -> None:
    one = desk.offered()
    stranger = desk.egor
    for other, part in (
        (desk.mother, STUDENT), (desk.nina, STUDENT), (desk.olga, STUDENT), (stranger, STUDENT),
        (desk.petya, ENTERPRISE), (stranger, ENTERPRISE), (desk.olga, ENTERPRISE), (desk.mother, ENTERPRISE),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            offering.agree(desk.session, NOW, other, one.id, part)
        with pytest.raises(Forbidden):
            offering.decline(desk.session, NOW, other, one.id, part, "far")
    assert desk.again(one) == one


def test_nobody_agrees_to_days_that_are_over(desk: Desk) -> None:
    one = desk.offered()
    later = datetime(2026, 11, 28, 9, 0, tzinfo=NOW.tzinfo)
    for part in (STUDENT, ENTERPRISE):
        with pytest.raises(Refusal, match="internship-over"):
            offering.agree(desk.session, later, who(desk, part), one.id, part)
    assert offering.agree_all(desk.session, later, desk.nina).value == 0
    assert offering.decline(desk.session, later, desk.nina, one.id, ENTERPRISE, "days").value.status is S.CANCELLED


def test_the_college_notes_what_was_said_on_paper(desk: Desk) -> None:
    one = desk.offered()
    done = offering.note_agreed(desk.session, NOW, desk.sergey, one.id, STUDENT)
    assert done.events == (OfferAnswered(one.id, "student", "college", desk.sergey),)
    done = offering.note_agreed(desk.session, NOW, desk.olga, one.id, ENTERPRISE)
    assert done.events == (OfferConfirmed((one.id,), "college", desk.olga),)
    for other in (desk.pavel, desk.nina, desk.petya):
        with pytest.raises(Forbidden):
            offering.note_agreed(desk.session, NOW, other, one.id, STUDENT)
    with pytest.raises(NotFound):
        offering.note_agreed(desk.session, NOW, desk.olga, one.id, Actor.CLOCK)


def test_an_enterprise_takes_all_who_wait_with_one_word(desk: Desk) -> None:
    place = desk.place(number=4)
    first = desk.offered(place)
    others = desk.assign((desk.student("б"), place), (desk.student("в"), place)).placements
    offering.offer_planned(desk.session, NOW, desk.olga, CONTENT)
    offering.agree(desk.session, NOW, desk.petya, first.id, STUDENT)
    assert asking.asked_of(desk.session, desk.nina) == 3
    assert asking.asked_of(desk.session, desk.egor) == 0
    assert len(asking.asked_of_me(desk.session, NOW, desk.nina, CONTENT)) == 3
    done = offering.agree_all(desk.session, NOW, desk.nina)
    assert done.value == 3
    assert done.events == (OfferConfirmed((first.id,), "enterprise", desk.nina),)
    assert [desk.again(one).status for one in (first, *others)] == [S.CONFIRMED, S.OFFERED, S.OFFERED]
    assert offering.agree_all(desk.session, NOW, desk.nina).value == 0
    for run in (offering.agree_all, lambda s, n, a: asking.asked_of_me(s, n, a, CONTENT)):
        with pytest.raises(Forbidden):
            run(desk.session, NOW, desk.olga)


# --- saying no ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [STUDENT, ENTERPRISE])
@pytest.mark.parametrize("after_yes", [False, True])
def test_a_no_frees_seat_and_bed_and_ends_all_waiting(desk: Desk, part: Actor, after_yes: bool) -> None:
    place = desk.place()
    one = desk.offered(place, needs_bed=True)
    assert desk.seats(place) == (1, 1)
    if after_yes:
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)
    done = offering.decline(desk.session, NOW, who(desk, part), one.id, part, "days")
    assert (done.value.status, done.value.reason) == (S.CANCELLED, "days")
    assert done.events == (OfferDeclined(one.id, S.OFFERED, part.value, who(desk, part)),)
    assert desk.seats(place) == (0, 0)
    assert open_one(desk.session, offering.OFFER_ENDS, str(one.id)) is None
    assert offering.decline(desk.session, NOW, who(desk, part), one.id, part, "far").events == ()
    with pytest.raises(Refusal, match="internship-offer-gone"):
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)


def test_a_student_may_think_again_until_the_papers_begin(desk: Desk) -> None:
    one = desk.offered()
    for part in (STUDENT, ENTERPRISE):
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)
    (mine,) = asking.offers_of(desk.session, NOW, desk.petya, CONTENT)
    assert (mine.may_answer, mine.may_decline) == (False, True)
    offering.decline(desk.session, NOW, desk.petya, one.id, STUDENT, "Передумал")
    assert open_one(desk.session, offering.PAPERS_BEGIN, str(one.id)) is None
    second = desk.offered()
    for part in (STUDENT, ENTERPRISE):
        offering.agree(desk.session, NOW, who(desk, part), second.id, part)
    clock(desk, NOW + timedelta(days=1))
    with pytest.raises(TransitionRefused):
        offering.decline(desk.session, NOW, desk.petya, second.id, STUDENT, "Передумал")


def test_a_no_needs_a_reason_and_a_long_one_is_cut(desk: Desk) -> None:
    one = desk.offered()
    with pytest.raises(GuardFailed, match="internship-guard-reason"):
        offering.decline(desk.session, NOW, desk.petya, one.id, STUDENT, "")
    done = offering.decline(desk.session, NOW, desk.petya, one.id, STUDENT, "я" * 1000)
    assert done.value.reason == "я" * offering.REASON_LIMIT


# --- by itself ---------------------------------------------------------------------------------------


def test_after_five_working_days_the_college_is_told_and_nothing_ends(desk: Desk) -> None:
    one = desk.offered()
    duty = open_one(desk.session, offering.OFFER_ENDS, str(one.id))
    assert duty is not None
    assert duty.due_at == datetime(2026, 9, 18, 6, 0, tzinfo=UTC)  # Friday, 9:00
    assert clock(desk, duty.due_at - timedelta(seconds=1)) == []
    assert clock(desk, duty.due_at) == [OfferOverdue(one.id)]
    assert desk.again(one).status is S.OFFERED
    (late,) = asking.waiting_in(desk.session, duty.due_at, desk.olga, CONTENT)
    assert late.overdue
    assert offering.agree(desk.session, duty.due_at, desk.petya, one.id, STUDENT).value.status is S.OFFERED


def test_of_very_many_the_first_are_told_at_once_and_the_others_a_moment_later(desk: Desk) -> None:
    place = desk.place(number=70)
    made = desk.assign(*((desk.student(f"студент {n}"), place) for n in range(70))).placements
    (event,) = offering.offer_planned(desk.session, NOW, desk.olga, CONTENT).events
    assert isinstance(event, PracticeOffered)
    assert {desk.again(one).status for one in made} == {S.OFFERED}
    offering.agree(desk.session, NOW, desk.nina, made[40].id, ENTERPRISE)
    lead(desk.session, desk.again(made[41]), S.CANCELLED)
    told = [event, *clock(desk, NOW)]
    asked = [one for each in told if isinstance(each, PracticeOffered) for one in each.placement_ids]
    assert [len(each.placement_ids) for each in told if isinstance(each, PracticeOffered)] == [30, 29, 10]
    assert sorted(asked) == sorted(one.id for one in made if one.id != made[41].id)


def test_an_answer_is_due_before_the_first_day(desk: Desk) -> None:
    one = desk.offered(desk.place(date_from=date(2026, 9, 15)))
    assert asking.load_offer(desk.session, NOW, desk.olga, one.id, CONTENT).due == date(2026, 9, 14)
    duty = open_one(desk.session, offering.OFFER_ENDS, str(one.id))
    assert duty is not None
    assert duty.due_at == datetime(2026, 9, 15, 6, 0, tzinfo=UTC)
    monday = desk.offered(desk.place(date_from=date(2026, 9, 14)), identity="третий")
    assert asking.load_offer(desk.session, NOW, desk.olga, monday.id, CONTENT).due == date(2026, 9, 11)
    today = desk.offered(desk.place(date_from=date(2026, 9, 10), date_to=date(2026, 9, 11)), identity="другой")
    assert asking.load_offer(desk.session, NOW, desk.olga, today.id, CONTENT).due == date(2026, 9, 10)


def test_nobody_is_told_of_what_was_answered(desk: Desk) -> None:
    one = desk.offered()
    for part in (STUDENT, ENTERPRISE):
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)
    told = clock(desk, NOW + timedelta(days=30))
    assert [type(event) for event in told] == [PlacementChanged]


def test_the_papers_begin_the_next_morning(desk: Desk) -> None:
    one = desk.offered()
    for part in (STUDENT, ENTERPRISE):
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)
    morning = datetime(2026, 9, 11, 6, 0, tzinfo=UTC)
    assert clock(desk, morning - timedelta(seconds=1)) == []
    assert desk.again(one).status is S.CONFIRMED
    (event,) = clock(desk, morning)
    assert isinstance(event, PlacementChanged)
    assert desk.again(one).status is S.DOCS_PENDING


def test_whose_papers_are_all_there_is_ready_at_once(desk: Desk) -> None:
    one = desk.offered()
    for part in (STUDENT, ENTERPRISE):
        offering.agree(desk.session, NOW, who(desk, part), one.id, part)
    mentor = people.grant(desk.session, NOW, None, desk.mother, Role.MENTOR, "tyazhpressmash").value.person_id
    for item in NEEDED:
        if item is not Item.MENTOR_CONSENT:
            items.note(desk.session, NOW, desk.olga, one.id, item, replace(GIVEN, mentor_id=mentor), CONTENT)
    items.note(desk.session, NOW, desk.olga, one.id, Item.MENTOR_CONSENT, GIVEN, CONTENT)
    clock(desk, NOW + timedelta(days=1))
    assert desk.again(one).status is S.READY


@pytest.mark.parametrize("status", [S.CANCELLED, S.CONFIRMED])
def test_whoever_moves_an_offer_ends_its_waiting(desk: Desk, status: PlacementStatus) -> None:
    one: Placement = desk.offered()
    lead(desk.session, one, status)
    assert open_one(desk.session, offering.OFFER_ENDS, str(one.id)) is None


def test_a_duty_whose_cause_is_gone_does_nothing(desk: Desk) -> None:
    one = desk.offered()
    due = duties.due(desk.session, NOW + timedelta(days=30))
    stale = [duty for duty in due if "placement" in duty.payload]
    assert stale
    lead(desk.session, one, S.CANCELLED)
    for duty in stale:
        for run in (offering.run_overdue, offering.run_papers):
            assert run(desk.session, NOW, duty, CONTENT).events == ()
    assert desk.again(one).status is S.CANCELLED


# --- who sees what -----------------------------------------------------------------------------------


def test_everybody_sees_their_own_part(desk: Desk) -> None:
    one = desk.offered()

    def part_of(person: int) -> Actor | None:
        return asking.load_offer(desk.session, NOW, person, one.id, CONTENT).part

    assert [part_of(who) for who in (desk.petya, desk.nina, desk.olga, desk.mother)] == [
        STUDENT, ENTERPRISE, Actor.COLLEGE, None,
    ]  # fmt: skip
    for stranger in (desk.egor, desk.pavel):
        with pytest.raises(Forbidden):
            part_of(stranger)


def test_a_plant_without_anybody_in_the_bot_is_told_apart(desk: Desk) -> None:
    one = desk.offered()
    assert asking.load_offer(desk.session, NOW, desk.olga, one.id, CONTENT).unheard == ()
    for held in people.roles_of(desk.session, desk.nina):
        people.revoke(desk.session, NOW, None, held.id)
    assert asking.load_offer(desk.session, NOW, desk.olga, one.id, CONTENT).unheard == (ENTERPRISE,)
    assert asking.unheard_count(desk.session, desk.olga) == 1
