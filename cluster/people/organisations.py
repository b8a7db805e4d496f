"""Organisations, and who answers for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from cluster.content import Content
from storage import organisations, roles
from storage.errors import Refusal
from storage.organisations import Organisation, OrganisationKind
from storage.roles import Role

# For whom a role is held. Those not named here belong to no organisation.
BELONGS_TO = {
    Role.STUDENT: OrganisationKind.COLLEGE,
    Role.COLLEGE_STAFF: OrganisationKind.COLLEGE,
    Role.COLLEGE_SUPERVISOR: OrganisationKind.COLLEGE,
    Role.COORDINATOR: OrganisationKind.COLLEGE,
    Role.MENTOR: OrganisationKind.ENTERPRISE,
    Role.ENTERPRISE_HR: OrganisationKind.ENTERPRISE,
    Role.ENTERPRISE_ADMIN: OrganisationKind.ENTERPRISE,
}
OFFICE_ROLES: Final[frozenset[Role]] = frozenset({Role.COORDINATOR, Role.COLLEGE_STAFF})
"""Who keep a college's lists of students. A supervisor may do the same by right, and has a menu of their own."""
COLLEGE_ROLES: Final[frozenset[Role]] = OFFICE_ROLES | {Role.COLLEGE_SUPERVISOR}
"""Who work for a college."""
ENTERPRISE_ROLES: Final[frozenset[Role]] = frozenset({Role.ENTERPRISE_HR, Role.ENTERPRISE_ADMIN})
"""Who act for an enterprise: its personnel department and its head."""


def register_organisations(session: Session, known: Iterable[Organisation]) -> None:
    """Keep the organisations that the content names, so that roles can be held for them. Repeatable."""
    organisations.put(session, known)


def organisations_of(content: Content) -> list[Organisation]:
    """Return the colleges and enterprises of the content, for `register_organisations`."""
    colleges = [Organisation(one.key, OrganisationKind.COLLEGE, is_base=one.base) for one in content.colleges]
    return [*colleges, *(Organisation(one.key, OrganisationKind.ENTERPRISE) for one in content.enterprises)]


def check_belonging(session: Session, role: Role, organisation: str | None) -> None:
    """Refuse a role for the wrong kind of organisation, for none where it needs one, or for an unknown one."""
    wanted = BELONGS_TO.get(role)
    if wanted is None:
        if organisation is not None:
            raise Refusal("people-organisation-not-needed")
        return
    known = organisations.get(session, organisation) if organisation is not None else None
    if known is None or known.kind is not wanted:
        raise Refusal("people-organisation-unknown")


def in_charge_of(session: Session, organisation: str | None) -> frozenset[str]:
    """Return the colleges whose coordinators decide for an organisation.

    Its own; where it has none, the base college; where that has none either and there is no admin, every college that
    has one: a request must never lie where nobody looks.
    """
    staffed = roles.organisations_with(session, Role.COORDINATOR)
    if organisation is not None and organisation in staffed:
        return frozenset({organisation})
    base = {o.key for o in organisations.every(session, OrganisationKind.COLLEGE) if o.is_base}
    if base & staffed:
        return frozenset(base & staffed)
    return frozenset() if roles.holders(session, Role.ADMIN) else frozenset(staffed)


def coordinators_of(session: Session, organisation: str | None) -> list[int]:
    """Return who gets the card about an organisation (people.id), as `in_charge_of` finds them; else the admins."""
    found = roles.holders(session, Role.COORDINATOR, in_charge_of(session, organisation))
    return found or roles.holders(session, Role.ADMIN)


def college_staff(session: Session, colleges: Iterable[str]) -> list[int]:
    """Return who work for one of these colleges (people.id), each once, in order."""
    return _holders(session, COLLEGE_ROLES, colleges)


def enterprise_staff(session: Session, enterprise: str) -> list[int]:
    """Return who act for an enterprise (people.id), each once, in order."""
    return _holders(session, ENTERPRISE_ROLES, [enterprise])


def _holders(session: Session, held: Iterable[Role], organisations: Iterable[str]) -> list[int]:
    wanted = list(organisations)
    return sorted({person for role in held for person in roles.holders(session, role, wanted)})


def circle_of(session: Session, organisation: str | None) -> frozenset[str]:
    """Return an organisation together with the colleges that decide for it: whose staff may act on its people."""
    own = {organisation} if organisation is not None else set()
    return frozenset(own | in_charge_of(session, organisation))
