"""The house behind the doors: one application in a college, led from place to place, and everybody of `people`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from cluster import admission, consents, paper_files, people, review
from cluster.access import Kind
from cluster.people import Role
from storage import paper_files as stored_files
from storage import people as stored
from storage import roles
from storage.admission import ApplicationStatus, ConsentWay, DocumentState, applications
from tests.conversation.people import CONTENT
from tests.conversation.places import Places
from tests.conversation.rights.ends import lay_ends
from tests.conversation.rights.help import lay_help
from tests.conversation.rights.lists import lay_lists
from tests.conversation.rights.people import HERE, WALKERS, WORKS
from tests.conversation.rights.practice import lay_practice
from tests.conversation.rights.records import lay_records
from tests.conversation.rights.reports import lay_doubles, lay_exports
from tests.conversation.rights.roster import NAME, lay_roster
from tests.conversation.rights.seats import lay_seats
from tests.conversation.stage import Actor
from tests.storage.test_paper_files import PAGE, keep
from tests.unit.test_admission_rules import form

NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
EARLIER = NOW - timedelta(minutes=1)  # else a second invite of the same kind is a double tap
AFTER_DOCS_END = datetime(2026, 8, 17, 7, 0, tzinfo=UTC)
FIRST_TELEGRAM_ID, FIRST_PERSON_ID = 8001, 7001
"""So high that they are found in a row and taken for nothing else."""
COLLEAGUE, FIRST_OWNER, GUEST = 8801, 8901, 8951
"""A member of staff who tries no door, who fills in once more who has applied, and who came by another's invite."""
NAMES = {"staff": "Скрытнева Дарья", "coordinator": "Тайнова Ольга"}
SECRETS: Mapping[Kind, tuple[str, ...]] = {
    Kind.APPLICATION: ("Соловьёв", "Артём", "Школа № 1", "123-45-67", "765-43-21", "КЛ-26-0001", "КС-26-0001", "тайна"),
    Kind.ACCESS_REQUEST: ("Просителев",),
    Kind.STUDENT: (NAME, "Учащийся", "Назвавшийся"),
    Kind.PLACEMENT: ("Практикантов",),
    Kind.INCIDENT: ("Ёлкин", "Стою у второго поста"),
    Kind.DIARY: ("стыковой",),
    Kind.ROLE: ("Скрытнева", "Тайнова", "Неслышнова"),
}
"""What must not be seen by who may not read the object."""


@dataclass
class House(Places):
    """The house, and what its doors may carry."""

    ids: dict[str, Any] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return somebody's phone."""
        return Actor(self.stage, telegram_id(name), "Eve")

    def carried(self, carries: str) -> str:
        """Return what a button carries, with the numbers of this house."""
        version = self.database.look(applications.get, [self.ids["application"]])[self.ids["application"]].version
        return carries.format(version=version, me="{me}", **self.ids)


def open_house(folder: Path, loop: asyncio.AbstractEventLoop) -> House:
    """Open the house, and lay every place."""
    house = House(folder, loop, NOW)
    house.open()
    lay(house)
    return house


def telegram_id(name: str) -> int:
    """Return Telegram's number of somebody."""
    return FIRST_TELEGRAM_ID + list(WALKERS).index(name)


# --- laying it ----------------------------------------------------------------------------------------------


