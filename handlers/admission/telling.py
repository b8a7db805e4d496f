"""Who is told what happened to an application: the table of content decides who and when, the texts say it.

An event becomes a `Tale`; every role that the table of `content/*/notices.toml` names gets the text
`notice-<event>-<role>`; `handlers/telling.py` says who of them hears it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import review, russian
from cluster.access import Action, Kind, Target, allows, load_actor
from cluster.content import NoticeEvent, NoticeRole
from cluster.people import coordinators_of, parents_of
from handlers.telling import hearers
from storage.admission import Applicant, Application, applicants, applications

Facts = Callable[["Teller", str], Mapping[str, Any]]
Rows = Callable[["Teller", NoticeRole], Sequence[Sequence[Button]]]


def no_rows(_teller: Teller, _role: NoticeRole) -> Sequence[Sequence[Button]]:
    """Return no buttons."""
    return ()


def no_facts(_teller: Teller, _language: str) -> Mapping[str, Any]:
    """Return nothing beside what every text gets."""
    return {}


@dataclass(frozen=True)
class Tale:
    """What happened to one application, to be told.

    `once` names this occurrence, so that it is told once. `actor_id` has it on the screen already and is left out.
    `assignee_id` takes the place of who has taken the application. `facts` gives further arguments of the texts.
    """

    event: NoticeEvent
    application_id: int
    once: str
    actor_id: int | None = None
    assignee_id: int | None = None
    facts: Facts = no_facts
    rows: Rows = no_rows


@dataclass(frozen=True)
class Teller:
    """What facts and buttons may look at."""

    context: NoticeContext
    application: Application
    applicant: Applicant
    tale: Tale = field(repr=False)


def tell(context: NoticeContext, tale: Tale) -> Iterable[Notice]:
    """Return the notices of a tale."""
    application = applications.get(context.session, [tale.application_id])[tale.application_id]
    person = applicants.get(context.session, [application.applicant_id])[application.applicant_id]
    teller = Teller(context, application, person, tale)
    concerned = {role: _recipients(teller, role) for role in NoticeRole}
    for one in hearers(context, context.content.notice(tale.event), concerned, but={tale.actor_id}):
        args = {**_common(teller, one.language), **tale.facts(teller, one.language)}
        screen = Screen(f"notice-{tale.event}-{one.role}", args, tale.rows(teller, one.role))
        yield one.notice(screen, f"{tale.event}:{tale.once}")


def once_at(now: datetime, *parts: object) -> str:
    """Return a name for something that may happen again at another moment."""
    return ":".join([*map(str, parts), now.isoformat()])


def _recipients(teller: Teller, role: NoticeRole) -> Iterator[int]:
    session, application = teller.context.session, teller.application
    match role:
        case NoticeRole.APPLICANT:
            yield application.owner_id
        case NoticeRole.PARENT:
            child = Target(Kind.APPLICATION, application.owner_id)
            yield from (one for one in parents_of(session, application.owner_id) if _may_read(session, one, child))
        case NoticeRole.ASSIGNEE:
            yield from _assignees(teller)
        case NoticeRole.COLLEGE:
            yield from coordinators_of(session, application.college)


def _assignees(teller: Teller) -> Iterator[int]:
    """Whom it is about, else who has taken it; where their role has ended, the coordinators stand in."""
    session, application = teller.context.session, teller.application
    if teller.tale.assignee_id is not None:
        yield teller.tale.assignee_id
    elif application.assignee_id is not None:
        desk = review.desk_of(session, application.college)
        still_there = _may_read(session, application.assignee_id, desk)
        yield from [application.assignee_id] if still_there else coordinators_of(session, application.college)


def _may_read(session: Session, person_id: int, target: Target) -> bool:
    """Whether the access table still lets them: a right that has ended ends the messages, too."""
    return allows(load_actor(session, person_id), Action.READ, target)


def _common(teller: Teller, language: str) -> dict[str, Any]:
    answers = teller.applicant.answers
    name = russian.short_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""
    college = teller.context.content.college(teller.application.college)
    return {"no": teller.application.number, "name": name, "college": college.short.in_(language)}
