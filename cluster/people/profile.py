"""What people say about themselves: the language to speak, the name to act under."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from storage import people, roles
from storage.errors import NotFound, Refusal

LANGUAGES = ("ru", "en")


def choose_language(session: Session, actor: int, language: str) -> str:
    """Keep the language that a person wants to be spoken to in, and return it; `NotFound` for one not spoken here."""
    if language not in LANGUAGES:
        raise NotFound
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    people.set_language(session, actor, language)
    return language


def tell_name(session: Session, actor: int, name: str) -> None:
    """Keep the name under which a person acts for an organisation; refused to who acts for none: nobody needs it."""
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    if not any(held.organisation for held in roles.of_person(session, actor)):
        raise Refusal("people-name-not-needed")
    people.set_name(session, actor, name)


def name_of(session: Session, person_id: int) -> str | None:
    """Return the name under which a person acts; None where they told none."""
    return people.names(session, [person_id]).get(person_id)
