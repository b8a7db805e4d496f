"""Invites to students' records: who makes them, whom a name lets in, what the college says where it differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from cluster import access, invites, people, privacy, russian
from cluster.access import Action, Kind
from cluster.duties import due, perform
from cluster.internship import desk, keeping
from cluster.invites import (
    Answer,
    BoundInvite,
    ClaimMade,
    ClaimSettled,
    InviteSource,
    InviteState,
    ParentJoined,
    StudentJoined,
)
from cluster.people import Organisation, OrganisationKind, Role
from cluster.people.guardians import parents_of_student
from storage import invites as stored_invites
from storage import people as stored
from storage import roles
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    NewPlacement,
    NewStudent,
    PlacementStatus,
    PracticeKind,
    Student,
    joining,
    placements,
    students,
)
from storage.invites import Numbers
from tests.unit.test_admission_rules import CONTENT

NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
COLLEGE, ELSEWHERE, BASE, PLANT = "klepiki", "kasimov", "electronics", "tyazhpressmash"
ARTYOM, SLIP, BORN = "Соловьёв Артём", "Соловъёв Артём", date(2008, 9, 5)
CAST: dict[str, tuple[Role | None, str | None]] = {
    "coordinator": (Role.COORDINATOR, COLLEGE),
    "colleague": (Role.COORDINATOR, COLLEGE),
    "staff": (Role.COLLEGE_STAFF, COLLEGE),
    "foreign": (Role.COORDINATOR, ELSEWHERE),
    "hr": (Role.ENTERPRISE_HR, PLANT),
    "mentor": (Role.MENTOR, PLANT),
    "admin": (Role.ADMIN, None),
    "artyom": (None, None),
    "petrov": (None, None),
    "guest": (None, None),
    "mother": (None, None),
}


@dataclass
class House:
    """A college with staff, one student's record, and people who might open its link."""

    session: Session
    who: dict[str, int]
    student: Student

    def invite(self, by: str = "staff", role: Role = Role.STUDENT, now: datetime = NOW) -> BoundInvite:
        make = invites.invite_student if role is Role.STUDENT else invites.invite_parent
        return make(self.session, now, self.who[by], self.student.id).value

    def says(
        self, who: str, made: BoundInvite, name: str, born: date | None = None, now: datetime = NOW
    ) -> tuple[Answer, tuple[Any, ...]]:
        done = invites.answer(self.session, now, self.who[who], made.token, name, born)
        return done.value.answer, done.events

    def claims(self, who: str, made: BoundInvite, name: str = "Петров Пётр") -> None:
        assert self.says(who, made, name)[0] is Answer.AGAIN
        assert self.says(who, made, name, date(2008, 1, 1))[0] is Answer.WAITS

    def record(self) -> Student:
        return students.get(self.session, self.student.id)

    def held(self, who: str) -> list[tuple[Role, str | None]]:
        return [(grant.role, grant.organisation) for grant in people.roles_of(self.session, self.who[who])]

    def stored(self, made: BoundInvite) -> stored_invites.StoredInvite:
        found = stored_invites.get(self.session, made.id)
        assert found is not None
        return found


def keep(session: Session, last: str, first: str, middle: str | None, born: date, group: str = "СВ-21") -> Student:
    """Keep a student of Klepiki."""
    new = NewStudent(
        COLLEGE, "klepiki-welder-9", group, russian.identity_key(last, first, middle, born), last, first, middle, born
    )
    return students.keep(session, new, NOW)[0]


@pytest.fixture
def house(session: Session) -> House:
    people.register_organisations(
        session,
        [
            Organisation(COLLEGE, OrganisationKind.COLLEGE),
            Organisation(ELSEWHERE, OrganisationKind.COLLEGE),
            Organisation(BASE, OrganisationKind.COLLEGE, is_base=True),
            Organisation(PLANT, OrganisationKind.ENTERPRISE),
        ],
    )
    who = {}
    for number, (name, (role, organisation)) in enumerate(CAST.items(), 1):
        who[name] = stored.meet(session, number, number, "ru", NOW).id
        if role is not None:
            people.grant(session, NOW, None, who[name], role, organisation)
    return House(session, who, keep(session, "Соловьёв", "Артём", "Игоревич", BORN))


