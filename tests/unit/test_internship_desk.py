"""Whose a practice is: who sees it and acts on it, by the access table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duties, people, privacy
from cluster.access import Action, Forbidden, Kind, Role, allowed
from cluster.internship import desk, keeping
from cluster.internship.events import PlacementChanged
from cluster.people import Organisation, OrganisationKind
from storage import absences, diary, roles
from storage import people as stored
from storage.absences import AbsenceReason, NewAbsence
from storage.diary import Written
from storage.errors import NotFound
from storage.internship import (
    NewPlacement,
    NewStudent,
    Placement,
    PlacementStatus,
    PracticeKind,
    placements,
    students,
)
from tests.conversation.people import CONTENT

FIRST = date(2026, 10, 5)
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
COLLEGE, ELSEWHERE, BASE, PLANT, OTHER_PLANT = "klepiki", "kasimov", "electronics", "tyazhpressmash", "rnpk"


@pytest.fixture
def house(session: Session) -> tuple[Session, Placement, dict[str, int]]:
    """One placement of one student, and everybody who might look at it."""
    people.register_organisations(
        session,
        [
            Organisation(COLLEGE, OrganisationKind.COLLEGE),
            Organisation(ELSEWHERE, OrganisationKind.COLLEGE),
            Organisation(BASE, OrganisationKind.COLLEGE, is_base=True),
            Organisation(PLANT, OrganisationKind.ENTERPRISE),
            Organisation(OTHER_PLANT, OrganisationKind.ENTERPRISE),
        ],
    )
    cast = {
        "student": (Role.STUDENT, COLLEGE),
        "classmate": (Role.STUDENT, COLLEGE),
        "parent": (Role.PARENT, None),
        "mentor": (Role.MENTOR, PLANT),
        "other mentor": (Role.MENTOR, PLANT),
        "hr": (Role.ENTERPRISE_HR, PLANT),
        "other hr": (Role.ENTERPRISE_HR, OTHER_PLANT),
        "supervisor": (Role.COLLEGE_SUPERVISOR, COLLEGE),
        "coordinator": (Role.COORDINATOR, COLLEGE),
        "other coordinator": (Role.COORDINATOR, ELSEWHERE),
        "base coordinator": (Role.COORDINATOR, BASE),
    }
    ids = {}
    for number, (name, (role, organisation)) in enumerate(cast.items(), 1):
        ids[name] = stored.meet(session, number, number, "ru", NOW).id
        people.grant(session, NOW, None, ids[name], role, organisation)
    ids["stranger"] = stored.meet(session, 99, 99, "ru", NOW).id
    roles.add_guardian(session, ids["parent"], ids["student"], NOW)
    student, _ = students.keep(
        session,
        NewStudent(
            COLLEGE, "klepiki-welder-9", "СВ-21", "ёлкин пётр|2009-06-08", "Ёлкин", "Пётр", None,
            date(2009, 6, 8), person_id=ids["student"],
        ),
        NOW,
    )  # fmt: skip
    planned = NewPlacement(
        student.id, COLLEGE, PLANT, "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION,
        date(2026, 10, 5), date(2026, 11, 27), 288, mentor_id=ids["mentor"],
    )  # fmt: skip
    placement = placements.add(session, planned, NOW)
    assert placement is not None
    return session, placements.set_status(session, placement.id, PlacementStatus.OFFERED, NOW), ids


MAY = {
    (Kind.PLACEMENT, Action.READ): {"student", "parent", "mentor", "hr", "supervisor", "coordinator"},
    (Kind.PLACEMENT, Action.WRITE): {"supervisor", "coordinator"},
    (Kind.PLACEMENT, Action.WRITE_PART): {"hr"},
    (Kind.DIARY, Action.READ): {"student", "mentor", "supervisor", "coordinator"},
    (Kind.DIARY, Action.WRITE): {"student", "mentor"},
}


@pytest.mark.parametrize(("kind", "action"), MAY)
def test_who_may_act_on_a_placement(
    house: tuple[Session, Placement, dict[str, int]], kind: Kind, action: Action
) -> None:
    session, placement, ids = house
    entered = set()
    for name, person in ids.items():
        try:
            desk.load_placement(session, person, placement.id, action, kind=kind)
        except Forbidden:
            continue
        entered.add(name)
    assert entered == MAY[kind, action]


def test_a_record_of_a_student_is_read_by_who_has_to_do_with_them(
    house: tuple[Session, Placement, dict[str, int]],
) -> None:
    session, placement, ids = house
    entered = set()
    for name, person in ids.items():
        try:
            desk.load_student(session, person, placement.student_id)
        except Forbidden:
            continue
        entered.add(name)
    assert entered == {"student", "parent", "mentor", "supervisor", "coordinator"}


def test_who_is_named_in_an_incident_does_not_act_on_it(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, ids = house
    student = students.get(session, placement.student_id)
    named = desk.target(session, placement, student, Kind.INCIDENT, frozenset({ids["mentor"]}))
    unnamed = desk.target(session, placement, student, Kind.INCIDENT)
    assert allowed(session, ids["mentor"], Action.WRITE, unnamed)
    assert not allowed(session, ids["mentor"], Action.WRITE, named)


def test_an_old_card_of_a_placement_is_refused(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, ids = house
    changed = placements.change(session, placement.id, agreement_no="7", agreement_date=NOW.date())
    assert changed.version > placement.version
    desk.load_placement(session, ids["coordinator"], placement.id, seen_version=changed.version)
    with pytest.raises(desk.PlacementOutdated):
        desk.load_placement(session, ids["coordinator"], placement.id, seen_version=placement.version)


def test_what_is_not_there_is_not_found(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, _, ids = house
    for load in (desk.load_placement, desk.load_student, desk.load_place):
        with pytest.raises(NotFound):
            load(session, ids["coordinator"], 404)


def test_for_whom_somebody_works(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, _, ids = house
    assert desk.colleges_of(session, ids["coordinator"]) == {COLLEGE}
    assert desk.colleges_of(session, ids["base coordinator"]) == {BASE}
    assert desk.colleges_of(session, ids["hr"]) == frozenset()
    assert desk.enterprises_of(session, ids["hr"]) == {PLANT}
    assert desk.enterprises_of(session, ids["supervisor"]) == frozenset()


# --- what is let go of -----------------------------------------------------------------------------------


def test_who_was_only_matched_is_forgotten_with_the_offer(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, ids = house
    keeper = privacy.KEEPERS["internship"]
    assert [(one.text_key, one.count) for one in keeper.kept(session, ids["student"])] == [("internship-kept", 1)]
    placements.set_status(session, placement.id, PlacementStatus.OFFERED, NOW)
    (event,) = keeper.delete(session, NOW, ids["student"])
    assert isinstance(event, PlacementChanged)
    left = students.get(session, placement.student_id)
    assert (left.last_name, left.first_name, left.birth_date, left.person_id, dict(left.sizes)) == (
        None, None, None, None, {},
    )  # fmt: skip
    assert placements.get(session, placement.id).status is PlacementStatus.CANCELLED
    assert all(entry.reason is None for entry in placements.history(session, placement.id))
    assert keeper.kept(session, ids["student"]) == []


def test_a_practice_with_papers_stays(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, ids = house
    keeper = privacy.KEEPERS["internship"]
    for status in set(PlacementStatus) - keeping.FREE:
        placements.set_status(session, placement.id, status, NOW)
        (kept,) = keeper.kept(session, ids["student"])
        assert not kept.deletable
        assert keeper.delete(session, NOW, ids["student"]) == []
        assert students.get(session, placement.student_id).last_name == "Ёлкин"


def test_three_years_after_the_last_practice_nobody_is_named(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, _ = house
    placements.change(session, placement.id, status=PlacementStatus.COMPLETED, status_since=NOW, review="тайна")
    diary.write(session, placement.id, FIRST, Written(8, (), 2, "тайна"), NOW)
    _away(session, placement)
    for now, name in ((NOW + keeping.KEPT_FOR, "Ёлкин"), (NOW + keeping.KEPT_FOR + timedelta(days=1), None)):
        keeping.ensure(session, now)
        (duty,) = [one for one in duties.due(session, now + timedelta(days=1)) if one.kind == keeping.RETENTION]
        duties.perform(session, now, duty, keeping.DUTIES, CONTENT)
        assert students.get(session, placement.student_id).last_name == name
    assert placements.get(session, placement.id).review is None
    assert diary.personal(session, [placement.id]) == absences.personal(session, [placement.id]) == 0


LATER = NOW + keeping.UNPLACED_FOR + timedelta(days=1)


def forget_by_night(session: Session, now: datetime) -> None:
    """Let the nights forget until nobody is left to be forgotten."""
    keeping.ensure(session, now)
    for _ in range(3):
        (duty,) = [one for one in duties.due(session, now + timedelta(days=1)) if one.kind == keeping.RETENTION]
        duties.perform(session, now, duty, keeping.DUTIES, CONTENT)


def brought(session: Session, last: str, person_id: int | None = None) -> int:
    """Return a student whom a list has brought, without a practice."""
    new = NewStudent(
        COLLEGE, "klepiki-welder-9", "СВ-21", last, last, "Пётр", None, date(2009, 6, 8), person_id=person_id
    )
    return students.keep(session, new, NOW)[0].id


def test_who_never_had_a_practice_is_forgotten_after_the_term(
    house: tuple[Session, Placement, dict[str, int]],
) -> None:
    session, placement, _ = house
    one = brought(session, "Белов")
    term = keeping.UNPLACED_FOR
    assert keeping.to_forget(session, NOW + term, term) == keeping.Forgotten(0, 0)
    forget_by_night(session, NOW + term)
    assert students.get(session, one).last_name == "Белов"
    assert keeping.last_forgotten(session) is None
    assert keeping.to_forget(session, LATER, term) == keeping.Forgotten(0, 1)
    assert students.get(session, one).last_name == "Белов"  # counting changes nothing
    forget_by_night(session, LATER)
    assert students.get(session, one).last_name is None
    assert students.get(session, placement.student_id).last_name == "Ёлкин"  # has a practice that is not over
    assert keeping.last_forgotten(session) == keeping.Forgotten(0, 1, LATER.date())
    assert keeping.to_forget(session, LATER, term) == keeping.Forgotten(0, 0)


def test_the_term_is_the_configuration_s(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, _, _ = house
    one = brought(session, "Белов")
    keeping.keep_unplaced_for(session, timedelta(days=400))
    forget_by_night(session, NOW + timedelta(days=400))
    assert students.get(session, one).last_name == "Белов"
    students.change(session, one, NOW + timedelta(days=5), study_group="СВ-31")
    forget_by_night(session, NOW + timedelta(days=404))
    assert students.get(session, one).last_name == "Белов"
    forget_by_night(session, NOW + timedelta(days=406))
    assert students.get(session, one).last_name is None


@pytest.mark.parametrize(("how", "stays"), [("there", True), ("left", False), ("blocked", False), ("back", True)])
def test_who_is_in_the_bot_is_not_forgotten(
    house: tuple[Session, Placement, dict[str, int]], how: str, stays: bool
) -> None:
    session, _, ids = house
    one = brought(session, "Белов", ids["classmate"])
    if how == "left":
        (held,) = roles.of_person(session, ids["classmate"])
        roles.revoke(session, held.id, NOW, None)
    elif how == "blocked":
        stored.mark_unreachable(session, ids["classmate"], NOW)
    elif how == "back":
        stored.mark_unreachable(session, ids["classmate"], LATER - timedelta(days=1))
    assert keeping.to_forget(session, LATER, keeping.UNPLACED_FOR).unplaced == int(not stays)
    forget_by_night(session, LATER)
    assert (students.get(session, one).last_name == "Белов") is stays


def test_many_are_forgotten_some_at_a_time_and_counted_together(
    house: tuple[Session, Placement, dict[str, int]],
) -> None:
    session, _, _ = house
    for number in range(keeping.AT_ONCE + 7):
        brought(session, f"Белов{number}")
    forget_by_night(session, LATER)
    assert keeping.last_forgotten(session) == keeping.Forgotten(0, keeping.AT_ONCE + 7, LATER.date())


def test_why_somebody_was_away_goes_with_the_record(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, ids = house
    placements.set_status(session, placement.id, PlacementStatus.CANCELLED, NOW)
    _away(session, placement)
    privacy.KEEPERS["internship"].delete(session, NOW, ids["student"])
    assert absences.personal(session, [placement.id]) == 0


def _away(session: Session, placement: Placement) -> None:
    away = NewAbsence(placement.id, FIRST, FIRST, AbsenceReason.ILLNESS, None, "тайна")
    assert absences.add(session, away, NOW) is not None


def test_a_student_who_practises_again_is_kept(house: tuple[Session, Placement, dict[str, int]]) -> None:
    session, placement, _ = house
    placements.change(session, placement.id, status=PlacementStatus.COMPLETED, status_since=NOW)
    again = NewPlacement(
        placement.student_id, COLLEGE, PLANT, "klepiki-welder-9", "weld-pm04", PracticeKind.PRODUCTION,
        date(2029, 10, 5), date(2029, 11, 27), 216,
    )  # fmt: skip
    assert placements.add(session, again, NOW) is not None
    assert students.over_before(session, NOW + timedelta(days=4000), 10) == []
