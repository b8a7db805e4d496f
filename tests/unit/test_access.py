"""The access table against the table of the domain, line by line, and the way it is asked."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from cluster import access, people
from cluster.access import ANYBODY, GIVES, RULES, Action, Actor, Forbidden, Kind, Role, Scope, Target
from cluster.people import Organisation, OrganisationKind
from storage import people as stored_people
from storage.access_log import about
from storage.roles import Grant, add_guardian

# object | role | scope | actions. What is not here must be refused.
EXPECTED = """
application        anybody             own           read write
application        applicant           own           read write
application        student             own           read write
application        parent              child         read
application        college_staff       organisation  read write
application        college_supervisor  organisation  read write
application        coordinator         organisation  read write assign
application        ministry_viewer     all           numbers
student            applicant           own           read write
student            student             own           read write
student            parent              child         read
student            mentor              assigned      read
student            college_staff       organisation  read write
student            college_supervisor  organisation  read write
student            coordinator         organisation  read write
student            ministry_viewer     all           numbers
place              enterprise_hr       organisation  read write
place              enterprise_admin    organisation  read write
place              college_staff       all           read
place              college_supervisor  all           read
place              coordinator         all           read write
place              ministry_viewer     all           numbers
placement          applicant           own           read
placement          student             own           read
placement          parent              child         read
placement          mentor              assigned      read
placement          enterprise_hr       organisation  read write_part
placement          enterprise_admin    organisation  read write_part
placement          college_staff       organisation  read write
placement          college_supervisor  organisation  read write
placement          coordinator         organisation  read write
placement          ministry_viewer     all           numbers
diary              applicant           own           read write
diary              student             own           read write
diary              mentor              assigned      read write
diary              enterprise_hr       organisation  summary
diary              enterprise_admin    organisation  summary
diary              college_staff       organisation  read
diary              college_supervisor  organisation  read
diary              coordinator         organisation  read
diary              ministry_viewer     all           numbers
incident           applicant           own           read write
incident           student             own           read write
incident           parent              child         notice
incident           mentor              unless_named  read write
incident           enterprise_hr       organisation  read
incident           enterprise_admin    organisation  read
incident           college_staff       organisation  read write
incident           college_supervisor  organisation  read write
incident           coordinator         organisation  read write
incident           ministry_viewer     all           numbers
dorm_request       applicant           own           read write
dorm_request       student             own           read write
dorm_request       parent              child         read
dorm_request       enterprise_hr       organisation  read write
dorm_request       enterprise_admin    organisation  read write
dorm_request       college_staff       organisation  read write
dorm_request       college_supervisor  organisation  read write
dorm_request       coordinator         organisation  read write
dorm_request       ministry_viewer     all           numbers
vacancy            applicant           all           read
vacancy            student             all           read
vacancy            parent              all           read
vacancy            enterprise_hr       organisation  read write
vacancy            enterprise_admin    organisation  read write
vacancy            college_staff       all           read
vacancy            college_supervisor  all           read
vacancy            coordinator         all           read moderate
vacancy            ministry_viewer     all           numbers
response           applicant           own           read write
response           student             own           read write
response           enterprise_hr       organisation  read write
response           enterprise_admin    organisation  read write
response           college_staff       organisation  read
response           college_supervisor  organisation  read
response           coordinator         organisation  read moderate
response           ministry_viewer     all           numbers
enterprise_request enterprise_hr       organisation  read write
enterprise_request enterprise_admin    organisation  read write
enterprise_request college_staff       organisation  read write
enterprise_request college_supervisor  organisation  read write
enterprise_request coordinator         all           read write assign
enterprise_request ministry_viewer     all           numbers
person             anybody             own           read write
person             parent              child         read
person             mentor              assigned      read
person             college_staff       organisation  read unmask
person             college_supervisor  organisation  read unmask
person             coordinator         organisation  read unmask
person             admin               all           read
role               anybody             own           read write revoke
role               enterprise_admin    organisation  read write revoke
role               coordinator         organisation  read write revoke
role               admin               all           read write revoke
invite             anybody             own           read write revoke
invite             enterprise_admin    organisation  read write revoke
invite             coordinator         organisation  read write revoke
invite             admin               all           read write revoke
access_request     anybody             own           read write
access_request     coordinator         organisation  read decide
access_request     admin               all           read decide
consent            anybody             own           read write
consent            parent              child         read write
consent            college_staff       organisation  read write
consent            college_supervisor  organisation  read
consent            coordinator         organisation  read write
draft              anybody             own           read write
access_log         anybody             own           read
access_log         admin               all           read
content            anybody             all           read
content            coordinator         organisation  read write
content            admin               all           read write
content            anybody             all           read
content            coordinator         organisation  read write
content            admin               all           read write
"""
HANDED_OUT = {
    ANYBODY: "applicant parent",
    Role.ENTERPRISE_ADMIN: "enterprise_hr mentor",
    Role.COORDINATOR: "applicant student parent mentor enterprise_hr enterprise_admin college_staff "
    "college_supervisor coordinator",
    Role.ADMIN: "applicant student parent mentor enterprise_hr enterprise_admin college_staff college_supervisor "
    "coordinator ministry_viewer admin",
}
ROLES: tuple[Role | None, ...] = (ANYBODY, *Role)
HANDING_OUT = (Kind.ROLE, Kind.INVITE, Kind.ACCESS_REQUEST)

ME, CHILD, STRANGER = 1, 2, 3
# A target that stands in exactly one relation to the actor, and the scopes that cover it.
RELATIONS: dict[str, tuple[dict[str, object], set[Scope]]] = {
    "own": ({"owner_id": ME}, {Scope.OWN}),
    "child": ({"owner_id": CHILD}, {Scope.CHILD}),
    "assigned": (
        {"owner_id": STRANGER, "assigned_ids": frozenset({ME})},
        {Scope.ASSIGNED, Scope.UNLESS_NAMED},
    ),
    "named": (
        {"owner_id": STRANGER, "assigned_ids": frozenset({ME}), "named_ids": frozenset({ME})},
        {Scope.ASSIGNED},
    ),
    "organisation": ({"owner_id": STRANGER, "organisations": frozenset({"mine", "x"})}, {Scope.ORGANISATION}),
    "foreign": ({"owner_id": STRANGER, "organisations": frozenset({"theirs"})}, set()),
    "nobody's": ({}, set()),
}


def expected() -> dict[tuple[Kind, Role | None, Action], Scope]:
    rights = {}
    for line in EXPECTED.strip().splitlines():
        kind, role, scope, *actions = line.split()
        for action in actions:
            rights[Kind(kind), None if role == "anybody" else Role(role), Action(action)] = Scope(scope)
    return rights


def actor(role: Role | None) -> Actor:
    moment = datetime.fromisoformat("2026-07-14T07:00:00+00:00")
    grants = () if role is None else (Grant(1, ME, role, "mine", moment),)
    return Actor(ME, grants, frozenset({CHILD}))


def test_every_role_object_and_action_has_the_scope_of_the_domain() -> None:
    rights = expected()
    for kind, role, action in itertools.product(Kind, ROLES, Action):
        assert access.scope_of(role, kind, action) is rights.get((kind, role, action), Scope.NONE), (
            kind,
            role,
            action,
        )
    assert set(RULES) == set(Kind)


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_right_covers_its_scope_and_nothing_else(relation: str) -> None:
    rights = expected()
    about_it, covering = RELATIONS[relation]
    for kind, role, action in itertools.product(Kind, ROLES, Action):
        if kind in HANDING_OUT:
            continue
        held = {rights.get((kind, r, action), Scope.NONE) for r in (ANYBODY, role)}
        target = Target(kind, **about_it)  # type: ignore[arg-type]
        assert access.allows(actor(role), action, target) is bool(held & (covering | {Scope.ALL})), (
            kind,
            role,
            action,
        )


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("kind", HANDING_OUT)
def test_roles_are_handed_out_only_by_who_may_give_them(kind: Kind, relation: str) -> None:
    rights = expected()
    about_it, covering = RELATIONS[relation]
    for role, given, action in itertools.product(ROLES, Role, Action):
        target = Target(kind, **about_it, role=given)  # type: ignore[arg-type]
        want = any(
            rights.get((kind, r, action), Scope.NONE) in covering | {Scope.ALL}
            and (not needs_gift(kind, r, action) or given in HANDED_OUT.get(r, "").split())
            for r in (ANYBODY, role)
        )
        assert access.allows(actor(role), action, target) is want, (role, given, action)


def needs_gift(kind: Kind, role: Role | None, action: Action) -> bool:
    """Leaving a role, looking and asking need no right to give it."""
    if kind is Kind.ACCESS_REQUEST:
        return action is Action.DECIDE
    return action is Action.WRITE or (action is Action.REVOKE and role is not ANYBODY)


def test_what_each_role_hands_out() -> None:
    assert {role: frozenset(Role(name) for name in names.split()) for role, names in HANDED_OUT.items()} == GIVES


def test_a_role_that_is_not_named_is_never_handed_out() -> None:
    for kind, action in ((Kind.ROLE, Action.WRITE), (Kind.INVITE, Action.WRITE), (Kind.ACCESS_REQUEST, Action.DECIDE)):
        assert not access.allows(actor(Role.ADMIN), action, Target(kind, ME, frozenset({"mine"})))


def test_a_role_without_an_organisation_covers_no_organisation() -> None:
    moment = datetime.fromisoformat("2026-07-14T07:00:00+00:00")
    homeless = Actor(ME, (Grant(1, ME, Role.COORDINATOR, None, moment),))
    assert not access.allows(homeless, Action.READ, Target(Kind.APPLICATION, STRANGER))


@pytest.fixture
def people_of(session: Session, now: datetime) -> Session:
    people.register_organisations(session, [Organisation("klepiki", OrganisationKind.COLLEGE)])
    for number in (1, 2, 3):
        stored_people.meet(session, 100 + number, None, "ru", now)
    return session


def test_a_right_revoked_a_second_ago_is_gone(people_of: Session, now: datetime) -> None:
    held = people.grant(people_of, now, None, 1, Role.COORDINATOR, "klepiki").value
    application = access.of_kind(Kind.APPLICATION, 2, "klepiki")
    access.require(people_of, 1, Action.WRITE, application)
    people.revoke(people_of, now, None, held.id)
    with pytest.raises(Forbidden) as caught:
        access.require(people_of, 1, Action.WRITE, application)
    assert caught.value.text_key == "access-forbidden"


def test_several_roles_add_up(people_of: Session, now: datetime) -> None:
    people.grant(people_of, now, None, 1, Role.COORDINATOR, "klepiki")
    people.introduce(people_of, now, 1, Role.PARENT)
    add_guardian(people_of, 1, 2, now)
    assert access.allowed(people_of, 1, Action.READ, access.of_kind(Kind.PLACEMENT, 2))
    assert access.allowed(people_of, 1, Action.READ, access.of_kind(Kind.PLACEMENT, 3, "klepiki", None))
    assert not access.allowed(people_of, 1, Action.READ, access.of_kind(Kind.PLACEMENT, 3))


def test_a_parent_no_longer_sees_the_child_without_the_role(people_of: Session, now: datetime) -> None:
    held = people.introduce(people_of, now, 1, Role.PARENT).value
    add_guardian(people_of, 1, 2, now)
    people.revoke(people_of, now, 1, held.id)
    assert not access.allowed(people_of, 1, Action.READ, access.of_kind(Kind.PLACEMENT, 2))


def test_who_looked_and_why_is_written_down(people_of: Session, now: datetime) -> None:
    access.log(people_of, now, 1, Action.UNMASK, Kind.APPLICATION, 2, 17, "звонок родителям")
    (looked,) = about(people_of, 2)
    assert (looked.actor_id, looked.action, looked.kind, looked.object_id) == (1, "unmask", "application", 17)
    assert (looked.at, looked.reason) == (now, "звонок родителям")