def refusal(call: Callable[..., object], *args: object, **named: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    return caught.value.text_key


# --- who makes them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(CAST))
@pytest.mark.parametrize("make", [invites.invite_student, invites.invite_parent])
def test_the_college_of_the_student_invites_and_nobody_else(house: House, name: str, make: Any) -> None:
    if name in ("coordinator", "colleague", "staff"):
        made = make(house.session, NOW, house.who[name], house.student.id).value
        assert (made.expires_at, made.student) == (NOW + timedelta(hours=72), house.student)
        assert len(f"/start {made.payload}") <= 6 + 1 + 64
    else:
        with pytest.raises(Forbidden):
            make(house.session, NOW, house.who[name], house.student.id)


def test_a_new_invite_makes_older_ones_of_the_same_role_worthless(house: House) -> None:
    first, parents = house.invite(), house.invite(role=Role.PARENT)
    later = NOW + timedelta(minutes=1)
    second = house.invite(by="coordinator", now=later)
    assert refusal(house.says, "artyom", first, ARTYOM, None, later) == "invites-revoked"
    assert house.says("mother", parents, ARTYOM, None, later)[0] is Answer.JOINED
    assert house.says("artyom", second, ARTYOM, None, later)[0] is Answer.JOINED


def test_the_second_tap_of_a_double_tap_makes_no_second_link(house: House) -> None:
    made = house.invite()
    assert refusal(house.invite) == "people-invite-double"
    assert house.says("artyom", made, ARTYOM)[0] is Answer.JOINED


def test_whoever_is_in_the_bot_is_not_invited_again(house: House) -> None:
    house.says("artyom", house.invite(), ARTYOM)
    assert refusal(house.invite) == "invites-student-here"


def test_of_age_only_the_student_opens_the_card_to_a_parent(house: House) -> None:
    after_birthday = datetime(2026, 9, 5, 7, 0, tzinfo=UTC)
    assert refusal(house.invite, "staff", Role.PARENT, after_birthday) == "invites-parent-of-age"
    house.says("artyom", house.invite(), ARTYOM)
    made = house.invite("artyom", Role.PARENT, after_birthday)
    assert house.says("mother", made, ARTYOM, None, after_birthday)[0] is Answer.JOINED


def test_a_link_dies_with_the_right_of_who_made_it(house: House) -> None:
    made = house.invite(by="staff")
    (held,) = people.roles_of(house.session, house.who["staff"])
    people.revoke(house.session, NOW, None, held.id)
    offer = invites.look(house.session, NOW, house.who["artyom"], made.token).value
    assert offer.state is InviteState.REVOKED
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-revoked"
    assert house.record().person_id is None


def test_a_link_is_revoked_by_any_colleague_and_twice_is_once(house: House) -> None:
    made = house.invite()
    for stranger in ("foreign", "hr", "artyom", "admin"):
        with pytest.raises(Forbidden):
            invites.revoke(house.session, NOW, house.who[stranger], made.id)
    for _ in range(2):
        assert invites.revoke(house.session, NOW, house.who["coordinator"], made.id).events == ()
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-revoked"


def test_a_used_link_is_not_revoked(house: House) -> None:
    made = house.invite()
    house.says("artyom", made, ARTYOM)
    assert refusal(invites.revoke, house.session, NOW, house.who["staff"], made.id) == "invites-used"


# --- what a guest sees --------------------------------------------------------------------------------------


def test_an_offer_tells_nothing_of_the_person(house: House) -> None:
    made = house.invite()
    offer = invites.look(house.session, NOW, house.who["guest"], made.token).value
    assert (offer.state, offer.role, offer.college, offer.study_group) == (
        InviteState.GOOD, Role.STUDENT, COLLEGE, "СВ-21",
    )  # fmt: skip
    assert not any(part in repr(offer) for part in ("Соловьёв", "Артём", "2008"))
    assert house.stored(made).opened == 1


def test_a_link_of_the_other_kind_is_unknown(house: House) -> None:
    """The token of a record's invite opens nothing that asks no name, and the other way round."""
    made = house.invite()
    guest = house.who["guest"]
    assert people.open_invite(house.session, NOW, guest, made.token).value.state is InviteState.UNKNOWN
    assert refusal(people.accept_invite, house.session, NOW, guest, made.token) == "people-invite-unknown"
    for use in (people.revoke_invite, people.confirm_invite):
        with pytest.raises(NotFound):
            use(house.session, NOW, house.who["coordinator"], made.id)
    plain = people.invite(house.session, NOW, None, Role.STUDENT, COLLEGE).value
    assert invites.look(house.session, NOW, guest, plain.token).value.state is InviteState.UNKNOWN
    assert refusal(house.says, "guest", plain, ARTYOM) == "invites-unknown"
    assert house.held("guest") == []


def test_links_of_records_stand_in_nobodys_list(house: House) -> None:
    house.invite(by="coordinator")
    plain = people.invite(house.session, NOW, house.who["coordinator"], Role.COLLEGE_STAFF, COLLEGE)
    listed = people.invites_of(house.session, NOW, house.who["coordinator"])
    assert [one.id for one in listed] == [plain.value.id]


def test_an_expired_link_lets_nobody_in(house: House) -> None:
    made = house.invite()
    late = NOW + timedelta(hours=72)
    assert invites.look(house.session, late, house.who["artyom"], made.token).value.state is InviteState.EXPIRED
    assert refusal(house.says, "artyom", made, ARTYOM, None, late) == "invites-expired"


# --- whom a name lets in ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        ARTYOM, "соловьев артем", "Артём Соловьёв", "СОЛОВЬЕВ  АРТЕМ Игоревич", "Артём Игоревич Соловьёв",
        "Coловьёв Apтём", "Cjkjdm`d Fhn`v",
    ],
)  # fmt: skip
def test_the_name_of_the_record_lets_in(house: House, said: str) -> None:
    name = russian.parse_said_name(said).value
    made = house.invite()
    answer, events = house.says("artyom", made, russian.format_full_name(name.last, name.first, name.middle))
    artyom = house.who["artyom"]
    assert answer is Answer.JOINED
    assert events == (StudentJoined(made.id, house.student.id, artyom, house.who["staff"]),)
    assert (house.record().person_id, house.held("artyom")) == (artyom, [(Role.STUDENT, COLLEGE)])
    assert house.stored(made).used_by == artyom


