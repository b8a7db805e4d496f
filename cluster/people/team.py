"""Who acts for an organisation, as those who may end roles see it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor
from cluster.people.organisations import circle_of
from storage import people, roles
from storage.roles import Grant


@dataclass(frozen=True, slots=True)
class Member:
    """A role that somebody holds for an organisation; `name` is None where they told none."""

    held: Grant
    name: str | None


def team(session: Session, actor: int) -> list[Member]:
    """Return the roles of others that this person may end, by organisation, oldest first."""
    who = load_actor(session, actor)
    circles: dict[str | None, frozenset[str]] = {}
    found = []
    for held in roles.for_organisations(session):
        circle = circles.setdefault(held.organisation, circle_of(session, held.organisation))
        target = Target(Kind.ROLE, held.person_id, circle, role=held.role)
        if held.person_id != actor and allows(who, Action.REVOKE, target):
            found.append(held)
    names = people.names(session, [held.person_id for held in found])
    return [Member(held, names.get(held.person_id)) for held in found]
