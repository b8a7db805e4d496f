"""Whose desk an application lies on: what staff may see and act on, asked anew in every transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.people.organisations import circle_of, college_staff
from storage import people
from storage.admission import Applicant, Application, applicants, applications
from storage.errors import NotFound, Refusal
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations

"""Who may hold an application."""


class CardOutdated(Refusal):
    """The application changed after this card was drawn: the present one is shown."""

    def __init__(self) -> None:
        super().__init__("review-card-outdated")


def desk_of(session: Session, college: str) -> Target:
    """Return an application of a college as its staff act on it: nobody acts here as the owner."""
    return Target(Kind.APPLICATION, organisations=circle_of(session, college))


def consent_in(session: Session, college: str) -> Target:
    """Return a consent that the staff of a college receive: a supervisor reads it and takes none."""
    return Target(Kind.CONSENT, organisations=circle_of(session, college))


def colleges_of(session: Session, actor: int) -> frozenset[str]:
    """Return the colleges whose applications this person works on."""
    who = load_actor(session, actor)
    keys = [one.key for one in organisations(session, OrganisationKind.COLLEGE)]
    return frozenset(key for key in keys if allows(who, Action.WRITE, desk_of(session, key)))


def load(
    session: Session, actor: int, application_id: int, seen_version: int | None = None, action: Action = Action.WRITE
) -> Application:
    """Return an application to who works on it.

    `NotFound`, `Forbidden`, and `CardOutdated` where it changed since its version `seen_version` (None: whatever
    stands now).
    """
    application = applications.get(session, [application_id]).get(application_id)
    if application is None:
        raise NotFound
    require(session, actor, action, desk_of(session, application.college))
    if seen_version is not None and seen_version != application.version:
        raise CardOutdated
    return application


def person_of(session: Session, application: Application) -> Applicant:
    """Return the person of an application."""
    return applicants.get(session, [application.applicant_id])[application.applicant_id]


def colleagues(session: Session, college: str) -> list[int]:
    """Return who works on the applications of a college (people.id)."""
    return college_staff(session, circle_of(session, college))


def who(session: Session, person_id: int | None) -> str:
    """Return the name of a member of staff; "none" where they told no name, which the texts turn into words."""
    return people.names(session, [person_id or 0]).get(person_id or 0, "none")