@pytest.mark.parametrize(
    "said", ["Соловьёв Пётр", "Петров Артём", "Соловьёв Артём Петрович", SLIP, "Артём Артём", "Соловьёв Соловьёв"]
)
def test_another_name_is_asked_once_more_with_the_day_of_birth(house: House, said: str) -> None:
    made = house.invite()
    assert house.says("guest", made, said) == (Answer.AGAIN, ())
    assert invites.begin(house.session, NOW, house.who["guest"], made.token) == (Role.STUDENT, True)
    assert invites.begin(house.session, NOW, house.who["artyom"], made.token) == (Role.STUDENT, False)
    assert house.record().person_id is None


@pytest.mark.parametrize(
    ("said", "born", "answer"),
    [
        (SLIP, BORN, Answer.JOINED),
        ("Соловьёв Артем", BORN, Answer.JOINED),
        (SLIP, date(2008, 9, 6), Answer.WAITS),
        (ARTYOM, date(2008, 9, 6), Answer.WAITS),
        ("Соловьёв Пётр", BORN, Answer.WAITS),
        ("Петров Артём", BORN, Answer.WAITS),
    ],
)
def test_a_slip_is_forgiven_with_the_day_of_birth(house: House, said: str, born: date, answer: Answer) -> None:
    """What was wrong, the name or the day, cannot be told from the answer."""
    made = house.invite()
    house.says("guest", made, "Иванов Иван")
    assert house.says("guest", made, said, born)[0] is answer
    assert (house.record().person_id is not None) is (answer is Answer.JOINED)


def test_after_five_failures_in_an_hour_nothing_is_compared(house: House) -> None:
    others = [keep(house.session, f"Чужой{'а' * n}", "Иван", None, BORN) for n in range(1, 7)]
    made = [
        invites.invite_student(house.session, NOW, house.who["staff"], one.id).value for one in [house.student, *others]
    ]
    for one in made[:4]:
        assert house.says("guest", one, "Петров Пётр")[0] is Answer.AGAIN
    assert house.says("guest", made[4], "Петров Пётр")[0] is Answer.WAITS  # the fifth
    invites.take_back(house.session, NOW, house.who["guest"], made[4].id)
    assert house.says("guest", made[5], "Чужойааааа Иван", BORN)[0] is Answer.WAITS  # right, and not looked at
    assert students.get(house.session, others[4].id).person_id is None
    invites.take_back(house.session, NOW, house.who["guest"], made[5].id)
    an_hour_later = NOW + timedelta(hours=1, seconds=1)
    assert house.says("guest", made[5], "Чужойааааа Иван", None, an_hour_later)[0] is Answer.JOINED


def test_one_person_waits_on_one_invite_only(house: House) -> None:
    other = keep(house.session, "Ёлкин", "Пётр", None, BORN)
    house.claims("guest", house.invite())
    second = invites.invite_student(house.session, NOW, house.who["staff"], other.id).value
    house.says("guest", second, "Петров Пётр")
    assert house.says("guest", second, "Петров Пётр", BORN) == (Answer.ELSEWHERE, ())


