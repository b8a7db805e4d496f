"""A desk for tests of review: a college with staff, an applicant who has applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from cluster import admission, consents
from cluster.admission import Submitted
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.admission import Application
from tests.conversation.people import CONTENT, with_role
from tests.conversation.stage import Actor, Stage
from tests.unit.test_admission_rules import form

ARTYOM, MOTHER, OLGA, DASHA, FOREIGN = 501, 502, 901, 902, 903


@dataclass
class Desk:
    """Artyom has applied to Klepiki, where Olga coordinates and Dasha works; Pavel coordinates elsewhere."""

    stage: Stage
    artyom: Actor
    olga: Actor
    dasha: Actor
    pavel: Actor
    application: Application


async def open_desk(stage: Stage, **changes: Any) -> Desk:
    """Open a desk with one application on it; `changes` are answers that differ."""
    artyom = await with_role(stage, ARTYOM, Role.APPLICANT)
    olga = await with_role(stage, OLGA, Role.COORDINATOR, "klepiki", "Тайнова Ольга")
    dasha = await with_role(stage, DASHA, Role.COLLEGE_STAFF, "klepiki", "Скрытнева Дарья")
    pavel = await with_role(stage, FOREIGN, Role.COORDINATOR, "zhivago", "Просителев Павел")
    sent = await apply(stage, ARTYOM, **changes)
    stage.phones.chats.clear()
    return Desk(stage, artyom, olga, dasha, pavel, sent.applications[0])


async def apply(stage: Stage, telegram_id: int, **changes: Any) -> Submitted:
    """Send an application as somebody; the college is told."""
    changes.setdefault("choices", ["klepiki-welder-9"])
    now = stage.clock.now()

    def send(session: Session) -> Submitted:
        person = stored.meet(session, telegram_id, telegram_id, "ru", now)
        consents.give(session, now, person.id, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
        return admission.submit(session, now, person.id, form(**changes), CONTENT).value

    return await stage.database.run(send)


async def reread(stage: Stage, application: Application) -> Application:
    """Return an application as it stands now."""
    from storage.admission import applications

    return (await stage.database.read(applications.get, [application.id]))[application.id]


async def parent_of(stage: Stage, parent: int, child: int) -> Actor:
    """Make somebody the parent of another, in a chat of their own."""
    actor = await with_role(stage, parent, Role.PARENT)

    def link(session: Session) -> None:
        known = stored.by_telegram_ids(session, [parent, child])
        roles.add_guardian(session, known[parent].id, known[child].id, stage.clock.now())

    await stage.database.run(link)
    return actor
