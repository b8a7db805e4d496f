"""Roles, invites and requests for access, without a loop."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from cluster import access, duties, people
from cluster.people import (
    AccessDeclined,
    AccessGranted,
    AccessRequested,
    InviteAccepted,
    InviteConfirmed,
    InviteNeedsSecond,
    InviteState,
    Organisation,
    OrganisationKind,
    RequestState,
    Role,
    RoleRevoked,
)
from storage import people as stored_people
from storage.access_requests import of_person
from storage.errors import Forbidden, NotFound, Refusal
from storage.invites import get as stored_invite
from storage.roles import children_of
from tests.unit.test_admission_rules import CONTENT

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
ROOMS = [ROOT / "cluster" / "people", ROOT / "cluster" / "access"]
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
KLEPIKI, BASE, FACTORY = "klepiki", "electronics", "factory"
ADMIN, COORDINATOR, OTHER_COORDINATOR, GUEST, STUDENT, BASE_COORDINATOR, STRANGER = range(1, 8)


@pytest.fixture
def cluster(session: Session, now: datetime) -> Session:
    """Give seven people: an admin, two coordinators of Klepiki, one of the base college, and three without a role."""
    people.register_organisations(
        session,
        [
            Organisation(BASE, OrganisationKind.COLLEGE, is_base=True),
            Organisation(KLEPIKI, OrganisationKind.COLLEGE),
            Organisation("kasimov", OrganisationKind.COLLEGE),
            Organisation(FACTORY, OrganisationKind.ENTERPRISE),
        ],
    )
    for number in range(1, 8):
        stored_people.meet(session, 100 + number, 100 + number, "ru", now)
    people.grant(session, now, None, ADMIN, Role.ADMIN)
    for number, college in ((COORDINATOR, KLEPIKI), (OTHER_COORDINATOR, KLEPIKI), (BASE_COORDINATOR, BASE)):
        people.grant(session, now, None, number, Role.COORDINATOR, college)
    return session


def held(session: Session, person_id: int) -> list[tuple[Role, str | None]]:
    return [(grant.role, grant.organisation) for grant in people.roles_of(session, person_id)]


def refusal(call: Callable[..., object], *args: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args)
    return caught.value.text_key


# --- roles ---


def test_anybody_may_say_that_they_apply_and_twice_is_once(cluster: Session, now: datetime) -> None:
    first = people.introduce(cluster, now, GUEST, Role.APPLICANT).value
    assert people.introduce(cluster, now, GUEST, Role.APPLICANT).value == first
    assert held(cluster, GUEST) == [(Role.APPLICANT, None)]
    assert people.active_role(cluster, GUEST) == first


@pytest.mark.parametrize("role", [r for r in Role if r not in people.OPEN_ROLES])
def test_nobody_takes_any_other_role_by_saying_so(cluster: Session, now: datetime, role: Role) -> None:
    assert refusal(people.introduce, cluster, now, GUEST, role) == "people-role-needs-invite"
    organisation = {"college": KLEPIKI, "enterprise": FACTORY}.get(people.BELONGS_TO.get(role, ""))
    assert refusal(people.grant, cluster, now, GUEST, GUEST, role, organisation) == "access-forbidden"
    assert held(cluster, GUEST) == []


def test_a_person_switches_between_roles(cluster: Session, now: datetime) -> None:
    student = people.grant(cluster, now, COORDINATOR, GUEST, Role.STUDENT, KLEPIKI).value
    parent = people.introduce(cluster, now, GUEST, Role.PARENT).value
    assert people.active_role(cluster, GUEST) == parent
    assert people.choose_role(cluster, now, GUEST, student.id).value == student
    assert people.active_role(cluster, GUEST) == student


def test_nobody_switches_to_anothers_or_a_revoked_role(cluster: Session, now: datetime) -> None:
    mine = people.introduce(cluster, now, GUEST, Role.PARENT).value
    assert refusal(people.choose_role, cluster, now, STRANGER, mine.id) == "people-role-gone"
    people.revoke(cluster, now, GUEST, mine.id)
    assert refusal(people.choose_role, cluster, now, GUEST, mine.id) == "people-role-gone"


def test_the_active_role_gives_way_when_it_ends(cluster: Session, now: datetime) -> None:
    parent = people.introduce(cluster, now, GUEST, Role.PARENT).value
    student = people.grant(cluster, now, COORDINATOR, GUEST, Role.STUDENT, KLEPIKI, choose=True).value
    ended = people.revoke(cluster, now, COORDINATOR, student.id)
    assert ended.events == (RoleRevoked(student.id, GUEST, Role.STUDENT, KLEPIKI, COORDINATOR),)
    assert people.active_role(cluster, GUEST) == parent
    assert people.revoke(cluster, now, COORDINATOR, student.id).events == ()
    people.revoke(cluster, now, GUEST, parent.id)
    assert people.active_role(cluster, GUEST) is None


@pytest.mark.parametrize(
    ("actor", "role", "organisation", "key"),
    [
        (COORDINATOR, Role.STUDENT, BASE, "access-forbidden"),
        (COORDINATOR, Role.ADMIN, None, "access-forbidden"),
        (BASE_COORDINATOR, Role.ADMIN, None, "access-forbidden"),
        (COORDINATOR, Role.COORDINATOR, KLEPIKI, "people-two-needed"),
        (ADMIN, Role.ADMIN, None, "people-two-needed"),
        (ADMIN, Role.STUDENT, None, "people-organisation-unknown"),
        (ADMIN, Role.STUDENT, FACTORY, "people-organisation-unknown"),
        (ADMIN, Role.MENTOR, KLEPIKI, "people-organisation-unknown"),
        (ADMIN, Role.STUDENT, "atlantis", "people-organisation-unknown"),
        (ADMIN, Role.PARENT, KLEPIKI, "people-organisation-not-needed"),
    ],
)
def test_a_role_is_not_given(
    cluster: Session, now: datetime, actor: int, role: Role, organisation: str | None, key: str
) -> None:
    assert refusal(people.grant, cluster, now, actor, GUEST, role, organisation) == key
    assert held(cluster, GUEST) == []


def test_a_base_coordinator_does_not_end_an_admins_role(cluster: Session, now: datetime) -> None:
    (admin,) = people.roles_of(cluster, ADMIN)
    assert refusal(people.revoke, cluster, now, BASE_COORDINATOR, admin.id) == "access-forbidden"
    assert refusal(people.revoke, cluster, now, ADMIN, 999) == "access-not-found"


def test_a_role_that_nobody_gave_is_not_a_coordinators_to_end(cluster: Session, now: datetime) -> None:
    taken = people.introduce(cluster, now, GUEST, Role.APPLICANT).value
    assert refusal(people.revoke, cluster, now, BASE_COORDINATOR, taken.id) == "access-forbidden"
    assert held(cluster, GUEST) == [(Role.APPLICANT, None)]


def test_the_name_goes_with_the_last_role_for_an_organisation(cluster: Session, now: datetime) -> None:
    mentor = people.grant(cluster, now, BASE_COORDINATOR, GUEST, Role.MENTOR, FACTORY).value
    stored_people.set_name(cluster, GUEST, "Громов Виктор Павлович")
    assert stored_people.names(cluster, [GUEST, STRANGER]) == {GUEST: "Громов Виктор Павлович"}
    people.revoke(cluster, now, GUEST, mentor.id)
    assert stored_people.names(cluster, [GUEST]) == {}


# --- who answers for an organisation ---


def test_who_gets_the_card(cluster: Session, now: datetime) -> None:
    assert people.coordinators_of(cluster, KLEPIKI) == [COORDINATOR, OTHER_COORDINATOR]
    assert people.coordinators_of(cluster, FACTORY) == [BASE_COORDINATOR]
    assert people.coordinators_of(cluster, "kasimov") == [BASE_COORDINATOR]
    (base,) = people.roles_of(cluster, BASE_COORDINATOR)
    people.revoke(cluster, now, None, base.id)
    assert people.coordinators_of(cluster, FACTORY) == [ADMIN]
    (admin,) = people.roles_of(cluster, ADMIN)
    people.revoke(cluster, now, None, admin.id)
    assert people.coordinators_of(cluster, FACTORY) == [COORDINATOR, OTHER_COORDINATOR]


# --- invites ---


def test_an_invite_gives_its_role_once(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, COORDINATOR, Role.COLLEGE_STAFF, KLEPIKI).value
    assert re.fullmatch(r"inv_[A-Za-z0-9_-]{43}", made.payload)
    assert made.expires_at == now + timedelta(hours=72)
    accepted = people.accept_invite(cluster, now + HOUR, GUEST, made.token)
    assert accepted.events == (InviteAccepted(made.id, GUEST, Role.COLLEGE_STAFF, KLEPIKI, COORDINATOR),)
    assert people.active_role(cluster, GUEST) == accepted.value
    again = people.accept_invite(cluster, now + 99 * HOUR, GUEST, made.token)
    assert (again.value, again.events) == (accepted.value, ())
    assert refusal(people.accept_invite, cluster, now, STRANGER, made.token) == "people-invite-used"


@pytest.mark.parametrize(
    ("hours", "key"), [(72 - 1 / 3600, None), (72, "people-invite-expired"), (900, "people-invite-expired")]
)
def test_an_invite_lives_72_hours(cluster: Session, now: datetime, hours: float, key: str | None) -> None:
    made = people.invite(cluster, now, None, Role.COORDINATOR, KLEPIKI).value
    moment = now + hours * HOUR
    if key is None:
        people.accept_invite(cluster, moment, GUEST, made.token)
    else:
        assert refusal(people.accept_invite, cluster, moment, GUEST, made.token) == key
        assert held(cluster, GUEST) == []


@pytest.mark.parametrize("token", ["", "x", "Ё", "inv_", "a" * 4096, "' OR 1=1 --"])
def test_an_unknown_token_is_refused(cluster: Session, now: datetime, token: str) -> None:
    people.invite(cluster, now, None, Role.ADMIN)
    assert refusal(people.accept_invite, cluster, now, GUEST, token) == "people-invite-unknown"
    assert people.open_invite(cluster, now, GUEST, token).value.state is InviteState.UNKNOWN


def test_a_revoked_invite_is_worthless(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, COORDINATOR, Role.STUDENT, KLEPIKI).value
    assert refusal(people.revoke_invite, cluster, now, STRANGER, made.id) == "access-forbidden"
    for _ in range(2):
        assert people.revoke_invite(cluster, now, COORDINATOR, made.id).value.revoked_at == now
    assert refusal(people.accept_invite, cluster, now, GUEST, made.token) == "people-invite-revoked"


def test_a_used_invite_cannot_be_revoked(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, COORDINATOR, Role.STUDENT, KLEPIKI).value
    people.accept_invite(cluster, now, GUEST, made.token)
    assert refusal(people.revoke_invite, cluster, now, COORDINATOR, made.id) == "people-invite-used"


def test_openings_are_counted_and_show_what_is_offered(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, COORDINATOR, Role.STUDENT, KLEPIKI).value
    for _ in range(3):
        preview = people.open_invite(cluster, now, GUEST, made.token).value
    assert (preview.state, preview.role, preview.organisation) == (InviteState.GOOD, Role.STUDENT, KLEPIKI)
    (mine,) = people.invites_of(cluster, now, COORDINATOR)
    assert mine.opened == 3
    assert people.invites_of(cluster, now + 72 * HOUR, COORDINATOR) == []


def test_an_invite_dies_with_the_inviters_right(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, COORDINATOR, Role.STUDENT, KLEPIKI).value
    people.revoke(cluster, now, None, people.roles_of(cluster, COORDINATOR)[0].id)
    assert refusal(people.accept_invite, cluster, now, GUEST, made.token) == "people-invite-revoked"


def test_a_used_link_does_not_bring_a_revoked_role_back(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, None, Role.STUDENT, KLEPIKI).value
    given = people.accept_invite(cluster, now, GUEST, made.token).value
    people.revoke(cluster, now, None, given.id)
    assert refusal(people.accept_invite, cluster, now, GUEST, made.token) == "people-invite-used"
    assert held(cluster, GUEST) == []


@pytest.mark.parametrize(
    ("actor", "role", "organisation"),
    [
        (STRANGER, Role.STUDENT, KLEPIKI),
        (COORDINATOR, Role.STUDENT, BASE),
        (COORDINATOR, Role.MENTOR, FACTORY),
        (COORDINATOR, Role.MINISTRY_VIEWER, None),
        (BASE_COORDINATOR, Role.ADMIN, None),
    ],
)
def test_who_may_not_invite(cluster: Session, now: datetime, actor: int, role: Role, organisation: str | None) -> None:
    assert refusal(people.invite, cluster, now, actor, role, organisation) == "access-forbidden"


def test_an_enterprise_admin_invites_their_own_people_only(cluster: Session, now: datetime) -> None:
    people.grant(cluster, now, None, GUEST, Role.ENTERPRISE_ADMIN, FACTORY)
    for role in (Role.MENTOR, Role.ENTERPRISE_HR):
        people.invite(cluster, now, GUEST, role, FACTORY)
    assert refusal(people.invite, cluster, now, GUEST, Role.ENTERPRISE_ADMIN, FACTORY) == "access-forbidden"


def test_a_coordinator_takes_two_people(cluster: Session, now: datetime) -> None:
    done = people.invite(cluster, now, COORDINATOR, Role.COORDINATOR, KLEPIKI)
    made = done.value
    assert made.sleeping
    asked = InviteNeedsSecond(made.id, Role.COORDINATOR, KLEPIKI, COORDINATOR, (ADMIN, OTHER_COORDINATOR))
    assert done.events == (asked,)
    assert refusal(people.accept_invite, cluster, now, GUEST, made.token) == "people-invite-sleeping"
    assert refusal(people.confirm_invite, cluster, now, COORDINATOR, made.id) == "people-invite-needs-another"
    assert refusal(people.confirm_invite, cluster, now, BASE_COORDINATOR, made.id) == "access-forbidden"
    confirmed = people.confirm_invite(cluster, now, OTHER_COORDINATOR, made.id)
    assert confirmed.events == (InviteConfirmed(made.id, COORDINATOR, OTHER_COORDINATOR),)
    assert people.confirm_invite(cluster, now, ADMIN, made.id).events == ()
    people.accept_invite(cluster, now, GUEST, made.token)
    assert held(cluster, GUEST) == [(Role.COORDINATOR, KLEPIKI)]


def test_the_operators_invite_needs_nobody_else(cluster: Session, now: datetime) -> None:
    assert not people.invite(cluster, now, None, Role.COORDINATOR, KLEPIKI).value.sleeping


def test_a_child_invites_a_parent(cluster: Session, now: datetime) -> None:
    assert refusal(people.invite, cluster, now, STRANGER, Role.PARENT, None, STUDENT) == "access-forbidden"
    assert refusal(people.invite, cluster, now, BASE_COORDINATOR, Role.PARENT, None, STUDENT) == "access-forbidden"
    made = people.invite(cluster, now, STUDENT, Role.PARENT, None, STUDENT).value
    assert refusal(people.accept_invite, cluster, now, STUDENT, made.token) == "people-invite-own-parent"
    people.accept_invite(cluster, now, GUEST, made.token)
    assert held(cluster, GUEST) == [(Role.PARENT, None)]
    assert children_of(cluster, GUEST) == {STUDENT}
    assert access.allowed(cluster, GUEST, access.Action.READ, access.of_kind(access.Kind.APPLICATION, STUDENT))


def test_the_college_invites_its_students_parent(cluster: Session, now: datetime) -> None:
    people.grant(cluster, now, None, STUDENT, Role.STUDENT, KLEPIKI)
    made = people.invite(cluster, now, COORDINATOR, Role.PARENT, None, STUDENT).value
    people.accept_invite(cluster, now, GUEST, made.token)
    assert children_of(cluster, GUEST) == {STUDENT}


def test_the_stored_invite_knows_only_a_hash(cluster: Session, now: datetime) -> None:
    made = people.invite(cluster, now, None, Role.ADMIN).value
    assert made.token not in str(stored_invite(cluster, made.id))


# --- asking for access ---


def ask(session: Session, now: datetime, person_id: int = GUEST) -> people.AccessRequest:
    return people.request_access(session, now, person_id, Role.MENTOR, FACTORY, " Громов  Виктор ", "мастер").value


def test_asking_brings_a_card_to_who_decides(cluster: Session, now: datetime) -> None:
    done = people.request_access(cluster, now, GUEST, Role.MENTOR, FACTORY, " Громов  Виктор ", "мастер")
    asked = AccessRequested(done.value.id, GUEST, Role.MENTOR, FACTORY, (BASE_COORDINATOR,))
    assert done.events == (asked,)
    assert (done.value.name, done.value.position) == ("Громов Виктор", "мастер")
    assert people.waiting_requests(cluster, BASE_COORDINATOR) == [done.value]
    assert people.waiting_requests(cluster, COORDINATOR) == []
    assert people.read_request(cluster, GUEST, done.value.id) == done.value


def test_asking_twice_is_asking_once(cluster: Session, now: datetime) -> None:
    first = ask(cluster, now)
    done = people.request_access(cluster, now + HOUR, GUEST, Role.MENTOR, FACTORY, "Громов Виктор")
    assert (done.value.id, done.events) == (first.id, ())


def test_one_open_request_a_role(cluster: Session, now: datetime) -> None:
    people.request_access(cluster, now, GUEST, Role.STUDENT, KLEPIKI, "Артём")
    with pytest.raises(Refusal) as caught:
        people.request_access(cluster, now, GUEST, Role.STUDENT, BASE, "Артём")
    assert (caught.value.text_key, caught.value.args_) == ("people-request-open", {"at": "14.07.2026 10:00"})


def test_a_grant_gives_role_and_name_and_tells(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    done = people.decide_access(cluster, now + HOUR, BASE_COORDINATOR, request.id, True)
    assert done.events == (
        AccessGranted(request.id, GUEST, Role.MENTOR, FACTORY, BASE_COORDINATOR, (BASE_COORDINATOR,)),
    )
    assert (done.value.state, done.value.decided_at) == (RequestState.GRANTED, now + HOUR)
    assert held(cluster, GUEST) == [(Role.MENTOR, FACTORY)]
    assert stored_people.names(cluster, [GUEST]) == {GUEST: "Громов Виктор"}
    assert people.decide_access(cluster, now, BASE_COORDINATOR, request.id, True).events == ()


def test_who_comes_second_reads_when_it_was_decided(cluster: Session, now: datetime) -> None:
    request = people.request_access(cluster, now, GUEST, Role.STUDENT, KLEPIKI, "Артём").value
    done = people.decide_access(cluster, now + HOUR, COORDINATOR, request.id, False)
    assert [type(event) for event in done.events] == [AccessDeclined]
    for grant in (True, False):
        with pytest.raises(Refusal) as caught:
            people.decide_access(cluster, now + 2 * HOUR, OTHER_COORDINATOR, request.id, grant)
        assert caught.value.text_key == "people-request-already-declined"
        assert caught.value.args_ == {"at": "14.07.2026 11:00", "who": "none"}
    assert held(cluster, GUEST) == []


@pytest.mark.parametrize("actor", [COORDINATOR, GUEST, STRANGER])
def test_nobody_else_decides(cluster: Session, now: datetime, actor: int) -> None:
    request = ask(cluster, now)
    assert refusal(people.decide_access, cluster, now, actor, request.id, True) == "access-forbidden"


def test_nobody_decides_their_own_request(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now, BASE_COORDINATOR)
    assert refusal(people.decide_access, cluster, now, BASE_COORDINATOR, request.id, True) == "people-request-own"


@pytest.mark.parametrize(
    ("role", "organisation", "name", "key"),
    [
        (Role.COORDINATOR, KLEPIKI, "Артём", "people-role-needs-invite"),
        (Role.ADMIN, None, "Артём", "people-role-needs-invite"),
        (Role.STUDENT, FACTORY, "Артём", "people-organisation-unknown"),
        (Role.STUDENT, KLEPIKI, "  ", "people-request-name-length"),
        (Role.STUDENT, KLEPIKI, "я" * 101, "people-request-name-length"),
    ],
)
def test_what_cannot_be_asked(
    cluster: Session, now: datetime, role: Role, organisation: str | None, name: str, key: str
) -> None:
    assert refusal(people.request_access, cluster, now, GUEST, role, organisation, name) == key


def test_nobody_asks_for_what_they_have(cluster: Session, now: datetime) -> None:
    people.grant(cluster, now, None, GUEST, Role.STUDENT, KLEPIKI)
    args = (cluster, now, GUEST, Role.STUDENT, KLEPIKI, "Артём")
    assert refusal(people.request_access, *args) == "people-role-held"


def test_after_a_no_one_waits_a_day(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    people.decide_access(cluster, now, BASE_COORDINATOR, request.id, False)
    assert refusal(ask, cluster, now + 24 * HOUR - MINUTE) == "people-request-declined-lately"
    assert ask(cluster, now + 24 * HOUR).id != request.id


def test_a_request_is_taken_back_and_forgotten(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    with pytest.raises(NotFound):
        people.withdraw_request(cluster, now, STRANGER, request.id)
    done = people.withdraw_request(cluster, now, GUEST, request.id)
    assert (done.value.state, done.value.name, len(done.events)) == (RequestState.WITHDRAWN, None, 1)
    assert people.withdraw_request(cluster, now, GUEST, request.id).events == ()
    args = (cluster, now, BASE_COORDINATOR, request.id, True)
    assert refusal(people.decide_access, *args) == "people-request-already-withdrawn"
    assert duties.next_due(cluster) is None


def test_an_unanswered_card_comes_again_every_day(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    for day in (1, 2):
        moment = now + day * timedelta(days=1)
        assert duties.due(cluster, moment - MINUTE) == []
        (duty,) = duties.due(cluster, moment)
        (event,) = duties.perform(cluster, moment, duty, people.DUTIES, CONTENT).events
        assert isinstance(event, AccessRequested)
        assert (event.request_id, event.again) == (request.id, True)
    people.decide_access(cluster, now, BASE_COORDINATOR, request.id, True)
    assert duties.due(cluster, now + timedelta(days=9)) == []


def test_the_words_of_a_decided_request_go_after_a_month(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    people.decide_access(cluster, now, BASE_COORDINATOR, request.id, False)
    moment = now + timedelta(days=30)
    (duty,) = duties.due(cluster, moment)
    duties.perform(cluster, moment, duty, people.DUTIES, CONTENT)
    assert [(r.name, r.position) for r in of_person(cluster, GUEST)] == [(None, None)]


def test_a_revoked_coordinator_decides_nothing(cluster: Session, now: datetime) -> None:
    request = ask(cluster, now)
    people.revoke(cluster, now, None, people.roles_of(cluster, BASE_COORDINATOR)[0].id)
    with pytest.raises(Forbidden):
        people.decide_access(cluster, now, BASE_COORDINATOR, request.id, True)


# --- texts ---


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_role_and_every_refusal_has_a_text(language: str) -> None:
    texts = "\n".join(path.read_text() for path in sorted((LOCALES / language).glob("*.ftl")))
    keys = set(re.findall(r"^([a-z][\w-]*) =", texts, re.MULTILINE))
    code = "\n".join(path.read_text() for room in ROOMS for path in room.rglob("*.py"))
    raised = set(re.findall(r"(?:Refusal|NotFound|Forbidden)\(\s*\"([\w-]+)\"", code))
    made = {f"people-role-{role}" for role in Role}
    made |= {f"people-invite-{state}" for state in InviteState if state is not InviteState.GOOD}
    made |= {f"people-request-already-{state}" for state in RequestState if state is not RequestState.NEW}
    assert len(raised) > 10
    assert (raised | made | {"access-forbidden", "access-not-found"}) - keys == set()
