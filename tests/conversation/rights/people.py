"""Who tries the doors: every role, with the object and without it, here and elsewhere, now and until a second ago."""

from __future__ import annotations

from dataclasses import dataclass, field

from cluster.access import ANYBODY, GIVES, Action, Kind, Scope, scope_of
from cluster.people import Role
from tests.conversation.rights.table import Rule

HERE, ELSEWHERE, BASE, WORKS, OTHER_WORKS = "klepiki", "zhivago", "electronics", "rnpk", "serebryansky"
PRACTICE = frozenset({Kind.STUDENT, Kind.PLACEMENT, Kind.DIARY, Kind.INCIDENT})
"""What there is of the student's practice at the works: it belongs to the college and, but for the record, to them."""
OF_WORKS = frozenset({Kind.PLACE, Kind.PLACEMENT, Kind.DIARY, Kind.INCIDENT})


@dataclass(frozen=True)
class Walker:
    """Somebody at the doors. `owns` names what of the house is theirs; `revoked`: the role ended a second ago."""

    role: Role | None = None
    organisation: str | None = None
    owns: frozenset[Kind] = field(default_factory=frozenset)
    is_parent: bool = False  # of who applied, and of the student
    teaches: bool = False  # the student
    revoked: bool = False


WALKERS: dict[str, Walker] = {
    "nobody yet": Walker(),
    "who applied": Walker(Role.APPLICANT, owns=frozenset({Kind.APPLICATION})),
    "who asked for access": Walker(Role.APPLICANT, owns=frozenset({Kind.ACCESS_REQUEST})),
    "their parent": Walker(Role.PARENT, is_parent=True),
    "their parent, until a second ago": Walker(Role.PARENT, is_parent=True, revoked=True),
    "another's parent": Walker(Role.PARENT),
    "student": Walker(Role.STUDENT, HERE, owns=PRACTICE),
    "another student": Walker(Role.STUDENT, HERE),
    "mentor": Walker(Role.MENTOR, WORKS, teaches=True),
    "another mentor": Walker(Role.MENTOR, WORKS),
    "personnel of another enterprise": Walker(Role.ENTERPRISE_HR, OTHER_WORKS),
    "personnel of an enterprise": Walker(Role.ENTERPRISE_HR, WORKS),
    "head of an enterprise": Walker(Role.ENTERPRISE_ADMIN, WORKS),
    "staff": Walker(Role.COLLEGE_STAFF, HERE, owns=frozenset({Kind.ROLE})),
    "supervisor": Walker(Role.COLLEGE_SUPERVISOR, HERE),
    "coordinator": Walker(Role.COORDINATOR, HERE, owns=frozenset({Kind.INVITE})),
    "staff, until a second ago": Walker(Role.COLLEGE_STAFF, HERE, revoked=True),
    "supervisor, until a second ago": Walker(Role.COLLEGE_SUPERVISOR, HERE, revoked=True),
    "coordinator, until a second ago": Walker(Role.COORDINATOR, HERE, revoked=True),
    "staff of another college": Walker(Role.COLLEGE_STAFF, ELSEWHERE),
    "supervisor of another college": Walker(Role.COLLEGE_SUPERVISOR, ELSEWHERE),
    "coordinator of another college": Walker(Role.COORDINATOR, ELSEWHERE),
    "coordinator of the base college": Walker(Role.COORDINATOR, BASE),
    "viewer of the ministry": Walker(Role.MINISTRY_VIEWER),
    "admin": Walker(Role.ADMIN),
}


HANDED_OUT = frozenset({Kind.INVITE, Kind.ROLE, Kind.ACCESS_REQUEST})


def may_pass(name: str, rule: Rule) -> bool:
    """Whether the access table lets somebody through a door."""
    walker = WALKERS[name]
    if (rule.alone and rule.alone != name) or rule.but == name:
        return False
    if walker.role is not None and walker.role not in rule.roles:
        return False
    return any(
        _covers(walker, rule.kind, scope, anywhere=rule.anywhere) and _may_hand_out(role, scope, rule)
        for role, scope in _scopes(walker, rule.kind, rule.action)
        if scope in rule.scopes
    )


def may_read(name: str, kind: Kind) -> bool:
    """Whether the access table lets somebody see an object of this house, by whatever door."""
    walker = WALKERS[name]
    return any(_covers(walker, kind, scope) for _, scope in _scopes(walker, kind, Action.READ))


def _scopes(walker: Walker, kind: Kind, action: Action) -> list[tuple[Role | None, Scope]]:
    held = [ANYBODY] if walker.revoked else [ANYBODY, walker.role]
    return [(role, scope_of(role, kind, action)) for role in held]


def _may_hand_out(role: Role | None, scope: Scope, rule: Rule) -> bool:
    if rule.kind not in HANDED_OUT or rule.action is Action.READ or scope is Scope.OWN or rule.gives is None:
        return True
    return rule.gives in GIVES.get(role, ())


def _covers(walker: Walker, kind: Kind, scope: Scope, *, anywhere: bool = False) -> bool:
    match scope:
        case Scope.OWN:
            return kind in walker.owns
        case Scope.CHILD:
            return walker.is_parent and kind in PRACTICE | {Kind.APPLICATION, Kind.CONSENT}
        case Scope.ASSIGNED | Scope.UNLESS_NAMED:
            return walker.teaches and kind in PRACTICE
        case Scope.ORGANISATION:
            return anywhere or walker.organisation in _homes(kind)
        case Scope.ALL:
            return True
        case _:
            return False


def _homes(kind: Kind) -> frozenset[str]:
    """Return the organisations that the object of this kind belongs to."""
    if kind is Kind.PLACE:
        return frozenset({WORKS})
    if kind is Kind.CONTENT:  # what is nobody's own is the base college's
        return frozenset({BASE})
    return frozenset({HERE, WORKS}) if kind in OF_WORKS else frozenset({HERE})
