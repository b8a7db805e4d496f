"""Who is told of an incident: each kind x each role, by content; nobody twice, nobody from whom it is kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from cluster import incidents, people
from cluster.incidents import IncidentReported
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.errors import Forbidden, NotFound
from storage.incidents import IncidentKind
from storage.internship import NewStudent, PlacementStatus, placements, students
from storage.internship.tables import StudentParentRow
from tests.conversation.people import CONTENT
from tests.incidents import CAST, COLLEGE, NOW, PLANT, Plant, lay, telegram_id

K = IncidentKind
AT_ONCE = {"mentor", "hr", "supervisor", "coordinator"}
TOLD: dict[IncidentKind, tuple[set[str], set[str], set[str]]] = {
    K.INJURY: (AT_ONCE, {"staff"}, {"base coordinator", "admin"}),
    K.NEAR_MISS: (AT_ONCE, {"staff"}, {"base coordinator", "admin"}),
    K.UNSAFE: (AT_ONCE, {"staff"}, {"base coordinator", "admin"}),
    K.EQUIPMENT: ({"mentor", "hr", "supervisor"}, {"coordinator"}, {"base coordinator", "admin"}),
    K.CONFLICT: ({"supervisor", "coordinator"}, {"staff"}, {"base coordinator", "admin"}),
    K.PAY: ({"hr", "supervisor", "coordinator"}, {"staff"}, {"base coordinator", "admin"}),
    K.OTHER: ({"supervisor", "coordinator"}, {"staff"}, {"base coordinator", "admin"}),
}
"""Who hears of each kind first at which level; written down by hand, so that a change of content is seen here."""
PARENTS = {K.INJURY, K.NEAR_MISS, K.UNSAFE, K.CONFLICT}


@pytest.fixture
def house(session: Session) -> Session:
    people.register_organisations(session, people.organisations_of(CONTENT))
    return session


def report(
    session: Session, plant: Plant, kind: IncidentKind = K.INJURY, who: str = "student", student: int | None = None
) -> IncidentReported:
    (event,) = incidents.report(session, NOW, plant.ids[who], kind, CONTENT, student).events
    assert isinstance(event, IncidentReported)
    return event


def test_every_kind_stands_in_the_matrix() -> None:
    assert set(TOLD) == set(IncidentKind)


@pytest.mark.parametrize("kind", IncidentKind)
def test_who_hears_at_once(house: Session, kind: IncidentKind) -> None:
    plant = lay(house)
    told = report(house, plant, kind)
    assert plant.names(told.cards) == TOLD[kind][0]
    assert told.bare == ()
    assert plant.names(told.parents) == ({"parent"} if kind in PARENTS else set())
    assert told.owner_id is None, "the student has it on the screen"


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_who_cannot_be_reached_is_not_counted_as_told(house: Session, name: str) -> None:
    plant = lay(house)
    stored.mark_unreachable(house, telegram_id(name), NOW)
    assert plant.names(report(house, plant).cards) == AT_ONCE - {name}


def test_where_the_supervisor_has_left_the_coordinators_hear_in_their_place(house: Session) -> None:
    plant = lay(house)
    (held,) = roles.of_person(house, plant.ids["supervisor"])
    roles.revoke(house, held.id, NOW, None)
    assert plant.names(report(house, plant, K.EQUIPMENT).cards) == {"mentor", "hr", "coordinator"}


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_whose_role_has_ended_is_not_told(house: Session, name: str) -> None:
    plant = lay(house)
    (held,) = roles.of_person(house, plant.ids[name])
    roles.revoke(house, held.id, NOW, None)
    told = report(house, plant)
    # Where a college has no coordinator the base college decides for it, and has the right.
    instead = {"base coordinator"} if name == "coordinator" else set()
    assert plant.names(told.cards) == (AT_ONCE - {name}) | instead


def test_where_nobody_can_be_told_at_once_the_next_ones_are(house: Session) -> None:
    plant = lay(house)
    for name in AT_ONCE:
        stored.mark_unreachable(house, telegram_id(name), NOW)
    told = report(house, plant)
    assert plant.names(told.cards) == {"staff"}
    for name in ("staff", "base coordinator"):
        stored.mark_unreachable(house, telegram_id(name), NOW)
    told = report(house, plant, K.UNSAFE)
    assert (told.cards, plant.names(told.bare)) == ((), {"admin"})


def test_a_student_without_a_practice_reaches_their_college(house: Session) -> None:
    plant = lay(house, placed=False)
    told = report(house, plant)
    assert plant.names(told.cards) == {"supervisor", "coordinator"}
    card = incidents.card(house, NOW, plant.ids["coordinator"], told.incident_id, CONTENT)
    assert (card.case.placement, card.case.incident.enterprise, card.case.incident.college) == (None, None, COLLEGE)


@pytest.mark.parametrize(
    ("status", "day", "at_plant"),
    [
        (PlacementStatus.PLANNED, date(2026, 10, 5), False),  # nobody was told of it yet
        (PlacementStatus.OFFERED, date(2026, 10, 5), False),
        (PlacementStatus.READY, date(2026, 10, 15), False),  # begins tomorrow
        (PlacementStatus.READY, date(2026, 10, 14), True),
        (PlacementStatus.ACTIVE, date(2026, 10, 5), True),
        (PlacementStatus.PAUSED, date(2026, 10, 5), True),
        (PlacementStatus.REPORTING, date(2026, 10, 5), True),  # what was not paid is asked for afterwards
        (PlacementStatus.COMPLETED, date(2026, 10, 5), False),
        (PlacementStatus.TERMINATED, date(2026, 10, 5), False),
    ],
)
def test_the_plant_hears_of_who_is_there(house: Session, status: PlacementStatus, day: date, at_plant: bool) -> None:
    plant = lay(house)
    assert plant.placement is not None
    placements.change(house, plant.placement.id, status=status, date_from=day)
    assert ("mentor" in plant.names(report(house, plant).cards)) is at_plant


def test_the_supervisor_of_the_placement_comes_before_that_of_the_student(house: Session) -> None:
    plant = lay(house)
    assert plant.placement is not None
    students.change(house, plant.student.id, NOW, supervisor_id=plant.ids["staff"])
    assert "staff" not in plant.names(report(house, plant).cards)
    placements.change(house, plant.placement.id, supervisor_id=None)
    assert "staff" in plant.names(report(house, plant, K.UNSAFE).cards)


# --- parents ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "told"),
    [(date(2008, 10, 15), True), (date(2008, 10, 14), False), (date(2009, 6, 8), True), (date(2004, 2, 29), False)],
)
def test_parents_of_minors_alone_hear_of_it(house: Session, born: date, told: bool) -> None:
    assert bool(report(house, lay(house, born=born)).parents) is told


def test_who_is_no_parent_any_more_hears_nothing(house: Session) -> None:
    plant = lay(house)
    (held,) = roles.of_person(house, plant.ids["parent"])
    roles.revoke(house, held.id, NOW, None)
    assert report(house, plant).parents == ()


def test_a_mentor_who_is_also_the_parent_gets_one_message(house: Session) -> None:
    plant = lay(house)
    mentor = plant.ids["mentor"]
    people.grant(house, NOW, None, mentor, Role.PARENT)
    roles.add_guardian(house, mentor, plant.ids["student"], NOW)
    told = report(house, plant)
    assert told.cards.count(mentor) == 1
    assert plant.names(told.parents) == {"parent"}


def test_a_parent_at_the_plant_hears_nothing_of_a_conflict(house: Session) -> None:
    """Before the student has said whom it is about: it may be them."""
    plant = lay(house)
    for name in ("mentor", "hr"):
        people.grant(house, NOW, None, plant.ids[name], Role.PARENT)
        roles.add_guardian(house, plant.ids[name], plant.ids["student"], NOW)
    assert plant.names(report(house, plant, K.CONFLICT).parents) == {"parent"}


def test_the_parent_of_who_never_opened_the_bot_hears_of_it_as_well(house: Session) -> None:
    plant = lay(house)
    students.change(house, plant.student.id, NOW, person_id=None)
    assert report(house, plant, who="mentor", student=plant.student.id).parents == ()
    house.add(StudentParentRow(student_id=plant.student.id, person_id=plant.ids["parent"], since=NOW))
    house.flush()
    told = report(house, plant, K.UNSAFE, who="mentor", student=plant.student.id)
    assert plant.names(told.parents) == {"parent"}
    _, calls = incidents.for_parent(house, plant.ids["parent"], told.incident_id, CONTENT)
    assert calls[0].phone == CONTENT.college(COLLEGE).phones[0]
    with pytest.raises(Forbidden):
        incidents.for_parent(house, plant.ids["classmate"], told.incident_id, CONTENT)


# --- who may call, and for whom --------------------------------------------------------------------------

FOR_OTHERS = {"mentor", "supervisor", "staff", "coordinator"}


@pytest.mark.parametrize("name", sorted(set(CAST) - {"student"}))
def test_who_may_call_for_a_student(house: Session, name: str) -> None:
    plant = lay(house)
    if name in FOR_OTHERS:
        told = report(house, plant, who=name, student=plant.student.id)
        assert name not in plant.names(told.cards), "has it on the screen"
        assert told.owner_id == plant.ids["student"]
        return
    with pytest.raises(Forbidden):
        report(house, plant, who=name, student=plant.student.id)


@pytest.mark.parametrize("name", sorted(set(CAST) - {"student"}))
def test_who_is_no_student_calls_for_nobody(house: Session, name: str) -> None:
    with pytest.raises(NotFound, match="incidents-no-student"):
        report(house, lay(house), who=name)


def test_of_two_colleges_the_one_where_the_practice_is_hears_of_it(house: Session) -> None:
    plant = lay(house)
    newer = NewStudent(
        "kasimov", "kasimov-welder-9", "К-1", "другой", "Ёлкин", "Пётр", None, date(2009, 6, 8),
        person_id=plant.ids["student"],
    )  # fmt: skip
    students.keep(house, newer, NOW)
    assert "mentor" in plant.names(report(house, plant).cards)


# --- whom to call ----------------------------------------------------------------------------------------


def test_the_numbers_are_those_of_the_site_and_the_college(house: Session) -> None:
    plant = lay(house)
    found = incidents.help_for(house, NOW, plant.ids["student"], CONTENT)
    site = CONTENT.enterprise(PLANT).sites[0]
    assert [(call.kind.value, call.phone) for call in found.calls] == [
        ("emergency", None),
        ("safety", site.safety_phone),
        ("college", CONTENT.college(COLLEGE).phones[0]),
    ]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("parent", ["emergency", "safety", "college"]),  # of their child's plant and college
        ("admin", ["emergency", "cluster"]),
        ("hr", ["emergency", "safety", "cluster"]),
        ("coordinator", ["emergency", "college"]),
    ],
)
def test_everybody_finds_numbers(house: Session, name: str, kinds: list[str]) -> None:
    found = incidents.help_for(house, NOW, lay(house).ids[name], CONTENT)
    assert [call.kind.value for call in found.calls] == kinds
    assert found.student is None


@pytest.mark.parametrize("kind", IncidentKind)
def test_no_number_of_the_plant_stands_with_what_is_closed_to_it(house: Session, kind: IncidentKind) -> None:
    plant = lay(house)
    told = report(house, plant, kind)
    card = incidents.card(house, NOW, plant.ids["student"], told.incident_id, CONTENT)
    of_plant = {call.kind.value for call in card.calls} & {"safety", "plant"}
    assert bool(of_plant) is (kind in {K.INJURY, K.NEAR_MISS, K.UNSAFE, K.EQUIPMENT, K.PAY})
