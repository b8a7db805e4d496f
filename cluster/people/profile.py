"""What a person says about themselves: the language to speak."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, require
from storage import people
from storage.errors import NotFound

LANGUAGES = ("ru", "en")


def choose_language(session: Session, actor: int, language: str) -> str:
    """Keep the language that a person wants to be spoken to in, and return it; `NotFound` for one not spoken here."""
    if language not in LANGUAGES:
        raise NotFound
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    people.set_language(session, actor, language)
    return language