def lay(house: House) -> None:
    """Bring everybody in, and lead the application from place to place."""
    house.do(_everybody, house)
    staff, olga, one = house.people["staff"], house.people["coordinator"], house.ids["application"]
    house.keep("submitted")
    house.do(review.take, NOW, olga, one)
    house.do(review.add_note, NOW, olga, one, "тайна")
    house.keep("taken")
    house.do(review.ask, NOW, olga, one, _version(house), (["phone"], ["passport"]), "тайна", CONTENT)
    house.keep("asked")
    house.begin_at("taken")
    moment = datetime(2026, 7, 16, 7, 0, tzinfo=UTC)
    last_day = CONTENT.campaign("2026").docs_end
    invite = review.Invite(
        moment=moment, room="каб. 1", capacity=5, last_day=last_day, checklist_seen=True, parent_told=True
    )
    house.do(review.decide, NOW, olga, one, None, invite, CONTENT)
    house.keep("held")
    house.do(review.send_now, NOW, olga, one, CONTENT)
    house.do(review.check_paper, NOW, staff, one, "passport", DocumentState.VERIFIED, CONTENT)
    house.do(review.receive_consent, NOW, staff, one, ConsentWay.PAPER)
    house.keep("invited")
    house.do(review.bring_original, NOW, staff, one, CONTENT)
    house.keep("original")
    for status in (ApplicationStatus.RANKED, ApplicationStatus.RECOMMENDED):
        house.do(applications.set_status, one, status, AFTER_DOCS_END)
        house.keep(status.value, AFTER_DOCS_END)
    house.do(applications.set_status, one, ApplicationStatus.ENROLLED, AFTER_DOCS_END)
    house.do(applications.set_order, one, "112", date(2026, 8, 17))
    house.keep("enrolled", AFTER_DOCS_END)
    house.do(admission.wait_for_seats, AFTER_DOCS_END, house.people["student"], "klepiki-welder-9", CONTENT)
    house.keep("seats awaited", AFTER_DOCS_END)
    house.begin_at("invited")
    lay_lists(house, house.ids, olga, HERE)
    house.begin_at("taken")
    lay_exports(house, house.ids, staff, olga, HERE)
    house.begin_at("taken")
    lay_doubles(house, house.ids, FIRST_OWNER)
    house.begin_at("taken")
    lay_practice(house, house.ids, house.people, HERE, WORKS)
    house.begin_at("taken")
    lay_help(house, house.ids, house.people, HERE, WORKS)
    house.begin_at("taken")
    lay_records(house, house.ids, staff, GUEST, HERE)
    house.begin_at("taken")
    lay_roster(house, house.ids, olga, HERE)
    house.begin_at("taken")
    lay_seats(house, house.ids, house.people, HERE, WORKS)
    house.begin_at("taken")
    lay_ends(house, house.ids, house.people["their parent"], house.people["who applied"])
    house.standing = ""


def _version(house: House) -> int:
    return house.database.look(applications.get, [house.ids["application"]])[house.ids["application"]].version


def _everybody(session: Session, house: House) -> None:
    first = stored.meet(session, FIRST_PERSON_ID - 1, FIRST_PERSON_ID - 1, "ru", NOW)
    session.execute(sql("UPDATE people SET id = :high WHERE id = :low"), {"high": FIRST_PERSON_ID - 1, "low": first.id})
    session.expire_all()
    for name, walker in WALKERS.items():
        person = stored.meet(session, telegram_id(name), telegram_id(name), "ru", NOW)
        house.people[name] = person.id
        if name in NAMES:
            stored.set_name(session, person.id, NAMES[name])
        if walker.role is not None:
            held = people.grant(session, NOW, None, person.id, walker.role, walker.organisation, choose=True).value
            house.ids[f"grant of {name}"] = held.id
    colleague = stored.meet(session, COLLEAGUE, COLLEAGUE, "ru", NOW).id
    stored.set_name(session, colleague, "Неслышнова Нина")
    people.grant(session, NOW, None, colleague, Role.COLLEGE_STAFF, HERE)
    house.ids |= {"grant": house.ids["grant of staff"], "colleague": colleague}
    olga = house.people["coordinator"]
    people.grant(session, NOW, None, olga, Role.COORDINATOR, "kasimov")  # so that it is not the base college's
    _apply(session, house)
    _ask_and_invite(session, house)
    for name, walker in WALKERS.items():
        if walker.revoked:
            people.revoke(session, NOW, None, house.ids[f"grant of {name}"])


def _apply(session: Session, house: House) -> None:
    owner = house.people["who applied"]
    consents.give(session, NOW, owner, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    sent = admission.submit(session, NOW, owner, form(), CONTENT).value
    here = next(one for one in sent.applications if one.college == HERE)
    there = next(one for one in sent.applications if one.college != HERE)
    house.ids |= {"applicant": sent.applicant_id, "application": here.id, "elsewhere": there.id}
    consents.give(session, NOW, owner, paper_files.consent_document(CONTENT, "ru"), consents.PHOTO_FILES)
    keep(session, NOW, sent.applicant_id, PAGE, "certificate")
    house.ids["file"] = stored_files.of_paper(session, sent.applicant_id, "certificate")[0].file_id
    for name, walker in WALKERS.items():
        if walker.is_parent:
            roles.add_guardian(session, house.people[name], owner, NOW)


def _ask_and_invite(session: Session, house: House) -> None:
    olga = house.people["coordinator"]
    asked = people.request_access(
        session, NOW, house.people["who asked for access"], Role.COLLEGE_STAFF, HERE, "Просителев Павел"
    )
    made = people.invite(session, EARLIER, olga, Role.COLLEGE_STAFF, HERE).value
    sleeping = people.invite(session, EARLIER, olga, Role.COORDINATOR, HERE).value
    house.ids |= {"request": asked.value.id, "invite": made.id, "sleeping": sleeping.id}
