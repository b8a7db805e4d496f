"""Giving students places: who has none, what is suggested and why, all or nobody, taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, consents, people
from cluster.access import Forbidden, Kind
from cluster.internship import offering, placing, unplaced
from cluster.internship.matching import Reason
from cluster.internship.placing import NotPlaced
from storage.access_log import about
from storage.errors import NotFound, Refusal
from storage.internship import PlacementHistoryKind, PracticeKind, placements, students
from storage.internship import PlacementStatus as S
from storage.internship import places as stored
from storage.roles import Role
from tests.conversation.people import CONTENT
from tests.practice import FIRST, LAST, MODULE, NOW, lead
from tests.unit.seats_desk import OTHER_COLLEGE, Desk, open_desk
from tests.unit.test_admission_rules import form

ANOTHER = "weld-pm04"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def desk(session: Session) -> Desk:
    return open_desk(session)


# --- who has none, what is free ----------------------------------------------------------------------


def test_the_desk_counts_what_there_is_to_do(desk: Desk) -> None:
    place = desk.place(number=4)
    desk.place(profession="99.99.99")
    desk.place(date_from=date(2026, 9, 9))  # begun yesterday
    for name in ("а", "б", "в"):
        desk.student(name)
    desk.student("чужой", college=OTHER_COLLEGE)
    desk.offered(place)
    desk.assign((desk.student("г"), place))
    seen = unplaced.overview(desk.session, NOW, desk.olga, CONTENT)
    assert (seen.without, seen.free_seats, seen.planned, seen.offered) == (3, 2, 1, 1)
    with pytest.raises(Forbidden):
        unplaced.overview(desk.session, NOW, desk.nina, CONTENT)
    with pytest.raises(Forbidden):
        unplaced.groups(desk.session, desk.petya)


def test_students_without_a_place_are_listed_by_group(desk: Desk) -> None:
    ids = [desk.student(name).id for name in ("а", "б")]
    other = desk.student("в", study_group="СВ-22").id
    desk.student("чужой", college=OTHER_COLLEGE)
    found = unplaced.groups(desk.session, desk.sergey)
    assert [(one.study_group, one.sample_id, one.count) for one in found] == [("СВ-21", ids[0], 2), ("СВ-22", other, 1)]
    group = unplaced.group_of(desk.session, desk.olga, ids[1], MODULE, CONTENT)
    assert [one.id for one in group] == ids
    whole = unplaced.group_of(desk.session, desk.olga, ids[1], MODULE, CONTENT, whole_programme=True)
    assert [one.id for one in whole] == [*ids, other]
    with pytest.raises(Forbidden):
        unplaced.group_of(desk.session, desk.pavel, ids[0], MODULE, CONTENT)
    with pytest.raises(NotFound):
        unplaced.group_of(desk.session, desk.olga, ids[0], "nothing", CONTENT)


def test_a_profession_without_modules_cannot_be_placed(desk: Desk) -> None:
    welder, other = desk.student(), desk.student("м", programme="klepiki-welder-11")
    assert [one.key for one in unplaced.modules_for(desk.session, desk.olga, welder.id, CONTENT)] == [
        "weld-pm01", MODULE, ANOTHER,
    ]  # fmt: skip
    bare = replace(CONTENT, modules=())
    with pytest.raises(Refusal, match="places-no-modules"):
        unplaced.modules_for(desk.session, desk.olga, other.id, bare)
    with pytest.raises(Refusal, match="places-no-modules"):
        unplaced.place_and_modules(desk.session, desk.olga, desk.place().id, bare)


# --- suggesting --------------------------------------------------------------------------------------


def test_suggestions_are_in_order_with_their_reasons(desk: Desk) -> None:
    near, far = desk.place(), desk.place(enterprise="mikhailovcement", site="Цех")
    pyotr = desk.student(wish="mikhailovcement", needs_bed=True)
    seen = unplaced.suggestions(desk.session, NOW, desk.olga, pyotr.id, MODULE, CONTENT)
    assert [one.place.id for one in seen.found] == [far.id, near.id]
    assert seen.found[0].reasons == (Reason.WISH, Reason.BED)
    assert seen.found[0].distance_km == CONTENT.way_km("klepikovsky", "mikhailovcement")


def test_places_of_another_module_begun_or_on_busy_days_are_not_suggested(desk: Desk) -> None:
    good = desk.place()
    for wrong in ({"module": ANOTHER}, {"date_from": date(2026, 9, 9)}, {"profession": "15.02.17"}):
        desk.place(**wrong)
    pyotr = desk.student()

    def found(module: str) -> list[int]:
        seen = unplaced.suggestions(desk.session, NOW, desk.olga, pyotr.id, module, CONTENT)
        return [one.place.id for one in seen.found]

    assert found(MODULE) == [good.id]
    desk.assign((pyotr, good), module=ANOTHER)
    assert found(MODULE) == []


@pytest.mark.parametrize(("interest", "led"), [("no", False), ("want", True), ("signed", True)])
def test_whoever_wanted_a_target_contract_is_led_to_that_plant(desk: Desk, interest: str, led: bool) -> None:
    july = datetime(2026, 7, 14, 7, 0, tzinfo=NOW.tzinfo)
    consents.give(desk.session, july, desk.petya, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    wanted = {} if interest == "no" else {"target_enterprise": "tyazhpressmash"}
    sent = admission.submit(desk.session, july, desk.petya, form(target_interest=interest, **wanted), CONTENT).value
    desk.place()
    pyotr = desk.student(wish="tyazhpressmash", applicant_id=sent.applicant_id)
    (best,) = unplaced.suggestions(desk.session, NOW, desk.olga, pyotr.id, MODULE, CONTENT).found
    assert (Reason.TARGET in best.reasons) is led


def test_a_whole_group_is_proposed_places_as_if_given_at_once(desk: Desk) -> None:
    place = desk.place(number=2)
    ids = [desk.student(name).id for name in ("а", "б", "в")]
    desk.student("другая группа", study_group="СВ-22")
    found = unplaced.propose(desk.session, NOW, desk.olga, ids[0], MODULE, CONTENT, whole_programme=False)
    assert [(who.id, best.place.id if best else None) for who, best in found] == [
        (ids[0], place.id), (ids[1], place.id), (ids[2], None),
    ]  # fmt: skip
    assert len(unplaced.propose(desk.session, NOW, desk.olga, ids[0], MODULE, CONTENT, whole_programme=True)) == 4


def test_who_is_busy_on_those_days_is_proposed_nothing_and_takes_no_seat_from_others(desk: Desk) -> None:
    place = desk.place(number=2)
    pyotr, vasya = desk.student("п"), desk.student("в")
    desk.assign((pyotr, place), module=ANOTHER)  # one seat is left, and Pyotr comes first
    found = unplaced.propose(desk.session, NOW, desk.olga, vasya.id, MODULE, CONTENT, whole_programme=False)
    assert {who.id: best is not None for who, best in found} == {pyotr.id: False, vasya.id: True}


def test_the_place_finds_its_students_whom_it_suits_best_first(desk: Desk) -> None:
    place = desk.place(age_min=17)
    desk.student("просил другое", wish="rnpk")
    wished = desk.student("просил", wish="tyazhpressmash").id
    desk.student("молод", birth_date=FIRST.replace(year=2009) + timedelta(days=1))
    desk.student("другая профессия", programme="zhivago-mounting-9")
    found = unplaced.candidates(desk.session, NOW, desk.olga, place.id, MODULE, CONTENT)
    assert [one.student.wish for one in found] == ["tyazhpressmash", "rnpk"]
    assert found[0].student.id == wished
    assert unplaced.candidates(desk.session, NOW, desk.pavel, place.id, MODULE, CONTENT) == []
    with pytest.raises(Forbidden):
        unplaced.candidates(desk.session, NOW, desk.nina, place.id, MODULE, CONTENT)


# --- giving ------------------------------------------------------------------------------------------


def test_a_plan_has_what_content_and_the_place_say(desk: Desk) -> None:
    place = desk.place()
    pyotr = desk.student(supervisor_id=desk.sergey)
    (made,) = desk.assign((pyotr, place)).placements
    assert (made.status, made.module, made.hours_total, made.kind) == (S.PLANNED, MODULE, 288, PracticeKind.PRODUCTION)
    assert (made.date_from, made.date_to, made.enterprise, made.place_id) == (FIRST, LAST, place.enterprise, place.id)
    assert (made.supervisor_id, made.bed) == (desk.sergey, None)
    (line,) = placements.history(desk.session, made.id)
    assert (line.kind, line.after, line.actor_id) == (PlacementHistoryKind.STATUS, "planned", desk.olga)


def test_the_only_supervisor_of_a_college_looks_after_who_has_none(desk: Desk) -> None:
    place = desk.place(number=3)
    first = desk.assign((desk.student("а"), place)).placements[0]
    assert first.supervisor_id == desk.sergey
    people.grant(desk.session, NOW, None, desk.mother, Role.COLLEGE_SUPERVISOR, "klepiki")
    second = desk.assign((desk.student("б"), place)).placements[0]
    assert second.supervisor_id is None


def test_a_look_at_a_student_is_written_down(desk: Desk) -> None:
    unplaced.look(desk.session, NOW, desk.olga, desk.student(person_id=desk.petya).id)
    (line,) = about(desk.session, desk.petya)
    assert (line.actor_id, line.kind) == (desk.olga, Kind.STUDENT)
    unplaced.look(desk.session, NOW, desk.olga, desk.student("б").id)  # not in the bot: nobody to show the log to
    assert len(about(desk.session, desk.petya)) == 1


def test_who_needs_a_bed_gets_the_last_one_and_the_next_one_none(desk: Desk) -> None:
    place = desk.place()  # one bed
    batch = desk.assign((desk.student("а", needs_bed=True), place), (desk.student("б", needs_bed=True), place))
    assert [one.bed for one in batch.placements] == [True, False]
    assert desk.seats(place) == (2, 1)


def test_a_second_tap_changes_nothing_and_names_the_same(desk: Desk) -> None:
    place, pyotr = desk.place(), desk.student()
    first = desk.assign((pyotr, place))
    again = desk.assign((pyotr, place), now=LATER)
    assert again == first
    assert desk.seats(place) == (1, 0)


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("places-not-trade", {"profession": "15.02.17"}, {}),
    ("places-not-trade", {"module": ANOTHER}, {}),
    ("places-not-open", {"date_from": date(2026, 9, 9)}, {}),
    ("places-not-old", {"age_min": 18}, {}),
    ("places-not-old", {"age_min": 17}, {"birth_date": date(2009, 10, 6)}),
]


@pytest.mark.parametrize(("key", "place", "who"), REFUSED)
def test_a_forged_button_gives_no_place_that_was_not_suggested(
    desk: Desk, key: str, place: dict[str, Any], who: dict[str, Any]
) -> None:
    given = desk.place(**place)
    with pytest.raises(NotPlaced, match=key):
        desk.assign((desk.student(**who), given))


def test_somebody_is_old_enough_on_the_birthday_itself(desk: Desk) -> None:
    desk.assign((desk.student(birth_date=FIRST.replace(year=2009)), desk.place(age_min=17)))


def test_closed_full_again_and_busy_are_refused_by_name(desk: Desk) -> None:
    place, other = desk.place(number=1, beds=0), desk.place(site="Цех 2")
    pyotr, vasya = desk.student("п"), desk.student("в", last_name="Мамедов", first_name="Рустам")
    desk.assign((pyotr, place))
    for key, pair, module in (
        ("places-not-full", (vasya, place), MODULE),
        ("places-not-again", (pyotr, other), MODULE),
        ("places-not-idle", (pyotr, other), ANOTHER),
    ):
        with pytest.raises(NotPlaced, match=key):
            desk.assign(pair, module=module)
    stored.close(desk.session, other.id, NOW)
    with pytest.raises(NotPlaced, match="places-not-open") as refused:
        desk.assign((vasya, other))
    assert refused.value.args_["name"] == "Мамедов Рустам"


def test_nobody_gives_places_to_students_of_another_college(desk: Desk) -> None:
    place, pyotr = desk.place(), desk.student()
    for other in (desk.pavel, desk.nina, desk.petya, desk.mother):
        with pytest.raises(Forbidden):
            placing.assign(desk.session, NOW, other, [(pyotr.id, place.id)], MODULE, CONTENT)
    for pair in ((404, place.id), (pyotr.id, 404)):
        with pytest.raises(NotFound):
            placing.assign(desk.session, NOW, desk.olga, [pair], MODULE, CONTENT)
    with pytest.raises(NotFound):
        placing.assign(desk.session, NOW, desk.olga, [], MODULE, CONTENT)
    with pytest.raises(NotFound):
        placing.assign(desk.session, NOW, desk.olga, [(pyotr.id, place.id)], "nothing", CONTENT)


# --- taking back -------------------------------------------------------------------------------------


def test_taking_back_frees_seats_and_beds_and_leaves_what_was_asked(desk: Desk) -> None:
    place = desk.place(number=3, beds=2)
    batch = desk.assign((desk.student("а", needs_bed=True), place), (desk.student("б", needs_bed=True), place))
    later = desk.assign((desk.student("в"), place), now=LATER)
    offering.offer(desk.session, LATER, desk.olga, batch.placements[0].id, CONTENT)
    assert placing.undo(desk.session, LATER, desk.olga, batch.moment) == 1
    assert placing.undo(desk.session, LATER, desk.olga, batch.moment) == 0
    assert [desk.again(one).status for one in (*batch.placements, *later.placements)] == [
        S.OFFERED, S.CANCELLED, S.PLANNED,
    ]  # fmt: skip
    assert desk.seats(place) == (2, 1)


def test_nobody_takes_back_what_another_college_planned(desk: Desk) -> None:
    batch = desk.assign((desk.student(), desk.place()))
    assert placing.undo(desk.session, LATER, desk.pavel, batch.moment) == 0
    with pytest.raises(Forbidden):
        placing.undo(desk.session, LATER, desk.nina, batch.moment)
    assert desk.again(batch.placements[0]).status is S.PLANNED


def test_who_was_taken_back_is_without_a_place_and_may_get_it_again(desk: Desk) -> None:
    place, pyotr = desk.place(), desk.student()
    batch = desk.assign((pyotr, place))
    placing.undo(desk.session, NOW, desk.olga, batch.moment)
    assert [one.id for one in students.unplaced(desk.session, "klepiki")] == [pyotr.id]
    (again,) = desk.assign((pyotr, place), now=LATER).placements
    assert again.id != batch.placements[0].id


ENDS = [
    ("cancelled", (S.OFFERED, S.CANCELLED), NOW, (0, 0)),
    ("cancelled when ready", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.CANCELLED), NOW, (0, 0)),
    ("never came", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.FAILED), NOW, (0, 0)),
    ("ended early", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE, S.TERMINATED), NOW, (0, 0)),
    ("ended on the last day", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE, S.TERMINATED), LAST, (1, 1)),
    ("failed after all days", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE, S.REPORTING, S.FAILED), LAST, (1, 1)),
    ("still there", (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE, S.PAUSED), NOW, (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("way", "when", "left"), [case[1:] for case in ENDS], ids=[case[0] for case in ENDS])
def test_seat_and_bed_are_free_wherever_a_practice_ends_before_its_last_day(
    desk: Desk, way: tuple[S, ...], when: Any, left: tuple[int, int]
) -> None:
    place = desk.place()
    (made,) = desk.assign((desk.student(needs_bed=True), place)).placements
    now = NOW if when is NOW else NOW.replace(month=when.month, day=when.day)
    lead(desk.session, made, *way, now=now)
    assert desk.seats(place) == left


def test_a_practice_without_a_place_has_no_seat_to_give_back(desk: Desk, session: Session) -> None:
    place = desk.place()
    (made,) = desk.assign((desk.student(), place)).placements
    placements.change(session, made.id, place_id=None)
    lead(session, desk.again(made), S.OFFERED, S.CANCELLED)
    assert desk.seats(place) == (1, 0)
