"""The applications that lie in the demo's queue from the start: sent and worked on by the real use cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from cluster import admission, consents, people, review
from cluster.admission import ApplicationForm
from cluster.calendar import MOSCOW
from cluster.content import Content
from cluster.people import Role
from storage import people as stored
from storage.admission import Application, applications


@dataclass(frozen=True, slots=True)
class Stage:
    """What every step needs: the transaction, the content, who works on the queue (people.id)."""

    session: Session
    content: Content
    staff: int


def lay_applications(session: Session, content: Content, story: Mapping[str, Any], staff: int) -> None:
    """Send every application of the story, and take its steps. Repeatable: one that stands is left as it is."""
    stage = Stage(session, content, staff)
    for told in sorted(story["application"], key=lambda one: one["sent"]):
        sent_at = _moment(told["sent"])
        owner = stored.meet(session, told["person"], told["person"], "ru", sent_at)
        people.introduce(session, sent_at, owner.id, Role.APPLICANT)
        document = admission.consent_document(content, "ru")
        consents.give(session, sent_at, owner.id, document, consents.APPLICATION)
        answers = {key: value for key, value in told["answers"].items() if value != ""}
        form = ApplicationForm.model_validate({**story["answers"], "middle_name": None, **answers})
        sent = admission.submit(session, sent_at, owner.id, form, content).value
        if sent.repeated:
            continue
        for step in told.get("steps", ()):
            _take(stage, applications.get(session, [sent.applications[0].id])[sent.applications[0].id], step)


def _take(stage: Stage, one: Application, step: Mapping[str, Any]) -> None:
    session, content, staff, now = stage.session, stage.content, stage.staff, _moment(step["at"])
    match step["do"]:
        case "take":
            review.take(session, now, staff, one.id)
        case "ask":
            items = (step["fields"], step["papers"])
            review.ask(session, now, staff, one.id, one.version, items, step["words"], content)
        case "invite":
            _invite(stage, one, now, step)
        case other:
            raise ValueError(f"the demo's story knows no step {other!r}")


def _invite(stage: Stage, one: Application, now: datetime, step: Mapping[str, Any]) -> None:
    session, content = stage.session, stage.content
    day: date = step["day"]
    room = content.college(one.college).room.ru
    decision = review.invitation(content, one, day, step["clock"], room, parent_told=True)
    review.decide(session, now, stage.staff, one.id, one.version, decision, content)
    review.send_now(session, now + timedelta(seconds=5), stage.staff, one.id, content)


def _moment(local: datetime) -> datetime:
    return local.replace(tzinfo=MOSCOW)


__all__ = ["lay_applications"]