def test_of_two_with_other_names_the_second_is_told_that_one_waits(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    house.says("petrov", made, "Петров Пётр")
    assert house.says("petrov", made, "Петров Пётр", BORN) == (Answer.BUSY, ())
    assert house.stored(made).claimed_by == house.who["guest"]


# --- one student, one person --------------------------------------------------------------------------------


def test_who_is_in_already_reads_so(house: House) -> None:
    made = house.invite()
    house.says("artyom", made, ARTYOM)
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-already-yours"
    offer = invites.look(house.session, NOW, house.who["artyom"], made.token).value
    assert offer.why_not == "invites-already-yours"
    assert refusal(house.says, "guest", made, ARTYOM) == "invites-used"


def test_a_record_that_is_somebodys_stays_theirs(house: House) -> None:
    """A card at home is good still when a roster has linked the record by itself."""
    made = house.invite()
    _links(house, house.student, "petrov")
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-record-taken"
    assert (house.record().person_id, house.held("artyom")) == (house.who["petrov"], [])


def _links(house: House, student: Student, who: str) -> None:
    """Link a record as a roster does."""
    joining.link(house.session, student.id, house.who[who], NOW)
    people.grant(house.session, NOW, None, house.who[who], Role.STUDENT, COLLEGE)


def _end_role(house: House, who: str, role: Role) -> None:
    (held,) = [one for one in people.roles_of(house.session, house.who[who]) if one.role is role]
    people.revoke(house.session, NOW, house.who["coordinator"], held.id)


def test_a_new_telephone_comes_to_the_record_once_the_old_role_is_ended(house: House) -> None:
    house.says("mother", house.invite(role=Role.PARENT), ARTYOM)
    house.says("artyom", house.invite(), ARTYOM)
    assert refusal(house.invite) == "invites-student-here"
    _end_role(house, "artyom", Role.STUDENT)
    made = house.invite()
    answer, _ = house.says("guest", made, ARTYOM)
    guest, mother = house.who["guest"], house.who["mother"]
    assert (answer, house.record().person_id) == (Answer.JOINED, guest)
    assert guest in roles.children_of(house.session, mother)
    assert parents_of_student(house.session, house.record()) == [mother]


def test_who_left_the_role_comes_back_to_the_own_record(house: House) -> None:
    house.says("artyom", house.invite(), ARTYOM)
    _end_role(house, "artyom", Role.STUDENT)
    assert house.says("artyom", house.invite(), ARTYOM)[0] is Answer.JOINED
    assert house.held("artyom") == [(Role.STUDENT, COLLEGE)]


def test_a_link_by_mistake_is_mended(house: House) -> None:
    """The wrong person goes to their own record, the right one to theirs."""
    other = keep(house.session, "Петров", "Пётр", None, BORN)
    made = house.invite()
    house.claims("petrov", made)
    invites.decide(house.session, NOW, house.who["coordinator"], made.id, grant=True)
    _end_role(house, "petrov", Role.STUDENT)
    own = invites.invite_student(house.session, NOW, house.who["staff"], other.id).value
    assert house.says("petrov", own, "Петров Пётр")[0] is Answer.JOINED
    assert students.get(house.session, other.id).person_id == house.who["petrov"]
    assert house.record().person_id is None
    assert house.says("artyom", house.invite(), ARTYOM)[0] is Answer.JOINED


def test_a_student_becomes_no_other_student_of_the_college(house: House) -> None:
    other = keep(house.session, "Ёлкин", "Пётр", None, BORN)
    _links(house, other, "petrov")
    made = house.invite()
    assert refusal(house.says, "petrov", made, ARTYOM) == "invites-you-are-another"
    assert house.record().person_id is None


def test_a_parent_who_opens_the_students_link_stays_a_parent(house: House) -> None:
    house.says("mother", house.invite(role=Role.PARENT), ARTYOM)
    made = house.invite()
    assert refusal(house.says, "mother", made, ARTYOM) == "invites-for-your-child"
    assert house.held("mother") == [(Role.PARENT, None)]
    assert house.says("artyom", made, ARTYOM)[0] is Answer.JOINED


def test_a_student_who_opens_the_parents_link_stays_a_student(house: House) -> None:
    house.says("artyom", house.invite(), ARTYOM)
    made = house.invite(role=Role.PARENT)
    assert refusal(house.says, "artyom", made, ARTYOM) == "people-invite-own-parent"
    assert house.held("artyom") == [(Role.STUDENT, COLLEGE)]


def test_whoever_made_a_link_does_not_use_it_up(house: House) -> None:
    made = house.invite(by="staff")
    assert refusal(house.says, "staff", made, ARTYOM) == "invites-handed-out-by-you"
    assert house.record().person_id is None


# --- parents ------------------------------------------------------------------------------------------------


def test_a_parent_comes_before_the_student_and_becomes_a_guardian_with_them(house: House) -> None:
    made = house.invite(role=Role.PARENT)
    mother = house.who["mother"]
    answer, events = house.says("mother", made, "соловьев артем")
    assert answer is Answer.JOINED
    assert events == (ParentJoined(made.id, house.student.id, mother, house.who["staff"], None),)
    assert parents_of_student(house.session, house.record()) == [mother]
    assert [one.id for one in invites.children(house.session, mother)] == [house.student.id]
    assert roles.children_of(house.session, mother) == frozenset()
    house.says("artyom", house.invite(), ARTYOM)
    assert roles.children_of(house.session, mother) == {house.who["artyom"]}
    assert joining.parents(house.session, house.student.id) == []
    assert parents_of_student(house.session, house.record()) == [mother]
    assert [one.id for one in invites.children(house.session, mother)] == [house.student.id]


def test_a_student_learns_who_sees_their_card(house: House) -> None:
    house.says("artyom", house.invite(), ARTYOM)
    made = house.invite(role=Role.PARENT)
    _, events = house.says("mother", made, ARTYOM)
    artyom, mother = house.who["artyom"], house.who["mother"]
    assert events == (ParentJoined(made.id, house.student.id, mother, house.who["staff"], artyom),)
    assert roles.children_of(house.session, mother) == {artyom}


def test_only_who_is_a_parent_still_is_told_as_one_and_once(house: House) -> None:
    mother = house.who["mother"]
    house.says("mother", house.invite(role=Role.PARENT), ARTYOM)
    joining.link(house.session, house.student.id, house.who["artyom"], NOW)  # as a roster does, without its parents
    roles.add_guardian(house.session, mother, house.who["artyom"], NOW)
    roles.add_guardian(house.session, house.who["guest"], house.who["artyom"], NOW)
    assert parents_of_student(house.session, house.record()) == [mother]
    (held,) = people.roles_of(house.session, mother)
    people.revoke(house.session, NOW, mother, held.id)
    assert parents_of_student(house.session, house.record()) == []


@pytest.mark.parametrize("came", [False, True])
def test_a_parent_reads_their_child_alone_and_changes_nothing(house: House, came: bool) -> None:
    other = keep(house.session, "Ёлкин", "Пётр", None, BORN)
    house.says("mother", house.invite(role=Role.PARENT), ARTYOM)
    if came:
        house.says("artyom", house.invite(), ARTYOM)
    mother = house.who["mother"]
    assert invites.child(house.session, mother, house.student.id)[0].id == house.student.id
    for one, action in ((house.student.id, Action.WRITE), (other.id, Action.READ)):
        with pytest.raises(Forbidden):
            desk.load_student(house.session, mother, one, action)
    with pytest.raises(Forbidden):
        invites.child(house.session, house.who["guest"], house.student.id)


def test_a_right_that_a_parent_lost_closes_the_card(house: House) -> None:
    house.says("mother", house.invite(role=Role.PARENT), ARTYOM)
    mother = house.who["mother"]
    (held,) = people.roles_of(house.session, mother)
    people.revoke(house.session, NOW, mother, held.id)
    assert invites.children(house.session, mother) == []
    with pytest.raises(Forbidden):
        invites.child(house.session, mother, house.student.id)


# --- the word of the college --------------------------------------------------------------------------------


def test_a_claim_asks_the_coordinators_of_the_college(house: House) -> None:
    made = house.invite()
    house.says("guest", made, "Петров Пётр")
    answer, events = house.says("guest", made, "Петров Пётр", BORN)
    assert answer is Answer.WAITS
    assert events == (ClaimMade(made.id, (house.who["coordinator"], house.who["colleague"])),)
    assert house.stored(made).claimed_name == "Петров Пётр"
    for name in ("coordinator", "staff"):
        assert [one.id for one, _ in invites.waiting(house.session, house.who[name])] == [made.id]
    for name in ("foreign", "hr", "mentor", "admin", "guest"):
        assert invites.waiting(house.session, house.who[name]) == []


def test_without_a_coordinator_the_staff_is_asked_and_no_admin(house: House) -> None:
    for name in ("coordinator", "colleague"):
        (held,) = people.roles_of(house.session, house.who[name])
        people.revoke(house.session, NOW, None, held.id)
    made = house.invite()
    house.says("guest", made, "Петров Пётр")
    _, events = house.says("guest", made, "Петров Пётр", BORN)
    assert events == (ClaimMade(made.id, (house.who["staff"],)),)


def test_the_word_of_the_college_lets_in(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    coordinator, guest = house.who["coordinator"], house.who["guest"]
    done = invites.decide(house.session, NOW, coordinator, made.id, grant=True)
    deciders = (coordinator, house.who["colleague"])
    assert done.events == (
        ClaimSettled(made.id, guest, True, coordinator, deciders),
        StudentJoined(made.id, house.student.id, guest, house.who["staff"]),
    )
    assert (house.record().person_id, house.held("guest")) == (guest, [(Role.STUDENT, COLLEGE)])
    kept = house.stored(made)
    assert (kept.claimed_name, kept.used_by, kept.confirmed_by) == (None, guest, coordinator)


def test_a_no_makes_the_link_worthless(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    coordinator, guest = house.who["coordinator"], house.who["guest"]
    done = invites.decide(house.session, NOW, coordinator, made.id, grant=False)
    deciders = (coordinator, house.who["colleague"])
    assert done.events == (ClaimSettled(made.id, guest, False, coordinator, deciders),)
    assert house.stored(made).claimed_name is None
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-revoked"
    assert house.held("guest") == []


@pytest.mark.parametrize("grant", [True, False])
def test_a_claim_is_settled_once(house: House, grant: bool) -> None:
    made = house.invite()
    house.claims("guest", made)
    coordinator, colleague = house.who["coordinator"], house.who["colleague"]
    invites.decide(house.session, NOW, coordinator, made.id, grant=grant)
    assert invites.decide(house.session, NOW, coordinator, made.id, grant=grant).events == ()
    said = f"invites-claim-already-{'granted' if grant else 'declined'}"
    assert refusal(invites.decide, house.session, NOW, coordinator, made.id, grant=not grant) == said
    assert refusal(invites.decide, house.session, NOW, colleague, made.id, grant=grant) == said
    assert refusal(invites.take_back, house.session, NOW, house.who["guest"], made.id) == "invites-claim-over"


@pytest.mark.parametrize("name", ["foreign", "hr", "mentor", "admin", "guest", "artyom"])
@pytest.mark.parametrize("grant", [True, False])
def test_nobody_else_decides(house: House, name: str, grant: bool) -> None:
    made = house.invite()
    house.claims("guest", made)
    with pytest.raises(Forbidden):
        invites.decide(house.session, NOW, house.who[name], made.id, grant=grant)
    assert house.stored(made).has_waiting_claim


def test_nobody_decides_about_themselves(house: House) -> None:
    made = house.invite(by="staff")
    house.claims("coordinator", made)
    said = refusal(invites.decide, house.session, NOW, house.who["coordinator"], made.id, grant=True)
    assert said == "invites-claim-own"


def test_without_a_claim_there_is_nothing_to_decide(house: House) -> None:
    made = house.invite()
    for grant in (True, False):
        said = refusal(invites.decide, house.session, NOW, house.who["coordinator"], made.id, grant=grant)
        assert said == "invites-claim-over"
    assert house.says("artyom", made, ARTYOM)[0] is Answer.JOINED


def test_a_claim_on_a_record_that_found_its_person_meanwhile_cannot_be_granted(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    _links(house, house.student, "artyom")
    coordinator = house.who["coordinator"]
    assert refusal(invites.decide, house.session, NOW, coordinator, made.id, grant=True) == "invites-claim-hindered"
    assert house.record().person_id == house.who["artyom"]
    assert invites.decide(house.session, NOW, coordinator, made.id, grant=False).value.revoked_by == coordinator


def test_a_wrong_person_does_not_keep_the_right_one_out(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    answer, events = house.says("artyom", made, ARTYOM)
    deciders = (house.who["coordinator"], house.who["colleague"])
    assert answer is Answer.JOINED
    assert ClaimSettled(made.id, house.who["guest"], False, None, deciders) in events
    kept = house.stored(made)
    assert (kept.used_by, kept.claimed_name, invites.is_granted(kept)) == (house.who["artyom"], None, False)
    assert house.held("guest") == []


def test_a_claimant_who_mends_the_name_is_in(house: House) -> None:
    made = house.invite()
    house.claims("artyom", made, "Соловьёв Артур")
    answer, events = house.says("artyom", made, ARTYOM, BORN)
    assert answer is Answer.JOINED
    assert [one.granted for one in events if isinstance(one, ClaimSettled)] == [None]


def test_a_claim_taken_back_is_forgotten_and_the_link_is_good(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    assert refusal(invites.take_back, house.session, NOW, house.who["petrov"], made.id) == "invites-claim-over"
    (event,) = invites.take_back(house.session, NOW, house.who["guest"], made.id).events
    assert isinstance(event, ClaimSettled)
    assert (event.granted, event.decided_by) == (None, house.who["guest"])
    kept = house.stored(made)
    assert (kept.claimed_by, kept.claimed_at, kept.claimed_name) == (None, None, None)
    assert house.says("artyom", made, ARTYOM)[0] is Answer.JOINED


def test_a_new_link_and_a_revoked_one_end_the_claim(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    later = NOW + timedelta(minutes=1)
    done = invites.invite_student(house.session, later, house.who["staff"], house.student.id)
    assert [type(one) for one in done.events] == [ClaimSettled]
    house.claims("petrov", done.value)
    (event,) = invites.revoke(house.session, later, house.who["staff"], done.value.id).events
    assert isinstance(event, ClaimSettled)
    assert (event.claimant_id, event.granted) == (house.who["petrov"], False)


def _remind(house: House, at: datetime) -> tuple[Any, ...]:
    events: tuple[Any, ...] = ()
    for duty in due(house.session, at, 10):
        events += perform(house.session, at, duty, invites.DUTIES, CONTENT).events
    return events


def test_the_card_comes_again_every_day_until_two_weeks_are_over(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    deciders = (house.who["coordinator"], house.who["colleague"])
    for day in range(1, 14):
        assert _remind(house, NOW + timedelta(days=day)) == (ClaimMade(made.id, deciders, again=True),)
    (over,) = _remind(house, NOW + timedelta(days=14))
    assert over == ClaimSettled(made.id, house.who["guest"], False, None, deciders)
    assert house.stored(made).claimed_name is None
    assert _remind(house, NOW + timedelta(days=30)) == ()


def test_a_claim_whose_record_was_taken_back_reminds_nobody(house: House) -> None:
    """As the undoing of a roster does."""
    house.claims("guest", house.invite())
    house.session.execute(sql("DELETE FROM invites"))
    house.session.expire_all()
    assert _remind(house, NOW + timedelta(days=1)) == ()
    assert due(house.session, NOW + timedelta(days=3), 10) == []


def test_a_settled_claim_reminds_nobody(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    invites.decide(house.session, NOW, house.who["coordinator"], made.id, grant=True)
    assert _remind(house, NOW + timedelta(days=1)) == ()


# --- many links ---------------------------------------------------------------------------------------------


@pytest.fixture
def class_of(house: House) -> list[Student]:
    """Three more students in two groups; one of them is in the bot."""
    made = [
        keep(house.session, "Ёлкин", "Пётр", None, BORN),
        keep(house.session, "Абрамова", "Алёна", None, BORN),
        keep(house.session, "Ю", "Максим", None, BORN, "МР-22"),
    ]
    joining.link(house.session, made[2].id, house.who["petrov"], NOW)
    return made


def _print(house: House, found: list[Student], now: datetime = NOW) -> dict[int, str]:
    tokens = {one.id: invites.new_token() for one in found}
    done = invites.keep_printed(
        house.session, now, house.who["staff"], COLLEGE, tokens, InviteSource.CARD, now + invites.PRINTED_VALID_FOR
    )
    assert done.value == len(found)
    return tokens


def _to_print(house: House, group: str = "", *, only_new: bool = False, now: datetime = NOW) -> list[Student]:
    return invites.to_print(house.session, now, house.who["staff"], COLLEGE, group, only_new=only_new)


def test_groups_tell_who_is_not_in_the_bot(house: House, class_of: list[Student]) -> None:
    house.invite()
    found = invites.groups(house.session, NOW, house.who["staff"], COLLEGE)
    assert [(one.name, one.students, one.absent, one.linked) for one in found] == [
        ("МР-22", 1, 0, 0),
        ("СВ-21", 3, 3, 1),
    ]
    assert [one.last_name for one in _to_print(house)] == ["Абрамова", "Ёлкин", "Соловьёв"]
    assert [one.last_name for one in _to_print(house, found[1].code, only_new=True)] == ["Абрамова", "Ёлкин"]
    with pytest.raises(NotFound):
        _to_print(house, "ffffffff")


def test_printed_links_hold_for_thirty_days_and_end_older_ones(house: House, class_of: list[Student]) -> None:
    old = house.invite()
    found = _to_print(house)
    tokens = _print(house, found)
    last = NOW + timedelta(days=30, seconds=-1)
    assert refusal(house.says, "artyom", old, ARTYOM) == "invites-revoked"
    done = invites.answer(house.session, last, house.who["artyom"], tokens[house.student.id], ARTYOM)
    assert done.value.answer is Answer.JOINED
    assert done.events == (StudentJoined(done.value.invite_id, house.student.id, house.who["artyom"], None),)
    other = next(one for one in found if one.last_name == "Ёлкин")
    said = refusal(
        invites.answer, house.session, last + timedelta(seconds=1), house.who["guest"], tokens[other.id], "Ёлкин Пётр"
    )
    assert said == "invites-expired"
    assert _to_print(house, only_new=True, now=last) == []


def test_who_opened_the_bot_while_the_printer_worked_gets_none(house: House, class_of: list[Student]) -> None:
    found = _to_print(house)
    tokens = {one.id: invites.new_token() for one in found}
    joining.link(house.session, house.student.id, house.who["artyom"], NOW)
    tokens[class_of[2].id] = invites.new_token()  # in the bot all along
    made = invites.keep_printed(house.session, NOW, house.who["staff"], COLLEGE, tokens, InviteSource.TABLE, NOW)
    assert made.value == 2


def test_links_whose_maker_is_gone_count_for_nothing(house: House) -> None:
    house.invite(by="colleague")
    (held,) = people.roles_of(house.session, house.who["colleague"])
    assert _to_print(house, only_new=True) == []
    people.revoke(house.session, NOW, None, held.id)
    assert [one.id for one in _to_print(house, only_new=True)] == [house.student.id]


@pytest.mark.parametrize("name", ["foreign", "hr", "mentor", "admin", "guest"])
def test_nobody_else_prints_or_counts(house: House, name: str) -> None:
    who, session = house.who[name], house.session
    calls: list[Callable[[], object]] = [
        lambda: invites.groups(session, NOW, who, COLLEGE),
        lambda: invites.to_print(session, NOW, who, COLLEGE, "", only_new=False),
        lambda: invites.keep_printed(session, NOW, who, COLLEGE, {house.student.id: "x"}, InviteSource.CARD, NOW),
        lambda: invites.numbers(session, who, COLLEGE),
    ]
    for call in calls:
        with pytest.raises(Forbidden):
            call()
    assert COLLEGE not in invites.colleges_of(session, who)


def test_a_student_of_another_college_gets_no_card_of_this_one(house: House) -> None:
    """A forged list cannot hand out, or revoke, the links of another college."""
    new = NewStudent(ELSEWHERE, "x", "А-1", "чужой", "Чужой", "Иван", None, BORN)
    other, _ = students.keep(house.session, new, NOW)
    made = invites.invite_student(house.session, NOW, house.who["foreign"], other.id).value
    tokens = {other.id: invites.new_token()}
    done = invites.keep_printed(house.session, NOW, house.who["staff"], COLLEGE, tokens, InviteSource.CARD, NOW)
    assert done.value == 0
    assert house.stored(made).revoked_at is None


def test_numbers_by_source(house: House, class_of: list[Student]) -> None:
    tokens = _print(house, _to_print(house))
    artyom = house.who["artyom"]
    for _ in range(2):
        invites.look(house.session, NOW, artyom, tokens[house.student.id])
    invites.answer(house.session, NOW, artyom, tokens[house.student.id], ARTYOM)
    invites.look(house.session, NOW, house.who["guest"], tokens[class_of[0].id])
    house.invite(role=Role.PARENT)
    people.invite(house.session, NOW, None, Role.STUDENT, COLLEGE)
    people.invite(house.session, NOW, house.who["coordinator"], Role.COLLEGE_STAFF, COLLEGE)
    people.invite(house.session, NOW, None, Role.STUDENT, ELSEWHERE)
    assert invites.numbers(house.session, house.who["coordinator"], COLLEGE) == [
        Numbers(InviteSource.CHAT, 1, 0, 0),
        Numbers(InviteSource.CARD, 3, 2, 1),
        Numbers(InviteSource.CONSOLE, 1, 0, 0),
    ]


# --- privacy ------------------------------------------------------------------------------------------------


def test_who_erases_themselves_leaves_no_claim_and_no_name(house: House) -> None:
    made = house.invite()
    house.claims("guest", made)
    parents = house.invite(role=Role.PARENT)
    house.says("mother", parents, ARTYOM)
    guest, mother = house.who["guest"], house.who["mother"]
    assert [one.text_key for one in privacy.summary(house.session, guest).kept] == ["invites-kept-claims"]
    assert [one.text_key for one in privacy.summary(house.session, mother).kept] == ["invites-kept-children"]
    events: list[Any] = []
    for person in (guest, mother):
        privacy.request_erasure(house.session, NOW, person)
    later = NOW + timedelta(days=14)
    for duty in due(house.session, later, 10):
        if duty.kind == privacy.ERASE:
            events += perform(house.session, later, duty, privacy.DUTIES, CONTENT).events
    assert [one.granted for one in events if isinstance(one, ClaimSettled)] == [None]
    assert house.stored(made).claimed_name is None
    assert house.stored(made).claimed_by is None
    assert joining.parents(house.session, house.student.id) == []
    assert privacy.summary(house.session, guest).kept == ()


def test_the_invites_of_an_erased_student_are_worthless(house: House) -> None:
    made, parents = house.invite(), house.invite(role=Role.PARENT)
    house.says("mother", parents, ARTYOM)
    house.claims("guest", made)
    (event,) = invites.forget_students(house.session, NOW, [house.student.id])
    assert isinstance(event, ClaimSettled)
    assert (event.claimant_id, event.granted) == (house.who["guest"], False)
    assert house.stored(made).claimed_name is None
    assert refusal(house.says, "artyom", made, ARTYOM) == "invites-revoked"


def test_a_student_who_goes_takes_the_open_invites_along(house: House) -> None:
    house.says("artyom", house.invite(), ARTYOM)
    made = house.invite(role=Role.PARENT)
    house.claims("guest", made)
    done = privacy.delete_kept(house.session, NOW, house.who["artyom"], "internship")
    assert [one.claimant_id for one in done.events if isinstance(one, ClaimSettled)] == [house.who["guest"]]
    kept = house.stored(made)
    assert (kept.claimed_name, kept.revoked_at) == (None, NOW)
    assert refusal(house.says, "mother", made, ARTYOM) == "invites-revoked"


def test_what_the_night_forgets_takes_the_open_invites_along(house: House) -> None:
    planned = NewPlacement(
        house.student.id, COLLEGE, PLANT, "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION,
        date(2023, 5, 1), date(2023, 6, 1), 288,
    )  # fmt: skip
    over = NOW - timedelta(days=1100)
    placement = placements.add(house.session, planned, over)
    assert placement is not None
    placements.set_status(house.session, placement.id, PlacementStatus.COMPLETED, over)
    made = house.invite()
    house.claims("guest", made)
    keeping.ensure(house.session, NOW)
    tomorrow = NOW + timedelta(days=1)
    for duty in due(house.session, tomorrow, 10):
        if duty.kind == keeping.RETENTION:
            told = perform(house.session, tomorrow, duty, keeping.DUTIES, CONTENT).events
    assert [type(one) for one in told] == [ClaimSettled]
    assert (house.stored(made).claimed_name, house.stored(made).revoked_at) == (None, tomorrow)


def test_an_emptied_record_takes_nobody_in(house: House) -> None:
    """Even where nobody has told the invites of it."""
    made = house.invite()
    students.change(house.session, house.student.id, NOW, last_name=None, first_name=None, birth_date=None)
    assert refusal(house.says, "artyom", made, "") == "invites-revoked"
    with pytest.raises(NotFound):
        invites.invite_parent(house.session, NOW, house.who["staff"], house.student.id)


def test_the_log_tells_of_every_way_in_and_of_no_name(house: House) -> None:
    house.says("artyom", house.invite(), "Иванов Иван")
    house.says("artyom", house.invite(by="coordinator", now=NOW + timedelta(minutes=1)), ARTYOM)
    from storage.access_log import about

    logged = about(house.session, house.who["artyom"])
    assert [(one.action, one.kind, one.object_id) for one in logged if one.kind == Kind.STUDENT] == [
        (Action.WRITE, Kind.STUDENT, house.student.id)
    ]
    assert [one.action for one in logged if one.kind == Kind.INVITE] == [Action.READ]
    assert not any("Иванов" in (one.reason or "") for one in logged)
    raw = house.session.execute(sql("SELECT * FROM invites")).all()
    assert "Иванов" not in repr(raw)
    assert access.allowed(
        house.session, house.who["artyom"], Action.READ, desk.student_target(house.session, house.record())
    )
