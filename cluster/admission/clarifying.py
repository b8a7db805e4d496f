"""What staff asked of an applicant, and giving it: an item counts once it is given anew, not once it was seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition
from cluster.events import Event
from storage.admission import Answers, Application, applications
from storage.review import InfoRequest, requests

REMIND_INFO: Final = "admission-info-remind"
PARENT_PARTS: Final = {
    "parent_name": ("last_name", "first_name", "middle_name"),
    "parent_relation": ("relation",),
    "parent_phone": ("phone",),
}
"""What the form's questions on the parent fill."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Words of an applicant to the college of one application; no other college reads them."""

    application_id: int
    text: str


def open_request(session: Session, application: Application) -> InfoRequest | None:
    """Return what an applicant is asked for now; None where nothing is."""
    return requests.open_one(session, application.id) if application.status is ApplicationStatus.NEEDS_INFO else None


def given_items(before: Answers | None, after: Answers) -> tuple[str, ...]:
    """Return the names of the form's questions whose answers differ."""
    names = tuple(
        field.name
        for field in dataclasses.fields(Answers)
        if field.name != "parent" and (before is None or getattr(before, field.name) != getattr(after, field.name))
    )
    old, new = before.parent if before is not None else None, after.parent
    differ = (
        question
        for question, parts in PARENT_PARTS.items()
        if any(getattr(old, part, None) != getattr(new, part, None) for part in parts)
    )
    return (*names, *differ)


def give(
    session: Session,
    now: datetime,
    owner: int,
    standing: Sequence[Application],
    items: Sequence[str],
    reply: Reply | None = None,
) -> list[Event]:
    """Tick items off whatever asks for them; what is whole goes back to who asked."""
    events: list[Event] = []
    for application in standing:
        asked = open_request(session, application)
        if asked is None:
            continue
        came = [item for item in items if item in asked.missing]
        if came:
            requests.tick(session, application.id, came)
        if set(asked.missing) <= set(came):
            words = reply.text if reply is not None and reply.application_id == application.id else None
            events.append(_back(session, now, owner, application, words))
    return events


def brought(session: Session, now: datetime, application: Application, papers: Sequence[str]) -> list[Event]:
    """Tick papers that the applicant brought instead of answering in the chat, for every college that asks."""
    standing = applications.of_applicant(session, application.applicant_id, active=True)
    return give(session, now, application.owner_id, standing, papers)


def forget_reminders(session: Session, application_id: int) -> None:
    """Cancel the reminders of what was asked, with their cause."""
    duties.cancel(session, REMIND_INFO, str(application_id))


def _back(session: Session, now: datetime, owner: int, application: Application, reply: str | None) -> Event:
    forget_reminders(session, application.id)
    facts = Facts(items_changed=True, comment=reply)
    by = By(Actor.APPLICANT, owner)
    return transition(session, now, application, ApplicationStatus.IN_REVIEW, by, facts)[1]
